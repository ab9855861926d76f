"""The process that reads a PDF, seen from outside: started, heard with care, and ended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import msgspec

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number
from tiltak_audit.reading.pdf.pages.words import Word  # noqa: TC001  msgspec reads the type
from tiltak_audit.reading.pdf.refusal import Reason

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tiltak_audit.reading.options import ReadOptions

# The clock on the wall, where the process cannot limit itself: until it says how many pages there
# are, and from then on; the limit that it sets itself is on its own time (worker). A busy
# machine gives it a tenth of that time, and must not refuse a report for it.
_OPENING_SECONDS = 120
_READING_SECONDS = 100
_PAGES_A_SECOND = 10

# What it may say of one page.
_LONGEST_LINE = 8 * 1024 * 1024

# What runs in the process. The folder of the package comes last, so that nothing that lies beside
# the package is taken for a module of the standard library.
_PACKAGE = Path(__file__).parent.parent.parent.parent
_RUN = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from tiltak_audit.reading.pdf.worker import main; main()"
)
# Line breaks and other controls, which no word holds.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_DEBUG = "TILTAK_AUDIT_DEBUG"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of what the process says.

    Attributes:
        pages: How many pages there are; said first.
        words: Of the next page.
        left_out: Words of that page that are invisible, off the page, or turned.
        hidden: Words that are covered, clipped away, on a layer that is off, or in the colour of
            what is behind them, in whole or in some of their digits.
        undrawn: Words that were read though their font is broken and draws nothing.
        marks: Marks of footnotes beside words and figures.
        replaced: Texts that are said to replace others, and say something else.
        nothing: Characters of no width.
        lost_rows: Lines that hold figures that were left out.
        lost_cells: These figures.
        refused: Why the PDF cannot be read, if it cannot.
        figures: What belongs to the reason.
    """

    pages: int = 0
    words: tuple[Word, ...] | None = None
    left_out: int = 0
    hidden: int = 0
    undrawn: int = 0
    marks: int = 0
    replaced: int = 0
    nothing: int = 0
    lost_rows: int = 0
    lost_cells: int = 0
    refused: Reason | None = None
    figures: tuple[int, ...] = ()


def said_of(data: bytes, options: ReadOptions) -> Generator[Said]:
    """Read a PDF in a process of its own: the number of pages first, then every page.

    Raises:
        UnreadableError: It cannot be read, or takes more than a report does.
    """
    decode = msgspec.json.Decoder(Said).decode
    with _process(options) as (process, clock):
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(data)
            process.stdin.close()
        except OSError:
            pass  # it ended early, and has said or will show why
        expected = heard = 0
        while line := process.stdout.readline(_LONGEST_LINE):
            try:
                said = decode(line)
            except msgspec.DecodeError as error:
                raise UnreadableError(_gave_up()) from error
            if said.refused:
                first = said.figures[0] if said.figures else 0
                raise UnreadableError(_words(said.refused, first, options))
            if not expected:
                expected = _pages_of(said, options)
                clock.set(_READING_SECONDS + expected / _PAGES_A_SECOND)
            elif heard < expected and _sound(said):
                heard += 1
            else:
                raise UnreadableError(_gave_up())
            yield said
        if clock.late or not expected or heard != expected:
            raise UnreadableError(_gave_up())


def _pages_of(said: Said, options: ReadOptions) -> int:
    """Give how many pages there are, as is said first, and alone.

    Raises:
        UnreadableError: Something else is said.
    """
    if said.words is None and 1 <= said.pages <= options.max_pages:
        return said.pages
    raise UnreadableError(_gave_up())


def _sound(said: Said) -> bool:
    """Tell whether a line is a page of words that can be printed."""
    return (
        not said.pages
        and said.words is not None
        and all(
            word.height > 0 and word.text and not _CONTROL.search(word.text) for word in said.words
        )
    )


class _Clock:
    """Ends a process when its time is up."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.process, self.late = process, False
        self.start(seconds)

    def start(self, seconds: float) -> None:
        self.timer = Timer(seconds, self.end)
        self.timer.daemon = True
        self.timer.start()

    def set(self, seconds: float) -> None:
        """Give so much time from now on."""
        self.timer.cancel()
        self.start(seconds)

    def end(self) -> None:
        """End the process."""
        self.late = True
        self.process.kill()


@contextmanager
def _process(options: ReadOptions) -> Iterator[tuple[subprocess.Popen[bytes], _Clock]]:
    """Start the process; it is gone at the end, whatever happens.

    Raises:
        UnreadableError: It cannot be started.
    """
    try:
        # -P: nothing is imported from the folder the user happens to be in.
        process = subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-P", "-c", _RUN, str(_PACKAGE), str(options.max_pages)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get(_DEBUG) else subprocess.DEVNULL,
        )
    except OSError as error:
        said = _("the process that reads PDFs cannot be started ({why}); give the PDF's text")
        raise UnreadableError(said.format(why=error.strerror)) from error
    clock = _Clock(process, _OPENING_SECONDS)
    try:
        yield process, clock
    finally:
        clock.timer.cancel()
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                continue
        process.wait()


def _gave_up() -> str:
    return _(
        "the PDF takes more memory or time than a report needs, or is broken; save it anew "
        "(print it to PDF), or give its text (pdftotext -layout)"
    )


def _words(reason: Reason, first: int, options: ReadOptions) -> str:
    """Say why a PDF cannot be read; the remedy follows the semicolon."""
    said = {
        Reason.PASSWORD: _("the PDF is encrypted; save it without a password"),
        Reason.BROKEN: _("the PDF is broken, PDFium cannot open it; get it again"),
        Reason.EMPTY: _("the PDF has no pages; get it again"),
        Reason.PAGE: _("page {n} of the PDF is broken; get it again"),
        Reason.PAGES: _(
            "the PDF has {n} pages, at most {most} are read; if it is a report, raise --max-pages"
        ),
        Reason.TEXT: _(
            "page {n} of the PDF holds more text than a report does; give a PDF of the report alone"
        ),
        Reason.FONTS: _(
            "the fonts on page {n} of the PDF do not say which characters they print; run OCR "
            "first (ocrmypdf --force-ocr)"
        ),
        Reason.PLACE: _("characters on page {n} of the PDF stand nowhere; get it again"),
        Reason.MEMORY: _gave_up(),
    }[reason]
    return said.format(n=number(first), most=number(options.max_pages))
