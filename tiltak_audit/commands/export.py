"""``tiltak-audit export``: the tables as data."""

from __future__ import annotations

import io
import sys

import rich_click as click

from tiltak_audit.commands.output import outputs_of
from tiltak_audit.commands.progress import with_progress
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.export.tidy import write_csv
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.inputs import Accepted, read_inputs
from tiltak_audit.render.plain import visible

_BUILT = ("csv",)
_PLANNED = ("json", "parquet", "xlsx", "jsonstat", "jj")


@click.command(
    name="export",
    help=_(
        "Write the tables of reports as data, one printed figure a row.\n\n"
        "What could not be read is left out and summed up on standard error. Exit codes: 0 "
        "something was read; 2 usage; 3 nothing was read."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--to",
    "form",
    type=click.Choice([*_BUILT, *_PLANNED]),
    required=True,
    help=_("Form of the data."),
)
@click.option("--output", metavar="PATH", help=_("Where to write.  [default: stdout]"))
def command(*, files: tuple[str, ...], form: str, output: str | None) -> int:
    """Run the export; see the help text above."""
    if form in _PLANNED:
        raise UsageError(
            _("--to {form} is not built yet; use {built}").format(
                form=form, built=" or ".join(_BUILT)
            )
        )
    target = outputs_of([form], [output] if output else [], files)[0]
    reports = []
    for one in with_progress(read_inputs(files), len(files)):
        if isinstance(one, Accepted):
            reports.append(one.report)
            remarks = len(one.report.notices)
            if remarks:
                said = ngettext(
                    "{n} remark on reading; tiltak-audit check shows it",
                    "{n} remarks on reading; tiltak-audit check shows them",
                    remarks,
                )
                sys.stderr.write(f"{visible(one.path)}: {said}\n")
        else:
            sys.stderr.write(f"{visible(one.path)}: {visible(one.reason)}\n")
    if not reports:
        return int(Exit.INCOMPLETE)
    text = io.StringIO(newline="")
    write_csv(reports, text)
    target.write_bytes(text.getvalue().encode())
    return int(Exit.PASS)
