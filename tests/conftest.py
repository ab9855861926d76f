"""What tests share: the samples, and the command as a process."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, settings

from tests.forking import Nursery
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.reading.pdf import read as reading
from tiltak_audit.reading.pdf import worker
from tiltak_audit.reading.pdf.process import Said

ROOT = Path(__file__).parent.parent
TILT100 = ROOT / "samples" / "TILT100_2026-01.txt"
TILT140 = ROOT / "samples" / "TILT140_2025-11.txt"

# The tests that take every branch of the model, the identities and the engine (make coverage), by
# their files, but for those that take no branch more, and long.
COVERING = frozenset(
    f"test_{name}"
    for name in [
        "across",
        "blind",
        "by_share",
        "cases",
        "conflict",
        "disclosure",
        "engine_intervals",
        "engine_parts",
        "families",
        "hidden",
        "identities",
        "interval",
        "joint",
        "localise",
        "orders",
        "over",
        "origin",
        "plausibility",
        "presumed",
        "protection",
        "reading_labels",
        "roundtrip",
        "rules",
        "samples",
        "shares",
        "solver",
        "suspects",
        "told_rightly",
        "vtl",
        "wholes",
    ]
)
LONG = (
    "tilt140",
    "garbled_throughout",
    "never_accused",
    "inverse_of_print",
    "of_true_reports",
    "terminal_say",
)

# Where the programs of this environment are.
SCRIPTS = Path(sys.executable).parent

# As the command does it: what a process of tests holds is searched for circles hundreds of times.
gc.set_threshold(200_000, 50, 100)

# Texts are compared in English, whatever the locale of who runs the tests.
os.environ["LC_ALL"] = "C.UTF-8"

Run = Callable[..., subprocess.CompletedProcess[str]]

settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def tilt100() -> Report:
    """Give the overview of January 2026."""
    return read(str(TILT100))


@pytest.fixture(scope="session")
def tilt140() -> Report:
    """Give the long report of 2025, damaged at its end."""
    return read(str(TILT140))


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Load the command once, for all tests of this process that run it."""
    loaded = Nursery()
    yield loaded
    loaded.close()


@pytest.fixture
def run(tmp_path: Path, nursery: Nursery) -> Run:
    """Run the command in an empty folder and give what it printed.

    What tests check are parts of reports, but for the samples: they say so where they do not ask
    what is missing. Where a test says how Python itself starts, it starts anew.
    """

    def call(
        *arguments: str | Path, stdin: bytes | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        order = [*map(str, arguments), *_excerpt(arguments)]
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "100",
            "TILTAK_AUDIT_CACHE": f"{tmp_path}-cache",
        } | environment
        if any(name.startswith("PYTHON") for name in environment):
            anew = [sys.executable, "-m", "tiltak_audit", *order]
            done = subprocess.run(
                anew, cwd=tmp_path, input=stdin or b"", capture_output=True, check=False, env=env
            )
        else:
            done = nursery.completed(order, tmp_path, env, stdin or b"")
        return subprocess.CompletedProcess(
            order, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return call


@pytest.fixture
def pdf_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read PDFs in this process, where a test asks what is read of them and not by whom.

    A process each takes ten times as long; that it is one is held by ``test_pdf_hostile``.
    """

    def heard(data: bytes, options: ReadOptions) -> Iterator[Said]:
        decode = msgspec.json.Decoder(Said).decode
        for said in worker.read(data, options.max_pages):
            yield decode(json.dumps(said))

    monkeypatch.setattr(worker, "_limit_time", lambda _pages: None)
    monkeypatch.setattr(reading, "said_of", heard)


def _excerpt(arguments: tuple[str | Path, ...]) -> list[str]:
    """Give the option that a check of parts needs."""
    files = [one for one in arguments if str(one).endswith((".txt", ".pdf", ".xlsx"))]
    whole = bool(files) and all(one in {TILT100, TILT140} for one in files)
    check = arguments[:1] == ("check",) and "--" not in arguments
    return ["--excerpt"] if check and not whole else []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that run the command as a process, and those that take the branches."""
    for item in items:
        if isinstance(item, pytest.Function) and "run" in item.fixturenames:
            item.add_marker("process")
        if item.path.stem in COVERING and not any(one in item.nodeid.lower() for one in LONG):
            item.add_marker("covering")


def seldom(draws: Iterable[int], *, often: int) -> list[Any]:
    """Give draws as parameters, of which all but the first few are slow."""
    return [
        one if at < often else pytest.param(one, marks=pytest.mark.slow)
        for at, one in enumerate(draws)
    ]


def tool(name: str) -> str:
    """Find a program of the extra packaging, or skip."""
    found = shutil.which(name, path=f"{SCRIPTS}:{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{name} is not installed (extra packaging)")
    return found


@cache
@attrs.frozen
class Dist:
    """What is handed out.

    Attributes:
        sdist: The source distribution.
        wheel: The wheel that was built from it.
    """

    sdist: Path
    wheel: Path


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Dist:
    """Build the source distribution, and the wheel from it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return Dist(sdist, wheel)
