"""The options of commands that read reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rich_click as click

from tiltak_audit.errors import UnreadableError, UsageError
from tiltak_audit.i18n import _
from tiltak_audit.reading.options import MAX_BYTES, MAX_PAGES, ReadOptions
from tiltak_audit.reading.text.encoding import charset_of

if TYPE_CHECKING:
    from collections.abc import Callable

# A limit that is none; more bytes than a machine holds.
_MOST = 2**40

_OPTIONS = (
    click.option(
        "--encoding",
        default="",
        metavar="NAME",
        help=_("What texts are decoded by, such as cp1252.  [default: found out]"),
    ),
    click.option(
        "--max-bytes",
        type=click.IntRange(1, _MOST),
        metavar="N",
        default=MAX_BYTES,
        show_default=True,
        help=_("Refuse larger inputs."),
    ),
    click.option(
        "--max-pages",
        type=click.IntRange(1, _MOST),
        metavar="N",
        default=MAX_PAGES,
        show_default=True,
        help=_("Refuse PDFs of more pages."),
    ),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_options_of(encoding: str, max_bytes: int, max_pages: int) -> ReadOptions:
    """Check the options.

    Raises:
        UsageError: No encoding of text is called so.
    """
    try:
        if encoding:
            charset_of(encoding)
    except UnreadableError as error:
        raise UsageError(_("--encoding: {reason}").format(reason=error)) from error
    return ReadOptions(encoding, max_bytes, max_pages)
