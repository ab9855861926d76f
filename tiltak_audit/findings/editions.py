"""What another edition prints for the figures that a finding accuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _
from tiltak_audit.model.figure import Count
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tiltak_audit.editions.held import Editions
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report, Row

# Of several figures under suspicion so many are told with their other prints.
_NAMED = 4


def witnessed(found: Iterable[Finding], editions: Editions | None) -> Iterator[Finding]:
    """Yield findings with a note of what another edition prints for the figures they accuse.

    Of an edition before and one after it is the one before that is told.
    """
    findings = list(found)
    accused = {cell: None for one in findings for cell in _accused(one)}
    others = dict(_others(editions, accused)) if editions and accused else {}
    for one in findings:
        by_edition: dict[Report, list[tuple[Cell, Cell]]] = {}
        for cell in _accused(one):
            if cell in others:
                by_edition.setdefault(others[cell].report, []).append((cell, others[cell]))
        notes = (*one.words.notes, *map(_note, by_edition.values()))
        yield attrs.evolve(one, words=attrs.evolve(one.words, notes=notes)) if by_edition else one


def _accused(one: Finding) -> list[Cell]:
    """List the figures that may be wrong; what is hidden stays so."""
    suspects = one.culprit.suspects if one.culprit else [some for some, _ in one.suspects]
    return [one.cell for one in suspects if isinstance(one.cell.figure, Count)]


def _others(editions: Editions, accused: Collection[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Yield the figures with their print in another edition, that of an older one last."""
    rows = {_first(cell): None for cell in accused}
    reports = {cell.report for cell in accused}
    near = [one for one in editions.pairs if {one.older, one.newer} & reports]
    pairs = {
        (here.row, here.column): there
        for newer in (False, True)
        for one in near
        for row in one.revisions.matched.rows
        if (row.newer if newer else row.older).row in rows
        for older, later in row.cells()
        for here, there in [(later, older) if newer else (older, later)]
    }
    for cell in accused:
        other = pairs.get((_first(cell), cell.column))
        if other:
            yield cell, other


def _first(cell: Cell) -> Row:
    """Give the row of a figure; of a total that is printed again the first print."""
    again = cell.row in cell.table.reprints
    return next(cell.table.printed(), cell.row) if again else cell.row


def _note(found: list[tuple[Cell, Cell]]) -> str:
    """Say what the figure was; of several say it of those that were others."""
    other = found[0][1]
    edition = other.report.edition or other.report.path
    changed = [(cell, one) for cell, one in found if one.figure.printed != cell.figure.printed]
    if len(found) == 1:
        said = _("the edition of {edition} prints {figure} for it")
        if not changed:
            said = _("the edition of {edition} prints {figure} for it, too")
        return said.format(edition=edition, figure=other.figure.printed)
    if not changed:
        return _("the edition of {edition} prints them all alike").format(edition=edition)
    named = [
        f"{cell.row.name} {_('mean') if cell.period == MEAN else cell.period}: {one.figure.printed}"
        for cell, one in changed[:_NAMED]
    ]
    return _("of these the edition of {edition} prints otherwise: {figures}").format(
        edition=edition, figures="; ".join([*named, *["…"] * (len(changed) > _NAMED)])
    )
