"""Processes that do one task each at a time, and end when they are told to."""

from __future__ import annotations

import gc
import os
import signal
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from tiltak_audit.alike import Alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import TracebackType
    from typing import Self

Task = TypeVar("Task")
Result = TypeVar("Result")

# Seconds that a process that was asked to end may take.
_GRACE = 0.3

_ASKING = {signal.SIGINT, signal.SIGTERM}

# How much a process does until it makes room for another one: what it takes of memory grows a
# little with each report that is read or audited, which nothing of Python's keeps.
_MOST = 72

# Whether a process can be a copy of this one, so that nothing is loaded anew: on Linux. On other
# systems what libraries hold does not survive the copy.
_COPIES = hasattr(os, "sched_getaffinity")


@attrs.frozen(eq=False, repr=False)
class Broken(Alike):
    """What a task came to whose process ended, or met what was not foreseen.

    Attributes:
        reason: What went wrong: the error, or how the process ended.
        bug: Whether it is an error of the tool.
    """

    reason: str
    bug: bool


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@attrs.define(repr=False)
class _Worker:
    """A process and the pipe to it.

    Attributes:
        process: The process.
        pipe: Our end.
        at: The number of the task it does; none where it is idle.
        told: The sizes of the tasks that it has told of, added up.
    """

    process: BaseProcess
    pipe: Connection
    at: int | None = None
    told: int = 0


@attrs.define(repr=False)
class Workers(Generic[Task, Result]):
    """A few processes that share out tasks; a context that leaves none behind.

    Attributes:
        work: What a task is done by, in a process.
        jobs: How many processes there are at most.
        load: What loads what they need, so that it is loaded once for all.
        size: How much a task is, in reports; that tells when a process makes room for another.
    """

    work: Callable[[Task], Result]
    jobs: int
    load: Callable[[], None] = lambda: None
    size: Callable[[Task], int] = lambda _: 1
    _alive: list[_Worker] = attrs.field(factory=list)

    def __enter__(self) -> Self:
        """Start none: they start as they are needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all of them, whatever they do."""
        for one in self._alive:
            one.process.terminate()
        for one in self._alive:
            one.process.join(_GRACE)
            if one.process.is_alive():
                one.process.kill()
            one.process.join()
            one.pipe.close()
        self._alive.clear()

    def done(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Result | Broken]]:
        """Yield the number of each task with what it came to, as they are done."""
        waiting = iter(range(len(tasks)))
        left = len(tasks)
        while left:
            for worker in self._idle(min(self.jobs, left)):
                worker.at = next(waiting, None)
                if worker.at is None:
                    break
                with suppress(OSError):  # it ended; that is heard below
                    worker.pipe.send(tasks[worker.at])
            busy = {one.pipe: one for one in self._alive if one.at is not None}
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                at, worker.at = worker.at, None
                assert at is not None
                left -= 1
                worker.told += self.size(tasks[at])
                yield at, self._heard(worker)

    def _idle(self, wanted: int) -> list[_Worker]:
        if _COPIES and wanted and not self._alive:
            self.load()
            # What is loaded stays: a copy that looks for circles in it makes all of it its own.
            gc.freeze()
        for worker in [one for one in self._alive if one.told >= _MOST and one.at is None]:
            worker.process.terminate()
            self._gone(worker)
        while len(self._alive) < wanted:
            self._alive.append(_started(self.work))
        return [one for one in self._alive if one.at is None]

    def _heard(self, worker: _Worker) -> Result | Broken:
        try:
            result: Result | Broken = worker.pipe.recv()
        except (EOFError, OSError):
            self._gone(worker)
            return Broken(_ended(worker.process.exitcode or 0), bug=False)
        return result

    def _gone(self, worker: _Worker) -> None:
        """Forget a process that ends."""
        self._alive.remove(worker)
        worker.process.join()
        worker.pipe.close()


def _started(work: Callable[[Any], Any]) -> _Worker:
    kind: type[BaseProcess] = (
        get_context("fork").Process if _COPIES else get_context("spawn").Process
    )
    ours, theirs = Pipe()
    process = kind(target=_serve, args=(work, theirs, ours), daemon=True)
    with _deaf():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _deaf() -> Iterator[None]:
    """Put off what asks to end, so that a new process cannot hear it as this one does."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ASKING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Any], Any], pipe: Connection, other: Connection) -> None:
    """Do tasks until nobody asks for more."""
    # Our copy of the other end would keep the pipe open when the one who asks is gone.
    other.close()
    # Who asks for the tasks hears an interrupt, and ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKING)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(tried(work, pipe.recv()))


def tried(work: Callable[..., Any], *tasks: object) -> object:
    """Do what is to be done; what goes wrong is its result."""
    try:
        return work(*tasks)
    except (MemoryError, OSError) as error:
        return Broken(str(error) or type(error).__name__, bug=False)
    except Exception as error:  # noqa: BLE001  it is told of this task, and the others go on
        return Broken(f"{type(error).__name__}: {error}", bug=True)


def _ended(code: int) -> str:
    """Say how a process ended: by which signal, or with which code."""
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return str(code)
