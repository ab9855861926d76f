"""Waivers held against the findings of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.findings.finding import Finding, Words
from tiltak_audit.findings.waiver import Standing
from tiltak_audit.model.cell import Place
from tiltak_audit.rules.rule import Scan, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.run.audit import Audit


def waived(finding: Finding, waivers: Sequence[Waiver], today: date) -> Finding:
    """Give a finding with the first waiver that covers it and holds, if one does."""
    holding = (one for one in waivers if one.expires >= today and one.covers(finding))
    return attrs.evolve(finding, waived=next(holding, None))


def stale(
    waivers: Sequence[Waiver],
    findings: Sequence[Finding],
    audit: Audit,
    today: date,
    *,
    whole: bool,
) -> Iterator[Finding]:
    """Yield a finding for every waiver that has expired or waives nothing.

    Args:
        waivers: Those of the configuration file.
        findings: All findings of the run.
        audit: The audit of the run; a waiver that names another report is not judged, nor one
            that may be of a star where they were not audited.
        today: The day of the run.
        whole: Whether every input was read; else a waiver may be of one that was not.
    """
    (rule,) = (one for one in catalogue() if one.subject is Scan.WAIVERS)
    codes = {report.code for report in audit.reports}
    for waiver in waivers:
        if not set(waiver.reports) <= codes:
            continue
        if waiver.expires < today:
            standing = Standing.EXPIRED
        elif (
            whole
            and (audit.disclosure or _beside_disclosure(waiver))
            and not any(waiver.covers(finding) for finding in findings)
        ):
            standing = Standing.STALE
        else:
            continue
        words = rule.says(waiver, standing)
        assert isinstance(words, Words)
        place = Place(waiver.path, waiver.line, placed=False, row=waiver.named())
        yield Finding(rule.code, rule.name, rule.severity, words, place)


def _beside_disclosure(waiver: Waiver) -> bool:
    """Tell whether a waiver is of a finding that no audit of stars is needed for."""
    of_stars = {one.code for one in catalogue() if one.subject is Scan.DISCLOSURE}
    return bool(waiver.rule) and waiver.rule not in of_stars
