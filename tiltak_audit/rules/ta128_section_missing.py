"""TA128 section-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import OVERVIEW
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.cell import Place
from tiltak_audit.rules.rule import Scan, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.report import Report

# What the reports of this family hold, the overview and the others (samples/).
_PARTS = (
    "fylke",
    "kjønn",
    "alder",
    "innvandrer status",
    "fødeland innvandrere",
    "utdanning",
)
_SECTIONS = {
    True: (
        "Arbeidsmarkedsstatus",
        "Arbeidsmarkedsstatus og tiltaksgruppe",
        *(f"Arbeidsmarkedsstatus og {part}" for part in _PARTS),
        "Tiltaksdeltakere og kommune",
    ),
    False: (
        "Tiltak",
        "Arbeidsmarkedsstatus og tiltak",
        *(f"Tiltak og {part}" for part in _PARTS),
        "Tiltak og kommune",
    ),
}

# With fewer of them an input is an excerpt, whose reader knows it.
_HALF = 5


@rule("TA128", "section-missing", Severity.INFO, Scan.REPORT)
def section_missing(report: Report) -> Iterator[tuple[Place, Words]]:
    """A report lacks a section that its family has.

    Why:
        A section that is lost whole leaves no trace on the pages of the others; what it would
        have shown is not checked.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og fylke Rapport oppdatert: 02.12.2025

        Januar 2025 - Januar 2025

        Januar

        I alt mentor 30

        03 Oslo 30
         Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Januar 2025

        Januar

        I alt mentor 30

        Kvinner 10

        Menn 20
         Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og alder Rapport oppdatert: 02.12.2025

        Januar 2025 - Januar 2025

        Januar

        I alt mentor 30

        20-24 år 30
         Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og utdanning Rapport oppdatert: 02.12.2025

        Januar 2025 - Januar 2025

        Januar

        I alt mentor 30

        Grunnskolenivå 30
         Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og innvandrer status Rapport oppdatert: 02.12.2025

        Januar 2025 - Januar 2025

        Januar

        I alt mentor 30

        Innvandrer 30

    Right:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        Told of TILT100 to TILT180 with at least half of their sections; a shorter input is
        taken for an excerpt.

    Source:
        Sections of the published reports TILT140 and TILT100.
    """
    if not report.code.startswith(OVERVIEW[:5]):
        return
    expected = _SECTIONS[report.code == OVERVIEW]
    there = {section.title for section in report.sections}
    missing = [title for title in expected if title not in there]
    if missing and len(expected) - len(missing) >= _HALF:
        place = Place(path=report.path, line=0, report=report.code, placed=False)
        said = _("sections that such a report has are not here: {titles}")
        yield (
            place,
            Words(
                said.format(titles=", ".join(f"“{title}”" for title in missing)),
                _("check that the input is whole"),
            ),
        )
