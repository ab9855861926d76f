"""TA102 figure-count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import OtherCount
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.model.remark import SpoiledFigure
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA102", "figure-count", Severity.ERROR, OtherCount)
def figure_count(noted: Noted[OtherCount]) -> Hits:
    """A line holds more or fewer figures than its table has columns, or one that is none.

    Why:
        A figure that is missing or doubled moves all that follow it into other months; one
        with a letter or a sign in it, l1 or -100, is no count.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156

    Limits:
        The row is left unread, and sums that need it are not applicable. What a figure with a
        letter in it may have been is said, and never taken for what it is.

    Source:
        NAV, layout of the TILT tables.
    """
    remedy = _("compare the line with the report; the row is unread and its sums are not judged")
    remark = noted.remark
    if remark.spoiled:
        others = ", ".join(f"“{one}”" for one in remark.spoiled.others)
        notes = [_("so do {others} on this line").format(others=others)] if others else []
        yield noted.hit(_spoiled(remark.spoiled), remedy, *notes)
        return
    yield noted.hit(
        _("{found} figures on this line, {columns} columns in the table").format(
            found=remark.found, columns=remark.columns
        ),
        remedy,
    )


def _spoiled(one: SpoiledFigure) -> str:
    if one.meant:
        return _("“{text}” is no figure; it may be {meant}").format(text=one.text, meant=one.meant)
    return _("“{text}” stands where a figure should be").format(text=one.text)
