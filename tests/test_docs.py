"""What the documentation shows is what the tool does: every example runs, every link leads on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import attrs
import pytest
import yaml

from tests.conftest import ROOT, SCRIPTS, tool
from tiltak_audit import Observation
from tiltak_audit.exits import Exit
from tiltak_audit.families.catalogue import family_of
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run import config
from tiltak_audit.run.config import config_of

PAGES = sorted(
    path
    for folder in ("", "benchmarks", "docs", "docs/*", "grammar", "samples")
    for path in ROOT.glob(f"{folder}/*.md".lstrip("/"))
)
BLOCK = re.compile(
    r"^(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
SCHEMAS = {"jobs": "github-workflows", "steps": "azure-pipelines", "audit": "gitlab-ci"}


@attrs.frozen
class Block:
    """A fenced block of a page.

    Attributes:
        kind: What stands behind the fence, such as ``console``.
        text: What it holds.
        file: Where the page says it is kept; empty where it does not.
    """

    kind: str
    text: str
    file: str


def blocks(page: Path, *kinds: str) -> list[Block]:
    """List the blocks of some kinds in the order of the page."""
    found = BLOCK.finditer(page.read_text("utf-8"))
    return [
        Block(one["kind"], one["text"], one["file"] or "") for one in found if one["kind"] in kinds
    ]


# The tutorial once more; its examples take as long as all other pages of its language.
SELDOM = ROOT / "docs" / "nb" / "veiledning.md"


def pages_with(*kinds: str) -> pytest.MarkDecorator:
    """Give a test every page that has blocks of a kind."""
    pages = [
        pytest.param(
            page,
            id=str(page.relative_to(ROOT)),
            marks=pytest.mark.slow if page == SELDOM and "console" in kinds else (),
        )
        for page in PAGES
        if blocks(page, *kinds)
    ]
    return pytest.mark.parametrize("page", pages)


def shell(script: str, folder: Path) -> str:
    """Run a script of bash in a folder and give all that it prints."""
    environment = {
        "PATH": f"{SCRIPTS}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
        "LANGUAGE": "C",
        "TILTAK_AUDIT_CACHE": str(folder / "cache"),
        "LC_ALL": "C.UTF-8",
        # Waivers of the examples have not expired yet.
        "SOURCE_DATE_EPOCH": "1768435200",
    }
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode()


@pages_with("console", "python")
def test_the_examples_of_a_page_are_real(page: Path, tmp_path: Path) -> None:
    """Its commands run in its order in one folder; each line that is shown is printed, in order."""
    for name in ("samples", "tests", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    for block in blocks(page, "console", "python", "toml", "csv"):
        if block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
        elif block.kind == "python":
            command = [sys.executable, "-c", block.text]
            subprocess.run(
                command, cwd=tmp_path, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
            )
        elif block.kind == "console":
            lines = block.text.splitlines()
            script = "\n".join(line[2:] for line in lines if line.startswith("$ "))
            printed = [line.rstrip() for line in shell(script, tmp_path).splitlines()]
            assert not any("a bug in the tool" in line for line in printed)
            at = 0
            for line in lines:
                if not line.startswith("$ ") and line:
                    at = next_of(printed, line, at)


def next_of(printed: list[str], shown: str, start: int) -> int:
    """Find where a line is printed; … stands for anything.

    Raises:
        AssertionError: It is not there.
    """
    pattern = re.compile(".*".join(map(re.escape, shown.rstrip().split("…"))))
    for at in range(start, len(printed)):
        if printed[at] == shown.rstrip() or pattern.fullmatch(printed[at]):
            return at + 1
    rest = "\n".join(printed[start : start + 20])
    msg = f"not printed: {shown}\n\nbut:\n{rest}"
    raise AssertionError(msg)


@pages_with("toml")
def test_configurations_are_taken(page: Path, tmp_path: Path) -> None:
    """Every TOML block is one that the tool reads."""
    for block in blocks(page, "toml"):
        if block.text.startswith("name = "):
            assert family_of(tomllib.loads(block.text), block.file).name
            assert len(block.text.splitlines()) <= 60
            continue
        name = "pyproject.toml" if "[tool." in block.text else "tiltak-audit.toml"
        (tmp_path / name).write_text(block.text, encoding="utf-8")
        found = config_of(str(tmp_path / name), tmp_path)
        assert (
            found.defaults or found.waivers or found.severities or found.breaks or found.revisions
        )


@pages_with("yaml")
def test_pipelines_are_valid(page: Path, tmp_path: Path) -> None:
    """Every YAML block is taken by the official schema of its kind, or by pre-commit itself."""
    for block in blocks(page, "yaml"):
        # YAML 1.1 takes the key "on" for true.
        keys = set(map(str, yaml.safe_load(block.text)))
        file = tmp_path / ".pre-commit-config.yaml"
        file.write_text(block.text, encoding="utf-8")
        if "repos" in keys:
            command = [tool("pre-commit"), "validate-config", str(file)]
        else:
            (schema,) = (name for key, name in SCHEMAS.items() if key in keys)
            builtin = ["--builtin-schema", f"vendor.{schema}", str(file)]
            command = [sys.executable, "-m", "check_jsonschema", *builtin]
        subprocess.run(command, check=True)


@cache
def help_of(command: str) -> str:
    """Give the help of a command of the tool."""
    return shell(f"tiltak-audit {command} --help", ROOT)


@pages_with("sh", "")
def test_further_commands_are_ones_that_there_are(page: Path) -> None:
    """What is not run is at least shell, and its commands and options of this tool exist."""
    for block in blocks(page, "sh", ""):
        if "tiltak-audit " not in block.text:
            continue
        script = block.text.replace("\\\n", " ")
        if block.kind:
            subprocess.run(["bash", "-n", "-c", script], check=True)
        for command, rest in re.findall(
            r"tiltak-audit ([a-z]+)(.*?)(?:#.*)?$", script, re.MULTILINE
        ):
            for option in re.findall(r"--[a-z-]+", rest):
                assert option in help_of(command), (command, option)


def slug(heading: str) -> str:
    """Give the anchor of a heading as GitHub does."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    """The files and headings that a page links to are there."""
    text = re.sub("<!--.*?-->", "", BLOCK.sub("", page.read_text("utf-8")), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http:", "https:")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(
                r"^#+ (.*)$", BLOCK.sub("", file.read_text("utf-8")), re.MULTILINE
            )
            assert anchor in map(slug, headings), target


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_files_that_are_named_are_there(page: Path) -> None:
    """A page of the documentation that another one names by its path exists."""
    for name in re.findall(
        r"`((?:docs|samples|tests|benchmarks|grammar)/[\w./-]+)`", page.read_text("utf-8")
    ):
        assert (ROOT / name).exists(), name


def test_every_page_is_in_the_index() -> None:
    """The index of docs/ leads to every page of it."""
    folder = ROOT / "docs"
    linked = set(re.findall(r"\]\(([^)#\s]+)\)", (folder / "README.md").read_text("utf-8")))
    assert {str(page.relative_to(folder)) for page in folder.rglob("*.md")} - {
        "README.md"
    } <= linked


def test_the_reference_is_fresh(tmp_path: Path) -> None:
    """What make docs writes is what is kept."""
    made = [sys.executable, "-m", "tools.reference", str(tmp_path)]
    subprocess.run(made, cwd=ROOT, check=True)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == ["commands.md", "families.md", "json.md", "rules.md"]
    for name in written:
        kept = (ROOT / "docs" / "reference" / name).read_text("utf-8")
        assert (tmp_path / name).read_text("utf-8") == kept, f"make docs renews {name}"


def reference(name: str) -> str:
    """Read a page of the reference."""
    return (ROOT / "docs" / "reference" / name).read_text("utf-8")


def test_every_rule_has_its_page() -> None:
    """In the order of their codes."""
    headings = re.findall(r"^## (TA\d{3} \S+)$", reference("rules.md"), re.MULTILINE)
    assert headings == [f"{rule.code} {rule.name}" for rule in catalogue()]


def test_every_command_and_option_is_described() -> None:
    """What the help of the tool lists stands in the reference, under its command."""
    text = reference("commands.md")
    listed = re.findall(r"^│? *([a-z]+)  ", shell("tiltak-audit --help", ROOT), re.MULTILINE)
    assert "check" in listed
    for command in listed:
        (part,) = re.findall(
            rf"^## tiltak-audit {command}$(.*?)(?=^## )", text, re.DOTALL | re.MULTILINE
        )
        options = set(re.findall(r"--[a-z][a-z-]+", help_of(command))) - {"--help"}
        assert {option for option in options if option not in part} == set()


def test_every_key_of_the_configuration_is_described() -> None:
    """The tool knows each key and no other; the defaults are those of the options."""
    text = reference("configuration.md")
    heads = "## What is expected|## Revisions|## A break|## A waiver"
    first, expected, revisions, of_break, second = re.split(heads, text)
    keys = re.findall(r"^\| `([a-z-]+)` \|", first, re.MULTILINE)
    assert set(keys) == set(vars(config)["_KEYS"])
    for described, known in (
        (expected, "_EXPECTED"),
        (revisions, "_REVISIONS"),
        (of_break, "_BREAK"),
        (second, "_WAIVER"),
    ):
        keys = re.findall(r"^\| `([a-z-]+)` \|", described, re.MULTILINE)
        assert set(keys) == set(vars(config)[known])
    for key, default in re.findall(r"^\| `([a-z-]+)` \|.*\| `?(\w+)`? \| `--", first, re.MULTILINE):
        if default in ("all", "none", "true", "false"):
            continue
        assert re.search(rf"--{key} .*\\\[default: {default}", reference("commands.md")), key


def test_every_column_is_described() -> None:
    """The columns of the export, in their order."""
    names = re.findall(r"^\| `(\w+)` \|", reference("export.md"), re.MULTILINE)
    assert names == [field.name for field in attrs.fields(Observation)]


def test_the_commands_of_the_readme_are_make_targets() -> None:
    """The two commands of the README exist."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"## Two commands.*?```\n(.*?)```", readme, re.DOTALL)
    assert re.findall(r"^make (\w+)", block, re.MULTILINE) == ["check", "test"]
    assert "\ncheck:" in makefile
    assert "\ntest:" in makefile


@pytest.mark.parametrize("name", ["README.md", "docs/how-to/pipeline.md"])
def test_exit_codes_are_those_of_the_tool(name: str) -> None:
    """The tables of exit codes have every code, with the meaning that the help gives it."""
    text = (ROOT / name).read_text("utf-8").replace("`", "")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", text, re.MULTILINE)
    assert rows == [(str(code.value), code.meaning) for code in Exit]
    told = " ".join(re.sub(r"[│]", " ", help_of("check")).split())
    assert all(f"{code.value} {code.meaning}" in told for code in Exit)


def plotted(folder: Path, *libraries: str) -> subprocess.CompletedProcess[str]:
    """Run the example that plots a series, with folders that libraries come from first."""
    path = os.pathsep.join([*libraries, str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, ROOT / "docs" / "examples" / "plot_series.py", folder / "series.png"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path, "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_matplotlib_the_example_lists_and_says_so(tmp_path: Path) -> None:
    """All eleven months, a star as its range, and what a picture needs."""
    (tmp_path / "matplotlib.py").write_text("raise ImportError", encoding="utf-8")
    done = plotted(tmp_path, str(tmp_path))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 11
    assert "2025-06  ░░░ 0–3" in done.stdout
    assert done.stderr == "no picture: matplotlib is not installed (pip install matplotlib)\n"
    assert not (tmp_path / "series.png").exists()


def test_with_matplotlib_the_example_draws(tmp_path: Path) -> None:
    """A PNG is written where it is asked for."""
    pytest.importorskip("matplotlib")
    done = plotted(tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "series.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_the_picture_of_the_terminal_is_fresh(tmp_path: Path) -> None:
    """What make pictures draws is what is kept, and it fetches nothing."""
    made = [sys.executable, "-m", "tools.pictures", str(tmp_path)]
    subprocess.run(made, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    kept = (ROOT / "docs" / "pictures" / "terminal.svg").read_text("utf-8")
    assert (tmp_path / "terminal.svg").read_text("utf-8") == kept, "make pictures renews it"
    assert "url(" not in re.sub(r"url\(#", "", kept)
