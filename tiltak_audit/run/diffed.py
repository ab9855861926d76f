"""Editions held against each other in a run of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.exits import Exit
from tiltak_audit.run.inputs import Accepted

if TYPE_CHECKING:
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.run.inputs import Input


@attrs.frozen(eq=False, repr=False)
class Diffed:
    """What changed between editions, ready to be told.

    Attributes:
        inputs: Every input, in the order given.
        editions: What changed.
        reveal: Whether counts that a newer edition hides may be told.
    """

    inputs: tuple[Input, ...]
    editions: Editions
    reveal: bool

    @property
    def exit(self) -> Exit:
        """Give the exit code: what changed is no failure, what was not read is."""
        read = [one.report for one in self.inputs if isinstance(one, Accepted)]
        whole = len(read) == len(self.inputs) and not any(one.unread for one in read)
        return Exit.PASS if whole else Exit.INCOMPLETE
