"""What is said of editions: which were held against each other, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.editions.changes import Kind
from tiltak_audit.i18n import _, number
from tiltak_audit.render.words.places import cell as cell_words
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.editions.changes import Change, Revisions
    from tiltak_audit.editions.held import Editions


def pair_words(found: Revisions) -> str:
    """Name two editions and the months that both print."""
    pair = found.pair
    older, newer = (visible(one.path) for one in (pair.older, pair.newer))
    if not pair.months:
        return _("{newer} and {older}: no month in common, nothing to compare").format(
            newer=newer, older=older
        )
    months = pair.months
    span = months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
    if pair.same:
        said = _("{newer} and {older} are one edition, {months}: {counts}")
    else:
        said = _("{newer} since {older}, {months}: {counts}")
    return said.format(
        newer=_dated(newer, pair.newer.edition),
        older=_dated(older, pair.older.edition),
        months=span,
        counts=counts_words(found),
    )


def _dated(name: str, edition: str) -> str:
    return f"{name} ({edition})" if edition else name


def counts_words(found: Revisions) -> str:
    """Count what changed between two editions."""
    rows = found.matched
    said = [
        _("{n} figures unchanged").format(n=number(found.unchanged)),
        _("{n} revised").format(n=number(len(found.of(Kind.REVISED)))),
    ]
    more = (
        (len(found.of(Kind.STARRED)), _("{n} newly starred")),
        (len(found.of(Kind.SHOWN)), _("{n} newly shown")),
        (len(rows.come), _("{n} rows or tables come")),
        (len(rows.gone), _("{n} gone")),
        (len(rows.renamed), _("{n} with another label")),
        (rows.unknown, _("{n} rows cannot be told, since not all was read")),
    )
    return ", ".join([*said, *(words.format(n=number(n)) for n, words in more if n)])


def editions_lines(found: Editions) -> Iterator[str]:
    """Say it of every pair, and of what is no edition of any report."""
    for one in found.revisions:
        yield pair_words(one)
    for report in found.alone:
        yield _("{path}: no report of this code among the inputs, nothing to compare").format(
            path=visible(f"{report.path} ({report.code})" if report.code else report.path)
        )


def where_words(one: Change) -> str:
    """Name section, table, row and month of a figure."""
    return visible(cell_words(one.newer.place))


def direction_words(up: int, down: int) -> str:
    """Say which way revisions go."""
    if up and down:
        return _("both")
    return (_("up") if up else _("down")) if up or down else "–"
