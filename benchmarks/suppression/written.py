"""The open benchmark: systems, patterns and audits in a folder, with what their columns mean."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from .tried import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from .table import Table
    from .tried import Tried

_ABOUT = """\
# Secondary suppression: an open benchmark

Tables of counts in which 0 to 3 is not printed (a star), what programs hide besides so that no
star can be worked out, and what can be worked out all the same. `2025-01` and so on are the months
of TILT140 (NAV, participants in labour market measures): tiltak by kommune, with fylke and
country; the other tables are data sets of SSBtools (Statistics Norway), crossed every way with all
totals. The grand total stays printed.

- `systems/TABLE.jj`: the table in the JJ format of τ-ARGUS. A line a cell: index, count, cost,
  status (`u` a star, `s` may be hidden, `z` stays), the least and the most that its sign stands
  for once it is hidden, and three protection levels; then a line a constraint. {left_out}
- `patterns/TABLE.csv`: a line a figure: `index` as in the system, `figure` what it is of,
  `printed` its count or `*`, and for each program 1 where that hides it besides.
- `audits/TABLE.csv`: a line for each figure that has one value only, and so is worked out, after
  what the program `who` hides: `attacker` is `informed`, who knows that a star is 0 to 3 and that
  what is hidden besides is 4 or more, or `other`, who takes what is hidden besides for anything;
  `index`, and its `sign`: `star`, or `hidden` besides.
- `results.csv`: a line a table and program: `figures` hidden besides, `persons` in them, how many
  figures `informed` and `other` work out, `cpu` seconds of the choice.

The audit is by linear and integer programs over the innermost counts, and has no code in common
with any of the programs.
"""

_LEFT_OUT = (
    "The months have none here: a table that fits gives away each star that can be worked out\n"
    "  from the print (`--reveal` writes them)."
)


class Written:
    """A folder that fills table by table."""

    def __init__(self, folder: Path, *, reveal: bool) -> None:
        """Make it; ``reveal`` writes tables that fit real print, too."""
        self._folder, self._reveal = folder, reveal
        for name in ("systems", "patterns", "audits"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def add(self, table: Table, done: Sequence[Tried]) -> None:
        """Write one table, and what the programs made of it."""
        if self._reveal or not table.real:
            (self._folder / "systems" / f"{table.name}.jj").write_text(table.text(), "utf-8")
        printed = np.where(table.star, "*", table.values.astype(str)).tolist()
        hidden = [one.hidden.astype(int).tolist() for one in done]
        self._put(
            f"patterns/{table.name}.csv",
            ("index", "figure", "printed", *(one.who for one in done)),
            zip(range(len(printed)), table.labels, printed, *hidden, strict=True),
        )
        self._put(
            f"audits/{table.name}.csv",
            ("who", "attacker", "index", "sign"),
            (
                (one.who, attacker, at, "star" if table.star[at] else "hidden")
                for one in done
                for attacker, known in (("informed", one.informed), ("other", one.other))
                for at in known
            ),
        )

    def close(self, done: Iterable[Tried]) -> None:
        """Write the results, and what all of it is."""
        self._put("results.csv", HEAD, (one.row for one in done))
        about = _ABOUT.format(left_out="" if self._reveal else _LEFT_OUT)
        (self._folder / "README.md").write_text(about, "utf-8")

    def _put(self, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        with (self._folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
