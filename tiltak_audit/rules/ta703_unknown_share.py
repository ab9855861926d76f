"""TA703 unknown-share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, decimal, number
from tiltak_audit.model.figure import Count
from tiltak_audit.plausibility.unknown import UnknownShare
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA703", "unknown-share", Severity.WARNING, UnknownShare)
def unknown_share(found: UnknownShare) -> Hits:
    """Of many persons it is not known where they belong.

    Why:
        Where a register or a list of codes is not up to date, persons move to Ukjent: all sums
        hold, and the regions are too small.

    Wrong:
        … Tiltak og fylke

        I alt mentor 600 600 600

        03 Oslo 569 568 570

        Ukjent 31 32 30

    Right:
        … Tiltak og fylke

        I alt mentor 600 600 600

        03 Oslo 571 571 571

        Ukjent 29 29 29

    Limits:
        A soft edit: 30 persons or more, and 5 % of all, or 8 standard deviations of a count above
        the share that is usual in the other months of the row. On the true reports that
        Source names it does not fire, nor on 216 drawn ones (benchmarks/README.md).

    Source:
        NAV: Ukjent is at most 1.2 % of a table in TILT140 of November 2025, 0.2 % in TILT100 of
        January 2026, and 0.1 % in HL060 of October 2022. F. J. Anscombe, Biometrika 35, 1948.
    """
    figure = found.cell.figure
    assert isinstance(figure, Count)
    share = decimal(100 * figure.value / found.whole)
    words = Words(
        _("{n} of {whole} are of no known place: {share} %").format(
            n=number(figure.value), whole=number(found.whole), share=share
        ),
        _("look whether the register, or the list of codes, is that of the period"),
        ()
        if found.usual is None
        else (_("in other months it is {share} %").format(share=decimal(found.usual)),),
    )
    yield Hit(found.cell.place, words)
