"""TA121 region-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.regions import FYLKE, register_of
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.cell import Place
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
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

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        Which years the register covers is said in data/regions.csv.

    Source:
        Registers of fylker and kommuner (data/regions.csv).
    """
    if not report.period:
        return
    register = register_of(report.period.last)
    for table in report.tables:
        dimensions = dimensions_of(table.section, report.family)
        if not dimensions.regional or table.doubts:
            continue
        there = {row.code for row in table.rows}
        expected = register.level(dimensions.inner)
        if dimensions.outer == FYLKE:
            expected = register.below(register.fylke_of(table.label))
        missing = [one for one in expected if one.code not in there]
        if not missing:
            continue
        place = Place(
            path=report.path,
            line=table.total.line,
            report=report.code,
            section=table.section,
            table=table.label,
        )
        said = ngettext(
            "{n} region of the register is not in the table: ",
            "{n} regions of the register are not in the table: ",
            len(missing),
        )
        named = ", ".join(f"{one.code} {one.name}" for one in missing[:_NAMED])
        more = len(missing) - _NAMED
        message = said + named + (_(" and {more} more").format(more=more) if more > 0 else "")
        yield Hit(place, Words(message, _("nothing to do where they have no participants")))
