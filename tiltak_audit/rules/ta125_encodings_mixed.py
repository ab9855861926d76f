"""TA125 encodings-mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.remark import OtherEncoding
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA125", "encodings-mixed", Severity.WARNING, OtherEncoding)
def encodings_mixed(noted: Noted[OtherEncoding]) -> Hits:
    """A few lines of a UTF-8 text are in another encoding, and were read as cp1252.

    Why:
        Two texts were joined, or one was edited by a tool that saves otherwise. Letters outside
        ASCII on these lines may be others than were meant.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        The page shows letters, not bytes: in the example the line of the section is meant to be
        saved as cp1252, all others as UTF-8. A cp1252 line that is UTF-8 by chance is not seen.

    Source:
        The Unicode Standard, UTF-8; cp1252 as Python decodes it.
    """
    said = ngettext(
        "{n} line is not UTF-8, as the others are; read as cp1252",
        "{n} lines are not UTF-8, as the others are; read as cp1252",
        noted.remark.lines,
    )
    yield noted.hit(said, _("save the whole text as UTF-8, or name its encoding by --encoding"))
