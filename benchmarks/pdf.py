"""Measure how fast a PDF is read: pages a second, beside pdfplumber and pdftotext.

    python benchmarks/pdf.py [ROUNDS]

The file is drawn from true counts, 250 pages or more. Ours is the whole step from the bytes of the
PDF to lines with their places, the process that reads it included; pdfplumber takes out its
words, ``pdftotext -layout`` its text, and neither knows rows from there. CPU time is user and
system time of this process and those it waited for; start-up is shown apart.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Callable

# The least that our pages a second may be, in those of pdfplumber.
LEAST = 5.0

PAGES = 250


def drawn() -> tuple[bytes, int]:
    """Draw a report of many pages."""
    import attrs
    import pypdfium2

    from tests.drawing import pdf_of
    from tests.truth import Truth

    report = Truth(7, 11, 40_000).of_group()
    sections = tuple(
        attrs.evolve(section, title=f"{section.title} {at}")
        for at in range(40)
        for section in report.sections
    )
    for count in range(len(report.sections), len(sections) + 1):
        data = pdf_of(attrs.evolve(report, sections=sections[:count]), rows_a_page=4)
        pages = len(pypdfium2.PdfDocument(data))
        if pages >= PAGES:
            break
    return data, pages


def seconds(call: Callable[[], object]) -> float:
    """Time a call: CPU seconds, of this process and of those it waited for."""
    before = os.times()
    call()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def main() -> None:
    """Print the table."""
    import pdfplumber

    from tests.hostile_pdfs import one_page, stream
    from tiltak_audit.reading.forms import document_of
    from tiltak_audit.reading.options import ReadOptions

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    data, pages = drawn()
    small = one_page(stream(b"BT /F 9 Tf 50 300 Td (I alt) Tj ET"))

    def ours(what: bytes = data) -> None:
        document_of("drawn.pdf", what, ReadOptions())

    def plumber() -> None:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.extract_words()
                page.close()

    def poppler() -> None:
        subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, stdout=-3, check=True)  # noqa: S607

    peers = {"pdfplumber, words": plumber}
    if shutil.which("pdftotext"):
        peers["pdftotext -layout"] = poppler
    else:
        print("pdftotext is not installed here, and is left out.\n")
    ours(small)
    start = median(seconds(lambda: ours(small)) for _ in range(rounds))
    times: dict[str, list[float]] = {name: [] for name in ("ours", *peers)}
    for _ in range(rounds):
        times["ours"].append(seconds(ours) - start)
        for name, call in peers.items():
            times[name].append(seconds(call))
    print(f"| {pages} pages | pages a second | ours is | at least |\n|---|---|---|---|")
    print(f"| ours, lines and their places | {pages / median(times['ours']):.0f} | | |")
    for name in peers:
        ratio = median(b / a for a, b in zip(times["ours"], times[name], strict=True))
        least = f"{LEAST:.0f}" if name.startswith("pdfplumber") else ""
        speed = pages / median(times[name])
        print(f"| {name} | {speed:.0f} | **{ratio:.1f}** times as fast | {least} |")
        if least and ratio < LEAST:
            sys.exit(f"ours is only {ratio:.1f} times as fast as {name}")
    print(f"\nStart of our reading process: {1000 * start:.0f} ms.")


if __name__ == "__main__":
    main()
