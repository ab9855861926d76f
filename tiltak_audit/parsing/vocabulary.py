"""The labels a report uses, by dimension: what a damaged label is held against."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

# Seen this often undamaged, a label is one of its dimension.
_TRUSTED = 2

# A dimension with fewer categories elsewhere says nothing of one that is new.
_FEWEST = 2


@attrs.define
class Vocabulary:
    """Labels by dimension, with how often and where each was seen undamaged.

    Attributes:
        seen: Folded label to count, by dimension.
        words: Folded label to its first print.
        sections: The titles a label was seen under, by dimension and folded label.
    """

    seen: dict[str, Counter[str]] = attrs.field(factory=lambda: defaultdict(Counter))
    words: dict[str, str] = attrs.field(factory=dict)
    sections: dict[str, dict[str, set[str]]] = attrs.field(
        factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def add(self, dimension: str, label: str, section: str) -> None:
        """Count an undamaged label."""
        folded = fold(label)
        self.seen[dimension][folded] += 1
        self.words.setdefault(folded, label)
        self.sections[dimension][folded].add(section)

    def trusts(self, dimension: str, label: str) -> bool:
        """Tell whether a label was seen undamaged often enough."""
        return self.seen[dimension][fold(label)] >= _TRUSTED

    def knows(self, dimension: str) -> bool:
        """Tell whether some labels of a dimension are trusted."""
        return sum(times >= _TRUSTED for times in self.seen[dimension].values()) >= _FEWEST

    def stranger(self, dimension: str, label: str, section: str) -> bool:
        """Tell whether a label is new to a dimension that other sections know well."""
        known = [
            folded for folded, titles in self.sections[dimension].items() if titles - {section}
        ]
        return len(known) >= _FEWEST and fold(label) not in known

    def whole(self, dimension: str, label: str, absent_from: Iterable[str] = ()) -> list[str]:
        """List the trusted labels that a damaged one can be the rest of.

        A label loses whole lines, so what is left is a subsequence of its words.

        Args:
            dimension: The dimension to look in.
            label: What is left.
            absent_from: Folded labels that cannot be meant, since they are there already.
        """
        taken = set(absent_from)
        return [
            self.words[folded]
            for folded, times in self.seen[dimension].items()
            if times >= _TRUSTED and folded not in taken and left_of(label, self.words[folded])
        ]

    def within(self, dimension: str, label: str, absent_from: Iterable[str] = ()) -> int:
        """Count how often the label was seen that a longer one holds, and that is not there."""
        taken = set(absent_from)
        return max(
            (
                times
                for folded, times in self.seen[dimension].items()
                if folded not in taken and left_of(self.words[folded], label)
            ),
            default=0,
        )


def left_of(rest: str, whole: str) -> bool:
    """Tell whether some, not all, words of one label are the other."""
    words = iter(_words(whole))
    left = _words(rest)
    return 0 < len(left) < len(_words(whole)) and all(word in words for word in left)


def _words(label: str) -> list[str]:
    return [fold(word) for word in label.replace("/", " ").split()]
