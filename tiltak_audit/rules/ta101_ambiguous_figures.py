"""TA101 ambiguous-figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import Ambiguous
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA101", "ambiguous-figures", Severity.ERROR, Ambiguous)
def ambiguous_figures(noted: Noted[Ambiguous]) -> Hits:
    """A line of figures has several readings, or none.

    Why:
        Many tools turn the blank between thousands into the blank between columns. Where
        neither the printed mean nor the sums of the table leave one reading, any choice
        could be a wrong figure.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Mars 2025

        Januar Februar Mars

        I alt mentor 1 100 120 130

        Kvinner 4 100 120 130

    Limits:
        Only lines whose thousands are separated by the same blank as the columns can have
        several readings.

    Source:
        NAV, layout of the TILT tables; text tools that flatten U+00A0.
    """
    readings = noted.remark.readings
    said = (
        _("the figures of this line can be read in {readings} ways").format(readings=readings)
        if readings > 1
        else _("the figures of this line cannot be read")
    )
    if noted.remark.spent:
        said = _("the figures of this line can be read in more ways than can be tried")
    yield noted.hit(
        said,
        _("take the text out with a tool that keeps U+00A0 in thousands; the row is unread"),
    )
