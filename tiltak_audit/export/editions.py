"""What changed between editions, one change a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.export.tidy import in_csv
from tiltak_audit.model.figure import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.editions.changes import Change, Revisions
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.run.diffed import Diffed

_HEAD = (
    *("kind", "report", "against_edition", "edition", "section", "table", "row", "code", "period"),
    *("from", "to", "size", "share", "against", "path", "line"),
)


def csv_of(diffed: Diffed) -> str:
    """Give all changes as comma-separated values; a row that came or went has no period."""
    return in_csv(
        _HEAD,
        (
            line
            for found in diffed.editions.revisions
            for line in _lines(found, reveal=diffed.reveal)
        ),
    )


def _lines(found: Revisions, *, reveal: bool) -> Iterator[tuple[object, ...]]:
    for one in found.changes:
        yield _change(found, one, reveal=reveal)
    yield from _rows(found)


def _change(found: Revisions, one: Change, *, reveal: bool) -> tuple[object, ...]:
    row, was, share = one.newer.row, one.was(reveal=reveal), one.share
    return (
        *_about(one.kind.value, found, one.newer.table.section, one.newer.table.label),
        *(row.label, row.code, one.newer.period),
        "" if was is None else _printed(was),
        _printed(one.newer.figure),
        "" if one.size is None else one.size,
        "" if share is None else round(float(share), 6),
        *_paths(found),
        one.newer.report.origin.place(row.line)[1],
    )


def _rows(found: Revisions) -> Iterator[tuple[object, ...]]:
    for move, one, was in found.matched.moves():
        row = one.row
        names = (row.label, row.code) if row else ("", "")
        labels = (was.label, one.label) if was else ("", "")
        line = one.report.origin.place(row.line if row else one.table.line)[1]
        about = _about(move.value, found, one.table.section, one.table.label)
        yield (*about, *names, "", *labels, "", "", *_paths(found), line)


def _about(kind: str, found: Revisions, section: str, table: str) -> tuple[str, ...]:
    older, newer = found.pair.older, found.pair.newer
    return kind, newer.code, older.edition, newer.edition, section, table


def _paths(found: Revisions) -> tuple[str, str]:
    return found.pair.older.path, found.pair.newer.path


def _printed(figure: Figure) -> str | int:
    return figure.value if isinstance(figure, Count) else figure.printed
