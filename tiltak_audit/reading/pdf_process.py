"""The process that reads a PDF, seen from outside: started, heard with care, and ended."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import msgspec

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number
from tiltak_audit.reading.pages.words import Word  # noqa: TC001  msgspec reads the type
from tiltak_audit.reading.pdf_refusal import Reason

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tiltak_audit.reading.options import ReadOptions

# By the clock, where the process cannot limit itself or waits for others.
_SECONDS = 60
_PAGES_A_SECOND = 30

# What it may say of one page.
_LONGEST_LINE = 8 * 1024 * 1024

_PACKAGE = Path(__file__).parent.parent.parent
_DEBUG = "TILTAK_AUDIT_DEBUG"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of what the process says.

    Attributes:
        pages: How many pages there are; said first.
        words: Of the next page.
        left_out: Words of that page that are invisible, off the page, or turned.
        refused: Why the PDF cannot be read, if it cannot.
        figures: What belongs to the reason.
    """

    pages: int = 0
    words: tuple[Word, ...] | None = None
    left_out: int = 0
    refused: Reason | None = None
    figures: tuple[int, ...] = ()


def said_of(data: bytes, options: ReadOptions) -> Generator[Said]:
    """Read a PDF in a process of its own: the number of pages first, then every page.

    Raises:
        UnreadableError: It cannot be read, or takes more than a report does.
    """
    decode = msgspec.json.Decoder(Said).decode
    with _process(options) as (process, late):
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
            expected, heard = expected or said.pages, heard + (said.words is not None)
            yield said
        if late or not expected or heard != expected:
            process.wait()
            raise UnreadableError(_gave_up())


@contextmanager
def _process(options: ReadOptions) -> Iterator[tuple[subprocess.Popen[bytes], list[bool]]]:
    """Start the process; it is gone at the end, whatever happens."""
    old = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(_PACKAGE), *([old] if old else [])])
    # -P: nothing is imported from the folder the user happens to be in.
    process = subprocess.Popen(  # noqa: S603  our own module, by its name
        [sys.executable, "-P", "-m", "tiltak_audit.reading.pdf_worker", str(options.max_pages)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get(_DEBUG) else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    clock = Timer(max(_SECONDS, options.max_pages / _PAGES_A_SECOND), end)
    clock.daemon = True
    clock.start()
    try:
        yield process, late
    finally:
        clock.cancel()
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
