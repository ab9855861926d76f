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

from tests.year_plants import errors, read
from tests.year_stars import MONTHS, PLANTS, SEEDS
from tiltak_audit.demo.year import PrintedYear
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from collections.abc import Iterator


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
