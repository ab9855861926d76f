"""Standard output holds results and nothing else, whatever a library prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.forking import Nursery
from tests.hostile_pdfs import report_pdf
from tiltak_audit.commands.formats import PLANS, RESULTS, TABLES
from tiltak_audit.stdout import apart, results

WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"
STAR = ROOT / "tests" / "cases" / "only_star.txt"

# Python loads this before anything else, in our processes as in those that they start: libraries
# print when they are loaded, and the solver when it is made and run. In Python, past Python's
# buffer, and into the buffer of C, which is emptied when the process ends.
NOISE = '''
import ctypes, importlib.machinery, os, sys

LOUD = set("attrs click highspy jinja2 junitparser lark msgspec numpy openpyxl pyarrow "
           "pypdfium2.raw rich_click".split())
C = ctypes.CDLL(None)

def shout(who):
    print("noise of Python:", who)
    sys.stdout.flush()
    os.write(1, f"noise of the system: {who}\\n".encode())
    C.printf(f"noise of C: {who}\\n".encode())

class Loud:
    """Finds what Python's own finder finds, and makes it print."""

    def find_spec(self, name, path=None, target=None):
        if name not in LOUD:
            return None
        found = importlib.machinery.PathFinder.find_spec(name, path, target)
        if found is not None:
            load = found.loader.exec_module
            def loud(module):
                shout(name)
                load(module)
                shout(name)
                if name == "highspy":
                    for call in ("passModel", "run"):
                        setattr(module.Highs, call, louder(call, getattr(module.Highs, call)))
            found.loader.exec_module = loud
        return found

def louder(call, whole):
    def loud(self, *given):
        shout(call)
        return whole(self, *given)
    return loud

sys.meta_path.insert(0, Loud())
'''

# Taken apart, so that the buffer of C is emptied; the command ends without.
ENDING = "from tiltak_audit.__main__ import main; main()"

MADE = ["--output", "made"]
CASES = {
    **{f"check {form}": ["check", "--excerpt", "--format", form, str(WRONG)] for form in RESULTS},
    "check, revealed": ["check", "--excerpt", "--reveal", "--format", "json", str(WRONG)],
    "check of a PDF": ["check", "--excerpt", "--format", "json", "report.pdf"],
    **{f"export {form}": ["export", "--to", form, str(WRONG)] for form in TABLES if form != "jj"},
    "export jj": ["export", "--to", "jj", "--reveal", str(STAR)],
    "intervals": ["intervals", "--format", "json", "system.jj"],
    **{f"protect {form}": ["protect", "--to", form, str(STAR)] for form in PLANS},
    "schema": ["schema"],
    "rules": ["rules"],
    "explain": ["explain", "TA201"],
    "completion": ["completion", "bash"],
    "version": ["--version"],
    "help": ["check", "--help"],
}
# Who is loud in a case, beside the command line's own libraries.
WHO = {
    "check html": "jinja2",
    "check junit": "junitparser",
    "check of a PDF": "pypdfium2.raw",
    "export parquet": "pyarrow",
    "export xlsx": "openpyxl",
    "intervals": "run",
}

SYSTEM = """\
0
3
0 2 1 u 0 3 0 0 0
1 4 1 u 0 9 0 0 0
2 6 1 s 6 6 0 0 0
1
0 3 : 0 (1) 1 (1) 2 (-1)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with reports, and one with the noise."""
    folder = tmp_path_factory.mktemp("noise")
    (folder / "loud").mkdir()
    (folder / "loud" / "sitecustomize.py").write_text(NOISE, encoding="utf-8")
    (folder / "system.jj").write_text(SYSTEM, encoding="ascii")
    (folder / "report.pdf").write_bytes(report_pdf())
    return folder


# What the process that reads a PDF says beside it is shown.
TOLD = {"COLUMNS": "100", "TILTAK_AUDIT_DEBUG": "1"}


def loudly(
    place: Path, arguments: list[str], *, close: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run the command with the noise, standard output open or closed."""
    command = [sys.executable, "-c", ENDING, *arguments]
    if close:
        command = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    path = os.pathsep.join([str(place / "loud"), str(ROOT)])
    return subprocess.run(
        command,
        cwd=place,
        capture_output=True,
        check=False,
        env=os.environ | TOLD | {"PYTHONPATH": path},
    )


@pytest.mark.parametrize("case", CASES)
def test_what_libraries_print_is_no_result(place: Path, nursery: Nursery, case: str) -> None:
    """Byte for byte a result is what it is where nobody prints; the noise is on standard error."""
    quiet = nursery.completed(CASES[case], place, os.environ | TOLD | {"PYTHONPATH": str(ROOT)})
    loud = loudly(place, CASES[case])
    assert quiet.stdout
    assert b"noise" not in quiet.stdout + quiet.stderr
    assert (loud.returncode, loud.stdout) == (quiet.returncode, quiet.stdout)
    if case != "version":
        for kind in ("Python", "the system", "C"):
            assert f"noise of {kind}: {WHO.get(case, '')}".encode() in loud.stderr


def test_what_libraries_print_is_in_no_file(place: Path, run: Run) -> None:
    """Where standard output is closed, no file that is opened comes to be in its place."""
    arguments = ["check", "--excerpt", "--format", "json"]
    quiet = run(*arguments, WRONG)
    loudly(place, [*arguments, *MADE, str(WRONG)], close=True)
    assert (place / "made").read_text(encoding="utf-8") == quiet.stdout


def test_nothing_is_moved_where_nothing_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """In a program of others results go where its standard output goes, and the rest apart."""
    with apart():
        sys.stdout.write("a library\n")
        results().write("a result\n")
    results().write("another\n")
    assert capsys.readouterr() == ("a result\nanother\n", "a library\n")
