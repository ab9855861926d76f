"""TA120 letters-lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.remark import LostLetters
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA120", "letters-lost", Severity.WARNING, LostLetters)
def letters_lost(noted: Noted[LostLetters]) -> Hits:
    """Letters were replaced by “?” or U+FFFD before the text came here.

    Why:
        A label that lacks letters is not the label that was printed: what is compared by it
        with other tables is not compared, and a region that is not called so is left unread.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere p? oppf?lging. Demografi. Tidsserie m?ned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        A “?” at the end of a word is taken for a question mark, but for “p?”. The heading
        “i ?r” is read as “i år”, which alone it can be.

    Source:
        The Unicode Standard: U+FFFD stands for what could not be decoded.
    """
    said = ngettext(
        "{n} letter is lost, as in {words}",
        "{n} letters are lost, as in {words}",
        noted.remark.times,
    ).format(words=", ".join(f"“{word}”" for word in noted.remark.words))
    yield noted.hit(said, _("take the text out of the report again, as UTF-8"))
