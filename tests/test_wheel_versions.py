"""The wheel works with the newest versions of what it needs that it allows, and the lowest.

As `pip install` has it today, and as it may have been installed beside older programs: every
format on standard output is read, from the first byte to the last, by a reader that nobody here
wrote, and those tests that need the package alone pass.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import html5lib
import jsonschema
import pytest
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

import tiltak_audit
from tests.conftest import ROOT, TILT100, Dist, tool
from tests.hostile_pdfs import report_pdf
from tests.second_reader import COLUMNS, cells
from tests.test_formats import ESS, SCHEMA, commands
from tests.test_wheel import WRONG, Installed

pytestmark = pytest.mark.wheel

STAR = ROOT / "tests" / "cases" / "only_star.txt"

# The tests that need the package and no more of the repository than the samples and cases, and
# what they need beside it. Those of the long dump are left to the tests of the repository.
SUITE = ("cases", "rules", "commands", "lacking", "solver", "engine_parts", "export_forms")
LONG = "not tilt140 and not another_language and not workbook"
# The extras that come with the wheel.
EXTRAS = ("archive", "distributed", "parquet", "xlsx")

TOOLS = ("hypothesis", "pytest", "pytest-xdist", "python-calamine")


def pinned(names: tuple[str, ...]) -> list[str]:
    """Give packages in the versions that the tests of the repository have."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    return [line for line in lines if line.partition("==")[0].lower() in names]


def asked() -> list[str]:
    """List what the wheel and its extras ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *(one for name in EXTRAS for one in extras[name])]


def numbers(version: str) -> list[int]:
    """Take a version apart."""
    return [int(part) for part in version.split(".") if part.isdecimal()]


# Either is tried by a process of its own, where there are two.
KINDS = [
    pytest.param(kind, marks=pytest.mark.xdist_group(kind)) for kind in ("highest", "lowest-direct")
]


@pytest.fixture(scope="module", params=KINDS)
def versions(
    dist: Dist, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[str, Path]:
    """Install the wheel with its extras, then what tests need, which may not change what is there.

    Gives the kind of versions and the environment.
    """
    folder = tmp_path_factory.mktemp(request.param) / "env"
    uv, quiet = tool("uv"), "--quiet"
    wheel = f"{dist.wheel}[{','.join(EXTRAS)}]"
    place = [quiet, "--python", str(folder)]
    for command in (
        ["venv", quiet, "--no-project", "--python", sys.executable, str(folder)],
        # What the wheel asks for is not direct to uv where it is not said beside it.
        ["pip", "install", *place, "--resolution", request.param, wheel, *asked()],
        ["pip", "install", *place, *pinned(TOOLS)],
    ):
        subprocess.run([uv, *command], check=True)
    return request.param, folder


@pytest.fixture
def installed(versions: tuple[str, Path], tmp_path: Path) -> Installed:
    """Give the environment with an empty folder to work in."""
    return Installed(versions[1], tmp_path)


def test_the_versions_are_those_that_are_meant(
    versions: tuple[str, Path], installed: Installed
) -> None:
    """The lowest are the bounds of the metadata; none of the newest is older than the lock's."""
    kind, _folder = versions
    ask = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]))"
    low = {name: numbers(version) for name, version in (one.split(">=") for one in asked())}
    found = installed.run("python", "-c", ask, *low).stdout.split()
    there = dict(zip(low, map(numbers, found), strict=True))
    if kind == "lowest-direct":
        assert {name: there[name][: len(low[name])] for name in low} == low
        assert not any(part for name in low for part in there[name][len(low[name]) :])
    else:
        locked = [one.lower().split("==") for one in pinned(tuple(low))]
        assert len(locked) == len(low)
        assert all(there[name] >= numbers(version) for name, version in locked)


def check_json(data: bytes) -> None:
    """Python's own reader takes it."""
    assert json.loads(data)["verdict"] == "fail"


def check_sarif(data: bytes) -> None:
    """The standard's schema takes it."""
    jsonschema.validate(json.loads(data), SCHEMA)


def check_junit(data: bytes) -> None:
    """XML with two suites."""
    assert [suite.tag for suite in ET.fromstring(data)] == ["testsuite"] * 2  # noqa: S314  ours


def check_github(data: bytes) -> None:
    """Annotations as the runner reads them, then what was run, the inputs and the verdicts."""
    lines = data.decode().splitlines()
    told = commands(data.decode())
    assert told
    *trail, reading, figures, stars, first, verdict = lines[len(told) :]
    assert all(line.startswith("::") for line in lines[: len(told)])
    assert trail[0].startswith(f"tiltak-audit {tiltak_audit.__version__} {{")
    assert all(re.match(r"[0-9a-f]{64}  ", line) for line in trail[1:])
    assert [line.partition(":")[0] for line in (reading, figures, stars, first)] == [
        "Reading",
        "Figures",
        "Stars",
        "First",
    ]
    assert verdict.startswith("FAIL  ")


def check_markdown(data: bytes) -> None:
    """The heading comes first, a table with the inputs is there, a closed block ends it."""
    tokens = MarkdownIt().enable("table").parse(data.decode())
    assert (tokens[0].type, tokens[1].content) == ("heading_open", "tiltak-audit: FAIL")
    assert "table_open" in {token.type for token in tokens}
    assert data.endswith(b"\n")


def check_html(data: bytes) -> None:
    """The strict reader takes any byte before the doctype, or after the end, for an error."""
    html5lib.HTMLParser(strict=True).parse(data.decode())


def check_ess(data: bytes) -> None:
    """Every line is one of the standard."""
    for line in data.decode().splitlines():
        jsonschema.validate(json.loads(line), ESS)


def check_terminal(data: bytes) -> None:
    """The title is the first line, the verdict the last."""
    lines = data.decode().splitlines()
    assert lines[0].startswith(f"tiltak-audit {tiltak_audit.__version__}   check   ")
    assert lines[-1].startswith("FAIL  ")


CHECKS: dict[str, Callable[[bytes], None]] = {
    "json": check_json,
    "sarif": check_sarif,
    "junit": check_junit,
    "github": check_github,
    "markdown": check_markdown,
    "html": check_html,
    "ess": check_ess,
    "terminal": check_terminal,
}


def printed(installed: Installed, *arguments: str | Path, code: int = 0) -> bytes:
    """Run the command and give the bytes of its standard output; it says nothing beside."""
    done = subprocess.run(
        [installed.folder / "bin" / "tiltak-audit", *arguments],
        cwd=installed.work,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, b"")
    return done.stdout


@pytest.mark.parametrize("form", CHECKS)
def test_a_check_is_read_by_others(installed: Installed, form: str) -> None:
    """Each format of a check that has findings and solves for stars."""
    CHECKS[form](printed(installed, "check", "--excerpt", "--format", form, WRONG, STAR, code=1))


def test_a_pdf_and_a_workbook_are_read(installed: Installed) -> None:
    """By PDFium, in a process of its own, and from what an export writes."""
    (installed.work / "report.pdf").write_bytes(report_pdf())
    document = json.loads(
        printed(installed, "check", "--excerpt", "--format", "json", "report.pdf")
    )
    assert document["identities"]["satisfied"] > 100
    printed(installed, "export", "--to", "xlsx", "--output", "report.xlsx", TILT100)
    assert printed(installed, "export", "--to", "csv", "report.xlsx")


def texts(row: Iterable[object]) -> list[str]:
    """Write a row as the CSV has it."""
    return ["" if value is None else str(value) for value in row]


def of_csv(path: Path) -> list[list[str]]:
    """Read the tidy CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def of_json(path: Path) -> list[list[str]]:
    """Read the tidy JSON."""
    rows: list[dict[str, Any]] = json.loads(path.read_bytes())
    return [list(rows[0]), *(texts(row.values()) for row in rows)]


def of_parquet(path: Path) -> list[list[str]]:
    """Read the tidy Parquet with DuckDB; its mark is at both ends."""
    data = path.read_bytes()
    assert (data[:4], data[-4:]) == (b"PAR1", b"PAR1")
    table = duckdb.read_parquet(str(path))
    return [table.columns, *(texts(row) for row in table.fetchall())]


@pytest.mark.parametrize(
    ("form", "read"), [("csv", of_csv), ("json", of_json), ("parquet", of_parquet)]
)
def test_an_export_is_read_by_others(
    installed: Installed, form: str, read: Callable[[Path], list[list[str]]]
) -> None:
    """The figures are those of the second reader of the dump."""
    path = installed.work / "data"
    path.write_bytes(printed(installed, "export", "--to", form, TILT100))
    assert [COLUMNS, *cells(str(TILT100))] == read(path)


def test_an_exported_workbook_is_read_by_others(installed: Installed) -> None:
    """An archive without a fault or a byte before it, and cells that a reader in Rust finds."""
    data = printed(installed, "export", "--to", "xlsx", STAR)
    assert data.startswith(b"PK\x03\x04")
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert any(row == ["19 år og under", "*", "*", "*"] for row in found)


def test_an_exported_cube_is_read_by_others(installed: Installed) -> None:
    """JSON-stat 2.0: as many values as its dimensions have places."""
    cube = json.loads(printed(installed, "export", "--to", "jsonstat", STAR))
    assert cube["version"] == "2.0"
    for dataset in cube["link"]["item"]:
        places = 1
        for size in dataset["size"]:
            places *= size
        assert len(dataset["value"]) == places


def test_an_exported_system_holds_and_is_worked_out(installed: Installed) -> None:
    """Its values obey its sums, read as plain numbers; ``intervals`` finds those of the case."""
    data = printed(installed, "export", "--to", "jj", "--reveal", STAR)
    first, count, *lines = data.decode().splitlines()
    assert first == "0"
    values = [int(line.split()[1]) for line in lines[: int(count)]]
    sums = [line.partition(" : ")[2] for line in lines[int(count) + 1 :]]
    assert len(sums) == int(lines[int(count)])
    for one in sums:
        terms = re.findall(r"(\d+) \((-?\d+)\)", one)
        assert sum(values[int(cell)] * int(sign) for cell, sign in terms) == 0
    (installed.work / "system.jj").write_bytes(data)
    told = json.loads(printed(installed, "intervals", "--format", "json", "system.jj"))
    assert [one["status"] for one in told["targets"]] == ["exact"] * 6
    shown = printed(installed, "intervals", "system.jj").decode().splitlines()
    assert shown[0].split() == ["cell", "given", "low", "high", "status"]
    assert shown[-1].startswith("6 suppressed cells: 6 exact")


def test_what_the_tool_says_of_itself_is_read_by_others(installed: Installed) -> None:
    """The schema is one; the rules and a page begin and end as in the reference."""
    schema = json.loads(printed(installed, "schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = printed(
        installed, "check", "--excerpt", "--reveal", "--format", "json", WRONG, code=1
    )
    jsonschema.validate(json.loads(document), schema)
    rules = printed(installed, "rules").decode().splitlines()
    assert all(re.match(r"TA\dxx  |  TA\d{3}  ", line) for line in rules)
    assert printed(installed, "explain", "TA201").startswith(b"TA201 column-sum (error)\n")
    said = f"tiltak-audit {tiltak_audit.__version__}\n".encode()
    assert printed(installed, "--version") == said


def test_the_suite_of_the_wheel_passes(installed: Installed) -> None:
    """The tests that need the package alone, where the repository's package is not."""
    for name in ("tests", "samples"):
        shutil.copytree(ROOT / name, installed.work / name, ignore=shutil.ignore_patterns("__py*"))
    shutil.copy(ROOT / "pyproject.toml", installed.work)
    # The second reader of the tests looks regions up by itself.
    data = Path("tiltak_audit", "data")
    shutil.copytree(ROOT / data, installed.work / data)
    where = installed.run("python", "-c", "import tiltak_audit; print(tiltak_audit.__file__)")
    assert Path(where.stdout).is_relative_to(installed.folder)
    files = [f"tests/test_{name}.py" for name in SUITE]
    pytest_of_it = ["python", "-m", "pytest", "-n", "auto", "-p", "no:cacheprovider"]
    done = installed.run(*pytest_of_it, "-k", LONG, *files)
    assert done.returncode == 0, done.stdout + done.stderr
