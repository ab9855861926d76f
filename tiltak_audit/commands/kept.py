"""What the tasks of an archive came to, kept for the next run."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.archive.head import Head
from tiltak_audit.archive.releases import Release
from tiltak_audit.commands.share import Told
from tiltak_audit.errors import UnreadableError
from tiltak_audit.reading.source import bytes_of
from tiltak_audit.render.json.archive import KeptOf, WhyOf, kept_in, kept_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.archive.key import Key
    from tiltak_audit.commands.cache import Cache
    from tiltak_audit.commands.keys import Keys
    from tiltak_audit.commands.share import Share

# Entries: what a file is, what a release came to, and what a file was audited with last.
_HEAD, _RELEASE, _LAST = "head-", "release-", "last-"

# Its name changes from day to day what it writes.
_DATED = "ess"

_PDF = b"%PDF-"


@attrs.frozen(eq=False, repr=False)
class Kept(Alike):
    """Knows what was done before, and keeps what is done.

    Attributes:
        share: Does the tasks.
        cache: What was done before.
        keys: Names it.
        why: Whether to say what was not done before, and why not.
    """

    share: Share
    cache: Cache
    keys: Keys
    why: bool

    def known(self, task: str | Release) -> Head | Told | None:
        """Give what a task came to before; none where it is to be done.

        What cannot be read twice is read here and now.
        """
        return self._release(task) if isinstance(task, Release) else self._head(task)

    def keep(self, task: str | Release, came: Head | Told) -> Head | Told:
        """Keep what a task came to, and give it with what is to be told of it."""
        if isinstance(came, Head):
            self._keep_head(came)
            return came
        assert isinstance(task, Release)
        return self._keep_release(task, came)

    def _head(self, path: str) -> Head | None:
        """Say what a file is: what it was that held the same bytes."""
        data = bytes_again(path, self.share.options.max_bytes)
        if data is None:
            return self.share.known(path)
        return head_in(self.cache.get(_HEAD + self.keys.head(path, sha256(data).hexdigest())))

    def _keep_head(self, head: Head) -> None:
        if not head.sha256:
            return
        if head.reason and not head.stray:
            # What a busy machine had no time for may be read the next time.
            data = bytes_again(head.path, self.share.options.max_bytes)
            if data is None or _PDF in data[:1024]:
                return
        name = _HEAD + self.keys.head(head.path, head.sha256)
        self.cache.put(name, said_of(head).encode())

    def _release(self, release: Release) -> Told | None:
        kept = kept_in(self.cache.get(_RELEASE + self.keys.release(release).digest))
        if kept and all(self._is_there(kept, one) for one in release.files):
            return Told(kept.reports, why=self._why(release))
        return None

    def _keep_release(self, release: Release, told: Told) -> Told:
        key = self.keys.release(release)
        why = self._why(release, key)
        if not told.changed:
            name = _RELEASE + key.digest
            kept = kept_in(self.cache.get(name))
            outputs = dict(kept.outputs) if kept else {}
            for path, form, data in told.outputs:
                outputs[self._output(path, form)] = sha256(data).hexdigest()
            self.cache.put(name, kept_of(KeptOf(told.reports, outputs)))
            for one in release.files:
                self.cache.put(_last(one), key.text.encode())
        return attrs.evolve(told, why=why)

    def _is_there(self, kept: KeptOf, file: Head) -> bool:
        """Tell whether all that is to be written of a report is there, as it was written."""
        for form in self.share.formats:
            try:
                data = self.share.place.path(file.path, form).read_bytes()
            except OSError:
                return False
            if kept.outputs.get(self._output(file.path, form)) != sha256(data).hexdigest():
                return False
        return True

    def _output(self, path: str, form: str) -> str:
        """Name an output by all that it follows from beside the key."""
        share = self.share
        day = share.today.isoformat() if form == _DATED else ""
        return f"{form} {share.verbose} {share.coverage} {day} {path}"

    def _why(self, release: Release, key: Key | None = None) -> tuple[WhyOf, ...]:
        """Say of each report what of its key is another than the last time."""
        return tuple(self._whys(release, key)) if self.why else ()

    def _whys(self, release: Release, key: Key | None) -> Iterator[WhyOf]:
        for one in release.files:
            last = self.cache.get(_last(one)) if key else None
            text = last.decode() if last else None
            changes = list(key.changes(text, one.name)) if key else []
            yield WhyOf(one.name, not key, changes)


def _last(file: Head) -> str:
    path = str(Path(file.path).absolute())
    return _LAST + sha256(path.encode(errors="surrogateescape")).hexdigest()


def bytes_again(path: str, most: int) -> bytes | None:
    """Give what a file holds; none of what cannot be read twice."""
    try:
        # Names that are no text are in no key.
        path.encode()
        return bytes_of(path, most) if Path(path).is_file() else None
    except (OSError, ValueError, UnreadableError):
        return None


def said_of(head: Head) -> str:
    """Write down what a file is."""
    return json.dumps(attrs.asdict(head))


def head_in(data: bytes | str | None) -> Head | None:
    """Give what a file was said to be; none where that is no longer told so."""
    try:
        found = json.loads(data or b"")
        return Head(**found | {"months": tuple(found["months"])})
    except (ValueError, TypeError, KeyError):
        return None
