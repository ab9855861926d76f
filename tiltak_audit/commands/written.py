"""What a check wrote: its paths said, and the page opened in a browser where that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.commands.output import Output

# The format that a browser shows.
_PAGE = "html"


def page_among(outputs: Sequence[Output]) -> str:
    """Give the path of the page that is to be opened.

    Raises:
        UsageError: None is written to a file.
    """
    paths = [one.path for one in outputs if one.format == _PAGE and not one.stdout]
    if not paths:
        raise UsageError(_("--open shows a page; name its file, as in --output page.html"))
    return paths[0]


def say_written(outputs: Sequence[Output]) -> None:
    """Name every file that was written, on standard error."""
    for one in outputs:
        if not one.stdout:
            sys.stderr.write(_("{path} written").format(path=visible(one.path)) + "\n")


def show(path: str) -> None:
    """Open a file in the browser of the system, or of BROWSER; say so where there is none."""
    import webbrowser

    if not webbrowser.open(Path(path).resolve().as_uri()):
        said = _("no browser was found; open {path} yourself").format(path=visible(path))
        sys.stderr.write(f"{said}\n")
