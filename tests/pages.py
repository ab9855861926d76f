"""Rule pages taken apart: their headings, and the example dumps they hold."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path
from textwrap import dedent

from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.findings.finding import Finding
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.run.config import config_of
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.outcome import Options, outcome_of

HEADINGS = ("Why", "Wrong", "Right", "Limits", "Source")

# Before the configuration of an example.
CONFIG = "--- tiltak-audit.toml ---"

# Between two inputs of one example.
NEXT_FILE = "--- next file ---"

_HEADING = re.compile(r"^(\w+):$", re.MULTILINE)


def parts_of(page: str) -> dict[str, str]:
    """Give the text under each heading of a page, dedented."""
    pieces = _HEADING.split(page)[1:]
    return {
        name: dedent(text).strip("\n") + "\n"
        for name, text in zip(pieces[::2], pieces[1::2], strict=True)
    }


def audit_text(text: str, attacker: Attacker | None = None) -> Audit:
    """Read and audit one text, or several with NEXT_FILE between them."""
    text = text.split(CONFIG, maxsplit=1)[0]
    reports = [
        read_bytes(f"{at}.txt", part.strip("\n").encode() + b"\n" * part.endswith("\n"))
        for at, part in enumerate(text.split(NEXT_FILE))
    ]
    return audit(reports, attacker)


def findings_of_page(code: str, part: str) -> list[Finding]:
    """Judge an example of a rule's page with the configuration that stands below it."""
    (rule,) = (rule for rule in catalogue() if rule.code == code)
    text = parts_of(rule.page)[part]
    result = audit_text(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tiltak-audit.toml"
        path.write_text(text.split(CONFIG)[1], encoding="utf-8")
        options = Options(config=config_of(str(path), Path(folder)))
    inputs = [Accepted(report.path, "", report) for report in result.reports]
    return list(outcome_of(options, inputs, result, date(2026, 1, 1)).findings)
