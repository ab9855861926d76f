"""The source lines of a finding as stretches of text, marked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.i18n import ngettext
from tiltak_audit.render.excerpt import excerpt_of, notes_on
from tiltak_audit.render.words.places import position
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.model.report import Report
    from tiltak_audit.render.excerpt import Mark

# Lines shown above and below a remark on the layout, which is about what stands around it.
_AROUND = 2

# Characters of a line that are shown; longer ones are cut around what is marked.
_LONGEST = 400


@attrs.frozen(eq=False, repr=False)
class Line(Alike):
    """One line of an input.

    Attributes:
        number: As the reader of the input counts; empty for what stands between lines.
        parts: Stretches of text, each with its mark: ``main``, ``part`` or none.
        note: What is marked, a few words.
    """

    number: str
    parts: tuple[tuple[str, str], ...]
    note: str = ""


def source_of(finding: Finding, reports: dict[str, Report]) -> tuple[Line, ...]:
    """Give the lines that show a finding; between lines of other pages and files their place."""
    return tuple(_lines(finding, reports))


def _lines(finding: Finding, reports: dict[str, Report]) -> Iterator[Line]:
    excerpt = excerpt_of(finding, everything=False)
    last: tuple[str, int, int] | None = None
    for path, line, marks in excerpt.lines:
        if path not in reports:
            continue
        report = reports[path]
        page = report.origin.place(line)[0]
        if last and (path, page) != last[:2]:
            yield Line("", ((visible(position(path, report.origin, line)), ""),))
        elif last and line > last[2] + 1:
            yield Line("", (("…", ""),))
        around = 0 if finding.evidence or finding.beside or finding.covers else _AROUND
        for at in range(line - around, line + around + 1):
            if 0 < at <= len(report.lines) and report.origin.place(at)[0] == page:
                yield _line(report, at, marks if at == line else [])
        last = path, page, line
    if excerpt.hidden > 0:
        said = ngettext(
            "{n} more figure of the identity", "{n} more figures of the identity", excerpt.hidden
        )
        yield Line("", ((said, ""),))


def _line(report: Report, line: int, marks: Sequence[Mark]) -> Line:
    text = report.lines[line - 1]
    number = str(report.origin.place(line)[1])
    marked = sorted(
        (mark.place.column - 1, mark.place.end_column - 1, "main" if mark.main else "part")
        for mark in marks
        if mark.place.column
    )
    if not marked:
        shown = text[:_LONGEST] + ("…" if len(text) > _LONGEST else "")
        notes = notes_on(marks)
        return Line(number, ((visible(shown), "main" if marks else ""),), notes)
    at = max(marked[0][0] - _LONGEST // 2, 0) if len(text) > _LONGEST else 0
    end = at + _LONGEST
    parts = [("…", "")] if at else []
    for start, stop, kind in marked:
        if stop > end:
            break
        parts += [(visible(text[at:start]), ""), (visible(text[start:stop]), kind)]
        at = max(stop, at)
    parts.append((visible(text[at:end]) + ("…" if len(text) > end else ""), ""))
    notes = notes_on(marks)
    return Line(number, tuple(part for part in parts if part[0]), notes)
