"""Where a finding is, in words that every format shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import _
from tiltak_audit.model.period import MEAN

if TYPE_CHECKING:
    from tiltak_audit.model.cell import Place
    from tiltak_audit.model.origin import Origin


def position(path: str, origin: Origin, line: int, column: int = 0) -> str:
    """Name a place: file:line:column where the lines are the input's own, else in words."""
    if not line:
        return path
    if not origin.as_printed:
        return f"{path}, {origin.words(line)}"
    return f"{path}:{line}" + (f":{column}" if column and origin.has_columns(line) else "")


def cell(place: Place) -> str:
    """Name the section, table, row and period of a place, as far as they are known."""
    return cell_name(place, period_words(place.period))


def cell_name(place: Place, period: str) -> str:
    """Join the same with a period, as machines know it or in words."""
    return " · ".join(filter(None, [place.section, place.table, place.named, period]))


def period_words(period: str) -> str:
    """Name a column: a month as it is written, the mean in words."""
    return _("mean") if period == MEAN else period
