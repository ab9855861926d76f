"""What may be wrong, in words: the culprit and its repair, or the suspects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.render.words.places import period_words
from tiltak_audit.suspects.suspect import Cause, Certainty, Search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.model.figure import Star
    from tiltak_audit.suspects.suspect import Explanation, Located, Repair, Suspect

# Explanations that are named where several explain a case alike.
_NAMED = 3

# Figures that are named one by one; more are a row or a column.
_FIGURES = 3


def suspect_facts(finding: Finding) -> Iterator[tuple[str, str]]:
    """Name what may be wrong, and say where the search ended early."""
    if finding.located:
        yield from _located(finding.located, len(finding.evidence))


def _located(located: Located, identities: int) -> Iterator[tuple[str, str]]:
    if located.culprit:
        yield _("culprit"), _culprit(located.culprit, identities)
    elif located.explanations:
        many = len(located.explanations)
        named = "; ".join(figures_words(one) for one in _others(located)[:_NAMED])
        rest = _("; …") if many > _NAMED else ""
        said = _("one of {n}: {named}").format(n=number(many), named=named) + rest
        if located.shared:
            figures = ", ".join(map(_figure, located.shared))
            said = _("{figures}, and {others}").format(figures=figures, others=said)
        yield _("suspects"), said
    match located.search:
        case Search.CAPPED:
            yield _("suspects"), _("the search was cut short; there may be more")
        case Search.SKIPPED:
            yield _("suspects"), _("not searched for: too many findings in this run")
        case Search.DONE if not located.explanations:
            yield _("suspects"), _("none found: no three printed figures alone explain it")


def _others(located: Located) -> list[Explanation]:
    """Give the explanations without the figures that all of them accuse."""
    shared = {one.cell for one in located.shared}
    return [
        attrs.evolve(one, suspects=tuple(s for s in one.suspects if s.cell not in shared))
        for one in located.explanations
    ]


def _culprit(one: Explanation, identities: int) -> str:
    sure = _("likely {what}") if one.certainty is Certainty.LIKELY else "{what}"
    mends = ngettext("mends {n} of {n} identity", "mends {n} of {n} identities", identities)
    return _("{what}, {mends}").format(what=sure.format(what=figures_words(one)), mends=mends)


def figures_words(one: Explanation) -> str:
    """Name a few figures one by one, many by what happened and to which rows."""
    if not one.suspects:
        return one.cause.words
    named = ", ".join(_figure(suspect) for suspect in one.suspects[:_FIGURES])
    if len(one.suspects) <= _FIGURES and one.cause in {one.suspects[0].cause, Cause.UNKNOWN}:
        return named
    rows = list(dict.fromkeys(suspect.cell.row.name for suspect in one.suspects))
    shown = ", ".join(rows[:_FIGURES]) + (", …" if len(rows) > _FIGURES else "")
    many = ngettext("{n} figure", "{n} figures", len(one.suspects))
    return _("{cause}: {rows} ({many})").format(cause=one.cause.words, rows=shown, many=many)


def _figure(suspect: Suspect) -> str:
    """Write one figure and its repair."""
    cell, repair = suspect.cell, suspect.repair
    star = cell.report.family.star.figure
    printed = number(cell.printed.low) if cell.printed.exact else cell.figure.printed
    cause = suspect.cause.words
    said = f"{cell.row.name} {period_words(cell.period)}: {printed} → {meant_words(repair, star)}"
    return f"{said} ({cause})" if cause else said


def meant_words(repair: Repair, star: Star) -> str:
    """Write what a figure may have been meant to be: a count, a star, or either."""
    small, low, high = star.interval, repair.low, repair.high
    if high is not None and small.low <= low and high <= small.high:
        return star.printed
    starred = low <= small.high and (high is None or high >= small.low)
    if starred and high is not None and high <= small.high:
        high = small.low - 1
    elif starred:
        low = small.high + 1
    if high is None:
        said = _("at least {low}").format(low=number(low))
    elif low == high:
        said = number(low)
    else:
        said = f"{number(low)} – {number(high)}"
    return _("{star} or {said}").format(star=star.printed, said=said) if starred else said
