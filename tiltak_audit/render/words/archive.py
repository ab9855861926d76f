"""What an archive comes to, in words: a row a report, and what was left."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from tiltak_audit.findings.axis import Axis
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.render.words.verdicts import names_of_questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.render.json.archive import ArchiveDocument, AsideOf, ReportOf

# What stands for nothing.
_NONE = "–"


def heads() -> list[str]:
    """Name the columns."""
    questions = names_of_questions()
    return [
        _("Report"),
        _("Edition"),
        *(questions[axis] for axis in Axis),
        _("Findings"),
        _("Not seen"),
        _("File"),
    ]


def cells_of(row: ReportOf) -> list[str]:
    """Say what a report is and came to, a column each."""
    reading, figures = row.verdicts.reading, row.verdicts.figures
    said = {"agree": _("agree"), "disagree": _("disagree"), None: _("not judged")}
    if row.twin:
        said[None] = _("as {path}").format(path=PurePath(row.twin).name)
    return [
        row.input.report or _NONE,
        row.input.edition or _NONE,
        {"whole": _("whole"), "incomplete": _("incomplete")}[reading.verdict],
        said[figures.verdict],
        _stars(row),
        _findings(row),
        _of(row.coverage.unchecked, row.coverage.figures) if row.coverage else _NONE,
        row.input.path,
    ]


def _stars(row: ReportOf) -> str:
    stars = row.verdicts.stars
    verdict, recoverable, suppressed = stars.verdict, stars.recoverable, stars.suppressed
    if row.twin and not suppressed:
        return _NONE
    if recoverable:
        return _of(recoverable, suppressed or 0)
    return {"protected": _("protected"), "undecided": _("undecided")}.get(verdict, _NONE)


def _of(some: int, every: int) -> str:
    return _("{n} of {all}").format(n=number(some), all=number(every))


def _findings(row: ReportOf) -> str:
    found = row.findings
    every = found.error + found.warning + found.info
    if found.failing:
        return _("{n} of {all} fail").format(n=number(found.failing), all=number(every))
    return number(every) if every else _NONE


def asides(document: ArchiveDocument) -> list[tuple[str, Sequence[AsideOf]]]:
    """Name what was not audited: what could not be read, and what is no report."""
    every = [(_("Unread"), document.unread), (_("No report"), document.left_alone)]
    return [(name, some) for name, some in every if some]


def whys(document: ArchiveDocument) -> Iterator[str]:
    """Say which results were not kept from another run, and how many were."""
    found = document.why or []
    for one in found:
        if not one.kept:
            yield f"{one.path}: {'; '.join(one.changes)}"
    if kept := sum(one.kept for one in found):
        yield ngettext("{n} result kept from before", "{n} results kept from before", kept)


def word_of(document: ArchiveDocument) -> str:
    """Give the verdict in capitals."""
    words = {"pass": _("PASS"), "fail": _("FAIL"), "incomplete": _("INCOMPLETE")}
    return words[document.verdict]


def closing_of(document: ArchiveDocument) -> str:
    """Say how many reports came to what."""
    return "; ".join(_closing(document))


def _closing(document: ArchiveDocument) -> Iterator[str]:
    reports = document.reports
    yield ngettext("{n} report", "{n} reports", len(reports))
    times = Counter(one.verdict for one in reports)
    if times["fail"]:
        yield ngettext("{n} fails", "{n} fail", times["fail"])
    if times["incomplete"]:
        yield ngettext("{n} is not whole", "{n} are not whole", times["incomplete"])
    if document.unread:
        yield ngettext("{n} file unread", "{n} files unread", len(document.unread))
    if document.left_alone:
        left = len(document.left_alone)
        yield ngettext("{n} other file left alone", "{n} other files left alone", left)
    if document.undone:
        undone = len(document.undone)
        yield ngettext("interrupted: {n} file not done", "interrupted: {n} files not done", undone)
