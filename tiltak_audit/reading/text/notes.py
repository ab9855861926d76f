"""Notes among the rows of a text: lines of their own, or glued to the label behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.notice import Notice
from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.remark import OddLabel, Stray
from tiltak_audit.model.wording import BLANKS, MEAN_WORDS
from tiltak_audit.reading.elements import Kind, is_total
from tiltak_audit.reading.extent import LONGEST_LINE
from tiltak_audit.reading.notes import DATED, NAME, is_marked, is_named, is_note
from tiltak_audit.reading.patterns import figures_in, kind_of
from tiltak_audit.reading.spoiled import ends_in_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What a line may be a note by: how it begins or ends, or where a sentence in it ends.
_BEGINS = re.compile(
    r"^[ \u00a0\t]*(?:[*†‡§¹²³⁴-⁹][^\W\d_ *]|[*†‡§¹²³⁴-⁹]{1,3} [^\W\d_]|\(?[0-9*]{1,2}\)"
    rf"|{NAME}|{DATED})",
    re.MULTILINE,
)
_WITHIN = re.compile(r"[.!](?:(?<=[^\W\d_]{4}.)|(?<=[0-9]{4}.)) ?[A-ZÆØÅ0-9]")
_ENDS = re.compile(rf"[.!][ \u00a0\t]*$|{_WITHIN.pattern}", re.MULTILINE)
_BLANKS = re.compile("[ \t]+")

_OF_PAGE = {Kind.SOURCE, Kind.SECTION}

# So many lines below its title the head of a page is over.
_HEAD = 12

# A line of so many words before a number, or a star, is a sentence that it ends.
_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")

# "… vises som *" is the end of a sentence, also where a row has one figure.
_OF_STARS = re.compile(r" (?:som|med) [«“\"]?\*$")

# So is "… i 2025", where the letter is no figure that came to harm.
_OF_YEAR = re.compile(r" i (?:19|20)[0-9]{2}[.]?$")

# No label has so many characters, with a note before it.
_LONGEST = 300

# A note goes on over so many lines.
_LINES = 3


@attrs.frozen(eq=False, repr=False)
class Unnoted(Alike):
    """The lines of a text without its notes.

    Attributes:
        lines: The lines.
        numbers: The line of the file that each stands on.
        notices: What is said of each note, by line of the file.
        shifted: The lines of the file from whose beginning a note was taken.
    """

    lines: Sequence[str]
    numbers: Sequence[int]
    notices: tuple[Notice, ...] = ()
    shifted: frozenset[int] = frozenset()


@attrs.frozen(eq=False, repr=False)
class _Line(Alike):
    """A line of a table that may be a note or hold one.

    Attributes:
        at: Its index among the lines.
        text: One blank between its words.
        label: What stands before the figures at its end.
        figures: How many these are.
        is_row: Whether they are those of a row, and not the end of a sentence.
    """

    at: int
    text: str
    label: str
    figures: int
    is_row: bool


def without_notes(lines: Sequence[str], numbers: Sequence[int]) -> Unnoted:
    """Take notes out of the tables of a text; each is told, as is what may be one.

    Args:
        lines: The lines of the text.
        numbers: The line of the file that each stands on.
    """
    found = list(_of_tables(lines, _candidates("\n".join(lines))))
    if not found:
        return Unnoted(lines, numbers)
    numbered = any(line.is_row and is_marked(line.label) for line in found)
    labels = {label for raw in lines if (label := _parted(raw)[1])}
    kept: list[str | None] = list(lines)
    notices: list[Notice] = []
    shifted = set()

    def tell(at: int, remark: Stray | OddLabel) -> None:
        notices.append(Notice(remark, numbers[at], placed=False))

    for line in found:
        if kept[line.at] is None:
            continue
        glued = _glued(line, labels)
        if glued:
            kept[line.at] = _behind(glued, lines[line.at])
            shifted.add(numbers[line.at])
            tell(line.at, Stray("note", glued))
        elif not line.is_row and _is_note(line, numbered=numbered):
            end = _end(lines, line)
            _take(kept, line.at, end)
            tell(
                line.at,
                Stray("note", " ".join([one.strip(BLANKS) for one in lines[line.at : end]])),
            )
        elif _may_hold_note(line):
            tell(line.at, OddLabel("more-words", line.label))
    left = [(text, number) for text, number in zip(kept, numbers, strict=True) if text is not None]
    return Unnoted(
        [text for text, _number in left],
        [number for _text, number in left],
        tuple(notices),
        frozenset(shifted),
    )


def _candidates(text: str) -> list[int]:
    """Find the lines that may be notes or hold one, quickly."""
    found = set()
    for pattern in (_BEGINS, _ENDS):
        at = last = 0
        for match in pattern.finditer(text):
            at += text.count("\n", last, match.start())
            last = match.start()
            found.add(at)
    return sorted(found)


def _of_tables(lines: Sequence[str], candidates: Sequence[int]) -> Iterator[_Line]:
    """Give those that stand below a line of months, and above the head of the next page."""
    columns = last = 0
    for at in candidates:
        text, label, figures = _parted(lines[at])
        if kind_of(text) is not None or len(text) > LONGEST_LINE:
            continue
        for above in reversed(lines[last:at]):
            months = _months(above)
            if months or kind_of(above.strip(BLANKS)) in _OF_PAGE:
                columns = months
                break
        last = at
        if columns and not _is_of_head(lines[at + 1 : at + _HEAD]):
            several = columns > 1 or is_named(text) or _OF_STARS.search(text) is not None
            yield _Line(at, text, label, figures, figures > several)


def _is_of_head(below: Sequence[str]) -> bool:
    """Tell whether a line is of the head of a page: a period or months come before the next row."""
    for line in below:
        kind = kind_of(line.strip(BLANKS))
        if kind in _OF_PAGE or (kind is None and _parted(line)[2]):
            return False
        if kind is Kind.PERIOD or _months(line):
            return True
    return False


def _months(line: str) -> int:
    """Count the columns that a line names, if it names nothing else; the mean is one or more."""
    words = line.split()
    if not any(word in MONTH_NAMES for word in words):
        return 0
    return len(words) if all(word in MONTH_NAMES or word in MEAN_WORDS for word in words) else 0


def _parted(raw: str) -> tuple[str, str, int]:
    """Give a line with one blank between its words, its label, and how many figures end it."""
    text = _BLANKS.sub(" ", raw.strip(BLANKS))
    start = figures_in(text)
    if start is None:
        return text, text, 0
    return text, text[:start].rstrip(BLANKS), text.count(" ", start) + 1


def _glued(line: _Line, labels: set[str]) -> str:
    """Give the note before a label that other lines have alone, if that is what a row has."""
    text = line.label
    if not line.figures or len(text) > _LONGEST:
        return ""
    for at in range(1, len(text)):
        note, label = text[:at].rstrip(BLANKS), text[at:]
        parted = text[at - 1] != " " or note.endswith((".", "!"))
        if parted and (label in labels or is_total(label)):
            return note if is_note(note) else ""
    return ""


def _behind(note: str, raw: str) -> str:
    """Give what stands behind a note, which has one blank where its line may have several."""
    rest = raw.lstrip(BLANKS)
    for word in note.split(" "):
        rest = rest.lstrip(" \t").removeprefix(word)
    return rest.lstrip(BLANKS)


def _is_note(line: _Line, *, numbered: bool) -> bool:
    """Tell whether a line that is no row is a note; a number or a star may end its sentence."""
    if is_named(line.text):
        return is_note(line.text)
    if is_total(line.text) or not is_note(line.text):
        return False
    if numbered and is_marked(line.text):
        return False
    if ends_in_figures(line.text) and not _OF_YEAR.search(line.text):
        return False
    return not line.figures or len(_WORD.findall(line.label)) >= _WORDS


def _end(lines: Sequence[str], line: _Line) -> int:
    """Give where a note ends: it may go on with small letters."""
    end = line.at + 1
    while (
        end < min(len(lines), line.at + _LINES)
        and not lines[end - 1].rstrip(BLANKS).endswith((".", "!"))
        and lines[end].lstrip(BLANKS)[:1].islower()
        and not _parted(lines[end])[2]
    ):
        end += 1
    return end


def _take(kept: list[str | None], at: int, end: int) -> None:
    """Take lines out; of blank lines around them one is left, at the place of the first."""
    around = [one for one in (at - 1, end) if 0 <= one < len(kept)]
    blank = [one for one in around if _is_blank(kept[one])]
    for one in (*blank, *range(at, end)):
        kept[one] = None
    if blank:
        kept[at] = ""


def _is_blank(line: str | None) -> bool:
    return line is not None and not line.strip(BLANKS)


def _may_hold_note(line: _Line) -> bool:
    """Tell whether a sentence seems to end within a label."""
    ends = [match.start() + 1 for match in _WITHIN.finditer(line.label[:_LONGEST])]
    return any(is_note(line.label[:end]) for end in ends)
