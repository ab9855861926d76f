"""The process that reads a PDF, so that a hostile one can break or starve no other.

    python -m tiltak_audit.reading.pdf.worker MAX_PAGES < report.pdf

It limits its own memory and time, reads the PDF from standard input, and says in JSON lines
what it finds: ``{"pages": 14}``, then ``{"words": [[text, left, right, base, height], …]}`` for
every page, in hundredths of a point to the right and down; or ``{"refused": reason}``, and ends.
PDFium aborts the process where it gets no memory; whoever started it must expect that.
"""

from __future__ import annotations

import gc
import json
import sys
from typing import TYPE_CHECKING, Any

from tiltak_audit.reading.pdf.page_reader import PageReader
from tiltak_audit.reading.pdf.refusal import Reason, RefusalError
from tiltak_audit.stdout import apart, keep, results

if TYPE_CHECKING:
    from collections.abc import Iterator

# A report of 257 pages takes 90 MB and a second; under these a hostile one ends soon.
MEMORY = 560 * 1024 * 1024
# The time of the processor, not of the clock on the wall, which whoever started this watches.
CPU_SECONDS = 10
# So many pages a second are read at least: once their number is known they give more time.
PAGES_A_CPU_SECOND = 100

# A page of tables has 250 words.
MOST_WORDS = 1_000_000

# The code of FPDF_GetLastError where a password is needed.
_PASSWORD = 4


def main() -> None:
    """Read a PDF from standard input; see the module's page."""
    most_pages = int(sys.argv[1])
    keep()
    # What it makes holds no cycles, and it soon ends.
    gc.disable()
    _limit_memory()
    _limit_time(0)
    try:
        # What PDFium or its wrapper prints is nothing that was read.
        with apart():
            for said in read(sys.stdin.buffer.read(), most_pages):
                _say(said)
    except RefusalError as refusal:
        _say({"refused": refusal.reason.value, "figures": refusal.figures})
    except MemoryError:
        _say({"refused": Reason.MEMORY.value})


def _say(said: dict[str, Any]) -> None:
    line = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    results().buffer.write(line.encode("utf-8", "replace") + b"\n")
    results().buffer.flush()


def _limit_memory() -> None:
    """Bound the memory of this process, where the system can: macOS and Windows cannot."""
    _limit("RLIMIT_AS", MEMORY)
    # And no picture of a process that was meant to be ended.
    _limit("RLIMIT_CORE", 0)


def _limit_time(pages: int) -> None:
    """Bound the time of this process by the pages it is to read, where the system can."""
    _limit("RLIMIT_CPU", CPU_SECONDS + pages // PAGES_A_CPU_SECOND)


def _limit(name: str, most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows; the clock of whoever started it is left
        return
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (OSError, ValueError):
        return


def read(data: bytes, most_pages: int) -> Iterator[dict[str, Any]]:
    """Give what there is to say of a PDF, page by page.

    Raises:
        RefusalError: It cannot be read, or is larger than a report can be.
    """
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() == _PASSWORD
        raise RefusalError(Reason.PASSWORD if locked else Reason.BROKEN)
    pages = pdfium.FPDF_GetPageCount(document)
    if pages > most_pages:
        raise RefusalError(Reason.PAGES, pages)
    if pages < 1:
        raise RefusalError(Reason.EMPTY)
    _limit_time(pages)
    yield {"pages": pages}
    heard = 0
    for number in range(1, pages + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            raise RefusalError(Reason.PAGE, number)
        said = PageReader(pdfium, page, number).read()
        pdfium.FPDF_ClosePage(page)
        heard += len(said["words"])
        if heard > MOST_WORDS:
            raise RefusalError(Reason.TEXT, number)
        yield said


if __name__ == "__main__":
    main()
