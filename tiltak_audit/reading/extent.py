"""How much text a report may hold; what holds more is refused before it is taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number
from tiltak_audit.model.wording import BLANKS
from tiltak_audit.reading.options import MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

# The longest report seen has 250,000 characters; columns set apart by blanks may take ten times
# more.
MAX_CHARACTERS = 8_000_000

# The longest line of the dumps holds 139 characters, and no line of a table more than this, even
# where columns are set apart by hundreds of blanks. A longer one is never searched for figures.
LONGEST_LINE = 2_000

# Characters of a longer line that findings show.
_SHOWN = 80

_ENDS = ("\n", "\r", "\f", "\x0b", "\x85", "\u2028", "\u2029")


def shown(text: str) -> str:
    """Cut a line that is longer than lines of tables are; nothing on it is read."""
    return text if len(text) <= LONGEST_LINE else f"{text[:_SHOWN].rstrip(BLANKS)} …"


def check_lines(lines: int) -> None:
    """Refuse more lines than a report takes.

    Raises:
        UnreadableError: They are too many.
    """
    if lines > MAX_LINES:
        raise UnreadableError(
            _(
                "it has {n} lines, more than a report takes ({most} at most); split it, a file a "
                "report"
            ).format(n=number(lines), most=number(MAX_LINES))
        )


def check_one(names: Sequence[str]) -> None:
    """Refuse an input of several reports.

    Raises:
        UnreadableError: More than one is named.
    """
    if len(names) > 1:
        raise UnreadableError(
            _("it holds several reports ({names}); give each of them as a file of its own").format(
                names=", ".join(names)
            )
        )


def check_extent(text: str | bytes) -> None:
    """Refuse a text of more characters or lines than a report takes, whatever ends its lines.

    Of bytes only CR and LF are known to be line ends.

    Raises:
        UnreadableError: It is too large.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            _(
                "it has {n} characters, more than a report takes ({most} at most); split it, a "
                "file a report"
            ).format(n=number(len(text)), most=number(MAX_CHARACTERS))
        )
    if isinstance(text, bytes):
        ends = text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")
    else:
        ends = sum(text.count(end) for end in _ENDS) - text.count("\r\n")
    check_lines(ends)
