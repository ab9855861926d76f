"""TA128 section-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import section_of
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.cell import Place
from tiltak_audit.model.report import Report
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA128", "section-missing", Severity.INFO, Report)
def section_missing(report: Report) -> Hits:
    """A report lacks a section that its family has.

    Why:
        A section that is lost whole leaves no trace on the pages of the others; what it would
        have shown is not checked.

    Wrong:
        … Tiltak og fylke

        I alt mentor 30 30 30

        03 Oslo 30 30 30
        … Tiltak og kjønn

        I alt mentor 30 30 30

        Kvinner 10 10 10

        Menn 20 20 20
        … Tiltak og alder

        I alt mentor 30 30 30

        20-24 år 30 30 30
        … Tiltak og utdanning

        I alt mentor 30 30 30

        Grunnskolenivå 30 30 30
        … Tiltak og innvandrer status

        I alt mentor 30 30 30

        Innvandrer 30 30 30

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        Told of reports with at least half of the sections that their family’s file lists; a
        shorter input is taken for an excerpt.

    Source:
        Sections of the published reports TILT140 and TILT100.
    """
    expected = [one for one in report.family.sections if one.unit == "persons"]
    there = [section_of(section.title, report.family) for section in report.sections]
    missing = [one.title for one in expected if one not in there]
    # With fewer of them an input is an excerpt, whose reader knows it.
    if missing and 2 * (len(expected) - len(missing)) >= len(expected):
        place = Place(path=report.path, line=0, report=report.code, placed=False)
        said = _("sections that such a report has are not here: {titles}")
        yield Hit(
            place,
            Words(
                said.format(titles=", ".join(f"“{title}”" for title in missing)),
                _("check that the input is whole"),
            ),
        )
