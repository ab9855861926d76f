"""Tables that a section should have: a category that others print has a table in every one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold
from tiltak_audit.model.figure import Star

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.model.report import Row
    from tiltak_audit.parsing.drafts import Draft, Drafts

# Sections that must print a category before one without it lacks something: one may have
# misread a label.
_WITNESSES = 2


def tables_lacking(drafts: Drafts) -> Iterator[tuple[Draft, tuple[str, ...]]]:
    """Yield the last table of every section that lacks tables, with their labels.

    Rows that are zero are left out, tables are not: a category with a printed count in two
    other sections, as a total or as a row, has persons to break down in every section of its
    dimension.
    """
    seen: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for draft in (one for one in drafts.all() if not one.is_presumed):
        dimensions = draft.dimensions
        for total in draft.totals[:1]:
            if draft.label and _counts(total):
                seen[dimensions.outer][fold(draft.label)][draft.section] = draft.label
        for row in draft.rows.values():
            if not dimensions.regional and _counts(row):
                seen[dimensions.inner][fold(row.label)][draft.section] = row.label
    for tables in drafts.sections.values():
        last = next(reversed(tables.values()))
        outer = last.dimensions.outer
        if not outer or last.family.level_of(outer):
            continue
        lacking = [
            next(iter(sections.values()))
            for category, sections in seen[outer].items()
            if category not in tables and len(sections) >= _WITNESSES
        ]
        known = [one for one in drafts.family.categories.get(outer, ()) if fold(one) not in tables]
        if known and _fall_short(tables.values(), drafts):
            lacking += [one for one in known if fold(one) not in map(fold, lacking)]
        if lacking:
            yield last, tuple(lacking)


def _fall_short(tables: Iterable[Draft], drafts: Drafts) -> bool:
    """Tell whether the totals of a section are fewer than everybody, in some month."""
    everybody = next(
        (
            draft.totals[0]
            for draft in drafts.all()
            if draft.totals and not draft.label and not draft.dimensions.outer
        ),
        None,
    )
    totals = [draft.totals[0] for draft in tables if draft.totals]
    if everybody is None:
        return False
    return any(
        sum(total.figures[at].interval.high for total in totals) < whole.interval.low
        for at, whole in enumerate(everybody.figures[1:], 1)
        if all(at < len(total.figures) for total in totals)
    )


def _counts(row: Row) -> bool:
    return any(
        figure.secondary if isinstance(figure, Star) else figure.value for figure in row.printed
    )
