"""What another machine does of an archive: it reads a file that is sent, or audits a release."""

from __future__ import annotations

import zlib
from functools import partial
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.commands.share import packed, said, unpacked
from tiltak_audit.i18n import use
from tiltak_audit.reading.source import bytes_of, told
from tiltak_audit.run.inputs import read_input

if TYPE_CHECKING:
    from tiltak_audit.archive.head import Head
    from tiltak_audit.archive.releases import Release
    from tiltak_audit.commands.share import Share, Told
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.run.inputs import Input

# A report takes a tenth of its place so, in little time.
_LEVEL = 1


@attrs.frozen(eq=False, repr=False)
class Sent(Alike):
    """A file as another machine is given it.

    Attributes:
        path: As the user named it.
        data: What it holds; none where that machine reads it.
        place: Where it reads it.
        reading: How.
        lang: The language of the run.
    """

    path: str
    data: bytes | None
    place: str
    reading: ReadOptions
    lang: str


@attrs.frozen(eq=False, repr=False)
class Brought(Alike):
    """What a file was read as.

    Attributes:
        head: What it is.
        data: The report, packed.
    """

    head: Head
    data: bytes

    @property
    def input(self) -> Input:
        """Unpack it."""
        return unpacked(zlib.decompress(self.data))


def brought(path: str, one: Input) -> Brought:
    """Pack what a file was read as."""
    return Brought(said(path, one), zlib.compress(packed(one), _LEVEL))


def read(sent: Sent) -> Brought:
    """Read a file."""
    use(sent.lang)
    return brought(sent.path, read_input(told(sent.path), partial(_data, sent), sent.reading))


def _data(sent: Sent) -> bytes:
    return bytes_of(sent.place, sent.reading.max_bytes) if sent.data is None else sent.data


def head_of(read: Brought) -> Head:
    """Say what a file is that was read."""
    return read.head


def audited(share: Share, release: Release, *files: Brought) -> Told:
    """Audit a release, given its files and then those before them."""
    use(share.options.lang)
    inputs = [one.input for one in files]
    own = len(release.files)
    return share.told_of(release, inputs[:own], inputs[own:])
