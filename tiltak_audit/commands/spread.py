"""The tasks of an archive, done by other machines."""

from __future__ import annotations

from collections import Counter, deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.archive.releases import Release
from tiltak_audit.commands.errand import Sent, audited, brought, head_of, read
from tiltak_audit.commands.kept import bytes_again
from tiltak_audit.commands.place import Place
from tiltak_audit.commands.share import unpacked
from tiltak_audit.run.inputs import read_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from tiltak_audit.archive.cluster import Cluster
    from tiltak_audit.archive.head import Head
    from tiltak_audit.archive.workers import Broken
    from tiltak_audit.commands.share import Share, Told


@attrs.define(repr=False)
class Spread:
    """Shares out tasks among the machines of a cluster; a context, as that is.

    A file is read by one of them and stays there, packed, until the last release that needs it is
    audited; the scheduler has it read again where that machine is gone.

    Attributes:
        cluster: The machines.
        share: Does the tasks.
        by_path: Whether they read the files themselves, which have the same paths there.
    """

    cluster: Cluster
    share: Share
    by_path: bool
    _reads: dict[str, Any] = attrs.field(factory=dict)

    def __enter__(self) -> Self:
        """Find the machines."""
        self.cluster.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take leave of them."""
        self.cluster.__exit__(kind, error, trace)

    def done(self, tasks: Sequence[str | Release]) -> Iterator[tuple[int, Head | Told | Broken]]:
        """Yield the number of each task with what it came to, as they are done."""
        needed = Counter(path for task in tasks for path in _paths(task))
        self._reads = {path: one for path, one in self._reads.items() if path in needed}
        waiting = deque(range(len(tasks)))
        asked: dict[str, int] = {}
        while waiting or asked:
            while waiting and len(asked) < self.cluster.room:
                at = waiting.popleft()
                asked[self._asked(tasks[at])] = at
            name, came = self.cluster.heard()
            at = asked.pop(name)
            yield at, came
            if isinstance(tasks[at], Release):
                self._let_go(_paths(tasks[at]), needed)

    def _asked(self, task: str | Release) -> str:
        if isinstance(task, Release):
            files = [self._read(path) for path in _paths(task)]
            return self.cluster.ask(audited, self._bare, task, *files)
        return self.cluster.ask(head_of, self._read(task))

    @property
    def _bare(self) -> Share:
        """Give what does a task there: it writes nothing."""
        return attrs.evolve(self.share, place=Place(), scratch="")

    def _read(self, path: str) -> object:
        """Give what a file is read as, or will be."""
        if path not in self._reads:
            share = self.share
            data = None if self.by_path else bytes_again(path, share.reading.max_bytes)
            here = share.kept(path)
            if here.is_file():
                self._reads[path] = brought(path, unpacked(here.read_bytes()))
            elif data is None and not self.by_path:
                (one,) = read_inputs([path], share.reading)
                self._reads[path] = brought(path, one)
            else:
                place, lang = str(Path(path).absolute()), share.options.lang
                sent = Sent(path, data, place, share.reading, lang)
                self._reads[path] = self.cluster.send(read, sent)
        return self._reads[path]

    def _let_go(self, paths: Sequence[str], needed: Counter[str]) -> None:
        """Forget what was read for a release once no other needs it."""
        for path in paths:
            needed[path] -= 1
            if not needed[path]:
                self._reads.pop(path, None)


def _paths(task: str | Release) -> list[str]:
    """List the files that a task needs."""
    if isinstance(task, Release):
        return [one.path for one in (*task.files, *task.before)]
    return [task]
