"""Reports printed as text tools print them that cannot be installed here, or in any layout.

PDFBox sorts lines by height, pdf.js gives a row a line with single blanks; columns and cells
stand for pdftotext -layout, PyMuPDF and their kin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from tests.drawing import wrapped
from tiltak_audit.model.figure import Count, Figure
from tiltak_audit.model.report import TOTAL, Report, Row, Table

Place = Callable[[Sequence[str], Sequence[str]], Iterator[tuple[str, Sequence[str]]]]
Shape = Callable[[str, Sequence[str]], Iterator[str]]

FOOTERS = (
    ("Kilde: NAV Side 1 av 3 Fotnote",),
    ("Side 1 av 3Kilde: NAV Fotnote",),
    ("Side 1 av 3", "Kilde: NAV", "Fotnote"),
    ("Kilde: NAV", "Side 1 av 3", "Fotnote"),
    (),
)
WORDS = (
    ("Gjennom", "snitt hittil", "i år"),
    ("Gjennoms", "nitt hittil", "i år"),
    ("Gjennomsnitt", "hittil i år"),
    ("Gjennomsnitt hittil i år",),
)


def last(pieces: Sequence[str], figures: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Print the figures behind the last line of a label."""
    yield from ((piece, ()) for piece in pieces[:-1])
    yield pieces[-1], figures


def below(pieces: Sequence[str], figures: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Print the figures below a label of several lines."""
    if len(pieces) == 1:
        yield pieces[0], figures
        return
    yield from ((piece, ()) for piece in pieces)
    yield "", figures


def first(pieces: Sequence[str], figures: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Print the figures behind the first line of a label."""
    yield pieces[0], figures
    yield from ((piece, ()) for piece in pieces[1:])


def middle(pieces: Sequence[str], figures: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Print the figures behind the middle line, or between the two middle lines."""
    half, odd = divmod(len(pieces), 2)
    yield from ((piece, ()) for piece in pieces[:half])
    yield (pieces[half] if odd else ""), figures
    yield from ((piece, ()) for piece in pieces[half + odd :])


def sorted_(pieces: Sequence[str], figures: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Print centred figures as PDFBox sorts them: behind the line they overlap most."""
    at = len(pieces) // 2 - (len(pieces) % 4 == 2)
    yield from ((piece, ()) for piece in pieces[:at])
    yield pieces[at], figures
    yield from ((piece, ()) for piece in pieces[at + 1 :])


PLACES: tuple[Place, ...] = (last, below, first, middle, sorted_)


def rows(label: str, figures: Sequence[str]) -> Iterator[str]:
    """Print a line as pdf.js does."""
    yield " ".join([label, *figures] if label else figures)


def columns(label: str, figures: Sequence[str]) -> Iterator[str]:
    """Print a line with its columns set apart."""
    yield "".join([f"  {label:42}", *(f"  {figure:>10}" for figure in figures)])


def cells(label: str, figures: Sequence[str]) -> Iterator[str]:
    """Print a cell a line."""
    yield from [label, *figures] if label else figures


SHAPES = (rows, columns, cells)


@attrs.frozen
class Dialect:
    """How a report is printed: the places of figures, the shape of lines, wraps and footers."""

    place: Place = last
    shape: Shape = rows
    separator: str = "\u00a0"
    width: int = 16
    words: tuple[str, ...] = WORDS[1]
    footer: tuple[str, ...] = FOOTERS[0]
    end: str = "\n"
    rows_a_page: int = 11

    def text(self, report: Report) -> str:
        """Print a report."""
        pages = (
            self._page(report, section.title, table, start)
            for section in report.sections
            for table in section.tables
            for start in range(0, max(len(table.rows), 1), self.rows_a_page)
        )
        return self.end.join("\n".join(page) for page in pages)

    def _page(self, report: Report, title: str, table: Table, start: int) -> Iterator[str]:
        year, month, day = report.edition.split("-")
        dated = f"Rapport oppdatert: {day}.{month}.{year}"
        period = report.period
        assert period is not None
        yield f"Kilde: NAV {report.code} {report.title}"
        yield from self.shape(title, [dated])
        yield " - ".join(f"{month.name} {month.year}" for month in (period.first, period.last))
        months = [month.name for month in table.columns.months]
        if table.columns.mean:
            yield from self.words[:-1]
            yield from self.shape(self.words[-1], months)
        else:
            yield from self.shape("", months)
        if isinstance(table.total, Row):
            yield from self._row(f"{TOTAL} {table.label}".strip(), table.total)
        for row in table.rows[start : start + self.rows_a_page]:
            yield from self._row(f"{row.code} {row.label}".strip(), row)
        yield from self.footer

    def _row(self, label: str, row: Row) -> Iterator[str]:
        figures = [self._print(figure) for figure in row.figures]
        for piece, behind in self.place(wrapped(label, self.width), figures):
            if behind:
                yield from self.shape(piece, behind)
            else:
                yield f"  {piece}" if self.shape is columns else piece

    def _print(self, figure: Figure) -> str:
        if isinstance(figure, Count):
            return f"{figure.value:,}".replace(",", self.separator)
        return figure.printed
