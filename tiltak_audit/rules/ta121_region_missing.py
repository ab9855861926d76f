"""TA121 region-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.regions import FYLKE, KOMMUNE, register_for
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.identities.gaps import gaps_of
from tiltak_audit.model.cell import Place
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.cube.regions import Region
    from tiltak_audit.identities.gaps import Gap
    from tiltak_audit.rules.subjects import Hits

# So many are named in the message.
_NAMED = 8


@rule("TA121", "region-missing", Severity.INFO, Report)
def region_missing(report: Report) -> Hits:
    """A table of regions lacks some that the register holds.

    Why:
        Rows are left out where they are zero, so a missing region counts as zero in sums;
        that it is zero is not printed.

    Wrong:
        … Tiltak og fylke

        I alt mentor 30 30 30

        03 Oslo 10 10 10

        15 Møre og
        Romsdal 20 20 20

    Limits:
        Of a tidy table one finding is told for all tables of a sheet; by how much its regions
        fall short of the one above them is told, too. Which years the register covers is said
        in data/regions.csv.

    Source:
        Registers of fylker and kommuner (data/regions.csv).
    """
    if not report.period:
        return
    if report.is_tidy:
        yield from _of_tidy(report)
        return
    register = register_for(report.family, report.period.last)
    for table in report.tables:
        dimensions = dimensions_of(table.section, report.family)
        if not dimensions.regional or table.doubts:
            continue
        there = {row.code for row in table.rows}
        expected = register.level(dimensions.inner)
        if report.family.level_of(dimensions.outer):
            expected = register.below(register.fylke_of(table.label))
        missing = [one for one in expected if one.code not in there]
        if not missing:
            continue
        yield _hit(report, table.section, table.line, _lacking(missing), table=table.label)


def _lacking(missing: Sequence[Region]) -> str:
    said = ngettext(
        "{n} region of the register is not in the table: ",
        "{n} regions of the register are not in the table: ",
        len(missing),
    )
    named = ", ".join(f"{one.code} {one.name}" for one in missing[:_NAMED])
    more = len(missing) - _NAMED
    return said + named + (_(" and {more} more").format(more=more) if more > 0 else "")


def _hit(report: Report, section: str, line: int, message: str, *, table: str = "") -> Hit:
    place = Place(report.path, line, report=report.code, section=section, table=table)
    return Hit(place, Words(message, ""))


def _of_gap(report: Report, gap: Gap) -> Hit:
    place = Place(report.path, gap.part.row.line, report=report.code, section=gap.section)
    return Hit(place, Words(_short(gap), _("list every region, or say which are left out")))


def _of_tidy(report: Report) -> Hits:
    """Tell which regions all tables of a section lack, and by how much their sums fall short."""
    assert report.period
    register = register_for(report.family, report.period.last)
    for section in report.sections:
        tables = [table for table in section.tables if table.point]
        codes = {row.code for table in tables for row in table.rows if row.code}
        levels = {table.point.level for table in tables if table.point}
        expected: list[Region] = []
        if FYLKE in levels:
            expected += [one for one in register.level(FYLKE) if not one.residual]
        if KOMMUNE in levels:
            # Of the fylker that it lists kommuner of.
            fylker = dict.fromkeys(register.parent_of(code) for code in codes)
            expected += [one for fylke in fylker for one in register.below(fylke)]
        missing = [one for one in expected if one.code not in codes]
        if missing:
            yield _hit(report, section.title, tables[0].line, _lacking(missing))
    for gap in gaps_of(report):
        yield _of_gap(report, gap)


def _short(gap: Gap) -> str:
    low, high = min(gap.sizes), max(gap.sizes)
    said = ngettext(
        "the regions that it lists fall short of {whole} by {size}, in {n} table: one may be left "
        "out, such as Ukjent",
        "the regions that it lists fall short of {whole} by {size}, in {n} tables: one may be left "
        "out, such as Ukjent",
        len(gap.sizes),
    )
    size = str(low) if low == high else _("{low} to {high}").format(low=low, high=high)
    return said.format(whole=gap.whole.row.name, size=size, n=len(gap.sizes))
