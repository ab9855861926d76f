"""``tiltak-audit query``: ask the store of observations."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tiltak_audit.commands.command import Command
from tiltak_audit.commands.formats import ANSWERS, refuse_binary
from tiltak_audit.commands.index import STORE
from tiltak_audit.commands.options import form_option, output_option
from tiltak_audit.commands.output import outputs_of
from tiltak_audit.commands.shell import paths
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from tiltak_audit.commands.output import Output
    from tiltak_audit.store.answer import Answer

# Rows that people are shown.
_SHOWN = 200


@click.command(
    cls=Command,
    name="query",
    help=_(
        "Ask the store that tiltak-audit index made, in the SQL of DuckDB.\n\n"
        "Tables: observations, findings, reports, files, regions. Views: latest (of every month "
        "the newest edition), revisions (what a newer edition printed otherwise). "
        "series('REPORT', 'SECTION', 'TABLE', 'ROW') gives the months of one row. The column "
        "“table” is quoted in SQL. The store is only read.\n\n"
        "Exit codes: 0 it was answered; 2 usage, or a query that cannot be answered."
    ),
)
@click.argument("sql", metavar="SQL")
@click.option(
    "--from",
    "store",
    default=STORE,
    show_default=True,
    metavar="PATH",
    shell_complete=paths,
    help=_("The store."),
)
@form_option(ANSWERS, _("Form of the rows."))
@output_option()
def command(*, sql: str, store: str, form: str, output: str | None) -> int:
    """Run the query; see the help text above."""
    # The database is loaded only where it is asked.
    from tiltak_audit.store.answer import SqlError, answered

    target = outputs_of([form], [output] if output else [], [store])[0]
    refuse_binary("--to", ANSWERS[form], target)
    try:
        with answered(store, sql) as answer:
            _write(answer, target)
    except SqlError as error:
        # It shows the place on lines of its own.
        lines = "\n".join(map(visible, str(error).splitlines()))
        sys.stderr.write(f"tiltak-audit: {lines}\n")
        return int(Exit.USAGE)
    return int(Exit.PASS)


def _write(answer: Answer, target: Output) -> None:
    if ANSWERS[target.format].writer:
        target.write_bytes(ANSWERS[target.format].bytes_of(answer))
        return
    from tiltak_audit.render.terminal.answer import print_rows
    from tiltak_audit.render.terminal.console import console_for

    rows = answer.rows(_SHOWN + 1)
    with target.text() as file:
        more = len(rows) > _SHOWN
        print_rows(answer.names, rows[:_SHOWN], console_for(file), more=more)
