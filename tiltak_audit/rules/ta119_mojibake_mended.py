"""TA119 mojibake-mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.remark import Mojibake
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA119", "mojibake-mended", Severity.WARNING, Mojibake)
def mojibake_mended(noted: Noted[Mojibake]) -> Hits:
    """Letters that came apart were put together: UTF-8 that was read as cp1252 or latin-1.

    Why:
        The text was saved wrong before it came here. What was read is most likely what was
        printed, and cannot be proved to be.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere pÃ¥ oppfÃ¸lging. Demografi. Tidsserie mÃ¥ned
        Tiltak og kjÃ¸nn Rapport oppdatert: 02.12.2025

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        Text that was read wrong by another encoding than cp1252 or latin-1 is not mended.

    Source:
        The Unicode Standard, UTF-8; cp1252 as Python decodes it.
    """
    rounds = noted.remark.rounds
    letters = ", ".join(f"{apart} ({times})" for apart, times in noted.remark.letters)
    said = ngettext(
        "letters put together that came apart: {characters}",
        "letters put together that came apart {rounds} times over: {characters}",
        rounds,
    ).format(characters=letters, rounds=rounds)
    yield noted.hit(said, _("take the text out of the report again, as UTF-8"))
