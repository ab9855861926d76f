"""What a store knows of an archive, and what is known of it before the store is renewed."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.archive.lock import Alone
from tiltak_audit.archive.releases import Release
from tiltak_audit.archive.workers import Broken
from tiltak_audit.commands.cache import Cache
from tiltak_audit.commands.formats import STORED
from tiltak_audit.commands.kept import bytes_again, head_in, said_of
from tiltak_audit.commands.place import place_of
from tiltak_audit.commands.share import Told
from tiltak_audit.i18n import _
from tiltak_audit.store.database import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from tiltak_audit.archive.head import Head
    from tiltak_audit.commands.archiving import Run
    from tiltak_audit.commands.kept import Kept
    from tiltak_audit.commands.place import Place

# The folder beside a store.
_BEGUN = ".{}.begun"


@attrs.frozen(eq=False, repr=False)
class Indexing(Alike):
    """Knows what the store holds, and keeps what is to come into it.

    Attributes:
        kept: Knows what the store does not.
        stored: The files of the store, by source.
    """

    kept: Kept
    stored: Mapping[str, File]

    def known(self, task: str | Release) -> Head | Told | None:
        """Give what a task came to before; of a release that the store holds nothing is told."""
        if isinstance(task, Release):
            return Told(()) if self.holds(task) else self.kept.known(task)
        return self._head(task) or self.kept.known(task)

    def keep(self, task: str | Release, came: Head | Told) -> Head | Told:
        """Keep what a task came to."""
        return self.kept.keep(task, came)

    def _head(self, path: str) -> Head | None:
        known = self.stored.get(path)
        data = bytes_again(path, self.kept.share.options.max_bytes)
        if data is None or not known:
            return None
        same = known.head == self.kept.keys.head(path, sha256(data).hexdigest())
        return head_in(known.said) if same else None

    def holds(self, release: Release) -> bool:
        """Tell whether the store has what a release comes to."""
        digest = self.kept.keys.release(release).digest
        files = [self.stored.get(one.name) for one in release.files]
        return all(one is not None and one.release == digest for one in files)

    def rows(self, run: Run) -> dict[str, list[Path]]:
        """Give the files with the new rows of a run, by table."""
        place = self.kept.share.place
        paths = {one.name: one.path for release in run.releases for one in release.files}
        new = [
            paths[row.input.path]
            for _at, came in sorted(run.told.items())
            if isinstance(came, Told)
            for row in came.reports
        ]
        return {form: [place.path(one, form) for one in new] for form in STORED}

    def files(self, run: Run) -> Iterator[File]:
        """Yield the files that a run read and found."""
        for at, release in enumerate(run.releases):
            came = run.told[at]
            if isinstance(came, Broken):
                continue
            digest = "" if came.changed else self.kept.keys.release(release).digest
            for one in release.files:
                if one.name not in came.changed:
                    head = self.kept.keys.head(one.path, one.sha256)
                    yield File(one.name, one.sha256, None, head, said_of(one), digest)


@attrs.frozen(eq=False, repr=False)
class Begun(Alike):
    """What is known of a store that is not renewed yet, in a folder beside it.

    A run that is broken off leaves it to the next one; it is gone once the store is renewed.

    Attributes:
        store: The path of the store.
    """

    store: str

    @property
    def folder(self) -> Path:
        """Name the folder."""
        store = Path(self.store)
        return store.with_name(_BEGUN.format(store.name))

    @property
    def cache(self) -> Cache:
        """Give what of the files and releases is known."""
        return Cache(str(self.folder / "kept"))

    def place(self, files: Iterable[str]) -> Place:
        """Give the place of the rows of files; what a loss of power damages is made again."""
        return place_of(str(self.folder / "rows"), files, lasting=False)

    def alone(self) -> AbstractContextManager[None]:
        """Let no other run begin it as well, whose rows would be taken for this one's.

        Raises:
            UsageError: Another run is at work there, or its folder cannot be made.
        """
        said = _("{path}: another tiltak-audit index is at work on it; let it end, then try again")
        return Alone(self.folder, said.format(path=self.store))

    def end(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder, ignore_errors=True)
