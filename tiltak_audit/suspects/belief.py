"""What a run believes: its system, which identities are broken, which figures are in doubt."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.engine.propagate import propagate

if TYPE_CHECKING:
    from tiltak_audit.engine.propagate import Bounds
    from tiltak_audit.engine.system import Mask, System, Vector
    from tiltak_audit.identities.system import Joint


@attrs.frozen(eq=False, repr=False)
class Belief:
    """A joint system, and what of it is not believed.

    Attributes:
        joint: All figures and identities of the run.
        freed: Which figures are under suspicion: taken as unknown.
        dropped: Which rows are violated or in conflict.
    """

    joint: Joint
    freed: Mask
    dropped: Mask

    @cached_property
    def rows(self) -> Vector:
        """List the rows that are believed."""
        return np.flatnonzero(~self.dropped)

    @cached_property
    def system(self) -> System:
        """Give the system of what is believed: over all variables, fewer rows, wider bounds."""
        whole = self.joint.system
        if not self.freed.any() and not self.dropped.any():
            return whole
        return whole.freed(self.freed).only(self.rows)

    @cached_property
    def bounds(self) -> Bounds:
        """Give what propagation leaves of every variable."""
        return propagate(self.system)

    def without(self, variables: Vector, rows: Vector) -> Belief:
        """Give what is believed when some figures and rows are not."""
        freed, dropped = self.freed.copy(), self.dropped.copy()
        freed[variables] = True
        dropped[rows] = True
        return attrs.evolve(self, freed=freed, dropped=dropped)


def believed(joint: Joint) -> Belief:
    """Believe everything."""
    return Belief(joint, np.zeros(joint.system.variables, bool), np.zeros(joint.system.rows, bool))
