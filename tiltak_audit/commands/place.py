"""Where the outputs of an archive go: a folder in which they lie as the reports do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.commands.formats import RESULTS
from tiltak_audit.commands.output import Output
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

# What the summary is called.
_SUMMARY = "summary"


@attrs.frozen(eq=False, repr=False)
class Place(Alike):
    """A folder of outputs.

    Attributes:
        folder: The folder; empty where no output a report is wanted.
        root: The folder that all reports are in.
        lasting: Whether they shall outlast a loss of power.
    """

    folder: str = ""
    root: str = ""
    lasting: bool = True

    def path(self, report: str, form: str) -> Path:
        """Name the output of a report after it."""
        return Path(
            self.folder, f"{Path(report).absolute().relative_to(self.root)}.{_suffix(form)}"
        )

    def write(self, report: str, form: str, data: bytes) -> None:
        """Write an output of a report.

        Raises:
            UsageError: It cannot be written.
        """
        path = self.path(report, form)
        made(path.parent)
        Output(form, str(path)).write_bytes(data, lasting=self.lasting)

    def link(self, report: str, form: str) -> str:
        """Give the address of the output of a report, as the summary beside it leads there."""
        return quote(os.fsencode(self.path(report, form).relative_to(self.folder).as_posix()))

    def summary(self, form: str) -> str:
        """Name the summary."""
        return str(Path(self.folder, f"{_SUMMARY}.{_suffix(form)}"))


def place_of(folder: str, files: Iterable[str], *, lasting: bool = True) -> Place:
    """Give the place for the outputs of files."""
    parents = {Path(one).parent.absolute() for one in files}
    return Place(folder, os.path.commonpath(parents) if folder and parents else "", lasting)


def made(folder: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        UsageError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        said = _("{path} cannot be written: {reason}").format(path=folder, reason=reason)
        raise UsageError(said) from error


def _suffix(form: str) -> str:
    return next(iter(RESULTS[form].suffixes), form) if form in RESULTS else form
