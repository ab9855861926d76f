"""A table of which one figure is not seen, is not the one that is said, or bears a mark."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.hostile_pdfs import FONT, pdf, stream

HEAD = (
    (30, 800, "Kilde: NAV TILT140 Tiltak"),
    (30, 780, "Tiltak og kj\\370nn"),
    (400, 780, "Rapport oppdatert: 02.12.2025"),
    (30, 765, "Januar 2025 - Februar 2025"),
    (290, 725, "Januar"),
    (390, 725, "Februar"),
    (30, 30, "Kilde: NAV"),
    (250, 30, "Side 1 av 1"),
)
ROWS = (("I alt", 700), ("Kvinner", 680), ("Menn", 660))

# How one figure is drawn: given where it stands, the text to draw there, and a draw of chance.
Drawn = Callable[[int, int, str, random.Random], str]


def shown(x: float, y: float, text: str, size: float = 8) -> str:
    """Draw a text."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def _clipped(x: int, y: int, text: str, chance: random.Random) -> str:
    return f"q {x + chance.randint(30, 60)} {y} 20 20 re W n {shown(x, y, text)} Q\n"


def _covered(x: int, y: int, text: str, chance: random.Random) -> str:
    shade, more = chance.choice((0, 0.5, 1)), chance.randint(1, 4)
    box = f"{x - more} {y - more} {5 * len(text) + 2 * more} {7 + 2 * more} re f"
    return f"{shown(x, y, text)} q {shade} g {box} Q\n"


def _struck(x: int, y: int, text: str, chance: random.Random) -> str:
    width = chance.randint(10, 14)
    return f"{shown(x, y, text)} q {width} w {x - 2} {y + 3} m {x + 5 * len(text)} {y + 3} l S Q\n"


def _coloured(x: int, y: int, text: str, chance: random.Random) -> str:
    shade = chance.choice((0.2, 0.5, 0.8, 1))
    box = f"{shade} g {x - 3} {y - 3} 40 14 re f" if shade < 1 else "1 g"
    return f"q {box} {shown(x, y, text)} Q\n"


def _on_a_line(x: int, y: int, text: str, _chance: random.Random) -> str:
    line = f"0.5 w {x - 20} {y + 3} m {x + 60} {y + 3} l S"
    return f"q {line} 1 g {shown(x, y, text)} Q\n"


def _layered(x: int, y: int, text: str, chance: random.Random) -> str:
    return f"/OC /{chance.choice(('Off', 'Member'))} BDC {shown(x, y, text)} EMC\n"


def _in_form(x: int, y: int, text: str, _chance: random.Random) -> str:
    return f"{shown(x, y, text)} q 1 0 0 1 {x - 2} {y - 2} cm /Box Do Q\n"


HIDDEN: dict[str, Drawn] = {
    "clipped": _clipped,
    "covered": _covered,
    "struck": _struck,
    "coloured": _coloured,
    "on a line": _on_a_line,
    "layered": _layered,
    "in a form": _in_form,
}


def _small(x: int, y: int, text: str, chance: random.Random) -> str:
    size, mark = chance.choice((4, 5, 6)), chance.choice("123*")
    end = x + 4.448 * len(text)
    return shown(x, y, text) + shown(end, y + chance.choice((0, 2, 3)), mark, size)


def _before(x: int, y: int, text: str, chance: random.Random) -> str:
    size = chance.choice((4, 5))
    return shown(x - 0.556 * size, y + chance.choice((0, 2)), "1", size) + shown(x, y, text)


def _raised(x: int, y: int, text: str, chance: random.Random) -> str:
    rise = chance.choice((1.5, 2, 3, -1.5))
    return f"BT /F 8 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj {rise} Ts (1) Tj 0 Ts ET\n"


def _glyph(x: int, y: int, text: str, chance: random.Random) -> str:
    return shown(x, y, text + chance.choice(("\\271", "\\262", "\\263")))


MARKED: dict[str, Drawn] = {
    "small": _small,
    "before": _before,
    "raised": _raised,
    "glyph": _glyph,
}


def _replaced(x: int, y: int, text: str, chance: random.Random) -> str:
    said = chance.randint(100, 999)
    return f"/Span << /ActualText ({said}) >> BDC {shown(x, y, text)} EMC\n"


def page_of(seed: int, drawn: Drawn) -> tuple[bytes, dict[str, tuple[int, int]], str]:
    """Draw a true table of which one figure is drawn in another way.

    Returns:
        The PDF, the true figures by row, and the row whose figure it is.
    """
    chance = random.Random(seed)
    women, men = [(chance.randint(10, 99), chance.randint(10, 99)) for _ in range(2)]
    cells = {
        "I alt": (women[0] + men[0], women[1] + men[1]),
        "Kvinner": women,
        "Menn": men,
    }
    row, column = chance.choice(list(cells)), chance.randrange(2)
    pieces = [shown(*place) for place in HEAD]
    for label, y in ROWS:
        pieces.append(shown(30, y, label))
        for at, figure in enumerate(cells[label]):
            x, odd = 295 + 100 * at, (label, at) == (row, column)
            pieces.append(drawn(x, y, str(figure), chance) if odd else shown(x, y, str(figure)))
    pieces += [f"0.5 w 20 {y - 3} m 500 {y - 3} l S\n" for _label, y in ROWS]
    return _file("".join(pieces).encode("latin-1")), cells, row


def _file(content: bytes) -> bytes:
    resources = (
        b"<< /Font << /F 5 0 R >> /XObject << /Box 8 0 R >> "
        b"/Properties << /Off 6 0 R /Member 7 0 R >> >>"
    )
    font = FONT[:-2] + b"/Encoding /WinAnsiEncoding >>"
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 40 14]"
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] "
            b"/D << /OFF [6 0 R] >> >> >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s "
            b"/Contents 4 0 R >>" % resources,
            4: stream(content),
            5: font,
            6: b"<< /Type /OCG /Name (off) >>",
            7: b"<< /Type /OCMD /OCGs [6 0 R] /P /AllOn >>",
            8: stream(b"0 g 0 0 40 14 re f", box),
        }
    )


REPLACED: Drawn = _replaced


def plain(x: int, y: int, text: str, chance: random.Random) -> str:
    """Draw a figure as any other, or in another shade of grey."""
    return f"q {chance.choice((0, 0.3, 0.6, 0.75))} g {shown(x, y, text)} Q\n"
