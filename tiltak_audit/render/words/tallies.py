"""What was judged of a report, by section and by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.rules.rule import rule_for

if TYPE_CHECKING:
    from tiltak_audit.identities.identity import Verdict
    from tiltak_audit.run.inputs import Accepted
    from tiltak_audit.run.outcome import Outcome


def tallies_of(
    outcome: Outcome, one: Accepted
) -> tuple[dict[str, Counter[Verdict]], dict[str, Counter[Verdict]]]:
    """Count the verdicts of an input by section, in print order, and by code and name of rule."""
    by_section: dict[str, Counter[Verdict]] = {
        section.title: Counter() for section in one.report.sections
    }
    by_rule: dict[str, Counter[Verdict]] = {}
    for (path, section, law, verdict), times in outcome.audit.tally().items():
        if path == one.path:
            by_section.setdefault(section, Counter())[verdict] += times
            rule = rule_for(law)
            by_rule.setdefault(f"{rule.code} {rule.name}", Counter())[verdict] += times
    return by_section, dict(sorted(by_rule.items()))
