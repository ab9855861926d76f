"""What a run comes to: the findings that count, the verdict word, the exit code."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.whole import whole_of
from tiltak_audit.disclosure.exposure import Disclosure
from tiltak_audit.editions.extent import extents_of
from tiltak_audit.exits import Exit
from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.ceilings import waived
from tiltak_audit.findings.severity import Severity
from tiltak_audit.findings.waiver import Standing
from tiltak_audit.model.origin import Origin
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.record import Record
from tiltak_audit.rules.rule import catalogue, findings_of
from tiltak_audit.rules.subjects import Lacking, StaleWaiver
from tiltak_audit.run.config import Config
from tiltak_audit.run.plausible import soft_findings
from tiltak_audit.run.verdicts import verdicts_of
from tiltak_audit.suspects.suspect import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tiltak_audit.cube.whole import Whole
    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.editions.extent import Limits
    from tiltak_audit.editions.held import Editions
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.identities.blind import Blind, Summary
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.audit import Audit
    from tiltak_audit.run.inputs import Input
    from tiltak_audit.run.options import Options
    from tiltak_audit.run.verdicts import Verdicts


_NO_CONFIG = Config()


class Outcome(Record):
    """A run, ready to be told.

    Attributes:
        options: What the user asked for.
        inputs: Every input, in the order given.
        audit: The audit of those that were read.
        findings: The findings that --select and --ignore leave, in the order in which they are
            told; some may be waived.
        left_out: How many findings they leave out.
        exit: The exit code.
        verdicts: What it comes to, whatever the options leave out and the waivers let stand.
        today: The day of the run, which waivers are held against.
        config: The configuration file, with severities, breaks and waivers.
    """

    options: Options
    inputs: tuple[Input, ...]
    audit: Audit
    findings: tuple[Finding, ...]
    left_out: int
    exit: Exit
    verdicts: Verdicts
    today: date
    config: Config

    @property
    def verdict(self) -> str:
        """Give the verdict word."""
        return {Exit.PASS: "pass", Exit.FAIL: "fail"}.get(self.exit, "incomplete")

    @cached_property
    def blind(self) -> tuple[Blind, ...]:
        """Give how far each printed figure may move before an identity breaks."""
        # Only what is told of coverage needs the engine's vectors.
        from tiltak_audit.identities.blind import blind_of

        return blind_of(self.audit.reports, self.audit.examined.joint)

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """Sum up by section how far the figures of months may move."""
        from tiltak_audit.identities.blind import summed_up

        return summed_up(self.audit.reports, self.audit.examined.joint)

    @property
    def exposures(self) -> tuple[Exposure, ...]:
        """Give the stars that are not open, by counts or shares; none where none were audited."""
        found = self.audit.disclosure
        if not found:
            return ()
        return (*found.by_counts, *(star for one in self.audit.shared for star in one.stars))

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity that are not waived."""
        return sum(one.severity == severity and not one.waived for one in self.findings)

    @property
    def waived(self) -> int:
        """Count the findings that are waived."""
        return sum(bool(finding.waived) for finding in self.findings)

    @property
    def unread(self) -> Unread:
        """Count what was seen and not read, as far as nobody waived it."""
        return unread_of(self.findings)

    def origin(self, path: str) -> Origin:
        """Say how an input was read; the lines of a configuration file are its own."""
        reports = (report for report in self.audit.reports if report.path == path)
        return next((report.origin for report in reports), Origin())


def outcome_of(
    options: Options,
    inputs: Sequence[Input],
    audit: Audit,
    today: date,
    config: Config = _NO_CONFIG,
) -> Outcome:
    """Filter and waive the findings, and decide the exit code."""
    waivers = config.waivers
    all_read = len(audit.reports) == len(inputs)
    every = list(audit.findings)
    chains = audit.editions.chains if audit.editions else ()
    every += soft_findings(audit, config.breaks, [one for chain in chains for one in chain])
    if config.revisions is not None and audit.editions:
        every += _revised(audit.editions, audit.reports, config.revisions)
    wholes = [None if options.excerpt else whole_of(one, config.expect) for one in audit.reports]
    every = [*_held(every, excerpt=options.excerpt), *_lacking(audit.reports, wholes)]
    let, passed = waived(every, waivers, today)
    stale = [
        *(StaleWaiver(one.waiver, Standing.PASSED, one) for one in passed),
        *_stale(waivers, every, audit, today, whole=all_read),
    ]
    found = [*let, *(finding for one in stale for finding in findings_of(one))]
    findings = in_order(
        [
            attrs.evolve(finding, severity=config.severity(finding.code, finding.severity))
            for finding in found
            if options.reports(finding.codes)
        ],
        options,
    )
    if audit.disclosure and audit.disclosure.interrupted:
        code = Exit.INTERRUPTED
    elif not (all_read and all(audit.checked)) or _is_incomplete(options, audit, findings):
        code = Exit.INCOMPLETE
    else:
        code = Exit.FAIL if any(map(options.fails, findings)) else Exit.PASS
    return Outcome(
        options,
        tuple(inputs),
        audit,
        findings,
        len(found) - len(findings),
        code,
        verdicts_of(inputs, audit, found, wholes, excerpt=options.excerpt),
        today,
        config,
    )


def in_order(findings: Sequence[Finding], options: Options) -> tuple[Finding, ...]:
    """Sort findings by question, then severity, then how well the culprit is known.

    The question with the worst finding comes first, those that count before those that do not;
    what is waived comes last.
    """
    open_ones = [one for one in findings if not one.waived]
    worst = {
        axis: max((one.severity for one in open_ones if one.axis is axis), default=0)
        for axis in Axis
    }
    axes = sorted(Axis, key=lambda axis: (not options.gates(axis), -worst[axis]))

    def key(one: Finding) -> tuple[bool, int, int, int]:
        culprit = one.culprit
        sure = list(Certainty).index(culprit.certainty) if culprit else len(Certainty)
        return bool(one.waived), axes.index(one.axis), -one.severity, sure

    return tuple(sorted(findings, key=key))


def _held(findings: Iterable[Finding], *, excerpt: bool) -> Iterator[Finding]:
    """Give the findings, what shows that an input is not whole as an error.

    An excerpt lacks only what is an error of any part of a report.
    """
    for one in findings:
        if not one.missing:
            yield one
        elif excerpt and one.severity is not Severity.ERROR:
            yield attrs.evolve(one, missing=False)
        else:
            yield attrs.evolve(one, severity=Severity.ERROR)


def _lacking(reports: Sequence[Report], wholes: Sequence[Whole | None]) -> Iterator[Finding]:
    """Yield what reports lack."""
    for report, whole in zip(reports, wholes, strict=True):
        if whole:
            yield from findings_of(Lacking(report, whole))


def _revised(editions: Editions, reports: Sequence[Report], limits: Limits) -> Iterator[Finding]:
    """Yield the revisions of the reports that are larger than the configuration lets pass."""
    for one in editions.revisions:
        pair = one.pair
        own = [report for report in (pair.newer, pair.older) if report in reports]
        if own and not pair.same:
            for extent in extents_of(one, own[0], limits):
                yield from findings_of(extent)


def _stale(
    waivers: Sequence[Waiver],
    findings: Sequence[Finding],
    audit: Audit,
    today: date,
    *,
    whole: bool,
) -> Iterator[StaleWaiver]:
    """Yield every waiver that has expired or waives nothing.

    Args:
        waivers: Those of the configuration file.
        findings: All findings of the run.
        audit: The audit of the run; a waiver that names another report is not judged, nor one
            that may be of a star where they were not audited.
        today: The day of the run.
        whole: Whether every input was read; else a waiver may be of one that was not.
    """
    if audit.part:
        return
    codes = {report.code for report in audit.reports}
    for waiver in waivers:
        if not set(waiver.reports) <= codes:
            continue
        if waiver.expires < today:
            yield StaleWaiver(waiver, Standing.EXPIRED)
        elif (
            whole
            and (audit.disclosure or _beside_disclosure(waiver))
            and not any(waiver.covers(finding) for finding in findings)
        ):
            yield StaleWaiver(waiver, Standing.STALE)


def _beside_disclosure(waiver: Waiver) -> bool:
    """Tell whether a waiver is of a finding that no audit of stars is needed for."""
    of_stars = {one.code for one in catalogue() if one.subject is Disclosure}
    return bool(waiver.rule) and waiver.rule not in of_stars


def unread_of(findings: Iterable[Finding]) -> Unread:
    """Count what findings say was seen and not read, as far as nobody waived it."""
    return sum((one.unread for one in findings if not one.waived), ALL_READ)


def _is_incomplete(options: Options, audit: Audit, findings: Sequence[Finding]) -> bool:
    """Tell whether a question of the gate was not answered, or no star could be judged."""
    if options.gates(Axis.READING) and any(
        one.unread or one.missing for one in findings if not one.waived
    ):
        return True
    # No values obey what is printed, or what is taken for known beside it: nothing is proved.
    return audit.disclosure is not None and audit.disclosure.impossible
