"""vtlengine on the same identities, 200 planted errors, pandas and DuckDB; ``make verify-vtl``."""

from __future__ import annotations

import json
import os
import random
import subprocess
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.truth import Truth
from tests.vtl import names_of, planted, tables_of, violated_in
from tiltak_audit.export.vtl import vtl_of
from tiltak_audit.model.report import Report
from tiltak_audit.run.audit import audit

pytestmark = pytest.mark.slow

# Where make verify-vtl installs the peer, which is AGPL, apart from everything else.
PEER = Path(os.environ.get("VTLENGINE", ROOT / "build" / "vtl" / "bin" / "python"))

# Errors in drawn pairs of a group and the overview, and in a report as it was published.
DRAWN, REAL = 180, 20

# Runs the script of each folder by pandas and by DuckDB; prints both lists of identities.
PROGRAM = """
import json, pathlib, sys
from vtlengine import run
for folder in map(pathlib.Path, sys.argv[1:]):
    found = []
    for use_duckdb in (False, True):
        made = run(
            script=folder / "violated.vtl",
            data_structures=folder / "structures.json",
            datapoints=sorted(folder.glob("*.csv")),
            use_duckdb=use_duckdb,
        )
        found.append(sorted(map(int, made["violated"].data["identity"])))
    print(json.dumps(found), flush=True)
"""


def test_vtlengine_finds_the_same_identities_violated(tilt140: Report, tmp_path: Path) -> None:
    """Of each error both engines find those that the audit finds, and none in what is true."""
    if not PEER.exists():
        pytest.skip(f"vtlengine is not installed at {PEER}")
    inputs = [list(_pair(0)), [tilt140]]
    inputs += [planted(_pair(seed), random.Random(seed)) for seed in range(DRAWN)]
    inputs += [planted([tilt140], random.Random(seed)) for seed in range(REAL)]
    tables, ours = [], []
    for number, reports in enumerate(inputs):
        data = vtl_of(reports)
        tables.append(tables_of(data)["identities"])
        ours.append(violated_in(audit(reports).judged))
        with zipfile.ZipFile(BytesIO(data)) as archive:
            archive.extractall(tmp_path / str(number))
    done = subprocess.run(
        [str(PEER), "-c", PROGRAM, *(str(tmp_path / str(at)) for at in range(len(inputs)))],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(theirs) == len(ours) == 2 + DRAWN + REAL
    for identities, mine, (pandas, duckdb) in zip(tables, ours, theirs, strict=True):
        assert names_of(identities, pandas) == mine
        assert duckdb == pandas
    assert not ours[0]
    seen, by = sum(map(bool, ours[2:])), Counter[str]()
    for mine in ours[2:]:
        for names, number in mine.items():
            by[names[0]] += number
    print(f"{seen} of {DRAWN + REAL} errors violate {by.total()} identities, the same: {by}")  # noqa: T201
    assert seen > (DRAWN + REAL) / 2


def _pair(seed: int) -> tuple[Report, Report]:
    """Draw the overview and the report of a group, which speak of the same persons."""
    truth = Truth(seed, 1 + seed % 4, (5, 60, 900)[seed % 3])
    return truth.overview(), truth.of_group()
