"""A check holds its inputs against other editions of them, and says what changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import jsonschema

from tests.conftest import TILT100, TILT140, Run
from tests.pages import whole
from tests.test_editions import PLAIN
from tiltak_audit.demo.printer import NAV, text_of_report
from tiltak_audit.model.figure import Count, Figure, count
from tiltak_audit.model.period import Columns, Period
from tiltak_audit.model.report import Report, Row, Section, Table

FOUND = ("section", "table", "row", "period", "from", "to")


def edition(text: str = PLAIN, day: str = "02.11.2025") -> str:
    """Print a small report on some day."""
    return whole(text).replace("02.12.2025", day)


def check(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """Run a check without stars, and give its JSON."""
    done = run("check", "--no-disclosure", "--format", "json", *arguments)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def october(report: Report, revised: dict[tuple[str, str, str], tuple[int, int]]) -> str:
    """Print a report of eleven months as it was in October, with some figures of then.

    Args:
        report: The report to November.
        revised: By section, table and row a column from 1, and the count that was printed in it.
    """

    def row(one: Row, key: tuple[str, str, str]) -> Row:
        figures: list[Figure] = list(one.figures[:11])
        if key in revised:
            column, value = revised[key]
            assert isinstance(figures[column], Count)
            figures[column] = count(value)
        return attrs.evolve(one, figures=tuple(figures))

    def table(one: Table) -> Table:
        assert isinstance(one.total, Row)
        rows = tuple(row(part, (one.section, one.label, part.name)) for part in one.rows)
        total = row(one.total, (one.section, one.label, "I alt"))
        columns = Columns(one.columns.months[:10], mean=True)
        return attrs.evolve(one, columns=columns, total=total, rows=rows, reprints=())

    def section(one: Section) -> Section:
        return attrs.evolve(one, tables=tuple(map(table, one.tables)))

    assert report.period
    months = report.period.months
    sections = tuple(map(section, report.sections))
    period = Period(months[0], months[9])
    printed = attrs.evolve(report, edition="2025-11-04", period=period, sections=sections)
    return text_of_report(printed, NAV)


def test_the_october_edition_tells_exactly_what_was_revised(
    run: Run, tilt140: Report, tmp_path: Path
) -> None:
    """Figures of November left out and three revised: these three, and all else is unchanged."""
    revised = {
        ("Tiltak og kjønn", "arbeid med støtte", "Kvinner"): (3, 2700),
        ("Tiltak og fylke", "arbeid med støtte", "03 Oslo"): (10, 1000),
        ("Tiltak og alder", "arbeid med støtte", "I alt"): (5, 5700),
    }
    (tmp_path / "old.txt").write_text(october(tilt140, revised), encoding="utf-8")
    other_way = json.loads(run("diff", TILT140, "old.txt", "--to", "json").stdout)
    for document in (check(run, TILT140, "--against", "old.txt"), other_way):
        found = document["editions"]
        shown = {tuple(one[key] for key in FOUND) for one in found["figures"]}
        assert {key[:4] for key in shown} == {
            ("Tiltak og kjønn", "arbeid med støtte", "Kvinner", "2025-03"),
            ("Tiltak og fylke", "arbeid med støtte", "Oslo", "2025-10"),
            ("Tiltak og alder", "arbeid med støtte", "I alt", "2025-05"),
        }
        assert {key[4] for key in shown} == {2700, 1000, 5700}
        # 3 212 rows with the totals, ten months each; the means are of other months.
        assert (found["unchanged"], found["revised"]) == (32_120 - 3, 3)
        assert [found[key] for key in ("newly_starred", "newly_shown", "come", "gone")] == [0] * 4
        assert [len(one["months"]) for one in found["pairs"]] == [10]


def test_without_another_edition_there_is_nothing_to_tell(run: Run) -> None:
    """The two samples are no editions of each other."""
    found = check(run, TILT100, TILT140)
    assert (found["editions"], found["snapshot"]) == (None, None)


def test_the_json_of_an_earlier_check_is_an_edition(run: Run, tmp_path: Path) -> None:
    """With a snapshot it says what the report itself would; without one that it keeps none."""
    (tmp_path / "old.txt").write_text(edition(), encoding="utf-8")
    new = edition(PLAIN.replace("158 156 160", "160 156 164"), "02.12.2025")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    run("check", "old.txt", "--format", "json", "--snapshot", "--output", "old.json")
    run("check", "old.txt", "--format", "json", "--output", "bare.json")
    by_report = check(run, "new.txt", "--against", "old.txt")["editions"]
    by_json = check(run, "new.txt", "--against", "old.json")["editions"]
    assert by_report["revised"] == 2
    whole_document = json.loads((tmp_path / "old.json").read_text("utf-8"))
    jsonschema.validate(whole_document, json.loads(run("schema").stdout))
    assert json.dumps(by_json) == json.dumps(by_report).replace("old.txt", "old.json")
    bare = run("check", "new.txt", "--against", "bare.json")
    assert bare.returncode == 3
    assert "run that with --snapshot" in " ".join(bare.stdout.split())
    asked = run("check", "new.txt", "--snapshot")
    assert (asked.returncode, "--format json" in asked.stderr) == (2, True)


def test_a_snapshot_keeps_every_figure(run: Run, tilt140: Report, tmp_path: Path) -> None:
    """The long report held against what a check kept of it: one edition, all figures alike."""
    kept = ("--format", "json", "--snapshot", "--output", "kept.json")
    run("check", TILT140, "--no-disclosure", *kept)
    found = check(run, TILT140, "--against", "kept.json")["editions"]
    figures = sum(len(row.figures) for table in tilt140.tables for row in table.printed())
    assert (found["unchanged"], found["figures"], found["unknown"]) == (figures, [], 0)
    assert [one["same"] for one in found["pairs"]] == [True]
    document = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    document["snapshot"][0]["sections"][0]["tables"][0]["rows"][0]["figures"][0] = -1
    (tmp_path / "kept.json").write_text(json.dumps(document), encoding="utf-8")
    done = run("check", TILT140, "--no-disclosure", "--against", "kept.json")
    assert (done.returncode, "run the check again" in done.stdout) == (3, True)


def test_a_folder_is_all_editions_in_it(run: Run, tmp_path: Path) -> None:
    """But for the input itself; each revision is told once, where it was made."""
    folder = tmp_path / "editions"
    folder.mkdir()
    for at, (day, male) in enumerate(
        [("02.10.2025", 150), ("02.11.2025", 160), ("02.12.2025", 160)]
    ):
        text = edition(PLAIN.replace("158 156 160", f"158 156 {male}"), day)
        (folder / f"{at}.txt").write_text(text, encoding="utf-8")
    other = edition(day="02.11.2025").replace("TILT140", "TILT120")
    (folder / "other.txt").write_text(other, encoding="utf-8")
    (folder / "notes.doc").write_text("nothing", encoding="utf-8")
    found = check(run, folder / "2.txt", "--against", folder)["editions"]
    assert [(one["path"][-5:], one["against"][-5:]) for one in found["pairs"]] == [
        ("1.txt", "0.txt"),
        ("2.txt", "1.txt"),
    ]
    assert [one["period"] for one in found["figures"]] == ["2025-02"]
    assert [one[-9:] for one in found["alone"]] == ["other.txt"]
    (triangle,) = found["triangles"]
    assert triangle["figures"] == [[305] * 3, [311] * 3]
    (folder / "2.txt").rename(tmp_path / "2.txt")
    for one in folder.glob("*.txt"):
        one.unlink()
    empty = run("check", tmp_path / "2.txt", "--against", folder)
    assert (empty.returncode, "no file of this folder" in empty.stderr) == (2, True)


def test_what_is_hidden_now_is_told_only_with_reveal(run: Run, tmp_path: Path) -> None:
    """Of a figure newly starred the place is told, and its old count in no output."""
    (tmp_path / "old.txt").write_text(edition(PLAIN.replace("160", "777")), encoding="utf-8")
    new = edition(PLAIN.replace("160", "*"), "02.12.2025")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    arguments = ("check", "new.txt", "--no-disclosure", "--against", "old.txt")
    for form in ("terminal", "json", "markdown", "html", "sarif", "junit"):
        assert "777" not in run(*arguments, "--format", form, "--output", "-").stdout, form
    (one,) = check(run, *arguments[1:])["editions"]["figures"]
    assert (one["kind"], one["from"], one["to"]) == ("newly_starred", None, None)
    (one,) = check(run, *arguments[1:], "--reveal")["editions"]["figures"]
    assert one["from"] == 777


def test_the_terminal_has_one_table_of_revisions(run: Run, tmp_path: Path) -> None:
    """By section: how many, what they come to, which way, and the largest with its place."""
    (tmp_path / "old.txt").write_text(edition(), encoding="utf-8")
    new = edition(PLAIN.replace("158 156 160", "158 150 170"), "02.12.2025")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    said = run("check", "new.txt", "--no-disclosure", "--against", "old.txt").stdout
    assert "7 figures unchanged, 2 revised" in " ".join(said.split())
    (line,) = (one for one in said.splitlines() if "+10, +6.2 %" in one)
    assert line.split()[:7] == ["Tiltak", "og", "kjønn", "2", "+4", "both", "+10,"]
    assert line.endswith("mentor · Menn · 2025-02")


def test_editions_of_different_months_share_none(run: Run) -> None:
    """That is said, and is no error."""
    real = Path(__file__).parent / "real"
    new, old = (real / f"ledighet_2025-{month}.xlsx" for month in ("11", "01"))
    done = run("check", new, "--no-disclosure", "--against", old)
    assert "no month in common, nothing to compare" in " ".join(done.stdout.split())


def test_standard_input_is_read_once(run: Run, tmp_path: Path) -> None:
    """It can be the other edition; both it cannot be."""
    (tmp_path / "new.txt").write_text(edition(day="02.12.2025"), encoding="utf-8")
    old = edition().encode()
    done = run("check", "new.txt", "--no-disclosure", "--against", "-", stdin=old)
    assert (done.returncode, "9 figures unchanged" in done.stdout) == (0, True)
    done = run("check", "-", "--against", "-", stdin=old)
    assert (done.returncode, "can be read once" in done.stderr) == (2, True)


def test_markdown_has_the_table_of_revisions(run: Run, tmp_path: Path) -> None:
    """By section, as on the terminal."""
    (tmp_path / "old.txt").write_text(edition(), encoding="utf-8")
    new = edition(PLAIN.replace("158 156 160", "158 150 170"), "02.12.2025")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    said = run("check", "new.txt", "--against", "old.txt", "--format", "markdown").stdout
    (row,) = (one for one in said.splitlines() if one.startswith("| Tiltak og kjønn |"))
    assert [part.strip() for part in row.split("|")[2:-1]] == [
        "2",
        "+4",
        "both",
        "\\+10, \\+6.2 %: Tiltak og kjønn · mentor · Menn · 2025-02",
    ]


def test_the_page_has_a_tab_of_editions(run: Run, tmp_path: Path) -> None:
    """Old beside new, with a line an edition; without editions there is no such tab."""
    for at, male in enumerate([150, 160, 170]):
        text = edition(PLAIN.replace("158 156 160", f"158 156 {male}"), f"02.1{at}.2025")
        (tmp_path / f"{at}.txt").write_text(text, encoding="utf-8")
    arguments = ("check", "2.txt", "--no-disclosure", "--format", "html")
    page = run(*arguments, "--against", "0.txt", "--against", "1.txt").stdout
    assert 'id="tab-editions"' in page
    assert "160 → 170 (+10, +6.2" in page.replace("\u00a0", " ")
    # Two revisions of one row, drawn in three editions each.
    assert page.count("<polyline") == 6
    assert page.count('points="0,16.8 120,12.0"') == 2
    assert 'id="tab-editions"' not in run(*arguments).stdout


def test_many_reports_of_other_codes_are_told_in_one_line(run: Run, tmp_path: Path) -> None:
    """A folder of a whole release names them by their codes; JSON names each."""
    (tmp_path / "new.txt").write_text(edition(day="02.12.2025"), encoding="utf-8")
    (tmp_path / "old").mkdir()
    for code in ("TILT110", "TILT120", "TILT130", "TILT140", "TILT150"):
        text = edition().replace("TILT140", code)
        (tmp_path / "old" / f"{code}.txt").write_text(text, encoding="utf-8")
    said = run("check", "new.txt", "--no-disclosure", "--against", "old", "--lang", "en").stdout
    told = "4 reports of other codes than the inputs (TILT110, TILT120, TILT130, TILT150): nothing"
    assert told in " ".join(said.split())
    assert len(check(run, "new.txt", "--against", "old")["editions"]["alone"]) == 4
