"""Labels of a workbook, and those that differ in one letter from those of other tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.model.report import TOTAL
from tiltak_audit.reading.workbook.months import months_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.reading.workbook.cells import Cell
    from tiltak_audit.reading.workbook.seen import SheetRow

# What two tables say is meant so.
_WITNESSES = 2
# In a word of fewer letters one more often tells two things apart: group A and B.
_SHORTEST = 4
_LONGEST = 80
# A report has some hundred labels.
_MOST = 2_000


def label_of(left: Sequence[Cell]) -> str:
    """Give the label that stands left of the figures; nothing where none or two do.

    A code and a name may have a cell each, ``03`` and ``Oslo``, and so may ``I alt`` and what
    it is of; ``Ukjent`` may be printed for both.
    """
    match left:
        case [name]:
            return name.words
        case [code, name] if code.code and name.words:
            same = name.words.startswith(f"{code.code} ")
            return name.words if same else f"{code.code} {name.words}"
        case [one, other] if other.words and (one.words or one.faint) == other.words:
            return other.words
        case [total, name] if total.words == TOTAL and name.words:
            return f"{TOTAL} {name.words}"
    return ""


def misspelt(sheets: Iterable[Sequence[SheetRow]]) -> dict[str, str]:
    """Give labels that stand in one row only, each with that of other rows it may be meant for.

    Digits tell labels apart, and so may a letter that is a word of its own.
    """
    counted = Counter(label for rows in sheets for label in _labels(rows))
    labels = {label: times for label, times in counted.items() if 0 < len(label) <= _LONGEST}
    common = [label for label, times in labels.items() if times >= _WITNESSES][:_MOST]
    meant = {
        _without(label, at): label
        for label in common
        for at in _letters(label)
        if not label[at].isdigit()
    }
    return {
        label: meant[blanked]
        for label, times in labels.items()
        if times == 1
        for at in range(len(label))
        if (blanked := _without(label, at)) in meant
    }


def _labels(rows: Sequence[SheetRow]) -> Iterator[str]:
    first = 0
    for row in rows:
        months = months_of(row.cells)
        first = months.first if months else first
        cells = row.seen
        if not months and cells and cells[-1].column >= first > 1:
            yield label_of([cell for cell in cells if cell.last < first])


def differ_in_a_letter(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for one letter."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _without(label: str, at: int) -> tuple[str, str]:
    return label[:at], label[at + 1 :]


def _letters(label: str) -> Iterator[int]:
    """Give the places that no other label of a report differs in: none of a short word.

    Behind a number, an age or the code of a region, every letter is such a one.
    """
    end = 0
    for word in label.split(" "):
        start, end = end, end + len(word) + 1
        if len(word) >= _SHORTEST or label[0].isdigit():
            yield from range(start, min(end, len(label)))
