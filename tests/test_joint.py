"""Identities that hold one by one and cannot hold together: TA405, and its proof."""

from __future__ import annotations

import attrs
import numpy as np
import pytest

from tests.conftest import ROOT, Run
from tests.pages import audit_text
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.engine.most import MOST
from tiltak_audit.findings.finding import Finding
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.suspects import examine
from tiltak_audit.suspects.suspect import Certainty

CASE = ROOT / "tests" / "cases" / "joint_conflict.txt"

HEAD = """ Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
Tiltak og {section} Rapport oppdatert: 02.12.2025

Januar 2025 - Februar 2025

Gjennom
snitt hittil

i år Januar Februar

"""


def page(section: str, *rows: str) -> str:
    """Print one table of two months."""
    return HEAD.format(section=section) + "\n\n".join(rows) + "\n"


def proved(result: Audit) -> list[Finding]:
    """Keep the findings that identities prove."""
    return [finding for finding in result.findings if finding.evidence]


def solved_exactly(known: Audit) -> Audit:
    """Audit again with the solver, and leave out what it says of stars."""
    full = audit(known.reports, Attacker())
    kept = [finding for finding in full.findings if not finding.code.startswith("TA6")]
    return attrs.evolve(full, findings=tuple(kept))


def fingerprints(result: Audit) -> list[str]:
    """Name the findings."""
    return [finding.fingerprint for finding in result.findings]


def test_a_sum_and_a_mean_that_need_one_star_at_two_values() -> None:
    """The proof is those two identities, each consistent by itself."""
    (finding,) = proved(audit([read(str(CASE))]))
    assert [(one.code, one.period, one.verdict) for one in finding.evidence] == [
        ("TA201", "2025-01", Verdict.CONSISTENT),
        ("TA301", "mean", Verdict.CONSISTENT),
    ]
    assert finding.codes == ("TA201", "TA301", "TA405")


def test_who_may_be_wrong() -> None:
    """102 may stand for 103, one digit; or a 50 for 49, which is no usual slip. Not certain.

    The mean of 4 over two stars may also be one that should be starred.
    """
    (finding,) = proved(audit([read(str(CASE))]))
    suspects = {
        (suspect.cell.row.label, suspect.cell.column): (suspect.repair.low, sure)
        for suspect, sure in finding.suspects
    }
    assert suspects == {
        ("I alt", 1): (103, Certainty.LIKELY),
        ("20-24 år", 1): (49, Certainty.ONE_OF_N),
        ("25-29 år", 1): (49, Certainty.ONE_OF_N),
        ("19 år og under", 0): (0, Certainty.ONE_OF_N),
    }


@pytest.mark.parametrize(
    ("old", "new"), [("4 * 4", "* * 4"), ("104 102 106", "104 103 106"), ("51 50 52", "51 49 52")]
)
def test_either_identity_alone_can_hold(old: str, new: str) -> None:
    """With the mean below 3.5, or a column that leaves the star 3, nothing conflicts."""
    text = CASE.read_text(encoding="utf-8")
    assert old in text
    assert proved(audit_text(text.replace(old, new))) == []


def test_select_matches_any_code_of_its_identities(run: Run) -> None:
    """--select TA301 and --select TA405 both keep it; the verdict words are their own."""
    for code in ("TA301", "TA405"):
        assert run("check", CASE, "--select", code).returncode == 1
    assert run("check", CASE, "--select", "TA403").returncode == 0
    shown = run("check", CASE).stdout
    assert "identity  TA301 mean: the mean is the rounded mean of the months; 4 and 2 – 4" in shown
    printed = run("check", CASE, "--format", "json").stdout
    assert printed.count('"verdict": "consistent"') == 2
    assert '"verdict": "violated"' not in printed


def test_one_wrong_figure_never_gives_a_second_finding() -> None:
    """A total that breaks its column, and stars that would conflict with it: one finding."""
    text = CASE.read_text(encoding="utf-8").replace("104 102 106", "104 902 106")
    (finding,) = proved(audit_text(text))
    assert finding.code == "TA201"


def test_a_conflict_beside_a_violation_is_a_finding_of_its_own() -> None:
    """A table with a typo and another with a joint conflict: two findings, each its own."""
    text = CASE.read_text(encoding="utf-8") + page(
        "kjønn", "I alt veiledning 308 305 311", "Kvinner 150 194 151", "Menn 158 156 160"
    )
    assert [finding.code for finding in proved(audit_text(text))] == ["TA201", "TA405"]


# Stars in a square: each mean of 4 over an April of 15 leaves its row at most 3 in the other
# months, so 9 in all; the totals of those months need 4 each, so 12.
SQUARE = (
    page(
        "alder",
        "I alt mentor 14 4 4 4 45",
        "19 år og under 4 * * * 15",
        "20-24 år 4 * * * 15",
        "25-29 år 4 * * * 15",
    )
    .replace("Januar Februar", "Januar Februar Mars April")
    .replace("Februar 2025", "April 2025")
)


def test_what_only_the_exact_solver_sees() -> None:
    """Three sums and three means hold one by one; the solver proves that not all hold.

    It is asked whether stars are audited or not.
    """
    result = audit_text(SQUARE)
    (finding,) = proved(result)
    assert finding.code == "TA405"
    assert [(one.code, one.period, one.verdict) for one in finding.evidence] == [
        *(("TA201", f"2025-0{month}", Verdict.CONSISTENT) for month in (1, 2, 3)),
        *[("TA301", "mean", Verdict.CONSISTENT)] * 3,
    ]
    assert fingerprints(solved_exactly(result)) == fingerprints(result)


def test_one_more_person_and_the_solver_is_content() -> None:
    """With 3 in every month the 9 that the means leave are enough, to the last."""
    text = SQUARE.replace("14 4 4 4 45", "14 * * * 45")
    assert proved(solved_exactly(audit_text(text))) == []


def test_the_most_conflicts_are_told_and_then_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the most conflicts the examination says that it stopped."""
    monkeypatch.setattr(examine, "_MOST_CONFLICTS", 1)
    case = CASE.read_text(encoding="utf-8")
    twice = case + case.replace("mentor", "veiledning")
    result = audit_text(twice)
    assert len(result.examined.conflicts) == 1
    assert result.examined.capped
    (last,) = proved(result)
    assert last.words.notes == ("the search for conflicts ended here; there may be more",)
    assert fingerprints(solved_exactly(result)) == fingerprints(result)


def test_what_disclosure_may_believe() -> None:
    """Figures under suspicion are free, broken rows are gone, and the rest has a solution."""
    violated = audit([read(str(ROOT / "tests" / "cases" / "digits_swapped.txt"))])
    belief = violated.examined.belief
    assert belief.dropped.sum() == 2
    (freed,) = np.flatnonzero(belief.freed).tolist()
    assert (belief.system.low[freed], belief.system.high[freed]) == (0, MOST)
    cell = belief.joint.cell(freed)
    assert (cell.row.label, cell.column) == ("Kvinner", 1)
    assert not belief.bounds.conflict
    # Its column and its mean are both broken, so that nothing bounds it.
    assert (belief.bounds.low[freed], belief.bounds.high[freed]) == (0, MOST)


def test_clean_reports_are_believed_whole(tilt140: Report) -> None:
    """Nothing is freed or dropped, and neither propagation nor the solver finds a conflict."""
    result = audit([tilt140])
    belief = result.examined.belief
    assert not belief.freed.any()
    assert not belief.dropped.any()
    assert belief.system is belief.joint.system
    assert fingerprints(solved_exactly(result)) == fingerprints(result)
