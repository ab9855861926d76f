"""The other commands: export, rules, explain, schema, version, help."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import tiltak_audit
from tests.conftest import TILT100, TILT140, Run
from tests.second_reader import COLUMNS, cells
from tiltak_audit.rules.rule import catalogue


def test_export_writes_the_contracts_columns(run: Run, tmp_path: Path) -> None:
    """The CSV on stdout is the second reader's, and the file is the same."""
    done = run("export", TILT100, "--to", "csv")
    assert done.returncode == 0
    assert list(csv.reader(io.StringIO(done.stdout))) == [COLUMNS, *cells(str(TILT100))]
    assert run("export", TILT100, "--to", "csv", "--output", "a.csv").stdout == ""
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == done.stdout


def test_export_sums_up_what_it_could_not_read(run: Run) -> None:
    """Remarks go to stderr; exit 0 if anything was read, 3 if nothing."""
    done = run("export", TILT140, "missing.txt", "--to", "csv")
    assert done.returncode == 0
    assert "25 remarks on reading" in done.stderr
    assert "missing.txt: no such file" in done.stderr
    done = run("export", "missing.txt", "--to", "csv")
    assert (done.returncode, done.stdout) == (3, "")


def test_rules_lists_every_rule(run: Run) -> None:
    """Every code of the catalogue has its line."""
    listed = run("rules").stdout
    assert all(f"  {rule.code}  {rule.severity.word}" in listed for rule in catalogue())


def test_explain_shows_the_page(run: Run) -> None:
    """The page of a rule is shown, whatever the case of its code."""
    shown = run("explain", "ta201").stdout
    assert shown.startswith("TA201 column-sum (error)\n")
    assert "Wrong:" in shown


@pytest.mark.parametrize("arguments", [["--version"], ["--version", "--version"]])
def test_version_is_said_from_one_place(run: Run, arguments: list[str]) -> None:
    """The version is the package's, by the fast way and by the parser's."""
    assert run(*arguments).stdout == f"tiltak-audit {tiltak_audit.__version__}\n"


@pytest.mark.parametrize("command", [[], ["check"], ["export"], ["rules"], ["explain"], ["schema"]])
def test_help_helps(run: Run, command: list[str]) -> None:
    """Every command says what it does."""
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "Usage: tiltak-audit" in done.stdout


def test_version_loads_nothing_heavy() -> None:
    """Start-up stays fast: neither the parser nor the renderer is loaded to say the version."""
    import subprocess
    import sys

    code = (
        "import sys; sys.argv = ['tiltak-audit', '--version']\n"
        "from tiltak_audit.__main__ import main; main()\n"
        "assert not {'lark', 'rich', 'click', 'msgspec', 'attrs'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_json_loads_no_terminal_renderer() -> None:
    """A format that is not asked for is not imported."""
    import subprocess
    import sys

    code = (
        f"import sys; sys.argv = ['tiltak-audit', 'check', '--format', 'json', {str(TILT100)!r}]\n"
        "from tiltak_audit.cli import run; run(sys.argv[1:])\n"
        "assert 'tiltak_audit.render.terminal.report' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("raised", "code"), [("KeyboardInterrupt", 130), ("ValueError", 70), ("MemoryError", 3)]
)
def test_a_process_that_ends_early_writes_what_there_was(raised: str, code: int) -> None:
    """Standard output that is a pipe is emptied before the process ends, however it does."""
    import subprocess
    import sys

    program = (
        "import sys, tiltak_audit.cli\n"
        "def run(arguments):\n"
        f"    sys.stdout.write('begun'); raise {raised}\n"
        "tiltak_audit.cli.run = run\n"
        "from tiltak_audit.__main__ import script; script()"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert (done.returncode, done.stdout) == (code, b"begun")
    assert b"tiltak-audit" in done.stderr
