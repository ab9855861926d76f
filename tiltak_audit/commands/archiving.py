"""The audit of an archive as it goes on: what is known so far, and how it is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.archive.head import Head
from tiltak_audit.archive.releases import Release, releases_of
from tiltak_audit.archive.workers import Broken, Workers
from tiltak_audit.commands.progress import left_of
from tiltak_audit.commands.share import Told
from tiltak_audit.errors import TiltakAuditError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.reading.source import told
from tiltak_audit.render.json.archive import ArchiveDocument, AsideOf, ReportOf, WhyOf, archive_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.archive.found import Found
    from tiltak_audit.run.options import Options


@attrs.define
class Run:
    """What is known of an archive, while it is audited.

    Attributes:
        found: Its files.
        work: Does the tasks.
        write: Writes what is to be written of a report: its path, the format, and the bytes.
        heads: What each file is, by its number.
        releases: The releases, once all files are known.
        told: What came of each release, by its number.
        copies: Files that hold what another one does.
        errors: Outputs that could not be written.
        bug: Whether the tool met what nobody foresaw.
        interrupted: Whether it was stopped before its end.
    """

    found: Found
    work: Callable[[str | Release], Head | Told]
    write: Callable[[str, str, bytes], None]
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
            with left_of(_("files"), total) as advance, Workers(self.work, jobs) as workers:
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
                self.write(path, form, data)
            except TiltakAuditError as error:
                self.errors.append(error)
        self.told[at] = attrs.evolve(came, outputs=())

    def document(self, options: Options, *, why: bool = False) -> ArchiveDocument:
        """Put together what is known, and why it was audited anew where that is asked for."""
        rows: list[ReportOf] = []
        whys: list[WhyOf] = []
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
            whys += came.why
            for path in came.changed:
                reason = _("it changed while it was audited; run it again")
                unread.append(AsideOf(path, None, reason))
        return archive_of(
            options,
            rows,
            (unread, sorted(left, key=lambda one: one.path)),
            [told(one) for one in self.found.files if one not in done],
            whys if why else None,
        )

    def exit(self, document: ArchiveDocument) -> Exit:
        """Give the exit code, the worst there is."""
        if self.interrupted:
            return Exit.INTERRUPTED
        if self.bug:
            return Exit.BUG
        codes = {"pass": Exit.PASS, "fail": Exit.FAIL, "incomplete": Exit.INCOMPLETE}
        return codes[document.verdict]


def _ended(broken: Broken) -> str:
    """Say why a task came to nothing."""
    if broken.bug:
        return _("a bug in the tool: {error}").format(error=broken.reason)
    return _("the process that audited it ended, or met a limit: {reason}").format(
        reason=broken.reason
    )
