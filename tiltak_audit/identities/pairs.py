"""The pairs of reports of a run: what of each was held against the other, or why nothing."""

from __future__ import annotations

from enum import Enum
from itertools import combinations, product
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.editions.pairs import months_of
from tiltak_audit.identities.identity import Balance, Verdict
from tiltak_audit.model.period import MEAN
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tiltak_audit.identities.between import Link
    from tiltak_audit.identities.judged import Judged
    from tiltak_audit.identities.twins import Shared
    from tiltak_audit.model.report import Report

# Verdicts on identities that could not have failed.
_SAYS_NOTHING = {Verdict.VACUOUS, Verdict.NOT_APPLICABLE}


class Relation(Enum):
    """What two reports of a run are to each other."""

    # The same report of the same months, printed the same in the same kind of file.
    COPY = "copy"
    # The same report of the same months in two files.
    FORMS = "forms"
    # Two editions of one report.
    EDITIONS = "editions"
    # The report of a main group and the overview.
    OVERVIEW = "overview"
    # Reports of two families that print some of the same figures.
    ELSEWHERE = "elsewhere"
    # Reports of two main groups.
    GROUPS = "groups"
    # Reports of which no description says what both print.
    UNKNOWN = "unknown"


class Why(Enum):
    """Why no figure of one report was held against the other in one system."""

    # They print no month that is the same.
    MONTHS = "no-month"
    # They are of different editions, which may revise each other.
    EDITION = "other-edition"
    # The other one is there in another form, and was held against that.
    FORM = "other-form"
    # They count different persons.
    PERSONS = "other-persons"
    # No description says which figures both print, or none that both print was read.
    FIGURES = "no-figure"


@attrs.frozen(eq=False, repr=False)
class Pair:
    """Two reports of a run.

    Attributes:
        one: The one that was given first.
        other: The other.
        relation: What they are to each other.
        months: The months that both print, ISO.
        groups: The main groups that are compared, where one is the overview.
        figures: Figures and sums of figures that were held against each other.
        differ: Those of them that cannot be the same.
        why: Why they are not one system; none where they are.
    """

    one: Report
    other: Report
    relation: Relation
    months: tuple[str, ...]
    groups: tuple[str, ...] = ()
    figures: int = 0
    differ: int = 0
    why: Why | None = None


class Known(Record):
    """What a run knows of its pairs.

    Attributes:
        links: Groups and overviews.
        twins: Of each report that is there again, the first print of it.
        shared: What both print, by that report.
        between: Identities between reports, of one edition and of several.
        elsewhere: Pairs of which a description says that both print some figures.
    """

    links: tuple[Link, ...]
    twins: Mapping[Report, Report]
    shared: Mapping[Report, Shared]
    between: tuple[Judged, ...]
    elsewhere: frozenset[tuple[Report, Report]]


def same_edition(one: Report, other: Report) -> bool:
    """Tell whether two reports are of one release, as far as they say when they are from."""
    if one.period is None or other.period is None or one.period.last == other.period.last:
        return True
    return not (one.edition and other.edition) or _month(one) == _month(other)


def is_again(one: Report, other: Report) -> bool:
    """Tell whether two inputs are one edition of one report."""
    kinds = {(report.code, report.family.name) for report in (one, other)}
    dates = {one.edition, other.edition} - {""}
    dated = one.period is not None and one.period == other.period and len(dates) <= 1
    return bool(one.code) and dated and len(kinds) == 1


def pairs_of(reports: Iterable[Report], known: Known) -> Iterator[Pair]:
    """Say of every two reports of a run what was held against each other."""
    given = list(reports)
    months = {one: months_of(one) for one in given}
    links = {frozenset((link.overview, link.group)): link for link in known.links}
    held = _held(known.between)
    for one, other in combinations(given, 2):
        both = frozenset((one, other))
        link = links.get(both)
        shared = tuple(month for month in months[one] if month in months[other])
        figures, differ = held.get(both, (0, 0))
        pair = Pair(one, other, Relation.UNKNOWN, shared, (), figures, differ)
        if known.twins.get(other, other) is known.twins.get(one, one):
            yield _again(pair, known)
        elif one.code and (one.code, one.family.name) == (other.code, other.family.name):
            yield _of(pair, Relation.EDITIONS, Why.EDITION)
        elif link:
            yield _of(attrs.evolve(pair, groups=link.groups), Relation.OVERVIEW, _apart(pair))
        elif (one, other) in known.elsewhere or (other, one) in known.elsewhere:
            yield _of(pair, Relation.ELSEWHERE, _apart(pair))
        elif _in_another_form(pair, known, links):
            yield _of(pair, Relation.UNKNOWN, Why.FORM)
        elif one.family.overview and one.family.name == other.family.name:
            yield _of(pair, Relation.GROUPS, Why.PERSONS)
        else:
            yield _of(pair, Relation.UNKNOWN, Why.FIGURES)


def _in_another_form(pair: Pair, known: Known, links: Mapping[frozenset[Report], Link]) -> bool:
    """Tell whether first prints of two reports were compared, of which one is there again."""
    one, other = (known.twins.get(report, report) for report in (pair.one, pair.other))
    return frozenset((one, other)) in links or bool({(one, other), (other, one)} & known.elsewhere)


def _apart(pair: Pair) -> Why | None:
    if not same_edition(pair.one, pair.other):
        return Why.EDITION
    return None if pair.figures else Why.FIGURES


def _of(pair: Pair, relation: Relation, why: Why | None) -> Pair:
    if relation is not Relation.UNKNOWN and not pair.months:
        why = Why.MONTHS
    return attrs.evolve(pair, relation=relation, why=why)


def _again(pair: Pair, known: Known) -> Pair:
    """Say of two prints of one edition how many figures both have."""
    one, other = pair.one, pair.other
    same = one.lines == other.lines and one.origin.form is other.origin.form
    relation = Relation.COPY if same else Relation.FORMS
    shared = known.shared[other]
    first = known.twins[other] is one
    return attrs.evolve(
        pair,
        relation=relation,
        figures=shared.figures if first else 0,
        differ=shared.differ if first else 0,
        why=None if first else Why.FORM,
    )


def _held(between: Iterable[Judged]) -> dict[frozenset[Report], tuple[int, int]]:
    """Count, by pair of reports, the months of identities that hold figures of both."""
    held: dict[frozenset[Report], tuple[int, int]] = {}
    for judged in between:
        for identity, verdicts in judged.verdicts:
            # No mean is one of two reports.
            assert isinstance(identity, Balance)
            said = [verdict for period, verdict in verdicts if period != MEAN]
            could = [verdict for verdict in said if verdict not in _SAYS_NOTHING]
            sides = [{one.report for one in side} for side in (identity.whole, identity.parts)]
            for pair in {frozenset(both) for both in product(*sides)}:
                figures, differ = held.get(pair, (0, 0))
                more = could.count(Verdict.VIOLATED)
                held[pair] = figures + len(could), differ + more
    return held


def _month(report: Report) -> str:
    return report.edition[: len("2025-12")]
