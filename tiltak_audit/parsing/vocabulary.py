"""The labels a report uses, by dimension: what a damaged label is held against."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

# Seen this often undamaged, a label is one of its dimension.
_TRUSTED = 2

# A dimension with fewer categories elsewhere says nothing of one that is new.
_FEWEST = 2

# Labels looked at for one damaged label. The dumps have 31 in their largest dimension without
# codes; the bound keeps time linear in a text made of different labels only.
_MOST_LABELS = 200


@attrs.define(eq=False, repr=False)
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

    _alone: dict[str, Counter[str]] = attrs.field(factory=dict, init=False)

    def add(self, dimension: str, label: str, section: str) -> None:
        """Count an undamaged label."""
        folded = fold(label)
        self.seen[dimension][folded] += 1
        self.words.setdefault(folded, label)
        self.sections[dimension][folded].add(section)

    def trusts(self, dimension: str, label: str) -> bool:
        """Tell whether a label was seen undamaged often enough."""
        return self.seen[dimension][fold(label)] >= _TRUSTED

    def elsewhere(self, dimension: str, label: str) -> bool:
        """Tell whether a label is trusted under another dimension, and unknown under this one."""
        folded = fold(label)
        return not self.seen[dimension][folded] and any(
            seen[folded] >= _TRUSTED for name, seen in self.seen.items() if name != dimension
        )

    def stranger(self, dimension: str, label: str, section: str) -> bool:
        """Tell whether a label is new to a dimension that other sections know well.

        Asked only when all labels have been added.
        """
        titles = self.sections[dimension]
        only_here = self._only_in(dimension)[section]
        elsewhere = titles.get(fold(label), set()) - {section}
        return len(titles) - only_here >= _FEWEST and not elsewhere

    def _only_in(self, dimension: str) -> Counter[str]:
        """Count, by section, the labels that no other section has."""
        if dimension not in self._alone:
            titles = self.sections[dimension].values()
            self._alone[dimension] = Counter(next(iter(t)) for t in titles if len(t) == 1)
        return self._alone[dimension]

    def whole(self, dimension: str, label: str, *there: Container[str]) -> list[str]:
        """List the trusted labels that a damaged one can be the rest of.

        A label loses whole lines, so what is left is a subsequence of its words.

        Args:
            dimension: The dimension to look in.
            label: What is left.
            there: Folded labels that cannot be meant, since they have their own rows.
        """
        return [
            self.words[folded]
            for folded, times in self._absent(dimension, there)
            if times >= _TRUSTED and left_of(label, self.words[folded])
        ]

    def within(self, dimension: str, label: str, *there: Container[str]) -> int:
        """Count how often the label was seen that a longer one holds, and that is not there."""
        return max(
            (
                times
                for folded, times in self._absent(dimension, there)
                if left_of(self.words[folded], label)
            ),
            default=0,
        )

    def _absent(
        self, dimension: str, there: tuple[Container[str], ...]
    ) -> Iterator[tuple[str, int]]:
        for folded, times in islice(self.seen[dimension].items(), _MOST_LABELS):
            if not any(folded in labels for labels in there):
                yield folded, times


def left_of(rest: str, whole: str) -> bool:
    """Tell whether some, not all, words of one label are the other."""
    words = iter(_words(whole))
    left = _words(rest)
    return 0 < len(left) < len(_words(whole)) and all(word in words for word in left)


@cache
def _words(label: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in label.replace("/", " ").split())
