"""What one process does of an archive: it reads a file, or audits a release."""

from __future__ import annotations

import io
import pickle
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.archive.head import Head, head_of
from tiltak_audit.commands.formats import RESULTS, STORED
from tiltak_audit.commands.place import Place
from tiltak_audit.disclosure.attacker import described
from tiltak_audit.i18n import _, use
from tiltak_audit.reading.source import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tiltak_audit.archive.releases import Release
    from tiltak_audit.model.report import Report
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.render.json.archive import ReportOf, WhyOf
    from tiltak_audit.run.config import Config
    from tiltak_audit.run.inputs import Input
    from tiltak_audit.run.options import Options
    from tiltak_audit.run.outcome import Outcome


# What a report is written in: for people, and for the store.
_FORMATS = RESULTS | STORED


@attrs.frozen(eq=False, repr=False)
class Told(Alike):
    """What the audit of a release tells.

    Attributes:
        reports: A row a report.
        outputs: What is to be written of reports: path of the report, format, and bytes.
        changed: Files that were others when they were audited than when they were found.
        why: What was not kept from another run, and why not, where that is asked for.
    """

    reports: tuple[ReportOf, ...]
    outputs: tuple[tuple[str, str, bytes], ...] = ()
    changed: tuple[str, ...] = ()
    why: tuple[WhyOf, ...] = ()


@attrs.frozen(repr=False)
class Share:
    """Does the tasks of an archive: a path is read, a release is audited.

    Attributes:
        options: What the user asked for.
        config: The configuration.
        today: The day of the run.
        star_max: Whether the user said what a star is at most.
        verbose: Whether reports for people show every finding.
        coverage: Whether they show by section how far figures can move.
        reading: How files are read.
        covered: Whether it is told how many figures nothing holds.
        formats: What is written of each report.
        place: Where that goes.
        scratch: A folder of this run alone, in which reports that were read are kept.
    """

    options: Options
    config: Config
    today: date
    star_max: bool = attrs.field(kw_only=True)
    verbose: bool = attrs.field(default=False, kw_only=True)
    coverage: bool = attrs.field(default=False, kw_only=True)
    reading: ReadOptions = attrs.field(kw_only=True)
    covered: bool = attrs.field(default=True, kw_only=True)
    formats: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    place: Place = attrs.field(factory=Place, kw_only=True)
    scratch: str = attrs.field(default="", kw_only=True)

    def __call__(self, task: str | Release) -> Head | Told:
        """Do a task."""
        use(self.options.lang)
        return self.known(task) if isinstance(task, str) else self.audited(task)

    def load(self) -> None:
        """Load what does the tasks, which is loaded only where one is to be done."""
        from tiltak_audit.families.catalogue import shipped
        from tiltak_audit.rules.rule import catalogue

        import_module("tiltak_audit.render.json.rows")
        import_module("tiltak_audit.run.single")
        for form in self.formats:
            _FORMATS[form].load()
        shipped()
        catalogue()

    def size(self, task: str | Release) -> int:
        """Count the reports that a task is about."""
        return 1 if isinstance(task, str) else len(task.files)

    def known(self, path: str) -> Head:
        """Read a file, keep its report for the audit, and say what it is."""
        from tiltak_audit.run.inputs import Accepted, read_inputs

        (one,) = read_inputs([path], self.reading)
        if isinstance(one, Accepted):
            # A full disk makes it slower, and no more: what is not kept is read again.
            with suppress(OSError):
                self.kept(path).write_bytes(packed(one))
        return said(path, one)

    def kept(self, path: str) -> Path:
        """Name the file in which the report of a file is kept for the audit."""
        return Path(self.scratch, sha256(path.encode(errors="surrogateescape")).hexdigest())

    def _read(self, head: Head) -> Input:
        """Give a report that was read before, from what was kept of it if that is there."""
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            return unpacked(self.kept(head.path).read_bytes())
        from tiltak_audit.run.inputs import read_inputs

        (one,) = read_inputs([head.path], self.reading)
        return one

    def audited(self, release: Release) -> Told:
        """Audit a release, and say of each report what it came to."""
        inputs = [self._read(one) for one in release.files]
        return self.told_of(release, inputs, [self._read(one) for one in release.before])

    def told_of(self, release: Release, files: Sequence[Input], before: Sequence[Input]) -> Told:
        """Say of each report of a release what it came to, given what its files were read as."""
        # What audits is loaded only where something is: a second run finds all of it done.
        from tiltak_audit.render.json.rows import report_of
        from tiltak_audit.run.audit import audit
        from tiltak_audit.run.inputs import Refused
        from tiltak_audit.run.single import singles

        inputs = list(map(_unchanged, release.files, files))
        olds = list(map(_unchanged, release.before, before))
        changed = tuple(one.path for one in (*inputs, *olds) if isinstance(one, Refused))
        reports = _reports(inputs)
        asked = self.options
        if not self.star_max:
            asked = attrs.evolve(asked, star_max=described(reports).star_max)
        attacker = asked.attacker if asked.disclosure else None
        found = audit(reports, attacker, reveal=asked.reveal, against=_reports(olds))
        rows, outputs = [], []
        paths = {told(one.path): one.path for one in release.files}
        for one in singles(asked, inputs, found, self.today, self.config):
            rows.append(report_of(one, release, covered=self.covered))
            path = paths[one.inputs[0].path]
            outputs += [(path, name, self._bytes(one, name)) for name in self.formats]
        return Told(tuple(rows), tuple(outputs), changed)

    def _bytes(self, outcome: Outcome, name: str) -> bytes:
        form = _FORMATS[name]
        if form.writer:
            return form.bytes_of(outcome)
        from tiltak_audit.render.terminal.console import console_for
        from tiltak_audit.render.terminal.report import print_report

        file = io.StringIO()
        print_report(outcome, console_for(file), verbose=self.verbose, coverage=self.coverage)
        return file.getvalue().encode(errors="replace")


def said(path: str, one: Input) -> Head:
    """Say what a file is, given what it was read as."""
    from tiltak_audit.run.inputs import Refused

    if isinstance(one, Refused):
        return Head(path, one.sha256, one.reason, one.stray)
    return head_of(path, one.sha256, one.report)


def packed(one: Input) -> bytes:
    """Write down what a file was read as, for a process of this program."""
    return pickle.dumps(one, pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Input:
    """Read what a process of this program wrote down, where nobody else may write."""
    found: Input = pickle.loads(data)  # noqa: S301
    return found


def _unchanged(head: Head, one: Input) -> Input:
    """Give what a file was read as, unless it was another when it was found."""
    from tiltak_audit.run.inputs import Refused

    if one.sha256 == head.sha256:
        return one
    return Refused(head.name, one.sha256, _("it changed while it was audited; run it again"))


def _reports(inputs: Iterable[Input]) -> list[Report]:
    from tiltak_audit.run.inputs import Accepted

    return [one.report for one in inputs if isinstance(one, Accepted)]
