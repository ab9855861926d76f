"""The identities of a report: which there are, and what is said of each."""

from __future__ import annotations

import random
from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.damage import damaged
from tests.pages import NEXT_FILE, audit_text, parts_of
from tests.truth import Truth
from tiltak_audit.cube.regions import register_of
from tiltak_audit.demo.categories import SUBJECTS
from tiltak_audit.demo.population import Scale, draw
from tiltak_audit.demo.printer import text_of_report
from tiltak_audit.demo.reports import group_report, overview_report
from tiltak_audit.identities.between import links_of
from tiltak_audit.identities.identity import Balance, Law, MeanOfMonths, Verdict
from tiltak_audit.identities.observations import observe
from tiltak_audit.identities.system import joint_of
from tiltak_audit.identities.within import identities_within
from tiltak_audit.model.period import Month
from tiltak_audit.model.report import Lost, Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.audit import Audit, audit

WRONG = {rule.code: parts_of(rule.page)["Wrong"] for rule in catalogue()}
RIGHT = {rule.code: parts_of(rule.page)["Right"] for rule in catalogue()}


def laws(result: Audit) -> dict[Law, Counter[Verdict]]:
    """Count the verdicts by law."""
    found: dict[Law, Counter[Verdict]] = {}
    for (_, _, law, verdict), times in result.tally().items():
        found.setdefault(law, Counter())[verdict] += times
    return found


def test_identities_of_tilt140(tilt140: Report) -> None:
    """The identities that domain.md expects are there, each once in each period."""
    found = {law: sum(counts.values()) for law, counts in laws(audit([tilt140])).items()}
    assert found[Law.COLUMN_SUM] == 60 * 12
    assert found[Law.MEAN_OF_MONTHS] == 3_152 + 60
    # 8 tiltak, and everybody, over three statuses.
    assert found[Law.CROSS] == (8 + 1) * 12
    # 15 fylker, 97 against 2100, Ukjent against Ukjent; for each of 8 tiltak.
    assert found[Law.REGION] == (15 + 1 + 1) * 8 * 12
    across = {Law.GROUP_TOTAL, Law.GROUP_AMONG, Law.ELSEWHERE, Law.TWIN, Law.UNREVISED}
    assert set(found) == {*Law} - {Law.PART, *across}


def test_identities_of_tilt100(tilt100: Report) -> None:
    """Fylker are printed by status and kommuner are not: their sums must meet."""
    regions = [
        identity for identity in identities_within(observe(tilt100)) if identity.law is Law.REGION
    ]
    assert len(regions) == 17
    oslo = regions[0]
    assert [len(side) for side in (oslo.whole, oslo.parts)] == [3, 1]  # type: ignore[union-attr]


def test_stars_taken_as_zero_would_cry_wolf(tilt140: Report) -> None:
    """Demanding equality of sums with stars as zeros gives more than a thousand false alarms."""
    alarms = 0
    for identity in identities_within(observe(tilt140)):
        if identity.law in {Law.MEAN_OF_MONTHS, Law.RESTATED}:
            continue
        for period in identity.periods[1:]:  # type: ignore[union-attr]
            terms = list(identity.terms(period))
            alarms += sum(t.sign * t.cell.persons.low for t in terms) != 0
    assert alarms > 1_000


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), months=st.integers(1, 5), shuffle=st.randoms())
def test_order_does_not_matter(seed: int, months: int, shuffle: random.Random) -> None:
    """The same tables in another order give the same verdicts."""
    report = Truth(seed, months, 30).of_group()
    text = text_of_report(report).removesuffix("\n ")
    pages = text.split("\n Kilde")
    pages[0] = pages[0].removeprefix(" Kilde")
    first = audit([read_bytes("x", f"{text}\n ".encode())]).tally()
    shuffle.shuffle(pages)
    moved = " Kilde" + "\n Kilde".join(pages) + "\n "
    assert _by_verdict(audit([read_bytes("x", moved.encode())]).tally()) == _by_verdict(first)


def _by_verdict(tally: Counter[tuple[str, str, Law, Verdict]]) -> Counter[tuple[Law, Verdict]]:
    counts: Counter[tuple[Law, Verdict]] = Counter()
    for (_, _, law, verdict), times in tally.items():
        counts[law, verdict] += times
    return counts


def test_a_total_that_is_lost_is_taken_from_elsewhere(tilt140: Report) -> None:
    """Where a table's own total is unread, another print of the point serves."""
    text = "\n".join(tilt140.lines)
    lost = text.replace(
        "I alt mentor 287 305 311 308 324 331 312 249 253 253 248 258\n\nKvinner",
        "I alt mentor\n\nKvinner",
    )
    assert lost != text
    report, result = damaged(lost, str)
    table = next(t for t in report.tables if (t.section, t.label) == ("Tiltak og kjønn", "mentor"))
    assert len(table.rows) == 2
    # That its own figures are not there is told, and nothing else.
    errors = [finding for finding in result.findings if finding.severity.word == "error"]
    assert [(one.code, one.unread.rows) for one in errors] == [("TA112", 1)]


def test_parts_that_exceed_their_whole() -> None:
    """With a row lost the sum is not applicable, yet too large a part is found."""
    found = laws(audit_text(WRONG["TA404"]))
    assert found[Law.COLUMN_SUM] == {Verdict.NOT_APPLICABLE: 3}
    assert found[Law.PART] == {Verdict.VIOLATED: 3}


def test_groups_are_compared_in_shared_months_only() -> None:
    """Reports of other months are not compared, and the link says so."""
    group, overview = WRONG["TA501"].split(NEXT_FILE)
    moved = overview.replace("Januar 2025 - Februar 2025", "Januar 2024 - Februar 2024")
    result = audit_text(group + NEXT_FILE + moved)
    assert [link.months for link in result.links] == [()]
    assert Law.GROUP_TOTAL not in laws(result)
    result = audit_text(WRONG["TA501"])
    assert [link.months for link in result.links] == [("2025-01", "2025-02")]
    assert laws(result)[Law.GROUP_TOTAL] == {Verdict.SATISFIED: 2, Verdict.VIOLATED: 1}


def test_a_group_of_two_is_their_sum() -> None:
    """A report whose title names two main groups is compared with both together."""
    group, overview = RIGHT["TA501"].split(NEXT_FILE)
    title = "Tiltaksdeltakere på oppfølging og opplæring. Demografi"
    group = group.replace("TILT140 Tiltaksdeltakere på oppfølging. Demografi", f"TILT180 {title}")
    result = audit_text(group + NEXT_FILE + overview)
    assert [link.groups for link in result.links] == [("Oppfølging", "Opplæring")]
    assert laws(result)[Law.GROUP_TOTAL] == {Verdict.VIOLATED: 3}


def test_a_title_that_names_more_than_groups_is_not_compared() -> None:
    """Half a match is no match."""
    group, overview = RIGHT["TA501"].split(NEXT_FILE)
    group = group.replace("på oppfølging.", "på oppfølging og annet.")
    result = audit_text(group + NEXT_FILE + overview)
    assert [link.groups for link in result.links] == [()]


def test_a_group_that_is_not_in_the_overview_counts_as_zero() -> None:
    """A main group without a row in the overview has no participants there."""
    group, overview = WRONG["TA501"].split(NEXT_FILE)
    overview = overview.replace(
        "I alt Arbeidssøkere 318 315 321\n\nOppfølging 308 305 312\n",
        "I alt Arbeidssøkere 10 10 10\n",
    )
    overview += overview[overview.index("Gjennom") :].replace(
        "Arbeidssøkere 10 10 10\n\nOpplæring 10 10 10",
        "Andre 20 20 20\n\nOppfølging 10 10 10\n\nOpplæring 10 10 10",
    )
    result = audit_text(group + NEXT_FILE + overview)
    assert laws(result)[Law.GROUP_TOTAL] == {Verdict.VIOLATED: 3}


def test_reports_that_share_some_months_are_compared_in_those() -> None:
    """A report of one month and one of two are compared in the month both print."""
    group, overview = WRONG["TA501"].split(NEXT_FILE)
    shorter = overview.replace("Januar 2025 - Februar 2025", "Februar 2025 - Februar 2025")
    shorter = shorter.replace("i år Januar Februar", "i år Februar")
    for months in ("318 315 321", "308 305 312", "10 10 10"):
        shorter = shorter.replace(months, " ".join([months.split()[2]] * 2))
    result = audit_text(group + NEXT_FILE + shorter)
    assert [link.months for link in result.links] == [("2025-02",)]
    assert laws(result)[Law.GROUP_TOTAL] == {Verdict.VIOLATED: 1}


def test_prints_over_other_months_are_compared_in_the_months_they_share() -> None:
    """A total that is printed over fewer months elsewhere is compared without its mean."""
    kjonn = RIGHT["TA201"]
    alder = kjonn.replace("Tiltak og kjønn", "Tiltak og alder").replace("Februar 2025\n", "X\n")
    for old, new in (
        ("i år Januar Februar", "i år Januar"),
        ("308 305 311", "305 305"),
        ("Kvinner 150 149 151", "20-24 år 149 149"),
        ("Menn 158 156 160", "25-29 år 156 156"),
    ):
        alder = alder.replace(old, new)
    assert laws(audit_text(kjonn + " " + alder))[Law.RESTATED] == {Verdict.SATISFIED: 1}


def test_sums_over_tables_of_other_months_are_judged_in_those_they_share() -> None:
    """A split of which one table holds one month only is judged in that month."""
    first, second = RIGHT["TA402"].rsplit(" Kilde", 1)
    shorter = second.replace("i år Januar Februar", "i år Februar").replace(
        "200 200 200", "200 200"
    )
    found = laws(audit_text(f"{first} Kilde{shorter}"))[Law.CROSS]
    assert found == {Verdict.SATISFIED: 2}


def test_a_fylke_that_is_lost_is_not_judged() -> None:
    """A fylke whose row is lost is not zero: its sum over kommuner is not applicable."""
    text = RIGHT["TA403"].replace("15 Møre og\nRomsdal 20 20 20", "15 Møre og", 1)
    assert laws(audit_text(text))[Law.REGION] == {
        Verdict.SATISFIED: 3,
        Verdict.NOT_APPLICABLE: 3,
    }


def test_fylker_without_kommuner_of_the_same_tiltak_are_not_compared() -> None:
    """A hierarchy needs both levels of one category."""
    fylker, kommuner = RIGHT["TA403"].split(" Kilde")
    text = f"{fylker} Kilde{kommuner.replace('mentor', 'jobbklubb')}"
    assert Law.REGION not in laws(audit_text(text))


def test_regions_of_different_dimensions_are_not_compared() -> None:
    """Fylker by tiltak and kommuner by status have no sum in common."""
    text = RIGHT["TA403"].replace("Tiltak og kommune", "Arbeidsmarkedsstatus og kommune")
    assert Law.REGION not in laws(audit_text(text))


@pytest.mark.parametrize(
    ("month", "fylker", "kommuner"), [(Month(2025, 6), 16, 358), (Month(2022, 1), 12, 356)]
)
def test_registers_by_vintage(month: Month, fylker: int, kommuner: int) -> None:
    """The register holds the fylker and kommuner of the year, residual ones included."""
    register = register_of(month)
    assert len(register.level("fylke")) == fylker
    assert len(register.level("kommune")) == kommuner


def test_no_register_before_2020() -> None:
    """A year outside the vintages has no register, and no label is held against it."""
    assert register_of(Month(2019, 1)).regions == {}


@pytest.mark.parametrize(("year", "residual"), [(2019, "97"), (2022, "99"), (2025, "97")])
def test_svalbard_belongs_to_the_residual_fylke(year: int, residual: str) -> None:
    """Kommune 2100 is filed under the residual fylke of its year: 99 until 2023, 97 since."""
    register = register_of(Month(year, 1))
    found = [register.parent_of(code) for code in ("0301", "2100", "5636")]
    assert found == ["03", residual, "56"]


def test_an_identity_of_no_period_is_no_row() -> None:
    """Rows that share no months say nothing of each other."""
    (observed, *_) = observe(Truth(1, 2).of_group())
    sums = Balance(Law.COLUMN_SUM, observed.totals, tuple(observed.rows.values()), ())
    assert joint_of([sums]).system.rows == 0


def test_the_mean_stands_against_its_months() -> None:
    """Of a mean and its months, the mean is taken once and the months are taken off."""
    (table,) = observe(report_of(RIGHT["TA201"]))
    means = [one for one in identities_within([table]) if isinstance(one, MeanOfMonths)]
    assert means
    for mean in means:
        terms = [(term.cell.column, term.sign) for term in mean.terms()]
        assert terms == [(0, 1), (1, -1), (2, -1)]


def test_a_group_whose_name_is_part_of_another() -> None:
    """A title names the longer of two groups, where the name of one is in that of the other."""
    group, overview = RIGHT["TA501"].split(NEXT_FILE)
    group = group.replace("på oppfølging.", "på oppfølging hjemme.")
    overview = overview.replace("Opplæring", "Oppfølging hjemme")
    (link,) = links_of([report_of(overview), report_of(group)])
    assert link.groups == ("Oppfølging hjemme",)
    assert set(link.months) == {"2025-01", "2025-02"}


def report_of(text: str) -> Report:
    """Read a page's example."""
    return read_bytes("page.txt", text.strip("\n").encode())


def test_all_groups_together_are_everybody() -> None:
    """With the reports of all groups, figures of regions and demography are equal to TILT100's.

    Where one is not given they are at most as large; a section of which a table may be unread
    says nothing.
    """
    people = draw(3, [Month(2025, 1), Month(2025, 2)], Scale(kinds=3_000, most=3, kommuner=4))
    groups = [group_report(people, code).report for code in SUBJECTS]
    overview = overview_report(people).report
    among = {
        identity.at_most: verdicts
        for judged in audit([overview, *groups]).judged
        for identity, verdicts in judged.verdicts
        if isinstance(identity, Balance) and identity.law is Law.GROUP_AMONG
    }
    assert set(among) == {False}
    some = laws(audit([overview, *groups[1:]]))[Law.GROUP_AMONG]
    assert some[Verdict.VIOLATED] == 0
    assert some.total() > 0
    doubted = attrs.evolve(
        overview, sections=tuple(attrs.evolve(one, doubts=(1,)) for one in overview.sections)
    )
    assert Law.GROUP_AMONG not in laws(audit([doubted, *groups]))


def test_a_table_of_which_nothing_was_read_says_nothing() -> None:
    """Without total and rows there is no sum."""
    report = overview_report(draw(3, [Month(2025, 1)], Scale(kinds=100, kommuner=4))).report
    table = attrs.evolve(report.sections[0].tables[0], total=Lost(1), rows=())
    section = attrs.evolve(report.sections[0], tables=(table,))
    assert laws(audit([attrs.evolve(report, sections=(section,))])) == {}
