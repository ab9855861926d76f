"""Findings as annotated source lines, in the manner of a compiler."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.identity import Law, Verdict
from tiltak_audit.inputs import Accepted
from tiltak_audit.model.period import MEAN
from tiltak_audit.render.excerpt import Excerpt, excerpt_of
from tiltak_audit.render.plain import visible, wrapped
from tiltak_audit.render.terminal_suspects import suspect_facts
from tiltak_audit.rules.rule import Proof, rule_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.findings.finding import Evidence, Finding
    from tiltak_audit.model.interval import Interval
    from tiltak_audit.model.origin import Origin
    from tiltak_audit.model.report import Report
    from tiltak_audit.outcome import Outcome
    from tiltak_audit.render.excerpt import Mark

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}

# Findings of one code that are shown; the rest are counted, with their lines.
_FULL = {Severity.ERROR: 10, Severity.WARNING: 1, Severity.INFO: 1}

# Lines named of the findings that are not shown in full.
_NAMED_LINES = 40

# A source line is never clipped to less than this.
_LEAST_ROOM = 12

# Identities of a case that are named beside the first.
_NAMED_IDENTITIES = 4


def blocks_of(outcome: Outcome, one: Accepted, *, width: int, verbose: bool) -> Iterator[Text]:
    """Yield the findings of an input, the worst first, alike ones drawn together."""
    findings = [f for f in outcome.findings if f.place.path == one.path]
    reports = {given.path: given.report for given in outcome.inputs if isinstance(given, Accepted)}
    for (severity, _code), alike in groupby(findings, key=lambda f: (f.severity, f.code)):
        group = list(alike)
        full = len(group) if verbose else _FULL[severity]
        for at, finding in enumerate(group[:full]):
            # Where no figure is accused, one excerpt shows what the others are like.
            brief = not verbose and (severity is Severity.INFO or (at > 0 and not finding.located))
            yield _block(finding, reports, brief=brief, width=width, verbose=verbose)
        if group[full:]:
            yield _rest(group[full:], one.report.origin, width)


def _block(
    finding: Finding, reports: dict[str, Report], *, brief: bool, width: int, verbose: bool
) -> Text:
    """Draw a finding; a brief one is told in few words, without the lines of the inputs."""
    head = f"{finding.severity.word}[{finding.code} {finding.name}]"
    message = wrapped(f"{head}: {visible(finding.words.message)}", width, indent=0)
    text = Text.assemble(
        (message[: len(head)], _STYLES[finding.severity]), (message[len(head) :], "bold")
    )
    excerpt = Excerpt((), 0) if brief else excerpt_of(finding, everything=verbose)
    numbers = [reports[mark.path].origin.place(mark.line)[1] for mark in excerpt.marks]
    gutter = len(str(max(numbers, default=0)))
    text.append(f"\n{' ' * gutter}--> ", style="blue")
    text.append(wrapped(_where(finding, reports), width, indent=gutter + 4))
    text.append(_source(excerpt, reports, gutter, width))
    for name, said in _facts(finding, brief=brief):
        text.append(f"\n{' ' * gutter} = ", style="blue")
        text.append(f"{name:<9} ", style="bold")
        text.append(wrapped(visible(said), width, indent=gutter + 13))
    return text


def _where(finding: Finding, reports: dict[str, Report]) -> str:
    place = finding.place
    row = f"{place.code} {place.row}".strip()
    words = [place.section, place.table, row, place.period]
    about = " · ".join(visible(word) for word in words if word)
    return _at(reports[place.path], place.line, place.column) + (f"   {about}" if about else "")


def _at(report: Report, line: int, column: int = 0) -> str:
    """Name a place: file:line:column where these are the input's own, else in words."""
    path = visible(report.path)
    if not line:
        return path
    if not report.origin.as_printed:
        return f"{path}, {report.origin.words(line)}"
    return f"{path}:{line}" + (f":{column}" if column and report.origin.has_columns(line) else "")


def _source(excerpt: Excerpt, reports: dict[str, Report], gutter: int, width: int) -> Text:
    """Print the marked lines with their numbers; gaps between them as dots."""
    text = Text()
    if not excerpt.marks:
        return text
    text.append(f"\n{' ' * gutter} |", style="blue")
    last: tuple[str, int, int] | None = None
    for (path, line), marks in groupby(excerpt.marks, key=lambda mark: (mark.path, mark.line)):
        report = reports[path]
        page, number_on_page = report.origin.place(line)
        if last and (path, page) != last[:2]:
            text.append(f"\n{' ' * gutter}--> ", style="blue")
            text.append(_at(report, line))
        elif last and line > last[2] + 1:
            text.append(f"\n{'.' * min(gutter, 3):>{gutter}} |", style="blue")
        last = path, page, line
        source = report.lines[line - 1] if line <= len(report.lines) else ""
        text.append(_annotated(source, number_on_page, gutter, list(marks), width - gutter - 3))
    if excerpt.hidden > 0:
        said = ngettext(
            "{n} more figure of the identity (--verbose)",
            "{n} more figures of the identity (--verbose)",
            excerpt.hidden,
        )
        text.append(f"\n{'...'[:gutter]:>{gutter}} |  ", style="blue")
        text.append(said, style="dim")
    text.append(f"\n{' ' * gutter} |", style="blue")
    return text


def _annotated(source: str, line: int, gutter: int, marks: Sequence[Mark], room: int) -> Text:
    """Print one source line, clipped around its marks, with carets and tildes below."""
    room = max(room, _LEAST_ROOM)
    marked = [mark for mark in marks if mark.start]
    shift = marked[0].start - room // 2 if marked and marked[0].end > room else 0
    shown = source[shift : shift + room]
    if shift:
        shown = "…" + shown[1:]
    if len(source) > shift + room:
        shown = shown[:-1] + "…"
    text = Text()
    text.append(f"\n{line:>{gutter}} | ", style="blue")
    text.append(_one_wide(shown))
    if not marked:
        return text
    under = [" "] * (max(mark.end for mark in marked) - 1)
    for mark in marked:
        for at in range(mark.start - 1, mark.end - 1):
            under[at] = "^" if mark.main else "~"
    carets = "".join(under)[shift : shift + room].rstrip()
    notes = ", ".join(dict.fromkeys(mark.note for mark in marked if mark.note))
    margin = f"\n{' ' * gutter} | "
    text.append(margin, style="blue")
    text.append(carets, style="bold red")
    if len(carets) + 1 + len(notes) <= room:
        text.append(f" {notes}" if notes else "", style="red")
    else:
        text.append(margin, style="blue")
        text.append(notes.rjust(min(len(carets), room))[:room], style="red")
    return text


def _one_wide(source: str) -> str:
    """Keep one column a character, so that carets stay under their figure."""
    return "".join(shown if len(shown := visible(char)) == 1 else "·" for char in source)


def _facts(finding: Finding, *, brief: bool) -> Iterator[tuple[str, str]]:
    """Name what was stated, what is possible, which identities break, and what to do."""
    if brief:
        pass
    elif finding.code == rule_for(Proof.CONFLICT).code:
        yield from _also(finding.evidence)
    elif finding.evidence:
        first = finding.evidence[0]
        yield _("identity"), first.text
        if first.verdict is Verdict.VIOLATED:
            yield _("stated"), _interval(first.stated)
            yield (
                _("possible"),
                _("{sum}{possible}, off by {difference}").format(
                    sum=_sum(first),
                    possible=_possible(first),
                    difference=number(abs(first.difference)),
                ),
            )
            yield from _also(finding.evidence[1:])
    yield from suspect_facts(finding)
    for note in finding.words.notes:
        yield _("note"), note
    yield _("do"), finding.words.remedy
    if not brief:
        yield _("help"), f"tiltak-audit explain {finding.code}"


def _also(others: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """Name the other identities of the case, the first of many."""
    for one in others[:_NAMED_IDENTITIES]:
        whole = one.terms[0].series
        if one.verdict is not Verdict.VIOLATED:
            yield (
                _("identity"),
                _("{code} {period}: {text}; {stated} and {possible}; {line}, {section}").format(
                    code=one.code,
                    period=one.period,
                    text=one.text,
                    stated=_interval(one.stated),
                    possible=_interval(one.possible),
                    line=whole.report.origin.words(whole.row.line),
                    section=whole.table.section,
                ),
            )
            continue
        yield (
            _("also"),
            _("{code} {period}: {text}, off by {off}; {line}, {section}").format(
                code=one.code,
                period=one.period,
                text=one.text,
                off=number(abs(one.difference)),
                line=whole.report.origin.words(whole.row.line),
                section=whole.table.section,
            ),
        )
    more = len(others) - _NAMED_IDENTITIES
    if more > 0:
        yield _("also"), ngettext("{n} more identity", "{n} more identities", more)


def _sum(evidence: Evidence) -> str:
    """Write the side of the parts as printed figures and stars, where it is a sum of counts."""
    law = evidence.identity.law
    if law is Law.PART:
        return _("at least ")
    if evidence.period == MEAN and law is not Law.MEAN_OF_MONTHS:
        return _("within rounding ")
    parts = [term for term in evidence.terms if term.sign < 0]
    printed = [term.series.printed(term.column) for term in parts]
    known = sum(interval.low for interval in printed if interval.exact)
    stars = sum(not interval.exact for interval in printed)
    if law is Law.MEAN_OF_MONTHS:
        text = _("({known}{stars}) / {months} = ")
    elif stars and len(parts) > 1:
        text = _("{known}{stars} = ")
    else:
        return ""
    starred = ngettext(" + {n} star of 0–3", " + {n} stars of 0–3", stars) if stars else ""
    return text.format(known=number(known), stars=starred, months=len(parts))


def _possible(evidence: Evidence) -> str:
    possible = evidence.possible
    return number(possible.low) if evidence.identity.law is Law.PART else _interval(possible)


def _interval(interval: Interval) -> str:
    if interval.exact:
        return number(interval.low)
    return f"{number(interval.low)} – {number(interval.high)}"


def _rest(findings: Sequence[Finding], origin: Origin, width: int) -> Text:
    first = findings[0]
    shown = [finding.place.line for finding in findings[:_NAMED_LINES]]
    lines = origin.words(*shown) + (", …" if len(findings) > len(shown) else "")
    head = f"{first.severity.word}[{first.code} {first.name}]"
    said = ngettext("{n} more like it", "{n} more like it", len(findings))
    all_of_it = ngettext(
        "(--verbose shows it): {lines}", "(--verbose shows all): {lines}", len(findings)
    ).format(lines=lines)
    text = wrapped(f"{head}: {said} {all_of_it}", width, indent=0)
    return Text.assemble((text[: len(head)], _STYLES[first.severity]), text[len(head) :])
