"""The three verdicts in the shape of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.render.json.contract import (
    FiguresVerdictOf,
    ReadingVerdictOf,
    StarsVerdictOf,
    VerdictsOf,
)

if TYPE_CHECKING:
    from tiltak_audit.run.verdicts import Verdicts


def verdicts_in_json(found: Verdicts) -> VerdictsOf:
    """Give the three; counts of stars are null where these were not audited."""
    reading, stars = found.reading, found.stars
    return VerdictsOf(
        ReadingVerdictOf(
            verdict=reading.verdict,
            sections=reading.sections,
            sections_expected=reading.sections_expected,
            tables=reading.tables,
            tables_expected=reading.tables_expected,
            unread=reading.unread.rows,
        ),
        FiguresVerdictOf(found.figures.verdict),
        StarsVerdictOf(
            verdict=stars.verdict,
            recoverable=stars.recoverable if stars.audited else None,
            with_editions=stars.with_editions if stars.audited else None,
            with_shares=stars.with_shares if stars.audited else None,
            suppressed=stars.suppressed if stars.audited else None,
            secondary=stars.secondary if stars.audited else None,
        ),
    )
