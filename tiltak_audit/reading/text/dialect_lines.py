"""One line of a text, whichever tool printed it: what kind it is, its label and its figures."""

from __future__ import annotations

import re
from enum import Enum, auto

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import HIDDEN_SIGN
from tiltak_audit.model.wording import BLANKS
from tiltak_audit.reading.colons import is_of_label
from tiltak_audit.reading.elements import Kind as Heading
from tiltak_audit.reading.extent import LONGEST_LINE
from tiltak_audit.reading.patterns import MEAN, MONTH, dated, figures_in, kind_of, section
from tiltak_audit.reading.spoiled import is_row, spoiled_from

_CELL = re.compile("[*:]|[0-9]{1,3}(?:[ \u00a0][0-9]{3}){0,3}")
_APART = re.compile("[ \u00a0]* [ \u00a0]+")
_MONTHS = re.compile(f"(?:([^0-9A-ZÆØÅ]*|Gjennom[^0-9A-ZÆØÅ]*) )?({MONTH}(?: +{MONTH})*)")
_CODE = re.compile(r"[0-9]{4}")
_FYLKE = re.compile(r"[0-9]{2}")
_STARTS = re.compile(r"I alt(?: |$)|[0-9]{4}(?: |$)|[0-9]{2} [A-ZÆØÅ]|[0-9]{2}$")

# The words over the mean column, which every tool breaks in its own way.
WORDS = MEAN.lower()

_PIECE = re.compile(f"[A-Za-zå -]{{1,{len(WORDS) + 4}}}")


class Kind(Enum):
    """What a line is that is no heading."""

    # Nothing but blanks.
    BLANK = auto()
    # Anything without figures.
    LABEL = auto()
    # Figures, with or without a label before them.
    FIGURES = auto()


# Heading lines that are told by the whole of them.
_WHOLE = {Heading.SOURCE, Heading.FOOTER, Heading.PERIOD}


@attrs.frozen(eq=False, repr=False)
class Line(Alike):
    """One line.

    Attributes:
        number: Its number in the file.
        kind: What it is; a section may lack its title, months the words before them.
        text: Without the blanks around it, one blank where there are several.
        label: What stands before the figures, or before the months or the date.
        figures: Each as it would be with U+00A0 in thousands; where only single blanks part
            them these are groups of digits, of which several may be one figure.
        apart: Whether several blanks part the figures from each other.
        cells: What several blanks part, where there are some.
    """

    number: int
    kind: Kind | Heading
    text: str = ""
    label: str = ""
    figures: tuple[str, ...] = ()
    apart: bool = False
    cells: tuple[str, ...] = ()

    @property
    def starts(self) -> bool:
        """Tell whether a label certainly starts here: at a code, or at ``I alt``."""
        return _STARTS.match(self.label) is not None

    @property
    def single(self) -> bool:
        """Tell whether it may be one figure alone in its cell."""
        return (
            not self.label and self.kind is Kind.FIGURES and _CELL.fullmatch(self.text) is not None
        )

    def by_cells(self, columns: int) -> Line | None:
        """Give it with the last cells as its figures, one a column, if they are and a label is."""
        label, figures = self.cells[:-columns], self.cells[-columns:]
        if not label or not all(map(_CELL.fullmatch, figures)):
            return None
        figures = tuple([figure.replace(" ", "\u00a0") for figure in figures])
        return attrs.evolve(self, label=" ".join(label), figures=figures, apart=True)


def line_of(number: int, raw: str) -> Line:
    """Tell what a line is; one longer than lines of tables are is a label, whatever ends it."""
    text = raw.strip(BLANKS)
    if not text:
        return Line(number, Kind.BLANK)
    if len(text) > LONGEST_LINE:
        return Line(number, Kind.LABEL, text, text)
    if "\t" in text:
        text = text.replace("\t", "  ")
    cells = _APART.split(text) if "  " in text or " \u00a0" in text else [text]
    text = " ".join(cells)
    found = _heading(number, text)
    if found is not None:
        return found
    parted = tuple(cells) if len(cells) > 1 else ()
    if text[-1] in "*:0123456789" and not _CODE.fullmatch(text):
        return attrs.evolve(_row(number, text, cells), cells=parted)
    return Line(number, Kind.LABEL, text, text, cells=parted)


def _heading(number: int, text: str) -> Line | None:
    kind = kind_of(text)
    if kind in _WHOLE:
        return Line(number, kind, text)
    match = dated(text)
    if match:
        return Line(number, Heading.SECTION, section("", match[2]).strip(), match[1] or "")
    months = _MONTHS.fullmatch(text)
    if months and (not months[1] or is_of_words(months[1])):
        return Line(number, Heading.MONTHS, months[2], months[1] or "")
    return None


def _row(number: int, text: str, cells: list[str]) -> Line:
    """Part the figures at the end of a line from its label."""
    at = len(cells)
    while at and _CELL.fullmatch(cells[at - 1]):
        at -= 1
    apart = len(cells) - at > 1 or 0 < at < len(cells)
    if apart and not (at and figures_in(cells[at - 1]) is not None):
        figures = tuple(cell.replace(" ", "\u00a0") for cell in cells[at:])
        return Line(number, Kind.FIGURES, text, " ".join(cells[:at]), figures, apart=True)
    start = figures_in(text)
    if start is None:
        return Line(number, Kind.LABEL, text, text)
    label, figures = text[:start].rstrip(BLANKS), tuple(text[start:].split(" "))
    # Whether it is more than the colon of a label is told by how many columns there are.
    if label and figures == (HIDDEN_SIGN,):
        return Line(number, Kind.LABEL, text, text)
    return Line(number, Kind.FIGURES, text, label, figures)


def among(line: Line, columns: int, *, grouped: bool) -> Line:
    """Give a line as it is in tables of so many columns: there one number alone ends a label.

    There, too, a token among figures that is none is one that came to harm.
    """
    if columns == 1 and line.kind is Kind.LABEL and line.text.endswith(f" {HIDDEN_SIGN}"):
        label = line.text.removesuffix(HIDDEN_SIGN).rstrip(BLANKS)
        return Line(line.number, Kind.FIGURES, line.text, label, (HIDDEN_SIGN,))
    if len(line.figures) > 1 and line.label and is_of_label(line.figures, columns, grouped=grouped):
        first, *others = line.figures
        line = attrs.evolve(line, label=f"{line.label} {first}", figures=tuple(others))
    if columns and len(line.figures) != columns:
        line = _with_spoiled(line, columns, grouped=grouped)
    alone = line.kind is Kind.FIGURES and line.label and len(line.figures) == 1 and columns > 1
    if not alone or line.apart or line.figures == ("*",):
        return line
    return Line(line.number, Kind.LABEL, line.text, line.text)


def _with_spoiled(line: Line, columns: int, *, grouped: bool) -> Line:
    if line.kind not in {Kind.LABEL, Kind.FIGURES} or len(line.text) > LONGEST_LINE:
        return line
    cells = tuple(cell.replace(" ", "\u00a0") for cell in line.cells[-columns:])
    if len(cells) == columns > 0 and is_row(cells, labelled=len(line.cells) > columns):
        label = " ".join(line.cells[:-columns])
        return Line(line.number, Kind.FIGURES, line.text, label, cells, apart=True)
    at = None if line.apart else spoiled_from(line.text, columns, grouped=grouped)
    if at is None:
        return line
    figures = tuple(line.text[at:].split(" "))
    return Line(line.number, Kind.FIGURES, line.text, line.text[:at].rstrip(BLANKS), figures)


def as_code(line: Line) -> Line:
    """Give a line of a table of regions whose rows stand on lines: two digits alone are a code."""
    alone = line.kind is Kind.FIGURES and _FYLKE.fullmatch(line.text)
    return Line(line.number, Kind.LABEL, line.text, line.text) if alone else line


def letters(text: str) -> str:
    """Give the letters of a text, small."""
    return "".join(character for character in text.lower() if character.isalpha())


def is_of_words(text: str) -> bool:
    """Tell whether a text is a piece of the words over the mean column."""
    return _PIECE.fullmatch(text) is not None and letters(text) in WORDS
