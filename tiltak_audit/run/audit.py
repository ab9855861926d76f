"""Reports to findings: identities, verdicts, cases."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.editions.held import editions_of
from tiltak_audit.findings.cases import cases_of, joined
from tiltak_audit.findings.editions import witnessed
from tiltak_audit.identities.against import comparisons_of
from tiltak_audit.identities.judge import judge
from tiltak_audit.identities.mixed import mixed_of
from tiltak_audit.identities.together import judged_together
from tiltak_audit.rules.rule import findings_of, proof_of
from tiltak_audit.rules.subjects import Conflict, Noted, Violation
from tiltak_audit.run.olds import parted
from tiltak_audit.suspects.examine import examined, solved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tiltak_audit.disclosure.against_sums import AgainstSums
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Disclosure
    from tiltak_audit.disclosure.given_away import GivenAway
    from tiltak_audit.disclosure.given_by_share import ByShare
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.findings.finding import Evidence, Finding
    from tiltak_audit.identities.against import Comparison
    from tiltak_audit.identities.between import Link
    from tiltak_audit.identities.identity import Law, Verdict
    from tiltak_audit.identities.judged import Judged
    from tiltak_audit.identities.pairs import Pair
    from tiltak_audit.model.report import Report
    from tiltak_audit.rules.subjects import Subject
    from tiltak_audit.suspects.examine import Examined


@attrs.frozen(eq=False, repr=False)
class Audit:
    """What an audit found.

    Attributes:
        reports: The reports, as given.
        judged: Their identities with verdicts, one a report, then one a pair of reports.
        links: Pairs of reports that could print the same counts.
        pairs: Every two reports, and what of each was held against the other.
        findings: All findings, by input, severity, code and line.
        checked: For each report, whether anything in it could be checked.
        examined: All identities held together: root causes, conflicts, what is left to believe.
        disclosure: The disclosure audit; none where it was not asked for.
        comparisons: Of the reports with published figures that they were held against.
        editions: What changed since other editions of them; none where none was given.
        part: Whether it is what was found in one of several, to which waivers may belong.
        over: The stars that other editions give away, and neither does alone.
        shared: The stars that shares give away, and counts alone do not.
    """

    reports: tuple[Report, ...]
    judged: tuple[Judged, ...]
    links: tuple[Link, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    checked: tuple[bool, ...]
    examined: Examined
    disclosure: Disclosure | None = None
    comparisons: tuple[Comparison, ...] = ()
    editions: Editions | None = None
    part: bool = False
    over: tuple[GivenAway, ...] = ()
    shared: tuple[ByShare, ...] = ()

    def tally(self) -> Counter[tuple[str, str, Law, Verdict]]:
        """Count verdicts per identity and period, by path, section and law."""
        return self._tally

    @cached_property
    def _tally(self) -> Counter[tuple[str, str, Law, Verdict]]:
        counts: Counter[tuple[str, str, Law, Verdict]] = Counter()
        for judged in self.judged:
            for (section, law, verdict), number in judged.tally().items():
                counts[judged.report.path, section, law, verdict] += number
        return counts


def audit(
    reports: Iterable[Report],
    attacker: Attacker | None = None,
    *,
    reveal: bool = False,
    progress: Callable[[float], None] = lambda _: None,
    against: Iterable[Report] = (),
) -> Audit:
    """Audit reports, each once, by itself and against the others.

    With an attacker the stars are audited, too: which of them can be worked out from what is
    printed. Values are told only with ``reveal``. ``progress`` is told which further share of
    that work is done. ``against`` holds other editions of the reports, and figures that were
    published, which those of the same points must be.

    Raises:
        UsageError: An attacker's insider knows no star of the reports.
    """
    given = tuple(dict.fromkeys(reports))
    olds, published = parted(against)
    editions = editions_of(given, olds)
    together = judged_together(given)
    cases = cases_of(_violated(together.judged))
    checked = examined(
        (identity for one in together.judged for identity, _ in one.verdicts),
        [[(one.identity, one.period) for one in case] for case in cases],
        [one for one in given if one not in together.twins],
    )
    roots = checked.roots
    disclosure: Disclosure | None = None
    over: tuple[GivenAway, ...] = ()
    shared: tuple[ByShare, ...] = ()
    contradicted: tuple[AgainstSums, ...] = ()
    if attacker:
        # The solver is imported only where it is wanted.
        from tiltak_audit.disclosure.by_share import by_share
        from tiltak_audit.disclosure.contradictions import contradictions
        from tiltak_audit.disclosure.disclose import disclosed
        from tiltak_audit.disclosure.narrowed import narrowed_by_share
        from tiltak_audit.protection.remedy import remedied

        checked, disclosure = disclosed(checked, attacker, progress, reveal=reveal)
        disclosure = remedied(disclosure, attacker)
        try:
            narrowed = narrowed_by_share(checked.belief, disclosure)
            shared = tuple(by_share(disclosure, narrowed))
            stars = frozenset(star.cell for one in shared for star in one.stars)
            disclosure = attrs.evolve(disclosure, elsewhere=stars)
            contradicted = tuple(contradictions(checked.belief, disclosure, narrowed))
            over = _over(checked, disclosure, attacker, editions)
        except KeyboardInterrupt:
            disclosure = attrs.evolve(disclosure, interrupted=True)
    else:
        # The figures are held against each other as exactly where stars do not matter.
        checked = solved(checked)
    comparisons = tuple(comparisons_of(given, published))
    # What is wrong with a file that is there again was told of its first print.
    told = [one for one in given if one not in together.copies]
    subjects: list[Subject] = [
        *comparisons,
        *mixed_of(together),
        *(Noted(one, notice, notice.remark) for one in told for notice in one.notices),
        *told,
        *(one for one in together.own if one.report not in together.twins),
        *(Violation(joined(cases[at] for at in root.cases), root.located) for root in roots),
        *_conflicts(checked),
    ]
    if disclosure:
        subjects += [disclosure, *over, *shared, *contradicted]
    found = [finding for subject in subjects for finding in findings_of(subject)]
    return Audit(
        given,
        together.judged,
        together.links,
        together.pairs,
        in_print_order(witnessed(found, editions), given),
        together.checked,
        checked,
        disclosure,
        comparisons,
        editions,
        over=over,
        shared=shared,
    )


def _over(
    known: Examined, disclosure: Disclosure, attacker: Attacker, editions: Editions | None
) -> tuple[GivenAway, ...]:
    """Give the stars that other editions give away, where those of the reports were audited."""
    if editions is None or disclosure.impossible or disclosure.interrupted:
        return ()
    from tiltak_audit.disclosure.over import given_away

    return tuple(given_away(known.belief, attacker, editions, disclosure))


def in_print_order(found: Iterable[Finding], reports: Sequence[Report]) -> tuple[Finding, ...]:
    """Sort findings by input, severity, code and line."""
    paths = {report.path: at for at, report in enumerate(reports)}
    return tuple(sorted(found, key=lambda finding: _order(finding, paths)))


def _order(finding: Finding, paths: dict[str, int]) -> tuple[int, int, str, int]:
    place = finding.place
    return paths[place.path], -finding.severity, finding.code, place.line


def _violated(judged: Sequence[Judged]) -> list[Evidence]:
    return [proof_of(identity, period) for one in judged for identity, period in one.violated()]


def _conflicts(checked: Examined) -> Iterator[Conflict]:
    """Yield the identities that cannot hold together, each with its own verdict."""
    for root in checked.conflicts:
        proofs = [
            proof_of(one, period, dict(judge(one))[period]) for one, period in checked.said(root)
        ]
        last = checked.capped and root is checked.conflicts[-1]
        yield Conflict(joined([proofs]), root.located, last)
