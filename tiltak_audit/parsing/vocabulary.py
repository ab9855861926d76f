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


@attrs.define
class Vocabulary:
    """Labels by dimension, with how often each was seen undamaged.

    Attributes:
        seen: Folded label to count, by dimension.
        words: Folded label to the words of its first print.
    """

    seen: dict[str, Counter[str]] = attrs.field(factory=lambda: defaultdict(Counter))
    words: dict[str, str] = attrs.field(factory=dict)

    def add(self, dimension: str, label: str) -> None:
        """Count an undamaged label."""
        folded = fold(label)
        self.seen[dimension][folded] += 1
        self.words.setdefault(folded, label)

    def trusts(self, dimension: str, label: str) -> bool:
        """Tell whether a label was seen undamaged often enough."""
        return self.seen[dimension][fold(label)] >= _TRUSTED

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
            if times >= _TRUSTED and folded not in taken and _left_of(label, self.words[folded])
        ]

    def within(self, dimension: str, label: str, absent_from: Iterable[str] = ()) -> bool:
        """Tell whether a label is a trusted one that is not there, with more words around it."""
        taken = set(absent_from)
        return any(
            times >= _TRUSTED and folded not in taken and _left_of(self.words[folded], label)
            for folded, times in self.seen[dimension].items()
        )


def _left_of(rest: str, whole: str) -> bool:
    """Tell whether some, not all, words of one label are the other."""
    words = iter(_words(whole))
    left = _words(rest)
    return 0 < len(left) < len(_words(whole)) and all(word in words for word in left)


def _words(label: str) -> list[str]:
    return [fold(word) for word in label.replace("/", " ").split()]
