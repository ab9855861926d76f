"""A shell completes the command line by the script that the command prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

# Calls the script's function as bash does where TAB is pressed, and prints what it offers.
PRESSED = """
eval "$(tiltak-audit completion bash)"
compopt() {{ echo "$@"; }}
COMP_WORDS=({words}) COMP_CWORD={at}
COMPREPLY=()
_tiltak_audit_completion tiltak-audit
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def offered(tmp_path: Path, *words: str) -> list[str]:
    """Press TAB after the last of the words, in a bash of its own."""
    script = PRESSED.format(words=" ".join(f"'{word}'" for word in words), at=len(words) - 1)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["che"], ["check"]),
        (["check", "--for"], ["--format"]),
        (["check", "--format", "s"], ["sarif"]),
        (["export", "--to", "json"], ["json", "jsonstat"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        # Left to the shell: paths.
        (["check", "re"], ["-o", "default"]),
        (["check", "--format", "json", "--output", ""], ["-o", "default"]),
        (["intervals", "s"], ["-o", "default"]),
        (["demo", "d"], ["-o", "default"]),
    ],
)
def test_bash_completes(tmp_path: Path, words: list[str], said: list[str]) -> None:
    """Commands, options and values are offered; paths are left to the shell."""
    assert offered(tmp_path, "tiltak-audit", *words) == said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_script_is_one_its_shell_takes(run: Run, shell: str) -> None:
    """The scripts ask by the variable that is answered; bash and any shell here parse theirs."""
    script = run("completion", shell).stdout
    assert f"_TILTAK_AUDIT_COMPLETE={shell}_complete" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


def test_another_shell_is_a_usage_error(run: Run) -> None:
    """Exit 2, naming those that there are."""
    done = run("completion", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bash" in done.stderr
