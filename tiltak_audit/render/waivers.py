"""Waivers of what fails, as a file to be filled in."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from tiltak_audit.i18n import _
from tiltak_audit.render.words.plain import in_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.run.outcome import Outcome

# A waiver that is proposed holds for a quarter.
_DAYS = 90


def waivers_of(outcome: Outcome) -> str:
    """Give a TOML file with a waiver of every finding that fails; reasons are left to people."""
    lines = [_("# Fill in reason and author of what may stand, and delete the rest.")]
    for finding in outcome.findings:
        if outcome.options.fails(finding) and finding.place.report:
            lines += ["", *_waiver(finding, outcome.today + timedelta(days=_DAYS))]
    return "\n".join(lines) + "\n"


def _waiver(finding: Finding, expires: date) -> Iterator[str]:
    place = finding.place
    yield "[[waivers]]"
    yield f"# {_flat(finding.words.message)}"
    facts = {
        "fingerprint": finding.fingerprint,
        "rule": finding.code,
        "report": place.report,
        "section": place.section,
        "table": place.table,
        "row": place.named,
        "period": place.period,
        "reason": "",
        "author": "",
    }
    for key, value in facts.items():
        if value or key in {"reason", "author"}:
            # A JSON string is a TOML string but for DEL.
            yield f"{key} = {in_json(json.dumps(value, ensure_ascii=False))}"
    yield f"expires = {expires.isoformat()}"


def _flat(text: str) -> str:
    return " ".join(text.split())
