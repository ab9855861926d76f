"""Formats stand in one table: a new one reveals nothing, and is known wherever formats are."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tiltak_audit.commands.formats import RESULTS, TABLES

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"

# A format that somebody adds and says no more of.
MADE_UP = """\
from tiltak_audit.commands import formats
made_up = formats.Format("made-up", "render.markdown:markdown_of")
formats.RESULTS["made-up"] = formats.TABLES["made-up"] = made_up
from tiltak_audit.__main__ import main
main()
"""

COMMANDS = [("check", "--format"), ("export", "--to")]


def called(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the made-up format."""
    return subprocess.run(
        [sys.executable, "-c", MADE_UP, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("command", "option"), COMMANDS)
def test_a_new_format_reveals_nothing(command: str, option: str) -> None:
    """--reveal is refused for it, before anything is read."""
    done = called(command, option, "made-up", "--reveal", "absent.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--reveal cannot be used with {option} made-up" in done.stderr


@pytest.mark.parametrize(("command", "option"), COMMANDS)
def test_a_new_format_is_offered(command: str, option: str) -> None:
    """Help and completion name it."""
    assert "made-up" in called(command, "--help").stdout
    asked = {
        "_TILTAK_AUDIT_COMPLETE": "bash_complete",
        "COMP_WORDS": f"tiltak-audit {command} {option} ",
        "COMP_CWORD": "3",
    }
    assert "plain,made-up" in called(**asked).stdout.split()


def test_a_new_format_is_written() -> None:
    """It is written by its writer."""
    done = called("check", "--excerpt", "--format", "made-up", str(WRONG))
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "## tiltak-audit: FAIL")


def test_who_may_reveal() -> None:
    """Those that the statistician reads, and the one that cannot do without values."""
    may = {one.name for one in RESULTS.values() if one.reveals}
    assert may == {"terminal", "json"}
    assert {one.name for one in TABLES.values() if one.reveals} == {"jj"}


@pytest.mark.parametrize("name", RESULTS)
def test_reveal_is_refused_for_results(name: str) -> None:
    """The command line refuses what the table does not allow."""
    done = called("check", "--excerpt", "--format", name, "--reveal", str(WRONG))
    assert done.returncode == (1 if RESULTS[name].reveals else 2)


@pytest.mark.parametrize("name", TABLES)
def test_reveal_is_refused_for_tables(name: str) -> None:
    """The same of an export: where nothing is revealed the option is refused."""
    done = called("export", "--to", name, "--reveal", str(WRONG.with_name("only_star.txt")))
    assert done.returncode == (0 if TABLES[name].reveals else 2)
