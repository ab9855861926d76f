"""``tiltak-audit export``: the tables as data."""

from __future__ import annotations

import sys

import click

from tiltak_audit.commands.choice import OneOf
from tiltak_audit.commands.command import Command
from tiltak_audit.commands.formats import TABLES, refuse_binary, refuse_revealing
from tiltak_audit.commands.options import given_options, options, output_option
from tiltak_audit.commands.output import outputs_of
from tiltak_audit.commands.progress import with_progress
from tiltak_audit.commands.shell import paths
from tiltak_audit.commands.unread import say_unread
from tiltak_audit.errors import UnreadableError, UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.render.words.plain import visible

# The form that cannot be written without a value for every star.
_NEEDS_VALUES = "jj"


@click.command(
    cls=Command,
    name="export",
    help=_(
        "Write the tables of reports as data, one printed figure a row; with --to jj, all of them "
        "as one table system of τ-ARGUS, for tiltak-audit intervals and other programs; with "
        "--to vtl, their identities as a script that judges them in another engine, and its "
        "tables, in a ZIP archive.\n\n"
        "What could not be read is left out and summed up on standard error. Exit codes: 0 "
        "something was read; 2 usage; 3 nothing was read, or no values of the stars obey all "
        "identities, so that there is no table system to write."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=paths)
@click.option(
    "--to",
    "form",
    type=OneOf(list(TABLES)),
    required=True,
    help=_("Form of the data."),
)
@output_option()
@click.option(
    "--shares",
    is_flag=True,
    help=_("Write sections of shares too, and the unit of each figure."),
)
@options("family", "sign", "encoding", "max_bytes", "max_pages")
@click.option(
    "--reveal",
    is_flag=True,
    help=_("Write values that may be worked out from stars; --to jj cannot do without."),
)
def command(
    *,
    files: tuple[str, ...],
    form: str,
    output: str | None,
    reveal: bool,
    shares: bool,
    **given: object,
) -> int:
    """Run the export; see the help text above."""
    # The grammar is loaded only where something is read.
    from tiltak_audit.run.inputs import Accepted

    if reveal:
        refuse_revealing("--to", [TABLES[form]])
    elif form == _NEEDS_VALUES:
        raise UsageError(
            _(
                "--to jj needs --reveal: it gives every star a value that fits, which for a star "
                "that can be worked out is the true one"
            )
        )
    if shares and not TABLES[form].shares:
        raise UsageError(_("--shares cannot be used with --to {name}").format(name=form))
    asked = {"shares": True} if shares else {}
    target = outputs_of([form], [output] if output else [], files)[0]
    refuse_binary("--to", TABLES[form], target)
    reports = []
    for one in with_progress(files, given_options(given).reading):
        if isinstance(one, Accepted):
            reports.append(one.report)
        say_unread(one)
    if not reports:
        return int(Exit.INCOMPLETE)
    try:
        target.write_bytes(TABLES[form].bytes_of(reports, **asked))
    except UnreadableError as error:
        sys.stderr.write(f"tiltak-audit: {visible(str(error))}\n")
        return int(Exit.INCOMPLETE)
    return int(Exit.PASS)
