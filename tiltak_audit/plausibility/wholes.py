"""Shares of one whole that cannot all be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.identities.ratios import MONTH, Ratio, Wholes, ratios_of, whole_of
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.report import Report


class OddShare(Record):
    """Shares of one whole that cannot all be so.

    Attributes:
        odd: Those without one of which all others could be: the one that is wrong, if it is one
            alone. All of them where there is no such one.
        others: The rest.
        wholes: Of how many persons the others are.
    """

    odd: tuple[Ratio, ...]
    others: tuple[Ratio, ...]
    wholes: Wholes


class OddMonth(OddShare):
    """Shares of one row, month by month, that cannot all be of one whole."""


def odd_shares(report: Report) -> Iterator[OddShare]:
    """Yield shares that disagree with others of the same whole, one finding a whole."""
    kind = OddMonth if MONTH in report.family.one_whole else OddShare
    for ratios in ratios_of(report):
        if whole_of(ratios).empty:
            yield _odd(ratios, kind)


def _odd(ratios: list[Ratio], kind: type[OddShare]) -> OddShare:
    without = {one: whole_of([other for other in ratios if other is not one]) for one in ratios}
    odd = tuple(one for one, left in without.items() if not left.empty) or tuple(ratios)
    others = tuple(one for one in ratios if one not in odd)
    return kind(odd, others, without[odd[0]] if len(odd) == 1 else whole_of(others))
