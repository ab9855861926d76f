"""Stars beside shares: what a share and the whole that others tell leave of a count."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

import attrs
import html5lib
import pytest
from openpyxl import load_workbook

from tests.conftest import Run
from tests.test_wholes import HEAD, HL060, OSLO, REAL, order
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.exposure import Exposure, Standing
from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.severity import Severity
from tiltak_audit.model.interval import Interval
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.render.words.verdicts import verdict_lines
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.run.config import Config
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import outcome_of
from tiltak_audit.run.ratchet import ratcheted
from tiltak_audit.run.single import singles

# The order bears no style, which openpyxl remarks on.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

STEP = Decimal("0.1")
KINDS = ("Kvinner", "Menn")


def printed(count: int, whole: int, rounding: str = ROUND_HALF_UP) -> str:
    """Print a share in per cent to one decimal."""
    return str((Decimal(100 * count) / whole).quantize(STEP, rounding)).replace(".", ",")


def fits(count: int, share: str, whole: int) -> bool:
    """Tell whether a count of so many in all may be printed as a share; halves go either way."""
    return share in {printed(count, whole, one) for one in (ROUND_HALF_UP, ROUND_HALF_DOWN)}


def audited(*rows: str, reveal: bool = False) -> Audit:
    """Audit an order of Oslo with its stars."""
    return audit([order(*rows)], Attacker(), reveal=reveal)


def told(found: Audit) -> dict[str, int]:
    """Give the stars that shares give away, by their tables, with their values."""
    return {star.cell.table.label: star.interval.low for one in found.shared for star in one.stars}


@pytest.mark.parametrize("seed", range(25))
def test_what_shares_leave_is_what_counting_all_cases_leaves(seed: int) -> None:
    """Of one count and two stars of a whole: all wholes and counts are tried, one by one."""
    rng = random.Random(seed)
    whole, count = rng.randint(60, 900), rng.randint(4, 60)
    stars = [rng.randint(0, 3), rng.randint(0, 3)]
    shares = [printed(one, whole) for one in (count, *stars)]
    rows = [f"Helt ledige;Menn;{count};{shares[0]}"]
    rows += [f"{name};Menn;*;{share}" for name, share in zip("AB", shares[1:], strict=True)]
    fitting = [
        [{value for value in range(4) if fits(value, share, one)} for share in shares[1:]]
        for one in range(1, 2_000)
        if fits(count, shares[0], one)
    ]
    left = [set[int]().union(*each) for each in zip(*filter(all, fitting), strict=True)]
    expected = {
        f"{name} · Menn": min(some) for name, some in zip("AB", left, strict=True) if len(some) == 1
    }
    assert told(audited(*rows)) == expected
    assert {f"{name} · Menn": star for name, star in zip("AB", stars, strict=True)}.items() >= (
        expected.items()
    )


def test_the_sums_are_asked_too() -> None:
    """A share leaves a star 2 or 3, and the sum with a star that another share leaves: one."""
    rows = [
        "Helt ledige;Kvinner;29;1,3",  # of 2 149 to 2 319
        "Helt ledige;Menn;40;4,0",
        "Helt ledige;Begge kjønn;69;2,2",
        "Delvis ledige;Kvinner;*;0,1",  # 2 or 3
        "Delvis ledige;Menn;*;0,3",  # 3
        "Delvis ledige;Begge kjønn;5;0,2",
    ]
    found = audited(*rows)
    assert found.disclosure is not None
    assert found.disclosure.count(Standing.RECOVERABLE) == 0
    assert told(found) == {"Delvis ledige · Kvinner": 2, "Delvis ledige · Menn": 3}
    (one,) = found.shared
    assert (one.by_sums, one.share.count.table.label) == (1, "Delvis ledige · Menn")
    (finding,) = [one for one in found.findings if one.code == "TA604"]
    assert finding.words.message.startswith("2 stars")
    assert any("1 of them follows only with sums" in note for note in finding.words.notes)
    assert len(finding.covers) == 2


@pytest.mark.parametrize(
    "rows",
    [
        ["Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;*"],
        ["Helt ledige;Menn;*;8,0", "Delvis ledige;Menn;*;0,6"],
        ["Helt ledige;Kvinner;40;8,0", "Delvis ledige;Menn;*;0,6"],
        # 40 and 400 are of no one whole: an error, of which nothing follows.
        ["Helt ledige;Menn;40;8,0", "På tiltak;Menn;400;8,0", "Delvis ledige;Menn;*;0,6"],
        # A share that no star of 0 to 3 can be.
        ["Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;2,6"],
    ],
)
def test_nothing_is_told_that_does_not_follow(rows: list[str]) -> None:
    """Where a share is starred, too, or tells of no whole that is known, stars are kept."""
    assert audited(*rows).shared == ()


def left_by_shares(name: str) -> dict[str, set[int]]:
    """Give what shares leave of the stars of kommuner, by another reader and by counting cases."""
    sheet = load_workbook(REAL / name)["Telemark"]
    groups: dict[tuple[str, str], list[tuple[str, int | str, str]]] = defaultdict(list)
    for row in sheet.iter_rows(min_row=3, values_only=True):
        for half in (row[1:9], row[10:18]):
            *_, region, status, kjonn, count, share = half
            if region:
                printed_share = f"{float(str(share)):.1f}".replace(".", ",")
                number = count if isinstance(count, int) else str(count)
                groups[str(region), str(kjonn)].append((str(status), number, printed_share))
    found = {}
    for (region, kjonn), ratios in groups.items():
        printed = [(count, share) for _, count, share in ratios if isinstance(count, int)]
        wholes = [
            one for one in range(1, 40_000) if all(fits(*each, whole=one) for each in printed)
        ]
        for status, count, share in ratios:
            if count == "*":
                left = {one for one in range(4) if any(fits(one, share, w) for w in wholes)}
                found[f"{status} · {kjonn} · {region}"] = left
    return found


@pytest.mark.parametrize(("name", "stars"), [("2025-01", 3), ("2025-11", 10)])
def test_real_orders_give_stars_away(name: str, stars: int) -> None:
    """In NAV's own orders; what a share alone leaves is what another reader and counting find."""
    report = read(str(REAL / f"ledighet_{name}.xlsx"))
    done = audit([report], Attacker())
    (found,) = done.shared
    assert len(found.stars) == stars
    assert done.disclosure is not None
    known = {
        f"{one.cell.table.label} · {one.cell.row.name}": one
        for one in (*done.disclosure.exposures, *found.stars)
        if one.standing is Standing.RECOVERABLE
    }
    direct = {f"{one.table.label} · {one.row.name}" for one in found.direct}
    left = left_by_shares(f"ledighet_{name}.xlsx")
    expected = {star for star, values in left.items() if len(values) == 1}
    assert direct
    assert direct <= expected
    # What the counts alone give away, too, is told as that.
    assert expected <= known.keys()
    assert all(known[star].interval.low in left[star] for star in expected)


def test_months_of_one_whole_prove_nothing() -> None:
    """That the months of a row are of one whole is no more than likely."""
    assert audit([read(str(REAL / HL060))], Attacker()).shared == ()


def marked(page: Path) -> dict[str, str]:
    """Give the stars that a page marks, by their tables, with the mark."""
    parsed = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    (data,) = (one.text for one in parsed.iter("script") if one.get("type") == "application/json")
    tables = json.loads(data or "")["tables"]
    return {label: marks for _, label, _, _, rows, _ in tables for *_row, marks in rows if marks}


def test_the_gate_the_document_and_the_secret(run: Run, tmp_path: Path) -> None:
    """With the stars in the gate it is exit 1; the value is told with --reveal only."""
    rows = "".join(
        f"{OSLO};{one}\n"
        for one in (
            "Helt ledige;Kvinner;30;7,5",
            "Helt ledige;Menn;40;8,0",
            "Helt ledige;Begge kjønn;70;7,8",
            "Delvis ledige;Kvinner;*;*",
            "Delvis ledige;Menn;*;0,6",
            "Delvis ledige;Begge kjønn;4;*",
        )
    )
    (tmp_path / "order.csv").write_text(HEAD + rows, encoding="utf-8")
    check = ("check", "order.csv", "--excerpt", "--lang", "en")
    assert run(*check).returncode == 0
    done = run(*check, "--gate", "stars")
    assert done.returncode == 1
    assert "none of 2 can be worked out from the counts alone; 2 with shares" in done.stdout
    found = json.loads(run(*check, "--format", "json").stdout)
    assert found["verdicts"]["stars"] | {"secondary": 0} == {
        "verdict": "recoverable",
        "recoverable": 0,
        "with_editions": 0,
        "with_shares": 2,
        "suppressed": 2,
        "secondary": 0,
    }
    # What is told as that is not told as narrowed besides.
    assert (found["disclosure"]["narrowed"], found["disclosure"]["cells"]) == (0, [])
    run(*check, "--output", "page.html")
    assert marked(tmp_path / "page.html") == {
        "Delvis ledige · Kvinner": "r",
        "Delvis ledige · Menn": "r",
    }
    values = "values: line 6 2025-01 = 3, line 5 2025-01 = 1"
    assert "values: line" not in done.stdout
    assert values in run(*check, "--reveal").stdout
    # Against itself it leaks nothing anew.
    (tmp_path / "old.csv").write_text(HEAD + rows, encoding="utf-8")
    assert run(*check, "--against", "old.csv", "--gate", "stars=new").returncode == 0


def test_a_finding_a_report() -> None:
    """Of two months each report tells its own star."""
    rows = ("Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;0,6")
    text = HEAD + "".join(f"{OSLO.replace('202501', '202502')};{row}\n" for row in rows)
    reports = [order(*rows), read_bytes("other.csv", text.encode())]
    found = audit(reports, Attacker()).shared
    assert [(one.report.path, len(one.stars)) for one in found] == [
        ("order.csv", 1),
        ("other.csv", 1),
    ]


def test_each_report_tells_its_own_stars_alone() -> None:
    """Seen report by report, none bears the stars that shares of another one give away."""
    report = order("Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;0,6")
    text = HEAD + f"{OSLO};Helt ledige;Menn;40;8,0\n{OSLO};Delvis ledige;Menn;*;*\n"
    reports = [report, read_bytes("other.csv", text.replace("202501", "202502").encode())]
    inputs = [Accepted(one.path, "", one) for one in reports]
    found = audit(reports, Attacker())
    told = [
        one.verdicts.stars for one in singles(Options(), inputs, found, date(2025, 3, 1), Config())
    ]
    assert [(one.with_shares, one.suppressed) for one in told] == [(1, 1), (0, 1)]
    assert [one.verdict for one in told] == ["recoverable", "protected"]


def test_shares_that_contradict_each_other_hide_no_others() -> None:
    """Of men no star of 0 to 3 is 2,6 of 500; of women 3 is 0,6 all the same."""
    rows = ["Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;2,6"]
    rows += ["Helt ledige;Kvinner;40;8,0", "Delvis ledige;Kvinner;*;0,6"]
    assert told(audited(*rows)) == {"Delvis ledige · Kvinner": 3}


def test_a_star_of_no_sum_leaks_nothing_anew_against_itself() -> None:
    """What no identity speaks of is known of the edition before, too."""
    rows = ("Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;0,6")
    text = HEAD + "".join(f"{OSLO};{row}\n" for row in rows)
    found = audit([order(*rows)], Attacker(), against=[read_bytes("old.csv", text.encode())])
    assert [one.before for one in ratcheted(found, Attacker()).shared] == [True]


def test_a_star_in_doubt_tells_of_no_whole() -> None:
    """30 of 600 as a star break a sum; of 600, as 300 are 50,0 %, 0,5 % are 3 all the same."""
    rows = ["På tiltak;Kvinner;300;50,0", "På tiltak;Menn;40;*", "På tiltak;Begge kjønn;340;*"]
    rows += ["Helt ledige;Kvinner;*;5,0", "Helt ledige;Menn;40;*", "Helt ledige;Begge kjønn;70;*"]
    rows += ["Delvis ledige;Kvinner;*;0,5", "Delvis ledige;Menn;*;*"]
    found = audited(*rows, "Delvis ledige;Begge kjønn;4;*")
    assert "TA402" in {one.code for one in found.findings}
    assert told(found) == {"Delvis ledige · Kvinner": 3, "Delvis ledige · Menn": 1}


def test_what_is_undecided_is_told_beside_what_shares_give_away() -> None:
    """That none follows from the counts alone is no word of those that nobody proved open."""
    report = order("Helt ledige;Menn;40;8,0", "Delvis ledige;Menn;*;0,6", "På tiltak;Menn;*;*")
    found = audit([report], Attacker())
    assert found.disclosure is not None
    assert found.disclosure.points is not None
    stars = found.disclosure.points.joint.cells(found.disclosure.points.stars)
    (cell,) = (one for one in stars if one.table.label == "På tiltak · Menn")
    open_yet = Exposure(cell, Interval(0, 3), 3, decided=False, standing=Standing.UNDECIDED)
    disclosure = attrs.evolve(found.disclosure, exposures=(open_yet,))
    outcome = outcome_of(
        Options(),
        [Accepted(report.path, "", report)],
        attrs.evolve(found, disclosure=disclosure),
        date(2025, 3, 1),
    )
    (said,) = (said for name, said in verdict_lines(outcome) if "with shares" in said)
    assert said == ("none of 2 can be worked out from the counts alone; 1 with shares; 1 undecided")


def test_shares_that_contradict_sums_hide_no_others() -> None:
    """In one month two stars of 3 each make 4; in the other one a star is 3 all the same."""
    rows = ["Helt ledige;Kvinner;40;8,0", "Helt ledige;Menn;40;8,0", "Helt ledige;Begge kjønn;80;*"]
    rows += ["Delvis ledige;Kvinner;*;0,6", "Delvis ledige;Menn;*;0,6"]
    text = HEAD + f"{OSLO};{rows[1]}\n{OSLO};{rows[4]}\n"
    other = read_bytes("other.csv", text.replace("202501", "202502").encode())
    found = audit([order(*rows, "Delvis ledige;Begge kjønn;4;*"), other], Attacker())
    assert [(one.report.path, len(one.stars)) for one in found.shared] == [("other.csv", 1)]
    (said,) = (one for one in found.findings if one.code == "TA407")
    assert (said.place.path, said.place.table) == ("order.csv", "Delvis ledige · Kvinner")
    assert said.severity is Severity.ERROR
    assert [one.text for one in said.evidence] == ["the whole = Σ over 2 tables"]
    assert len(said.covers) == 2


@pytest.mark.parametrize("seed", range(40))
def test_shares_and_sums_contradict_just_where_no_counts_fit_both(seed: int) -> None:
    """All counts of two stars are tried, beside a printed sum, of a known number of persons."""
    rng = random.Random(seed)
    whole = rng.choice((250, 500, 700))
    shares = [printed(rng.randint(0, 3), whole) for _ in "KM"]
    total = rng.randint(4, 6)
    rows = [f"Helt ledige;{one};{whole};100,0" for one in KINDS]
    rows += [f"Helt ledige;Begge kjønn;{2 * whole};*"]
    rows += [f"Delvis ledige;{one};*;{share}" for one, share in zip(KINDS, shares, strict=True)]
    found = audited(*rows, f"Delvis ledige;Begge kjønn;{total};*")
    pairs = ((women, total - women) for women in range(4) if 0 <= total - women <= 3)
    fitting = any(fits(a, shares[0], whole) and fits(b, shares[1], whole) for a, b in pairs)
    errors = [one.code for one in found.findings if one.axis is Axis.FIGURES]
    assert errors == ([] if fitting else ["TA407"])


def test_an_attacker_that_takes_stars_for_less_proves_no_error() -> None:
    """Stars of at most 2 would be of no 0,6 % of 500; the report may hide 3."""
    rows = ["Helt ledige;Kvinner;40;8,0", "Helt ledige;Menn;40;8,0", "Helt ledige;Begge kjønn;80;*"]
    rows += ["Delvis ledige;Kvinner;*;0,6", "Delvis ledige;Menn;*;*"]
    found = audit([order(*rows, "Delvis ledige;Begge kjønn;4;*")], Attacker(star_max=2))
    assert "TA407" not in {one.code for one in found.findings}
