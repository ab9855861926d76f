"""``tiltak-audit index``: all editions of all reports into one store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import attrs
import click

from tiltak_audit.commands.command import Command
from tiltak_audit.commands.options import chosen, options, today
from tiltak_audit.commands.shell import paths
from tiltak_audit.errors import UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _, number
from tiltak_audit.render.words.plain import visible
from tiltak_audit.run.options import MOST
from tiltak_audit.stdout import results

if TYPE_CHECKING:
    from pathlib import Path

    from tiltak_audit.commands.archiving import Run
    from tiltak_audit.commands.indexing import Indexing
    from tiltak_audit.render.json.archive import ArchiveDocument

# What the store is called where nobody says.
STORE = "tiltak.duckdb"


@click.command(
    cls=Command,
    name="index",
    help=_(
        "Read all reports of folders into a store, a database of DuckDB: every figure of every "
        "edition with what it is of, the findings and the verdicts. tiltak-audit query asks it.\n\n"
        "DIR is a folder, a pattern in quotes, @LIST, or a file, as for check. The store holds "
        "what they lead to and nothing else: a file that changed replaces its rows, one that is "
        "gone takes them along, and what did not change is not read again.\n\n"
        "Exit codes: 0 all was read; 2 usage, or the store cannot be opened or written; 3 a file "
        "could not be read (the rest is in the store); 70 a bug in the tool; 130 interrupted, the "
        "store is as it was, and the next run goes on from there."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="DIR...", shell_complete=paths)
@click.option(
    "--into",
    "store",
    default=STORE,
    show_default=True,
    metavar="PATH",
    shell_complete=paths,
    help=_("The store; it is made where there is none."),
)
@click.option(
    "--stars",
    is_flag=True,
    help=_("Audit the stars, too, which takes some six times as long."),
)
@options("excerpt")
@click.option(
    "--config",
    metavar="PATH",
    shell_complete=paths,
    help=_("Configuration file.  [default: the nearest tiltak-audit.toml or pyproject.toml]"),
)
@options("family", "sign", "encoding", "max_bytes", "max_pages")
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST),
    metavar="N",
    help=_("How many processes share out the releases of folders.  [default: one a core]"),
)
def command(
    *,
    files: tuple[str, ...],
    store: str,
    stars: bool,
    config: str | None,
    jobs: int | None,
    **given: object,
) -> int:
    """Run the index; see the help text above."""
    # What reads is loaded only where it is wanted.
    from tiltak_audit.archive.found import found_by
    from tiltak_audit.archive.scratch import scratch
    from tiltak_audit.archive.workers import Workers, cores
    from tiltak_audit.commands.archiving import Run
    from tiltak_audit.commands.formats import STORED
    from tiltak_audit.commands.indexing import Begun, Indexing
    from tiltak_audit.commands.kept import Kept
    from tiltak_audit.commands.keys import Keys
    from tiltak_audit.commands.share import Share
    from tiltak_audit.store.database import files_in

    settings, asked = chosen(config, given)
    asked = attrs.evolve(asked, disclosure=stars)
    share = Share(
        asked,
        settings,
        today(),
        star_max="star-max" in settings.defaults,
        reading=asked.reading,
        covered=False,
        formats=tuple(STORED),
    )
    found = found_by(files)
    begun = Begun(store)
    place = begun.place(found.files)
    with begun.alone(), scratch() as own:
        # Processes are started while the store is closed: a library with threads of its own is
        # not copied.
        known = files_in(store)
        share = attrs.evolve(share, scratch=str(own), place=place)
        indexing = Indexing(Kept(share, begun.cache, Keys(share), why=False), known)
        run = Run(
            found, indexing, Workers(share, jobs or cores(), share.load, share.size), place.write
        )
        run.go()
        if run.errors:
            raise run.errors[0]
        if run.interrupted:
            said = _("interrupted; the store is as it was, and the next run goes on from here")
            sys.stderr.write(f"{said}\n")
            return int(Exit.INTERRUPTED)
        document = run.document(asked)
        _renew(store, indexing, run, document, own)
        begun.end()
    for one in document.unread:
        sys.stderr.write(f"{visible(one.path)}: {visible(one.reason)}\n")
    if run.bug:
        return int(Exit.BUG)
    return int(Exit.INCOMPLETE if document.unread or not run.releases else Exit.PASS)


def _renew(
    store: str, indexing: Indexing, run: Run, document: ArchiveDocument, scratch: Path
) -> None:
    """Write what a run found into the store, and say how much it holds."""
    from tiltak_audit.store.database import File, connected, known_files, renew, sizes
    from tiltak_audit.store.told import in_lines, report_row

    rows = indexing.rows(run)
    rows["reports"] = [scratch / "reports"]
    rows["reports"][0].write_bytes(in_lines(map(report_row, document.reports)))
    files = [
        *indexing.files(run),
        *(File(one.path, one.sha256 or "", one.reason) for one in document.unread),
    ]
    held = [one for one in run.releases if indexing.holds(one)]
    same = {one.name for release in held for one in release.files}
    with connected(store) as connection:
        if known_files(connection) != indexing.stored:
            said = _("{path}: another run changed it meanwhile; run this one again")
            raise UsageError(said.format(path=store))
        renew(connection, files, sorted(indexing.stored.keys() - same), rows)
        there = sizes(connection)
    said = _(
        "{path}: {reports} reports, {observations} observations, {findings} findings; reports "
        "read anew: {new}"
    )
    numbers = {name: number(size) for name, size in there.items()}
    new = number(len(document.reports))
    results().write(said.format(path=visible(store), new=new, **numbers) + "\n")
