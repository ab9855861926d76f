"""Where results go: standard output or files, one a format."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.commands.whole import write_whole
from tiltak_audit.errors import UnheardError, UsageError
from tiltak_audit.i18n import _
from tiltak_audit.record import Record
from tiltak_audit.stdout import results

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STDOUT = "-"

# Other names of standard output, which is not kept where they lead to (see stdout.py).
_ITS_NAMES = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


class Output(Alike, Record):
    """One format and where it goes.

    Attributes:
        format: The format's name.
        path: A file, or ``-`` for standard output.
    """

    format: str
    path: str

    @property
    def stdout(self) -> bool:
        """Tell whether it goes to standard output."""
        return self.path == _STDOUT

    @property
    def to_terminal(self) -> bool:
        """Tell whether it goes to a terminal."""
        return self.stdout and results().isatty()

    def write_bytes(self, data: bytes, *, lasting: bool = True) -> None:
        """Write all of the data; a file outlasts a loss of power unless it is not ``lasting``.

        Raises:
            UsageError: The file cannot be written.
            UnheardError: Standard output cannot.
        """
        with self._guarded():
            if self.stdout:
                results().flush()
                results().buffer.write(data)
                results().buffer.flush()
            else:
                write_whole(self.path, data, lasting=lasting)

    @contextmanager
    def text(self) -> Iterator[IO[str]]:
        """Give a stream for its text; what that cannot show is replaced, never an error.

        A file is written once the text is complete.

        Raises:
            UsageError: The file cannot be written.
            UnheardError: Standard output cannot.
        """
        with self._guarded():
            if self.stdout:
                yield results()
                results().flush()
            else:
                data = io.BytesIO()
                file = io.TextIOWrapper(data, "utf-8", errors="replace", newline="\n")
                yield file
                file.flush()
                write_whole(self.path, data.getvalue())

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if self.stdout:
                # What is left in the buffer must not be tried again at exit.
                os.dup2(os.open(os.devnull, os.O_WRONLY), results().fileno())
            if isinstance(error, BrokenPipeError):
                # The reader has seen enough (| head); the exit code still tells the verdict.
                return
            kind = UnheardError if self.stdout else UsageError
            raise kind(
                _("{path} cannot be written: {reason}").format(
                    path=_("standard output") if self.stdout else self.path,
                    reason=error.strerror or error,
                )
            ) from error


def outputs_of(formats: Sequence[str], paths: Sequence[str], kept: Sequence[str]) -> list[Output]:
    """Pair formats with paths.

    Args:
        formats: What is to be written.
        paths: Where to; those without one go to standard output.
        kept: Files that must stay: the inputs, the configuration.

    Raises:
        UsageError: More paths than formats, or some and fewer, two formats for one place, no path
            or a folder, a folder that is not there, or a path that is an input or the
            configuration.
    """
    if len(paths) > len(formats):
        raise UsageError(_("more --output than --format; the nth belongs to the nth"))
    if 0 < len(paths) < len(formats):
        said = _("fewer --output than --format; the nth belongs to the nth, “-” is standard output")
        raise UsageError(said)
    outputs = [
        Output(name, _STDOUT if path is None or path in _ITS_NAMES else path)
        for name, path in zip_longest(formats, paths)
    ]
    if sum(output.stdout for output in outputs) > 1:
        raise UsageError(
            _("one format at most goes to standard output; give --output for the rest")
        )
    files = [output.path for output in outputs if not output.stdout]
    if len(set(map(_real, files))) < len(files):
        raise UsageError(_("two --output name the same file"))
    for path in files:
        if not path or Path(path).is_dir():
            raise UsageError(_("--output: “{path}” is no name of a file").format(path=path))
        if not Path(path).parent.is_dir():
            folder = Path(path).parent
            raise UsageError(_("--output: there is no folder {folder}").format(folder=folder))
        if any(_is_same(path, one) for one in kept):
            raise UsageError(
                _(
                    "--output names an input or the configuration, which would be lost: {path}"
                ).format(path=path)
            )
    return outputs


def _is_same(path: str, other: str) -> bool:
    """Tell whether two paths lead to one file, by links, too."""
    try:
        return Path(path).samefile(other)
    except (OSError, ValueError):
        return _real(path) == _real(other)


def _real(path: str) -> str:
    """Follow the links of a path, which leads nowhere from a folder that has been removed."""
    try:
        return os.path.realpath(path)
    except OSError:
        return path
