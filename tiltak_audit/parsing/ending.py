"""Tables that end before their list does: others of their kind go on after the last row."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, partial
from typing import TYPE_CHECKING

from tiltak_audit.cube.dimensions import section_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.cube.regions import UNKNOWN
from tiltak_audit.model.remark import Gone
from tiltak_audit.parsing.drafts import RESIDUAL, SIBLINGS
from tiltak_audit.parsing.sums import adds_up, falls_short, has_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.cube.regions import Register
    from tiltak_audit.parsing.drafts import Draft, Drafts
    from tiltak_audit.parsing.notebook import Notebook

    # Of a table, the names of the regions of its list that it lacks, each in its place.
    _Regions = Callable[[Draft], list[str]]
    # The labels of tables as printed, by dimension and as they are compared.
    _Labels = defaultdict[str, dict[str, str]]

# One month that falls short may be one wrong figure; of a single one several rows must be gone.
_MONTHS = 2
_ROWS = 2

# So many regions of the register, none left out, are of a section that lists all.
_LISTED = 20

# Names that are told.
_TOLD = 8


def doubt_what_ends_early(
    drafts: Drafts, register: Register, last: Draft | None, notebook: Notebook
) -> None:
    """Doubt the tables that end before their list does.

    Lists that are the same in all tables are held against each other elsewhere, and here
    against the register.

    Args:
        drafts: The tables.
        register: The regions that there are.
        last: The one at the end of a text that is not whole, of which a sum that does not fit
            is enough; none where the text is whole.
        notebook: Where it is remarked on.
    """
    labelled = _labelled(drafts)
    regions = cache(partial(_regions, register=register))
    for draft in drafts.all():
        if draft is last and drafts.stops_early(draft) and not adds_up(draft):
            notebook.note(Gone("end"), draft.last_line, draft)
            draft.doubts.append(draft.last_line)
            continue
        if draft.dimensions.regional and not draft.dimensions.omits_zeros:
            _doubt_list(draft, drafts, regions, notebook)
            continue
        rows = _later(draft, drafts.siblings(draft)) or _categories(draft, drafts, labelled)
        months = len(draft.columns.months)
        enough = len(rows) >= (1 if months >= _MONTHS else _ROWS)
        if enough and not draft.unread and falls_short(draft, min(months, _MONTHS)):
            gone = Gone("end") if draft is last else Gone("middle", tuple(rows))
            notebook.note(gone, draft.last_line, draft)
            draft.doubts.append(draft.last_line)


def _doubt_list(draft: Draft, drafts: Drafts, regions: _Regions, notebook: Notebook) -> None:
    """Doubt a list of regions, zero or not, that others or the register show to go on."""
    names = [] if draft.unread else _unlisted(draft, drafts, regions)
    if names and ((len(names) >= _ROWS and falls_short(draft, 1)) or has_room(draft)):
        notebook.note(Gone("register", _first_of(names)), draft.last_line, draft)
        draft.doubts.append(draft.last_line)
        return
    rows = [] if draft.unread else _same_list(draft, drafts)
    if rows:
        notebook.note(Gone("middle", _first_of(rows)), draft.last_line, draft)
        draft.doubts.append(draft.last_line)


def _same_list(draft: Draft, drafts: Drafts) -> list[str]:
    """Name the rows behind the last one that the others have, where their lists are the same."""
    family, siblings = draft.family, drafts.siblings(draft)
    if not section_of(draft.section, family) or family.level_of(draft.dimensions.outer):
        return []
    # Of more, what all but one have is looked for later.
    if siblings:
        return _later(draft, siblings) if len(siblings) < SIBLINGS else []
    return [UNKNOWN] if has_room(draft) and drafts.stops_early(draft) else []


def _unlisted(draft: Draft, drafts: Drafts, regions: _Regions) -> list[str]:
    """Name the regions behind the last row, where nothing else of the section leaves out any."""
    own, others = regions(draft), [regions(one) for one in drafts.siblings(draft)]
    ends = max((at for at, name in enumerate(own, 1) if not name), default=0)
    listed = ends + sum(map(len, others))
    left_out = any(own[:ends]) or any(map(any, others))
    return own[ends:] if listed >= _LISTED and not left_out else []


def _regions(draft: Draft, register: Register) -> list[str]:
    """List the regions that a list should have: the names of those that it lacks, else nothing."""
    there = {*draft.rows, *draft.held}
    if draft.family.level_of(draft.dimensions.outer):
        regions = register.below(register.fylke_of(draft.label))
    else:
        regions = register.level(draft.dimensions.inner)
    return [
        "" if one.code in there else f"{one.code} {one.name}"
        for one in regions
        if one.code not in RESIDUAL
    ]


def _first_of(names: list[str]) -> tuple[str, ...]:
    """Name the first of many."""
    return (*names[:_TOLD], *(["…"] if len(names) > _TOLD else []))


def _later(draft: Draft, siblings: list[Draft]) -> list[str]:
    """Name the rows behind the last one that most tables of its kind have."""
    last = next(reversed(draft.rows), "")
    names: dict[str, str] = {}
    behind, before = Counter[str](), Counter[str]()
    for sibling in siblings:
        keys = list(sibling.rows)
        # Where a table has no row at all, that the total is not zero is wrong.
        if last not in keys:
            continue
        end = keys.index(last) + 1
        for at, key in enumerate(keys):
            if key not in draft.rows and key not in draft.held:
                names.setdefault(key, sibling.rows[key].name)
                (behind if at >= end else before)[key] += 1
    later = [names[key] for key, times in behind.items() if 2 * times >= len(siblings)]
    # What falls short may as well be a row that is missing before the end.
    sooner = [key for key, times in before.items() if 2 * times > len(siblings)]
    return [] if sooner else later


def _labelled(drafts: Drafts) -> _Labels:
    """List the categories that have tables, by dimension."""
    found: _Labels = defaultdict(dict)
    for draft in drafts.all():
        found[draft.dimensions.outer].setdefault(fold(draft.label), draft.label)
    return found


def _categories(draft: Draft, drafts: Drafts, labelled: _Labels) -> list[str]:
    """Name the tables of other sections that have no row in the one table that lists them."""
    if draft.label or draft.dimensions.outer or drafts.siblings(draft):
        return []
    there = {fold(row.label) for row in draft.rows.values()}
    labels = labelled.get(draft.dimensions.inner, {})
    return [label for folded, label in labels.items() if folded not in there]
