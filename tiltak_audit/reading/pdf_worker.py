"""The process that reads a PDF, so that a hostile one can break or starve no other.

    python -m tiltak_audit.reading.pdf_worker MAX_PAGES < report.pdf

It limits its own memory and time, reads the PDF from standard input, and says in JSON lines
what it finds: ``{"pages": 14}``, then ``{"words": [[text, left, right, base, height], …]}`` for
every page, in hundredths of a point to the right and down; or ``{"refused": reason}``, and ends.
PDFium aborts the process where it gets no memory; whoever started it must expect that.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from tiltak_audit.reading.pdf_page import PageReader
from tiltak_audit.reading.pdf_refusal import Reason, RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator

# A report of 257 pages takes 90 MB and a second; under these a hostile one ends soon.
MEMORY = 560 * 1024 * 1024
SECONDS = 10
# So many pages a second are read at least: more pages may take more time.
PAGES_A_SECOND = 200

# A page of tables has 250 words.
MOST_WORDS = 1_000_000

# The code of FPDF_GetLastError where a password is needed.
_PASSWORD = 4


def main() -> None:
    """Read a PDF from standard input; see the module's page."""
    most_pages = int(sys.argv[1])
    _limit(most_pages)
    try:
        for said in read(sys.stdin.buffer.read(), most_pages):
            _say(said)
    except RefusalError as refusal:
        _say({"refused": refusal.reason.value, "figures": refusal.figures})
    except MemoryError:
        _say({"refused": Reason.MEMORY.value})


def _say(said: dict[str, Any]) -> None:
    line = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _limit(most_pages: int) -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows; the clock of whoever started it is left
        return
    seconds = max(SECONDS, most_pages // PAGES_A_SECOND)
    # And no picture of a process that was meant to be ended.
    limits = (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)
    for kind, most in limits:
        hard = resource.getrlimit(kind)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (OSError, ValueError):  # macOS has no limit on memory
            continue


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
    yield {"pages": pages}
    heard = 0
    for number in range(1, pages + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            raise RefusalError(Reason.PAGE, number)
        words, left_out = PageReader(pdfium, page, number).read()
        pdfium.FPDF_ClosePage(page)
        heard += len(words)
        if heard > MOST_WORDS:
            raise RefusalError(Reason.TEXT, number)
        yield {"words": words, "left_out": left_out}


if __name__ == "__main__":
    main()
