"""TA704 month-twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.period import Month
from tiltak_audit.plausibility.repeats import MonthTwice
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits

_YEAR = 12


@rule("TA704", "month-twice", Severity.WARNING, MonthTwice)
def month_twice(found: MonthTwice) -> Hits:
    """A month prints what another month prints, in a whole table.

    Why:
        A column that was not renewed, or that is last year's, obeys every sum and every rule of
        plausible change.

    Wrong:
        … Tiltak og alder

        I alt mentor 710 710 710

        19 år og under 102 102 102

        20-24 år 100 100 100

        25-29 år 103 103 103

        30-39 år 103 103 103

        40-49 år 104 104 104

        50-59 år 105 105 105

        60 år og over 93 93 93

    Right:
        … Tiltak og alder

        I alt mentor 710 709 711

        19 år og under 102 102 102

        20-24 år 100 100 100

        25-29 år 103 103 103

        30-39 år 103 103 103

        40-49 år 104 104 104

        50-59 år 105 105 105

        60 år og over 93 92 94

    Limits:
        A soft edit: all rows must be the same, stars too, and their counts so large and so many
        that chance is out of the question (the sum of the logarithms of the roots of the counts is
        16 or more); a table of two rows tells too little. Months of older editions are held
        against, too (--against). On the true reports that Source names it does not fire, nor on 216
        drawn ones (benchmarks/README.md).

    Source:
        Counts of one row differ from month to month by about the root of the count. NAV, TILT140
        of November 2025 and HL060 of October 2022: of 326 pairs of months that follow each other,
        whose counts tell as much, none is the same.
    """
    other = Month(found.other // _YEAR, found.other % _YEAR + 1)
    cell = found.cells[0]
    text = (
        _("all figures of the month are those of {month}")
        if found.own
        else _("all figures of the month are those of {month}, in an older edition")
    )
    notes = [ngettext("{n} count is the same", "{n} counts are the same", found.figures)]
    if len(found.cells) > 1:
        notes.append(ngettext("in {n} table", "in {n} tables", len(found.cells)))
    remedy = _("compare with the source: a column may not have been renewed")
    yield Hit(cell.place, Words(text.format(month=other), remedy, tuple(notes)))
