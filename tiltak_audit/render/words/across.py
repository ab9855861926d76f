"""What is said of a report and the others of its run: what was compared, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import N_, _, ngettext, number
from tiltak_audit.identities.pairs import Pair, Relation, Why
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tiltak_audit.identities.against import Comparison
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.outcome import Outcome

# So many files that the same is said of are named.
_NAMED = 3

# What is said of files of which nothing was compared; those of a line are told together.
_NOT_COMPARED = {
    (Relation.GROUPS, Why.PERSONS): N_("{other}: other persons, no figure in common"),
    (Relation.UNKNOWN, Why.FIGURES): N_("{other}: no figure is known to be in both"),
}
_BY_REASON = {
    Why.MONTHS: N_("{other}: no month in common, nothing to compare"),
    Why.FORM: N_("{other}: compared in the other file of its edition"),
    Why.EDITION: N_("{other}: of another edition, not compared"),
    Why.FIGURES: N_("{other}: no figure in common was read"),
}


def span(first: object, last: object = None) -> str:
    """Write the first and the last month, or the one."""
    return f"{first} – {last}" if last not in {None, first} else str(first)


def across(report: Report, outcome: Outcome) -> Iterator[str]:
    """Say of every other report of the run what could be compared, and what not and why."""
    for held in outcome.audit.comparisons:
        if held.report is report:
            yield _held(held)
    left: dict[str, list[str]] = {}
    for pair in outcome.audit.pairs:
        # What changed from edition to edition is told by itself.
        if report not in {pair.one, pair.other} or pair.relation is Relation.EDITIONS:
            continue
        other = visible((pair.other if report is pair.one else pair.one).path)
        said = _compared(pair, other)
        if said:
            yield said
        else:
            left.setdefault(_reason(pair), []).append(other)
    for reason, others in left.items():
        yield _(reason).format(other=_listed(others))


def _compared(pair: Pair, other: str) -> str:
    """Say what was held against the other report; nothing where none was."""
    held = ngettext(
        "{n} figure compared, {differ} differ",
        "{n} figures compared, {differ} differ",
        pair.figures,
    ).format(n=number(pair.figures), differ=number(pair.differ))
    months = span(*pair.months[:: max(len(pair.months) - 1, 1)][:2]) if pair.months else ""
    match pair:
        case Pair(why=Why.EDITION) if pair.figures:
            said = _("{other}: of another edition; {months}: {held}")
        case Pair(why=Why()):
            return ""
        case Pair(relation=Relation.COPY):
            said = _("{other}: the same file again; told and counted once")
        case Pair(relation=Relation.FORMS):
            said = _("{other}: the same edition in another file; {held}; stars counted once")
        case Pair(relation=Relation.OVERVIEW, groups=()):
            said = _(
                "{other}: the title names no group of the overview, so only that it counts no "
                "more persons is compared"
            )
        case Pair(relation=Relation.OVERVIEW):
            said = _("{other}: {groups}, {months}: {held}")
        case _:
            said = _("{other}: {months}: {held}")
    groups = " + ".join(map(visible, pair.groups))
    return said.format(other=other, held=held, months=months, groups=groups)


def _reason(pair: Pair) -> str:
    assert pair.why
    return _NOT_COMPARED.get((pair.relation, pair.why), _BY_REASON.get(pair.why, ""))


def _listed(others: Sequence[str]) -> str:
    """Name the first of some files, and count the others."""
    named = ", ".join(others[:_NAMED])
    more = len(others) - _NAMED
    if more <= 0:
        return named
    return ngettext("{named} and {n} more", "{named} and {n} more", more).format(
        named=named, n=number(more)
    )


def _held(held: Comparison) -> str:
    """Say how many figures of a file were compared with a report."""
    return _(
        "{other}: {compared} figures compared, {differ} differ (tolerance {tolerance}); {rest} of "
        "its figures are not in the report"
    ).format(
        other=visible(held.against.path),
        compared=number(held.compared),
        differ=number(len(held.differences)),
        tolerance=held.against.tolerance,
        rest=number(held.unmatched),
    )
