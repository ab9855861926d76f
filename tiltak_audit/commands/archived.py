"""A check of folders: every release audited by a process, and one summary of them all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.archive.found import found_by
from tiltak_audit.archive.head import Head
from tiltak_audit.archive.releases import Release, releases_of
from tiltak_audit.archive.workers import Broken, Workers
from tiltak_audit.commands.formats import RESULTS, SUMMARIES, meant_by
from tiltak_audit.commands.output import Output, outputs_of
from tiltak_audit.commands.progress import left_of
from tiltak_audit.commands.share import Share, Told
from tiltak_audit.errors import TiltakAuditError, UsageError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.render.json.archive import ArchiveDocument, AsideOf, archive_of
from tiltak_audit.run.inputs import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.archive.found import Found
    from tiltak_audit.render.json.archive import ReportOf

# What the summary is called in the folder of outputs.
_SUMMARY = "summary"


@attrs.define
class Run:
    """What is known of an archive, while it is audited.

    Attributes:
        found: Its files.
        share: Does the tasks.
        folder: Where an output a report goes; empty where none is wanted.
        heads: What each file is, by its number.
        releases: The releases, once all files are known.
        told: What came of each release, by its number.
        copies: Files that hold what another one does.
        errors: Outputs that could not be written.
        bug: Whether the tool met what nobody foresaw.
        interrupted: Whether it was stopped before its end.
    """

    found: Found
    share: Share
    folder: str
    heads: dict[int, Head] = attrs.field(factory=dict)
    releases: tuple[Release, ...] = ()
    told: dict[int, Told | Broken] = attrs.field(factory=dict)
    copies: list[AsideOf] = attrs.field(factory=list)
    errors: list[TiltakAuditError] = attrs.field(factory=list)
    bug: bool = False
    interrupted: bool = False

    def go(self, jobs: int) -> None:
        """Read all files, then audit all releases; an interrupt leaves what is done."""
        files = self.found.files
        total = 2 * len(files)
        try:
            with left_of(_("files"), total) as advance, Workers(self.share, jobs) as workers:
                for at, head in workers.done(files):
                    assert not isinstance(head, Told)
                    self.heads[at] = self._head(files[at], head)
                    advance(1 if self.heads[at].reason == "" else 2)
                self._set_copies_apart()
                self.releases = releases_of(
                    head for _at, head in sorted(self.heads.items()) if not head.reason
                )
                for at, came in workers.done(self.releases):
                    assert not isinstance(came, Head)
                    self._tell(at, came)
                    advance(len(self.releases[at].files))
        except KeyboardInterrupt:
            self.interrupted = True

    def _set_copies_apart(self) -> None:
        """Leave files alone that hold the same bytes as one before them."""
        first: dict[str, str] = {}
        for at, head in sorted(self.heads.items()):
            other = first.setdefault(head.sha256 or head.path, head.name)
            if not head.reason and other != head.name:
                said = _("it holds the same bytes as {path}").format(path=other)
                self.copies.append(AsideOf(head.name, head.sha256, said))
                self.heads[at] = attrs.evolve(head, reason=said)

    def _head(self, path: str, head: Head | Broken) -> Head:
        if isinstance(head, Broken):
            self.bug |= head.bug
            return Head(path, "", _ended(head))
        return head

    def _tell(self, at: int, came: Told | Broken) -> None:
        """Keep what came of a release, and write what it gives of each report."""
        self.told[at] = came
        if isinstance(came, Broken):
            self.bug |= came.bug
            return
        for path, form, data in came.outputs:
            try:
                _write(Path(self.folder, self._name(path, form)), data)
            except TiltakAuditError as error:
                self.errors.append(error)
        self.told[at] = attrs.evolve(came, outputs=())

    def _name(self, path: str, form: str) -> str:
        """Name an output after its report, in folders as the reports are."""
        root = os.path.commonpath([Path(one).parent.absolute() for one in self.found.files])
        return f"{Path(path).absolute().relative_to(root)}.{_suffix(form)}"

    def document(self) -> ArchiveDocument:
        """Put together what is known."""
        rows: list[ReportOf] = []
        unread = [AsideOf(told(one.path), None, one.reason) for one in self.found.shut]
        left = [AsideOf(told(one.path), None, one.reason) for one in self.found.left]
        left += self.copies
        copied = {one.path for one in self.copies}
        for _at, head in sorted(self.heads.items()):
            if head.reason and head.name not in copied:
                alone = head.stray and head.path not in self.found.named
                aside = AsideOf(head.name, head.sha256 or None, head.reason)
                (left if alone else unread).append(aside)
        done = {head.path for head in self.heads.values() if head.reason}
        for at, came in sorted(self.told.items()):
            files = self.releases[at].files
            done |= {one.path for one in files}
            if isinstance(came, Broken):
                unread += [AsideOf(one.name, one.sha256, _ended(came)) for one in files]
                continue
            rows += came.reports
            for path in came.changed:
                reason = _("it changed while it was audited; run it again")
                unread.append(AsideOf(path, None, reason))
        return archive_of(
            self.share.options,
            rows,
            unread,
            sorted(left, key=lambda one: one.path),
            [told(one) for one in self.found.files if one not in done],
        )

    @property
    def exit(self) -> Exit:
        """Give the exit code, the worst there is."""
        if self.interrupted:
            return Exit.INTERRUPTED
        if self.bug:
            return Exit.BUG
        codes = {"pass": Exit.PASS, "fail": Exit.FAIL, "incomplete": Exit.INCOMPLETE}
        return codes[self.document().verdict]


def checked(
    files: Sequence[str],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    jobs: int,
    share: Share,
) -> int:
    """Check an archive, write what is asked for and give the exit code.

    Args:
        files: Folders, patterns, lists and files.
        formats: As the user named them.
        outputs: A folder for an output a report, or files for the summary.
        jobs: How many processes there are at most.
        share: Does the tasks.
    """
    folder = _folder(outputs)
    found = found_by(files, folder)
    targets = _targets(formats, outputs, folder, found.files)
    with TemporaryDirectory(prefix="tiltak-audit-") as scratch:
        named = _of_reports(formats) if folder else ()
        run = Run(found, attrs.evolve(share, formats=named, scratch=scratch), folder)
        run.go(jobs)
    document = run.document()
    for target in targets:
        try:
            _summary(document, target, verbose=run.share.verbose)
        except TiltakAuditError as error:
            run.errors.append(error)
    if not any(target.stdout for target in targets):
        from tiltak_audit.render.terminal.archive import closing
        from tiltak_audit.render.terminal.report import console_for

        console_for(sys.stderr).print(closing(document), soft_wrap=True)
    if run.errors:
        raise run.errors[0]
    return int(run.exit)


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
    _made(Path(folders[0]))
    return folders[0]


def _targets(
    formats: tuple[str, ...], outputs: tuple[str, ...], folder: str, kept: Sequence[str]
) -> list[Output]:
    """Say where summaries go: beside the outputs of reports, and on standard output.

    Raises:
        UsageError: There is no summary of a format.
    """
    if folder:
        names = [one for one in _of_reports(formats) if one in SUMMARIES and SUMMARIES[one].writer]
        own = [str(Path(folder, f"{_SUMMARY}.{_suffix(one)}")) for one in names]
        return [*outputs_of(names, own, kept), Output(next(iter(SUMMARIES)), "-")]
    named = meant_by(formats, outputs)
    for one in named:
        if one not in SUMMARIES:
            said = _("--format {name} is of one report; give --output FOLDER/ for one a report")
            raise UsageError(said.format(name=one))
    return outputs_of(named, outputs, kept)


def _summary(document: ArchiveDocument, target: Output, *, verbose: bool) -> None:
    if SUMMARIES[target.format].writer:
        target.write_bytes(SUMMARIES[target.format].bytes_of(document))
        return
    from tiltak_audit.render.terminal.archive import print_archive
    from tiltak_audit.render.terminal.report import console_for

    with target.text() as file:
        print_archive(document, console_for(file), verbose=verbose)


def _suffix(form: str) -> str:
    return next(iter(RESULTS[form].suffixes), form)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        said = _("{path} cannot be written: {reason}").format(path=folder, reason=reason)
        raise UsageError(said) from error


def _write(path: Path, data: bytes) -> None:
    _made(path.parent)
    Output("", str(path)).write_bytes(data)


def _ended(broken: Broken) -> str:
    """Say why a task came to nothing."""
    if broken.bug:
        return _("a bug in the tool: {error}").format(error=broken.reason)
    return _("the process that audited it ended, or met a limit: {reason}").format(
        reason=broken.reason
    )
