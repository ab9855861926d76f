"""How often a disagreement between reports and editions is found and named, and nothing else.

    python -m benchmarks.across

Of drawn years of releases, nine reports a month, each of which revises the months before its own:
releases as they are, and with one thing planted. It fails where a true release gives an error,
where a star is worked out wrongly, where what was planted is not found and named, or where
anything else is named.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.demo.year import PrintedYear, Revisions
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.editions.changes import Kind
from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.pairs import Why
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.figure import Count
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.audit import Audit

SEEDS = range(1, 7)
MONTHS = (4, 9, 12)
# So often a place is drawn anew that bears no plant.
TRIES = 200


def read(texts: Mapping[str, str]) -> list[Report]:
    """Read reports."""
    return [read_bytes(name, text.encode()) for name, text in texts.items()]


def changed(text: str, cell: Cell, printed: str) -> str:
    """Print another figure in one place."""
    lines, place = text.split("\n"), cell.place
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + printed + line[place.end_column - 1 :]
    return "\n".join(lines)


def cells(report: Report, *sections: str) -> list[Cell]:
    """List the months of the rows of some sections."""
    return [
        Cell(report, table, row, column)
        for table in report.tables
        if table.section in sections
        for row in table.rows
        for column in range(1, len(row.figures))
    ]


def errors(found: Audit) -> list[Finding]:
    """List what speaks against figures or reading."""
    return [
        one
        for one in found.findings
        if one.axis is not Axis.STARS and one.severity >= Severity.WARNING
    ]


def group_total(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Print another count of a group in the overview; it must be the one that is accused."""
    texts = year.texts(month)
    name = year.name("TILT100", month)
    (overview,) = read({name: texts[name]})
    rows = cells(overview, "Arbeidsmarkedsstatus og tiltaksgruppe")
    cell = draw.choice([one for one in rows if isinstance(one.figure, Count)])
    texts[name] = changed(texts[name], cell, str(cell.printed.low + draw.randint(10, 40)))
    told = errors(audit(read(texts)))
    if not told:
        return False
    (error,) = told
    places = [one.cell.place.line for one in error.culprit.suspects] if error.culprit else []
    assert "TA501" in error.codes, error
    return places == [cell.place.line]


def swapped(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Give one report of last month's edition among those of this month; it must be named."""
    code = draw.choice(year.codes)
    texts = year.texts(month) | {year.name(code, month): year.text(code, month - 1)}
    found = audit(read(texts))
    told = errors(found)
    assert all(one.code == "TA508" for one in told), told
    if told:
        return [one.place.path for one in told] == [year.name(code, month)]
    # Where no figure contradicts another edition that is said beside the report.
    apart = [{one.one.path, one.other.path} for one in found.pairs if one.why is Why.EDITION]
    return bool(apart) and set.intersection(*apart) >= {year.name(code, month)}


def revised(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Print three figures otherwise in last month's edition; these are the revisions."""
    still = PrintedYear(year.seed, revisions=Revisions(share=0, newcomer=False))
    code = draw.choice(still.codes)
    old, new = still.text(code, month - 1), still.text(code, month)
    (report,) = read({"old": old})
    some = cells(report, *{one.title for one in report.sections})
    planted = draw.sample([one for one in some if isinstance(one.figure, Count)], 3)
    for cell in planted:
        # As many digits, so that the places of the others stay.
        figure = str(cell.printed.low)
        old = changed(old, cell, figure[:-1] + str(4 + (int(figure[-1]) + 1) % 6))
    found = audit(read({"new": new}), against=read({"old": old})).editions
    assert found
    told = {(one.older.place.line, one.older.column) for one in found.changes}
    assert {one.kind for one in found.changes} <= {Kind.REVISED}
    return told == {(one.place.line, one.column) for one in planted}


def told_stars(found: Audit) -> set[tuple[str, int, int]]:
    """List the stars that two editions give away together."""
    return {
        (star.star.cell.report.path, star.star.cell.place.line, star.star.cell.column)
        for one in found.over
        for star in one.stars
    }


def by_edition(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Hide two figures of a column that last month's edition shows; both must be told."""
    still = PrintedYear(year.seed, revisions=Revisions(share=0, newcomer=False))
    code = draw.choice(still.codes[1:])
    old, new = still.text(code, month - 1), still.text(code, month)
    (report,) = read({"new": new})
    for _try in range(TRIES):
        table, column = draw.choice(report.tables), draw.randint(1, month - 1)
        rows = [row for row in table.rows if isinstance(row.figures[column], Count)]
        if table.section == "Tiltak og alder" and 1 < len(rows) == len(table.rows):
            break
    else:
        return None
    hidden = [Cell(report, table, row, column) for row in draw.sample(rows, 2)]
    text = new
    for cell in sorted(hidden, key=lambda one: -one.place.line):
        text = changed(text, cell, ":")
    before, found = (
        audit(read({"new": one}), Attacker(), against=read({"old": old})) for one in (new, text)
    )
    planted = {("new", one.place.line, one.column) for one in hidden}
    own = found.disclosure.exposures if found.disclosure else ()
    if {line for _path, line, _column in planted} & {
        one.cell.place.line for one in own if one.secondary
    }:
        # This edition gives them away by itself.
        return None
    return told_stars(found) - told_stars(before) == planted


def by_report(year: PrintedYear, month: int, draw: random.Random) -> bool | None:
    """Hide the total of a group in two statuses, which the overview shows; both must be told."""
    texts = {code: year.text(code, month) for code in ("TILT100", "TILT140")}
    (report,) = read({"TILT140": texts["TILT140"]})
    tables = [one for one in report.tables if one.section == "Arbeidsmarkedsstatus og tiltak"]
    for column in draw.sample(range(1, month + 1), month):
        hidden = [
            Cell(report, one, row, column)
            for one in tables[:2]
            for row in (*list(one.printed())[:1], *one.reprints)
        ]
        text = texts["TILT140"]
        for cell in sorted(hidden, key=lambda one: -one.place.line):
            text = changed(text, cell, ":")
        alone = audit(read({"TILT140": text}), Attacker()).disclosure
        assert alone
        first = [one for one in hidden if one.row not in one.table.reprints]
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


def given_away() -> tuple[int, int]:
    """Count the stars that two editions give away, of true releases, and those told wrongly."""
    told = wrong = 0
    for seed in SEEDS:
        year = PrintedYear(seed)
        for month in MONTHS:
            true = {str(at): year.report("TILT140", at) for at in (month - 1, month)}
            old, new = (read({at: year.text("TILT140", int(at))}) for at in true)
            for one in (
                star.star
                for group in audit(new, Attacker(), against=old).over
                for star in group.stars
            ):
                cell = one.cell
                table = next(at for at, of in enumerate(cell.report.tables) if of is cell.table)
                row = next(at for at, of in enumerate(cell.table.printed()) if of is cell.row)
                value = true[cell.report.path].value(table, row, cell.column)
                told += 1
                wrong += value != one.interval.low
    return told, wrong


PLANTS = {
    "a group total in one report": group_total,
    "a report of another edition": swapped,
    "three figures revised": revised,
    "a star given away by another report": by_report,
    "a star given away by another edition": by_edition,
}


def true_releases() -> Iterator[int]:
    """Count the errors of each true release."""
    for seed in SEEDS:
        for month in MONTHS:
            yield len(errors(audit(read(PrintedYear(seed).texts(month)))))


def main() -> int:
    """Plant each kind in some months of some years."""
    wrong = Counter(true_releases())
    print(f"true releases: {wrong.total()}, with an error: {wrong.total() - wrong[0]}")
    failed = wrong.total() != wrong[0]
    told, false = given_away()
    print(f"stars that two editions give away together: {told} told, {false} of them wrongly")
    failed |= bool(false)
    for name, plant in PLANTS.items():
        draw = random.Random(name)
        found = [plant(PrintedYear(seed), month, draw) for seed in SEEDS for month in MONTHS]
        known = [one for one in found if one is not None]
        print(f"{name}: {sum(known)} of {len(known)} found and named, nothing else")
        failed |= not all(known) or not known
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
