"""The report for people at a terminal: inputs, coverage, findings, one last line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich import box
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

import tiltak_audit
from tiltak_audit.i18n import _, number
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.render.terminal.console import Indented
from tiltak_audit.render.terminal.finding import blocks_of
from tiltak_audit.render.words.blind import sentence_of
from tiltak_audit.render.words.closing import closing_words
from tiltak_audit.render.words.counts import verdict_words
from tiltak_audit.render.words.first import first_place, first_words
from tiltak_audit.render.words.heads import head_of, jumps_sentence
from tiltak_audit.render.words.plain import visible, wrapped
from tiltak_audit.render.words.stars import notes_of
from tiltak_audit.render.words.tallies import tallies_of
from tiltak_audit.render.words.verdicts import verdict_lines
from tiltak_audit.run.inputs import Accepted, Refused, extent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType

    from tiltak_audit.run.inputs import Extent
    from tiltak_audit.run.outcome import Outcome

# Below the first width a table has no room for the counts of cells, below the second none for
# the names of sections; then the totals are listed.
_NO_CELLS = 94
_NO_TABLE = 78

# Columns for the names of facts, "Not seen" among them.
_NAMES = 10

_WORST = {"pass": "bold green", "fail": "bold red", "incomplete": "bold yellow"}


def print_report(
    outcome: Outcome, console: Console, *, verbose: bool, coverage: bool = False
) -> None:
    """Print the whole report; with ``coverage``, what the identities see by section."""
    console.print(_title(outcome))
    if outcome.config.path:
        console.print(_facts([(_("Config"), visible(outcome.config.path))], console.width))
    for one in outcome.inputs:
        console.print()
        if isinstance(one, Refused):
            console.print(_refused(one, console.width))
            continue
        console.print(_facts(head_of(one, outcome), console.width))
        console.print()
        console.print(_coverage(one, outcome, console.width))
        if said := sentence_of(outcome.summaries, one.path, " (--coverage)"):
            console.print()
            console.print(_facts([(_("Not seen"), said)], console.width))
        if coverage:
            from tiltak_audit.render.terminal.blind import table_of as blind_table

            console.print()
            console.print(blind_table(outcome.summaries, one.path))
            console.print()
            console.print(_facts([(_("Jumps"), jumps_sentence(one, outcome))], console.width))
    _editions(outcome, console)
    for block in blocks_of(outcome, width=console.width, verbose=verbose):
        console.print()
        console.print(block, soft_wrap=True)
    console.print()
    first = [(_("First"), first_words(outcome))]
    if place := first_place(outcome):
        first.append(("", f"--> {place}"))
    console.print(_facts([*verdict_lines(outcome), *_notes(outcome), *first], console.width))
    console.print(Line(style="dim"))
    console.print(closing(outcome, console), soft_wrap=True)


def _editions(outcome: Outcome, console: Console) -> None:
    """Print what changed since other editions."""
    found = outcome.audit.editions
    if found is None:
        return
    from tiltak_audit.render.terminal.editions import tables_of
    from tiltak_audit.render.words.editions import editions_lines

    console.print()
    lines = [(_("Editions") * (not at), said) for at, said in enumerate(editions_lines(found))]
    console.print(_facts(lines, console.width))
    for table in tables_of(found, reveal=outcome.options.reveal):
        console.print()
        console.print(table)


def closing(outcome: Outcome, console: Console) -> Text:
    """Give the last line: alone in a log; on a terminal wrapped between words."""
    said = closing_words(outcome)
    word = said.partition(" ")[0]
    if console.is_terminal:
        said = wrapped(said, console.width, indent=0)
    return Text.assemble((word, _WORST[outcome.verdict]), said[len(word) :])


def _notes(outcome: Outcome) -> list[tuple[str, str]]:
    """Say what is said of stars beside their verdict."""
    disclosure = outcome.audit.disclosure
    return notes_of(disclosure, " (--reveal)") if disclosure and disclosure.suppressed else []


def _title(outcome: Outcome) -> Text:
    names = ", ".join(visible(one.path) for one in outcome.inputs)
    return Text.assemble(("tiltak-audit", "bold"), f" {tiltak_audit.__version__}   check   ", names)


def _refused(one: Refused, width: int) -> Text:
    return _facts([(_("File"), visible(one.path)), (_("Unread"), visible(one.reason))], width)


def _facts(facts: Iterable[tuple[str, str]], width: int) -> Text:
    """Print names and what is said of them, long ones wrapped under their beginning."""
    text = Text()
    for name, said in facts:
        text.append("\n" if text else "")
        text.append(f"{name:<{_NAMES}}", style="bold")
        text.append(wrapped(said, width, indent=_NAMES))
    return text


def _coverage(one: Accepted, outcome: Outcome, width: int) -> RenderableType:
    """Show what was judged: by section, by rule, and in all."""
    by_section, by_rule = tallies_of(outcome, one)
    total = sum(by_section.values(), Counter[Verdict]())
    if width < _NO_TABLE:
        return Text("\n".join(f"  {word}: {number(total[v])}" for v, word in verdict_words()))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column(_("Section, rule"), overflow="fold")
    extents = width >= _NO_CELLS
    for heading in (_("cells"), "*") if extents else ():
        table.add_column(heading, justify="right", no_wrap=True)
    for verdict, word in verdict_words():
        short = _("n/a") if verdict is Verdict.NOT_APPLICABLE else word
        table.add_column(short, justify="right", no_wrap=True)
    for title, counts in by_section.items():
        held = _cells(extent_of(one.report, title)) if extents else []
        table.add_row(visible(title), *held, *_counts(counts))
    table.add_section()
    for name in by_rule:
        table.add_row(name, *[""] * (2 * extents), *_counts(by_rule[name]))
    table.add_section()
    held = _cells(extent_of(one.report)) if extents else []
    table.add_row(Text(_("Total"), style="bold"), *held, *_counts(total))
    return Indented(table)


def _cells(extent: Extent) -> list[str]:
    return [number(value) if value else "–" for value in (extent.cells, extent.suppressed)]


def _counts(counts: Counter[Verdict]) -> Iterator[Text]:
    for verdict, _word in verdict_words():
        style = "bold red" if verdict is Verdict.VIOLATED and counts[verdict] else ""
        yield Text(number(counts[verdict]) if counts[verdict] else "–", style=style)
