"""Renew the corpus: ``python fuzz/distil.py`` keeps the smallest inputs of which most is told.

Small true reports, printed as every kind of file and then damaged, are given to the target; of
those that it tells the same of, the smallest stays. The same seeds give the same corpus, as long as
the same is told.
"""

from __future__ import annotations

import random
import re
import sys
from typing import TYPE_CHECKING

import attrs
from target import CORPUS, ROOT, damaged, holds

sys.path.append(str(ROOT))

from tests.dialect_printers import Dialect, cells, columns, first, sorted_
from tests.hostile_pdfs import one_page, stream
from tests.truth import Truth
from tiltak_audit.export.workbook import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.model.report import Report

MOST_BYTES = 20_000
SEED = 20261126

DIALECTS = {
    "rows": Dialect(),
    "flat": Dialect(separator=" "),
    "columns": Dialect(shape=columns, separator=" "),
    "cells": Dialect(shape=cells, place=first),
    "sorted": Dialect(place=sorted_, width=10, end="\f"),
}
ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp865", "mac-roman")

# How often an input is damaged.
TIMES = (0, 0, 1, 2, 5, 12)


@attrs.frozen
class Kind:
    """A kind of input.

    Attributes:
        make: Prints a report, some way or other.
        tries: How many inputs are damaged.
        kept: How many are kept at most.
    """

    make: Callable[[Report, random.Random], bytes]
    tries: int
    kept: int


def _text(report: Report, rng: random.Random) -> bytes:
    text = rng.choice(list(DIALECTS.values())).text(report)
    return text.encode(rng.choice(ENCODINGS), "replace")


def _table_system(_report: Report, rng: random.Random) -> bytes:
    """Draw cells and constraints that hold of their values."""
    values = [rng.randint(0, 30) for _ in range(rng.randint(1, 6))]
    lines = ["0", str(len(values))]
    for at, value in enumerate(values):
        low, high = value - rng.randint(0, 9), value + rng.randint(0, 9)
        lines.append(f"{at} {value} 1 {rng.choice('uums')} {low} {high} 0 0 0")
    rows = [
        {at: rng.choice((-1, 1, 1, 2)) for at in rng.sample(range(len(values)), len(values))[:4]}
        for _ in range(rng.randint(0, 3))
    ]
    lines.append(str(len(rows)))
    for row in rows:
        total = sum(factor * values[at] for at, factor in row.items())
        said = " ".join(f"{at} ({factor})" for at, factor in row.items())
        lines.append(f"{total} {len(row)} : {said}")
    return "\n".join(lines).encode()


def _pdf(report: Report) -> bytes:
    """Print a page of lines in a font that every reader has."""
    lines = Dialect(shape=columns, separator=" ").text(report).split("\n")[:95]
    said = b"".join(
        b"(%s) Tj T* " % re.sub(rb"([()\\])", rb"\\\1", line.encode("cp1252", "replace"))
        for line in lines
    )
    content = stream(b"BT /F 6 Tf 8 TL 20 780 Td %sET" % said)
    return one_page(content, box=b"[0 0 600 800]", o5=_COURIER)


_COURIER = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"

KINDS = {
    "txt": Kind(_text, 600, 24),
    "pdf": Kind(lambda report, _rng: _pdf(report), 60, 8),
    "xlsx": Kind(lambda report, _rng: workbook_of(report), 60, 6),
    "jj": Kind(_table_system, 400, 12),
}


def distilled(kind: Kind) -> list[bytes]:
    """Give the smallest inputs of those that the target tells most of, each something else."""
    rng = random.Random(SEED)
    smallest: dict[frozenset[str], bytes] = {}
    for _ in range(kind.tries):
        report = Truth(rng.randrange(10**6), rng.randint(1, 3), 60).of_group()
        report = attrs.evolve(
            report, sections=tuple(rng.sample(report.sections, rng.randint(1, 2)))
        )
        data = damaged(kind.make(report, rng), rng, rng.choice(TIMES))
        if len(data) <= MOST_BYTES:
            told = holds(data)
            smallest[told] = min(smallest.get(told, data), data, key=len)
    most = sorted(smallest.items(), key=lambda one: (-len(one[0]), len(one[1])))
    return [data for _told, data in most[: kind.kept]]


def main() -> None:
    """Replace the corpus."""
    for path in CORPUS.glob("drawn-*"):
        path.unlink()
    for name, kind in KINDS.items():
        kept = distilled(kind)
        for number, data in enumerate(kept):
            (CORPUS / f"drawn-{number:02}.{name}").write_bytes(data)
        print(f"{name}: {len(kept)} inputs, {sum(map(len, kept)):,} bytes")


if __name__ == "__main__":
    main()
