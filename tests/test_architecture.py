"""Nothing points back: imports go down one ordered list of layers."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "tiltak_audit"

# From the bottom to the top; a module may import its own layer and those before it.
LAYERS = (
    "alike",
    "record",
    "errors",
    "i18n",
    "near",
    "exits",
    "stdout",
    "interrupts",
    "memory",
    "engine",
    "argus",
    "model",
    "families",
    "cube",
    "reading",
    "tidy",
    "parsing",
    "editions",
    "identities",
    "suspects",
    "disclosure",
    "protection",
    "plausibility",
    "findings",
    "rules",
    "run",
    "archive",
    "render",
    "demo",
    "export",
    "store",
    "commands",
    "cli",
    "__main__",
)

# Who alone may import a library, or open files and write to streams.
ALONE = {
    "lark": {"reading/text/grammar.py", "reading/text/tree.py"},
    "rich": {
        "commands/helping.py",
        "render/terminal/answer.py",
        "render/terminal/report.py",
        "render/terminal/archive.py",
        "render/terminal/blind.py",
        "render/terminal/console.py",
        "render/terminal/editions.py",
        "render/terminal/finding.py",
        "render/terminal/plan.py",
        "render/terminal/source.py",
        "render/terminal/targets.py",
        "commands/progress.py",
    },
    "rich_click": {"commands/helping.py"},
    "click": {"cli.py", *(f"commands/{p.name}" for p in (PACKAGE / "commands").glob("*.py"))},
    "highspy": {"engine/choice.py", "engine/solver.py"},
    "dask": {"archive/cluster.py"},
    "distributed": {"archive/cluster.py"},
    "duckdb": {"store/answer.py", "store/database.py"},
    "msgspec": {
        "reading/pdf/pages/words.py",
        "reading/pdf/process.py",
        "render/json/across.py",
        "render/json/archive.py",
        "render/json/constraints.py",
        "render/json/contract.py",
        "render/json/diff.py",
        "render/json/document.py",
        "render/json/editions.py",
        "render/json/families.py",
        "render/json/plan.py",
        "render/ess.py",
        "store/told.py",
    },
    "junitparser": {"render/junit.py"},
    "jinja2": {"render/page/template.py"},
    "markupsafe": {"render/page/html.py", "render/page/template.py"},
    "pyarrow": {"export/parquet.py", "tidy/parquet.py"},
    "openpyxl": {"export/workbook.py"},
    "xml": {"reading/workbook/markup.py"},
    "pypdfium2": {"reading/pdf/worker.py"},
    "subprocess": {"reading/pdf/process.py"},
    "sys": {
        "__main__.py",
        "cli.py",
        "reading/pdf/process.py",
        "reading/pdf/worker.py",
        "reading/source.py",
        "render/page/template.py",
        "stdout.py",
    }
    | {f"commands/{p.name}" for p in (PACKAGE / "commands").glob("*.py")},
}

MODULES = sorted(PACKAGE.rglob("*.py"))

# The public names are of all layers.
LAYERED = [path for path in MODULES if path != PACKAGE / "__init__.py"]


@cache
def imports_of(path: Path) -> list[str]:
    """List the modules a file imports, for types or for use."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def layer_of(module: str) -> int:
    """Give the place of a module in the list of layers."""
    return LAYERS.index(module.split(".")[1])


@pytest.mark.parametrize("path", LAYERED, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    """A module imports no layer above its own."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    here = LAYERS.index(parts[0])
    for name in imports_of(path):
        if name.startswith("tiltak_audit."):
            assert layer_of(name) <= here, name


@pytest.mark.parametrize("library", ALONE)
def test_who_may_import_what(library: str) -> None:
    """A library is known to the files that are there for it."""
    users = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports_of(path))
    }
    assert users <= ALONE[library]


# What parsing may know of reading: the elements, and no form they came in.
FORMS = ("text", "pdf", "workbook")


def test_parsing_knows_no_form() -> None:
    """Elements become a report without a lexer, a page or a sheet."""
    for path in (PACKAGE / "parsing").glob("*.py"):
        for name in imports_of(path):
            assert not name.startswith(tuple(f"tiltak_audit.reading.{form}" for form in FORMS)), (
                path
            )


def test_modules_are_small() -> None:
    """A module has one noun and at most 300 lines; a rule's page may add to it."""
    assert [
        str(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300
    ] == []


# What users of Python, or the examples in docstrings, see of records.
SHOWN = {
    "Bracket",
    "Dimensions",
    "Finding",
    "Interval",
    "Observation",
    "Place",
    "ShareObservation",
    "Spread",
    "Wholes",
    "Words",
}


# What is compared or hashed thousands of times in a run.
COMPARED = {
    "Cell",
    "Count",
    "Interval",
    "Period",
    "Share",
}


def records(kind: str) -> list[tuple[str, str]]:
    """Give every record that is frozen, or may be changed: what attrs is told, and its name."""
    record = re.compile(rf"^ *@attrs\.(?:{kind})(.*)\n *class (\w+)", re.MULTILINE)
    texts = [path.read_text(encoding="utf-8") for path in MODULES]
    return [one for text in texts for one in record.findall(text)]


def test_only_records_that_are_shown_have_a_repr_of_their_own() -> None:
    """Attrs writes and compiles each one in every run, which takes an eighth of its start."""
    found = records("frozen|define")
    assert {name for options, name in found if "repr=False" not in options} == SHOWN


def test_only_records_that_are_often_compared_are_so_by_methods_of_their_own() -> None:
    """Others have them from ``Alike``, or are equal to nothing else."""
    found = records("frozen")
    asked = re.compile("eq=False|order=True|cache_hash=True")
    own = {name for options, name in found if not asked.search(options)}
    assert own <= COMPARED


def names_of(path: Path) -> set[str]:
    """Give the words of a module's own name and of every name in it, in small letters."""
    names = set(path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for field in ("name", "id", "arg", "attr"):
            name = getattr(node, field, None)
            names |= {name} if isinstance(name, str) else set()
    return {word.lower() for name in names for word in re.findall("[A-Z]?[a-z]+|[A-Z]+", name)}


def test_a_concept_has_one_name() -> None:
    """No name in code holds a word that the glossary says is not used; each that is used is."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text.split("| name | not |")[1], re.MULTILINE)
    used, others = (
        {word for row in rows for word in row.split(", ")} for rows in zip(*table, strict=True)
    )
    words = {path: names_of(path) for path in MODULES}
    assert {str(path): found for path in MODULES if (found := words[path] & others)} == {}
    assert used <= set().union(*words.values())


def test_only_one_file_opens_the_grammar() -> None:
    """The .lark files are named in one module."""
    users = [path.name for path in MODULES if ".lark" in path.read_text(encoding="utf-8")]
    assert users == ["grammar.py"]


def test_ten_public_names_at_most() -> None:
    """What others may import is short, and is there."""
    import tiltak_audit

    assert len(tiltak_audit.__all__) <= 10
    assert all(getattr(tiltak_audit, name) is not None for name in tiltak_audit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tiltak_audit.nothing  # noqa: B018
