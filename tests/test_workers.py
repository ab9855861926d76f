"""Processes that share out tasks: none does many, whatever becomes of it."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tiltak_audit.archive import workers
from tiltak_audit.archive.workers import Broken, Workers


def numbered(task: int) -> tuple[int, int]:
    """Give the task and the process that does it; one of them ends its process."""
    if task == 5:
        os._exit(7)
    return task, os.getpid()


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_process_makes_room_after_some_tasks(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Every task is done, one that ends its process told as that, and none by a tired process."""
    monkeypatch.setattr(workers, "_MOST", 4)
    with Workers[int, tuple[int, int]](numbered, jobs) as some:
        found = dict(some.done(range(40)))
    assert found.keys() == set(range(40))
    assert found[5] == Broken("7", bug=False)
    done = [one for one in found.values() if not isinstance(one, Broken)]
    assert sorted(task for task, _process in done) == [task for task in range(40) if task != 5]
    by = Counter(process for _task, process in done)
    assert max(by.values()) <= 4
    assert os.getpid() not in by


def test_a_process_makes_room_by_what_its_tasks_are_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small tasks share a process up to the limit; a large one is its last task."""
    monkeypatch.setattr(workers, "_MOST", 10)
    sizes = {0: 4, 1: 5, 2: 1, 3: 100, 4: 9, 6: 1}
    with Workers[int, tuple[int, int]](numbered, 1, size=sizes.__getitem__) as one:
        tasks = list(sizes)
        found = {tasks[at]: came for at, came in one.done(tasks)}
    by: dict[int, list[int]] = {}
    for came in found.values():
        assert not isinstance(came, Broken)
        by.setdefault(came[1], []).append(came[0])
    assert list(by.values()) == [[0, 1, 2], [3], [4, 6]]
