"""How the time of a check grows with hostile texts whose size is doubled, up to the limits.

    python benchmarks/growth.py [DOUBLINGS]

Each kind of text is checked at sizes that double; the exponent is the slope of the logarithm of
CPU time over that of size, start-up taken off, over the last two doublings. It fails above 1.3.
"""

from __future__ import annotations

import random
import sys
import tempfile
from math import log2
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from measure import TOOL, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 3
DOUBLINGS = 5
MOST = 1.3

HEAD = """Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
Tiltak og kjønn Rapport oppdatert: 02.12.2025

Januar 2025 - Mars 2025
Gjennom
snitt hittil

i år Januar Februar Mars

"""
MONTHS = "\nGjennom\nsnitt hittil\n\ni år Januar Februar Mars\n\n"
LETTERS = "abdefhijklmnoprstuvy"


def word(number: int) -> str:
    """Make a name of letters alone."""
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(4))


def table(label: str, *rows: str) -> str:
    """Make a table of three months and their mean."""
    return f"I alt {label} 300 300 300 300\n\n" + "".join(f"{row}\n\n" for row in rows)


def rows(line: Callable[[int], str], size: int, total: str = "900 900 900 900") -> str:
    """Make one table of many rows."""
    return f"{HEAD}I alt {total}\n\n" + "".join(f"{line(at)}\n\n" for at in range(size))


def true_tables(size: int) -> str:
    """Make many small tables that are true."""
    made = table("{}", "Kvinner 150 150 150 150", "Menn 150 150 150 150")
    return HEAD + MONTHS.join(made.format(word(at)) for at in range(size // 6))


def violated(size: int) -> str:
    """Make many small tables of which each month is wrong."""
    made = table("{}", "Kvinner 150 150 150 150", "Menn 135 125 135 145")
    return HEAD + MONTHS.join(made.format(word(at)) for at in range(size // 6))


def flattened(size: int) -> str:
    """Make rows of flattened thousands that can be read in very many ways."""
    draw = random.Random(size)
    groups = [
        " ".join(draw.choice(("100", "101", "899", "900")) for _ in range(8)) for _ in range(size)
    ]
    return rows(lambda at: f"Rad {word(at)} {groups[at]}", size)


# What a text is made of, line by line; one starred row a line where nothing else is said.
KINDS: dict[str, Callable[[int], str]] = {
    "true tables": true_tables,
    "violated sums": violated,
    "flattened thousands": flattened,
    "rows of stars": lambda n: rows(lambda at: f"Rad {word(at)} * * * *", n),
    "wrong means": lambda n: rows(lambda at: f"Rad {word(at)} 190 100 100 100", n),
    "spoiled figures": lambda n: rows(lambda at: f"Rad {word(at)} 10 l0 10 1O", n),
    "the same row": lambda n: rows(lambda _: "Kvinner 10 10 10 10", n),
    "too many figures": lambda n: rows(lambda at: f"Rad {word(at)} 5 5 5 5 5 5", n),
    "labels without figures": lambda n: rows(lambda at: f"Rad {word(at)}", n),
    "long labels": lambda n: rows(lambda at: f"{word(at)} " * 60 + "10 10 10 10", n // 4),
    "figures alone": lambda n: rows(lambda at: f"{100 + at % 800} " * 3 + "9", n),
    "repeated totals": lambda n: HEAD + "I alt 900 900 900 900\n\n" * n,
    "lost totals": lambda n: HEAD + "".join(f"I alt {word(at)}\n\n" for at in range(n)),
    "page heads": lambda n: HEAD * (n // 8) + table("", "Kvinner 150 150 150 150"),
    "sections": lambda n: "".join(
        HEAD.replace("kjønn", word(at)) + table("", "Kvinner 150 150 150 150")
        for at in range(n // 12)
    ),
    "regions": lambda n: rows(lambda at: f"{101 + at % 9000:04} {word(at)} 10 10 10 10", n),
    "junk": lambda n: HEAD + "".join(f"x{at}# |---|\n" for at in range(n)),
}


def cost(texts: list[str]) -> float:
    """Give the CPU seconds of a check of these inputs, the median of some."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for at, text in enumerate(texts):
            paths.append(str(Path(folder) / f"{at}.txt"))
            Path(paths[-1]).write_text(text, encoding="utf-8")
        command = [*TOOL, "check", *paths, "--format", "json"]
        return median(process(command)[0] for _ in range(ROUNDS))


def growth(make: Callable[[int], list[str]], sizes: list[int], start: float) -> Iterator[float]:
    """Yield the cost at each size, start-up taken off."""
    for size in sizes:
        yield max(cost(make(size)) - start, 0.001)


def main(doublings: int) -> int:
    """Print a row a kind; the exit code is 1 where one grows too fast."""
    start = cost([true_tables(6)])
    failed = 0
    print(f"start-up {start:.2f} s, taken off")
    print("| kind | lines or inputs | CPU of each, s | exponent |\n|---|---|---|---|")
    lines = [250 * 2**step for step in range(doublings + 1)]
    kinds: dict[str, tuple[Callable[[int], list[str]], list[int]]] = {
        name: (lambda size, make=make: [make(size)], lines)  # type: ignore[misc]
        for name, make in KINDS.items()
    }
    copies = true_tables(600)
    kinds["inputs at once"] = (
        lambda size: [copies.replace("aaaa", word(at)) for at in range(size)],
        [3 * 2**step for step in range(doublings)],
    )
    for name, (make, sizes) in kinds.items():
        seconds = list(growth(make, sizes, start))
        exponent = log2(seconds[-1] / seconds[-3]) / 2
        failed += exponent > MOST
        shown = ", ".join(f"{one:.2f}" for one in seconds)
        print(f"| {name} | {sizes[0]} … {sizes[-1]} | {shown} | **{exponent:.2f}** |", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DOUBLINGS))
