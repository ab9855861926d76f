"""A caret stands on what is wrong: the answer key of the exercise held against places."""

from __future__ import annotations

import pytest

from tests.answering import meant
from tiltak_audit.demo.exercise import exercise
from tiltak_audit.findings.finding import Finding
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

SEEDS = [
    (1, 6),
    (2, 6),
    *(pytest.param((n, m), marks=pytest.mark.slow) for n in range(3, 9) for m in (4, 11)),
]


@pytest.mark.parametrize("made", SEEDS, ids=str)
def test_no_caret_stands_on_a_right_figure(made: tuple[int, int]) -> None:
    """Each planted error has a finding at its own line, and no other line bears a caret."""
    drawn = exercise(*made)
    found = audit(
        [read_bytes(name, text.encode()) for name, text in drawn.planted.items()]
    ).findings
    serious = [one for one in found if one.severity.word != "info"]
    planted = {(one.file, one.line) for one in drawn.answers}
    for answer in drawn.answers:
        told = [one for one in serious if meant(one, answer)]
        assert told, answer
        sure = [one for one in told if is_sure(one)]
        assert not sure or any((answer.file, answer.line) in accused(one) for one in sure), answer
    for one in filter(is_sure, serious):
        # What moves persons to another row makes two figures wrong, and the key names one.
        assert not one.place.column or accused(one) & planted, one
        lost = one.culprit is not None and not one.culprit.suspects
        assert not (lost and one.place.column)
    assert len(serious) == len(drawn.answers)


def accused(finding: Finding) -> set[tuple[str, int]]:
    """Give the place of a finding, and of what it accuses together with it."""
    together = finding.culprit.suspects if finding.culprit else ()
    others = {(one.cell.report.path, one.cell.row.line) for one in together}
    place = (finding.place.path, finding.place.line)
    assert not others or place in others
    return {place, *others}


def is_sure(finding: Finding) -> bool:
    """Tell whether a finding says what is wrong, and not that it is one of several figures."""
    located = finding.located
    return not located or bool(located.culprit or located.shared) or not located.explanations
