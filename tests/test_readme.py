"""What the README shows is what the command prints, and its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ tiltak-audit (.*?)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_terminal_excerpts_are_real(run: Run, tmp_path: Path, command: str, shown: str) -> None:
    """Every line that is shown is printed, in this order."""
    for folder in ("samples", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    printed = [line.rstrip() for line in run(*command.split()).stdout.splitlines()]
    at = 0
    for line in shown.splitlines():
        at = printed.index(line, at)


def test_the_python_example_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The three lines of Python do what they say."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(code, {})  # noqa: S102
    assert capsys.readouterr().out.startswith("TA121 130 ")


def test_the_commands_are_make_targets() -> None:
    """The two commands of the README exist."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (block,) = re.findall(r"## Two commands.*?```\n(.*?)```", README, re.DOTALL)
    assert re.findall(r"^make (\w+)", block, re.MULTILINE) == ["check", "test"]
    assert "\ncheck:" in makefile
    assert "\ntest:" in makefile
