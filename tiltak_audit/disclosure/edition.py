"""What an edition that reports are held against says by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.identities.together import judged_together
from tiltak_audit.suspects.examine import examined

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report
    from tiltak_audit.suspects.belief import Belief


def belief_of(report: Report) -> Belief | None:
    """Give what is left to believe of an edition; nothing where it is wrong throughout."""
    said = judged_together((report,)).judged
    known = examined((one for judged in said for one, _ in judged.verdicts), (), (report,))
    return None if known.capped else known.belief
