"""Ctrl-C while editions are read, and while their stars are audited."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TILT140
from tests.test_over import YEAR, report_of
from tests.waiting import interrupted
from tiltak_audit.disclosure import disclose as disclose_module
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.engine.intervals import Intervals, intervals
from tiltak_audit.exits import Exit
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.run.inputs import Accepted
from tiltak_audit.run.options import Options
from tiltak_audit.run.outcome import outcome_of
from tiltak_audit.run.ratchet import ratcheted

# Says so once the edition that is held against is read, and comes to no end.
_READING = """
from pathlib import Path
from tiltak_audit.run import olds


def told(*_given):
    Path("reading").write_text("yes\\n")
    while True:
        pass


olds.read_bytes = told
from tiltak_audit.__main__ import main
main()
"""


@pytest.mark.parametrize("command", [["check", str(TILT140), "--against"], ["diff", str(TILT140)]])
def test_an_interrupt_while_an_edition_is_read(tmp_path: Path, command: list[str]) -> None:
    """It ends as interrupted, without a traceback, and what was written before stays."""
    (tmp_path / "old.txt").write_text("Kilde: NAV", encoding="utf-8")
    (tmp_path / "out.json").write_text("before", encoding="utf-8")
    form = "--to" if command[0] == "diff" else "--format"
    call = [*command, "old.txt", form, "json", "--output", "out.json"]
    ended = interrupted(_READING, call, tmp_path / "reading")
    assert (ended.code, ended.err) == (130, "\ntiltak-audit: interrupted\n")
    assert (tmp_path / "out.json").read_text("utf-8") == "before"


# Says so once the stars of two editions are audited together, and comes to no end.
_AUDITING = """
from pathlib import Path
from tiltak_audit.disclosure import over


def told(*_given, **_named):
    Path("auditing").write_text("yes\\n")
    while True:
        pass


over.unrevised = told
from tiltak_audit.__main__ import main
main()
"""


def test_an_interrupt_while_stars_of_two_editions_are_audited(tmp_path: Path) -> None:
    """What is known of the report by itself is written, and the exit code says it is not all."""
    for name, month in (("old.txt", 3), ("new.txt", 4)):
        (tmp_path / name).write_text(YEAR.text("TILT140", month), encoding="utf-8")
    call = ["check", "new.txt", "--against", "old.txt", "--format", "json", "--output", "out.json"]
    ended = interrupted(_AUDITING, call, tmp_path / "auditing")
    assert ended.code == 130
    assert "Traceback" not in ended.err
    document = json.loads((tmp_path / "out.json").read_bytes())
    assert document["editions"]["unchanged"] > 0
    assert document["disclosure"]["recoverable"] > 0
    assert document["verdicts"]["stars"]["with_editions"] == 0


def at_search(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one of the searches for what stars can be end as by Ctrl-C, the first being 1."""
    left = iter(range(number - 1))

    def stopped(*given: object, **named: object) -> Intervals:
        whole: Callable[..., Intervals] = intervals
        if next(left, None) is not None:
            return whole(*given, **named)

        def stop(_share: float) -> None:
            raise KeyboardInterrupt

        arguments = (*given[:3], stop)
        return whole(*arguments, **named)

    monkeypatch.setattr(disclose_module, "intervals", stopped)


def searches(monkeypatch: pytest.MonkeyPatch, run: Callable[[], Audit]) -> int:
    """Count the searches of a run."""
    times = 0

    def counted(*given: object, **named: object) -> Intervals:
        nonlocal times
        times += 1
        whole: Callable[..., Intervals] = intervals
        return whole(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(disclose_module, "intervals", counted)
        run()
    return times


def test_whichever_search_is_interrupted_nothing_false_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each in turn: the run ends as interrupted, and tells no star that the whole run does not."""
    old, new = (report_of(YEAR.text("TILT140", at), f"{at}.txt") for at in (3, 4))
    overview = read_bytes("o.txt", YEAR.text("TILT100", 4).encode())

    def checked() -> Audit:
        found = audit([new, overview], Attacker(), against=[old])
        return ratcheted(found, Attacker())

    def told(found: Audit) -> set[tuple[int, int]]:
        return {(s.star.cell.row.line, s.star.cell.column) for one in found.over for s in one.stars}

    whole = checked()
    assert whole.disclosure
    number = searches(monkeypatch, checked)
    assert number >= 4
    for at in range(1, number + 1):
        with monkeypatch.context() as patch:
            at_search(at, patch)
            found = checked()
        assert found.disclosure
        assert found.disclosure.interrupted, at
        assert told(found) <= told(whole)
        recoverable = found.disclosure.count(Standing.RECOVERABLE)
        assert recoverable <= whole.disclosure.count(Standing.RECOVERABLE)
        by = {report.path for spill in found.disclosure.spills for report in spill.by}
        assert by <= {report.path for spill in whole.disclosure.spills for report in spill.by}
        inputs = [Accepted(one.path, "", one) for one in found.reports]
        ended = outcome_of(Options(), inputs, found, date(2026, 1, 1))
        assert ended.exit is Exit.INTERRUPTED
