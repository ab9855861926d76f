"""The tasks of an index, done only where the store does not hold their rows already."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.archive.releases import Release
from tiltak_audit.archive.workers import Broken
from tiltak_audit.commands.kept import bytes_again, head_in, said_of
from tiltak_audit.commands.share import Told
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _, use
from tiltak_audit.store.database import File
from tiltak_audit.store.schema import OF_REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tiltak_audit.archive.head import Head
    from tiltak_audit.commands.archiving import Run
    from tiltak_audit.commands.keys import Keys
    from tiltak_audit.commands.share import Share


@attrs.frozen
class Indexing:
    """Does the tasks of an index.

    Attributes:
        share: Does those that were not done before.
        keys: Names them.
        known: The files of the store, by source.
    """

    share: Share
    keys: Keys
    known: Mapping[str, File]

    def __call__(self, task: str | Release) -> Head | Told:
        """Do a task; of a release that the store holds nothing is told."""
        use(self.share.options.lang)
        if isinstance(task, Release):
            return Told(()) if self.holds(task) else self.share.audited(task)
        return self._head(task)

    def _head(self, path: str) -> Head:
        data = bytes_again(path, self.share.options.max_bytes)
        known = self.known.get(path)
        if data is not None and known and known.head:
            same = known.head == self.keys.head(path, sha256(data).hexdigest())
            head = head_in(known.said) if same else None
            if head:
                return head
        return self.share.known(path)

    def holds(self, release: Release) -> bool:
        """Tell whether the store has what a release comes to."""
        digest = self.keys.release(release).digest
        files = [self.known.get(one.name) for one in release.files]
        return all(one is not None and one.release == digest for one in files)

    def files(self, run: Run) -> Iterator[File]:
        """Yield the files that a run read and found."""
        for at, release in enumerate(run.releases):
            came = run.told[at]
            if isinstance(came, Broken):
                continue
            digest = "" if came.changed else self.keys.release(release).digest
            for one in release.files:
                if one.name not in came.changed:
                    head = self.keys.head(one.path, one.sha256)
                    yield File(one.name, one.sha256, None, head, said_of(one), digest)


class Rows:
    """New rows of the store in files of a folder, by table."""

    def __init__(self, folder: str) -> None:
        """Make a folder a table, in one that is empty."""
        self.folders = {name: Path(folder, name) for name in OF_REPORTS}
        self.numbers = count()
        for one in self.folders.values():
            one.mkdir()

    def write(self, _report: str, table: str, data: bytes) -> None:
        """Keep rows of a report.

        Raises:
            UsageError: There is no room.
        """
        path = self.folders[table] / str(next(self.numbers))
        try:
            path.write_bytes(data)
        except OSError as error:
            said = _("{path} cannot be written: {reason}")
            raise UsageError(said.format(path=path, reason=error.strerror or error)) from error
