"""The text that tools take out of a PDF: each extractor in each of its modes.

None of them is used by the package; those that are not installed are left out.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from typing import Any

Extract = Callable[[bytes], str]


def _pdfplumber(data: bytes, **how: Any) -> str:  # noqa: ANN401  the library's own options
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\f".join(page.extract_text(**how) for page in pdf.pages)


def _pypdf(data: bytes, mode: str) -> str:
    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return "\n".join(page.extract_text(extraction_mode=mode) for page in pages)


def _pdfminer(data: bytes, **how: float) -> str:
    from pdfminer.high_level import extract_text
    from pdfminer.layout import LAParams

    return str(extract_text(io.BytesIO(data), laparams=LAParams(**how)))


def _pymupdf(data: bytes, **how: Any) -> str:  # noqa: ANN401  the library's own options
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        return "\n".join(page.get_text("text", **how) for page in pdf)


def _pypdfium2(data: bytes) -> str:
    import pypdfium2

    pdf: Any = pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call,unused-ignore]
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _pdftotext(data: bytes, *how: str) -> str:
    done = subprocess.run(
        ["pdftotext", *how, "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


# By name and mode, with what must be there for it.
_ALL: dict[tuple[str, str], tuple[str, Extract]] = {
    ("pdfplumber", "text"): ("pdfplumber", _pdfplumber),
    ("pdfplumber", "layout=True"): ("pdfplumber", partial(_pdfplumber, layout=True)),
    ("pypdf", "plain"): ("pypdf", partial(_pypdf, mode="plain")),
    ("pypdf", "layout"): ("pypdf", partial(_pypdf, mode="layout")),
    ("pdfminer.six", "default"): ("pdfminer", _pdfminer),
    ("pdfminer.six", "char_margin=50"): ("pdfminer", partial(_pdfminer, char_margin=50)),
    ("pdfminer.six", "char_margin=1000, line_margin=0.1"): (
        "pdfminer",
        partial(_pdfminer, char_margin=1000, line_margin=0.1),
    ),
    ("PyMuPDF", "text"): ("pymupdf", _pymupdf),
    ("PyMuPDF", "sort=True"): ("pymupdf", partial(_pymupdf, sort=True)),
    ("pypdfium2", "text range"): ("pypdfium2", _pypdfium2),
    ("pdftotext", "default"): ("", _pdftotext),
    ("pdftotext", "-layout"): ("", lambda data: _pdftotext(data, "-layout")),
    ("pdftotext", "-raw"): ("", lambda data: _pdftotext(data, "-raw")),
}


def extractors() -> Iterator[tuple[str, str, Extract | None]]:
    """List every extractor and mode; nothing in the place of one that is not installed."""
    for (name, mode), (module, extract) in _ALL.items():
        there = find_spec(module) if module else shutil.which("pdftotext")
        yield name, mode, extract if there else None
