"""A thousand printed reports, and the answer keys of hundreds. Run by ``make verify-demo``."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

import pytest

from tests.answering import Met, answered, any_layout, drawn, faults
from tests.planting import Kinds, Located, located
from tiltak_audit.demo.categories import SUBJECTS
from tiltak_audit.demo.exercise import exercise
from tiltak_audit.parsing.read import read_bytes

pytestmark = pytest.mark.slow

# Two reports a pair.
PAIRS = 500
EXERCISES = 200
EVERY = 50

Result = TypeVar("Result")


def over(work: Callable[[int], Result], cases: Iterable[int]) -> Iterable[Result]:
    """Do the cases in several processes, and say how far it is."""
    given = list(cases)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4), mp_context=context) as pool:
        for at, result in enumerate(pool.map(work, given, chunksize=4), 1):
            if at % EVERY == 0:
                sys.stdout.write(f"\n{work.__name__}: {at} of {len(given)}")
                sys.stdout.flush()
            yield result


def true_pair(seed: int) -> tuple[list[str], Counter[str]]:
    """Print a pair and list what a check makes wrong of it."""
    return faults(drawn(1_000 + seed))


def pair_of_a_member(seed: int) -> list[str]:
    """Print a pair of each member of the family in turn, and list what a check makes wrong."""
    return faults(drawn(20_000 + seed, list(SUBJECTS)[seed % len(SUBJECTS)]))[0]


def planted_pair(seed: int) -> Met:
    """Make an exercise in a layout that keeps the separator, and hold it against its answers."""
    rng = random.Random(f"planted pair {seed}")
    layout = any_layout(rng)
    while layout.separator == " ":
        layout = any_layout(rng)
    return answered(1_000 + seed, rng.randint(1, 12), layout)


def any_error(seed: int) -> list[tuple[str, Located]]:
    """Plant errors anywhere, one of each kind of the benchmark, into one printed report."""
    made = exercise(seed, 1 + seed % 12)
    name, text = next(iter(made.texts.items()))
    report = read_bytes(name, text.encode())
    kinds = Kinds(report)
    return [
        (kind, located(report, getattr(kinds, kind)(random.Random(f"{kind} {seed}"))))
        for kind in LEAST
    ]


# Of the planted errors that are found by identities, the least share whose finding has the planted
# figure as its only culprit; all where nothing is said. Where two reports differ either may be
# wrong, and a lost row or a kommune has rivals where figures beside it are alike.
CULPRITS = {"group-total": 0.1, "row-lost": 0.8, "kommune-digit": 0.85}

# The least shares found and, of these, with the planted figure as only culprit: those that
# benchmarks/localisation.py holds TILT140 to.
LEAST = {
    "total_digit": (1.0, 0.99),
    "mean_off": (0.98, 0.83),
    "months_swapped": (0.97, 0.88),
    "month_digit": (0.58, 0.64),
}


def test_a_thousand_reports() -> None:
    """Each is read cell by cell as counted, accused of nothing, and its counts are possible."""
    wrong: list[str] = []
    counts: Counter[str] = Counter()
    for faulty, counted in over(true_pair, range(PAIRS)):
        wrong += faulty
        counts += counted
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    sys.stdout.write(f"\n{said}\n")
    assert wrong == []
    assert counts["reports"] == 2 * PAIRS


def test_two_hundred_of_every_member() -> None:
    """True reports of TILT100 and of each of its main groups are read whole, without a warning."""
    wrong = [one for some in over(pair_of_a_member, range(200 * len(SUBJECTS))) for one in some]
    assert wrong == []


def test_the_answer_keys() -> None:
    """Every planted error is found under its code, and nothing else is."""
    found: Counter[tuple[str, bool]] = Counter()
    culprits: Counter[tuple[str, bool]] = Counter()
    certain: list[bool] = []
    others = []
    for result in over(planted_pair, range(EXERCISES)):
        found.update(result.found)
        culprits.update(result.culprits)
        certain += result.certain
        others += [f"{one.code} {one.place}" for one in result.others]
    for kind in sorted({kind for kind, _ in found}):
        all_of, named = sum(found[kind, one] for one in (True, False)), culprits[kind, True]
        asked = named + culprits[kind, False]
        sys.stdout.write(
            f"\n{kind}: found {found[kind, True]} of {all_of}; culprit {named} of {asked}"
        )
        assert named >= CULPRITS.get(kind, 1) * asked, kind
    sys.stdout.write(f"\ncertain: {sum(certain)} of {len(certain)} planted; others: {others}\n")
    assert not [kind for kind, hit in found if not hit]
    assert others == []
    assert all(certain)


def test_errors_anywhere() -> None:
    """Errors that nobody chose are found and named at the rates the benchmark states."""
    results: dict[str, list[Located]] = {kind: [] for kind in LEAST}
    for one in over(any_error, range(EXERCISES)):
        for kind, result in one:
            results[kind].append(result)
    shares = {}
    for kind, all_of in results.items():
        seen = [one for one in all_of if one.seen]
        shares[kind] = len(seen) / len(all_of), sum(one.unique for one in seen) / len(seen)
        certain = [right for one in all_of for right in one.certain]
        sys.stdout.write(
            f"\n{kind}: found {shares[kind][0]:.1%}, culprit {shares[kind][1]:.1%}, "
            f"certain {sum(certain)} of {len(certain)}"
        )
        assert all(certain)
    sys.stdout.write("\n")
    for kind, (found, named) in LEAST.items():
        assert shares[kind][0] >= found, kind
        assert shares[kind][1] >= named, kind
