"""Which table a stretch of rows belongs to, by its total or by evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.fold import fold
from tiltak_audit.model.remark import Ambiguous, Gone, Inferred, OddLabel
from tiltak_audit.model.report import TOTAL
from tiltak_audit.parsing.alone import Alone, without_signs
from tiltak_audit.parsing.headings import Missing
from tiltak_audit.parsing.labels import Label, Oddity, total_label
from tiltak_audit.parsing.rows import columns_of, printed
from tiltak_audit.parsing.stretches import Entry
from tiltak_audit.parsing.unread import unread_behind
from tiltak_audit.reading.elements import Kind, LostTotal
from tiltak_audit.reading.numbers import Open

if TYPE_CHECKING:
    from tiltak_audit.model.period import Columns
    from tiltak_audit.parsing.drafts import Draft, Drafts
    from tiltak_audit.parsing.knowledge import Knowledge
    from tiltak_audit.parsing.notebook import Notebook
    from tiltak_audit.parsing.rows import RowReader
    from tiltak_audit.parsing.stretches import Stretch


@attrs.define(eq=False, repr=False)
class Attribution:
    """Find the table of a stretch, open it where it is new, or show none.

    Attributes:
        knowledge: What the report says as a whole.
        notebook: Where remarks go; it knows the section at hand.
        drafts: The tables so far.
        rows: The reader of rows.
        columns: The columns of the page at hand.
        sure: Whether the section at hand is that of the page.
        current: The table that the last rows went into.
        alone: The labels of tables that no figures follow.
    """

    knowledge: Knowledge
    notebook: Notebook
    drafts: Drafts
    rows: RowReader
    columns: Columns | None = None
    sure: bool = False
    current: Draft | None = None
    alone: list[Alone] = attrs.field(factory=list)

    def table_of(self, stretch: Stretch) -> Draft | None:
        """Give the table of a stretch, or none where it cannot be shown."""
        match stretch.total:
            case Entry() as total:
                return self._by_total(total, stretch)
            case LostTotal() as lost:
                return self._by_rest(lost, stretch.rows)
        if not stretch.rows:
            return self.current
        first = stretch.rows[0]
        if stretch.above:
            draft = self._in_disguise(first)
            if draft:
                del stretch.rows[0]
                return draft
            if not self._follows(first):
                return None
            heading = stretch.heading
            if Kind.MONTHS in heading.last and Missing.HEADING not in heading.missing:
                self.notebook.note(Gone("total"), first.first_line, self.current)
        return self.current

    def _by_total(self, total: Entry, stretch: Stretch) -> Draft | None:
        assert self.columns
        section, rows = self.notebook.section, stretch.rows
        label = self.knowledge.category(total.texts)
        headed = stretch.heading.headed or not self.knowledge.headed
        if not headed and self.current and fold(label) != fold(self.current.label):
            # Above a table stand its months; a total among rows may be none of this page.
            self.notebook.note(OddLabel("total", label), total.line)
            self.current.doubts.append(total.line)
            return None
        if self.knowledge.doubts_total(total, label, section, headed=headed):
            mended = self.knowledge.mended_total(total, label, section)
            if not mended:
                self.notebook.note(OddLabel("total", label), total.line)
                return None
            self.notebook.note(Inferred(label, mended), total.line)
            label = mended
        if not self.sure and not self._goes_on(label, rows):
            return None
        self.sure = True
        if not stretch.heading.of_page and self.knowledge.strangers(rows, section):
            return None
        draft = self.drafts.open(section, label, self.columns, total.line)
        self._put(total, draft)
        return draft

    def _put(self, total: Entry, draft: Draft) -> None:
        """Add a printing of the total; one that cannot be read leaves the others."""
        if draft.shares:
            row = self.rows.row_of_shares(total, draft, Label(TOTAL, "", Oddity.NONE))
            draft.totals += [row] if row else []
            return
        reading = self.rows.figures(total, draft, TOTAL)
        match reading:
            case tuple():
                draft.totals.append(printed(total, TOTAL, "", reading))
            case Open(readings=(_, *_) as readings):
                at = columns_of(total)
                self.notebook.unread(Ambiguous(len(readings)), total.line, at, draft, TOTAL)

    def _goes_on(self, label: str, rows: list[Entry]) -> bool:
        """Tell whether a page without section title goes on with the current table."""
        return (
            self.current is not None
            and fold(self.current.label) == fold(label)
            and (not rows or self._follows(rows[0]))
        )

    def _by_rest(self, lost: LostTotal, rows: list[Entry]) -> Draft | None:
        """Take what is left of a total that lost its figures."""
        assert self.columns
        rest = total_label(without_signs(lost.texts)[0])
        line = lost.pieces[0].line
        draft = None
        if (
            self.current
            and fold(self.current.label).startswith(fold(rest))
            and rows
            and self._follows(rows[0])
        ):
            draft = self.current
        elif self.sure:
            label = self.knowledge.rest_of_total(rest, self.notebook.section)
            if label or lost.whole:
                label = rest if lost.whole else label
                draft = self.drafts.open(self.notebook.section, label, self.columns, line)
        text = f"{TOTAL} {rest}".strip()
        left = unread_behind(lost, self.columns)
        if not lost.told:
            if draft and not left:
                at = len(self.notebook.notices)
                self.alone.append(Alone(at, lost.texts, line, draft, total=True))
            self.notebook.note(Gone("total", (text,)), line, draft, unread=left)
        if draft:
            draft.doubts.append(line)
        return draft

    def _in_disguise(self, entry: Entry) -> Draft | None:
        """Find the table whose total a row is, printed without the first words of its label."""
        rest = fold(total_label(entry.texts))
        named = self.knowledge.named(entry) if rest else ()
        ends = [label for label in named if fold(label).endswith(rest)]
        draft = self.drafts.find(self.notebook.section, ends[0]) if len(ends) == 1 else None
        if draft is None or not draft.totals or not self.sure:
            return None
        self._put(entry, draft)
        return draft

    def _follows(self, entry: Entry) -> bool:
        """Tell whether a row is shown to be the next of the current table."""
        if self.current is None:
            return False
        (label,) = self.rows.labels.all_of([entry], self.current)
        return label.oddity is not Oddity.OTHER_WHOLE and self.drafts.continues(self.current, label)
