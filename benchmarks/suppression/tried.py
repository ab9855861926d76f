"""What one program made of one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from tiltak_audit.engine.system import Mask

    from .table import Table

HEAD = ("table", "who", "figures", "persons", "informed", "other", "cpu")


@attrs.frozen(eq=False)
class Tried:
    """What one program made of one table.

    Attributes:
        table: The table.
        who: The program.
        hidden: What it hides besides the stars.
        cpu: The seconds of the processor that its choice took.
        informed: The figures that whoever knows what the signs stand for works out.
        other: Those of whoever takes what is hidden besides for anything.
    """

    table: Table
    who: str
    hidden: Mask
    cpu: float
    informed: tuple[int, ...]
    other: tuple[int, ...]

    @property
    def figures(self) -> int:
        """Count what it hides."""
        return int(self.hidden.sum())

    @property
    def row(self) -> tuple[str, ...]:
        """Give its row of the results, under ``HEAD``."""
        persons = int(self.table.values[self.hidden].sum())
        left = (len(self.informed), len(self.other))
        told = map(str, (self.figures, persons, *left))
        return (self.table.name, self.who, *told, f"{self.cpu:.2f}")
