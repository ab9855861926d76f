"""The printer of true reports, and the exercise that is made with it."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tests.answering import answered, any_layout, drawn, faults, met, serious
from tests.conftest import Run
from tests.truth import content
from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.joining import join
from tiltak_audit.demo.answer import Kind
from tiltak_audit.demo.categories import GROUPS, SUBJECTS
from tiltak_audit.demo.exercise import exercise
from tiltak_audit.demo.population import FULL, SMALL, Population, draw
from tiltak_audit.demo.printer import HEADERS, NAV, Layout, lines_of_label, text_of_report
from tiltak_audit.demo.reports import Printing, group_report, means, overview_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.model.mean import Rounding
from tiltak_audit.model.period import Month
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.run.audit import audit


def months(number: int, year: int = 2025) -> list[Month]:
    """List the first months of a year."""
    return [Month(year, at) for at in range(1, number + 1)]


@pytest.fixture(scope="module")
def people() -> Population:
    """Draw the small population over four months."""
    return draw(1, months(4), SMALL)


@pytest.mark.parametrize("seed", range(8))
def test_a_true_pair_is_read_as_it_was_counted(seed: int) -> None:
    """Whatever the layout: all cells, no finding but TA602, no identity broken, counts inside."""
    wrong, counts = faults(drawn(seed))
    assert wrong == []
    assert min(counts["cells"], counts["identities"]) > 200
    assert counts["stars"] > 20


def test_what_the_law_would_see() -> None:
    """The law is no tautology: a count that is other than what was printed is a fault."""
    pair = drawn(0)
    table = pair.true[0].counts[0]
    table[0, 1] += 1
    assert faults(pair)[0] != []


def test_the_counts_are_those_of_the_persons(people: Population) -> None:
    """Any figure of any section is a plain count of the persons in it."""
    true = overview_report(people)
    rng = random.Random(1)
    names = {name: [one.name for one in of] for name, of in people.categories.items()}
    for _ in range(200):
        at = rng.randrange(len(true.report.tables))
        table = true.report.tables[at]
        place = rng.randrange(len(table.rows))
        row, month = table.rows[place], rng.randrange(4)
        dimensions = dimensions_of(table.section, true.report.family)
        wanted = np.array([names[dimensions.inner][i] for i in people.kinds[dimensions.inner]])
        there = wanted == row.label
        if row.code:
            codes = [one.code for one in people.categories[dimensions.inner]]
            there &= np.array([codes[i] for i in people.kinds[dimensions.inner]]) == row.code
        if dimensions.outer:
            outer = people.kinds[dimensions.outer]
            there &= np.array([names[dimensions.outer][i] == table.label for i in outer])
        assert true.value(at, place + 1, month + 1) == people.counts[there, month].sum()


def test_a_kommune_lies_in_its_fylke(people: Population) -> None:
    """Svalbard lies in 97, and who lives nowhere known lives in no known fylke."""
    kommuner, fylker = people.categories["kommune"], people.categories["fylke"]
    pairs = set(zip(people.kinds["kommune"].tolist(), people.kinds["fylke"].tolist(), strict=True))
    residual = {"2100": "97"}
    codes = [(kommuner[k].code, fylker[f].code) for k, f in pairs]
    assert all(residual.get(kommune, kommune[:2]) == fylke for kommune, fylke in codes)


def test_ties_go_the_way_that_is_told() -> None:
    """4.5 is 5 or 4, 5.5 is 6 either way, and 4.25 is 4."""
    counts = np.array([[4, 5], [5, 6], [3, 4]])
    assert means(counts, Rounding.HALF_UP).tolist() == [5, 6, 4]
    assert means(counts, Rounding.HALF_EVEN).tolist() == [4, 6, 4]
    assert means(np.array([[4, 4, 4, 5]]), Rounding.HALF_EVEN).tolist() == [4]


def test_which_zero_rows_are_printed() -> None:
    """Kommune and fylke lists of a group are the same in all tables; other zero rows are not."""
    people = draw(5, months(2), SMALL)
    report, overview = group_report(people).report, overview_report(people).report
    lists: dict[str, set[tuple[str, ...]]] = {}
    for table in report.tables:
        lists.setdefault(table.section, set()).add(tuple(row.label for row in table.rows))
    assert len(lists["Tiltak og kommune"]) == len(lists["Tiltak og fylke"]) == 1
    (everywhere,) = [t for t in overview.tables if t.section == "Tiltaksdeltakere og kommune"]
    assert len(everywhere.rows) == 25
    assert all(
        any(true.counts[at][place].any() for true in [group_report(people)])
        for at, table in enumerate(report.tables)
        if dimensions_of(table.section, report.family).inner not in {"kommune", "fylke"}
        for place in range(1, len(table.rows) + 1)
    )


def test_the_sections_are_those_of_the_samples(tilt140: Report, tilt100: Report) -> None:
    """Titles, their order, tables, columns and labels are what NAV prints."""
    people = draw(1, months(11), FULL)
    for sample, made in (
        (tilt140, group_report(people).report),
        (tilt100, overview_report(people).report),
    ):
        assert [s.title for s in made.sections] == [s.title for s in sample.sections]
        for mine, theirs in zip(made.sections, sample.sections, strict=True):
            assert [t.label for t in mine.tables] == [t.label for t in theirs.tables]
            printed = {row.label for table in mine.tables for row in table.rows}
            assert {row.label for table in theirs.tables for row in table.rows} <= printed | {
                "Svalbard og øvrige områder"
            }


def test_all_reports_of_the_family() -> None:
    """Every group's own report agrees with the overview; TILT180 opens two groups."""
    people = draw(3, months(3), SMALL)
    overview = overview_report(people).report
    read_overview = read_bytes("o", text_of_report(overview, NAV).encode())
    for code, subject in SUBJECTS.items():
        text = text_of_report(group_report(people, code).report, NAV)
        found = audit([read_bytes("g", text.encode()), read_overview])
        assert serious(found) == []
        assert sorted(found.links[0].groups) == sorted(subject.groups)
    assert [group for subject in SUBJECTS.values() for group in subject.groups] == list(GROUPS)


@pytest.mark.parametrize("width", [11, 13, 14, 16, 17, 20, 25, 30, 60])
def test_labels_are_broken_where_they_join(width: int) -> None:
    """Every label that has no code takes three lines at most, and joins to itself."""
    people = draw(1, months(1), FULL)
    labels = [
        one.name for name, of in people.categories.items() for one in of if not one.code and name
    ]
    labels += [f"I alt {label.lower()}" for label in labels]
    for label in labels:
        lines = lines_of_label(label, width)
        assert join(tuple(lines)) == label
        assert len(lines) <= 3
        assert not any(line[0].isdigit() for line in lines[1:])


def test_the_same_seed_prints_the_same() -> None:
    """Two draws are equal; another seed, month or layout is not."""
    first, again = exercise(3, 2), exercise(3, 2)
    assert (first.texts, first.planted, first.answers) == (
        again.texts,
        again.planted,
        again.answers,
    )
    assert exercise(4, 2).texts != first.texts
    assert exercise(3, 2, layout=Layout()).texts.keys() == first.texts.keys()
    assert exercise(3, 2, layout=Layout()).texts != first.texts


def test_the_printed_page_is_nav_s() -> None:
    """The first pages look as the samples do, line by line."""
    made = exercise(20251122, 6)
    lines = made.texts["TILT140_2025-06.txt"].split("\n")
    assert lines[1:3] == [
        "Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned",
        "Om statistikken Rapport oppdatert: 02.07.2025",
    ]
    at = lines.index("Tiltak Rapport oppdatert: 02.07.2025")
    assert lines[at + 1 : at + 6] == [
        "",
        "Gjennom",
        "snitt hittil",
        "",
        "i år Januar Februar Mars April Mai Juni",
    ]
    assert lines[at - 1].startswith(" Kilde: NAV TILT140")
    assert "Januar 2025 - Juni 2025 " in lines[at:60]
    assert lines[-1] == " "


@pytest.mark.parametrize("seed", range(4))
def test_the_answer_key_is_met(seed: int) -> None:
    """Each planted error has its finding under its code; nothing else is found."""
    result = answered(seed, 2 + 3 * seed)
    assert [one for one in result.found if not one[1]] == []
    assert {kind for kind, _ in result.found} >= {kind.value for kind in Kind} - {
        Kind.MEAN_OFF.value,
        Kind.SMALL_COUNT.value,
        Kind.GROUP_TOTAL.value,
    }
    assert [finding.words.message for finding in result.others] == []
    assert all(result.certain)


def test_an_answer_key_can_be_missed() -> None:
    """Of a report without errors no answer is found."""
    made = exercise(1, 3)
    read_true = [read_bytes(name, text.encode()) for name, text in made.texts.items()]
    result = met(audit(read_true), made.answers)
    assert not any(found for _, found in result.found)


def test_answers_tell_what_stands_there() -> None:
    """The line named holds what is printed; the true text differs there and nowhere else."""
    made = exercise(7, 5)
    for answer in made.answers:
        line = made.planted[answer.file].split("\n")[answer.line - 1].replace("\u00a0", "")
        assert answer.printed.replace("\u00a0", "") in line
    changed = Counter[str]()
    for name, text in made.texts.items():
        planted = Counter(made.planted[name].split("\n"))
        changed[name] = sum((Counter(text.split("\n")) - planted).values())
    kinds = Counter(answer.kind for answer in made.answers)
    lost = kinds[Kind.ROW_LOST] * 3
    assert sum(changed.values()) <= len(made.answers) + kinds[Kind.ROWS_SWAPPED] + lost + 1


def test_the_command(run: Run, tmp_path: Path) -> None:
    """The exercise is written, does what its README says, and is not overwritten."""
    done = run("demo", "there", "--months", "3", "--xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    assert "tiltak-audit check there/true/*.txt" in done.stdout
    there = tmp_path / "there"
    names = sorted(str(path.relative_to(there)) for path in there.rglob("*") if path.is_file())
    assert names == [
        "README.md",
        "planted/TILT100_2025-03.txt",
        "planted/TILT140_2025-03.txt",
        "planted/answers.json",
        "planted/answers.md",
        "protected/TILT100_2025-03.txt",
        "protected/TILT140_2025-03.txt",
        "true/TILT100_2025-03.txt",
        "true/TILT100_2025-03.xlsx",
        "true/TILT140_2025-03.txt",
        "true/TILT140_2025-03.xlsx",
    ]
    pair = sorted((there / "true").glob("*.txt"))
    checked = run("check", *pair)
    assert checked.returncode == 0
    codes = {line.split()[0] for line in checked.stdout.splitlines() if line.startswith("error[")}
    assert codes == {"error[TA602"}
    assert run("check", "--gate", "all", *pair).returncode == 1
    protected = sorted((there / "protected").glob("*.txt"))
    assert run("check", "--gate", "all", *protected).returncode == 0
    answers = json.loads((there / "planted/answers.json").read_text(encoding="utf-8"))["answers"]
    found = json.loads(
        run("check", "--format", "json", *sorted((there / "planted").glob("*.txt"))).stdout
    )["findings"]
    codes_found = Counter(one["code"] for one in found if one["severity"] != "info")
    expected = Counter(code for one in answers for code in (one["code"], *one["beside"]))
    assert codes_found - Counter({"TA602": 99}) == expected
    key = (there / "planted/answers.md").read_text(encoding="utf-8")
    assert all(f"{one['file']}:{one['line']}" in key for one in answers)
    for form in ("txt", "xlsx"):
        one = read(str(there / f"true/TILT140_2025-03.{form}"))
        assert content(one) == content(exercise(20251122, 3).true[0].report)


def test_the_command_overwrites_only_when_told(run: Run, tmp_path: Path) -> None:
    """A file that is there stays, and nothing else is written; --force overwrites."""
    (tmp_path / "d").mkdir()
    mine = tmp_path / "d" / "README.md"
    mine.write_text("mine", encoding="utf-8")
    done = run("demo", "d")
    assert done.returncode == 2
    assert "d/README.md is there already; name another folder" in done.stderr
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["README.md"]
    assert mine.read_text(encoding="utf-8") == "mine"
    assert run("demo", "d", "--force", "--months", "1").returncode == 0
    assert mine.read_text(encoding="utf-8") != "mine"
    done = run("demo", mine)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("arguments", [["--months", "0"], ["--months", "13"], ["--seed", "-1"]])
def test_the_command_refuses(run: Run, arguments: list[str]) -> None:
    """An option out of range is a usage error, and writes nothing."""
    assert run("demo", "d", *arguments).returncode == 2


def test_a_full_report(people: Population) -> None:
    """All kommuner, eight tiltak, eleven months: the size of what is published, and true."""
    del people
    drawn_full = draw(1, months(11), FULL)
    true = group_report(drawn_full, printing=Printing(Rounding.HALF_EVEN))
    cells = sum(table.size for table in true.counts)
    assert 38_000 < cells < 41_000
    got = read_bytes("full.txt", text_of_report(true.report, NAV).encode())
    assert content(got) == content(true.report)
    assert serious(audit([got])) == []


def test_layouts_are_all_drawn() -> None:
    """The law tries every header, separator and option."""
    layouts = [any_layout(random.Random(seed)) for seed in range(60)]
    assert {layout.separator for layout in layouts} == set("\u00a0 \u202f")
    assert {tuple(layout.header) for layout in layouts} == set(HEADERS)
    assert all(
        len({getattr(layout, name) for layout in layouts}) == 2
        for name in ("front_page", "period_at_foot", "shared_pages", "header_at_foot")
    )


def test_stars_say_nothing_else(people: Population) -> None:
    """Disclosure on a true pair never finds its figures contradictory."""
    found = audit([group_report(people).report, overview_report(people).report], Attacker())
    assert found.disclosure
    assert not found.disclosure.impossible
