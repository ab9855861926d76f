"""TA114 line-fits-nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.notice import Remark
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA114", "line-fits-nothing", Severity.WARNING, Remark.STRAY)
def line_fits_nothing(noted: Noted) -> Hits:
    """Lines that belong to no table that can be shown.

    Why:
        Rows under a heading that is lost could be guessed into a table; they are left
        unread instead.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160
         Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt jobbklubb 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        Sentences of the front page are not reported.

    Source:
        Measured on the published tables.
    """
    lines = noted.notice.facts.get("lines", 1)
    remedy = _("compare with the report; a heading or a total may be lost above")
    match noted.notice.facts["kind"]:
        case "columns":
            said = _("figures without a line of months above them")
        case "section":
            said = _("rows without a section title above them: {lines} unread").format(lines=lines)
        case "table":
            said = _("rows of a table that cannot be told: {lines} unread").format(lines=lines)
        case "left-out":
            said = _("left out: {text}").format(text=noted.notice.facts["text"])
            remedy = _("look at the page whether they are figures; what nobody sees is not read")
        case "unseen":
            said = _("left out: {text}").format(text=noted.notice.facts["text"])
            remedy = _("whoever copies the text finds it; print the report anew without it")
        case "undrawn":
            said = _("read, though nobody sees it: {text}").format(text=noted.notice.facts["text"])
            remedy = _("get the PDF again, or compare with the report")
        case "cell":
            said = _("a row is left unread: {text}").format(text=noted.notice.facts["text"])
            remedy = _("put a whole number or * there, shown as it is")
        case "row":
            said = _("left unread: {text}").format(text=noted.notice.facts["text"])
            remedy = _("a row is one label and a figure for every month; mend or delete it")
        case _:
            said = _("a line that fits nothing: “{text}”").format(text=noted.notice.facts["text"])
    yield noted.hit(said, remedy)
