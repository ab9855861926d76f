"""Stars that other reports and other editions give away, planted into a printed year."""

from __future__ import annotations

import random
from collections.abc import Mapping

from tests.year_plants import (
    TRIES,
    Plant,
    group_total,
    hidden,
    like,
    places,
    read,
    revised,
    swapped,
    total,
)
from tiltak_audit.demo.year import PrintedYear, Revisions
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count
from tiltak_audit.model.report import Report
from tiltak_audit.run.audit import Audit, audit


def told_stars(found: Audit) -> set[tuple[str, int, int]]:
    """List the stars that two editions give away together."""
    return places(star.star.cell for one in found.over for star in one.stars)


def in_column(report: Report, month: int, rows: int, draw: random.Random) -> list[Cell] | None:
    """Draw some figures of a column of which all are printed, of a sum that nothing else knows."""
    for _try in range(TRIES):
        table, column = draw.choice(report.tables), draw.randint(1, month)
        known = [row for row in table.rows if isinstance(row.figures[column], Count)]
        if table.section == "Tiltak og alder" and rows <= len(known) == len(table.rows):
            return [Cell(report, table, row, column) for row in draw.sample(known, rows)]
    return None


def by_edition(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Hide two figures of a column that last month's edition shows; both must be told."""
    still = PrintedYear(year.seed, revisions=Revisions(share=0, newcomer=False))
    code = draw.choice(still.codes[1:])
    old, new = still.text(code, month - 1), still.text(code, month)
    (report,) = read({"new": new})
    some = in_column(report, month - 1, 2, draw)
    if some is None:
        return None
    return together({"old": old, "new": new}, {"old": [], "new": some}, some)


def by_two(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Hide a figure in two editions, beside one that only the other prints; all must be told."""
    still = PrintedYear(year.seed, revisions=Revisions(share=0, newcomer=False))
    code = draw.choice(still.codes[1:])
    texts = {"old": still.text(code, month - 1), "new": still.text(code, month)}
    before, report = read(texts)
    some = in_column(report, month - 1, 3, draw)
    if some is None:
        return None
    kept, here, there = some
    older = [like(before, kept), like(before, there)]
    return together(texts, {"old": older, "new": [kept, here]}, [older[1], kept, here])


def by_means(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Hide two figures in both editions where only both means together leave one value each."""
    still = PrintedYear(year.seed, revisions=Revisions(share=0, newcomer=False))
    code = draw.choice(still.codes[1:])
    texts = {"old": still.text(code, month - 1), "new": still.text(code, month)}
    before, report = read(texts)
    for _try in range(TRIES):
        some = in_column(report, month - 1, 2, draw)
        if some is None:
            return None
        older = [like(before, one) for one in some]
        left = [values(*older), values(*some)]
        if all(len(one) > 1 for one in left) and len(left[0] & left[1]) == 1:
            return together(texts, {"old": older, "new": some}, some)
    return None


def values(one: Cell, other: Cell) -> set[int]:
    """Give what a figure may be where its sum with another and the means of both are known."""
    both = one.printed.low + other.printed.low
    return {
        value
        for value in range(4, both - 3)
        if all(mean_allows(cell, of) for cell, of in ((one, value), (other, both - value)))
    }


def mean_allows(cell: Cell, value: int) -> bool:
    """Tell whether a month may be a value as far as the months beside it and their mean tell."""
    mean, *months = (one.interval.low for one in cell.row.figures)
    if not all(isinstance(one, Count) for one in cell.row.figures):
        return True
    off = sum(months) - cell.printed.low + value - len(months) * mean
    return abs(2 * off) <= len(months)


def together(
    texts: Mapping[str, str], some: Mapping[str, list[Cell]], wanted: list[Cell]
) -> bool | None:
    """Hide figures; tell whether what two editions give away besides is what was planted.

    Nothing is told where one of them gives what is hidden away by itself.
    """
    less = {name: hidden(text, some[name]) for name, text in texts.items()}
    planted, own = places(wanted), set()
    for report in read(less):
        alone = audit([report], Attacker()).disclosure
        own |= places(one.cell for one in alone.exposures) if alone else set()
    if planted & own:
        return None
    before, found = (
        audit(read({"new": one["new"]}), Attacker(), against=read({"old": one["old"]}))
        for one in (texts, less)
    )
    return told_stars(found) - told_stars(before) == planted


def by_report(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Hide the total of a group in two statuses, which the overview shows; both must be told."""
    texts = {code: year.text(code, month) for code in ("TILT100", "TILT140")}
    (report,) = read({"TILT140": texts["TILT140"]})
    tables = [one for one in report.tables if one.section == "Arbeidsmarkedsstatus og tiltak"]
    for column in draw.sample(range(1, month + 1), month):
        some = [
            Cell(report, one, row, column)
            for one in tables[:2]
            for row in (*list(one.printed())[:1], *one.reprints)
        ]
        text = hidden(texts["TILT140"], some)
        alone = audit(read({"TILT140": text}), Attacker()).disclosure
        assert alone
        first = [one for one in some if one.row not in one.table.reprints]
        planted = {(one.place.line, one.column) for one in first}
        if not planted & {(one.cell.place.line, one.cell.column) for one in alone.exposures}:
            break
    else:
        return None
    found = audit(read(texts | {"TILT140": text}), Attacker()).disclosure
    assert found
    told = {
        (leak.exposure.cell.place.line, leak.exposure.cell.column)
        for spill in found.spills
        for leak in spill.leaks
        if [report.path for report in spill.by] == ["TILT100"]
    }
    # What is worked out by them follows, and is told with them.
    return planted <= told


# What is planted, in which months of which years.
PLANTS: dict[str, Plant] = {
    "a group total in one report": group_total,
    "a report of another edition": swapped,
    "three figures revised": revised,
    "a total revised, its parts not": total,
    "a star given away by another report": by_report,
    "a star given away by another edition": by_edition,
    "a star given away by two editions together": by_two,
    "a star given away by the means of two editions": by_means,
}
SEEDS = range(1, 7)
MONTHS = (4, 9, 12)
