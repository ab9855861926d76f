"""What there is to remark on a report: a class a kind, with the facts that its rule words."""

from __future__ import annotations

from typing import Literal

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.record import Record

# What sums say of rows that may be gone: that none is, nothing, or that they fall short.
Proof = Literal["", "open", "short"]


class Ambiguous(Alike, Record):
    """A line of figures has several readings, or none; spent says there were too many to try."""

    readings: int
    spent: bool = False


class OtherCount(Alike, Record):
    """A line has more or fewer figures than its table has columns."""

    found: int = 0
    columns: int = 0
    spoiled: SpoiledFigure | None = None


class SpoiledFigure(Alike, Record):
    """What stands where a figure should be, which figure it may be, and others of its line."""

    text: str
    meant: str
    others: tuple[str, ...] = ()


class Twice(Alike, Record):
    """A row of one table is printed again, first on another line.

    Attributes:
        kind: With the same figures, with others, or so that the sums need both.
        first: The line of the first printing.
        rows: The rows of its page that are printed again with the same figures.
    """

    kind: Literal["same", "other", "needed"]
    first: int
    rows: int = 1


class DamagedHeading(Alike, Record):
    """Parts of the heading of a page or of its columns are missing."""

    parts: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Gone(Alike):
    """A label stands without figures, or a line is gone.

    Attributes:
        kind: What is gone.
        names: The label, or the names of the rows or tables.
        page: The page without a foot.
        proof: What the sums say of lines that seem to be gone: that the rows that are here fall
            short of their total, nothing (open), or that no figures are gone (empty, as for all
            else).
    """

    kind: Literal[
        "label", "total", "above", "end", "middle", "foot", "register", "siblings", "beside",
        "tables", "short",
    ]  # fmt: skip
    names: tuple[str, ...] = ()
    page: int = 0
    proof: Proof = ""

    @property
    def is_loss(self) -> bool:
        """Tell whether figures are gone, or may well be, and are nowhere else."""
        return bool(self.proof) or self.kind not in {"label", "total", "above"}

    @property
    def text(self) -> str:
        """Give the names as one text."""
        return ", ".join(self.names)


class Inferred(Alike, Record):
    """A damaged label is read as another one."""

    text: str
    read: str


class Stray(Alike, Record):
    """Lines fit nothing, or words of a page were left out.

    Attributes:
        kind: Why they belong to no table, or what they are.
        text: What stands there.
        number: How many lines or words they are.
    """

    kind: Literal[
        "columns", "section", "table", "label", "cell", "row", "rows", "column", "sheet", "covered",
        "left-out", "hidden", "replaced", "undrawn", "below", "note",
    ]  # fmt: skip
    text: str = ""
    number: int = 1


class OtherPeriod(Alike, Record):
    """A line of months does not fit the period of the report, which may not be printed."""

    found: str = ""
    period: str = ""


class OtherDate(Alike, Record):
    """A page is of another date than the report."""

    date: str
    of_report: str


class OddLabel(Alike, Record):
    """A label does not fit its code, its section or the register."""

    kind: str
    text: str


class Cut(Alike, Record):
    """The text ends within a line of figures."""


class PageCounter(Alike, Record):
    """A page counter does not count up from the last."""

    page: int
    pages: int
    last: int


class NotAudited(Alike, Record):
    """A section gives shares, or else it is of a family of which its law is not known.

    Attributes:
        shares: Whether it gives shares.
        said: What is said of a sheet or a column instead, which is no part of the report.
    """

    shares: bool = False
    said: str = ""


class Mended(Alike, Record):
    """Characters were replaced.

    Attributes:
        replaced: What was read as what, how often; letters that were composed as nothing.
        marks: Marks of footnotes that were left out.
        of_labels: Those that were taken off labels.
        widthless: Characters of no width that were left out.
    """

    replaced: tuple[tuple[str, str, int], ...] = ()
    marks: int = 0
    of_labels: int = 0
    widthless: int = 0


class Mojibake(Alike, Record):
    """Letters that came apart, so many times over, were put together: which, and how often."""

    letters: tuple[tuple[str, int], ...]
    rounds: int


class LostLetters(Alike, Record):
    """Letters are lost that nothing can bring back: how many, and words of theirs."""

    times: int
    words: tuple[str, ...]


class OtherEncoding(Alike, Record):
    """Lines are in another encoding than the rest of the text."""

    lines: int


class Undecided(Alike, Record):
    """Rows have labels of which it cannot be told which figures are theirs."""

    rows: int


Remark = (
    Ambiguous | OtherCount | Twice | DamagedHeading | Gone | Inferred | Stray | OtherPeriod
    | OtherDate | OddLabel | Cut | PageCounter | NotAudited | Mended | Mojibake | LostLetters
    | OtherEncoding | Undecided
)  # fmt: skip
