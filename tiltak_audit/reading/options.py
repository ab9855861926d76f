"""What the user says about how inputs are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import HIDDEN_SIGN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.model.family import Family

# A report of 257 pages takes 2 MB as a PDF and 0.25 MB as text; far more is no report.
MAX_BYTES = 32 * 1024 * 1024
MAX_PAGES = 2_000

# The longest report seen takes 11,000 lines. What is read is audited too, and time and memory
# grow with the lines.
MAX_LINES = 60_000


def _unwatched(share: float) -> None:
    del share


@attrs.frozen(eq=False, repr=False)
class ReadOptions(Alike):
    """How inputs are read.

    Attributes:
        encoding: What a text is decoded by, a name that Python knows; empty to find out.
        max_bytes: A larger input is refused.
        max_pages: A PDF of more pages is refused.
        families: Those that the user describes, which come before those of the tool.
        sign: What stands for a count that is hidden beside stars; empty where it is what its
            family says.
        progress: Told, now and then, which further share of a PDF was read.
    """

    encoding: str = ""
    max_bytes: int = MAX_BYTES
    max_pages: int = MAX_PAGES
    families: tuple[Family, ...] = ()
    sign: str = ""
    progress: Callable[[float], None] = attrs.field(default=_unwatched, eq=False)

    @property
    def signs(self) -> dict[str, str]:
        """Give what is printed in place of a star or a colon, with that."""
        hidden = {family.star.hidden for family in self.families} | {self.sign or HIDDEN_SIGN}
        stars = {family.star.sign for family in self.families}
        others = dict.fromkeys(sorted(hidden), HIDDEN_SIGN) | dict.fromkeys(sorted(stars), "*")
        return {sign: read for sign, read in others.items() if sign != read}
