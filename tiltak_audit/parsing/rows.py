"""One row into its table: is its label believed, are its figures read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.model.figure import HIDDEN, SUPPRESSED
from tiltak_audit.model.remark import (
    Ambiguous,
    Gone,
    Inferred,
    OddLabel,
    OtherCount,
    SpoiledFigure,
    Twice,
)
from tiltak_audit.model.report import Row
from tiltak_audit.model.unread import ALL_READ
from tiltak_audit.parsing.drafts import RESIDUAL
from tiltak_audit.parsing.labels import Label, Oddity, told_apart, under_their_rows
from tiltak_audit.parsing.marks import unmarked
from tiltak_audit.parsing.row_labels import RowLabels
from tiltak_audit.parsing.stretches import Extra
from tiltak_audit.reading.numbers import (
    FlatReader,
    Open,
    Spoiled,
    WrongCount,
    grouped_figures,
    shares_in,
    spoiled_figures,
)
from tiltak_audit.reading.spoiled import meant_by

if TYPE_CHECKING:
    from tiltak_audit.model.figure import Figure
    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.knowledge import Knowledge
    from tiltak_audit.parsing.notebook import Notebook
    from tiltak_audit.parsing.stretches import Entry
    from tiltak_audit.reading.numbers import Reading


@attrs.frozen(eq=False, repr=False)
class RowReader(Alike):
    """Read rows into drafts; what cannot be believed is remarked on and left unread.

    Attributes:
        knowledge: What the report says as a whole.
        notebook: Where remarks go.
        flat: The reader of figures whose thousands stand apart.
        labels: The reader of labels.
    """

    knowledge: Knowledge
    notebook: Notebook
    flat: FlatReader = attrs.field(
        default=attrs.Factory(
            lambda self: FlatReader(star=self.knowledge.family.star.figure), takes_self=True
        )
    )
    labels: RowLabels = attrs.field(
        default=attrs.Factory(lambda self: RowLabels(self.knowledge), takes_self=True)
    )

    def read_all(self, entries: list[Entry], draft: Draft) -> None:
        """Put the rows that are printed together into their table, or the table in doubt."""
        labels = told_apart(self.labels.all_of(entries, draft), [one.texts for one in entries])
        labels = under_their_rows(labels, next(reversed(draft.rows), ""))
        beside = {label.key for label in labels}
        draft.again.append([])
        draft.pages += [labels[0].key] if labels else []
        last = ""
        for entry, label in zip(entries, labels, strict=True):
            again = label.key in draft.rows
            self._read(entry, label, draft, beside)
            if again:
                continue
            if label.code and label.code < last and not {label.code, last} & RESIDUAL:
                self._doubt(entry, draft, "order")
            last = label.code or last

    def _read(self, entry: Entry, label: Label, draft: Draft, beside: set[str]) -> None:
        """Put a row into its table, or the table in doubt.

        Args:
            entry: The row.
            label: Its label, as printed.
            draft: The table.
            beside: Keys of the rows printed with it.
        """
        if entry.spacing is Extra.LINES:
            self.notebook.note(Gone("above"), entry.first_line, draft)
            draft.doubts.append(entry.first_line)
        meant = self._believed(entry, label, draft, beside)
        if meant is None:
            draft.unread.append(entry.line)
            return
        if draft.shares:
            self._share(entry, meant, draft)
            return
        figures = self.figures(entry, draft, meant.text)
        match figures:
            case tuple() if not entry.sure:
                self._hold(entry, meant, draft, (figures,))
            case tuple():
                row = printed(entry, meant.text, meant.code, figures)
                if draft.add(meant.key, row) is not row:
                    draft.again[-1].append((meant.key, row))
            case Open(readings=(_, *_)):
                self._hold(entry, meant, draft, figures.readings)
            case _:
                draft.unread.append(entry.line)
                draft.held.add(meant.key)

    def _share(self, entry: Entry, label: Label, draft: Draft) -> None:
        """Put a row of shares into its table, or the table in doubt."""
        row = self.row_of_shares(entry, draft, label)
        if row is None:
            draft.unread.append(entry.line)
            draft.held.add(label.key)
        elif draft.add(label.key, row) is not row:
            draft.again[-1].append((label.key, row))

    def row_of_shares(self, entry: Entry, draft: Draft, label: Label) -> Row | None:
        """Read a line of shares; one that cannot be read is remarked on."""
        found = shares_in(entry.figures)
        if isinstance(found, Spoiled):
            self._spoiled(found, entry, draft, label.text)
            return None
        # NAV prints the star of a total that has no share beside that of the row below.
        if set(found) in ({SUPPRESSED}, {HIDDEN}):
            found = found[: len(draft.columns)]
        if len(found) != len(draft.columns):
            remark = OtherCount(len(found), len(draft.columns))
            self.notebook.unread(remark, entry.line, columns_of(entry), draft, label.text)
            return None
        return attrs.evolve(printed(entry, label.text, label.code, ()), shares=found)

    def _hold(
        self, entry: Entry, label: Label, draft: Draft, readings: tuple[Reading, ...]
    ) -> None:
        """Leave a row to the sums of its table."""
        row = printed(entry, label.text, label.code, ())
        known, others = draft.open_rows.get(label.key, (draft.rows.get(label.key), ()))
        if known is None:
            draft.open_rows[label.key] = row, readings
            return
        remark = Twice("same" if readings == others else "other", known.line)
        self.notebook.note(remark, row.line, draft, row.label, entry.unread)
        draft.unread.append(row.line)

    def _believed(self, entry: Entry, label: Label, draft: Draft, beside: set[str]) -> Label | None:
        """Give the label of a row, mended where only one label can be meant; else none."""
        if draft.dimensions.regional or label.oddity in {Oddity.EMPTY, Oddity.OTHER_LEVEL}:
            if label.oddity is Oddity.NONE:
                return label
            believed = label.oddity is Oddity.UNKNOWN_CODE
            self._doubt(entry, draft, label.oddity.value, unread=not believed)
            return label if believed else None
        inner = draft.dimensions.inner
        small = label.oddity is Oddity.SMALL_LETTER
        # Where marks alone tell rows apart, their labels are known without them.
        trusted = self.knowledge.trusts(inner, unmarked(label.text))
        if entry.lines.whole or (trusted and not (small and self.knowledge.is_odd_small(inner))):
            return label
        rest_of = self.knowledge.whole(inner, label.text, draft.rows, beside)
        # Where labels of a section start with small letters, that they do is no sign.
        cut = small and (rest_of or self.knowledge.small[inner] <= 1)
        if cut or (entry.spacing is Extra.LABEL and not trusted):
            return self._mended(entry, draft, rest_of)
        # A label of one line, rightly spaced, lost no line, and no line was joined to it.
        if len(entry.texts) == 1 or trusted or entry.lines.placed:
            return label
        return self._known(entry, draft, label, rest_of, beside)

    def _mended(self, entry: Entry, draft: Draft, rest_of: list[str]) -> Label | None:
        """Read a label that lost a line as the one label it can be the rest of, or not at all."""
        if len(rest_of) != 1:
            self._doubt(entry, draft, Oddity.SMALL_LETTER.value, unread=True)
            return None
        text, meant = " / ".join(entry.texts), rest_of[0]
        self.notebook.note(Inferred(text, meant), entry.line, draft, row=meant)
        return Label(meant, "", Oddity.NONE)

    def _known(
        self, entry: Entry, draft: Draft, label: Label, rest_of: list[str], beside: set[str]
    ) -> Label | None:
        """Keep a new label of several lines; it may be the rest of another one, or hold one."""
        held = self.knowledge.within(draft.dimensions.inner, label.text, draft.rows, beside)
        if not rest_of and not held:
            return label
        believed = bool(rest_of) or held == 1
        self._doubt(entry, draft, "fewer-words" if rest_of else "more-words", unread=not believed)
        draft.doubts.append(entry.line)
        return label if believed else None

    def _doubt(self, entry: Entry, draft: Draft, kind: str, *, unread: bool = False) -> None:
        """Remark on a label; where it is not believed its row is left unread."""
        text = " / ".join(entry.texts)
        left = entry.unread if unread else ALL_READ
        self.notebook.note(OddLabel(kind, text), entry.line, draft, unread=left)

    def figures(
        self, entry: Entry, draft: Draft, row: str
    ) -> tuple[Figure, ...] | WrongCount | Open | Spoiled:
        """Read the figures of a line; one that cannot be read is remarked on.

        A line with several readings is not yet remarked on: the sums of its table may decide.
        """
        text, columns = entry.figures, draft.columns
        grouped = self.knowledge.grouped or entry.lines.placed
        reading = grouped_figures(text, len(columns), self.flat.star) if grouped else Open(())
        if isinstance(reading, tuple):
            return reading
        spoiled = spoiled_figures(text)
        if spoiled is not None:
            self._spoiled(spoiled, entry, draft, row)
            return spoiled
        if not grouped:
            reading = self.flat.read(text, len(columns.months), mean=columns.mean)
        note, at = self.notebook.unread, columns_of(entry)
        match reading:
            case WrongCount(found=found):
                note(OtherCount(found, len(columns)), entry.line, at, draft, row)
            case Open(readings=(), spent=spent):
                note(Ambiguous(0, spent), entry.line, at, draft, row)
        return reading

    def _spoiled(self, spoiled: Spoiled, entry: Entry, draft: Draft, row: str) -> None:
        """Remark on the first figure that came to harm, at its own place, and name the others."""
        first, at = spoiled.tokens[0]
        start = columns_of(entry)[0] + at
        others = tuple(token for token, _ in spoiled.tokens[1:])
        remark = OtherCount(spoiled=SpoiledFigure(first, meant_by(first), others))
        self.notebook.unread(remark, entry.line, (start, start + len(first)), draft, row)


def columns_of(entry: Entry) -> tuple[int, int]:
    """Give the first column of the figures and the one after the last."""
    start = entry.lines.figures.column
    return start, start + len(entry.figures)


def printed(entry: Entry, label: str, code: str, figures: tuple[Figure, ...]) -> Row:
    """Make the row of an entry."""
    at = entry.lines.figures
    return Row(label, code, at.line, entry.first_line, at.column, figures)
