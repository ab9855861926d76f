"""The disclosure audit: which stars can be worked out, and that nothing of it is told unasked."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TILT100, TILT140, Run
from tests.truth import Truth, lies_inside, values
from tiltak_audit.disclosure.attacker import (
    Attacker,
    Insider,
    MissingRows,
    insiders_of,
    star_max_of,
)
from tiltak_audit.disclosure.disclose import disclose
from tiltak_audit.disclosure.exposure import Disclosure, Exposure, Standing, Way
from tiltak_audit.engine.solver import Floats, Relaxation, Vertex
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.identities.identity import Balance, Identity, Law, MeanOfMonths
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.system import joint_of
from tiltak_audit.identities.within import identities_within
from tiltak_audit.model.figure import Star
from tiltak_audit.model.mean import Rounding
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.protection.remedy import remedied
from tiltak_audit.run.audit import audit
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import outcome_of
from tiltak_audit.suspects.belief import believed
from tiltak_audit.suspects.suspect import Cause

HEAD = """Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
Tiltak og alder Rapport oppdatert: 02.12.2025

Januar 2025 - Februar 2025

Gjennom
snitt hittil

i år Januar Februar

"""


def report_of(*rows: str) -> Report:
    """Read a table of two months, a row a line."""
    return read_bytes("t.txt", (HEAD + "\n\n".join(rows) + "\n").encode())


def disclosed(*reports: Report, attacker: Attacker | None = None) -> Disclosure:
    """Run the disclosure audit alone."""
    found = audit(reports, attacker or Attacker()).disclosure
    assert found is not None
    return found


@cache
def identities(path: str) -> tuple[Identity, ...]:
    """Give the identities of a sample."""
    return tuple(identities_within(observe(read(path))))


def tally(found: Disclosure, *, mean: bool) -> tuple[dict[int, int], int]:
    """Count the exposed months or means by width, and those known to be 1 or more."""
    cells = [one for one in found.exposures if (one.cell.period == "mean") is mean]
    widths = Counter(one.width for one in cells)
    return dict(widths), sum(one.width == 0 and one.interval.low > 0 for one in cells)


def test_tilt140() -> None:
    """TILT140 gives what an independent engine found: engine.md's figures, none undecided."""
    found = disclose(believed(joint_of(identities(str(TILT140)))), Attacker())
    assert found.suppressed == 24_591 + 2_230
    assert tally(found, mean=False) == ({0: 780, 1: 1_792, 2: 3_751}, 97)
    assert tally(found, mean=True)[0][0] == 28
    assert tally(found, mean=True)[1] == 19
    assert found.count(Standing.UNDECIDED) == 0
    assert sum(len(spill.leaks) for spill in found.spills) == 808
    assert all(leak.proof for spill in found.spills for leak in spill.leaks)


def test_tilt100() -> None:
    """TILT100 gives 4 of its 9 starred months, all at 1 or more; each mean repeats its month."""
    found = disclose(believed(joint_of(identities(str(TILT100)))), Attacker())
    assert found.suppressed == 18
    assert tally(found, mean=False)[0][0] == tally(found, mean=True)[0][0] == 4
    assert (tally(found, mean=False)[1], tally(found, mean=True)[1]) == (4, 4)


@pytest.mark.parametrize(
    ("attacker", "without", "recoverable", "nonzero"),
    [
        (Attacker(missing=MissingRows.UNKNOWN), (), 763, 80),
        (Attacker(star_max=None), (), 754, 71),
        (Attacker(), (Law.REGION,), 110, 68),
        (Attacker(), (Law.MEAN_OF_MONTHS,), 685, 88),
        (Attacker(), (Law.REGION, Law.MEAN_OF_MONTHS), 96, 59),
    ],
)
def test_what_the_counts_rest_on(
    attacker: Attacker, without: tuple[Law, ...], recoverable: int, nonzero: int
) -> None:
    """With less knowledge an attacker gets fewer months: engine.md's figures."""
    kept = [one for one in identities(str(TILT140)) if one.law not in without]
    found = disclose(believed(joint_of(kept)), attacker)
    widths, known = tally(found, mean=False)
    assert (widths[0], known) == (recoverable, nonzero)


def test_odd_months_have_no_ties() -> None:
    """Over eleven months no mean is halfway, so the rounding changes nothing."""
    both = [
        disclose(believed(joint_of(identities(str(TILT140)))), Attacker(rounding=one))
        for one in (Rounding.HALF_UP, Rounding.HALF_EVEN)
    ]
    assert tally(both[0], mean=False) == tally(both[1], mean=False)
    assert tally(both[0], mean=False)[0][0] == 780


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    months=st.integers(1, 4),
    overview=st.booleans(),
)
def test_the_true_count_is_inside(*, seed: int, months: int, overview: bool) -> None:
    """Whatever was drawn, the true count of every star lies in its interval."""
    truth = Truth(seed, months, 5)
    true = truth.of_all() if overview else truth.group()
    found = disclosed(true.report)
    assert not found.impossible
    counts = values(true)
    for one in found.exposures:
        assert lies_inside(one, counts)
    for spill in found.spills:
        for leak in spill.leaks:
            if spill.way is Way.ONLY_STAR and not leak.after:
                ((identity, period),) = leak.proof
                assert isinstance(identity, Balance)
                terms = list(identity.terms(period))
                stars = [term for term in terms if isinstance(term.cell.figure, Star)]
                assert len(stars) == 1
                whole_less_parts = -stars[0].sign * sum(
                    term.sign * term.cell.persons.low for term in terms if term is not stars[0]
                )
                assert leak.exposure.interval.low == whole_less_parts


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), months=st.integers(1, 3))
def test_knowing_more_never_widens(seed: int, months: int) -> None:
    """A larger star, an unknown rounding and unknown rows leave each star at least as open."""
    report = Truth(seed, months, 5).of_group()
    base = widths(disclosed(report))
    for weaker in (
        Attacker(star_max=7),
        Attacker(missing=MissingRows.UNKNOWN),
    ):
        less = widths(disclosed(report, attacker=weaker))
        assert all(base.get(place, 3) <= width for place, width in less.items())
    for stronger in (Attacker(rounding=Rounding.HALF_UP), Attacker(star_max=2)):
        result = disclosed(report, attacker=stronger)
        more = widths(result)
        assert result.impossible or all(
            more.get(place, stronger.most) <= width for place, width in base.items()
        )


def widths(found: Disclosure) -> dict[tuple[str, ...], int]:
    """Give the width of every exposed star by its place."""
    return {_place(one): one.width for one in found.exposures}


def _place(one: Exposure) -> tuple[str, ...]:
    table, row = one.cell.table, one.cell.row
    return table.section, table.label, row.code, row.label, one.cell.period


def test_order_does_not_matter(tilt100: Report, tilt140: Report) -> None:
    """Two reports in either order expose the same stars."""
    one, other = disclosed(tilt100, tilt140), disclosed(tilt140, tilt100)
    assert widths(one) == widths(other)
    assert one.suppressed == other.suppressed == 26_821 + 18


ROWS = ("I alt mentor 21 20 22", "19 år og under * * *", "20-24 år * * *", "25-29 år 18 17 19")


def brute(total: int, printed: int, stars: int, *, most: int = 3) -> list[tuple[int, ...]]:
    """List all values of the stars of one column."""
    return [
        values
        for values in product(range(most + 1), repeat=stars)
        if sum(values) == total - printed
    ]


def test_two_stars_of_a_column() -> None:
    """Two stars that add up to 3 are open; one of them known gives the other, not itself."""
    report = report_of(*ROWS)
    assert {one for values in brute(20, 17, 2) for one in values} == {0, 1, 2, 3}
    assert disclosed(report).exposures == ()
    known = disclosed(report, attacker=Attacker(insiders=(Insider("", 13, "2025-01"),)))
    assert {
        one.cell.row.label
        for one in known.exposures
        if one.cell.period == "2025-01" and one.standing is Standing.RECOVERABLE
    } == {"20-24 år"}


ONLY = ("I alt mentor 20 21 18", "Kvinner * * *", "Menn 18 19 17")


def test_knowing_a_star_hides_none() -> None:
    """A star that everybody can work out stays recoverable when somebody in it knows it."""
    base = disclosed(report_of(*ONLY))
    insiders = insiders_of(["13:2025-01", "13:2025-02"])
    known = disclosed(report_of(*ONLY), attacker=Attacker(insiders=insiders))
    assert widths(base).items() <= widths(known).items()
    # Both months, and so their mean, though 1.5 may be printed either way.
    assert base.count(Standing.RECOVERABLE) == 3


@pytest.mark.parametrize(
    ("insiders", "said"),
    [
        (["13:2025-01=0"], "no figures fit"),
        (["13:2025-01=4"], "a star is at most 3"),
        (["13:2025-01=" + "9" * 30], "a star is at most 3"),
        (["13:2025-01=2", "13:2025-01=1"], "says otherwise"),
    ],
)
def test_insiders_that_cannot_be_right(insiders: list[str], said: str) -> None:
    """What the print refutes is a usage error, never a report without findings."""
    with pytest.raises(UsageError, match=said):
        disclosed(report_of(*ONLY), attacker=Attacker(insiders=insiders_of(insiders)))


def test_an_equal_figure_of_another_table_is_known_too() -> None:
    """Oslo has one kommune: who knows the one knows the other."""
    fylker = HEAD.replace("alder", "fylke") + "\n\n".join(
        [
            "I alt mentor 30 30 30",
            "03 Oslo * * *",
            "11 Rogaland * * *",
            "15 Møre og Romsdal 26 26 26",
        ]
    )
    kommuner = HEAD.replace("alder", "kommune") + "\n\n".join(
        [
            "I alt mentor 30 30 30",
            "0301 Oslo * * *",
            "1103 Stavanger * * *",
            "1508 Ålesund 26 26 26",
        ]
    )
    report = read_bytes("r.txt", f"{fylker}\n {kommuner}\n".encode())
    (kommune,) = [row.line for table in report.tables for row in table.rows if row.code == "0301"]
    (insider,) = insiders_of([f"{kommune}:2025-01=2"])
    found = disclosed(report, attacker=Attacker(insiders=(insider,)))
    recoverable = {
        (one.cell.row.code, one.interval.low)
        for one in found.exposures
        if one.cell.period == "2025-01" and one.standing is Standing.RECOVERABLE
    }
    assert recoverable == {("03", 2), ("11", 2), ("1103", 2)}


def test_several_identities_together() -> None:
    """A sum and a mean give a star that neither gives alone; the proof is just those two."""
    head = HEAD.replace("Februar 2025", "Mars 2025").replace("Februar\n", "Februar Mars\n")
    rows = ["I alt mentor 9 12 5 9", "19 år og under 5 8 * 5", "20-24 år * 4 * 4"]
    report = read_bytes("t.txt", (head + "\n\n".join(rows) + "\n").encode())
    # All values of February's two stars: sum 5; means 5 (4.5 to 5.5) and a star (below 3.5).
    fits = [
        (one, other)
        for one, other in product(range(4), repeat=2)
        if one + other == 5 and 27 <= 2 * (8 + one + 5) <= 33 and 2 * (4 + other + 4) < 21
    ]
    assert fits == [(3, 2)]
    spill = disclosed(report).spills[0]
    assert spill.way is Way.TOGETHER
    assert [one.exposure.interval.low for one in spill.leaks] == [3, 2]
    laws = {identity.law for identity, _ in spill.leaks[0].proof}
    assert laws == {Law.COLUMN_SUM, Law.MEAN_OF_MONTHS}


def test_missing_rows_are_of_one_report() -> None:
    """A row that only another report prints is not missing here."""
    attacker = Attacker(missing=MissingRows.UNKNOWN)
    one = report_of(*ONLY)
    other = read_bytes(
        "o.txt",
        (HEAD + "\n\n".join([*ONLY, "Ukjent 50 50 50"]))
        .replace("mentor 20 21 18", "mentor 70 71 68")
        .replace("TILT140", "TILT150")
        .encode(),
    )
    alone = widths(disclosed(one, attacker=attacker))
    beside = disclosed(one, other, attacker=attacker)
    here = [e for e in beside.exposures if e.cell.report is one]
    assert alone == {_place(e): e.width for e in here}
    assert alone


def test_an_interrupt_in_a_later_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stops the search among an insider's values is told that it is not whole."""
    calls = iter(range(3))
    whole = Relaxation.maximise

    def interrupted(self: Relaxation, weights: Floats) -> Vertex | None:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return whole(self, weights)

    report = report_of(*ROWS)
    monkeypatch.setattr(Relaxation, "maximise", interrupted)
    found = disclosed(report, attacker=Attacker(insiders=(Insider("", 13, "2025-01"),)))
    assert found.interrupted


def test_an_insider_with_a_value() -> None:
    """A known value is used as it is, and fixes the rest of the column."""
    insiders = insiders_of(["t.txt:13:2025-01=2"])
    found = disclosed(report_of(*ROWS), attacker=Attacker(insiders=insiders))
    by_place = {(one.cell.row.label, one.cell.period): one.interval for one in found.exposures}
    assert by_place["20-24 år", "2025-01"].low == by_place["20-24 år", "2025-01"].high == 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("11:2025-01", "printed, not a star"),
        ("13:2025-07", "no figure at line 13"),
        ("other.txt:13:2025-01", "no figure at line 13"),
    ],
)
def test_insiders_that_know_nothing(cell: str, said: str) -> None:
    """A cell that is no star of the run is an error with its place."""
    with pytest.raises(UsageError, match=said):
        disclosed(report_of(*ROWS), attacker=Attacker(insiders=insiders_of([cell])))


def test_too_many_insiders() -> None:
    """More combinations of values than can be tried ask for the values."""
    cells = [f"{line}:2025-0{month}" for line in (13, 15) for month in (1, 2)]
    with pytest.raises(UsageError, match="=VALUE"):
        disclosed(report_of(*ROWS), attacker=Attacker(insiders=insiders_of(cells)))


@pytest.mark.parametrize("text", ["", "256", "x:2026-01", "256:2026-01=", "256:2026-01=*"])
def test_insiders_written_wrong(text: str) -> None:
    """What is no cell is a usage error that shows one."""
    with pytest.raises(UsageError, match="expected"):
        insiders_of([text])


def test_star_max() -> None:
    """A count or none; anything else is a usage error."""
    assert (star_max_of("3"), star_max_of(" None ")) == (3, None)
    for text in ("-1", "three", "", "³", "99999999999"):
        with pytest.raises(UsageError):
            star_max_of(text)


def test_the_only_star_of_a_column() -> None:
    """One star in a column: the total less the other rows, and a further cell that helps."""
    rows = ["I alt mentor 40 40 41", "19 år og under * * *", "20-24 år 38 38 38"]
    found = disclosed(report_of(*rows))
    spill = found.spills[0]
    assert (spill.way, spill.law) == (Way.ONLY_STAR, Law.COLUMN_SUM)
    assert [leak.exposure.cell.period for leak in spill.leaks] == ["2025-01", "2025-02"]
    assert [one.interval.low for one in found.exposures if one.cell.period != "mean"] == [2, 3]
    assert advised(found) == [{"20-24 år 2025-01", "20-24 år 2025-02"}, set()]
    # By its mean the further row adds up to 75 to 77, so either month can be one more or less.


def test_a_remedy_that_works_for_some_values_only() -> None:
    """Months that can only be smaller hide some values of stars and not others: the mean, too."""
    rows = ["I alt mentor 40 40 41", "19 år og under * * *", "20-24 år 38 39 38"]
    months = {"20-24 år 2025-01", "20-24 år 2025-02"}
    assert advised(disclosed(report_of(*rows))) == [months | {"20-24 år mean"}, set()]
    # With the mean printed they add up to 75 to 77, now 77: stars that add up to 6 would be 3 each.
    sums = {total for total in range(70, 85) if 75 <= total <= 77}
    fits = [pair for pair in product(range(4), repeat=2) if 77 + 6 - sum(pair) in sums]
    assert fits == [(3, 3)]


def advised(found: Disclosure) -> list[set[str]]:
    """Name what each finding advises to hide."""
    return [
        {
            f"{cell.row.label} {cell.period}"
            for printings in (spill.remedy.figures if spill.remedy else ())
            for cell in printings
        }
        for spill in remedied(found, found.attacker).spills
    ]


def test_figures_that_contradict_each_other() -> None:
    """Where the printed figures cannot all be true, every star is undecided, none is safe."""
    report = report_of("I alt mentor 40 40 41", "19 år og under * * *", "20-24 år 60 60 61")
    found = disclose(believed(joint_of(identities_within(observe(report)))), Attacker())
    assert found.impossible
    assert found.count(Standing.UNDECIDED) == found.suppressed == 3
    assert found.count(Standing.OPEN) == found.count(Standing.RECOVERABLE) == 0


TWINS = (
    (
        "I alt mentor {0} {0} {0}",
        "19 år og under * * *",
        "20-24 år 161 161 161",
        "25-29 år 37 37 37",
    ),
    # One month only differs; the mean of the total and that of the star may be a tie.
    ("I alt mentor 148 {0} 97", "19 år og under * * *", "20-24 år 110 161 60", "25-29 år 37 37 36"),
)


def twin(value: int, rows: tuple[str, ...] = TWINS[0]) -> str:
    """Print a table whose star of January is a value."""
    return HEAD + "\n\n".join(rows).format(198 + value) + "\n"


@pytest.mark.parametrize(("rows", "values"), [(TWINS[0], range(4)), (TWINS[1], range(3))])
def test_twins_are_told_alike(run: Run, rows: tuple[str, ...], values: range) -> None:
    """Reports on tables that differ in a recoverable value differ in quoted figures only."""
    seen = set()
    for value in values:
        for form in ("terminal", "json"):
            text = run(
                *("check", "-", "--verbose", "--format", form), stdin=twin(value, rows).encode()
            ).stdout
            assert "TA602" in text
            if form == "json":
                document = json.loads(text)
                document["inputs"][0]["sha256"] = ""
                text = json.dumps(document)
            seen.add((form, re.sub(rf"\b{198 + value}\b", "TOTAL", text)))
    assert len(seen) == 2


def test_values_only_where_asked(run: Run) -> None:
    """Without --reveal the JSON has no low, no high, no count of values; with it, the true ones."""
    data = twin(2).encode()
    hidden = json.loads(run("check", "-", "--format", "json", stdin=data).stdout)
    shown = json.loads(run("check", "-", "--format", "json", "--reveal", stdin=data).stdout)
    assert hidden["disclosure"]["recoverable"] == shown["disclosure"]["recoverable"] == 3
    assert hidden["disclosure"]["recoverable_nonzero"] is None
    assert {(cell["low"], cell["high"]) for cell in hidden["disclosure"]["cells"]} == {(None, None)}
    assert shown["disclosure"]["recoverable_nonzero"] == 3
    assert {(cell["low"], cell["high"]) for cell in shown["disclosure"]["cells"]} == {(2, 2)}
    for finding in hidden["findings"]:
        assert all(one["possible"] is None for one in finding["identities"])
    text = run("check", "-", "--reveal", stdin=data).stdout
    assert "13 2025-01 = 2" in text
    assert "= 2" not in run("check", "-", stdin=data).stdout


def test_skipped(run: Run) -> None:
    """--no-disclosure leaves it out, in the JSON as null."""
    done = run("check", TILT100, "--no-disclosure", "--format", "json")
    document = json.loads(done.stdout)
    assert document["disclosure"] is None
    assert document["options"]["disclosure"] is False


def test_options_are_told(run: Run) -> None:
    """What an attacker is taken to know stands in the report and in the JSON."""
    options = ("--star-max", "5", "--rounding", "half-up", "--missing-rows", "unknown")
    insider = ("--insider", "256:2026-01")
    document = json.loads(run("check", TILT100, *options, *insider, "--format", "json").stdout)
    used = document["options"]
    assert (used["star_max"], used["rounding"], used["missing_rows"]) == (
        5,
        "half-up",
        "unknown",
    )
    assert used["insider"] == ["256:2026-01"]
    text = run("check", TILT100, *options, *insider).stdout
    assert "a star is at most 5 · means are rounded half-up" in " ".join(text.split())


def test_means_are_proved_by_their_row() -> None:
    """Every starred mean of TILT140 that can be worked out follows from a row's months."""
    found = disclose(believed(joint_of(identities(str(TILT140)))), Attacker())
    for spill in found.spills:
        for leak in spill.leaks:
            if leak.exposure.cell.period == "mean":
                ((identity, _period),) = leak.proof
                assert isinstance(identity, MeanOfMonths)
                assert identity.series.row.line == leak.exposure.cell.row.line


@pytest.mark.parametrize("calls", [0, 3, 60])
def test_interrupted(monkeypatch: pytest.MonkeyPatch, tilt140: Report, calls: int) -> None:
    """Ctrl-C while stars are audited: what is known is told, the rest is undecided, never safe."""
    left = iter(range(calls))
    whole = Relaxation.maximise

    def interrupted(self: Relaxation, weights: Floats) -> Vertex | None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return whole(self, weights)

    monkeypatch.setattr(Relaxation, "maximise", interrupted)
    result = audit([tilt140], Attacker())
    found = result.disclosure
    assert found is not None
    assert found.interrupted
    assert found.count(Standing.UNDECIDED) > 0
    counts = [found.count(standing) for standing in Standing]
    assert sum(counts) == found.suppressed == 26_821
    # Propagation alone knows these; none may be more than the whole audit finds.
    assert 763 <= found.count(Standing.RECOVERABLE) <= 808
    assert any(finding.code == "TA602" for finding in result.findings)
    one = Accepted("t.txt", "", tilt140)
    assert outcome_of(Options(), [one], result, date(2026, 1, 1)).exit is Exit.INTERRUPTED


def test_what_cannot_be_known(run: Run) -> None:
    """Assumptions that the print refutes prove nothing: incomplete, and it is said why."""
    done = run("check", TILT100, "--star-max", "0")
    assert done.returncode == 3
    assert "contradict what is taken for known" in done.stdout
    assert done.stdout.rstrip().endswith("not every star was decided")
    found = json.loads(run("check", TILT100, "--star-max", "0", "--format", "json").stdout)
    assert found["disclosure"]["undecided"] == found["disclosure"]["suppressed"] == 18
    assert found["verdict"] == "incomplete"


def test_a_lost_row_makes_no_star_recoverable() -> None:
    """Where a row is lost, its sum says nothing of stars, in the months that hold by chance too."""
    head = HEAD.replace("Februar 2025", "April 2025").replace("Februar\n", "Februar Mars April\n")
    # In April a star of 1 is lost beside a star of 1: what is left of the sum would say 2.
    rows = ["I alt mentor 59 65 65 65 42", "19 år og under 6 7 8 9 *", "20-24 år 40 40 40 40 40"]
    text = head + "\n\n".join(rows) + "\n"
    result = audit([read_bytes("t.txt", text.encode())], Attacker())
    assert [f.code for f in result.findings if f.severity.word == "error"] == ["TA201"]
    assert {one.cause for f in result.findings if f.located for one in f.located.explanations} == {
        Cause.ROW_LOST
    }
    assert result.disclosure is not None
    assert result.disclosure.count(Standing.RECOVERABLE) == 0


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), months=st.integers(1, 3), choice=st.randoms())
def test_starring_one_more_figure_never_narrows(
    *, seed: int, months: int, choice: random.Random
) -> None:
    """With any printed figure unknown every star can be at least what it could be before."""
    belief = believed(joint_of(identities_within(observe(Truth(seed, months, 5).of_group()))))
    printed = np.flatnonzero(~belief.joint.star)
    further = np.array([choice.choice(printed.tolist())])
    before = disclose(belief, Attacker())
    after = disclose(belief.without(further, further[:0]), Attacker())
    was = widths(before)
    assert all(was.get(place, 3) <= width for place, width in widths(after).items())
    assert after.suppressed == before.suppressed


def test_an_insider_who_knows_a_mean() -> None:
    """A mean of 0 over two months leaves a sum of 0 or 1, by rounding, and so each month."""
    found = disclosed(report_of(*ROWS), attacker=Attacker(insiders=insiders_of(["13:mean=0"])))
    fits = [(one, other) for one, other in product(range(4), repeat=2) if one + other <= 1]
    assert {one for one, _ in fits} == {0, 1}
    months = {
        (one.cell.row.label, one.cell.period): (one.interval.low, one.interval.high)
        for one in found.exposures
        if one.cell.period != "mean"
    }
    assert months == {
        (label, f"2025-0{month}"): ends
        for label, ends in (("19 år og under", (0, 1)), ("20-24 år", (2, 3)))
        for month in (1, 2)
    }
