"""Findings as annotated source lines, in the manner of a compiler."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.render.excerpt import Excerpt, excerpt_of
from tiltak_audit.render.terminal.source import source_of
from tiltak_audit.render.words.facts import facts_of
from tiltak_audit.render.words.places import cell, position
from tiltak_audit.render.words.plain import visible, wrapped
from tiltak_audit.run.inputs import Accepted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.model.origin import Origin
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.outcome import Outcome

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}

# Findings of one code that are shown; the rest are counted, with their lines.
_FULL = {Severity.ERROR: 10, Severity.WARNING: 1, Severity.INFO: 1}

# Lines named of the findings that are not shown in full.
_NAMED_LINES = 40


def blocks_of(outcome: Outcome, one: Accepted, *, width: int, verbose: bool) -> Iterator[Text]:
    """Yield the findings of an input, the worst first, alike ones drawn together."""
    findings = [f for f in outcome.findings if f.place.path == one.path and not f.waived]
    reports = {given.path: given.report for given in outcome.inputs if isinstance(given, Accepted)}
    for (severity, _code), alike in groupby(findings, key=lambda f: (f.severity, f.code)):
        group = list(alike)
        full = len(group) if verbose else _FULL[severity]
        for at, finding in enumerate(group[:full]):
            # Where no figure is accused, one excerpt shows what the others are like.
            brief = not verbose and (severity is Severity.INFO or (at > 0 and not finding.located))
            yield _block(finding, outcome, reports, brief=brief, width=width, verbose=verbose)
        if group[full:]:
            yield _rest(group[full:], one.report.origin, width)
    for finding in outcome.findings:
        if finding.place.path == one.path and finding.waived:
            yield _waived(finding, finding.waived, outcome, width)


def other_blocks_of(outcome: Outcome, *, width: int) -> Iterator[Text]:
    """Yield the findings about the run itself: those of the configuration file."""
    inputs = {one.path for one in outcome.inputs}
    for finding in outcome.findings:
        if finding.place.path not in inputs:
            text = _head(finding, width)
            text.append("\n--> ", style="blue")
            text.append(_where(finding, outcome))
            text.append("\n = ", style="blue")
            text.append(f"{_('do'):<9} ", style="bold")
            text.append(wrapped(visible(finding.words.remedy), width, indent=13))
            yield text


def _waived(finding: Finding, waiver: Waiver, outcome: Outcome, width: int) -> Text:
    """Draw a finding that somebody answers for, in few words."""
    head = _("waived[{code} {name}]").format(code=finding.code, name=finding.name)
    text = Text(wrapped(f"{head}: {visible(finding.words.message)}", width, indent=0), style="dim")
    text.append("\n--> ", style="blue")
    text.append(wrapped(_where(finding, outcome), width, indent=4))
    said = _("{reason} ({author}, until {day})").format(
        reason=waiver.reason, author=waiver.author, day=waiver.expires.isoformat()
    )
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
    """Draw a finding; a brief one is told in few words, without the lines of the inputs."""
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


def _rest(findings: Sequence[Finding], origin: Origin, width: int) -> Text:
    first = findings[0]
    shown = [finding.place.line for finding in findings[:_NAMED_LINES]]
    lines = origin.words(*shown) + (", …" if len(findings) > len(shown) else "")
    head = f"{first.severity.title}[{first.code} {first.name}]"
    said = ngettext("{n} more like it", "{n} more like it", len(findings))
    all_of_it = ngettext(
        "(--verbose shows it): {lines}", "(--verbose shows all): {lines}", len(findings)
    ).format(lines=lines)
    text = wrapped(f"{head}: {said} {all_of_it}", width, indent=0)
    return Text.assemble((text[: len(head)], _STYLES[first.severity]), text[len(head) :])
