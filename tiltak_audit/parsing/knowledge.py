"""What a report says as a whole, learned before the first row is judged."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.cube.joining import join
from tiltak_audit.cube.regions import Register, register_for
from tiltak_audit.model.report import TOTAL
from tiltak_audit.parsing.labels import Oddity, plain_label, region_label, total_label
from tiltak_audit.parsing.stretches import Entry, Extra, entries_of
from tiltak_audit.parsing.vocabulary import Vocabulary, left_of
from tiltak_audit.reading.numbers import is_grouped

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from tiltak_audit.cube.dimensions import Dimensions
    from tiltak_audit.parsing.circumstances import Circumstances
    from tiltak_audit.parsing.stretches import Stretch

# So many rows without a known label show that a table is of another section.
_FIRST_ROWS = 3

# Categories looked at for one damaged total; all-star totals may share their figures.
_MOST_LABELS = 500


class Knowledge:
    """The register, the separator of thousands, and the labels of a report.

    Attributes:
        register: The regions of the period's year.
        family: What is known of reports of its kind.
        grouped: Whether thousands are grouped by U+00A0.
        headed: Whether totals stand under a line of months, as a rule.
        rows: Labels of rows by inner dimension.
        totals: Categories of totals by outer dimension.
        small: How many rows of a dimension start with a small letter.
        figures: The categories that each line of total figures is printed with.
    """

    def __init__(self, stretches: list[Stretch], known: Circumstances) -> None:
        """Count the labels of undamaged rows and totals."""
        self.family = known.family
        period = known.period
        self.register = (
            register_for(known.family, period.last) if period else Register(known.family, {})
        )
        self.grouped = any(is_grouped(entry.figures) for entry in entries_of(stretches))
        totals = [one.heading.headed for one in stretches if isinstance(one.total, Entry)]
        self.headed = sum(totals) > len(totals) / 2
        self._marked = _told_by_marks(stretches)
        self.rows = Vocabulary()
        self.totals = Vocabulary()
        self.small: Counter[str] = Counter()
        self.figures: dict[str, dict[str, None]] = {}
        title = ""
        for stretch in stretches:
            if stretch.heading.of_page:
                title = stretch.heading.title
            if title:
                self._learn(stretch, title)

    def _learn(self, stretch: Stretch, title: str) -> None:
        dimensions = self.dimensions_of(title)
        if isinstance(stretch.total, Entry) and not stretch.total.spoiled:
            label = self.category(stretch.total.texts)
            self.figures.setdefault(stretch.total.figures, {})[label] = None
            if stretch.total.spacing is Extra.NONE and label:
                self.totals.add(dimensions.outer, label, title)
        if dimensions.regional:
            return
        for entry in stretch.rows:
            if entry.spacing is Extra.NONE and not entry.spoiled:
                row = plain_label(entry.texts)
                if row.oddity is Oddity.SMALL_LETTER:
                    self.small[dimensions.inner] += 1
                if row.oddity is not Oddity.EMPTY:
                    self.rows.add(dimensions.inner, row.text, title)

    def category(self, texts: tuple[str, ...]) -> str:
        """Give the category of a total; with a mark where nothing else tells it from another."""
        whole = join(texts)
        return whole.removeprefix(TOTAL).strip() if whole in self._marked else total_label(texts)

    def dimensions_of(self, title: str) -> Dimensions:
        """Give the dimensions of a section."""
        return dimensions_of(title, self.family)

    def trusts(self, dimension: str, label: str) -> bool:
        """Tell whether a label of a dimension was seen undamaged, in rows or in totals."""
        return self.rows.trusts(dimension, label) or self.totals.trusts(dimension, label)

    def is_odd_small(self, dimension: str) -> bool:
        """Tell whether most rows of a dimension do not start with a small letter."""
        return 2 * self.small[dimension] <= self.rows.seen[dimension].total()

    def whole(self, dimension: str, label: str, *there: Container[str]) -> list[str]:
        """List the labels that a damaged one can be the rest of, in the rows' spelling first."""
        return self.rows.whole(dimension, label, *there) or self.totals.whole(
            dimension, label, *there
        )

    def within(self, dimension: str, label: str, *there: Container[str]) -> int:
        """Count how often a label was seen that a longer one holds, and that is not there."""
        return max(
            self.rows.within(dimension, label, *there),
            self.totals.within(dimension, label, *there),
        )

    def doubts_total(self, total: Entry, label: str, section: str, *, headed: bool) -> bool:
        """Tell whether a total's label may lack lines, or hold lines too many."""
        outer = self.dimensions_of(section).outer
        if total.lines.placed or self.rows.trusts(outer, label):
            return False
        stranger = bool(label) and self.totals.stranger(outer, label, section)
        if self.totals.trusts(outer, label) and not stranger:
            return False
        # A blank line too many is none of the label's.
        return stranger or total.spacing is Extra.LABEL or not headed

    def mended_total(self, total: Entry, label: str, section: str) -> str:
        """Give the one category with a total's figures that its label can mean, or nothing."""
        outer = self.dimensions_of(section).outer
        meant = [
            one
            for one in self.named(total)
            if self.totals.trusts(outer, one) and (left_of(label, one) or left_of(one, label))
        ]
        return meant[0] if len(meant) == 1 else ""

    def named(self, total: Entry) -> tuple[str, ...]:
        """List the categories that are printed with a total's figures, the first of many."""
        return tuple(islice(self.figures.get(total.figures, ()), _MOST_LABELS))

    def rest_of_total(self, rest: str, section: str) -> str:
        """Give the one category that the rest of a total's label can mean, or nothing."""
        outer = self.dimensions_of(section).outer
        # A region with its code is whole where another section has it, once.
        regional = self.family.level_of(outer) and rest[:2].isdigit()
        if (regional and self.totals.seen[outer][fold(rest)]) or self.totals.trusts(outer, rest):
            return rest
        named = self.totals.whole(outer, rest)
        return named[0] if rest and len(named) == 1 else ""

    def strangers(self, rows: list[Entry], section: str) -> bool:
        """Tell whether the first rows are rows of another section: a page head may be lost.

        None is known here, and one is known under another dimension or is a region.
        """
        inner = self.dimensions_of(section).inner
        if self.dimensions_of(section).regional:
            return False
        first = [plain_label(entry.texts).text for entry in rows[:_FIRST_ROWS]]
        if any(self.trusts(inner, label) for label in first):
            return False
        return any(
            self.rows.elsewhere(inner, label)
            or region_label((label,), self.register).is_of(self.register)
            for label in first
        )


def _told_by_marks(stretches: Iterable[Stretch]) -> set[str]:
    """List the totals of a section that print other figures and differ in their marks alone.

    "I alt fase (1)" and "I alt fase (2)" are two; "I alt fase" and "I alt fase (1)" are one.
    """
    title = ""
    printed: dict[tuple[str, str], dict[str, set[str]]] = {}
    for stretch in stretches:
        if stretch.heading.of_page:
            title = stretch.heading.title
        if isinstance(stretch.total, Entry):
            whole, without = join(stretch.total.texts), total_label(stretch.total.texts)
            if whole.removeprefix(TOTAL).strip() != without:
                same = printed.setdefault((title, fold(without)), {})
                same.setdefault(whole, set()).add(stretch.total.figures)
    return {
        whole
        for same in printed.values()
        if len(set().union(*same.values())) == sum(map(len, same.values()))
        for whole in same
        if len(same) > 1
    }
