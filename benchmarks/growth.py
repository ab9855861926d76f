"""How the time of a check grows with hostile texts whose size is doubled, up to the limits.

    python benchmarks/growth.py [DOUBLINGS [KIND …]]

Each kind of text is checked at sizes that double, the last of about as many lines as a text may
have; the exponent is the slope of the logarithm of CPU time over that of size, start-up taken
off, over the last two doublings. It fails above 1.3.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from math import isqrt, log2
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from measure import TOOL, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    # Its name, how it is made, and in which sizes.
    Kind = tuple[str, Callable[[int], list[str]], list[int]]

ROUNDS = 3
DOUBLINGS = 2
# Lines of the largest text, near the most that is read, and inputs at once.
LINES = 59_000
INPUTS = 48
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


def other_totals(size: int) -> str:
    """Make one table whose total is printed again and again, with other figures."""
    made = "I alt mentor {} 9 9 9\n\nKvinner 4 4 4 4\n\n"
    return HEAD + "".join(made.format(at % 90 + 9) for at in range(size))


def of_everybody(text: str) -> str:
    """Make it a text of the report that counts everybody."""
    title = "TILT100 Tiltaksdeltakere. Hovedgruppe og demografi."
    return text.replace("TILT140 Tiltaksdeltakere på oppfølging. Demografi.", title)


def by_status(size: int, inner: str, figure: int, *parts: str) -> str:
    """Make many true tables of a status and two parts."""
    total = figure + 150
    made = (
        f"I alt {{}} {total} {total} {total} {total}\n\n{parts[0]} 150 150 150 150\n\n"
        f"{parts[1]} {figure} {figure} {figure} {figure}\n\n"
    )
    tables = MONTHS.join(made.format(word(at)) for at in range(size // 6))
    return (HEAD + tables).replace("Tiltak og kjønn", f"Arbeidsmarkedsstatus og {inner}")


def group_totals(size: int) -> list[str]:
    """Make two inputs of which one counts more persons of a group than the other, by status."""
    return [
        of_everybody(by_status(size, "tiltaksgruppe", 150, "Oppfølging", "Opplæring")),
        by_status(size, "kjønn", 160, "Kvinner", "Menn"),
    ]


def pairs_of_inputs(size: int) -> list[str]:
    """Make overviews and reports of a group, so many that each with each are ``size`` pairs."""
    few = next(number for number in range(isqrt(size), 0, -1) if size % number == 0)
    overview, group = group_totals(120)
    texts = [overview] * few + [group] * (size // few)
    return [
        text.replace("02.12.2025", f"{at % 28 + 1:02}.12.2025") for at, text in enumerate(texts)
    ]


def groups_among_all(size: int) -> list[str]:
    """Make two inputs of which the one of a group counts more persons in every row."""
    texts = [
        rows(lambda at: f"{word(at)} ord 10 10 10 10", size, f"status{f' {10 * size}' * 4}"),
        rows(lambda at: f"{word(at)} ord 12 12 12 12", size, f"status{f' {12 * size}' * 4}"),
    ]
    everybody, group = (one.replace("Tiltak og", "Arbeidsmarkedsstatus og") for one in texts)
    return [of_everybody(everybody), group]


PAIRS: dict[str, Callable[[int], list[str]]] = {
    "group totals of two reports": group_totals,
    "rows of two reports": groups_among_all,
}

# A table that is read, since a text without one is refused at once.
READ = table("", "Kvinner 150 150 150 150", "Menn 150 150 150 150")

# What a text is made of, line by line; one starred row a line where nothing else is said.
KINDS: dict[str, Callable[[int], str]] = {
    "true tables": true_tables,
    "violated sums": violated,
    "flattened thousands": flattened,
    "rows of stars": lambda n: rows(lambda at: f"Rad {word(at)} * * * *", n),
    "wrong means": lambda n: rows(lambda at: f"Rad {word(at)} 190 100 100 100", n),
    # A blank before the head of a page is how Tika begins it, whose labels may stand alone.
    "sentences among rows": lambda n: (
        " " + rows(lambda at: f"Rad {word(at)} 1 1 1 1" if at % 2 else f"Setning {word(at)} her", n)
    ),
    "spoiled figures": lambda n: rows(lambda at: f"Rad {word(at)} 10 l0 10 1O", n),
    "the same row": lambda n: rows(lambda _: "Kvinner 10 10 10 10", n),
    "too many figures": lambda n: rows(lambda at: f"Rad {word(at)} 5 5 5 5 5 5", n),
    "labels without figures": lambda n: rows(lambda at: f"Rad {word(at)}", n),
    "long labels": lambda n: rows(lambda at: f"{word(at)} " * 60 + "10 10 10 10", n // 4),
    # As many as are taken for damage.
    "figures alone": lambda n: rows(
        lambda at: f"Rad {word(at)} 1 1 1 1" if at % 60 else f"{100 + at % 800} 5 5 9", n
    ),
    "repeated totals": lambda n: HEAD + "I alt 900 900 900 900\n\n" * n,
    "lost totals": lambda n: (
        HEAD + READ + MONTHS + "".join(f"I alt {word(at)}\n\n" for at in range(n))
    ),
    "page heads": lambda n: HEAD * (n // 8) + table("", "Kvinner 150 150 150 150"),
    "sections": lambda n: "".join(
        HEAD.replace("kjønn", word(at)) + table("", "Kvinner 150 150 150 150")
        for at in range(n // 12)
    ),
    "regions": lambda n: rows(lambda at: f"{101 + at % 9000:04} {word(at)} 10 10 10 10", n),
    "one total, other figures": other_totals,
    "mojibake": lambda n: rows(lambda at: f"FÃ¸re Ã¥r {word(at)} 10 10 10 10", n),
    "lost letters": lambda n: rows(lambda at: f"F\ufffdre \ufffdr {word(at)} 10 10 10 10", n),
    "page breaks": lambda n: rows(lambda at: f"\fRad {word(at)} 10 10 10 10", n),
    "page counters": lambda n: rows(
        lambda at: f"Rad {word(at)} 10 10 10 10\n\n{at + 1} / {n}\n\f", n
    ),
    "junk": lambda n: HEAD + READ + "".join(f"x{at}# |---|\n" for at in range(n)),
}


def cost(texts: list[str]) -> float:
    """Give the CPU seconds of a check of these inputs, the median of some."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for at, text in enumerate(texts):
            paths.append(str(Path(folder) / f"{at}.txt"))
            Path(paths[-1]).write_text(text, encoding="utf-8")
        told = Path(folder) / "told.json"
        command = [*TOOL, "check", *paths, "--format", "json", "--output", str(told)]
        seconds = median(process(command)[0] for _ in range(ROUNDS))
        inputs = json.loads(told.read_bytes())["inputs"]
    # What is refused costs nothing, and says nothing of how the cost grows.
    assert [one["error"] for one in inputs] == [None] * len(texts)
    return seconds


def growth(make: Callable[[int], list[str]], sizes: list[int], start: float) -> Iterator[float]:
    """Yield the cost at each size, start-up taken off."""
    for size in sizes:
        yield max(cost(make(size)) - start, 0.001)


def doubling(make: Callable[[int], list[str]], doublings: int) -> list[int]:
    """Give the sizes that double up to that at which a text has about as many lines as it may."""
    a_thousand = max(len(text.splitlines()) for text in make(1200))
    # A text has eight million characters at most.
    letters = max(map(len, make(1200)))
    most = min(1200 * LINES // a_thousand, 1200 * 7_900_000 // letters)
    return [most // 2**step for step in range(doublings, -1, -1)]


def chosen(names: Sequence[str], doublings: int) -> Iterator[Kind]:
    """Yield the kinds that are named, or all, with their texts and sizes."""
    kinds = {name: (lambda size, make=make: [make(size)]) for name, make in KINDS.items()}
    for name, make in (kinds | PAIRS).items():
        if not names or name in names:
            yield name, make, doubling(make, doublings)
    if not names or "inputs at once" in names:
        copies = true_tables(600)
        yield (
            "inputs at once",
            lambda size: [copies.replace("aaaa", word(at)) for at in range(size)],
            [INPUTS // 2**step for step in range(doublings, -1, -1)],
        )
    if not names or "pairs of inputs" in names:
        # Each pair says something of its own, so that the time grows with the pairs.
        pairs = (INPUTS // 2) ** 2
        yield (
            "pairs of inputs",
            pairs_of_inputs,
            [pairs // 2**step for step in range(doublings, -1, -1)],
        )


def row(exponent: float, name: str, lines: int, seconds: list[float]) -> str:
    """Put one kind into a row of the table."""
    shown = ", ".join(f"{one:.2f}" for one in seconds)
    return f"| {name} | {lines:,} | {shown} | **{exponent:.2f}** |"


def main(doublings: int, *names: str) -> int:
    """Print a row a kind, worst first; the exit code is 1 where one grows too fast."""
    start = cost([true_tables(6)])
    measured: list[tuple[float, str, int, list[float]]] = []
    for name, make, sizes in chosen(names, doublings):
        seconds = list(growth(make, sizes, start))
        lines = sum(len(text.splitlines()) for text in make(sizes[-1]))
        exponent = log2(seconds[-1] / seconds[-3]) / 2
        measured.append((exponent, name, lines, seconds))
        print(row(*measured[-1]), file=sys.stderr, flush=True)
    print(f"start-up {start:.2f} s, taken off")
    print("| kind | lines | CPU of each size, s | exponent |\n|---|---|---|---|")
    for one in sorted(measured, reverse=True):
        print(row(*one))
    return int(any(one[0] > MOST for one in measured))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DOUBLINGS, *sys.argv[2:]))
