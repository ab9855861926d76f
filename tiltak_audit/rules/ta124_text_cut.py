"""TA124 text-cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import Cut
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA124", "text-cut", Severity.INFO, Cut)
def text_cut(noted: Noted[Cut]) -> Hits:
    """The text ends within a line of figures.

    Why:
        If it was cut there, the last figure may have lost digits and rows may be missing.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        A text that was saved without its last line end looks the same.

    Source:
        Measured on the published tables.
    """
    yield noted.hit(
        _("the text ends without a line end, after a figure"),
        _("if the text was cut, take it out of the report again"),
    )
