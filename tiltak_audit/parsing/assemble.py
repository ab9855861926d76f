"""Stretches to tables, in print order.

A row whose section, table, label or columns cannot be shown is left unread, with a notice
at its place; what it may belong to is then in doubt. Nothing is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tiltak_audit.alike import Alike
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import Star
from tiltak_audit.model.remark import DamagedHeading, Gone, NotAudited, OddLabel, Stray
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.parsing.alone import Alone, count_rows_alone
from tiltak_audit.parsing.attribution import Attribution
from tiltak_audit.parsing.audited import Unaudited, unaudited
from tiltak_audit.parsing.beside import lacks
from tiltak_audit.parsing.brackets import leave_out_odd_brackets
from tiltak_audit.parsing.breaking_off import doubt_what_breaks_off
from tiltak_audit.parsing.clipped import restore_clipped
from tiltak_audit.parsing.drafts import Drafts
from tiltak_audit.parsing.ending import doubt_what_ends_early
from tiltak_audit.parsing.headings import columns_of
from tiltak_audit.parsing.knowledge import Knowledge
from tiltak_audit.parsing.lacking import tables_lacking
from tiltak_audit.parsing.losses import tell_losses
from tiltak_audit.parsing.notebook import Notebook
from tiltak_audit.parsing.numbered import give_numbers_back
from tiltak_audit.parsing.pages_gone import rows_of_pages_gone
from tiltak_audit.parsing.rows import RowReader
from tiltak_audit.parsing.stretches import Entry
from tiltak_audit.parsing.sums import remark_on_rows_again, settle_by_sums, superfluous
from tiltak_audit.parsing.totals_below import leave_rows_above_totals
from tiltak_audit.parsing.unread import unread_behind
from tiltak_audit.reading.elements import Kind, LostTotal, Orphan
from tiltak_audit.reading.patterns import is_prose
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.notice import Notice
    from tiltak_audit.model.report import Section
    from tiltak_audit.parsing.circumstances import Circumstances
    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.stretches import Stretch

# Fewer figures than this on a line of the front page are part of a sentence.
_FIGURES_IN_PROSE = 3


class Assembled(Alike, Record):
    """Tables, put together.

    Attributes:
        counts: The sections of counts.
        shares: The sections of shares.
        notices: What was to be remarked.
    """

    counts: tuple[Section, ...]
    shares: tuple[Section, ...]
    notices: list[Notice]


def assemble(stretches: list[Stretch], known: Circumstances) -> Assembled:
    """Put stretches together.

    Args:
        stretches: In print order.
        known: What is known of the text as a whole.
    """
    return _Assembler(stretches, known).assemble()


class _Assembler:
    def __init__(self, stretches: list[Stretch], known: Circumstances) -> None:
        give_numbers_back(stretches, known.year)
        self.notebook = Notebook()
        self.below = leave_rows_above_totals(stretches)
        self.notebook.notices += self.below.values()
        restore_clipped(stretches, known.family, self.notebook)
        knowledge = Knowledge(stretches, known)
        self.known = known
        self.stretches = stretches
        self.unaudited = unaudited(stretches, known.family, known.unclear)
        shares = [title for title, why in self.unaudited.items() if why is Unaudited.SHARES]
        self.drafts = Drafts(known.family, shares=frozenset(shares))
        self.rows = RowReader(knowledge, self.notebook)
        self.attribution = Attribution(knowledge, self.notebook, self.drafts, self.rows)
        self.unplaced: list[int] = []
        self.skipped: set[str] = set()

    def assemble(self) -> Assembled:
        for stretch in self.stretches:
            self._stretch(stretch)
        self._rows_above()
        count_rows_alone(self.attribution.alone, self.rows, self.notebook)
        note = self.notebook.note
        last = None if self.known.whole else self.attribution.current
        doubt_what_ends_early(self.drafts, self.rows.knowledge.register, last, self.notebook)
        doubt_what_breaks_off(self.known.broken, self.drafts, self.notebook)
        for draft, lost in self.drafts.settle_doubts():
            if draft.dimensions.omits_zeros:
                draft.doubts.clear()
                continue
            note(Gone("siblings", tuple(lost)), draft.first_line, draft)
            # Whatever is missing: what counts somebody is not the sum of no rows, unless rows were
            # left unread that may be its own.
            unread = draft.unread or self.drafts.doubted(draft.section)
            if not (draft.rows or draft.held or unread) and _counts_somebody(draft):
                draft.doubts.clear()
        for draft in self.drafts.all():
            self._pages_gone(draft)
        for draft, labels in tables_lacking(self.drafts):
            note(Gone("tables", tuple(labels)), draft.last_line, draft)
            self.drafts.doubt_section(draft.section, [draft.last_line])
        self._beside()
        leave_out_odd_brackets(self.drafts.all(), self.notebook)
        for draft in self.drafts.all():
            if not draft.is_presumed:
                settle_by_sums(draft, self.notebook)
            remark_on_rows_again(draft, self.notebook)
            row = superfluous(draft, self.drafts.siblings(draft))
            if row:
                note(OddLabel("superfluous", row.label), row.line, draft, row.label)
        tell_losses(self.drafts, self.notebook)
        counts, shares = (self.drafts.finished(shares=shares) for shares in (False, True))
        return Assembled(counts, shares, self.notebook.notices)

    def _stretch(self, stretch: Stretch) -> None:
        heading, at = stretch.heading, self.attribution
        title = heading.title
        if title and is_prose(title) and Kind.MONTHS not in heading.last:
            self._prose(stretch)
            return
        if title:
            self.notebook.section = title
            self.drafts.doubt_section(title, self.unplaced)
            self.unplaced.clear()
        if self.notebook.section in self.unaudited and not self._audits(stretch):
            return
        if heading.of_page:
            at.sure = bool(title)
        at.columns = columns_of(heading, self.known.year) or at.columns
        if heading.several_months:
            self._damaged(stretch, None)
            self._unread(stretch, "columns", self._labels(stretch))
            return
        if at.columns is None or not self.notebook.section:
            why: Literal["columns", "section"] = "columns" if self.notebook.section else "section"
            self._unread(stretch, why, self._labels(stretch))
            return
        draft = at.table_of(stretch)
        if heading.missing:
            self._damaged(stretch, draft)
        for line in stretch.gone:
            self.notebook.note(Gone("above"), line, draft or at.current)
            self._doubt(draft or at.current, line)
        self._orphans(stretch, draft)
        if draft is None:
            self._unread(stretch, "table")
            return
        at.current = draft
        self.rows.read_all(stretch.rows, draft)

    def _audits(self, stretch: Stretch) -> bool:
        """Remark once on a section that is not audited; tell whether it is read, as shares are."""
        title = self.notebook.section
        why = self.unaudited[title]
        shares = why is Unaudited.SHARES
        if title not in self.skipped:
            self.skipped.add(title)
            line = stretch.above[0].line if stretch.above else 0
            said = ""
            if why is Unaudited.UNCLEAR:
                said = _("“{section}”, of which the rows and totals cannot be told")
            self.notebook.note(NotAudited(shares, said.format(section=title)), line)
        if not shares:
            self.attribution.sure = False
            self.attribution.current = None
        return shares

    def _prose(self, stretch: Stretch) -> None:
        for entry in stretch.rows:
            if len(entry.figures.split(" ")) >= _FIGURES_IN_PROSE:
                self.notebook.note(Stray("columns"), entry.line, unread=entry.unread)

    def _damaged(self, stretch: Stretch, draft: Draft | None) -> None:
        """Remark on a heading; the first row below it names the place for good."""
        below = " ".join(stretch.rows[0].texts) if stretch.rows else ""
        gaps = [line for line in stretch.above if line.kind is Kind.GAP]
        line = (gaps or stretch.above)[0].line
        parts = tuple(part.value for part in stretch.heading.missing)
        self.notebook.note(DamagedHeading(parts), line, draft, row=below)
        if gaps:
            self._doubt(draft, line)

    def _orphans(self, stretch: Stretch, draft: Draft | None) -> None:
        for orphan in stretch.orphans:
            line, text = orphan.pieces[0].line, " / ".join(orphan.texts)
            unread = unread_behind(orphan, self.attribution.columns)
            # Where reading said why a row has no figures, that they are lost is no news.
            if draft is None or not orphan.told:
                remark = Gone("label", (text,)) if draft else Stray("label", text)
                if draft and not unread:
                    at = len(self.notebook.notices)
                    self.attribution.alone.append(Alone(at, orphan.texts, line, draft))
                self.notebook.note(remark, line, draft, unread=unread)
            # Where it is known to be a row, no other table shows that this one lacks none.
            table = draft or self.attribution.current
            if table and orphan.row:
                table.unread.append(line)
            self._doubt(draft, line)

    def _doubt(self, draft: Draft | None, line: int) -> None:
        if draft:
            draft.doubts.append(line)

    def _labels(self, stretch: Stretch) -> list[tuple[int, Unread]]:
        """Give the lines of labels that end in figures, and count them as rows."""
        lost: list[LostTotal | Orphan] = [*stretch.orphans]
        if isinstance(stretch.total, LostTotal):
            lost.insert(0, stretch.total)
        columns = self.attribution.columns
        found = [(one.pieces[0].line, unread_behind(one, columns)) for one in lost]
        return [(line, unread) for line, unread in found if unread]

    def _unread(
        self,
        stretch: Stretch,
        why: Literal["columns", "section", "table"],
        labels: Sequence[tuple[int, Unread]] = (),
    ) -> None:
        """Leave the rows of a stretch unread: what they belong to cannot be shown.

        They may be of the section at hand or, where a page head is lost, of the next one;
        ``labels`` are those among them whose figures cannot be told, unless they are remarked on.
        """
        entries = ([stretch.total] if isinstance(stretch.total, Entry) else []) + stretch.rows
        rows = [*((entry.first_line, entry.unread) for entry in entries), *labels]
        if rows:
            line = min(rows, key=lambda row: row[0])[0]
            unread = sum((left for _line, left in rows), ALL_READ)
            self.notebook.note(Stray(why, number=len(rows)), line, unread=unread)
        elif isinstance(stretch.total, LostTotal):
            line = stretch.total.pieces[0].line
        elif stretch.orphans:
            line = stretch.orphans[0].pieces[0].line
        else:
            return
        self._doubt(self.attribution.current, line)
        self.drafts.doubt_section(self.notebook.section, [line])
        self.unplaced.append(line)

    def _rows_above(self) -> None:
        for draft in self.drafts.all():
            if draft.section in self.below:
                draft.unread.append(self.below[draft.section].line)

    def _pages_gone(self, draft: Draft) -> None:
        gone = [] if draft.doubts else rows_of_pages_gone(draft, self.drafts.siblings(draft))
        if gone:
            rows = tuple(row.name for row in gone)
            self.notebook.note(Gone("siblings", rows), draft.first_line, draft)
            self._doubt(draft, draft.first_line)

    def _beside(self) -> None:
        for lack in lacks(self.drafts):
            self.notebook.note(lack.remark, lack.draft.last_line, lack.draft)
            if lack.of_section:
                self.drafts.doubt_section(lack.draft.section, [lack.draft.last_line])
            else:
                self._doubt(lack.draft, lack.draft.first_line)


def _counts_somebody(draft: Draft) -> bool:
    """Tell whether some figure of the total is one that no row of zeros adds up to."""
    figures = [one for row in draft.totals[:1] for one in row.printed]
    return any(not isinstance(one, Star) or one.secondary for one in figures)
