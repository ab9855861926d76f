"""The fuzzers' target holds of every input of the corpus, and can be broken."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tiltak_audit.errors import UnreadableError

target = pytest.importorskip("target", reason="no folder fuzz here")
bounds = pytest.importorskip("bounds")

CORPUS = sorted((ROOT / "fuzz" / "corpus").glob("*"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus_holds(path: Path) -> None:
    """Within time and memory it is refused in a line, or told whole, and the same twice."""
    assert target.holds(path.read_bytes())


def test_the_corpus_is_small_and_of_every_kind() -> None:
    """A few dozen files of text, PDF, workbooks and table systems, each below 20 kB."""
    assert {path.suffix for path in CORPUS} == {".txt", ".pdf", ".xlsx", ".jj"}
    assert max(path.stat().st_size for path in CORPUS) < 20_000
    told = [frozenset(target.holds(path.read_bytes())) for path in CORPUS if path.suffix == ".txt"]
    assert len({code for codes in told for code in codes if code.startswith("TA")}) >= 15


def test_what_takes_too_long_is_a_failure() -> None:
    """Work without end is ended after its time of the processor."""
    with pytest.raises(bounds.CostError, match="more time"), bounds.bounded(seconds=0.05):
        for _ in itertools.count():
            pass


def test_what_takes_too_much_memory_is_a_failure() -> None:
    """Memory beyond the bound is not given, and is given again afterwards."""
    with pytest.raises(MemoryError), bounds.bounded(memory=32 * 1024 * 1024):
        bytearray(256 * 1024 * 1024)
    assert len(bytearray(256 * 1024 * 1024)) == 256 * 1024 * 1024


def test_an_outcome_that_differs_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not the same twice breaks the target."""
    times = itertools.count()
    monkeypatch.setattr(target, "json_of", lambda _outcome: b"%d" % next(times))
    with pytest.raises(AssertionError, match="same bytes"):
        target.holds(target.SAMPLE)


def test_a_refusal_of_two_lines_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that breaks a line breaks the target."""

    def refused(_name: str, _data: bytes) -> None:
        message = "one\ntwo"
        raise UnreadableError(message)

    monkeypatch.setattr(target, "read_bytes", refused)
    with pytest.raises(AssertionError, match="one line"):
        target.holds(b"")
