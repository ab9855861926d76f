"""How many figures a row has, as the last line of months above it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.reading.colons import is_of_label
from tiltak_audit.reading.numbers import FlatReader, fits_mean
from tiltak_audit.reading.patterns import is_prose, months_in
from tiltak_audit.reading.spoiled import (
    is_figure,
    is_strong,
    may_be_spoiled,
    spoiled_from,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# What ends in one of these, or in a blank, may go on among the figures behind it.
_MAY_GO_ON = "0123456789*: \t\u00a0"


@attrs.frozen(eq=False, repr=False)
class Width(Alike):
    """The columns at a line of a text.

    Attributes:
        grouped: Whether U+00A0 groups thousands in the text.
        months: How many months; 0 before any are named, and in prose.
        mean: Whether their mean stands before them.
        one: Whether the last line of months names one month and no mean.
    """

    grouped: bool
    months: int = 0
    mean: bool = False
    one: bool = False
    # What is known of the text whole: its searches, and tokens of it that are figures.
    _flat: FlatReader = attrs.field(factory=FlatReader, eq=False)
    _figures: set[str] = attrs.field(factory=set, eq=False)

    @property
    def columns(self) -> int:
        """Count the figures of a row."""
        return self.months + self.mean if self.months else 0

    def below(self, kind: str, text: str, *, worded: bool) -> Width:
        """Give the columns below a line of months or of a section.

        Args:
            kind: Which of them it is.
            text: The line.
            worded: Whether words over the mean column stand above it.
        """
        if kind != "MONTHS":
            return attrs.evolve(self, months=0) if is_prose(text) else self
        months, mean, one = len(months_in(text)), "i år" in text or worded, " " not in text
        if (months, mean, one) == (self.months, self.mean, self.one):
            return self
        return attrs.evolve(self, months=months, mean=mean, one=one)

    def label_of(self, text: str) -> str:
        """Give the label of a line that plainly is a row of several columns; else nothing.

        Where U+00A0 groups thousands, as many figures as columns behind it leave none to doubt.
        """
        columns = self.columns
        if columns < 2 or not self.grouped or text[-1] not in _MAY_GO_ON:  # noqa: PLR2004  several
            return ""
        label, *figures = text.rsplit(" ", columns)
        if len(figures) < columns or not label or label[-1] in _MAY_GO_ON:
            return ""
        if not self._figures.issuperset(figures):
            if not all(map(is_figure, figures)):
                return ""
            self._figures.update(figures)
        return label

    def is_of_label(self, figures: Sequence[str]) -> bool:
        """Tell whether the first of the figures of a line is the colon of its label."""
        return len(figures) > 1 and is_of_label(figures, self.columns, grouped=self.grouped)

    def are_all(self, text: str, at: int) -> bool:
        """Tell whether the figures from a place on are plainly those of a row of several columns.

        Where U+00A0 groups thousands, as many figures as columns leave none to doubt.
        """
        columns = self.columns
        return self.grouped and columns > 1 and text.count(" ", at) + 1 == columns

    def start(self, text: str) -> int | None:
        """Find where the figures of a line start of which some came to harm."""
        if not self.months:
            return None
        return spoiled_from(text, self.columns, grouped=self.grouped)

    def fits(self, text: str, at: int) -> bool:
        """Tell whether the figures from a place on are all of the line's.

        Where a blank groups thousands, too few groups may look like enough behind a figure
        that came to harm: ``9OO 1 100 700`` is no row of 1, 100 and 700.
        """
        if not self.months:
            return True
        figures = text[at:]
        if figures.count(" ") + 1 < self.columns:
            return False
        before = text[:at].rstrip(" ").rpartition(" ")[2]
        # Without a mean only what no label ends in says that a figure came to harm.
        odd = may_be_spoiled(before) if self.mean else is_strong(before)
        if self.grouped or not odd:
            return True
        read = self._flat.read(figures, self.months, mean=self.mean)
        if not self.mean or not isinstance(read, tuple):
            return False
        return fits_mean(read)
