"""Other solvers on the same questions: a plain MIP, and τ-ARGUS. Run by ``make verify``."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import attrs
import highspy
import numpy as np
import pytest

from tests.conftest import ROOT
from tiltak_audit.argus.jj import table_system_of, text_of_table_system
from tiltak_audit.argus.targets import Known, attack
from tiltak_audit.engine.aliases import labels
from tiltak_audit.engine.intervals import intervals
from tiltak_audit.export.suppressed import table_system
from tiltak_audit.identities.identity import Balance, Identity, MeanOfMonths
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.system import joint_of
from tiltak_audit.identities.within import identities_within
from tiltak_audit.model.cell import Cell
from tiltak_audit.model.period import MEAN
from tiltak_audit.model.report import Report

pytestmark = pytest.mark.slow

# Where make verify installs the peer, apart from everything else.
PEER = Path(os.environ.get("TAUARGUS", ROOT / "build" / "tauargus" / "bin" / "python"))

# Cells of each connected part of TILT140 that are held against the plain model.
SAMPLE = 4


class PlainModel:
    """The identities of a report as they are written, as one mixed-integer model."""

    def __init__(self, identities: list[Identity]) -> None:
        """Give every figure a column and every identity and period a row."""
        self.column: dict[Cell, int] = {}
        self.low: list[int] = []
        self.high: list[int] = []
        self.rows: list[dict[int, int]] = []
        for one in identities:
            if isinstance(one, MeanOfMonths):
                self._row([(t.cell, t.sign) for t in one.terms()])
            elif isinstance(one, Balance) and one.complete:
                assert not one.at_most
                for period in one.periods:
                    if period != MEAN or one.restates:
                        self._row([(t.cell, t.sign) for t in one.terms(period)])
        self.model = highspy.Highs()  # type: ignore[no-untyped-call]
        self.model.setOptionValue("output_flag", False)  # noqa: FBT003
        self.model.setOptionValue("threads", 1)
        for low, high in zip(self.low, self.high, strict=True):
            self.model.addVar(low, high)
        size = len(self.low)
        columns = np.arange(size, dtype=np.int32)
        kinds = np.full(size, highspy.HighsVarType.kInteger)
        self.model.changeColsIntegrality(size, columns, kinds)
        for row in self.rows:
            at, factors = np.array(list(row), dtype=np.int32), np.array(list(row.values()), float)
            self.model.addRow(0, 0, len(row), at, factors)

    def _row(self, terms: list[tuple[Cell, int]]) -> None:
        row: dict[int, int] = {}
        for cell, sign in terms:
            if cell not in self.column:
                self.column[cell] = len(self.low)
                self.low.append(cell.persons.low)
                self.high.append(cell.persons.high)
            column = self.column[cell]
            row[column] = row.get(column, 0) + sign
        self.rows.append(row)

    def end(self, key: Cell, sign: int) -> int:
        """Give the smallest or the largest value of a figure."""
        column = self.column[key]
        self.model.changeColCost(column, -sign)
        self.model.run()
        assert self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = self.model.getSolution().col_value[column]
        self.model.changeColCost(column, 0)
        assert abs(value - round(value)) < 1e-6
        return round(value)


def test_a_plain_model_finds_the_same_ends(tilt140: Report) -> None:
    """Sampled stars of every connected part of TILT140 have the ends that a plain MIP finds."""
    identities = list(identities_within(observe(tilt140)))
    joint = joint_of(identities)
    block = np.repeat(np.arange(len(joint.series)), np.diff(joint.first))
    position = np.arange(joint.system.variables) - joint.first[block]
    found = intervals(joint.system, place=(block, position))
    assert found.decided.all()
    model = PlainModel(identities)
    assert len(model.rows) == joint.system.rows
    free = found.low < found.high
    parts = _parts(joint.system.index, joint.system.row, free, joint.system.variables)
    rng = random.Random(20_251_102)
    # Stars whose ends rows narrow, and those that propagation alone decides, too.
    narrowed = np.flatnonzero(joint.star & (found.high - found.low < 3)).tolist()
    sample = rng.sample(narrowed, 30)
    for part in parts:
        sample += rng.sample(part, min(SAMPLE, len(part)))
    wrong = []
    for variable in sample:
        key = joint.cell(variable)
        ours = (int(found.low[variable]), int(found.high[variable]))
        theirs = (model.end(key, -1), model.end(key, 1))
        if ours != theirs:
            wrong.append((variable, ours, theirs))
    print(f"{len(sample)} figures in {len(parts)} parts")  # noqa: T201  the target says what it did
    assert wrong == []


def _parts(index: object, row: object, free: object, size: int) -> list[list[int]]:
    """List the free variables that rows link, the larger parts only."""
    entries = np.flatnonzero(free[index])  # type: ignore[index]
    first: dict[int, int] = {}
    pairs = [
        (variable, first.setdefault(at, variable))
        for variable, at in zip(index[entries].tolist(), row[entries].tolist(), strict=True)  # type: ignore[index]
    ]
    label = labels(size, np.array(pairs))
    groups: dict[int, list[int]] = {}
    for variable in dict.fromkeys(variable for variable, _ in pairs):
        groups.setdefault(int(label[variable]), []).append(variable)
    return sorted(groups.values(), key=len, reverse=True)


@pytest.fixture(scope="module")
def peer() -> Callable[[list[Path]], list[dict[int, tuple[float, float]]]]:
    """Give the audit of pytauargus: the bounds of every suppressed cell of some files."""
    if not PEER.exists():
        pytest.skip(f"pytauargus is not installed at {PEER}")
    code = (
        "import json, sys\n"
        "from pytauargus._tauargus import audit_jj\n"
        "for path in sys.argv[1:]:\n"
        "    rows = audit_jj(path)\n"
        "    print(json.dumps([[row['cell'], row['min'], row['max']] for row in rows]))\n"
    )

    def ask(paths: list[Path]) -> list[dict[int, tuple[float, float]]]:
        done = subprocess.run(
            [str(PEER), "-c", code, *map(str, paths)], capture_output=True, text=True, check=True
        )
        lines = done.stdout.splitlines()
        assert len(lines) == len(paths)
        return [{cell: (low, high) for cell, low, high in json.loads(line)} for line in lines]

    return ask


def _ours(text: str) -> dict[int, tuple[int, int]]:
    found = attack(table_system_of(text.encode()))
    assert found.feasible
    assert all(target.status is not Known.UNDECIDED for target in found.targets)
    return {target.cell: (target.low, target.high) for target in found.targets}


def _only(report: Report, label: str) -> Report:
    """Cut a report down to the tables of one tiltak."""
    sections = tuple(
        attrs.evolve(
            section, tables=tuple(table for table in section.tables if table.label == label)
        )
        for section in report.sections
    )
    return attrs.evolve(report, sections=sections)


def test_tau_argus_agrees_on_the_reports(
    peer: Callable[[list[Path]], list[dict[int, tuple[float, float]]]],
    tilt100: Report,
    tilt140: Report,
    tmp_path: Path,
) -> None:
    """All of TILT100, and one tiltak of TILT140: the same two bounds for every cell."""
    texts, paths = [], []
    for name, report in (("TILT100", tilt100), ("TILT140 mentor", _only(tilt140, "mentor"))):
        texts.append(text_of_table_system(table_system([report])))
        paths.append(tmp_path / f"{name}.jj")
        paths[-1].write_text(texts[-1], encoding="utf-8")
    for path, text, theirs in zip(paths, texts, peer(paths), strict=True):
        ours = _ours(text)
        assert set(ours) == set(theirs)
        assert len(ours) > 10
        for cell, ends in ours.items():
            assert theirs[cell] == pytest.approx(ends, abs=1e-6), (path.name, cell)
        print(f"{path.stem}: {len(ours)} cells, the same bounds")  # noqa: T201


def test_tau_argus_is_never_narrower(
    peer: Callable[[list[Path]], list[dict[int, tuple[float, float]]]], tmp_path: Path
) -> None:
    """On random systems its bounds hold ours: it takes cells for real numbers, we for whole ones.

    On sums of a table the two are the same nearly always; with other coefficients often not.
    """
    rng = random.Random(20_251_102)
    texts, paths = [], []
    for number in range(300):
        texts.append(_random_system(rng, (-1, 1) if number % 2 else (-7, -3, -2, -1, 1, 2, 3, 5)))
        paths.append(tmp_path / f"{number}.jj")
        paths[-1].write_text(texts[-1], encoding="utf-8")
    cells = same = 0
    for text, theirs in zip(texts, peer(paths), strict=True):
        ours = _ours(text)
        assert set(ours) == set(theirs)
        for cell, (low, high) in ours.items():
            assert theirs[cell][0] <= low + 1e-6
            assert theirs[cell][1] >= high - 1e-6
            cells += 1
            same += theirs[cell] == pytest.approx((low, high), abs=1e-6)
    assert cells > 500
    assert same > cells * 0.8
    print(f"{cells} cells, {same} with the same bounds, the others wider there")  # noqa: T201


def _random_system(rng: random.Random, factors: tuple[int, ...]) -> str:
    size = rng.randint(2, 6)
    low = [rng.randint(-4, 3) for _ in range(size)]
    high = [least + rng.randint(0, 4) for least in low]
    true = [rng.randint(a, b) for a, b in zip(low, high, strict=True)]
    lines = ["0", str(size)]
    for at, bounds in enumerate(zip(low, high, strict=True)):
        lines.append(f"{at} {true[at]} 1 {rng.choice('suum')} {bounds[0]} {bounds[1]} 0 0 0")
    count = rng.randint(1, 3)
    lines.append(str(count))
    for _ in range(count):
        terms = [(v, rng.choice(factors)) for v in rng.sample(range(size), rng.randint(1, size))]
        said = " ".join(f"{v} ({factor})" for v, factor in terms)
        lines.append(f"{sum(f * true[v] for v, f in terms)} {len(terms)} : {said}")
    return "\n".join(lines) + "\n"
