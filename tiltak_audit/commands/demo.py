"""``tiltak-audit demo``: a pair of reports that agree, and the same with errors and answers."""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tiltak_audit.commands.command import Command
from tiltak_audit.commands.progress import bar_of
from tiltak_audit.commands.shell import paths
from tiltak_audit.commands.whole import write_whole
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.render.words.plain import visible
from tiltak_audit.stdout import results

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEED = 20251122

# Where the true reports are, and those that are protected.
_FROM, _TO = "true/", "protected/"


@click.command(
    cls=Command,
    name="demo",
    help=_(
        "Write an exercise into DIR: two reports of synthetic persons that agree with each other "
        "(true/), the same with planted errors (planted/), and the answers, and the true ones as "
        "tiltak-audit protect would have them published (protected/).\n\n"
        "The same options give the same bytes. Exit codes: 0 written; 2 usage, or a file is "
        "there already (--force), or DIR cannot be written."
    ),
)
@click.argument("folder", metavar="DIR", shell_complete=paths)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="N",
    default=_SEED,
    show_default=True,
    help=_("Draws it all."),
)
@click.option(
    "--months",
    type=click.IntRange(1, 12),
    metavar="N",
    default=6,
    show_default=True,
    help=_("Months of the reports, from January on."),
)
@click.option(
    "--size",
    type=click.Choice(["small", "full"]),
    default="small",
    show_default=True,
    help=_("Two dozen kommuner, or all of them."),
)
@click.option("--xlsx", is_flag=True, help=_("Write the true reports as workbooks, too."))
@click.option("--force", is_flag=True, help=_("Overwrite files that are there."))
def command(  # noqa: PLR0913  one parameter an option
    *, folder: str, seed: int, months: int, size: str, xlsx: bool, force: bool
) -> int:
    """Write the exercise; see the help text above."""
    files = _files(seed, months, size, xlsx=xlsx)
    pair = {name: _TO.join(name.split(_FROM, 1)) for name in files if _is_report(name)}
    if not force:
        _refuse_old(Path(folder), [*files, *pair.values()])
    files |= _protected({pair[name]: files[name] for name in pair})
    _write(Path(folder), files)
    said = ngettext("{n} file written to {folder}:", "{n} files written to {folder}:", len(files))
    quoted = shlex.quote(folder)
    lines = [said.format(n=len(files), folder=folder)]
    lines += [f"  {name}  ({len(data):,})".replace(",", " ") for name, data in files.items()]
    lines += [
        "",
        _("The true pair is right but for stars that can be worked out (TA602, no gate: exit 0):"),
        f"  tiltak-audit check {quoted}/true/*.txt",
        _("Find the planted errors, then compare with planted/answers.md:"),
        f"  tiltak-audit check --no-disclosure {quoted}/planted/*.txt",
        _("In the protected pair no star can be worked out:"),
        f"  tiltak-audit check --gate all {quoted}/protected/*.txt",
    ]
    results().write("".join(f"{visible(line)}\n" for line in lines))
    return int(Exit.PASS)


def _files(seed: int, months: int, size: str, *, xlsx: bool) -> dict[str, bytes]:
    """Make all files, by their path in the folder."""
    from tiltak_audit.demo.exercise import answers_json, answers_markdown, exercise, readme
    from tiltak_audit.demo.population import FULL, SMALL

    made = exercise(seed, months, FULL if size == "full" else SMALL)
    texts = {"README.md": readme(list(made.texts), seed)}
    texts |= {f"true/{name}": text for name, text in made.texts.items()}
    texts |= {f"planted/{name}": text for name, text in made.planted.items()}
    texts["planted/answers.json"] = answers_json(seed, made.answers)
    texts["planted/answers.md"] = answers_markdown(made.answers)
    files = {name: text.encode() for name, text in texts.items()}
    if xlsx:
        from tiltak_audit.export.workbook import workbook_of

        for name, true in zip(made.texts, made.true, strict=True):
            files[f"true/{Path(name).stem}.xlsx"] = workbook_of(true.report)
    return files


def _is_report(name: str) -> bool:
    return name.startswith(_FROM) and name.endswith(".txt")


def _protected(texts: dict[str, bytes]) -> dict[str, bytes]:
    """Print reports with what a plan for them hides."""
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.export.protected import printed_anew
    from tiltak_audit.parsing.read import read_bytes
    from tiltak_audit.protection.plan import plan_of
    from tiltak_audit.protection.wish import Wish
    from tiltak_audit.run.audit import audit

    pair = {name: read_bytes(name, data) for name, data in texts.items()}
    belief = audit(list(pair.values())).examined.belief
    with bar_of(_("plan")) as progress:
        found = plan_of(belief, Attacker(), Wish(), progress=progress)
    if not found.proved:
        raise KeyboardInterrupt
    return {name: printed_anew(one, found.of(one), "text") for name, one in pair.items()}


def _refuse_old(folder: Path, files: list[str]) -> None:
    """Let nothing be overwritten, and nothing be written beside it.

    Raises:
        UsageError: A file is there already.
    """
    with _guarded(folder):
        there = [name for name in files if (folder / name).exists()]
    if there:
        raise UsageError(
            _("{path} is there already; name another folder, or overwrite with --force").format(
                path=folder / there[0]
            )
        )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files.

    Raises:
        UsageError: One cannot be written.
    """
    with _guarded(folder):
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)


@contextmanager
def _guarded(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            _("{path} cannot be written: {reason}").format(path=folder, reason=reason)
        ) from error
