"""What to do first: mend the first culprit; where there is none, what the verdict means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import N_, _, number
from tiltak_audit.render.words.places import cell, period_words, position
from tiltak_audit.render.words.plain import visible
from tiltak_audit.render.words.suspects import figures_words, meant_words
from tiltak_audit.suspects.suspect import Certainty

if TYPE_CHECKING:
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.run.outcome import Outcome
    from tiltak_audit.suspects.suspect import Explanation

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def first_of(outcome: Outcome) -> Finding | None:
    """Give the finding to begin with: the worst with a culprit that fails, else the worst."""
    failing = filter(outcome.options.fails, outcome.findings)
    return min(failing, key=lambda one: (not one.culprit, -one.severity), default=None)


def first_words(outcome: Outcome) -> str:
    """Say in a sentence what to do first, or whether the report may be published."""
    if outcome.verdict == "incomplete":
        return _("No answer yet: get what is missing, and check again.")
    first = first_of(outcome)
    if first:
        said = first.culprit and culprit_words(first, first.culprit)
        return said or _("Not to be published yet: {message}").format(
            message=visible(first.words.message)
        )
    found = outcome.verdicts
    if found.reading.verdict == "whole" and found.figures.verdict == "agree":
        if found.stars.verdict == "protected":
            return _("Nothing that was checked speaks against publishing.")
        if not found.stars.audited:
            return _("Neither reading nor figures speak against publishing; see to the stars, too.")
        return _(
            "Neither reading nor figures speak against publishing; the stars are for you to judge."
        )
    return _(
        "Nothing in the gate speaks against publishing; what lies outside it is for you to judge."
    )


def culprit_words(finding: Finding, culprit: Explanation) -> str:
    """Name the figure that is wrong and what it should be; of several, what happened to them."""
    likely = culprit.certainty is Certainty.LIKELY
    n = number(len(finding.evidence))
    if len(culprit.suspects) != 1:
        said = _("{place}: likely {what}") if likely else _("{place}: {what}")
        told = said.format(place=cell(finding.place), what=figures_words(culprit))
    else:
        (suspect,) = culprit.suspects
        printed, star = suspect.cell.printed, suspect.cell.report.family.star.figure
        said = (
            _("{row}, {month}, should likely be {meant}, not {printed}")
            if likely
            else _("{row}, {month}, should be {meant}, not {printed}")
        )
        told = said.format(
            row=suspect.cell.row.name,
            month=month_words(suspect.cell.period),
            meant=meant_words(suspect.repair, star),
            printed=number(printed.low) if printed.exact else suspect.cell.figure.printed,
        )
    return visible(_("{told}: mends {n} of {n}").format(told=told, n=n))


def first_place(outcome: Outcome) -> str:
    """Say where the finding to begin with is; nothing where there is none."""
    first = None if outcome.verdict == "incomplete" else first_of(outcome)
    if not first or not first.place.placed:
        return ""
    place = first.place
    return visible(position(place.path, outcome.origin(place.path), place.line, place.column))


def month_words(period: str) -> str:
    """Name the month of a period, without its year; a quarter or the mean as such.

    >>> month_words("2025-01"), month_words("2025-Q4"), month_words("mean")
    ('January', '2025-Q4', 'mean')
    """
    number_of = period[-2:]
    return _(_MONTHS[int(number_of) - 1]) if number_of.isdecimal() else period_words(period)
