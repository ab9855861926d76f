"""What must hold of any bytes at all; the fuzzers of this folder look for bytes that break it."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tiltak_audit.auditing import audit  # noqa: E402  the package of this checkout
from tiltak_audit.disclosure.attacker import Attacker  # noqa: E402
from tiltak_audit.errors import UnreadableError  # noqa: E402
from tiltak_audit.export.workbook import workbook_of  # noqa: E402
from tiltak_audit.inputs import Accepted  # noqa: E402
from tiltak_audit.outcome import Options, outcome_of  # noqa: E402
from tiltak_audit.reader import read_bytes  # noqa: E402
from tiltak_audit.render.document import json_of  # noqa: E402

DAY = date(2026, 11, 22)
SAMPLE = (ROOT / "samples" / "TILT100_2026-01.txt").read_bytes()
PDF = (ROOT / "samples" / "pdf" / "tilt100.pdf").read_bytes()
WORKBOOK = workbook_of(read_bytes("sample", SAMPLE))

# How often a PDF is damaged: each takes a process.
_SHARE_OF_PDFS = 0.03
_SHARE_OF_WORKBOOKS = 0.1


def holds(data: bytes) -> None:
    """Read, audit and tell an input: a refusal of one line, or a whole and repeatable outcome."""
    told = []
    for _ in range(2):
        try:
            report = read_bytes("input", data)
        except UnreadableError as error:
            assert str(error), "a refusal says why"
            assert "\n" not in str(error), "in one line"
            return
        outcome = outcome_of(
            Options(), [Accepted("input", "", report)], audit([report], [Attacker()]), DAY
        )
        told.append(json_of(outcome))
    assert told[0] == told[1], "the same input gives the same bytes"
    for finding in outcome.findings:
        assert 0 <= finding.place.line <= len(report.lines), "a finding is at a line"
    for table in report.tables:
        for row in table.rows:
            assert len(row.figures) == len(table.columns), "a row has a figure a column"


def damaged(seed: int, times: int) -> bytes:
    """Damage a report: stretches are lost, doubled, moved or replaced, bytes are flipped."""
    rng = random.Random(seed)
    kind = rng.random()
    start = rng.randrange(len(SAMPLE))
    data = bytearray(SAMPLE[start : start + rng.choice((800, 4_000, len(SAMPLE)))])
    if kind < _SHARE_OF_PDFS:
        data = bytearray(PDF)
    elif kind < _SHARE_OF_PDFS + _SHARE_OF_WORKBOOKS:
        data = bytearray(WORKBOOK)
    for _ in range(times):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 2, 10, 100)))
        match rng.randrange(5):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = data[at:end]
            case 2:
                to = rng.randrange(len(data) + 1)
                data[to:to] = data[at:end]
            case 3:
                data[at:end] = rng.choice((b"*", b"\n", b" ", b"9", b"\xc2\xa0", b"I alt "))
            case _:
                data[at:end] = bytes(rng.randrange(256) for _ in range(end - at))
    return bytes(data)
