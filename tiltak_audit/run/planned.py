"""A plan for a run: what was asked for, over which reports, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.exits import Exit
from tiltak_audit.protection.plan import in_order, plan_of
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.model.report import Report
    from tiltak_audit.protection.plan import Plan
    from tiltak_audit.protection.wish import Wish
    from tiltak_audit.run.inputs import Input


@attrs.frozen(eq=False, repr=False)
class Planned:
    """A plan, ready to be told.

    Attributes:
        inputs: Every input, in the order given.
        reports: The reports to protect, in that order.
        published: Those that are out, in that order.
        attacker: What the attacker is taken to know.
        wish: What was asked for.
        plan: The plan.
    """

    inputs: tuple[Input, ...]
    reports: tuple[Report, ...]
    published: tuple[Report, ...]
    attacker: Attacker
    wish: Wish
    plan: Plan

    @property
    def exit(self) -> Exit:
        """Give the exit code."""
        if not self.plan.proved:
            return Exit.INTERRUPTED
        read = (*self.reports, *self.published)
        if len(read) < len(self.inputs) or any(one.unread for one in read):
            return Exit.INCOMPLETE
        return Exit.FAIL if self.plan.unprotected else Exit.PASS


def planned(
    reports: Sequence[Report],
    published: Sequence[Report],
    attacker: Attacker,
    wish: Wish,
    progress: Callable[[float], None],
) -> Plan | None:
    """Plan for reports beside published ones; none where figures do not agree.

    What a star may be then rests on a figure that is wrong.

    Raises:
        UsageError: Something to be kept is not there, or no figures fit what the attacker knows.
    """
    known = audit(in_order([*reports, *published])).examined
    if known.roots or known.conflicts:
        return None
    return plan_of(known.belief, attacker, wish, published, progress)
