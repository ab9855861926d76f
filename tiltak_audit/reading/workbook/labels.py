"""Labels of a workbook that differ in one letter from those of other tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.reading.workbook.sheets import Sheet

# What two tables say is meant so.
_WITNESSES = 2
# In a word of fewer letters one more often tells two things apart: group A and B.
_SHORTEST = 4
_LONGEST = 80
# A report has some hundred labels.
_MOST = 2_000


def misspelt(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Give labels that stand in one row only, each with that of other rows it may be meant for.

    Digits tell labels apart, and so may a letter that is a word of its own.
    """
    counted = Counter(
        cells[0].words for sheet in sheets for _row, cells in sheet.rows if len(cells) > 1
    )
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
