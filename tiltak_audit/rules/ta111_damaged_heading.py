"""TA111 damaged-heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import N_, _
from tiltak_audit.model.remark import DamagedHeading
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted

_PARTS = {
    "source": N_("the source line of the page is missing"),
    "section": N_("the section title is missing"),
    "months": N_("the line of months is missing"),
    "words": N_("words over the mean column are missing"),
    "heading": N_("a page begins here without any heading"),
    "several": N_("two titles, or two lines of months, stand where one belongs"),
    "lines": N_("a line starts as if lines were gone before it"),
}


@rule("TA111", "damaged-heading", Severity.WARNING, DamagedHeading)
def damaged_heading(noted: Noted[DamagedHeading]) -> Hits:
    """The heading of a page or of its columns is missing or cut.

    Why:
        Which section, table and months the rows below belong to is then shown by evidence
        only: a total that is printed again, codes that go on rising.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Februar 2025

        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        What is lost of the front page and of page footers is not reported.

    Source:
        Measured on the published tables.
    """
    said = "; ".join(_(_PARTS[part]) for part in noted.remark.parts)
    yield noted.hit(
        said,
        _("look whether rows are missing here; what was read follows from the rows around it"),
    )
