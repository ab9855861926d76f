"""PDFs made to starve, hang or deceive whoever reads them."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

from tests.drawing import pdf_of
from tests.truth import Truth

HEAD = b"%PDF-1.7\n"


def pdf(objects: dict[int, bytes], *, start: bool = True) -> bytes:
    """Put objects into a file, the catalogue first, with or without its table of places."""
    pieces, places, at = [HEAD], {}, len(HEAD)
    for number, text in objects.items():
        places[number] = at
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, text))
        at += len(pieces[-1])
    body = b"".join(pieces)
    if not start:
        return body + b"trailer << /Root 1 0 R >>\n"
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[at] if at in places else b"0000000000 65535 f \n"
        for at in range(size)
    )
    return body + b"xref\n0 %d\n%strailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(body),
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    """Give a stream object."""
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), more, data)


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def one_page(content: bytes, resources: bytes = b"/Font << /F 5 0 R >>", **more: bytes) -> bytes:
    """Give a file of one page; ``content`` is its stream object."""
    box = more.pop("box", b"[0 0 600 400]")
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources << %s >> /Contents 4 0 R >>"
        % (box, resources),
        4: content,
        5: FONT,
    }
    objects |= {int(name[1:]): text for name, text in more.items()}
    return pdf(objects)


def report_pdf() -> bytes:
    """Draw a report that is read right."""
    return pdf_of(Truth(3, 2).of_group())


def bomb() -> bytes:
    """Give two kilobytes that inflate, twice over, to more than the memory that there is."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b"\0" * 2**20) for _ in range(800)) + packer.flush()
    return one_page(stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def empty_pages() -> bytes:
    """Give a tree of 200,000 pages without anything on them."""
    kids = b"".join(b"%d 0 R " % at for at in range(3, 200_003))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count 200000 >>" % kids
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    return pdf({1: catalogue, 2: tree} | dict.fromkeys(range(3, 200_003), page))


def lying_count() -> bytes:
    """Give a tree that says it has two milliards of pages."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        }
    )


def cycle() -> bytes:
    """Give a tree of pages that holds itself."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 100 /Parent 3 0 R >>",
            3: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100 /Parent 2 0 R >>",
        }
    )


def nested(left: bytes, right: bytes) -> bytes:
    """Give a page whose resources are 200,000 deep."""
    return one_page(stream(b""), b"/X " + left * 200_000 + right * 200_000)


def huge_box() -> bytes:
    """Give a page of a size that no number of points has."""
    return one_page(stream(b"BT /F 9 Tf 9 9 Td (I alt 5) Tj ET"), box=b"[0 0 1e30 1e30]")


def one_glyph() -> bytes:
    """Give a page of ten million times one glyph."""
    return one_page(
        stream(zlib.compress(b"BT /F 9 Tf (%s) Tj ET" % (b"A" * 10**7)), b"/Filter /FlateDecode")
    )


def many_glyphs() -> bytes:
    """Give a page of two hundred thousand words."""
    return one_page(stream(b"BT /F 9 Tf 0 9 Td " + b"(5) Tj 0 1 Td " * 200_000 + b"ET"))


def recursion() -> bytes:
    """Give a form that draws itself, twice."""
    form = stream(
        b"/X Do /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
    )
    return one_page(stream(b"/X Do"), b"/XObject << /X 6 0 R >>", o6=form)


def many_forms() -> bytes:
    """Give forms that each draw the next one ten times, twelve deep."""
    forms = {
        f"o{at}": stream(
            b"/X Do " * 10,
            FORM + b"/Resources << /Font << /F 5 0 R >> /XObject << /X %d 0 R >> >>" % (at + 1),
        )
        for at in range(6, 18)
    }
    forms["o18"] = stream(
        b"BT /F 9 Tf (5) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> >>",
    )
    return one_page(stream(b"/X Do"), b"/XObject << /X 6 0 R >>", **forms)


def picture() -> bytes:
    """Give a page that holds a picture and no text."""
    image = stream(
        b"\0" * 300,
        b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8"
        b" /ColorSpace /DeviceRGB",
    )
    return one_page(stream(b"q 600 0 0 400 0 0 cm /X Do Q"), b"/XObject << /X 6 0 R >>", o6=image)


def control_characters() -> bytes:
    """Give a font that maps what it prints to control characters."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange "
        b"<00> <ff> endcodespacerange 1 beginbfrange <30> <7a> <0003> endbfrange endcmap end"
    )
    font = FONT[:-2] + b"/ToUnicode 6 0 R >>"
    text = stream(b"BT /F 9 Tf 50 300 Td (I alt 55 66) Tj ET")
    return one_page(text, o5=font, o6=stream(cmap))


def encrypted() -> bytes:
    """Give a report that only its owner may open."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas: Any = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(50, 300, "I alt 55 66")
    canvas.save()
    return out.getvalue()


def without_start() -> bytes:
    """Give a report without the place of its table."""
    return re.sub(rb"startxref\s+[0-9]+\s+%%EOF\s*$", b"", report_pdf())


def truncated() -> bytes:
    """Give the first half of a report."""
    whole = report_pdf()
    return whole[: len(whole) // 2]


def no_report() -> bytes:
    """Give a letter."""
    return one_page(stream(b"BT /F 9 Tf 50 300 Td (Dear Sir or Madam, 5 of 6) Tj ET"))


# What each must be called, or nothing where it is to be read as it is.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (bomb, "PDF"),
    "200,000 pages": (empty_pages, "200 000 pages"),
    "a count that lies": (lying_count, "pages"),
    "a cycle of pages": (cycle, "PDF"),
    "deep arrays": (lambda: nested(b"[", b"]"), "PDF"),
    "deep dictionaries": (lambda: nested(b"<</A", b">>"), "PDF"),
    "a huge page": (huge_box, ""),
    "one glyph": (one_glyph, "PDF"),
    "many glyphs": (many_glyphs, "PDF"),
    "a form in itself": (recursion, "PDF"),
    "forms in forms": (many_forms, "PDF"),
    "a picture": (picture, "OCR"),
    "control characters": (control_characters, "OCR"),
    "encrypted": (encrypted, "password"),
    "truncated": (truncated, "broken"),
    "no pages": (
        lambda: pdf(
            {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
        ),
        "PDF",
    ),
    "only a head": (lambda: HEAD, "broken"),
    "a letter": (no_report, "no table"),
}
