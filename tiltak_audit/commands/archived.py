"""A check of folders: every release audited by a process, and one summary of them all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.archive.found import found_by
from tiltak_audit.archive.scratch import scratch
from tiltak_audit.archive.workers import Workers, cores
from tiltak_audit.commands.archiving import Run
from tiltak_audit.commands.cache import Cache
from tiltak_audit.commands.cache import folder as cache_folder
from tiltak_audit.commands.formats import RESULTS, SUMMARIES, meant_by, refuse_revealing
from tiltak_audit.commands.kept import Kept
from tiltak_audit.commands.keys import Keys
from tiltak_audit.commands.options import chosen, today
from tiltak_audit.commands.output import Output, outputs_of
from tiltak_audit.commands.place import made, place_of
from tiltak_audit.commands.share import Share
from tiltak_audit.errors import TiltakAuditError, UsageError
from tiltak_audit.i18n import _
from tiltak_audit.reading.source import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.commands.archiving import Pool
    from tiltak_audit.commands.place import Place
    from tiltak_audit.render.json.archive import ArchiveDocument

# The output of a report that the summary leads to, in a browser.
_PAGE = "html"

# Options that are of files that are named.
_OF_FILES = ("open", "write_waivers", "against", "insider")


def checked(
    files: Sequence[str],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    config: str | None,
    given: dict[str, Any],
) -> int:
    """Check an archive, write what is asked for and give the exit code.

    Args:
        files: Folders, patterns, lists and files.
        formats: As the user named them.
        outputs: A folder for an output a report, or files for the summary.
        config: The configuration that is named, if one is.
        given: All other options, by parameter.
    """
    kept = _kept(config, given, formats)
    folder = _folder(outputs)
    found = found_by(files, folder)
    place = place_of(folder, found.files)
    targets = _targets(formats, outputs, place, found.files)
    with scratch() as own:
        named = _of_reports(formats) if folder else ()
        share = attrs.evolve(kept.share, formats=named, place=place, scratch=str(own))
        kept = attrs.evolve(kept, share=share)
        run = Run(found, kept, _pool(share, given), place.write)
        run.go()
    kept.cache.trim()
    document = run.document(kept.share.options, why=kept.why)
    links = {told(one): place.link(one, _PAGE) for one in found.files if _PAGE in share.formats}
    for target in targets:
        try:
            asked = {"links": links} if SUMMARIES[target.format].links else {}
            _summary(document, target, asked, verbose=given["verbose"])
        except TiltakAuditError as error:
            run.errors.append(error)
    if not any(target.stdout for target in targets):
        from tiltak_audit.render.terminal.archive import closing
        from tiltak_audit.render.terminal.console import console_for

        console_for(sys.stderr).print(closing(document), soft_wrap=True)
    if run.errors:
        raise run.errors[0]
    return int(run.exit(document))


def _kept(config: str | None, given: dict[str, Any], formats: Sequence[str]) -> Kept:
    """Choose the options, and make what does the tasks.

    Raises:
        UsageError: An option makes no sense, or is of files that are named.
    """
    for name in _OF_FILES:
        if given[name]:
            said = _("{option} needs the names of files, not a folder")
            raise UsageError(said.format(option=f"--{name.replace('_', '-')}"))
    if given["reveal"]:
        refuse_revealing("--format", [RESULTS[name] for name in formats])
    settings, asked = chosen(config, given)
    share = Share(
        asked,
        settings,
        today(),
        star_max=bool(given["star_max"] or "star-max" in settings.defaults),
        verbose=given["verbose"],
        coverage=given["coverage"],
        reading=asked.reading,
    )
    # What is told with --reveal is kept nowhere.
    cache = Cache("" if given["no_cache"] or asked.reveal else cache_folder())
    return Kept(share, cache, Keys(share), why=given["why"])


def _pool(share: Share, given: dict[str, Any]) -> Pool:
    """Give what does the tasks: processes of this machine, or other machines.

    Raises:
        UsageError: What is asked for makes no sense.
    """
    if given["scheduler"] is None:
        return Workers(share, given["jobs"] or cores(), share.load, share.size)
    from tiltak_audit.archive.cluster import Cluster
    from tiltak_audit.commands.spread import Spread

    if given["jobs"]:
        raise UsageError(_("--jobs is of this machine: with --scheduler its workers are as many"))
    return Spread(Cluster(given["scheduler"]), share, by_path=given["by_path"])


def _of_reports(formats: tuple[str, ...]) -> tuple[str, ...]:
    return formats or (next(iter(RESULTS)),)


def _folder(outputs: Sequence[str]) -> str:
    """Give the folder that an output a report goes to, if one is named.

    Raises:
        UsageError: It is named beside others, or cannot be made.
    """
    folders = [one for one in outputs if one.endswith(os.sep) or Path(one).is_dir()]
    if not folders:
        return ""
    if len(outputs) > 1:
        raise UsageError(
            _("--output {path}: it is a folder, which takes all formats; name nothing else").format(
                path=folders[0]
            )
        )
    made(Path(folders[0]))
    return folders[0]


def _targets(
    formats: tuple[str, ...], outputs: tuple[str, ...], place: Place, kept: Sequence[str]
) -> list[Output]:
    """Say where summaries go: beside the outputs of reports, and on standard output.

    Raises:
        UsageError: There is no summary of a format.
    """
    if place.folder:
        names = [one for one in _of_reports(formats) if one in SUMMARIES and SUMMARIES[one].writer]
        own = [place.summary(one) for one in names]
        return [*outputs_of(names, own, kept), Output(next(iter(SUMMARIES)), "-")]
    named = meant_by(formats, outputs)
    for one in named:
        if one not in SUMMARIES:
            said = _("--format {name} is of one report; give --output FOLDER/ for one a report")
            raise UsageError(said.format(name=one))
    return outputs_of(named, outputs, kept)


def _summary(
    document: ArchiveDocument, target: Output, asked: dict[str, Any], *, verbose: bool
) -> None:
    if SUMMARIES[target.format].writer:
        target.write_bytes(SUMMARIES[target.format].bytes_of(document, **asked))
        return
    from tiltak_audit.render.terminal.archive import print_archive
    from tiltak_audit.render.terminal.console import console_for

    with target.text() as file:
        print_archive(document, console_for(file), verbose=verbose)
