"""Editions and kept figures in the shape of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.editions.changes import Kind
from tiltak_audit.editions.held import by_section
from tiltak_audit.editions.triangle import triangle_of
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import Row
from tiltak_audit.render.json.editions import (
    CategoryOf,
    ChangeOf,
    EditionsOf,
    KeptOf,
    KeptPeriodOf,
    KeptPointOf,
    KeptRowOf,
    KeptSectionOf,
    KeptTableOf,
    PairOf,
    RevisedOf,
    RowOf,
    TriangleOf,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.editions.changes import Change, Revisions
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.editions.triangle import Triangle
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.report import Report, Section, Table


def editions_in_json(found: Editions | None, *, reveal: bool) -> EditionsOf | None:
    """Say what changed between editions; what is hidden now is told only with ``reveal``."""
    if found is None:
        return None
    triangles = [triangle_of(chain, reveal=reveal) for chain in found.chains]
    return EditionsOf(
        pairs=[_pair(one) for one in found.revisions],
        alone=[one.path for one in found.alone],
        unchanged=found.unchanged,
        revised=found.count(Kind.REVISED),
        newly_starred=found.count(Kind.STARRED),
        newly_shown=found.count(Kind.SHOWN),
        come=found.come,
        gone=found.gone,
        renamed=found.renamed,
        unknown=found.unknown,
        sections=[
            RevisedOf(one.section, one.number, one.largest.size, one.sum, one.up, one.down)
            for one in by_section(found.changes)
        ],
        figures=[_change(one, reveal=reveal) for one in found.changes],
        rows=[row for one in found.revisions for row in _rows(one)],
        triangles=[_triangle(one) for one in triangles if one],
    )


def _pair(found: Revisions) -> PairOf:
    older, newer = found.pair.older, found.pair.newer
    return PairOf(
        newer.path,
        older.path,
        newer.code or None,
        newer.edition or None,
        older.edition or None,
        list(found.pair.months),
        found.pair.same,
    )


def _change(one: Change, *, reveal: bool) -> ChangeOf:
    cell = one.newer
    page, line = cell.report.origin.place(cell.row.line)
    share = one.share
    return ChangeOf(
        one.kind.value,
        cell.report.path,
        one.older.report.path,
        cell.table.section,
        cell.table.label,
        cell.row.label,
        cell.row.code,
        cell.period,
        page or None,
        line,
        _count(one.was(reveal=reveal)),
        _count(cell.figure),
        one.size,
        None if share is None else round(float(share), 6),
    )


def _count(figure: Figure | None) -> int | None:
    return figure.value if isinstance(figure, Count) else None


def _rows(found: Revisions) -> Iterator[RowOf]:
    newer, older = found.pair.newer.path, found.pair.older.path
    for move, one, was in found.matched.moves():
        yield RowOf(
            move.value,
            newer,
            older,
            one.table.section,
            one.table.label,
            one.row.name if one.row else None,
            was.label if was else None,
        )


def _triangle(one: Triangle) -> TriangleOf:
    return TriangleOf(
        one.editions[-1].code or None,
        one.table.label,
        [edition.path for edition in one.editions],
        [edition.edition or None for edition in one.editions],
        list(one.months),
        [[_count(figure) for figure in row] for row in one.figures],
    )


def kept(report: Report) -> KeptOf:
    """Keep the figures of a report as they are printed."""
    period = report.period
    return KeptOf(
        report.path,
        report.code or None,
        report.title or None,
        report.family.name,
        report.edition or None,
        KeptPeriodOf(str(period.first), str(period.last)) if period else None,
        [_section(one, report) for one in report.sections],
    )


def _section(one: Section, report: Report) -> KeptSectionOf:
    tables = [_table(table, report) for table in one.tables]
    return KeptSectionOf(one.title, bool(one.doubts or report.unread), tables)


def _table(table: Table, report: Report) -> KeptTableOf:
    point = table.point
    lost = not isinstance(table.total, Row | None)
    return KeptTableOf(
        table.label,
        KeptPointOf(
            point.measure, point.level, [CategoryOf(*category) for category in point.categories]
        )
        if point
        else None,
        list(table.columns.periods),
        isinstance(table.total, Row),
        bool(table.doubts) or lost,
        [_kept_row(row, report) for row in table.printed()],
    )


def _kept_row(row: Row, report: Report) -> KeptRowOf:
    page, line = report.origin.place(row.line)
    figures = [one.value if isinstance(one, Count) else one.printed for one in row.figures]
    return KeptRowOf(row.label, row.code, page or None, line, figures)
