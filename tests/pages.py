"""Rule pages taken apart: their headings, and the example dumps they hold."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path
from textwrap import dedent

from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.findings.finding import Finding
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.rules.rule import Rule, catalogue
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.run.config import config_of
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import outcome_of

HEADINGS = ("Why", "Wrong", "Right", "Limits", "Source")

# Before the configuration of an example.
CONFIG = "--- tiltak-audit.toml ---"

# Between two inputs of one example.
NEXT_FILE = "--- next file ---"

# Before what the inputs of an example are held against.
AGAINST = "--- against ---"

_HEADING = re.compile(r"^(\w+):$", re.MULTILINE)

# What stands for the head of a page, with the section, and for the overview with its code.
_LEFT_OUT = re.compile(r"(?P<before>\A|^.*\n)… (?P<code>TILT100 )?(?P<section>.*)$", re.MULTILINE)

HEAD = """\
Kilde: NAV {source}. Tidsserie måned
{section} Rapport oppdatert: 02.12.2025

Januar 2025 - Februar 2025

Gjennom
snitt hittil

i år Januar Februar
"""

_SOURCES = {
    None: "TILT140 Tiltaksdeltakere på oppfølging. Demografi",
    "TILT100 ": "TILT100 Tiltaksdeltakere. Hovedgruppe og demografi",
}


def whole(example: str) -> str:
    """An example with the heads of its pages, where it leaves them out by a …."""

    def head(found: re.Match[str]) -> str:
        before, code, section = found.group("before", "code", "section")
        first = before.strip("\n") in {"", NEXT_FILE, AGAINST}
        text = HEAD.format(source=_SOURCES[code], section=section).removesuffix("\n")
        return before + " " * (not first) + text

    return _LEFT_OUT.sub(head, example)


def parts_of(page: str) -> dict[str, str]:
    """The text under each heading of a page, dedented, examples with the heads of their pages."""
    pieces = _HEADING.split(page)[1:]
    return {
        name: whole(dedent(text).strip("\n") + "\n")
        for name, text in zip(pieces[::2], pieces[1::2], strict=True)
    }


def audit_text(text: str, attacker: Attacker | None = None) -> Audit:
    """Read and audit one text, or several with NEXT_FILE between them."""
    return audit(_reports_of(text), attacker)


def _reports_of(text: str, code: str = "") -> list[Report]:
    """Read the inputs of an example; the page shows letters, and two rules are about bytes."""
    parts = text.split(CONFIG, maxsplit=1)[0].split(AGAINST, maxsplit=1)[0].split(NEXT_FILE)
    files = [part.strip("\n").encode() + b"\n" * part.endswith("\n") for part in parts]
    if code == "TA124":
        files = [file.rstrip(b"\n") for file in files]
    if code == "TA125":
        lines = files[0].split(b"\n")
        lines[1] = lines[1].decode().encode("cp1252")
        files = [b"\n".join(lines)]
    return [read_bytes(f"{at}.txt", file) for at, file in enumerate(files)]


def findings_of_page(code: str, part: str) -> list[Finding]:
    """What a check says of an example of a rule's page, with the configuration below it."""
    (rule,) = (rule for rule in catalogue() if rule.code == code)
    text = parts_of(rule.page)[part]
    held = text.partition(CONFIG)[0].partition(AGAINST)[2].strip("\n")
    # An edition came out a month before.
    older = held.replace("02.12.2025", "02.11.2025").encode()
    against = [read_bytes("published", older)] if held else []
    reports = _reports_of(text, code if part == "Wrong" else "")
    result = audit(reports, Attacker(), against=against)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tiltak-audit.toml"
        path.write_text(text.partition(CONFIG)[2], encoding="utf-8")
        config = config_of(str(path), Path(folder))
    inputs = [Accepted(report.path, "", report) for report in result.reports]
    # Examples are parts of reports, but for those of the rule that looks for the rest.
    options = Options(excerpt=code != "TA128" or part != "Wrong")
    return list(outcome_of(options, inputs, result, date(2026, 1, 1), config).findings)


def own_of_page(rule: Rule) -> list[Finding]:
    """The findings of the example under Wrong that bear the rule's code, its own first."""
    found = [one for one in findings_of_page(rule.code, "Wrong") if rule.code in one.codes]
    return sorted(found, key=lambda one: one.code != rule.code)
