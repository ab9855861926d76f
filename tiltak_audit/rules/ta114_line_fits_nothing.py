"""TA114 line-fits-nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.remark import Stray
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA114", "line-fits-nothing", Severity.WARNING, Stray)
def line_fits_nothing(noted: Noted[Stray]) -> Hits:
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

    Limits:
        Sentences of the front page are not reported.

    Source:
        Measured on the published tables.
    """
    kind, text, lines = noted.remark.kind, noted.remark.text, noted.remark.number
    remedy = _("compare with the report; a heading or a total may be lost above")
    match kind:
        case "columns":
            said = _("figures without a line of months above them")
        case "section" | "table" | "below":
            said, remedy = _of_rows(kind, remedy)
            said = said.format(lines=lines)
        case "left-out" | "hidden" | "replaced" | "undrawn":
            said, remedy = _of_page(kind, lines)
        case "cell":
            said = _("a row is left unread: {text}").format(text=text)
            remedy = _("put a whole number or * there, shown as it is")
        case "row":
            said = _("left unread: {text}").format(text=text)
            remedy = _("a row is one label and a figure for every month; mend or delete it")
        case "rows" | "column" | "sheet":
            said = _("left unread: {text}").format(text=text)
            remedy = _("mend what is named there, or delete what is no part of the report")
        case "covered":
            said = _("nobody sees it, and it is left unread: {text}").format(text=text)
            remedy = _("show it, or delete it")
        case "note":
            said = _("a note among the rows, left out: “{text}”").format(text=text)
            remedy = _("look whether it is more than a note")
        case "label":
            said = _("a line that fits nothing: “{text}”").format(text=text)
    yield noted.hit(said, remedy)


def _of_rows(kind: Literal["section", "table", "below"], remedy: str) -> tuple[str, str]:
    """Say why it is not known of what rows are, and what to do."""
    match kind:
        case "section":
            return _("rows without a section title above them: {lines} unread"), remedy
        case "table":
            return _("rows of a table that cannot be told: {lines} unread"), remedy
        case "below":
            said = _("rows that stand above their “I alt”: {lines} unread")
            return said, _("reports have “I alt” above its rows; move it there")


def _of_page(kind: Literal["left-out", "hidden", "replaced", "undrawn"], n: int) -> tuple[str, str]:
    """Say which words of a page nobody sees, and what to do."""
    said = _("left out: {text}")
    remedy = _("whoever copies the text finds it; print the report anew without it")
    match kind:
        case "hidden":
            text = ngettext(
                "{n} word that is covered, clipped away, on a layer that is off, or in the colour "
                "of what is behind it",
                "{n} words that are covered, clipped away, on a layer that is off, or in the "
                "colour of what is behind them",
                n,
            )
        case "replaced":
            text = ngettext(
                "{n} replacement text (ActualText) that says something else than is printed",
                "{n} replacement texts (ActualText) that say something else than is printed",
                n,
            )
        case "left-out":
            remedy = _("look at the page whether they are figures; what nobody sees is not read")
            text = ngettext(
                "{n} word that is invisible, off the page, or turned",
                "{n} words that are invisible, off the page, or turned",
                n,
            )
        case "undrawn":
            said = _("read, though nobody sees it: {text}")
            remedy = _("get the PDF again, or compare with the report")
            text = ngettext(
                "{n} word whose font is broken and draws nothing",
                "{n} words whose fonts are broken and draw nothing",
                n,
            )
    return said.format(text=text), remedy
