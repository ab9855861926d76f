"""Exit codes, the contract with pipelines."""

from __future__ import annotations

from enum import IntEnum
from typing import Self

from tiltak_audit.i18n import N_, _


class Exit(IntEnum):
    """Exit codes; of several that apply 2 comes before 3 before 1.

    Attributes:
        meaning: What it says of a check, in English; the catalogue translates it.
    """

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        """Make a number that knows its meaning."""
        self = int.__new__(cls, code)
        self._value_ = code
        self.meaning = meaning
        return self

    PASS = 0, N_("nothing of the gate at or above --fail-on (default: error)")
    FAIL = 1, N_("findings at or above it")
    USAGE = 2, N_("usage or configuration")
    INCOMPLETE = (
        3,
        N_(
            "an input could not be read at all, or is not whole, or nothing in it could be checked "
            "(the rest is reported)"
        ),
    )
    BUG = 70, N_("a bug in the tool")
    INTERRUPTED = 130, N_("interrupted")


def exits_line() -> str:
    """List the exit codes of a check for a help text."""
    told = "; ".join(f"{code.value} {_(code.meaning)}" for code in Exit)
    return _("Exit codes: {codes}.").format(codes=told)
