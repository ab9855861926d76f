"""GaussSuppression and the data of SSBtools, which run in R, in a library that R_LIBS may name."""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .table import of_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.engine.system import Mask

    from .table import Table

# Small counts as its defaults have them: 0 to 3 primary, all else to choose from.
_SUPPRESS = """
suppressMessages({library(Matrix); library(GaussSuppression)})
entries <- read.csv("entries.csv"); inner <- read.csv("inner.csv")
x <- sparseMatrix(i = entries$inner, j = entries$figure, x = 1)
start <- proc.time()
found <- SuppressSmallCounts(inner, maxN = 3, freqVar = "count", x = x,
    crossTable = data.frame(figure = seq_len(ncol(x))), extend0 = FALSE, printInc = FALSE)
spent <- sum((proc.time() - start)[1:2])
hidden <- which(found$suppressed & !found$primary)
write.csv(data.frame(figure = c(0, hidden), cpu = spent), "hidden.csv", row.names = FALSE)
"""

# The data sets of SSBtools that are counts, or persons one by one. What is left out is these in
# Norwegian or in another form, amounts, has codes missing, or (d4, power10to3) is thousands of
# figures in three dimensions, over which ours comes to no end in some minutes.
_DATA = {
    "mun_accidents": ("mun", "inj"),
    "my_km2": ("Square1000m", "Square250m", "Municipality", "Age", "Sex"),
    "example1": ("age", "geo", "eu", "year"),
    "paris2025_freq": ("nation", "continent", "age"),
    "d1": ("region", "main_income"),
    "d2": ("region", "county", "k_group", "main_income"),
    "d2s": ("region", "county", "size", "main_income"),
    "d3": ("region", "county", "k_group", "main_income", "months", "months2"),
    "magnitude1": ("sector4", "sector2", "geo", "eu"),
    "power10to2": ("a", "A", "b", "B"),
}

_WRITE = """
suppressMessages(library(SSBtools))
args <- commandArgs(TRUE); data <- SSBtoolsData(args[1]); names <- args[-1]
trees <- FindHierarchies(data[names])
count <- if ("freq" %in% colnames(data)) data$freq else rep(1, nrow(data))
write.csv(data.frame(data[names(trees)], count = count), "counts.csv", row.names = FALSE)
rows <- lapply(names(trees), function(name) data.frame(dimension = name,
    part = as.character(trees[[name]]$mapsFrom), whole = as.character(trees[[name]]$mapsTo)))
write.csv(do.call(rbind, rows), "trees.csv", row.names = FALSE)
"""


def version() -> str:
    """Give the version of GaussSuppression; nothing where it, or R, is not here."""
    if shutil.which("Rscript") is None:
        return ""
    done = subprocess.run(
        ["Rscript", "-e", "cat(as.character(packageVersion('GaussSuppression')))"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode else done.stdout


def suppressed(table: Table) -> tuple[Mask, float]:
    """Have it choose what to hide besides the stars; with the CPU seconds that it took."""
    leaves = [at for at, some in enumerate(table.inner) if some == (at,)]
    number = {leaf: n + 1 for n, leaf in enumerate(leaves)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = [
            (number[one], figure + 1) for figure, some in enumerate(table.inner) for one in some
        ]
        _put(folder / "entries.csv", ["inner", "figure"], entries)
        _put(folder / "inner.csv", ["count"], [(value,) for value in table.values[leaves].tolist()])
        _run(folder, _SUPPRESS)
        rows = list(csv.DictReader((folder / "hidden.csv").open()))
    hidden = np.zeros(len(table.values), dtype=bool)
    hidden[[int(row["figure"]) - 1 for row in rows[1:]]] = True
    return hidden, float(rows[0]["cpu"])


def data_sets() -> Iterator[Table]:
    """Give the data sets of SSBtools, each crossed every way, with all totals."""
    for name, columns in _DATA.items():
        with tempfile.TemporaryDirectory() as at:
            folder = Path(at)
            _run(folder, _WRITE, name, *columns)
            counts = list(csv.DictReader((folder / "counts.csv").open()))
            trees = list(csv.DictReader((folder / "trees.csv").open()))
        parents: dict[str, dict[str, list[str]]] = {}
        for row in trees:
            tree = parents.setdefault(row["dimension"], {})
            tree.setdefault(row["whole"], []).append(row["part"])
        inner: dict[tuple[str, ...], int] = defaultdict(int)
        for row in counts:
            inner[tuple(row[dimension] for dimension in parents)] += int(row["count"])
        yield of_codes(name, inner, list(parents.values()))


def _put(path: Path, head: list[str], rows: Iterable[tuple[int, ...]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def _run(folder: Path, script: str, *arguments: str) -> None:
    (folder / "script.R").write_text(script)
    subprocess.run(
        ["Rscript", "script.R", *arguments],  # noqa: S607  the R of whoever measures
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
