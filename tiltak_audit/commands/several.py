"""Reports printed anew, each a file of its own in one folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.commands.whole import write_whole
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.run.planned import Planned

# What stands for standard input in the name of a file.
_UNNAMED = "report"


@attrs.frozen(eq=False, repr=False)
class Folder(Alike):
    """Where reports go.

    Attributes:
        format: How they are printed.
        path: The folder, which is made where it is not there.
    """

    format: str
    path: Path

    def write(self, done: Planned) -> None:
        """Print every report of a plan into it; none where one cannot be printed.

        Raises:
            UsageError: One cannot be printed so, or written.
        """
        from tiltak_audit.export.protected import SUFFIXES, printed_anew

        made = {}
        for report in done.reports:
            name = _UNNAMED if report.path == "-" else Path(report.path).stem
            data = printed_anew(report, done.plan.of(report), self.format)
            made[self.path / f"{name}{SUFFIXES[self.format]}"] = data
        try:
            self.path.mkdir(exist_ok=True)
            for path, data in made.items():
                write_whole(path, data)
                sys.stderr.write(_("{path} written").format(path=visible(str(path))) + "\n")
        except OSError as error:
            raise UsageError(
                _("{path} cannot be written: {reason}").format(
                    path=self.path, reason=error.strerror or error
                )
            ) from error


def folder_of(
    form: str, output: str | None, inputs: Sequence[str], kept: Sequence[str]
) -> Folder | None:
    """Give the folder that reports go to; none where one goes to a file, or to standard output.

    Args:
        form: How they are printed.
        output: As given.
        inputs: The reports that are printed.
        kept: Files that must stay.

    Raises:
        UsageError: Several have no folder to go to, two would have one name, or an input would
            be lost.
    """
    if output is None and len(inputs) > 1:
        raise UsageError(_("several reports are printed as files of a folder; give --output DIR"))
    if output is None or not (len(inputs) > 1 or Path(output).is_dir()):
        return None
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            _("--output: “{path}” is a file; several reports go to a folder").format(path=output)
        )
    names = [Path(one).stem for one in inputs]
    for at, name in enumerate(names):
        if name in names[:at]:
            said = _("two reports would be printed as {name}; name one of the files otherwise")
            raise UsageError(said.format(name=name))
    real = set(map(os.path.realpath, kept))
    for one in inputs:
        made = (folder / f"{Path(one).stem}{end}" for end in (".txt", ".xlsx"))
        if any(os.path.realpath(path) in real for path in made):
            said = _("--output: {path} would be lost, it is an input; name another folder")
            raise UsageError(said.format(path=one))
    return Folder(form, folder)
