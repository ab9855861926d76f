"""What a run comes to: the findings that count, the verdict word, the exit code."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.exits import Exit
from tiltak_audit.model.origin import Origin
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.run.config import Config
from tiltak_audit.run.plausibility import implausible
from tiltak_audit.run.waiving import stale, waived

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.severity import Severity
    from tiltak_audit.identities.blind import Blind
    from tiltak_audit.run.audit import Audit
    from tiltak_audit.run.inputs import Input
    from tiltak_audit.run.options import Options


_NO_CONFIG = Config()


@attrs.frozen(eq=False)
class Outcome:
    """A run, ready to be told.

    Attributes:
        options: What the user asked for.
        inputs: Every input, in the order given.
        audit: The audit of those that were read.
        findings: The findings that --select and --ignore leave; some may be waived.
        left_out: How many findings they leave out.
        exit: The exit code.
        today: The day of the run, which waivers are held against.
        config: The configuration file, with severities, breaks and waivers.
    """

    options: Options
    inputs: tuple[Input, ...]
    audit: Audit
    findings: tuple[Finding, ...]
    left_out: int
    exit: Exit
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

        return blind_of(self.audit.reports, self.audit.examined.belief.joint)

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
    if config.breaks is not None:
        every += implausible(audit.judged, config.breaks)
    found = [
        *(waived(finding, waivers, today) for finding in every),
        *stale(waivers, every, audit, today, whole=all_read),
    ]
    findings = tuple(
        attrs.evolve(finding, severity=config.severity(finding.code, finding.severity))
        for finding in found
        if options.reports(finding.codes)
    )
    if any(one.interrupted for one in audit.disclosure):
        code = Exit.INTERRUPTED
    elif (
        len(audit.reports) < len(inputs)
        or not all(audit.checked)
        or _in_vain(audit)
        or unread_of(findings)
    ):
        code = Exit.INCOMPLETE
    else:
        code = Exit.FAIL if any(map(options.fails, findings)) else Exit.PASS
    left_out = len(found) - len(findings)
    return Outcome(options, tuple(inputs), audit, findings, left_out, code, today, config)


def unread_of(findings: Iterable[Finding]) -> Unread:
    """Count what findings say was seen and not read, as far as nobody waived it."""
    return sum((one.unread for one in findings if not one.waived), ALL_READ)


def _in_vain(audit: Audit) -> bool:
    """Tell whether the stars could not be audited: no values obey what is taken for known."""
    return any(one.impossible for one in audit.disclosure)
