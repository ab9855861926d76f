"""``tiltak-audit check``: audit reports and tell people and programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from tiltak_audit.commands.configured import configured, today
from tiltak_audit.commands.formats import RESULTS, refuse_revealing
from tiltak_audit.commands.output import Output, outputs_of
from tiltak_audit.commands.progress import bar_of, with_progress
from tiltak_audit.commands.reading import read_options_of, reading_options
from tiltak_audit.commands.shell import paths
from tiltak_audit.disclosure.attacker import (
    Attacker,
    MissingRows,
    PrintedRows,
    insiders_of,
    star_max_of,
)
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import exits_line
from tiltak_audit.findings.severity import FAIL_ON
from tiltak_audit.i18n import _
from tiltak_audit.model.interval import STAR
from tiltak_audit.model.mean import Rounding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.run.outcome import Outcome

# What --write-waivers writes, beside the formats.
_WAIVERS = "waivers"


@click.command(
    name="check",
    help=_(
        "Audit one or more reports: every sum, split, mean and restated figure.\n\n"
        "FILE is a report: its PDF, the text taken out of it, or a workbook; - reads standard "
        "input. Reports of the same months are also compared with each other."
    )
    + f"\n\n{exits_line()}",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=paths)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(RESULTS)),
    help=_("Form of the result; may be given several times.  [default: terminal]"),
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="PATH",
    shell_complete=paths,
    help=_("Where to write; the nth --output belongs to the nth --format.  [default: stdout]"),
)
@click.option("--select", default="", metavar="CODES", help=_("Report only these, e.g. TA2,TA301."))
@click.option("--ignore", default="", metavar="CODES", help=_("Leave these out, e.g. TA1."))
@click.option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="error",
    show_default=True,
    help=_("The least severity that makes the exit code 1."),
)
@click.option(
    "--config",
    metavar="PATH",
    shell_complete=paths,
    help=_("Configuration file.  [default: the nearest tiltak-audit.toml or pyproject.toml]"),
)
@click.option(
    "--write-waivers",
    metavar="PATH",
    shell_complete=paths,
    help=_("Write waivers of what fails, to be filled in; the check itself goes on."),
)
@click.option(
    "--no-disclosure",
    is_flag=True,
    help=_(
        "Skip the disclosure audit (which stars can be worked out), and with it the exact search "
        "for joint conflicts; propagation finds most."
    ),
)
@click.option(
    "--star-max",
    default=str(STAR.high),
    show_default=True,
    metavar="N|none",
    help=_("The largest count an attacker takes a star for."),
)
@click.option(
    "--rounding",
    type=click.Choice([rounding.value for rounding in Rounding]),
    default=Rounding.ANY.value,
    show_default=True,
    help=_("How an attacker takes means to be rounded."),
)
@click.option(
    "--missing-rows",
    type=click.Choice([missing.value for missing in MissingRows]),
    default=MissingRows.ZERO.value,
    show_default=True,
    help=_("What an attacker takes rows for that a table leaves out."),
)
@click.option(
    "--printed-rows",
    type=click.Choice([printed.value for printed in PrintedRows]),
    default=PrintedRows.ANY.value,
    show_default=True,
    help=_("What an attacker takes printed rows for where rows that are zero are left out."),
)
@click.option(
    "--insider",
    "insiders",
    multiple=True,
    metavar="CELL",
    help=_(
        "A star that somebody knows: [FILE:][PAGE/]LINE:PERIOD[=VALUE]; may be given several times."
    ),
)
@reading_options
@click.option("--reveal", is_flag=True, help=_("Show values worked out from stars."))
@click.option("--coverage", is_flag=True, help=_("Show by section how far figures can move."))
@click.option("-v", "--verbose", is_flag=True, help=_("Show every finding and every figure."))
def command(  # noqa: PLR0913  one parameter an option
    *,
    files: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    select: str,
    ignore: str,
    fail_on: str,
    config: str | None,
    write_waivers: str | None,
    no_disclosure: bool,
    star_max: str,
    rounding: str,
    missing_rows: str,
    printed_rows: str,
    insiders: tuple[str, ...],
    encoding: str,
    max_bytes: int,
    max_pages: int,
    reveal: bool,
    coverage: bool,
    verbose: bool,
) -> int:
    """Run the audit; see the help text above."""
    # What reads and audits is loaded only where it is wanted: not for help, nor for wrong usage.
    from tiltak_audit.run.audit import audit
    from tiltak_audit.run.inputs import Accepted
    from tiltak_audit.run.outcome import Options, codes_of, outcome_of

    if reveal:
        refuse_revealing("--format", [RESULTS[name] for name in formats])
    settings, options_of = configured(
        config,
        {
            "select": select,
            "ignore": ignore,
            "fail_on": fail_on,
            "no_disclosure": no_disclosure,
            "star_max": star_max,
            "rounding": rounding,
            "missing_rows": missing_rows,
            "printed_rows": printed_rows,
            "encoding": encoding,
            "max_bytes": max_bytes,
            "max_pages": max_pages,
        },
    )
    targets = _targets(
        formats or (next(iter(RESULTS)),), outputs, (*files, settings.path), write_waivers
    )
    attacker = Attacker(
        star_max_of(options_of["star_max"]),
        Rounding(options_of["rounding"]),
        MissingRows(options_of["missing_rows"]),
        PrintedRows(options_of["printed_rows"]),
        insiders_of(insiders),
    )
    wanted = not options_of["no_disclosure"]
    if not wanted and attacker != Attacker():
        raise UsageError(
            _("--no-disclosure leaves out what --star-max, --rounding, … and --insider are about")
        )
    options = Options(
        codes_of(options_of["select"]),
        codes_of(options_of["ignore"]),
        options_of["fail_on"],
        wanted,
        attacker,
        reveal,
        settings,
        read_options_of(options_of["encoding"], options_of["max_bytes"], options_of["max_pages"]),
    )
    inputs = tuple(with_progress(files, options.reading))
    reports = [one.report for one in inputs if isinstance(one, Accepted)]
    with bar_of(_("stars")) as progress:
        result = audit(reports, attacker if wanted else None, reveal=reveal, progress=progress)
    outcome = outcome_of(options, inputs, result, today())
    refused = [
        error
        for target in targets
        if (error := _tried(outcome, target, verbose=verbose, coverage=coverage))
    ]
    if refused:
        raise refused[0]
    if not any(target.stdout for target in targets):
        from tiltak_audit.render.terminal.report import closing, console_for

        console_for(sys.stderr).print(closing(outcome))
    return int(outcome.exit)


def _targets(
    formats: tuple[str, ...], outputs: tuple[str, ...], kept: Sequence[str], waivers: str | None
) -> list[Output]:
    """Pair formats with outputs, the waivers first.

    Raises:
        UsageError: They make no sense together, or the file of waivers is there already.
    """
    if waivers is None:
        return outputs_of(formats, outputs, kept)
    if Path(waivers).is_file():
        raise UsageError(
            _("--write-waivers: {path} is there already; name another file").format(path=waivers)
        )
    return outputs_of([_WAIVERS, *formats], [waivers, *outputs], kept)


def _tried(outcome: Outcome, target: Output, *, verbose: bool, coverage: bool) -> UsageError | None:
    """Write one output; one that cannot be written keeps no other from being written."""
    try:
        _write(outcome, target, verbose=verbose, coverage=coverage)
    except UsageError as error:
        return error
    return None


def _write(outcome: Outcome, target: Output, *, verbose: bool, coverage: bool) -> None:
    if target.format == _WAIVERS:
        from tiltak_audit.render.waivers import waivers_of

        target.write_bytes(waivers_of(outcome).encode())
        return
    if RESULTS[target.format].writer:
        target.write_bytes(RESULTS[target.format].bytes_of(outcome))
        return
    from tiltak_audit.render.terminal.report import console_for, print_report

    with target.text() as file:
        print_report(outcome, console_for(file), verbose=verbose, coverage=coverage)
