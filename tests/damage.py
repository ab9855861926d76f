"""Ways to damage a dump, each from a seed, and what damage must never do."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable

from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import Audit, audit

Cells = dict[tuple[str, str, str, str], str]

# A wrong figure with a remark this close is one the reader is told of.
NEAR = 6


def drop_lines(text: str, rng: random.Random, share: float) -> str:
    """Take out a share of the lines, each with the same chance."""
    return "\n".join(line for line in text.split("\n") if rng.random() >= share)


def truncate(text: str, rng: random.Random) -> str:
    """Cut the text anywhere in its last nine tenths."""
    return text[: rng.randrange(len(text) // 10, len(text))]


def pages_of(text: str) -> list[str]:
    """Split at the source lines."""
    pages: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip().startswith("Kilde: NAV"):
            pages.append([])
        pages[-1].append(line)
    return ["\n".join(page) for page in pages]


def duplicate_pages(text: str, rng: random.Random) -> str:
    """Print some pages again, at other places."""
    pages = pages_of(text)
    for page in rng.sample(pages[1:], min(5, len(pages) - 1)):
        pages.insert(rng.randrange(1, len(pages)), page)
    return "\n".join(pages)


def reorder_pages(text: str, rng: random.Random) -> str:
    """Shuffle the pages."""
    first, *pages = pages_of(text)
    rng.shuffle(pages)
    return "\n".join([first, *pages])


JUNK = (
    "x9#",
    "Utskrift fra arkiv",
    "12 34 56",
    "*** ***",
    "Menn og kvinner",
    "\u00a0\u00a0",
    "|----|----|",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
    "I alt",
    "Konfidensielt utkast 2",
)


def insert_junk(text: str, rng: random.Random) -> str:
    """Insert lines that no report has."""
    lines = text.split("\n")
    for _ in range(30):
        lines.insert(rng.randrange(len(lines)), rng.choice(JUNK))
    return "\n".join(lines)


def cells_of(report: Report) -> tuple[Cells, dict[tuple[str, str, str, str], int]]:
    """Give the figures by section, table, row and period, and the line of each."""
    cells: Cells = {}
    lines = {}
    for table in report.tables:
        for row in table.printed():
            for period, figure in zip(table.columns.periods, row.figures, strict=True):
                key = (table.section, table.label, row.code or row.label, period)
                cells[key] = figure.printed
                lines[key] = row.line
    return cells, lines


def silent(truth: Cells, report: Report) -> list[tuple[str, str, str, str]]:
    """List the wrong figures of a damaged report that no TA1 remark is near."""
    cells, lines = cells_of(report)
    remarks = sorted(notice.line for notice in report.notices)
    return [
        key
        for key, printed in cells.items()
        if truth.get(key) != printed and not _near(remarks, lines[key])
    ]


def _near(remarks: list[int], line: int) -> bool:
    at = bisect_left(remarks, line - NEAR)
    return at < len(remarks) and remarks[at] <= line + NEAR


def bare_violations(result: Audit) -> list[str]:
    """List the broken identities without a layout finding in any of the tables they rest on.

    One that is said to lack a row is a layout finding itself.
    """
    remarked = {
        (finding.place.section, finding.place.table)
        for finding in result.findings
        if finding.code.startswith("TA1") and finding.severity.word != "info"
    }
    return [
        f"{finding.code} line {finding.place.line}: {finding.words.message}"
        for finding in result.findings
        if finding.evidence
        and not (finding.culprit and finding.culprit.is_loss)
        and not remarked
        & {
            (term.cell.table.section, term.cell.table.label)
            for one in finding.evidence
            for term in one.terms
        }
    ]


def damaged(text: str, damage: Callable[[str], str]) -> tuple[Report, Audit]:
    """Damage a text, read and audit it."""
    report = read_bytes("damaged.txt", damage(text).encode())
    return report, audit([report])
