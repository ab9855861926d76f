"""Suspects: printed figures that may be wrong, with the values that would mend what is broken."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.engine.system import upper
from tiltak_audit.i18n import N_, _

if TYPE_CHECKING:
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.interval import Interval


class Certainty(Enum):
    """How sure it is that an explanation is the right one."""

    # Nothing else of its size explains what is broken.
    CERTAIN = "certain"
    # Several do, or it is of several figures, and it stands out.
    LIKELY = "likely"
    # Several do alike.
    ONE_OF_N = "one-of-n"

    @property
    def words(self) -> str:
        """Say it in the language of the run."""
        return _(_SURE[self])


_SURE = {
    Certainty.CERTAIN: N_("certain"),
    Certainty.LIKELY: N_("likely"),
    Certainty.ONE_OF_N: N_("one of several"),
}


class Cause(Enum):
    """How a wrong figure may have come about; people are told the value in their language."""

    # Two neighbouring digits changed places.
    SWAPPED = N_("two digits swapped")
    # One digit is another.
    DIGIT = N_("one digit off")
    # A digit fell out.
    LOST = N_("a digit lost")
    # A digit came in twice, or another came in.
    DOUBLED = N_("a digit too many")
    # A group of three digits fell out or came in.
    THOUSANDS = N_("a thousands group lost or added")
    # The groups of two neighbouring figures were put together differently.
    GROUPS = N_("thousands split or joined")
    # Two neighbouring rows bear each other's figures.
    ROWS_SWAPPED = N_("rows swapped")
    # A row bears its neighbour's figures, its own are lost.
    ROW_DOUBLED = N_("row doubled")
    # A row of a table is not there.
    ROW_LOST = N_("row lost")
    # Several are not.
    ROWS_LOST = N_("rows lost")
    # The months of a row moved along.
    SHIFTED = N_("months shifted")
    # Two columns of a table bear each other's figures.
    COLUMNS_SWAPPED = N_("columns swapped")
    # Nothing typical.
    UNKNOWN = ""

    @property
    def words(self) -> str:
        """Say it; nothing where nothing is typical."""
        return _(self.value) if self.value else ""


# Where a figure is not wrong, but not there.
LOST = {Cause.ROW_LOST, Cause.ROWS_LOST}


@attrs.frozen(eq=False, repr=False)
class Repair(Alike):
    """The values that a figure may have had, persons; of a mean, printed means.

    Attributes:
        low: The smallest.
        high: The largest; none where nothing bounds it.
    """

    low: int
    high: int | None


@attrs.frozen(eq=False, repr=False)
class Suspect(Alike):
    """A printed figure that may be wrong.

    Attributes:
        cell: The figure.
        repair: The values that it may have had.
        cause: How it may have come about.
    """

    cell: Cell
    repair: Repair
    cause: Cause


def suspect_of(cell: Cell, repair: Interval, cause: Cause) -> Suspect:
    """Give a suspect with its repair as the engine has it."""
    return Suspect(cell, Repair(repair.low, upper(repair.high)), cause)


@attrs.frozen(eq=False, repr=False)
class Explanation(Alike):
    """Figures that, all of them wrong, explain everything that is broken in a case.

    Attributes:
        suspects: The figures, in print order; none where a row is not there.
        certainty: How sure it is.
        cause: What happened to all of them together; of one figure its own.
    """

    suspects: tuple[Suspect, ...]
    certainty: Certainty
    cause: Cause

    @property
    def is_loss(self) -> bool:
        """Tell whether no figure is wrong, but rows are not there."""
        return self.cause in LOST

    @property
    def is_loss_of_several(self) -> bool:
        """Tell whether more than one row is not there."""
        return self.cause is Cause.ROWS_LOST

    def unsure(self, certainty: Certainty = Certainty.LIKELY) -> Explanation:
        """Give it at most so sure."""
        order = list(Certainty)
        return attrs.evolve(self, certainty=max(self.certainty, certainty, key=order.index))


class Search(Enum):
    """How far the search for explanations of a case went."""

    # All sets of figures up to the largest size were tried.
    DONE = "done"
    # It stopped at a number of tries.
    CAPPED = "capped"
    # Too many cases, this one was not looked into.
    SKIPPED = "skipped"


@attrs.frozen(eq=False, repr=False)
class Located(Alike):
    """What may explain a case.

    Attributes:
        explanations: The likeliest first; none where nothing was found.
        search: How far the search went.
    """

    explanations: tuple[Explanation, ...] = ()
    search: Search = Search.DONE

    @property
    def culprit(self) -> Explanation | None:
        """Give the one that is certain or likely, if there is one."""
        first = self.explanations[0] if self.explanations else None
        return first if first and first.certainty is not Certainty.ONE_OF_N else None

    @property
    def shared(self) -> tuple[Suspect, ...]:
        """List the figures that every explanation accuses."""
        first, *others = self.explanations or (None,)
        cells = [{suspect.cell for suspect in one.suspects} for one in others if one]
        suspects = first.suspects if first else ()
        return tuple(one for one in suspects if all(one.cell in some for some in cells))

    def unsure(self) -> Located:
        """Give it without certainty."""
        return attrs.evolve(self, explanations=tuple(one.unsure() for one in self.explanations))

    @property
    def suspects(self) -> tuple[tuple[Suspect, Certainty], ...]:
        """List every figure under suspicion once, with the certainty of its best explanation."""
        found: dict[Cell, tuple[Suspect, Certainty]] = {}
        for one in self.explanations:
            for suspect in one.suspects:
                found.setdefault(suspect.cell, (suspect, one.certainty))
        return tuple(found.values())
