"""The three questions that a check answers, and which of them count for its exit code."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _


class Axis(Enum):
    """A question of a check; each finding answers one of them."""

    # Was all of it read?
    READING = "reading"
    # Do the figures agree?
    FIGURES = "figures"
    # Can a star be worked out?
    STARS = "stars"


# What counts for the exit code; of the stars perhaps only those that leak anew.
AxisName = Literal["reading", "figures", "stars", "stars=new"]
NEW: AxisName = "stars=new"

# NAV stars primarily only, so that every true report has stars that can be worked out.
GATE: tuple[AxisName, ...] = ("reading", "figures")
_NAMES: tuple[AxisName, ...] = (*GATE, "stars", NEW)
_ALL = "all"

# Beside the families of reading and of the run itself, the rules on stars.
_OF_READING = ("TA1", "TA9")
_OF_STARS = {"TA503", "TA602", "TA603", "TA604"}


def axis_of(code: str) -> Axis:
    """Give the question that a rule answers."""
    if code in _OF_STARS:
        return Axis.STARS
    return Axis.READING if code.startswith(_OF_READING) else Axis.FIGURES


def gate_of(text: str) -> tuple[AxisName, ...]:
    """Read a comma-separated list of questions, or ``all``.

    Raises:
        UsageError: One of them is none, or there is none.
    """
    given = {part.strip().casefold() for part in text.split(",") if part.strip()}
    if not given or not given <= {*_NAMES, _ALL}:
        raise UsageError(
            _("--gate {text}: expected one or more of {names}").format(
                text=text, names=", ".join((*GATE, Axis.STARS.value, _ALL, NEW))
            )
        )
    if _ALL in given or Axis.STARS.value in given:
        # All stars are more than the new ones.
        given -= {NEW}
    return tuple(name for name in _NAMES if name in given or (_ALL in given and name != NEW))
