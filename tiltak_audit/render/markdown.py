"""An outcome as Markdown (GFM), for a pull request or an e-mail."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import tiltak_audit
from tiltak_audit.editions.held import by_section
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.render.json.document import options_line, trail_of
from tiltak_audit.render.words.across import across
from tiltak_audit.render.words.blind import sentence_of
from tiltak_audit.render.words.closing import closing_parts
from tiltak_audit.render.words.counts import counted, verdict_words
from tiltak_audit.render.words.editions import editions_lines, section_words
from tiltak_audit.render.words.first import first_words
from tiltak_audit.render.words.places import cell, position
from tiltak_audit.render.words.plain import visible
from tiltak_audit.render.words.proof import proof_of
from tiltak_audit.render.words.stars import facts_of
from tiltak_audit.render.words.verdicts import names_of_questions, verdict_lines
from tiltak_audit.rules.rule import catalogue
from tiltak_audit.run.inputs import Accepted, extent_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.editions.held import Editions
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.waiver import Waiver
    from tiltak_audit.run.outcome import Outcome

# Findings of one code that are written out; the rest are counted.
_WRITTEN = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.INFO: 1}

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+|~!])")


def markdown_of(outcome: Outcome) -> str:
    """Give the verdict, the inputs, the findings, and what could not be seen."""
    word, rest = closing_parts(outcome)
    verdicts = [f"- **{name}** {plain(said)}" for name, said in verdict_lines(outcome)]
    verdicts.append(f"- **{_('First')}** {plain(first_words(outcome))}")
    lines = [f"## tiltak-audit: {word}", "", plain(rest), "", *verdicts, "", *_inputs(outcome)]
    left = [one for one in outcome.findings if not one.waived]
    for (axis, severity), some in groupby(left, key=lambda one: (one.axis, one.severity)):
        of_it = list(some)
        title = f"{names_of_questions()[axis]}: {counted(severity, len(of_it))}"
        lines += ["", f"### {title}", "", *_findings(of_it, outcome)]
    waived = [finding for finding in outcome.findings if finding.waived]
    if waived:
        lines += ["", f"### {_('Waived')}", "", *_findings(waived, outcome)]
    if outcome.audit.editions:
        lines += ["", f"### {_('Editions')}", "", *_editions(outcome.audit.editions)]
    lines += ["", *_not_seen(outcome)]
    if outcome.audit.disclosure:
        said = "; ".join(text for _name, text in facts_of(outcome.audit.disclosure))
        lines += [f"- {_('Stars')}: {plain(said)}"]
    lines += ["", *_by_rule(outcome), "", *_trail(outcome)]
    return "\n".join(lines) + "\n"


def _inputs(outcome: Outcome) -> Iterator[str]:
    heads = [_("Input"), _("Report"), _("Period"), _("Cells"), "\\*", _("Identities")]
    yield "| " + " | ".join(heads) + " |"
    yield "|---|---|---|--:|--:|--:|"
    tally = outcome.audit.tally()
    for one in outcome.inputs:
        if not isinstance(one, Accepted):
            reason = _("unread: {reason}").format(reason=one.reason)
            yield f"| {plain(one.path)} | {plain(reason)} | | | | |"
            continue
        extent = extent_of(one.report)
        period = one.report.period
        judged = sum(
            times
            for (path, _section, _law, verdict), times in tally.items()
            if path == one.path and verdict is not Verdict.NOT_APPLICABLE
        )
        facts = [
            plain(one.path),
            plain(f"{one.report.code} {one.report.title}".strip()),
            f"{period.first} – {period.last}" if period else "",
            number(extent.cells),
            number(extent.suppressed),
            number(judged),
        ]
        yield "| " + " | ".join(facts) + " |"
    yield from _across(outcome)


def _across(outcome: Outcome) -> Iterator[str]:
    """Say what of each input was compared with the others."""
    told = [
        f"- {_('Across')}, {plain(report.path)}: {plain(said)}"
        for report in outcome.audit.reports
        for said in across(report, outcome)
    ]
    yield from ("", *told) if told else ()


def _findings(findings: Sequence[Finding], outcome: Outcome) -> Iterator[str]:
    for code, alike in groupby(findings, key=lambda finding: finding.code):
        group = list(alike)
        shown = group[: _WRITTEN[group[0].severity]]
        for finding in shown:
            place = finding.place
            at = position(place.path, outcome.origin(place.path), place.line, place.column)
            yield f"- **{code} {finding.name}**: {plain(finding.words.message)}  "
            yield f"  {plain(at)} {plain(cell(place))}".rstrip() + "  "
            for line in proof_of(finding):
                yield f"  {plain(line)}  "
            if finding.waived:
                yield f"  {plain(_waived(finding.waived))}  "
            if finding.words.remedy:
                yield f"  → {plain(finding.words.remedy)}"
        if group[len(shown) :]:
            more = ngettext("{n} more like it", "{n} more like it", len(group) - len(shown))
            yield f"- **{code}**: {more}"


def _waived(waiver: Waiver) -> str:
    return _("waived until {day} by {author}: {reason}").format(
        day=waiver.expires.isoformat(), author=waiver.author, reason=waiver.reason
    )


def _editions(found: Editions) -> Iterator[str]:
    """Give what was compared, and the revisions by section."""
    for said in editions_lines(found):
        yield f"- {plain(said)}"
    sections = by_section(found.changes)
    if not sections:
        return
    heads = [_("Revisions by section"), _("revised"), _("sum"), _("direction"), _("largest")]
    yield ""
    yield "| " + " | ".join(heads) + " |"
    yield "|---|--:|--:|---|---|"
    for one in sections:
        title, *sums, largest = section_words(one)
        yield "| " + " | ".join([plain(title), *sums, plain(largest)]) + " |"


def _not_seen(outcome: Outcome) -> Iterator[str]:
    for one in outcome.inputs:
        said = sentence_of(outcome.summaries, one.path) if isinstance(one, Accepted) else ""
        if said:
            yield f"- {_('Not seen')}, {plain(one.path)}: {plain(said)}"


def _by_rule(outcome: Outcome) -> Iterator[str]:
    """Give how many identities of each rule were judged how."""
    words = verdict_words()
    yield "| " + " | ".join([_("Identities"), *(word for _verdict, word in words)]) + " |"
    yield "|---" + "|--:" * len(words) + "|"
    names = {rule.code: rule.name for rule in catalogue()}
    for code, tally in trail_of(outcome)["identities_by_rule"].items():
        counts = [getattr(tally, verdict.value) for verdict, _word in words]
        told = [number(count) if count else "–" for count in counts]
        yield "| " + " | ".join([f"{code} {names[code]}", *told]) + " |"


def _trail(outcome: Outcome) -> Iterator[str]:
    yield f"tiltak-audit {tiltak_audit.__version__}, {_code(options_line(outcome))}"
    for one in outcome.inputs:
        if one.sha256:
            yield f"- {plain(one.path)}: SHA-256 `{one.sha256}`"


def _code(text: str) -> str:
    """Quote a text that may hold backticks (CommonMark 0.31, 6.1)."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if len(fence) > 1 else f"`{text}`"


def plain(text: str) -> str:
    """Escape what Markdown would take for a mark, and what would end a line or a cell."""
    return _MARKS.sub(r"\\\1", visible(text))
