"""Measure what is hidden besides, table by table, beside GaussSuppression and τ-ARGUS.

    python -m benchmarks.suppression                       the table of benchmarks/README.md
    python -m benchmarks.suppression write DIR [--reveal]  the same as an open benchmark

The tables are the months of TILT140 (tiltak by kommune, fylke and country) and the data sets of
SSBtools, which R gives. What is left open is told by an audit of its own. A peer that is not here
is left out, with a word.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tiltak_audit.parsing.read import read
from tiltak_audit.protection.search import searched

from . import argus, gauss
from .attack import known
from .months import months
from .tried import HEAD, Tried
from .written import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.engine.system import Mask

    from .table import Table

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "TILT140_2025-11.txt"

OURS, GAUSS, ARGUS = "tiltak-audit", "GaussSuppression", "τ-ARGUS"


def ours(table: Table) -> tuple[Mask, float]:
    """Choose by our search."""
    start = time.process_time()
    hidden = searched(table.problem(), lambda _: None).hidden
    return hidden, time.process_time() - start


def programs() -> dict[str, Callable[[Table], tuple[Mask, float] | None]]:
    """Give the programs that are here."""
    found: dict[str, Callable[[Table], tuple[Mask, float] | None]] = {OURS: ours}
    if version := gauss.version():
        print(f"GaussSuppression {version}")
        found[GAUSS] = gauss.suppressed
    else:
        print("GaussSuppression is left out, and the data of SSBtools: R does not have it here")
    if argus.PEER.exists():
        found[ARGUS] = argus.suppressed
    else:
        print(f"τ-ARGUS is left out: there is no {argus.PEER} (make verify installs it)")
    return found


def tables(*, peers: bool) -> Iterator[Table]:
    """Give all tables; without R those of our own only."""
    yield from months(read(str(SAMPLE)))
    if peers:
        yield from gauss.data_sets()


def tried(table: Table, who: str, hidden: Mask, cpu: float) -> Tried:
    """Audit what one program hides."""
    left = [tuple(known(table, hidden, informed=informed)) for informed in (True, False)]
    return Tried(table, who, hidden, cpu, *left)


def main(arguments: list[str]) -> None:
    """Print the results, and write the benchmark where that is asked."""
    found = programs()
    writes = arguments[:1] == ["write"]
    written = Written(Path(arguments[1]), reveal="--reveal" in arguments) if writes else None
    print("| " + " | ".join(HEAD) + " |")
    done: list[Tried] = []
    for table in tables(peers=GAUSS in found):
        here = []
        for who, choose in found.items():
            chosen = choose(table)
            if chosen is None:
                print(f"| {table.name} | {who} | comes to no end, or takes no such table |")
            else:
                here.append(tried(table, who, *chosen))
                print("| " + " | ".join(here[-1].row) + " |", flush=True)
        if written:
            written.add(table, here)
        done += here
    if written:
        written.close(done)
    for who in found:
        print(compared(done, who))


def compared(done: list[Tried], who: str) -> str:
    """Sum up what one program hides and leaves open, beside ours on the same tables."""
    theirs = [one for one in done if one.who == who]
    mine = {one.table.name: one.figures for one in done if one.who == OURS}
    more = [one for one in theirs if mine[one.table.name] > one.figures]
    safe = [one for one in more if not one.informed]
    return (
        f"{len(theirs)} tables: {who} hides {sum(one.figures for one in theirs)} figures, ours "
        f"{sum(mine[one.table.name] for one in theirs)}; ours more in {len(more)}, of which {who} "
        f"leaves nothing to who is informed in {len(safe)}; it leaves "
        f"{sum(len(one.informed) for one in theirs)} figures to who is informed, "
        f"{sum(len(one.other) for one in theirs)} to others"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
