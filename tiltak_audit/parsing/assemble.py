"""Stretches to tables: which table a row belongs to, and whether its label can be believed.

A row whose section, table, label or columns cannot be shown is left unread, with a notice
at its line; the table it may belong to is in doubt. Nothing is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.cube.regions import Register, register_of
from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.model.period import Columns
from tiltak_audit.model.report import TOTAL, Row
from tiltak_audit.parsing.drafts import Draft, Drafts, taken
from tiltak_audit.parsing.evidence import settle_by_sums
from tiltak_audit.parsing.headings import columns_of, is_prose, title_of
from tiltak_audit.parsing.labels import Label, Oddity, plain_label, region_label, total_label
from tiltak_audit.parsing.numbers import (
    Open,
    WrongCount,
    flat_figures,
    grouped_figures,
    is_grouped,
)
from tiltak_audit.parsing.stretches import Entry, Extra, Missing
from tiltak_audit.parsing.tree import LostTotal
from tiltak_audit.parsing.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.figure import Figure
    from tiltak_audit.model.period import Period
    from tiltak_audit.model.report import Section
    from tiltak_audit.parsing.stretches import Heading, Stretch

# Fewer figures than this on a line of the front page are part of a sentence.
_FIGURES_IN_PROSE = 3


class Assembler:
    """Put the stretches of one report together, in print order."""

    def __init__(self, stretches: list[Stretch], period: Period | None) -> None:
        """Learn the report's labels before the first row is judged."""
        self.stretches = stretches
        self.period = period
        self.year = period.first.year if period else 0
        self.register = register_of(period.last) if period else Register({})
        self.grouped = any(is_grouped(entry.lines.figures) for entry in _all_entries(stretches))
        self.notices: list[Notice] = []
        self.drafts = Drafts()
        self.section = ""
        self.columns: Columns | None = None
        self.current: Draft | None = None
        self.vocabulary = Vocabulary()
        self.totals: dict[str, set[str]] = {}
        self._learn()

    def assemble(self) -> tuple[Section, ...]:
        """Give the sections; the notices are in ``self.notices``."""
        for stretch in self.stretches:
            self._stretch(stretch)
        for draft, keys in self.drafts.settle_doubts():
            self._notice(
                Remark.LOST, draft.first_line, draft, kind="siblings", keys=", ".join(keys)
            )
        for tables in self.drafts.sections.values():
            for draft in tables.values():
                self.notices += settle_by_sums(draft)
        return self.drafts.finished()

    # ── What the report's labels are ─────────────────────────────────────────────────────

    def _learn(self) -> None:
        """Count the labels of undamaged rows, and the figures each total is printed with."""
        title = ""
        for stretch in self.stretches:
            title = title_of(stretch.heading) or title
            dimensions = dimensions_of(title)
            if isinstance(stretch.total, Entry):
                label = total_label(stretch.total.texts)
                self.totals.setdefault(stretch.total.lines.figures, set()).add(label)
                if stretch.total.spacing is Extra.NONE:
                    self.vocabulary.add(dimensions.outer, label)
            if dimensions.regional:
                continue
            for entry in stretch.rows:
                if entry.spacing is Extra.NONE:
                    row = plain_label(entry.texts)
                    if row.oddity is Oddity.NONE:
                        self.vocabulary.add(dimensions.inner, row.text)

    # ── Headings ─────────────────────────────────────────────────────────────────────────

    def _stretch(self, stretch: Stretch) -> None:
        heading = stretch.heading
        title = title_of(heading)
        if title and is_prose(title) and heading.last("MONTHS") is None:
            self._prose(stretch)
            return
        missing = heading.missing
        known_section = not (heading.of_page and not title)
        self.section = title or self.section
        self.columns = columns_of(heading, self.year) or self.columns
        if self.columns is None or not self.section:
            self._unread(stretch, "columns" if self.section else "section")
            return
        draft = self._table(stretch, missing, known_section=known_section)
        if missing:
            self._damaged(heading, missing, draft)
        for line in stretch.gone:
            self._gone(line, draft or self.current)
        for orphan in stretch.orphans:
            first = orphan.pieces[0]
            self._notice(
                Remark.LOST if draft else Remark.STRAY,
                int(first.line or 0),
                draft,
                kind="label",
                text=" / ".join(orphan.pieces),
            )
            if draft:
                draft.doubts.append(int(first.line or 0))
        if draft is None:
            self._unread(stretch, "table")
            return
        self.current = draft
        for entry in stretch.rows:
            self._row(entry, draft)

    def _prose(self, stretch: Stretch) -> None:
        for entry in stretch.rows:
            if len(entry.lines.figures.split(" ")) >= _FIGURES_IN_PROSE:
                self._notice(Remark.STRAY, entry.line, None, kind="columns")

    def _damaged(self, heading: Heading, missing: tuple[Missing, ...], draft: Draft | None) -> None:
        gaps = [token for token in heading.tokens if token.type == "GAP"]
        place = (gaps or heading.tokens)[0]
        parts = ", ".join(part.value for part in missing)
        self._notice(Remark.HEADING, int(place.line or 0), draft, parts=parts)
        if draft and (Missing.HEADING in missing or Missing.LINES in missing or gaps):
            draft.doubts.append(int(place.line or 0))

    def _gone(self, line: int, draft: Draft | None) -> None:
        self._notice(Remark.LOST, line, draft, kind="above")
        if draft:
            draft.doubts.append(line)

    def _unread(self, stretch: Stretch, why: str) -> None:
        """Leave the rows of a stretch unread: what they belong to cannot be shown."""
        entries = ([stretch.total] if isinstance(stretch.total, Entry) else []) + stretch.rows
        if entries:
            self._notice(Remark.STRAY, entries[0].first_line, None, kind=why, lines=len(entries))
            if self.current:
                self.current.doubts.append(entries[0].first_line)

    # ── Which table ──────────────────────────────────────────────────────────────────────

    def _table(
        self, stretch: Stretch, missing: tuple[Missing, ...], *, known_section: bool
    ) -> Draft | None:
        """Find or open the table that a stretch belongs to, or show none."""
        match stretch.total:
            case Entry() as total:
                return self._by_total(total, stretch.rows, known_section=known_section)
            case LostTotal() as lost:
                return self._by_rest(lost, stretch.rows, known_section=known_section)
        first = stretch.rows[0] if stretch.rows else None
        if first and stretch.heading.tokens:
            draft = self._in_disguise(first)
            if draft:
                stretch.rows.pop(0)
                return draft
        if self.current and (not stretch.heading.tokens or (first and self._follows(first))):
            if Missing.HEADING not in missing and stretch.heading.last("MONTHS") and first:
                self._notice(Remark.LOST, first.first_line, self.current, kind="total", text="")
            return self.current
        return self.current if not stretch.rows else None

    def _by_total(self, total: Entry, rows: list[Entry], *, known_section: bool) -> Draft | None:
        assert self.columns
        label = total_label(total.texts)
        outer = dimensions_of(self.section).outer
        if total.spacing is Extra.LABEL and not self.vocabulary.trusts(outer, label):
            mended = self._mended_total(label, total.lines.figures)
            if mended is None:
                self._notice(Remark.LABEL, total.line, None, kind="total", text=label)
                return None
            self._notice(Remark.INFERRED, total.line, None, text=label, read=mended)
            label = mended
        if not known_section and not self._goes_on(label, rows):
            return None
        figures = self._figures(total, label, TOTAL)
        draft = self.drafts.open(self.section, label, self.columns, total.line)
        if figures is not None:
            draft.totals.append(self._printed(total, TOTAL, "", figures))
        return draft

    def _goes_on(self, label: str, rows: list[Entry]) -> bool:
        """Tell whether a page without section title goes on with the current table."""
        return (
            self.current is not None
            and fold(self.current.label) == fold(label)
            and (not rows or self._follows(rows[0]))
        )

    def _by_rest(self, lost: LostTotal, rows: list[Entry], *, known_section: bool) -> Draft | None:
        """Take what is left of a total that lost its figures."""
        assert self.columns
        rest = total_label(tuple(map(str, lost.pieces)))
        line = int(lost.pieces[0].line or 0)
        current = self.current
        draft = None
        if (
            current
            and fold(current.label).startswith(fold(rest))
            and rows
            and self._follows(rows[0])
        ):
            draft = current
        elif known_section:
            outer = dimensions_of(self.section).outer
            named = self.vocabulary.whole(outer, rest)
            if rest and self.vocabulary.trusts(outer, rest):
                named = [rest]
            if rest and len(named) == 1:
                draft = self.drafts.open(self.section, named[0], self.columns, line)
        self._notice(Remark.LOST, line, draft, kind="total", text=TOTAL + " " + rest)
        if draft:
            draft.doubts.append(line)
        return draft

    def _in_disguise(self, entry: Entry) -> Draft | None:
        """Find the table whose total a row is, printed without the first words of its label."""
        rest = total_label(entry.texts)
        labels = self.totals.get(entry.lines.figures, set())
        ends = [label for label in labels if fold(label).endswith(fold(rest)) and rest]
        if len(ends) != 1 or self.columns is None:
            return None
        draft = self.drafts.find(self.section, ends[0])
        if draft is None or not draft.totals:
            return None
        figures = self._figures(entry, ends[0], TOTAL)
        if figures is None:
            return None
        draft.totals.append(self._printed(entry, TOTAL, "", figures))
        return draft

    def _mended_total(self, label: str, figures: str) -> str | None:
        outer = dimensions_of(self.section).outer
        whole = {
            one
            for one in self.vocabulary.whole(outer, label)
            if one in self.totals.get(figures, set())
        }
        return whole.pop() if len(whole) == 1 else None

    def _follows(self, entry: Entry) -> bool:
        return self.current is not None and self.drafts.continues(
            self.current, self._label(entry, self.current)
        )

    # ── Rows ─────────────────────────────────────────────────────────────────────────────

    def _label(self, entry: Entry, draft: Draft) -> Label:
        if draft.dimensions.regional:
            return region_label(entry.texts, self.register)
        return plain_label(entry.texts)

    def _row(self, entry: Entry, draft: Draft) -> None:
        if entry.spacing is Extra.LINES:
            self._gone(entry.first_line, draft)
        label = self._believed(entry, draft)
        if label is None:
            draft.doubts.append(entry.line)
            return
        known = draft.rows.get(label.key)
        figures = self._figures(entry, draft.label, label.text, draft, label)
        if figures is None:
            draft.doubts.append(entry.line)
        elif known is None:
            draft.rows[label.key] = self._printed(entry, label.text, label.code, figures)
        elif known.figures != figures:
            self._notice(Remark.TWICE, entry.line, draft, row=label.text, first=known.line)

    def _believed(self, entry: Entry, draft: Draft) -> Label | None:
        """Give the label of a row, mended where only one label can be meant; else none."""
        label = self._label(entry, draft)
        inner = draft.dimensions.inner
        text = " / ".join(entry.texts)
        if draft.dimensions.regional:
            if label.oddity is Oddity.NONE:
                return label
            self._notice(Remark.LABEL, entry.line, draft, kind=label.oddity.value, text=text)
            return label if label.oddity is Oddity.UNKNOWN_CODE else None
        if label.oddity is Oddity.EMPTY:
            self._notice(Remark.LABEL, entry.line, draft, kind=label.oddity.value, text="")
            return None
        if self.vocabulary.trusts(inner, label.text):
            return label
        there = taken([draft])
        if label.oddity is Oddity.SMALL_LETTER or entry.spacing is Extra.LABEL:
            whole = self.vocabulary.whole(inner, label.text, there)
            if len(whole) == 1:
                self._notice(
                    Remark.INFERRED, entry.line, draft, row=whole[0], text=text, read=whole[0]
                )
                return plain_label((whole[0],))
            self._notice(Remark.LABEL, entry.line, draft, kind=Oddity.SMALL_LETTER.value, text=text)
            return None
        if self.vocabulary.within(inner, label.text, there):
            self._notice(Remark.LABEL, entry.line, draft, kind="more-words", text=text)
            return None
        return label

    def _figures(
        self,
        entry: Entry,
        table: str,
        row: str,
        draft: Draft | None = None,
        label: Label | None = None,
    ) -> tuple[Figure, ...] | None:
        """Read the figures of a line; a line that cannot be read is remarked on."""
        assert self.columns
        printed = entry.lines.figures
        columns = self.columns
        reading = (
            grouped_figures(printed, len(columns))
            if self.grouped
            else flat_figures(printed, len(columns.months), mean=columns.mean)
        )
        if isinstance(reading, tuple):
            return reading
        start = int(printed.column or 0)
        place = Notice(
            Remark.ARITY if isinstance(reading, WrongCount) else Remark.SPLIT,
            entry.line,
            start,
            start + len(printed),
            self.section,
            table,
            row,
            {"found": reading.found, "columns": len(columns)}
            if isinstance(reading, WrongCount)
            else {"readings": len(reading.readings)},
        )
        if isinstance(reading, Open) and reading.readings and draft and label:
            held = self._printed(entry, label.text, label.code, ())
            draft.open_rows[label.key] = held, reading.readings
            return None
        self.notices.append(place)
        return None

    def _printed(self, entry: Entry, label: str, code: str, figures: tuple[Figure, ...]) -> Row:
        start = int(entry.lines.figures.column or 0)
        return Row(label, code, entry.line, entry.first_line, start, figures)

    def _notice(
        self, remark: Remark, line: int, draft: Draft | None, row: str = "", **facts: str | int
    ) -> None:
        section = draft.section if draft else self.section
        table = draft.label if draft else ""
        self.notices.append(Notice(remark, line, 0, 0, section, table, row, facts))


def _all_entries(stretches: Iterable[Stretch]) -> Iterable[Entry]:
    for stretch in stretches:
        if isinstance(stretch.total, Entry):
            yield stretch.total
        yield from stretch.rows
