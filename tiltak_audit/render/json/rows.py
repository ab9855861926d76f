"""A report of an archive in the shape of the contract, from its own outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.blind import together
from tiltak_audit.identities.pairs import Relation
from tiltak_audit.render.json.archive import FoundOf, ReportOf, SeenOf
from tiltak_audit.render.json.document import input_in_json
from tiltak_audit.render.json.verdicts import verdicts_in_json

if TYPE_CHECKING:
    from tiltak_audit.archive.releases import Release
    from tiltak_audit.identities.pairs import Pair
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.outcome import Outcome


def report_of(outcome: Outcome, release: Release, *, covered: bool = True) -> ReportOf:
    """Give the row of a report, from its own outcome; its coverage where somebody asks for it."""
    (one,) = outcome.inputs
    report = outcome.audit.reports[0]
    again = (pair.one.path for pair in outcome.audit.pairs if _is_again(pair, report))
    twin = next(again, None)
    return ReportOf(
        input_in_json(one),
        twin,
        [other.name for other in release.files if other.name != one.path],
        [other.name for other in release.before if other.what == (report.code, report.family.name)],
        outcome.verdict,  # type: ignore[arg-type]
        verdicts_in_json(outcome.verdicts),
        FoundOf(
            outcome.count(Severity.ERROR),
            outcome.count(Severity.WARNING),
            outcome.count(Severity.INFO),
            outcome.waived,
            sum(map(outcome.options.fails, outcome.findings)),
        ),
        _seen(outcome) if covered and not twin else None,
    )


def _seen(outcome: Outcome) -> SeenOf:
    """Count the printed month figures, and those that nothing holds."""
    seen = together(outcome.inputs[0].path, outcome.summaries)
    return SeenOf(seen.figures, seen.unchecked)


def _is_again(pair: Pair, report: Report) -> bool:
    """Tell whether a report is the second print of a pair, whose figures are told of the first."""
    return pair.other is report and pair.relation in {Relation.COPY, Relation.FORMS}
