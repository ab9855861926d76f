"""A family is a file: what it says is what reading, identities and rules go by."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT, Run
from tests.pages import findings_of_page
from tiltak_audit.cube.dimensions import dimensions_of, section_of
from tiltak_audit.cube.whole import Expected, whole_of
from tiltak_audit.errors import NoReportError, UsageError
from tiltak_audit.families.catalogue import family_for, family_of, shipped
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.period import QUARTER, Month
from tiltak_audit.model.remark import NotAudited, Stray
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.audit import audit
from tiltak_audit.tidy.months import month_of

FILES = sorted((ROOT / "tiltak_audit" / "families").glob("*.toml"))
SMALL: dict[str, Any] = {"name": "small", "codes": ["X1"]}

# Sections of the samples by title, as /samples print them: what the totals and the rows are of.
PRINTED = {
    "TILT140": {
        "Tiltak": ("", "tiltak"),
        "Arbeidsmarkedsstatus og tiltak": ("arbeidsmarkedsstatus", "tiltak"),
        "Tiltak og fylke": ("tiltak", "fylke"),
        "Tiltak og kjønn": ("tiltak", "kjønn"),
        "Tiltak og alder": ("tiltak", "alder"),
        "Tiltak og innvandrer status": ("tiltak", "innvandrer status"),
        "Tiltak og fødeland innvandrere": ("tiltak", "fødeland innvandrere"),
        "Tiltak og utdanning": ("tiltak", "utdanning"),
        "Tiltak og kommune": ("tiltak", "kommune"),
    },
    "TILT100": {
        "Arbeidsmarkedsstatus": ("", "arbeidsmarkedsstatus"),
        "Arbeidsmarkedsstatus og tiltaksgruppe": ("arbeidsmarkedsstatus", "tiltaksgruppe"),
        "Arbeidsmarkedsstatus og fylke": ("arbeidsmarkedsstatus", "fylke"),
        "Arbeidsmarkedsstatus og kjønn": ("arbeidsmarkedsstatus", "kjønn"),
        "Arbeidsmarkedsstatus og alder": ("arbeidsmarkedsstatus", "alder"),
        "Arbeidsmarkedsstatus og innvandrer status": ("arbeidsmarkedsstatus", "innvandrer status"),
        "Arbeidsmarkedsstatus og fødeland innvandrere": (
            "arbeidsmarkedsstatus",
            "fødeland innvandrere",
        ),
        "Arbeidsmarkedsstatus og utdanning": ("arbeidsmarkedsstatus", "utdanning"),
        "Tiltaksdeltakere og kommune": ("", "kommune"),
    },
}


def test_a_family_is_called_as_its_file() -> None:
    """Each file makes a family of its name, which says in both languages what it counts."""
    assert {path.stem for path in FILES} == set(shipped())
    for name, family in shipped().items():
        assert family.name == name
        assert set(family.about) == {"en", "nb"}


def test_svalbard_is_part_of_the_residual_fylke() -> None:
    """It has no fylke of its own digits; every other kommune has, and no fylke is part of one."""
    general = shipped()["general"]
    assert [general.parent_of(code) for code in ("2100", "0301", "03")] == ["97", "03", ""]


def test_no_two_families_claim_a_code() -> None:
    """A code tells the family."""
    codes = [code for family in shipped().values() for code in family.codes]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", PRINTED)
def test_the_sections_of_the_samples(code: str, tilt140: Report, tilt100: Report) -> None:
    """Those that the samples print are those that their families list, with these dimensions."""
    report = {"TILT140": tilt140, "TILT100": tilt100}[code]
    assert [section.title for section in report.sections] == list(PRINTED[code])
    assert {one.title for one in report.family.sections} == set(PRINTED[code])
    for title, (outer, inner) in PRINTED[code].items():
        dimensions = dimensions_of(title, report.family)
        assert (dimensions.outer, dimensions.inner) == (outer, inner)


@pytest.mark.parametrize(
    ("title", "dimensions"),
    [
        ("Tiltak og bosted", ("tiltak", "bosted")),
        ("Tiltaksdeltakere og alder", ("", "alder")),
        ("Kommune. Antall", ("fylke", "kommune")),
        ("Fylke. Antall", ("", "fylke")),
        ("Fylke og kommune", ("fylke", "kommune")),
    ],
)
def test_what_is_not_listed_is_read_by_its_words(title: str, dimensions: tuple[str, str]) -> None:
    """The word between them parts two dimensions; a level of regions stands in the next wider."""
    family = shipped()["general"]
    found = dimensions_of(title, family)
    assert section_of(title, family) is None
    assert (found.outer, found.inner) == dimensions
    assert found.regional == (dimensions[1] in {"fylke", "kommune"})


@pytest.mark.parametrize(
    ("code", "title", "sections", "name"),
    [
        ("TILT140", "", [], "TILT1x0"),
        ("TILT100", "Tiltaksdeltakere på oppfølging", [], "TILT100"),
        ("NED155", "", ["Tiltak og kjønn"], "NED155"),
        ("QQ999", "Tiltaksdeltakere", [], "general"),
        # A heading may have lost its code, not its title.
        ("", "Tiltaksdeltakere på oppfølging. Demografi", [], "TILT1x0"),
        ("", "Tiltaksdeltakere. Hovedgruppe", [], "TILT100"),
        ("", "Helt ledige. Fylke og kommune. Tidsserie måned", [], "HL060"),
        ("", "Noe annet", ["Tiltak og kjønn"], "general"),
        # Or both.
        ("", "", ["Tiltak og kjønn", "Tiltak og alder"], "TILT1x0"),
        ("", "", ["Arbeidsmarkedsstatus og kjønn"], "TILT100"),
        ("", "", [], "general"),
    ],
)
def test_which_family_a_report_is_of(code: str, title: str, sections: list[str], name: str) -> None:
    """Its code tells, else how its title begins, else its sections; else nobody knows."""
    assert family_for(code, title, sections).name == name


def test_what_the_user_describes_comes_first() -> None:
    """It takes what it claims, and what no other does."""
    own = family_of({**SMALL, "codes": ["TILT140"]}, "own.toml")
    assert family_for("TILT140", "", (), [own]) is own
    assert family_for("QQ999", "", (), [own]) is own
    assert family_for("TILT100", "", (), [own]) is shipped()["TILT100"]


def test_what_is_extended_counts_where_nothing_else_is_said() -> None:
    """Keys of the file count, then those of what it extends, then the defaults."""
    family = family_of({**SMALL, "extends": "TILT1x0", "steady": []}, "own.toml")
    assert (family.name, family.codes, family.steady) == ("small", ("X1",), ())
    assert family.sections == shipped()["TILT1x0"].sections
    assert family.levels == shipped()["general"].levels
    plain = family_of(SMALL, "own.toml")
    assert (plain.levels, plain.star.high) == ((), 3)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ('codes = ["X"]', "name: expected a value; the key is missing"),
        ('name = "x"\ncode = "y"', "unknown key code (did you mean codes?)"),
        ('name = "x"\ncodes = "y"', "codes: expected a list"),
        ('name = "x"\ncodes = [1]', "codes[1]: expected a text"),
        ('name = "x"\nmean = "up"', "mean: expected any or half-up or half-even or none"),
        ('name = "x"\nextends = "y"', "extends: expected AAP155 or"),
        ('name = "x"\nextends = 1', "extends: expected a text"),
        ('name = "x"\nstar = { sign = "5" }', "star.sign: expected a text that is no number"),
        ('name = "x"\nstar = { low = 4 }', "star.low: expected a count, not above star.high"),
        ('name = "x"\ncoded = 1', "coded: expected true or false"),
        ('name = "x"\nsections = [{ title = "T" }]', "sections[1].inner: expected a value"),
        ('name = "x"\nsections = ["T"]', "sections[1]: expected a table"),
        ('name = "x"\nresidual = { 1 = 2 }', "residual.1: expected a text"),
        (
            'name = "x"\nlevels = [{ name = "a", digits = 4 }, { name = "b", digits = 2 }]',
            "levels: expected the widest first",
        ),
        (
            'name = "x"\nbreaks = [{ period = "2025", reason = "r" }]',
            "breaks[1].period: expected a period, such as 2025-04",
        ),
        (
            'name = "x"\noverview = { family = "y", rows = "r", by = "b", title = "t" }',
            "overview.title: expected a text that holds {rows}",
        ),
        ('name = "x"\ntidy = { levels = { lan = ["a"] } }', "unknown key tidy.levels.lan"),
        (
            'name = "x"\nlevels = [{ name = "län", digits = 2 }]\ntidy = { whole = ["lan"] }',
            "tidy.whole: expected country or län",
        ),
        (
            'name = "x"\ntidy = { counts = [{ name = "n", heads = ["N"], starred = ["lan"] }] }',
            "tidy.counts[1].starred: expected country",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(said: str, complaint: str) -> None:
    """The file, the key, and what is expected there."""
    with pytest.raises(UsageError, match=r"own\.toml: ") as told:
        family_of(tomllib.loads(said), "own.toml")
    assert complaint in str(told.value)


def test_the_list_names_every_family(run: Run) -> None:
    """A line a family, with the codes of its reports; the user's first."""
    done = run("families")
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(shipped())
    assert "TILT140" in done.stdout


def test_the_list_as_json_says_all_that_is_known(run: Run, tmp_path: Path) -> None:
    """Each object obeys the schema of a family's file, and makes the family again."""
    path = tmp_path / "own.toml"
    path.write_text('name = "own"\ncodes = ["ZZ1"]\n', encoding="utf-8")
    listed = json.loads(run("families", "--format", "json", "--family", path).stdout)
    assert [one["name"] for one in listed] == ["own", *shipped()]
    validator = Draft202012Validator(json.loads(run("schema", "family").stdout))
    for one in listed:
        assert list(validator.iter_errors(one)) == []
    for one in listed[1:]:
        again = attrs.asdict(family_of(one, "again"))
        assert again == attrs.asdict(shipped()[one["name"]])


@pytest.mark.parametrize("name", ["TILT140", "tilt1x0", "HL060"])
def test_explain_tells_what_is_known_of_a_report(run: Run, name: str) -> None:
    """Every section and code of the file is told, whatever the report is called by."""
    family = shipped()["HL060" if name == "HL060" else "TILT1x0"]
    said = run("explain", name).stdout
    for one in family.sections:
        assert f"“{one.title}”" in said
    assert ", ".join(family.codes) in said
    assert "* stands for 0 to 3" in said


def test_explain_of_what_nobody_knows_names_the_families(run: Run) -> None:
    """The rules and the families that there are."""
    done = run("explain", "QQ999")
    assert done.returncode == 2
    assert ", ".join(shipped()) in done.stderr


def test_a_family_of_the_user_is_listed_and_explained(run: Run, tmp_path: Path) -> None:
    """--family adds it to what ships."""
    path = tmp_path / "own.toml"
    path.write_text('name = "own"\nabout.en = "persons"\ncodes = ["ZZ1"]\n', encoding="utf-8")
    listed = run("families", "--family", path).stdout.splitlines()
    assert listed[0].split() == ["own", "persons", "(ZZ1)"]
    assert "persons" in run("explain", "ZZ1", "--family", path).stdout


def test_the_schema_is_what_a_file_may_hold(run: Run) -> None:
    """Every file that ships obeys it, and what the reader refuses it refuses."""
    schema = json.loads(run("schema", "family").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in FILES:
        assert list(validator.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == []
    for wrong in ('name = "x"\ncode = "y"', "codes = []", 'name = "x"\nmean = "up"'):
        assert list(validator.iter_errors(tomllib.loads(wrong)))


def test_a_report_that_nobody_described_says_what_is_taken_for_granted() -> None:
    """An unknown family is told; one that a file describes is not."""
    page = next(rule.page for rule in catalogue() if rule.code == "TA129")
    assert [one.code for one in findings_of_page("TA129", "Wrong")] == ["TA129"]
    assert findings_of_page("TA129", "Right") == []
    assert "XYZ999" in page


# What only a file of a family may say: codes of reports, their titles, titles of sections.
OF_A_FAMILY = re.compile(
    r"TILT[0-9]{2}|NED155|HL060|AAP155|Tiltaksdeltakere|[Aa]rbeidsmarkedsstatus|Tiltak og"
)


def test_no_report_title_or_section_is_named_in_code() -> None:
    """But as examples: on pages of rules, in what the JSON's keys say, where reports are drawn."""
    found = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path in sorted((ROOT / "tiltak_audit").rglob("*.py"))
        if path.parent.name != "demo" and path.name not in {"keys.py", "rule.py"}
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for docs in [{id(one) for one in map(docstring_of, ast.walk(tree)) if one}]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in docs and OF_A_FAMILY.search(node.value)
    ]
    assert found == []


def docstring_of(node: ast.AST) -> ast.Constant | None:
    """Give the docstring of a module, class or function."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            return first.value
    return None


@pytest.mark.parametrize(
    ("text", "quarter"),
    [("2025K1", 1), ("2025 K2", 2), ("2025-Q3", 3), ("2025 kv 4", 4), ("2025 kvartal 1", 1)],
)
def test_a_quarter_is_read_however_it_is_written(text: str, quarter: int) -> None:
    """It is named as ISO 8601 programs do, and stands between its months and the next."""
    found = month_of(text)
    assert str(found) == f"2025-Q{quarter}"
    assert found == Month(2025, 3 * quarter - 2, QUARTER)
    assert month_of("2025K5") is None


LAND = """
name = "programs"
codes = ["PROG01"]
star = { sign = "<5", low = 1, high = 4 }
levels = [{ name = "län", digits = 2 }, { name = "kommun", digits = 4 }]

[tidy]
period = ["Kvartal"]
level = ["Nivå"]
code = ["Kod"]
region = ["Region"]
zeros = true
whole = ["kommun"]
levels = { country = ["land"], "län" = ["län"], kommun = ["kommun"] }
counts = [{ name = "deltagare", heads = ["Deltagare"] }]
"""

ROWS = """Kvartal,Nivå,Kod,Region,Deltagare
2025K1,land,00,Riket,{land}
2025K1,län,01,Stockholms län,{stockholm}
2025K1,län,03,Uppsala län,{uppsala}
2025K1,kommun,0114,Upplands Väsby,40
2025K1,kommun,0115,Vallentuna,{vallentuna}
2025K1,kommun,0305,Håbo,47
"""


@pytest.mark.parametrize(
    ("figures", "broken"),
    [
        ({"land": "99", "stockholm": "52", "uppsala": "47", "vallentuna": "12"}, 0),
        # 99 - 47 = 52; the län is a star's width from its kommuner.
        ({"land": "90", "stockholm": "43", "uppsala": "47", "vallentuna": "<5"}, 0),
        ({"land": "92", "stockholm": "45", "uppsala": "47", "vallentuna": "<5"}, 1),
        ({"land": "87", "stockholm": "40", "uppsala": "47", "vallentuna": "<5"}, 1),
        ({"land": "87", "stockholm": "40", "uppsala": "47", "vallentuna": "0"}, 0),
        ({"land": "98", "stockholm": "52", "uppsala": "47", "vallentuna": "12"}, 1),
        ({"land": "99", "stockholm": "52", "uppsala": "48", "vallentuna": "12"}, 2),
    ],
)
def test_three_levels_of_another_country_add_up(figures: dict[str, str], broken: int) -> None:
    """Län to the land and kommuner to their län, by their codes, in a quarter."""
    options = ReadOptions(families=(family_of(tomllib.loads(LAND), "own.toml"),))
    report = read_bytes("d.csv", ROWS.format(**figures).encode(), options)
    assert {table.columns.periods for table in report.tables} == {("2025-Q1",)}
    (judged,) = audit([report]).judged
    verdicts = [verdict for _, found in judged.verdicts for _, verdict in found]
    assert len(verdicts) == 3
    assert verdicts.count(Verdict.VIOLATED) == broken


def test_a_level_that_is_not_described_is_none_of_those_that_are() -> None:
    """The land, called otherwise than the file says, does not pass for a län by its code."""
    said = LAND.replace('"land"', '"landet"')
    options = ReadOptions(families=(family_of(tomllib.loads(said), "own.toml"),))
    figures = {"land": "99", "stockholm": "52", "uppsala": "47", "vallentuna": "12"}
    report = read_bytes("d.csv", ROWS.format(**figures).encode(), options)
    assert [row.code for table in report.tables for row in table.rows] == [
        *("01", "03"),
        *("0114", "0115", "0305"),
    ]
    (notice,) = report.notices
    assert isinstance(notice.remark, Stray)
    assert notice.remark.text == "no level that is described: “land”"


def test_a_total_or_part_that_no_row_is_of_is_told() -> None:
    """Sums over a dimension are not held where it is spelt otherwise, and that is said, once."""
    kind = {"name": "kön", "heads": ["Kön"], "total": "Totallt", "parts": ["Kvinnor", "Män"]}
    said = tomllib.loads(LAND)
    said["tidy"] |= {"dimensions": [kind]}
    rows = "".join(f"2025K1,land,00,Riket,{kon},9\n" for kon in ("Totalt", "kvinnor"))
    text = f"Kvartal,Nivå,Kod,Region,Kön,Deltagare\n{rows}"
    options = ReadOptions(families=(family_of(said, "own.toml"),))
    report = read_bytes("d.csv", text.encode(), options)
    assert [notice.remark for notice in report.notices] == [
        NotAudited(said=f"sums over “kön”, of which no row is “{name}”")
        for name in ("Totallt", "Män")
    ]
    # A table without the column says nothing of it.
    without = "Kvartal,Nivå,Kod,Region,Deltagare\n2025K1,land,00,Riket,9\n"
    assert read_bytes("d.csv", without.encode(), options).notices == ()


def test_sections_are_those_of_printed_reports() -> None:
    """A family may say how its reports are printed, too: a tidy table of it lacks no section."""
    printed = {"sections": [{"title": "Program och län", "outer": "program", "inner": "län"}]}
    family = family_of(tomllib.loads(LAND) | printed, "own.toml")
    figures = {"land": "99", "stockholm": "52", "uppsala": "47", "vallentuna": "12"}
    report = read_bytes("d.csv", ROWS.format(**figures).encode(), ReadOptions(families=(family,)))
    assert report.family.sections
    assert whole_of(report, Expected()) is None
    assert whole_of(report, Expected(sections=("Program",))) is not None


def test_heads_that_no_file_describes_are_told_as_that() -> None:
    """Whoever gives a file of a tidy table is not asked for another report."""
    said = LAND.replace('"Kvartal"', '"Quarter"')
    options = ReadOptions(families=(family_of(tomllib.loads(said), "own.toml"),))
    with pytest.raises(NoReportError, match="heads that programs describes"):
        read_bytes("d.csv", ROWS.encode(), options)


def test_the_first_thing_to_do_names_a_quarter(run: Run, tmp_path: Path) -> None:
    """Where a month would be named; nor does it name a section that has no name."""
    (tmp_path / "own.toml").write_text(LAND, encoding="utf-8")
    figures = {"land": "99", "stockholm": "52", "uppsala": "74", "vallentuna": "12"}
    (tmp_path / "d.csv").write_text(ROWS.format(**figures), encoding="utf-8")
    done = run("check", "d.csv", "--family", "own.toml", "--no-disclosure", "--lang", "en")
    assert done.returncode == 1
    assert "03 Uppsala län, 2025-Q1, should" in done.stdout
    assert "“”" not in done.stdout
