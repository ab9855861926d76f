"""Main groups among all participants: a group counts no more persons than the overview does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.cube.fold import fold
from tiltak_audit.identities.identity import Balance, Law, shared_periods
from tiltak_audit.identities.observations import sections_of
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from tiltak_audit.identities.between import Link
    from tiltak_audit.identities.observations import Observed
    from tiltak_audit.identities.series import Series
    from tiltak_audit.model.report import Report

    # Dimension and category, and the rows that together count all persons of it.
    Counted = dict[tuple[str, str], tuple[Series, ...]]


def identities_among(
    links: Sequence[Link], observed: Mapping[Report, list[Observed]]
) -> Iterator[tuple[Link, Balance]]:
    """Yield the figures of groups against those of everybody, by region and demography.

    A group is at most the overview. Where the reports of all its groups are given, they are
    together as many; that identity belongs to the first of them.
    """
    for overview in dict.fromkeys(link.overview for link in links):
        own = [link for link in links if link.overview is overview and link.months]
        # What the totals of groups are told apart by is compared as such.
        other = {name for link in own for name in (link.how.rows, link.how.by)}
        everybody = _counted(observed[overview], other, whole=True)
        parts = [_counted(observed[link.group], other, whole=False) for link in own]
        together = _together(own, observed)
        for at, whole in everybody.items():
            there = [(link, part[at]) for link, part in zip(own, parts, strict=True) if at in part]
            # A group that leaves a row out counts nobody there.
            if together and there:
                every = tuple(series for _, part in there for series in part)
                yield own[0], _balance(whole, every, at_most=False)
            else:
                yield from ((link, _balance(whole, part, at_most=True)) for link, part in there)


def _balance(whole: tuple[Series, ...], parts: tuple[Series, ...], *, at_most: bool) -> Balance:
    # Means of several reports are rounded each, and say nothing that the months do not.
    months = tuple(period for period in shared_periods(whole + parts) if period != MEAN)
    return Balance(Law.GROUP_AMONG, whole, parts, months, at_most=at_most)


def _counted(observed: list[Observed], other: Container[str], *, whole: bool) -> Counted:
    """Give, by category, the rows that count its persons: of one table, or over several.

    Left out are ``other`` dimensions. Where the ``whole`` is wanted, every table must print the
    row; else those that do are at most all persons.
    """
    counted: Counted = {}
    for section in sections_of(observed):
        tables, inner = section.overall, section.dimensions.inner
        if whole and not tables[0].whole_section:
            continue
        for category in dict.fromkeys(key for one in tables for key in one.rows):
            rows = tuple(one.rows[category] for one in tables if category in one.rows)
            if inner not in other and (not whole or len(rows) == len(tables)):
                counted.setdefault((inner, category), rows)
    return counted


def _together(links: Sequence[Link], observed: Mapping[Report, list[Observed]]) -> bool:
    """Tell whether the reports are those of all groups, each once and whole."""
    if not links or not all(link.groups for link in links):
        return False
    named = [fold(group) for link in links for group in link.groups]
    overview, rows = observed[links[0].overview], links[0].how.rows
    printed = {key for one in overview if one.dimensions.inner == rows for key in one.rows}
    months = {link.months for link in links}
    whole = all(
        one.complete and one.whole_section for link in links for one in observed[link.group]
    )
    return whole and len(months) == 1 and len(named) == len(set(named)) and set(named) == printed
