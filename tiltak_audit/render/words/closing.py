"""The last line of a report: the verdict of the gate, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.render.words.counts import counted
from tiltak_audit.render.words.verdicts import gaps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.run.outcome import Outcome
    from tiltak_audit.run.verdicts import Reading


# Columns for the verdict word, as for the names of the three lines above it.
_WORD = 10


def closing_words(outcome: Outcome) -> str:
    """Give the last line as plain text."""
    word, rest = closing_parts(outcome)
    return f"{word:<{_WORD - 2}}  {rest}"


def closing_parts(outcome: Outcome) -> tuple[str, str]:
    """Give the verdict in capitals, and what it rests on."""
    word = {"pass": _("PASS"), "fail": _("FAIL"), "incomplete": _("INCOMPLETE")}
    told = [_failing(outcome), _state(outcome), *_beside(outcome)]
    return word[outcome.verdict], "; ".join(filter(None, told))


def _failing(outcome: Outcome) -> str:
    """Count the findings that fail."""
    failing = [one.severity for one in outcome.findings if outcome.options.fails(one)]
    return ", ".join(
        counted(severity, failing.count(severity))
        for severity in reversed(Severity)
        if severity in failing
    )


def _state(outcome: Outcome) -> str:
    """Say what the questions of the gate came to."""
    found, gates = outcome.verdicts, outcome.options.gates
    if (
        gates(Axis.FIGURES)
        and gates(Axis.READING)
        and (found.figures.verdict, found.reading.verdict) == ("agree", "whole")
    ):
        said = [_("the figures agree and all was read")]
    else:
        said = [_reading(found.reading)] if gates(Axis.READING) else []
        if gates(Axis.FIGURES) and found.figures.verdict:
            figures = {"agree": _("the figures agree"), "disagree": _("the figures disagree")}
            if found.reading.verdict == "incomplete":
                figures["agree"] = _("the figures that were read agree")
            said.insert(0, figures[found.figures.verdict])
    if outcome.options.ratchet and found.stars.verdict == "recoverable":
        fails = outcome.options.fails
        anew = any(one.axis is Axis.STARS and fails(one) for one in outcome.findings)
        said.append(
            _("stars can be worked out that could not before")
            if anew
            else _("no star can be worked out that could not before")
        )
    elif gates(Axis.STARS):
        stars = {
            "protected": _("no star can be worked out"),
            "recoverable": _("stars can be worked out"),
            "undecided": _("not every star was decided"),
            "not audited": _("the stars were not audited"),
        }
        said.append(stars[found.stars.verdict])
    return ", ".join(said)


def _reading(found: Reading) -> str:
    if found.verdict == "whole":
        return _("all was read")
    gaps = ", ".join(gaps_of(found))
    return _("not all was read: {gaps}").format(gaps=gaps) if gaps else _("not all was read")


def _beside(outcome: Outcome) -> Iterator[str]:
    """Say what does not count."""
    names = {
        Axis.READING: _("reading"),
        Axis.FIGURES: _("figures"),
        Axis.STARS: _("stars"),
    }
    left = [names[axis] for axis in Axis if not outcome.options.gates(axis)]
    if left == [_("stars")]:
        if outcome.verdicts.stars.audited:
            yield _("stars are not part of the gate (--gate)")
            # What is taken for known cannot be: no answer, whatever the gate.
            if outcome.verdict == "incomplete" and outcome.verdicts.stars.verdict == "undecided":
                yield _("not every star was decided")
        else:
            yield _("the stars were not audited")
    elif left:
        yield _("not part of the gate (--gate): {names}").format(names=", ".join(left))
    if outcome.waived:
        yield ngettext("{n} waived", "{n} waived", outcome.waived)
    if outcome.left_out:
        yield ngettext(
            "{n} finding left out by options",
            "{n} findings left out by options",
            outcome.left_out,
        )
