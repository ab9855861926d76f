"""The headings of a text in canonical form: titles with their date, months in one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.wording import PROSE
from tiltak_audit.reading.elements import Kind as Heading
from tiltak_audit.reading.heads import Printed, headings_in
from tiltak_audit.reading.text.dialect_lines import WORDS, Kind, Line, among, is_of_words, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

# A title takes so many lines at most, and so many lines lie between it and its date.
_TITLE_LINES = 3
_TITLE_WITHIN = 40

_REGIONS = re.compile(r"\b(?:fylke|kommune)\b", re.IGNORECASE)

_NUMBER = {name: at for at, name in enumerate(MONTH_NAMES)}


@attrs.define(eq=False, repr=False)
class Part:
    """Heading lines, or lines of tables between headings.

    Attributes:
        lines: The lines; of a heading in canonical form.
        columns: How many columns the tables have, as far as known; 0 before any heading.
        heading: Whether they are heading lines.
        regional: Whether the tables are of regions.
    """

    lines: list[Line]
    columns: int = 0
    heading: bool = False
    regional: bool = False


@attrs.define(eq=False, repr=False)
class Parts:
    """The parts of a text, in print order.

    Attributes:
        parts: The parts.
        mended: How many headings were put into canonical form.
        headings: How many headings of columns there are.
    """

    parts: list[Part] = attrs.field(factory=list)
    mended: int = 0
    headings: int = 0

    def add(self, line: Line, columns: int, *, heading: bool, regional: bool) -> None:
        """Add a line to the last part, or to a new one."""
        last = self.parts[-1] if self.parts else None
        if last is None or last.heading != heading:
            self.parts.append(Part([line], columns, heading, regional))
        else:
            last.lines.append(line)


def parts_of(lines: Sequence[Line]) -> Parts:
    """Part the headings from the tables, and put each heading into canonical form."""
    return _Reader(lines).read()


class _Reader:
    """Lines that are spoken for, and what stands in their place."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = _headed(lines)
        self.grouped = any("\u00a0" in figure for line in lines for figure in line.figures)
        self.instead: dict[int, list[Line]] = {}
        self.widths: dict[int, int] = {}
        self.mended = 0

    def read(self) -> Parts:
        self._months()
        self._titles()
        found = Parts(mended=self.mended, headings=len(self.widths))
        columns = 0
        prose = regional = False
        for at, line in enumerate(self.lines):
            columns = self.widths.get(at, columns)
            shown = self.instead.get(at)
            if shown is None:
                shown = [line]
                heading = isinstance(line.kind, Heading)
                if line.kind is Kind.BLANK and found.parts:
                    heading = found.parts[-1].heading
            else:
                heading = True
            for one in shown:
                if one.kind is Heading.SOURCE:
                    prose = False
                elif one.kind is Heading.SECTION:
                    prose = one.label.startswith(PROSE)
                    regional = _REGIONS.search(one.label) is not None
                elif one.kind is Heading.MONTHS:
                    prose = False
                found.add(
                    among(one, columns, grouped=self.grouped),
                    columns,
                    heading=heading or prose,
                    regional=regional,
                )
        return found

    def _months(self) -> None:
        """Join the names of months and the words over the mean column, wherever they broke."""
        at = 0
        while at < len(self.lines):
            if self.lines[at].kind is Heading.MONTHS and at not in self.instead:
                at = self._heading_of_columns(at)
            at += 1

    def _heading_of_columns(self, first: int) -> int:
        taken = [first]
        names = self.lines[first].text.split()
        at = self._next(first)
        while at is not None:
            line = self.lines[at]
            if line.kind is Heading.MONTHS:
                more = line.text.split()
                if line.label or _NUMBER[more[0]] <= _NUMBER[names[-1]]:
                    break
                taken.append(at)
                names += more
            elif line.kind is not Heading.SECTION or line.label:
                break
            at = self._next(at)
        words = letters(self.lines[first].label)
        before: list[int] = []
        back = self._next(first, -1)
        while back is not None and self._is_word(back) and self._whole_of(back, words):
            words = letters(self.lines[back].text) + words
            before.insert(0, back)
            back = self._next(back, -1)
        after: list[int] = []
        ahead = self._next(taken[-1])
        while ahead is not None and words != WORDS and self._is_word(ahead):
            more_words = words + letters(self.lines[ahead].text)
            if more_words not in WORDS:
                break
            words = more_words
            after.append(ahead)
            ahead = self._next(ahead)
        self._put(first, taken, before, after, words, names)
        return max([*taken, *after])

    def _put(  # noqa: PLR0913, PLR0917  the parts of one heading
        self,
        first: int,
        taken: list[int],
        before: list[int],
        after: list[int],
        words: str,
        names: list[str],
    ) -> None:
        self.widths[first] = len(names) + bool(words)
        if words not in {WORDS, ""}:
            for at in before + after:
                self.instead[at] = [self.lines[at]]
            return
        known = (
            len(taken) == 1
            and not after
            and _as_in_dumps([self.lines[at].text for at in before], self.lines[first].label)
        )
        if known and not (words and not before):
            for at in before:
                self.instead[at] = [self.lines[at]]
            return
        self.mended += 1
        for at in (*taken, *before, *after):
            self.instead[at] = []
        heads = []
        if words:
            numbers = [self.lines[at].number for at in before] or [self.lines[first].number]
            heads = [
                Line(numbers[0], Kind.LABEL, "Gjennom"),
                Line(numbers[-1], Kind.LABEL, "snitt hittil"),
            ]
        months = Line(
            self.lines[taken[-1]].number,
            Heading.MONTHS,
            " ".join(names),
            "i år" if words else "",
        )
        self.instead[min((*taken, *before))] = []
        self.instead[first] = [*heads, months]

    def _titles(self) -> None:
        """Put every bare date behind the title of its page."""
        bare = [
            at
            for at, line in enumerate(self.lines)
            if line.kind is Heading.SECTION and not line.label
        ]
        for at in bare:
            title = self._title_before(at)
            if title:
                self.mended += 1
                label = " ".join(self.lines[one].text for one in title)
                for one in title:
                    self.instead[one] = []
                self.instead[at] = []
                self.instead[title[0]] = [
                    Line(self.lines[title[0]].number, Heading.SECTION, self.lines[at].text, label)
                ]

    def _title_before(self, dated: int) -> list[int]:
        """Find the lines between the source line and the rest of the heading."""
        back = dated
        for _step in range(_TITLE_WITHIN):
            found = self._next(back, -1)
            if found is None:
                break
            back = found
            if self.lines[back].kind is Heading.SOURCE:
                break
            if self.lines[back].kind is Heading.SECTION:
                return []
        title: list[int] = []
        headed = self.lines[back].kind is Heading.SOURCE
        at = self._next(back) if headed else self._next(dated, -1)
        while at is not None and at < dated and self._may_be_title(at):
            title.append(at)
            at = self._next(at)
        return title if len(title) <= _TITLE_LINES else []

    def _may_be_title(self, at: int) -> bool:
        return self.lines[at].kind is Kind.LABEL and at not in self.instead

    def _is_word(self, at: int) -> bool:
        return self._may_be_title(at) and is_of_words(self.lines[at].text)

    def _whole_of(self, at: int, words: str) -> bool:
        return letters(self.lines[at].text) + words in WORDS

    def _next(self, at: int, step: int = 1) -> int | None:
        """Give the next line that is not blank."""
        at += step
        while 0 <= at < len(self.lines):
            if self.lines[at].kind is not Kind.BLANK:
                return at
            at += step
        return None


def _headed(lines: Sequence[Line]) -> Sequence[Line]:
    """Make heading lines of the lines of heads without a date."""
    shown = [at for at, line in enumerate(lines) if line.kind is not Kind.BLANK]
    found = headings_in([_printed(lines[at]) for at in shown])
    heads = {shown[at]: said for at, said in found.items()}
    return [_as_head(line, *heads[at]) if at in heads else line for at, line in enumerate(lines)]


def _printed(line: Line) -> Printed:
    kind = line.kind if isinstance(line.kind, Heading) else None
    return Printed(kind, line.text, line.kind is Kind.FIGURES)


def _as_head(line: Line, kind: Heading, text: str) -> Line:
    if not text:
        return Line(line.number, Kind.BLANK)
    section = kind is Heading.SECTION
    return Line(line.number, kind, "" if section else text, text if section else "")


def _as_in_dumps(before: list[str], label: str) -> bool:
    """Tell whether the words are broken as the grammar knows them."""
    return [*before, label] in (
        ["Gjennom", "snitt hittil", "i år"],
        ["Gjennom", "snitt", "hittil i år"],
        [""],
    )
