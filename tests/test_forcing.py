"""What must stay and gives a star away is named whole, and no figure in vain."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tests.conftest import TILT100, Run
from tests.drawn_tables import drawn, leaking, problem_of
from tiltak_audit.protection.search import searched

if TYPE_CHECKING:
    from pathlib import Path


def test_what_forces_a_leak_is_named_whole_and_hardly_in_vain() -> None:
    """By enumeration: shown alone the figures give the star away; hidden, nearly each helps.

    A figure is needed by the proof that names it; now and then another proof does without it.
    """
    named, vain = 0, 0
    for seed in range(12):
        values, rows = drawn(seed)
        problem = problem_of(values, rows)
        may = problem.may & (np.random.default_rng(seed).random(len(values)) < 0.5)
        found = searched(attrs.evolve(problem, may=may), lambda _: None)
        printed = set(np.flatnonzero(problem.printed).tolist())
        for star, by in found.lost.items():
            assert by
            assert not may[list(by)].any()
            assert star in leaking(values, printed - set(by))
            named += len(by)
            vain += sum(star in leaking(values, (printed - set(by)) | {one}) for one in by)
    assert named > 20
    assert vain <= named / 10


def test_a_published_report_that_forces_leaks_is_named(run: Run, tmp_path: Path) -> None:
    """A later edition beside one that is out: its figures, of the row and the total, no others."""
    later = TILT100.read_text("utf-8").replace("oppdatert: 02.02.2026", "oppdatert: 09.02.2026")
    (tmp_path / "later.txt").write_text(later, "utf-8")
    given = ("protect", "later.txt", "--published", TILT100)
    document = json.loads(run(*given, "--to", "json").stdout)
    lost = {one["cell"]["line"]: one for one in document["unprotected"]}
    assert {one["bar"] for one in lost.values()} == {"kept"}
    # The printed rows of the table, and its total, which the overview prints first.
    by = lost[116]["by"]
    assert {one["path"] for one in by} == {str(TILT100)}
    assert [one["row"] for one in by[1:]] == [
        "Lønnstilskudd",
        "Arbeidspraksis",
        "Opplæring",
        "Oppfølging",
        "Avklaringstiltak",
        "Arbeidsrettet rehabilitering",
        "Tilrettelegging",
    ]
    told = run(*given).stdout
    assert "give it away together" in told
    assert "; and 5 more (-v)" in told
