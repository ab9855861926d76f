"""TA301 mean-of-months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA301", "mean-of-months", Severity.ERROR, Law.MEAN_OF_MONTHS)
def mean_of_months(violation: Violation) -> Hits:
    """The mean column is not the rounded mean of the months.

    Why:
        The first column is the mean of the true counts of the printed months, rounded to an
        integer, ties either way, and starred after rounding.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 307 305 311

        Kvinner 150 149 151

        Menn 157 156 160

    Limits:
        With n months, a month may be off by up to n/2 before its mean shows it.

    Source:
        NAV, TILT tables (“Gjennomsnitt hittil i år”); measured on the published tables.
    """
    yield violation.hit(
        _("the mean is not the rounded mean of the months: off by {difference}").format(
            difference=violation.off
        ),
        _("compare the mean and the months of this line with the source of the table"),
    )
