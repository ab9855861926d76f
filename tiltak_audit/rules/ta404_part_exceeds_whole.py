"""TA404 part-exceeds-whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA404", "part-exceeds-whole", Severity.ERROR, Law.PART)
def part_exceeds_whole(violation: Violation) -> Hits:
    """Parts are more than their whole, though some are missing.

    Why:
        Where rows are lost a sum cannot be judged, but the rows that are there must not
        exceed the total.

    Wrong:
        … Tiltak og alder

        I alt mentor 60 60 60

        19 år og under 31 31 31

        20-24 år 10 10 10

        25-29 år 10 10 10

        30-39 år

        40-49 år 10 10 10

        50-59 år 10 10 10

    Right:
        … Tiltak og alder

        I alt mentor 60 60 60

        19 år og under 10 10 10

        20-24 år 10 10 10

        25-29 år 10 10 10

        30-39 år 10 10 10

        40-49 år 10 10 10

        50-59 år 10 10 10

    Limits:
        It finds only what is larger than all that is missing.

    Source:
        NAV, TILT tables.
    """
    yield violation.hit(
        _("the parts that were read exceed the whole: off by {difference}").format(
            difference=violation.off
        ),
        _("compare the whole and the parts with the source of the table"),
    )
