"""The source lines that show a finding, and what to mark on them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.cases import is_shared, place_of
from tiltak_audit.i18n import N_, _
from tiltak_audit.identities.identity import Law, MeanOfMonths
from tiltak_audit.model.cell import Place
from tiltak_audit.record import Record
from tiltak_audit.suspects.suspect import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.findings.finding import Evidence, Finding
    from tiltak_audit.identities.identity import Term

# Parts shown beside the whole unless --verbose asks for all.
_FEW_PARTS = 2

# What the figures of an identity are called: the side of the whole, the side of the parts.
_WHOLE_AND_PARTS = (N_("the whole"), N_("a part"))
_NOTES = {
    Law.MEAN_OF_MONTHS: (N_("the mean"), N_("the months")),
    Law.RESTATED: (N_("here"), N_("there")),
    Law.GROUP_TOTAL: (N_("in its own report"), N_("in the overview")),
    Law.GROUP_AMONG: (N_("in the overview"), N_("in its own report")),
    Law.ELSEWHERE: (N_("there"), N_("here")),
    Law.TWIN: (N_("there"), N_("here")),
}


class Mark(Alike, Record):
    """One marked stretch of a source line.

    Attributes:
        place: Where it stands; without columns, all of the line.
        main: Whether it is what the finding is about; else it takes part.
        note: What it is, a few words.
    """

    place: Place
    main: bool
    note: str = ""


class Excerpt(Alike, Record):
    """Marks by line, and how many figures are not shown.

    Attributes:
        marks: Sorted by input and line.
        hidden: Figures of the identity that are not shown.
    """

    marks: tuple[Mark, ...]
    hidden: int

    @property
    def lines(self) -> Iterator[tuple[str, int, list[Mark]]]:
        """List the marked lines by path and number, with what is marked on each."""
        for (path, line), marks in groupby(self.marks, lambda m: (m.place.path, m.place.line)):
            yield path, line, list(marks)


def notes_on(marks: Iterable[Mark]) -> str:
    """Give the notes of what is marked on a line, each once."""
    return ", ".join(dict.fromkeys(mark.note for mark in marks if mark.note))


def excerpt_of(finding: Finding, *, everything: bool) -> Excerpt:
    """Choose what to show of a finding: its place, the whole, and a few parts or all."""
    if not finding.evidence:
        place = finding.place
        others = [Mark(Place(place.path, line), main=False) for line in finding.beside]
        return Excerpt((*others, Mark(place, main=True)) if place.line else (), 0)
    if not finding.place.column:
        return _around_a_gap(finding)
    main, first = _main(finding)
    shown = [main, *_others(first, main, everything=everything)]
    marks = sorted(
        (_mark(term, main, first, finding) for term in shown),
        key=lambda m: (m.place.path, m.place.line, m.place.column),
    )
    return Excerpt(tuple(marks), len(first.terms) - len(shown))


def _around_a_gap(finding: Finding) -> Excerpt:
    """Show the line below which a row is not there, and the whole that the others fall short of."""
    first = finding.evidence[0]
    gap = Mark(finding.place, main=True, note=_("a row is missing below this line"))
    wholes = [
        Mark(term.cell.place, main=False, note=_("the whole"))
        for term in first.terms
        if term.sign > 0 and term.cell.place.line != finding.place.line
    ]
    marks = sorted([gap, *wholes], key=lambda mark: (mark.place.path, mark.place.line))
    return Excerpt(tuple(marks), 0)


def _main(finding: Finding) -> tuple[Term, Evidence]:
    """Choose what the carets stand under, and the identity to show it in: that of the place."""
    place = finding.place
    for evidence in finding.evidence:
        for term in evidence.terms:
            at = term.cell.place
            if (at.path, at.line, at.column) == (place.path, place.line, place.column):
                return term, evidence
    return place_of(finding.evidence), finding.evidence[0]


def _others(evidence: Evidence, main: Term, *, everything: bool) -> list[Term]:
    rest = [term for term in evidence.terms if term.cell != main.cell]
    if everything or isinstance(evidence.identity, MeanOfMonths):
        return rest
    wholes = [term for term in rest if term.sign > 0]
    parts = [term for term in rest if term.sign < 0]
    return wholes[:_FEW_PARTS] + parts[:_FEW_PARTS]


def _mark(term: Term, main: Term, evidence: Evidence, finding: Finding) -> Mark:
    located = finding.located
    unsure = bool(located and located.explanations and not (located.culprit or located.shared))
    # No caret stands on one of several figures that may be right.
    is_main = term.cell == main.cell and not unsure
    law = evidence.identity.law
    note = _(_NOTES.get(law, _WHOLE_AND_PARTS)[term.sign < 0])
    if not finding.located:
        note = _("recoverable") if is_main and finding.axis is Axis.STARS else note
    elif is_main and finding.culprit and finding.culprit.suspects:
        certain = finding.culprit.certainty is Certainty.CERTAIN
        note = _("culprit") if certain else _("likely culprit")
    elif is_main and is_shared(finding.evidence):
        note = _("in all of the broken identities")
    return Mark(term.cell.place, is_main, note)
