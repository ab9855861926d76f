"""What a run comes to: the findings that count, the verdict word, the exit code."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.findings.severity import FAIL_ON, Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.origin import Origin
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.rules.rule import FAMILIES, catalogue
from tiltak_audit.run.config import Config
from tiltak_audit.run.plausibility import implausible
from tiltak_audit.run.waiving import stale, waived

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.identities.blind import Blind
    from tiltak_audit.run.audit import Audit
    from tiltak_audit.run.inputs import Input


@attrs.frozen
class Options:
    """What the user asked for, as far as it changes the result.

    Attributes:
        select: Codes or prefixes; none selects all.
        ignore: Codes or prefixes.
        fail_on: The least severity that fails, by name.
        disclosure: Whether the disclosure audit is wanted.
        attacker: What it takes for known.
        reveal: Whether values worked out from stars may be shown.
        config: The configuration file, with severities and waivers.
        reading: How inputs are read, and up to which size.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    disclosure: bool = True
    attacker: Attacker = attrs.field(factory=Attacker)
    reveal: bool = False
    config: Config = attrs.field(factory=Config)
    reading: ReadOptions = attrs.field(factory=ReadOptions)

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding makes the exit code 1."""
        return finding.severity.value >= FAIL_ON[self.fail_on] and not finding.waived

    def reports(self, codes: Sequence[str]) -> bool:
        """Tell whether --select and --ignore leave what bears these codes."""
        selected = not self.select or any(code.startswith(self.select) for code in codes)
        return selected and not any(code.startswith(self.ignore) for code in codes)

    def severity(self, code: str, own: Severity) -> Severity:
        """Give the severity of a rule: the configuration's, or else its own."""
        return self.config.severities.get(code, own)


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
    """

    options: Options
    inputs: tuple[Input, ...]
    audit: Audit
    findings: tuple[Finding, ...]
    left_out: int
    exit: Exit
    today: date

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

    @property
    def exposures(self) -> tuple[Exposure, ...]:
        """Give the stars that are not open; none where stars were not audited."""
        return self.audit.disclosure.exposures if self.audit.disclosure else ()

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


def outcome_of(options: Options, inputs: Sequence[Input], audit: Audit, today: date) -> Outcome:
    """Filter and waive the findings, and decide the exit code."""
    waivers = options.config.waivers
    all_read = len(audit.reports) == len(inputs)
    every = list(audit.findings)
    if options.config.breaks is not None:
        every += implausible(audit.judged, options.config.breaks)
    found = [
        *(waived(finding, waivers, today) for finding in every),
        *stale(waivers, every, audit, today, whole=all_read),
    ]
    findings = tuple(
        attrs.evolve(finding, severity=options.severity(finding.code, finding.severity))
        for finding in found
        if options.reports(finding.codes)
    )
    if audit.disclosure and audit.disclosure.interrupted:
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
    return Outcome(options, tuple(inputs), audit, findings, left_out, code, today)


def unread_of(findings: Iterable[Finding]) -> Unread:
    """Count what findings say was seen and not read, as far as nobody waived it."""
    return sum((one.unread for one in findings if not one.waived), ALL_READ)


def _in_vain(audit: Audit) -> bool:
    """Tell whether the stars could not be audited: no values obey what is taken for known."""
    return audit.disclosure is not None and audit.disclosure.impossible


def codes_of(text: str) -> tuple[str, ...]:
    """Read a comma-separated list of codes or prefixes.

    Raises:
        UsageError: One of them names no rule and no family of the catalogue.
    """
    codes = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    known = [rule.code for rule in catalogue()]
    for code in codes:
        if code not in FAMILIES and not any(one.startswith(code) for one in known):
            raise UsageError(
                _("unknown code {code}; tiltak-audit rules lists them{hint}").format(
                    code=code, hint=_hint(code, known)
                )
            )
    return codes


def _hint(code: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(code, [one for one in known if one[:3] == code[:3]], n=1)
    return _(" (did you mean {close}?)").format(close=close[0]) if close else ""
