"""What must hold of any bytes at all; the fuzzers of this folder look for bytes that break it."""

from __future__ import annotations

import random
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
CORPUS = Path(__file__).parent / "corpus"
sys.path.append(str(ROOT))

from bounds import bounded  # noqa: E402  beside this file

from tiltak_audit.argus.jj import TableSystem, table_system_of, text_of_table_system  # noqa: E402
from tiltak_audit.argus.targets import attack  # noqa: E402
from tiltak_audit.disclosure.attacker import Attacker  # noqa: E402
from tiltak_audit.errors import UnreadableError  # noqa: E402
from tiltak_audit.parsing.read import read_bytes  # noqa: E402
from tiltak_audit.render.json.document import json_of  # noqa: E402
from tiltak_audit.run.audit import audit  # noqa: E402  the package of this checkout
from tiltak_audit.run.inputs import Accepted  # noqa: E402
from tiltak_audit.run.options import Options  # noqa: E402
from tiltak_audit.run.outcome import outcome_of  # noqa: E402

DAY = date(2026, 11, 22)
SAMPLE = (ROOT / "samples" / "TILT100_2026-01.txt").read_bytes()

# What an input of the corpus is damaged in so often, of all; the rest are stretches of the sample.
_SHARE_OF_CORPUS = 0.4

# A search with more open cells may take minutes, and is meant to.
_MOST_OPEN = 5


def holds(data: bytes) -> frozenset[str]:
    """Read, audit and tell an input within bounds; give what was told of it.

    A refusal is one line, an outcome whole and repeatable.
    """
    with bounded(len(data)):
        return _as_report(data) | _as_table_system(data)


def _as_report(data: bytes) -> frozenset[str]:
    told = []
    for _ in range(2):
        try:
            report = read_bytes("input", data)
        except UnreadableError as error:
            return _refusal(error)
        outcome = outcome_of(
            Options(), [Accepted("input", "", report)], audit([report], Attacker()), DAY
        )
        told.append(json_of(outcome))
    assert told[0] == told[1], "the same input gives the same bytes"
    for finding in outcome.findings:
        assert 0 <= finding.place.line <= len(report.lines), "a finding is at a line"
    for table in report.tables:
        for row in table.rows:
            assert len(row.figures) == len(table.columns), "a row has a figure a column"
    return frozenset(finding.code for finding in outcome.findings)


def _as_table_system(data: bytes) -> frozenset[str]:
    try:
        table = table_system_of(data)
    except UnreadableError as error:
        return _refusal(error)
    text = text_of_table_system(table)
    again = table_system_of(text.encode())
    assert again.cells == table.cells, "what is written is what was read"
    assert text_of_table_system(again) == text, "every time"
    if sum(cell.suppressed for cell in table.cells) > _MOST_OPEN:
        return frozenset({"open"})
    return _attacked(table)


def _attacked(table: TableSystem) -> frozenset[str]:
    found = attack(table)
    truth = np.array([cell.value for cell in table.cells], dtype=np.int64)
    # Values out of their bounds may add up to more than 64 bits hold.
    within = (table.system.low <= truth) & (truth <= table.system.high)
    if within.all() and table.system.holds(truth):
        assert found.feasible, "where the true values are a solution there is one"
        values = {cell.index: cell.value for cell in table.cells}
        for target in found.targets:
            assert target.low <= values[target.cell] <= target.high, "the true value is possible"
    return frozenset(target.status.value for target in found.targets) | {f"{found.feasible}"}


def _refusal(error: UnreadableError) -> frozenset[str]:
    said = str(error)
    assert said, "a refusal says why"
    assert "\n" not in said, "in one line"
    # Without what differs from input to input.
    return frozenset({re.sub(r"[0-9]+|0x[0-9a-f]+|“.*”|\(.*\)", "…", said)})


@cache
def corpus() -> tuple[Path, ...]:
    """List the inputs that are kept."""
    return tuple(sorted(CORPUS.iterdir()))


def drawn(seed: int, times: int) -> bytes:
    """Draw a stretch of the sample, or an input of the corpus, and damage it."""
    rng = random.Random(seed)
    if rng.random() < _SHARE_OF_CORPUS:
        return damaged(rng.choice(corpus()).read_bytes(), rng, times)
    start = rng.randrange(len(SAMPLE))
    return damaged(SAMPLE[start : start + rng.choice((800, 4_000, len(SAMPLE)))], rng, times)


def damaged(whole: bytes, rng: random.Random, times: int) -> bytes:
    """Damage an input: stretches are lost, repeated, moved or replaced, bytes are flipped."""
    data = bytearray(whole)
    for _ in range(times):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 2, 10, 100)))
        match rng.randrange(5):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = data[at:end] * rng.choice((1, 1, 1, 50))
            case 2:
                to = rng.randrange(len(data) + 1)
                data[to:to] = data[at:end]
            case 3:
                data[at:end] = rng.choice((b"*", b"\n", b" ", b"9", b"\xc2\xa0", b"I alt "))
            case _:
                data[at:end] = bytes(rng.randrange(256) for _ in range(end - at))
    return bytes(data)
