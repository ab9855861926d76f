"""What is said of editions: which were held against each other, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.editions.changes import Kind
from tiltak_audit.editions.extent import Limits, extents_of
from tiltak_audit.editions.rows import Move
from tiltak_audit.editions.words import change_words, extent_words, size_words
from tiltak_audit.i18n import N_, _, ngettext, number, signed
from tiltak_audit.render.words.places import cell as cell_words
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.editions.changes import Change, Revisions
    from tiltak_audit.editions.extent import Extent
    from tiltak_audit.editions.held import Editions, Revised
    from tiltak_audit.editions.rows import Printed

# More that are no edition of any report, as in a folder of releases, are told by their codes.
_ALONE = 3

_KINDS = {Kind.STARRED: N_("newly starred"), Kind.SHOWN: N_("newly shown")}
_MOVES = {
    Move.COME: N_("{what}: new in this edition"),
    Move.GONE: N_("{what}: no longer printed"),
    Move.RENAMED: N_("{what}: it was called “{was}”"),
}


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
        (
            len(rows.come),
            ngettext("{n} row or table new", "{n} rows or tables new", len(rows.come)),
        ),
        (len(rows.gone), _("{n} gone")),
        (len(rows.renamed), _("{n} with another label")),
        (rows.unknown, _("{n} rows cannot be told, since not all was read")),
    )
    return ", ".join([*said, *(words.format(n=number(n)) for n, words in more if n)])


def editions_lines(found: Editions) -> Iterator[str]:
    """Say it of every pair, and of what is no edition of any report."""
    for one in found.revisions:
        yield pair_words(one)
    if len(found.alone) > _ALONE:
        codes = dict.fromkeys(report.code or report.path for report in found.alone)
        said = _("{n} reports of other codes than the inputs ({codes}): nothing to compare")
        yield said.format(n=number(len(found.alone)), codes=visible(", ".join(codes)))
        return
    for report in found.alone:
        yield _("{path}: no report of this code among the inputs, nothing to compare").format(
            path=visible(f"{report.path} ({report.code})" if report.code else report.path)
        )


def change_lines(found: Editions, *, reveal: bool, every: bool = False) -> Iterator[str]:
    """Yield a line a change: revisions by cause, the largest first; stars; rows and tables.

    With ``every`` each revised figure has its own. Of several reports each line names its own.
    """
    for one in found.revisions:
        code = one.pair.newer.code if len(found.chains) > 1 else ""
        revised = _by_figure(one) if every else _by_cause(one)
        stars = [change for kind in _KINDS for change in one.of(kind)]
        for line in (*revised, *(_star_words(star, reveal=reveal) for star in stars)):
            yield f"{code} {line}".strip()
        for line in row_lines(one):
            yield f"{code} {line}".strip()


def _by_figure(found: Revisions) -> Iterator[str]:
    for change in found.of(Kind.REVISED):
        yield f"{where_words(change)}: {change_words(change)}"


def _by_cause(found: Revisions) -> Iterator[str]:
    extents = extents_of(found, found.pair.newer, Limits())
    for extent in sorted(extents, key=lambda one: -abs(one.largest.size or 0)):
        yield f"{_common_words(extent)}: {extent_words(extent)}"


def _star_words(change: Change, *, reveal: bool) -> str:
    said = _(_KINDS[change.kind])
    return f"{where_words(change)}: {said}, {change_words(change, reveal=reveal)}"


def row_lines(found: Revisions) -> Iterator[str]:
    """Yield a line a table or row that came, went or has another label."""
    for move, one, was in found.matched.moves():
        old = was.row.name if was and was.row else was.table.label if was else ""
        yield _(_MOVES[move]).format(what=_named(one), was=visible(old))


def _named(one: Printed) -> str:
    names = (one.table.section, one.table.label, one.row.name if one.row else "")
    return visible(" · ".join(filter(None, names)))


def _common_words(extent: Extent) -> str:
    """Name what revisions of one cause have in common."""
    return visible(" · ".join(filter(None, extent.common))) or _("several sections")


def where_words(one: Change) -> str:
    """Name section, table, row and month of a figure."""
    return visible(cell_words(one.newer.place))


def section_words(one: Revised, *, short: bool = False) -> tuple[str, str, str, str, str]:
    """Sum up the revisions of a section: title, number, sum, direction, and the largest.

    ``short`` leaves out the section where the largest is, which stands before it.
    """
    title, where = visible(one.section), where_words(one.largest)
    return (
        title,
        number(one.number),
        signed(one.sum),
        _direction(one.up, one.down),
        f"{size_words(one.largest)}: {where.removeprefix(f'{title} · ') if short else where}",
    )


def _direction(up: int, down: int) -> str:
    """Say which way revisions go."""
    if up and down:
        return _("both")
    return (_("up") if up else _("down")) if up or down else "–"
