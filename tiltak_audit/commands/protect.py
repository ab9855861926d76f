"""``tiltak-audit protect``: the figures to hide besides, so that no star can be worked out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import attrs
import click

from tiltak_audit.commands.choice import OneOf
from tiltak_audit.commands.command import Command
from tiltak_audit.commands.formats import PLANS, refuse_binary
from tiltak_audit.commands.options import form_option, given_options, options, output_option
from tiltak_audit.commands.output import outputs_of
from tiltak_audit.commands.progress import bar_of, with_progress
from tiltak_audit.commands.several import Folder, folder_of
from tiltak_audit.commands.shell import paths
from tiltak_audit.commands.unread import say_unread
from tiltak_audit.disclosure.attacker import EVERYONE, described
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.protection.wish import Cost, Wish

if TYPE_CHECKING:
    from tiltak_audit.commands.output import Output
    from tiltak_audit.run.planned import Planned


@click.command(
    cls=Command,
    name="protect",
    help=_(
        "Choose printed figures to hide besides the stars (secondary suppression), as few as "
        "possible, so that no star can be worked out from all reports given together, and prove "
        "it by an exact audit of the result.\n\n"
        "The attacker is taken to know which signs are stars and which hide a figure besides, "
        "which is larger than a star may be. Grand totals stay. What cannot be protected is named "
        "with the reason. The list names the figures as they are printed now, so it is for those "
        "who make the reports.\n\n"
        "Exit codes: 0 every star is protected; 1 some cannot be; 2 usage; 3 an input could not "
        "be read, or not all of it, or its figures do not agree (tiltak-audit check tells); 130 "
        "interrupted: the best plan so far is written, unproved."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=paths)
@form_option(
    PLANS,
    _(
        "Form of the result: the list of figures, or with text and xlsx the reports themselves "
        "with “:” in their place (several with --output DIR)."
    ),
)
@output_option()
@click.option(
    "--values",
    type=click.IntRange(2, 4),
    default=2,
    show_default=True,
    help=_("How many values every star must keep; more than 2 may take long on large reports."),
)
@click.option(
    "--cost",
    type=OneOf([one.value for one in Cost]),
    default=Cost.FIGURES.value,
    show_default=True,
    help=_("What the plan has as little of as possible."),
)
@click.option(
    "--whole-rows",
    is_flag=True,
    help=_("Hide all months of a row that has one hidden, as far as they can be."),
)
@click.option(
    "--keep",
    multiple=True,
    metavar="NAME",
    help=_(
        "A section, table, row or dimension, such as fylke, that stays printed; may be given "
        "several times."
    ),
)
@click.option(
    "--published",
    multiple=True,
    metavar="FILE",
    shell_complete=paths,
    help=_("A report that is out, whose figures stay; may be given several times."),
)
@click.option(
    "--insider",
    type=OneOf([EVERYONE]),
    help=_("Against each person, too, who is counted in a star and so knows it."),
)
@options(
    "star_max",
    "rounding",
    "missing_rows",
    "printed_rows",
    "family",
    "sign",
    "encoding",
    "max_bytes",
    "max_pages",
)
@click.option("-v", "--verbose", is_flag=True, help=_("List every figure."))
def command(  # noqa: PLR0913  one parameter an option
    *,
    files: tuple[str, ...],
    form: str,
    output: str | None,
    values: int,
    cost: str,
    whole_rows: bool,
    keep: tuple[str, ...],
    published: tuple[str, ...],
    insider: str | None,
    verbose: bool,
    **given: object,
) -> int:
    """Run the search; see the help text above."""
    # What reads and audits is loaded only where it is wanted.
    from tiltak_audit.run.inputs import Accepted
    from tiltak_audit.run.planned import Planned, planned

    target = _target(form, output, files, published)
    asked = attrs.evolve(given_options(given), insider=(insider,) if insider else ())
    inputs = tuple(with_progress((*files, *published), asked.reading))
    for one in inputs:
        say_unread(one)
    out = set(published)
    reports = [one.report for one in inputs if isinstance(one, Accepted)]
    if not reports:
        return int(Exit.INCOMPLETE)
    if not given["star_max"]:
        asked = attrs.evolve(asked, star_max=described(reports).star_max)
    kept = tuple(one for one in reports if one.path in out)
    ours = tuple(one for one in reports if one.path not in out)
    wish = Wish(values, keep, Cost(cost), whole_rows)
    with bar_of(_("plan")) as progress:
        plan = planned(ours, kept, asked.attacker, wish, progress)
    if plan is None:
        sys.stderr.write(
            "tiltak-audit: "
            + _("figures do not agree, so there is no plan; tiltak-audit check tells which")
            + "\n"
        )
        return int(Exit.INCOMPLETE)
    done = Planned(inputs, ours, kept, asked.attacker, wish, plan)
    _write(done, target, verbose=verbose)
    if done.exit is Exit.INTERRUPTED:
        sys.stderr.write(_("tiltak-audit: interrupted") + "\n")
    return int(done.exit)


def _target(
    form: str, output: str | None, files: tuple[str, ...], published: tuple[str, ...]
) -> Output | Folder:
    """Give where the result goes; reports, where they are several, to a folder.

    Raises:
        UsageError: It cannot go there.
    """
    read = (*files, *published)
    if PLANS[form].whole:
        ours = [one for one in files if one not in published]
        if not ours:
            raise UsageError(_("all reports are out (--published): there is none to print"))
        folder = folder_of(form, output, ours, read)
        if folder:
            return folder
    target = outputs_of([form], [output] if output else [], read)[0]
    refuse_binary("--to", PLANS[form], target)
    return target


def _write(done: Planned, target: Output | Folder, *, verbose: bool) -> None:
    if isinstance(target, Folder):
        target.write(done)
        return
    if PLANS[target.format].writer:
        target.write_bytes(PLANS[target.format].bytes_of(done))
        return
    from tiltak_audit.render.terminal.console import console_for
    from tiltak_audit.render.terminal.plan import lines_of

    with target.text() as file:
        console = console_for(file)
        for line in lines_of(done, verbose=verbose):
            console.print(line, soft_wrap=True)
