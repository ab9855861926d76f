"""The audit of an archive as it goes on: what is known so far, and how it is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from tiltak_audit.archive.head import Head
from tiltak_audit.archive.releases import Release, releases_of
from tiltak_audit.archive.workers import Broken
from tiltak_audit.commands.progress import left_of
from tiltak_audit.commands.share import Told
from tiltak_audit.errors import TiltakAuditError
from tiltak_audit.exits import Exit
from tiltak_audit.i18n import _
from tiltak_audit.reading.source import told
from tiltak_audit.render.json.archive import ArchiveDocument, AsideOf, ReportOf, WhyOf, archive_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from tiltak_audit.archive.found import Found
    from tiltak_audit.run.options import Options


class Keeper(Protocol):
    """What knows results of another run, and keeps those of this one."""

    def known(self, task: str | Release) -> Head | Told | None:
        """Give what a task came to before; none where it is to be done."""

    def keep(self, task: str | Release, came: Head | Told) -> Head | Told:
        """Keep what a task came to, and give it with what is to be told of it."""


class Pool(Protocol):
    """What does tasks: a context, at whose end nothing of it is left."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End, whatever is being done."""

    def done(self, tasks: Sequence[str | Release]) -> Iterator[tuple[int, Head | Told | Broken]]:
        """Yield the number of each task with what it came to, as they are done."""


@attrs.define(repr=False)
class Run:
    """What is known of an archive, while it is audited.

    Attributes:
        found: Its files.
        kept: Knows what was done before.
        pool: Does the other tasks.
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
    kept: Keeper
    pool: Pool
    write: Callable[[str, str, bytes], None]
    heads: dict[int, Head] = attrs.field(factory=dict)
    releases: list[Release] = attrs.field(factory=list)
    told: dict[int, Told | Broken] = attrs.field(factory=dict)
    copies: list[AsideOf] = attrs.field(factory=list)
    errors: list[TiltakAuditError] = attrs.field(factory=list)
    bug: bool = False
    interrupted: bool = False

    def go(self) -> None:
        """Read all files, then audit all releases; an interrupt leaves what is done."""
        files = self.found.files
        total = 2 * len(files)
        try:
            with left_of(_("files"), total) as advance, self.pool:
                for at, head in self._done(files):
                    assert not isinstance(head, Told)
                    self.heads[at] = self._head(files[at], head)
                    advance(1 if self.heads[at].reason == "" else 2)
                self._set_copies_apart()
                good = [head for _at, head in sorted(self.heads.items()) if not head.reason]
                self.releases = list(releases_of(good))
                for at, came in self._done(self.releases):
                    assert not isinstance(came, Head)
                    self._tell(at, came)
                    advance(len(self.releases[at].files))
                self._leave_out()
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

    def _done(self, tasks: Sequence[str | Release]) -> Iterator[tuple[int, Head | Told | Broken]]:
        """Yield the number of each task with what it came to, first those known from before.

        What is to be written of a report is there before it is kept that it is.
        """
        left = []
        for at, task in enumerate(tasks):
            known = self.kept.known(task)
            if known is None:
                left.append(at)
            else:
                yield at, known
        for number, came in self.pool.done([tasks[at] for at in left]):
            at = left[number]
            if isinstance(came, Told):
                self._write(came)
            yield at, came if isinstance(came, Broken) else self.kept.keep(tasks[at], came)

    def _leave_out(self) -> None:
        """Audit releases again whose audit broke off, without the reports that break it off."""
        broken = [at for at, came in sorted(self.told.items()) if isinstance(came, Broken)]
        several = [at for at in broken if len(self.releases[at].files) > 1]
        alone = [(at, one) for at in several for one in self.releases[at].files]
        trials = [attrs.evolve(self.releases[at], files=(one,)) for at, one in alone]
        tried = list(self._done(trials))
        bad = {alone[at]: came for at, came in tried if isinstance(came, Broken)}
        numbers = {head.path: number for number, head in self.heads.items()}
        for (_at, one), came in bad.items():
            self.heads[numbers[one.path]] = attrs.evolve(one, reason=_ended(came))
        changed = sorted({at for at, _one in bad})
        for at in changed:
            files = tuple(one for one in self.releases[at].files if (at, one) not in bad)
            self.releases[at] = attrs.evolve(self.releases[at], files=files)
            if not files:
                self.told[at] = Told(())
            else:
                # Not done until it is audited anew.
                del self.told[at]
        left = [at for at in changed if self.releases[at].files]
        for number, told_of in self._done([self.releases[at] for at in left]):
            assert not isinstance(told_of, Head)
            self._tell(left[number], told_of)

    def _head(self, path: str, head: Head | Broken) -> Head:
        if isinstance(head, Broken):
            self.bug |= head.bug
            return Head(path, "", _ended(head))
        return head

    def _tell(self, at: int, came: Told | Broken) -> None:
        """Take down what came of a release."""
        if isinstance(came, Broken):
            self.bug |= came.bug
            self.told[at] = came
        else:
            self.told[at] = attrs.evolve(came, outputs=())

    def _write(self, came: Told) -> None:
        """Write what a release gives of each report."""
        for path, form, data in came.outputs:
            try:
                self.write(path, form, data)
            except TiltakAuditError as error:
                self.errors.append(error)

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
