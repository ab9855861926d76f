"""Findings as annotated source lines, in the manner of a compiler."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from tiltak_audit.alike import Alike
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.record import Record
from tiltak_audit.render.excerpt import Excerpt, excerpt_of
from tiltak_audit.render.terminal.source import source_of
from tiltak_audit.render.words.facts import facts_of
from tiltak_audit.render.words.places import cell, position
from tiltak_audit.render.words.plain import visible, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.outcome import Outcome

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}

# Findings of one code that are shown; the rest are counted, with their lines.
_FULL = {Severity.ERROR: 10, Severity.WARNING: 1, Severity.INFO: 1}

# Lines named of the findings that are not shown in full.
_NAMED_LINES = 40


def blocks_of(outcome: Outcome, *, width: int, verbose: bool) -> Iterator[Text]:
    """Yield the findings in their order, alike ones drawn together."""
    draw = _Draw(outcome, width, verbose)
    found = [finding for finding in outcome.findings if not finding.waived]
    for (_axis, severity), some in groupby(found, key=lambda one: (one.axis, one.severity)):
        yield from draw.group(list(some), severity)
    for finding in outcome.findings:
        if finding.waived:
            yield _waived(finding, finding.waived, outcome, width)


class _Draw(Alike, Record):
    """Draws findings of one severity that answer one question.

    Attributes:
        outcome: The run.
        width: Of the console.
        verbose: Whether every finding is drawn for itself.
    """

    outcome: Outcome
    width: int
    verbose: bool

    def group(self, group: list[Finding], severity: Severity) -> Iterator[Text]:
        """Yield those that are shown in full, and what is said of the others, by rule."""
        left: dict[str, list[Finding]] = {}
        shown = Counter[str]()
        alike = Counter(one.code for one in group)
        for finding in group:
            # What repeats and is no error is one line with its places.
            repeats = alike[finding.code] > 1 and severity < Severity.ERROR
            full = 0 if repeats else self._full(finding)
            if not finding.place.report or self.verbose or shown[finding.code] < full:
                yield self._shown(finding, shown[finding.code])
                shown[finding.code] += 1
            else:
                left.setdefault(finding.code, []).append(finding)
        for code in alike:
            if code in left:
                yield self._rest(left[code], new=not shown[code])

    def _full(self, finding: Finding) -> int:
        """Give how many of its kind are shown for themselves, of what does not count one."""
        counts = self.outcome.options.gates(finding.axis)
        return _FULL[finding.severity] if counts else 1

    def _shown(self, finding: Finding, at: int) -> Text:
        reports = {report.path: report for report in self.outcome.audit.reports}
        if finding.place.path not in reports:
            return _other(finding, self.outcome, self.width)
        # Where no figure is accused, one excerpt shows what the others are like.
        brief = not self.verbose and (
            finding.severity is Severity.INFO or (at > 0 and not finding.located)
        )
        return _block(
            finding, self.outcome, reports, brief=brief, width=self.width, verbose=self.verbose
        )

    def _rest(self, findings: Sequence[Finding], *, new: bool) -> Text:
        """Say of findings that are not shown what they are, and where."""
        first = findings[0]
        head = f"{first.severity.title}[{first.code} {first.name}]"
        same = {one.words.message for one in findings} == {first.words.message}
        if new and same:
            said = ngettext("{message}, {n} time", "{message}, {n} times", len(findings))
            said = said.replace("{message}", visible(first.words.message))
        elif new:
            more = ngettext("{n} more like it", "{n} more like it", len(findings) - 1)
            said = f"{visible(first.words.message)}; {more}"
        else:
            said = ngettext("{n} more like it", "{n} more like it", len(findings))
        said += " " + _("(--verbose)")
        text = wrapped(f"{head}: {said}", self.width, indent=0)
        drawn = Text.assemble((text[: len(head)], _STYLES[first.severity]), text[len(head) :])
        if first.severity is Severity.ERROR and not same:
            for one in findings:
                at = position(one.place.path, self.outcome.origin(one.place.path), one.place.line)
                drawn.append("\n--> ", style="blue")
                drawn.append(wrapped(f"{visible(at)}: {visible(one.words.message)}", self.width, 4))
            return drawn
        for path, some in groupby(findings, key=lambda one: one.place.path):
            lines = [one.place.line for one in some]
            where = self.outcome.origin(path).words(*lines[:_NAMED_LINES])
            where += ", …" if len(lines) > _NAMED_LINES else ""
            drawn.append("\n--> ", style="blue")
            drawn.append(wrapped(f"{visible(path)}: {where}", self.width, indent=4))
        return drawn


def _other(finding: Finding, outcome: Outcome, width: int) -> Text:
    """Draw a finding about the run itself: of the configuration file."""
    text = _head(finding, width)
    text.append("\n--> ", style="blue")
    text.append(_where(finding, outcome))
    text.append("\n = ", style="blue")
    text.append(f"{_('do'):<9} ", style="bold")
    text.append(wrapped(visible(finding.words.remedy), width, indent=13))
    return text


def _waived(finding: Finding, waiver: Waiver, outcome: Outcome, width: int) -> Text:
    """Draw a finding that somebody answers for, in few words."""
    head = _("waived[{code} {name}]").format(code=finding.code, name=finding.name)
    text = Text(wrapped(f"{head}: {visible(finding.words.message)}", width, indent=0), style="dim")
    text.append("\n--> ", style="blue")
    text.append(wrapped(_where(finding, outcome), width, indent=4))
    said = _("{reason} ({author}, until {day})").format(
        reason=waiver.reason, author=waiver.author, day=waiver.expires.isoformat()
    )
    if waiver.at_most is not None:
        said += "; " + _("for {most} at most").format(most=number(waiver.at_most))
    text.append("\n = ", style="blue")
    text.append(f"{_('waived'):<9} ", style="bold")
    text.append(wrapped(visible(said), width, indent=13))
    return text


def _head(finding: Finding, width: int) -> Text:
    head = f"{finding.severity.title}[{finding.code} {finding.name}]"
    message = wrapped(f"{head}: {visible(finding.words.message)}", width, indent=0)
    return Text.assemble(
        (message[: len(head)], _STYLES[finding.severity]), (message[len(head) :], "bold")
    )


def _block(  # noqa: PLR0913  two of them are options
    finding: Finding,
    outcome: Outcome,
    reports: dict[str, Report],
    *,
    brief: bool,
    width: int,
    verbose: bool,
) -> Text:
    """Draw a finding; a brief one in few words, without the lines of the inputs."""
    text = _head(finding, width)
    excerpt = Excerpt((), 0) if brief else excerpt_of(finding, everything=verbose)
    places = [mark.place for mark in excerpt.marks]
    numbers = [reports[one.path].origin.place(one.line)[1] for one in places]
    gutter = len(str(max(numbers, default=0)))
    text.append(f"\n{' ' * gutter}--> ", style="blue")
    text.append(wrapped(_where(finding, outcome), width, indent=gutter + 4))
    text.append(source_of(excerpt, reports, gutter, width))
    for name, said in facts_of(finding, brief=brief):
        text.append(f"\n{' ' * gutter} = ", style="blue")
        text.append(f"{name:<9} ", style="bold")
        text.append(wrapped(visible(said), width, indent=gutter + 13))
    return text


def _where(finding: Finding, outcome: Outcome) -> str:
    place = finding.place
    at = position(place.path, outcome.origin(place.path), place.line, place.column)
    about = cell(place)
    return visible(at) + (f"   {visible(about)}" if about else "")
