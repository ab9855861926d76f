"""``tiltak-audit diff``: what changed from one edition of a report to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiltak_audit.commands.command import Command
from tiltak_audit.commands.formats import DIFFS
from tiltak_audit.commands.options import form_option, given_options, options, output_option
from tiltak_audit.commands.output import outputs_of
from tiltak_audit.commands.progress import with_progress
from tiltak_audit.commands.shell import paths
from tiltak_audit.commands.unread import say_unread
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from tiltak_audit.commands.output import Output
    from tiltak_audit.run.diffed import Diffed


@click.command(
    cls=Command,
    name="diff",
    help=_(
        "Tell what changed from one edition of a report to the next: every figure of the same "
        "point and month.\n\n"
        "OLD and NEW are reports, folders of them, or the JSON of a check with --snapshot; more "
        "may be given. Code and date tell which are editions of one, and which is older: neither "
        "the order nor the names do. A count that the newer edition hides is told only with "
        "--reveal.\n\n"
        "Exit codes: 0 they were compared, whatever changed, or share no month; 2 usage; 3 an "
        "input could not be read, or not all of it."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="OLD NEW...", shell_complete=paths)
@form_option(DIFFS, _("Form of the result."))
@output_option()
@options("family", "sign", "encoding", "max_bytes", "max_pages")
@click.option("--reveal", is_flag=True, help=_("Show counts that the newer edition hides."))
@click.option("-v", "--verbose", is_flag=True, help=_("List every change."))
def command(
    *,
    files: tuple[str, ...],
    form: str,
    output: str | None,
    reveal: bool,
    verbose: bool,
    **given: object,
) -> int:
    """Run the comparison; see the help text above."""
    # What reads is loaded only where it is wanted.
    from tiltak_audit.editions.held import compared
    from tiltak_audit.run.diffed import Diffed
    from tiltak_audit.run.inputs import Accepted
    from tiltak_audit.run.olds import olds_of, read_old

    names = olds_of(files, ())
    target = outputs_of([form], [output] if output else [], names)[0]
    inputs = tuple(with_progress(names, given_options(given).reading, read_old))
    for one in inputs:
        say_unread(one)
    reports = [one.report for one in inputs if isinstance(one, Accepted)]
    if not reports:
        return int(Exit.INCOMPLETE)
    if len(inputs) < 2:  # noqa: PLR2004  an old one and a new one
        raise UsageError(_("there is one report only; name another edition of it"))
    done = Diffed(inputs, compared(reports), reveal)
    _write(done, target, verbose=verbose)
    return int(done.exit)


def _write(done: Diffed, target: Output, *, verbose: bool) -> None:
    if DIFFS[target.format].writer:
        target.write_bytes(DIFFS[target.format].bytes_of(done))
        return
    from tiltak_audit.render.terminal.console import console_for
    from tiltak_audit.render.terminal.editions import print_diff

    with target.text() as file:
        print_diff(done, console_for(file), verbose=verbose)
