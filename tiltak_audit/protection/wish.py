"""What is asked of a plan: how much every star must keep, what must stay, what hiding costs."""

from __future__ import annotations

from enum import Enum

import attrs

from tiltak_audit.alike import Alike


class Cost(Enum):
    """What a plan has as little of as possible."""

    # Figures; of as many, those of few persons.
    FIGURES = "figures"
    # Persons in the figures.
    PERSONS = "persons"
    # The information of the figures: the logarithm of their persons.
    INFORMATION = "information"


@attrs.frozen(eq=False, repr=False)
class Wish(Alike):
    """What is asked of a plan.

    Attributes:
        values: How many values every star must keep, of the means as they would be printed.
        keep: What must stay printed: titles of sections, labels of tables, labels or codes of
            rows, names of what the rows of a table range over, such as ``fylke``.
        cost: What it has as little of as possible.
        whole_rows: Whether a row that has a month hidden is to have all of them hidden.
    """

    values: int = 2
    keep: tuple[str, ...] = ()
    cost: Cost = Cost.FIGURES
    whole_rows: bool = False
