"""What the identities cannot see, in the shape of the contract."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tiltak_audit.identities.blind import Checked, summaries_of
from tiltak_audit.render.contract import BlindOf, CoverageOf, SightOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.identities.blind import Blind


def coverage_of(figures: Sequence[Blind]) -> CoverageOf:
    """Give the sections and the figures, in print order."""
    sections = [
        SightOf(
            one.path,
            one.section,
            one.figures,
            one.unchecked,
            one.quantile(Fraction(1, 2)),
            one.quantile(Fraction(1)),
        )
        for one in summaries_of(figures)
    ]
    return CoverageOf(sections, [_cell(one) for one in figures])


def _cell(one: Blind) -> BlindOf:
    # Only the width: which way a figure can move tells what the stars beside it are.
    return BlindOf(
        one.report.path,
        one.table.section,
        one.table.label,
        one.row.label,
        one.period,
        one.row.line,
        one.sight.width if isinstance(one.sight, Checked) else None,
    )
