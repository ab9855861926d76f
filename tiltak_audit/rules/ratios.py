"""What rules on shares say alike: a count with its share, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import _, number
from tiltak_audit.model.figure import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.identities.ratios import Ratio

# Shares that are named in a finding.
_NAMED = 4


def told_words(one: Ratio) -> str:
    """Say a count and its share."""
    return _("{n} as {share} {unit}").format(
        n=_count(one), share=one.printed.printed, unit=unit_words(one)
    )


def place_words(one: Ratio) -> str:
    """Name the place of a share."""
    cell = one.share
    return " · ".join(filter(None, (cell.table.label, cell.row.name, cell.period)))


def placed_words(one: Ratio) -> str:
    """Say a count and its share, and where the share stands."""
    return f"{place_words(one)}: {told_words(one)}"


def listed_words(texts: Sequence[str]) -> str:
    """List the first of some texts."""
    return "; ".join(texts[:_NAMED]) + ("; …" if len(texts) > _NAMED else "")


def unit_words(one: Ratio) -> str:
    """Give the sign of a share's unit."""
    return {100: "%", 1000: "‰"}[one.per]


def _count(one: Ratio) -> str:
    figure = one.count.figure
    return number(figure.value) if isinstance(figure, Count) else figure.printed
