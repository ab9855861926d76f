"""Reports drawn as PDFs, on pages like NAV's: a page head, a grid of figures, a footer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs

from tiltak_audit.model.figure import Count, Figure
from tiltak_audit.model.report import TOTAL, Report, Row, Section, Table

LONG_SIDE, SHORT_SIDE = 842.0, 595.0
MARGIN = 30.0
SIZE, LEADING, PAD = 7.0, 8.6, 3.0
# Below the page head, and above the footer.
TOP, BOTTOM = 70.0, 40.0

MEAN = ("Gjennoms", "nitt hittil", "i år")

PROSE = (
    "Innhold i rapporten",
    "“Om statistikken” finner du på nav.no, på siden “Hovedtall om arbeidsmarkedet”.",
    "I henhold til Statistikklovens § 7-1 har NAV valgt å erstatte verdier i celler hvor tallene",
    "er mindre enn 4 med spesialtegn «*». Det er brudd i statistikken fra april 2025.",
)

# Reportlab's own; they have the letters of Latin-1.
_FONTS = ("Vera", "VeraBd")
_STANDARD = ("Helvetica", "Helvetica-Bold")
_NBSP, _STAND_IN = "\u00a0", "\u2007"

# Where a word may be broken: no line of a label but the first starts with a digit.
_BREAKS = re.compile(r"(?<=[/-])(?=[^0-9])")


@attrs.frozen
class Style:
    """How a report is drawn; see ``pdf_of``."""

    rows_a_page: int = 11
    row_height: float = 24.0
    rules: bool = True
    align: str = "bottom"
    label_width: int = 16
    separator: str = "\u00a0"
    by_column: bool = False
    mean: tuple[str, ...] = MEAN
    break_months: bool = False
    together: bool = True
    period_below: bool = False
    rotate: int = 0
    front: bool = True
    letters: bool = False
    headless: frozenset[int] = frozenset()


@cache
def register_fonts() -> tuple[str, str]:
    """Name the plain and the bold font; reportlab writes U+00A0 as U+0020, these do not."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    class Font(TTFont):  # type: ignore[misc]
        """Draw a stand-in for U+00A0, and say in the end that it was U+00A0."""

        def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802  reportlab's own name
            for subset in self.state[doc].subsets:
                subset[:] = [ord(_NBSP) if code == ord(_STAND_IN) else code for code in subset]
            super().addObjects(doc)

    for name in _FONTS:
        font = Font(name, f"{name}.ttf")
        font.face.charToGlyph[ord(_STAND_IN)] = font.face.charToGlyph[ord(" ")]
        font.face.charWidths[ord(_STAND_IN)] = font.face.charWidths[ord(" ")]
        pdfmetrics.registerFont(font)
    return _FONTS


def pdf_of(  # noqa: PLR0913  one parameter a fact of the page
    report: Report,
    *,
    rows_a_page: int = 11,
    row_height: float = 24.0,
    rules: bool = True,
    align: str = "bottom",
    label_width: int = 16,
    separator: str = "\u00a0",
    by_column: bool = False,
    mean: tuple[str, ...] = MEAN,
    break_months: bool = False,
    together: bool = True,
    period_below: bool = False,
    rotate: int = 0,
    front: bool = True,
    letters: bool = False,
    headless: frozenset[int] = frozenset(),
) -> bytes:
    """Draw a report; the same report and style give the same bytes.

    Args:
        report: Its places are not used; a table without a total prints none.
        rows_a_page: After so many rows, or where the page is full, the total is drawn again.
        row_height: Points; a row with a higher label is as high as that takes.
        rules: Whether lines are ruled between the cells.
        align: Where figures stand beside a label of several lines: top, middle or bottom.
        label_width: Characters; labels are wrapped there, words longer than that are broken.
        separator: What stands between thousands.
        by_column: Whether cells are drawn column by column, all labels first.
        mean: The lines over the mean column.
        break_months: Whether long names of months are broken (``Septem-`` / ``ber``).
        together: Whether a table may start on the page of the one before.
        period_below: Whether the period stands below the tables instead of above.
        rotate: Degrees by which the page is turned for reading: 0, 90, 180 or 270.
        front: Whether a page "Om statistikken" stands before the tables.
        letters: Whether every letter is placed by itself, and no blank is drawn.
        headless: Pages without source, title and date, 1-based.
    """
    style = Style(
        rows_a_page,
        row_height,
        rules,
        align,
        label_width,
        separator,
        by_column,
        mean,
        break_months,
        together,
        period_below,
        rotate,
        front,
        letters,
        headless,
    )
    return _Book(report, style).bytes()


@attrs.frozen
class _Line:
    """One row of a grid: its label's lines, its figures, whether it is a total."""

    lines: tuple[str, ...]
    figures: tuple[str, ...]
    total: bool

    def height(self, style: Style) -> float:
        return max(style.row_height, len(self.lines) * LEADING + 2 * PAD)


@attrs.frozen
class _Grid:
    """A part of a table that stands on one page."""

    header: tuple[tuple[str, ...], ...]
    lines: tuple[_Line, ...]
    continued: bool

    @property
    def header_height(self) -> float:
        return max(map(len, self.header)) * LEADING + 2 * PAD

    def height(self, style: Style) -> float:
        return self.header_height + sum(line.height(style) for line in self.lines)


class _Book:
    """The pages of a report."""

    def __init__(self, report: Report, style: Style) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.report, self.style = report, style
        # PDFium makes up blanks between the letters of these, and not of reportlab's own.
        self.plain, self.bold = _STANDARD if style.letters else register_fonts()
        self.out = io.BytesIO()
        self.canvas: Any = Canvas(self.out, pagesize=(LONG_SIDE, SHORT_SIDE), invariant=1)
        year, month, day = report.edition.split("-")
        self.date = f"{day}.{month}.{year}"
        self.periods = tuple(
            f"{p.first.name} {p.first.year} - {p.last.name} {p.last.year} "
            for p in [report.period]
            if p
        )

    def bytes(self) -> bytes:
        """Draw all pages."""
        if self.style.front:
            self._start("Om statistikken")
            for at, text in enumerate(PROSE):
                self._text(MARGIN, TOP + at * 2 * LEADING, text)
            self.canvas.showPage()
        for section in self.report.sections:
            pages = list(pages_of(section, self.style))
            for number, grids in enumerate(pages, 1):
                self._page(section.title, grids, number, len(pages))
        self.canvas.save()
        return self.out.getvalue()

    def _start(self, title: str) -> None:
        turn = {0: (0, 0), 90: (SHORT_SIDE, 0), 180: (LONG_SIDE, SHORT_SIDE), 270: (0, LONG_SIDE)}
        if self.style.rotate:
            self.canvas.setPageRotation(self.style.rotate)
            self.canvas.translate(*turn[self.style.rotate])
            self.canvas.rotate(self.style.rotate)
        if self.canvas.getPageNumber() in self.style.headless:
            return
        self._text(MARGIN, 27, f"Kilde: NAV {self.report.code} {self.report.title}")
        self._text(MARGIN, 42, title, bold=True)
        self._text(LONG_SIDE - MARGIN, 42, f"Rapport oppdatert: {self.date}", at="right")

    def _page(self, title: str, grids: tuple[_Grid, ...], number: int, of: int) -> None:
        self._start(title)
        if not self.style.period_below:
            self._periods(57)
        down = TOP
        for grid in grids:
            down = self._grid(grid, down) + 2 * LEADING
        if self.style.period_below:
            self._periods(down)
        self._text(MARGIN, SHORT_SIDE - 20, "Kilde: NAV")
        self._text(LONG_SIDE / 2, SHORT_SIDE - 20, f"Side {number} av {of}", at="middle")
        self._text(LONG_SIDE - MARGIN, SHORT_SIDE - 20, "Fotnote", at="right")
        self.canvas.showPage()

    def _periods(self, down: float) -> None:
        for text in self.periods:
            self._text(MARGIN, down, text)

    def _grid(self, grid: _Grid, top: float) -> float:
        """Draw a grid; give where it ends."""
        style, columns = self.style, len(grid.header)
        label_width = style.label_width * SIZE * 0.64 + 2 * PAD
        width = min(60.0, (LONG_SIDE - 2 * MARGIN - label_width) / columns)
        rights = [MARGIN + label_width + width * (at + 1) for at in range(columns)]
        later: list[list[Callable[[], None]]] = [[] for _ in range(columns + 1)]
        for at, words in enumerate(grid.header):
            down = top + grid.header_height / 2 - (len(words) / 2 - 0.8) * LEADING
            middle = rights[at] - width / 2
            for step, word in enumerate(words):
                self._text(middle, down + step * LEADING, word, bold=True, at="middle")
        down = top + grid.header_height
        edges = [top, down]
        for line in grid.lines:
            self._row(line, down, rights, later)
            down += line.height(style)
            edges.append(down)
            if not style.by_column:
                self._flush(later)
        self._flush(later)
        if style.rules:
            self._rules(edges, [MARGIN, MARGIN + label_width, *rights])
        return down

    def _row(
        self, line: _Line, top: float, rights: list[float], later: list[list[Callable[[], None]]]
    ) -> None:
        height, spare = line.height(self.style), len(line.lines) - 1
        share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[self.style.align]
        first = top + PAD + 0.8 * LEADING
        first += share * (height - 2 * PAD - (spare + 1) * LEADING)

        def put(cell: int, x: float, down: float, text: str) -> None:
            bold, at = line.total and not cell, "right" if cell else "left"
            later[cell].append(lambda: self._text(x, down, text, bold=bold, at=at))

        for step, text in enumerate(line.lines):
            put(0, MARGIN + PAD, first + step * LEADING, text)
        for at, (right, text) in enumerate(zip(rights, line.figures, strict=True), 1):
            put(at, right - PAD, first + share * spare * LEADING, text)

    def _flush(self, later: list[list[Callable[[], None]]]) -> None:
        for cells in later:
            for draw in cells:
                draw()
            cells.clear()

    def _rules(self, edges: list[float], rights: list[float]) -> None:
        self.canvas.setLineWidth(0.5)
        for edge in edges:
            self.canvas.line(rights[0], SHORT_SIDE - edge, rights[-1], SHORT_SIDE - edge)
        for right in rights:
            self.canvas.line(right, SHORT_SIDE - edges[0], right, SHORT_SIDE - edges[-1])

    def _text(
        self, x: float, down: float, text: str, *, bold: bool = False, at: str = "left"
    ) -> None:
        font = self.bold if bold else self.plain
        shown = text.replace(_NBSP, " " if self.style.letters else _STAND_IN)
        self.canvas.setFont(font, SIZE)
        width = self.canvas.stringWidth(shown, font, SIZE)
        left = x - {"left": 0.0, "middle": 0.5, "right": 1.0}[at] * width
        if not self.style.letters:
            self.canvas.drawString(left, SHORT_SIDE - down, shown)
            return
        for letter in shown:
            if letter != " ":
                self.canvas.drawString(left, SHORT_SIDE - down, letter)
            left += self.canvas.stringWidth(letter, font, SIZE)


def pages_of(section: Section, style: Style) -> Iterator[tuple[_Grid, ...]]:
    """Lay the tables of a section out on pages."""
    page: list[_Grid] = []
    room = SHORT_SIDE - TOP - BOTTOM
    down = 0.0
    for table in section.tables:
        for grid in grids_of(table, style, room):
            height = grid.height(style) + 2 * LEADING
            if page and (grid.continued or not style.together or down + height > room):
                yield tuple(page)
                page, down = [], 0.0
            page.append(grid)
            down += height
    if page:
        yield tuple(page)


def grids_of(table: Table, style: Style, room: float) -> Iterator[_Grid]:
    """Cut a table into parts that fit a page, each with the total above."""
    names = [month.name for month in table.columns.months]
    months = tuple(broken(name) if style.break_months else (name,) for name in names)
    header = ((style.mean,) if table.columns.mean else ()) + months
    total = table.total if isinstance(table.total, Row) else None
    above = (_line(f"{TOTAL} {table.label}".strip(), total, style),) if total else ()
    rows = [_line(f"{row.code} {row.label}".strip(), row, style) for row in table.rows]
    start = 0
    while start < len(rows) or not start:
        end = start + 1
        while end < min(len(rows), start + style.rows_a_page):
            more = _Grid(header, (*above, *rows[start : end + 1]), continued=False)
            if more.height(style) + 2 * LEADING > room:
                break
            end += 1
        yield _Grid(header, (*above, *rows[start:end]), continued=bool(start))
        start = end


def _line(label: str, row: Row, style: Style) -> _Line:
    figures = tuple(_print(figure, style.separator) for figure in row.figures)
    return _Line(wrapped(label, style.label_width), figures, label.startswith(TOTAL))


def _print(figure: Figure, separator: str) -> str:
    if isinstance(figure, Count):
        return f"{figure.value:,}".replace(",", separator)
    return figure.printed


def broken(name: str) -> tuple[str, ...]:
    """Break the name of a month where it is long.

    >>> broken("September"), broken("Mars")
    (('Septem-', 'ber'), ('Mars',))
    """
    return (f"{name[:6]}-", name[6:]) if len(name) > 8 else (name,)


def wrapped(label: str, width: int) -> tuple[str, ...]:
    """Wrap a label after blanks, hyphens within words and slashes; break longer words.

    >>> wrapped("I alt digital oppfølging/jobbklubb", 13)
    ('I alt digital', 'oppfølging/', 'jobbklubb')
    >>> wrapped("Aurskog-Høland", 10)
    ('Aurskog-', 'Høland')
    """
    lines = [""]
    for word in label.split(" "):
        parts = _BREAKS.split(word)
        for at, part in enumerate(filter(None, parts)):
            blank = " " if lines[-1] and not at else ""
            rest = part
            if lines[-1] and len(lines[-1] + blank + part) > width:
                lines.append("")
                blank = ""
            while len(rest) > width:
                lines[-1] = rest[:width]
                lines.append("")
                rest = rest[width:]
            lines[-1] += blank + rest
    return tuple(lines)
