"""What the page says of a run as a whole: inputs, audit trail, coverage, stars."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.findings.axis import Axis
from tiltak_audit.i18n import _, number
from tiltak_audit.identities.blind import together
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.render.words.blind import ALL, HALF, MOST, sentence_of, width_of
from tiltak_audit.render.words.counts import unread_words, verdict_words
from tiltak_audit.render.words.heads import head_of, jumps_sentence
from tiltak_audit.render.words.plain import unbroken, visible
from tiltak_audit.render.words.stars import facts_of
from tiltak_audit.render.words.tallies import tallies_of
from tiltak_audit.render.words.verdicts import verdict_lines
from tiltak_audit.run.inputs import Accepted, Refused, extent_of
from tiltak_audit.run.options import OPTIONS
from tiltak_audit.run.verdicts import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.blind import Summary
    from tiltak_audit.render.page.cells import Cells
    from tiltak_audit.run.inputs import Extent
    from tiltak_audit.run.outcome import Outcome


@attrs.frozen(eq=False, repr=False)
class Told(Alike):
    """One input.

    Attributes:
        path: As the user named it.
        sha256: Of its bytes; empty where they could not be had.
        unread: Why it was not read; empty where it was.
        facts: What is said of it.
        seen: What could not be seen.
        judged: Verdicts by section, by rule and in all: a name and a number a cell, in groups.
        blind: How far figures can move by section, and in all.
    """

    path: str
    sha256: str
    unread: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    seen: str = ""
    judged: tuple[tuple[tuple[str, ...], ...], ...] = ()
    blind: tuple[tuple[str, ...], ...] = ()


@attrs.frozen(eq=False, repr=False)
class Answer(Alike):
    """What one of the three questions came to.

    Attributes:
        name: The question.
        kind: ``good``, ``bad``, ``warn`` where no gate asks for it, or ``open``.
        sign: The kind as a sign.
        word: What it came to.
        rest: What that rests on.
    """

    name: str
    kind: str
    sign: str
    word: str
    rest: str


# What a verdict of a question is to a reader; what is not here is open.
_KINDS = {"whole": "good", "agree": "good", "protected": "good", "disagree": "bad"}
_SIGNS = {"good": "✓", "bad": "✗", "warn": "!", "open": "?"}


def answers_of(outcome: Outcome) -> list[Answer]:
    """Give the three verdicts; stars that can be worked out are bad where the gate asks."""
    kinds = [_KINDS.get(word, "open") for word in words_of(outcome.verdicts).values()]
    if outcome.verdicts.stars.verdict == "recoverable":
        kinds[-1] = "bad" if outcome.options.gates(Axis.STARS) else "warn"
    return [
        Answer(name, kind, _SIGNS[kind], *map(unbroken, said.partition(": ")[::2]))
        for kind, (name, said) in zip(kinds, verdict_lines(outcome), strict=True)
    ]


def inputs_of(outcome: Outcome) -> list[Told]:
    """Tell of every input, in the order given."""
    return [
        _told(one, outcome)
        if isinstance(one, Accepted)
        else Told(visible(one.path), one.sha256, visible(one.reason))
        for one in outcome.inputs
    ]


def titles_of(outcome: Outcome) -> list[str]:
    """Name every report and the months it covers; the inputs where none was read."""
    codes = Counter(report.code for report in outcome.audit.reports)
    titles = []
    for report in outcome.audit.reports:
        named = report.code if codes[report.code] == 1 else PurePath(report.path).name
        title = named or PurePath(report.path).name
        if period := report.period:
            title += " " + " – ".join(dict.fromkeys([str(period.first), str(period.last)]))
        titles.append(visible(title))
    return titles or [visible(PurePath(one.path).name) for one in outcome.inputs]


def gaps_of(outcome: Outcome) -> list[str]:
    """Say why the run is incomplete, a sentence a reason; nothing where it is whole."""
    said = [
        _("{path} was not read: {reason}").format(path=one.path, reason=one.reason)
        for one in outcome.inputs
        if isinstance(one, Refused)
    ]
    said += [
        _("{path} was read, but nothing in it could be checked").format(path=report.path)
        for report, checked in zip(outcome.audit.reports, outcome.audit.checked, strict=True)
        if not checked
    ]
    if outcome.unread:
        said.append(_("{unread}: seen, but not read").format(unread=unread_words(outcome.unread)))
    disclosure = outcome.audit.disclosure
    if disclosure and disclosure.interrupted:
        said.append(_("the run was interrupted: not every star was audited"))
    if disclosure and disclosure.impossible:
        said.append(_("no star was audited: figures contradict each other or what is known"))
    return [visible(one) for one in said]


def options_of(outcome: Outcome) -> list[tuple[str, str]]:
    """List the options of the audit trail, as the JSON names them."""
    return [(name, visible(_value(getattr(outcome.options, name)))) for name in OPTIONS]


def _value(value: object) -> str:
    match value:
        case None | () | "":
            return "–"
        case tuple():
            return ", ".join(map(_value, value))
        case bool():
            return _("yes") if value else _("no")
        case int():
            return unbroken(number(value))
        case str():
            return value
    return f"{value.path}, sha256 {value.sha256}"  # type: ignore[attr-defined]


def _told(one: Accepted, outcome: Outcome) -> Told:
    by_section, by_rule = tallies_of(outcome, one)
    total = sum(by_section.values(), Counter[Verdict]())
    sections = tuple(
        (visible(title), *_extent(extent_of(one.report, title)), *_counts(counts))
        for title, counts in by_section.items()
    )
    rules = tuple((name, "", "", *_counts(counts)) for name, counts in by_rule.items())
    summaries = [summary for summary in outcome.summaries if summary.path == one.path]
    return Told(
        path=visible(one.path),
        sha256=one.sha256,
        facts=(*head_of(one, outcome)[1:], (_("Jumps"), jumps_sentence(one, outcome))),
        seen=sentence_of(outcome.summaries, one.path),
        judged=(sections, rules, ((_("Total"), *_extent(extent_of(one.report)), *_counts(total)),)),
        blind=(
            *((visible(summary.section), *_widths(summary)) for summary in summaries),
            (_("Total"), *_widths(together(one.path, summaries))),
        )
        if summaries
        else (),
    )


def _extent(extent: Extent) -> list[str]:
    return [number(value) if value else "–" for value in (extent.cells, extent.suppressed)]


def _counts(counts: Counter[Verdict]) -> list[str]:
    return [
        number(counts[verdict]) if counts[verdict] else "–" for verdict, _word in verdict_words()
    ]


def _widths(one: Summary) -> list[str]:
    return [
        number(one.figures),
        *(width_of(one, share) for share in (HALF, MOST, ALL)),
        number(one.unchecked) if one.unchecked else "–",
    ]


def stars_of(outcome: Outcome) -> list[tuple[str, str]]:
    """Say how many stars protect; nothing where that was not asked for."""
    return facts_of(outcome.audit.disclosure) if outcome.audit.disclosure else []


def exposed_of(outcome: Outcome, cells: Cells) -> Iterator[tuple[int, str, str, str, str]]:
    """List the tables with stars that do not protect: number, name, stars, how many leak."""
    counts = Counter((one.cell.table, one.standing) for one in outcome.exposures)
    for at, sheet in enumerate(cells.sheets):
        known = counts[sheet.table, Standing.RECOVERABLE]
        narrowed = counts[sheet.table, Standing.NARROWED]
        if known or narrowed:
            name = " · ".join(filter(None, [cells.title(sheet), sheet.table.label]))
            stars = len(sheet.table.suppressed)
            yield at, visible(name), number(stars), number(known), number(narrowed)
