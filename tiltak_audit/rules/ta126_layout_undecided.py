"""TA126 layout-undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.remark import Undecided
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA126", "layout-undecided", Severity.WARNING, Undecided)
def layout_undecided(noted: Noted[Undecided]) -> Hits:
    """Labels of which it cannot be told, from the lines of the text, which figures are theirs.

    Why:
        A text tool may print the figures of a row beside its label, around it or a cell a line.
        Where the lines allow more than one reading, or none, figures could be guessed to a
        label; the rows are left unread instead.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn
        Rapport oppdatert: 02.12.2025
        Januar 2025 - Februar 2025
        Gjennom
        snitt hittil
        i år
        Januar
        Februar
        I alt mentor
        308
        305
        311
        Kvinner
        150
        149
        Menn
        158
        156
        160

    Limits:
        In the example a cell is missing below “Kvinner”, and which month it is of cannot be
        told. A cell too few and one too many in the rows beside it are found as well.

    Source:
        Measured on what pdfplumber, pypdf, pdfminer.six, PyMuPDF, pypdfium2 and pdftotext print
        (docs/dialects.md).
    """
    said = ngettext(
        "{n} label is left without figures: the lines do not tell which are its own",
        "{n} labels are left without figures: the lines do not tell which are their own",
        noted.remark.rows,
    )
    yield noted.hit(said, _("give the PDF itself, or the text of “pdftotext -layout”"))
