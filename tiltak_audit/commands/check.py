"""``tiltak-audit check``: audit reports and tell people and programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from tiltak_audit.archive.found import is_archive
from tiltak_audit.commands.choice import OneOf
from tiltak_audit.commands.command import Command
from tiltak_audit.commands.formats import RESULTS, meant_by, refuse_revealing
from tiltak_audit.commands.options import chosen, options, today
from tiltak_audit.commands.output import Output, outputs_of
from tiltak_audit.commands.progress import bar_of, with_progress
from tiltak_audit.commands.shell import paths
from tiltak_audit.commands.written import page_among, say_written, show
from tiltak_audit.disclosure.attacker import Attacker, described
from tiltak_audit.errors import TiltakAuditError, UsageError
from tiltak_audit.exits import exits_line
from tiltak_audit.i18n import _
from tiltak_audit.run.options import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.run.outcome import Outcome

# What --write-waivers writes, beside the formats.
_WAIVERS = "waivers"


@click.command(
    cls=Command,
    name="check",
    help=_(
        "Audit one or more reports: every sum, split, mean and restated figure.\n\n"
        "FILE is a report: its PDF, the text taken out of it, or a workbook; - reads standard "
        "input. Reports of the same months are also compared with each other, and with other "
        "editions of them (--against).\n\n"
        "FILE may also be a folder, a pattern in quotes, or @LIST, a file with one of them a line: "
        "then every release is audited by itself and held against the one before, and there is "
        "one row a report."
    )
    + f"\n\n{exits_line()}",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=paths)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=OneOf(list(RESULTS)),
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
@click.option(
    "--open", "opened", is_flag=True, help=_("Open the page in the browser once it is written.")
)
@options("select", "ignore", "fail_on", "gate", "excerpt")
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
@options(
    "disclosure",
    "star_max",
    "rounding",
    "missing_rows",
    "printed_rows",
    "insider",
    "family",
    "sign",
    "against",
    "encoding",
    "max_bytes",
    "max_pages",
    "snapshot",
    "reveal",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST),
    metavar="N",
    help=_("How many processes share out the releases of folders.  [default: one a core]"),
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help=_("Have the workers of a scheduler of Dask do it, such as tcp://HOST:8786."),
)
@click.option(
    "--by-path",
    is_flag=True,
    help=_("Send these workers no files: they read them, under the same paths."),
)
@click.option(
    "--no-cache", is_flag=True, help=_("Audit all of folders anew, and keep nothing of it.")
)
@click.option(
    "--why", is_flag=True, help=_("Say which reports of folders were audited anew, and why.")
)
@click.option("--coverage", is_flag=True, help=_("Show by section how far figures can move."))
@click.option("-v", "--verbose", is_flag=True, help=_("Show every finding and every figure."))
def command(  # noqa: PLR0913  one parameter an option
    *,
    files: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    config: str | None,
    opened: bool,
    write_waivers: str | None,
    coverage: bool,
    verbose: bool,
    **given: object,
) -> int:
    """Run the audit; see the help text above."""
    if given["by_path"] and given["scheduler"] is None:
        raise UsageError(_("--by-path tells how the workers of --scheduler read; give that, too"))
    if is_archive(files):
        from tiltak_audit.commands.archived import checked

        given |= {"open": opened, "write_waivers": write_waivers}
        shown = {"verbose": verbose, "coverage": coverage}
        return checked(files, formats, outputs, config, given | shown)
    # What reads and audits is loaded only where it is wanted: not for help, nor for wrong usage.
    from tiltak_audit.memory import keep_freed
    from tiltak_audit.run.audit import audit
    from tiltak_audit.run.inputs import Accepted
    from tiltak_audit.run.olds import olds_of, read_old
    from tiltak_audit.run.outcome import outcome_of
    from tiltak_audit.run.ratchet import ratcheted

    named = meant_by(formats, outputs)
    _refuse(named, given)
    settings, asked = chosen(config, given)
    olds = olds_of(asked.against, files)
    targets = _targets(named, outputs, (*files, *olds, settings.path), write_waivers)
    page = page_among(targets) if opened else None
    if not asked.disclosure and asked.attacker != Attacker():
        raise UsageError(
            _("--no-disclosure leaves out what --star-max, --rounding, … and --insider are about")
        )
    keep_freed()
    inputs = tuple(with_progress(files, asked.reading))
    reports = [one.report for one in inputs if isinstance(one, Accepted)]
    if not (given["star_max"] or "star-max" in settings.defaults):
        asked = attrs.evolve(asked, star_max=described(reports).star_max)
    held = tuple(with_progress(olds, asked.reading, read_old))
    against = [one.report for one in held if isinstance(one, Accepted)]
    # What cannot be read to compare with is told as an input is.
    inputs += tuple(one for one in held if not isinstance(one, Accepted))
    with bar_of(_("stars")) as progress:
        attacker = asked.attacker if asked.disclosure else None
        result = audit(reports, attacker, reveal=asked.reveal, progress=progress, against=against)
        if asked.ratchet:
            result = ratcheted(result, asked.attacker)
    outcome = outcome_of(asked, inputs, result, today(), settings)
    refused = [
        error
        for target in targets
        if (error := _tried(outcome, target, verbose=verbose, coverage=coverage))
    ]
    if refused:
        raise refused[0]
    say_written(targets)
    if page:
        show(page)
    if not any(target.stdout for target in targets):
        from tiltak_audit.render.terminal.console import console_for
        from tiltak_audit.render.terminal.report import closing

        console = console_for(sys.stderr)
        console.print(closing(outcome, console), soft_wrap=True)
    return int(outcome.exit)


def _refuse(named: Sequence[str], given: dict[str, object]) -> None:
    """Refuse options that make no sense with files, or with the formats that are named.

    Raises:
        UsageError: One of them does not.
    """
    if given["scheduler"] is not None:
        raise UsageError(_("--scheduler shares out the reports of a folder; name one"))
    if given["snapshot"] and "json" not in named:
        raise UsageError(_("--snapshot keeps the figures in the JSON: give --format json, too"))
    if given["reveal"]:
        refuse_revealing("--format", [RESULTS[name] for name in named])


def _targets(
    formats: tuple[str, ...], outputs: tuple[str, ...], kept: Sequence[str], waivers: str | None
) -> list[Output]:
    """Pair formats with outputs, the waivers first.

    Raises:
        UsageError: They make no sense together, or the file of waivers is there already.
    """
    if waivers is None:
        return outputs_of(formats, outputs, kept)
    if not outputs:
        outputs = ("-",)
    if Path(waivers).is_file():
        raise UsageError(
            _("--write-waivers: {path} is there already; name another file").format(path=waivers)
        )
    return outputs_of([_WAIVERS, *formats], [waivers, *outputs], kept)


def _tried(
    outcome: Outcome, target: Output, *, verbose: bool, coverage: bool
) -> TiltakAuditError | None:
    """Write one output; one that cannot be written keeps no other from being written."""
    try:
        _write(outcome, target, verbose=verbose, coverage=coverage)
    except TiltakAuditError as error:
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
    from tiltak_audit.render.terminal.console import console_for
    from tiltak_audit.render.terminal.report import print_report

    with target.text() as file:
        print_report(outcome, console_for(file), verbose=verbose, coverage=coverage)
