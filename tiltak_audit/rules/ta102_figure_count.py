"""TA102 figure-count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.notice import Remark
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.model.notice import Notice


@rule("TA102", "figure-count", Severity.ERROR, Remark.ARITY)
def figure_count(notice: Notice) -> Words:
    """A line holds more or fewer figures than its table has columns, or one that is none.

    Why:
        A figure that is missing or doubled moves all that follow it into other months; one
        with a letter or a sign in it, l1 or -100, is no count.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        The row is left unread, and sums that need it are not applicable. What a figure with a
        letter in it may have been is said, and never taken for what it is.

    Source:
        NAV, layout of the TILT tables.
    """
    if notice.facts.get("kind") == "spoiled":
        return _spoiled(notice)
    return Words(
        _("{found} figures on this line, {columns} columns in the table").format(**notice.facts),
        _("compare the line with the report; the row is unread and its sums are not judged"),
    )


def _spoiled(notice: Notice) -> Words:
    text, meant, rest = (notice.facts[name] for name in ("text", "meant", "rest"))
    if meant:
        said = _("“{text}” is no figure; it may be {meant}").format(text=text, meant=meant)
    else:
        said = _("“{text}” stands where a figure should be").format(text=text)
    notes = (_("so do {others} on this line").format(others=rest),) if rest else ()
    return Words(
        said,
        _("compare the line with the report; the row is unread and its sums are not judged"),
        notes=notes,
    )
