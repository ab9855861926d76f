"""TA103 row-twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.notice import Remark
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.model.notice import Notice


@rule("TA103", "row-twice", Severity.ERROR, Remark.TWICE)
def row_twice(notice: Notice) -> Words:
    """One row of one table is printed twice with different figures.

    Why:
        Both cannot be right, and a sum must count the row once.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        Menn 158 156 161

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

        Menn 158 156 160

    Limits:
        A row that is printed again with the same figures is the same row.

    Source:
        NAV, layout of the TILT tables.
    """
    return Words(
        _("“{row}” is printed twice with different figures, first on {first}").format(
            row=notice.row, first=notice.facts["first_place"]
        ),
        _("find which of the two lines is right; the sums take the first"),
    )
