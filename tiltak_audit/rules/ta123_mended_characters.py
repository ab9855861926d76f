"""TA123 mended-characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import Mended
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA123", "mended-characters", Severity.INFO, Mended)
def mended_characters(noted: Noted[Mended]) -> Hits:
    """Characters were replaced while reading.

    Why:
        What was read is not what was written, letter by letter.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 3 080 3 050 3 110

        Kvinner 1 500 1 490 1 510

        Menn 1 580 1 560 1 600

    Limits:
        Line ends and a byte order mark are not reported.

    Source:
        The Unicode Standard: U+2007, U+2009 and U+202F are blanks of fixed width; U+00AD,
        U+2010 and U+2011 are hyphens; NFC composes letters.
    """
    yield noted.hit(
        _("characters mended: {characters}").format(characters=", ".join(_words_of(noted.remark))),
        _("nothing to do, unless a figure looks wrong"),
    )


def _words_of(mended: Mended) -> Iterator[str]:
    """Say what was read as what, composed letters first."""
    for odd, read, times in mended.replaced:
        if not odd:
            yield _("letters composed ({times})").format(times=times)
            continue
        shown = f"“{read}”" if read.strip() else f"U+{ord(read):04X}" if read else _("nothing")
        yield _("U+{odd:04X} as {read} ({times})").format(odd=ord(odd), read=shown, times=times)
    if mended.of_labels:
        yield f"{_('footnote marks behind labels')} ({mended.of_labels})"
    if mended.marks:
        yield _("marks of footnotes as nothing ({times})").format(times=mended.marks)
    if mended.widthless:
        yield _("characters of no width as nothing ({times})").format(times=mended.widthless)
