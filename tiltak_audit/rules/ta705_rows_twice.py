"""TA705 rows-twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.plausibility.repeats import RowsTwice
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.rules.subjects import Hits

_NAMED = 8


@rule("TA705", "rows-twice", Severity.WARNING, RowsTwice)
def rows_twice(found: RowsTwice) -> Hits:
    """Rows print the figures of other rows, of other persons.

    Why:
        A page that was pasted twice, the second time with another head, or a block of rows under
        other labels: within it every sum may hold.

    Wrong:
        … Tiltak og alder

        I alt mentor 1513 1518 1508

        19 år og under 201 202 200

        20-24 år 203 201 205

        25-29 år 203 203 203

        30-39 år 301 303 299

        40-49 år 302 305 299

        50-59 år 303 304 302

        I alt jobbklubb 1513 1518 1508

        19 år og under 201 202 200

        20-24 år 203 201 205

        25-29 år 203 203 203

        30-39 år 301 303 299

        40-49 år 302 305 299

        50-59 år 303 304 302

    Right:
        … Tiltak og alder

        I alt mentor 1513 1518 1508

        19 år og under 201 202 200

        20-24 år 203 201 205

        25-29 år 203 203 203

        30-39 år 301 303 299

        40-49 år 302 305 299

        50-59 år 303 304 302

        I alt jobbklubb 1513 1518 1508

        19 år og under 201 202 200

        20-24 år 203 202 204

        25-29 år 203 202 204

        30-39 år 301 303 299

        40-49 år 302 305 299

        50-59 år 303 304 302

    Limits:
        A soft edit of sections that the family of the report lists, and of reports of one family
        that hold a group each: there, rows are of different persons. Rows must follow each other
        and print the same in all months, and their counts be so large and so many that chance is
        out of the question (the sum of the logarithms of the roots of the counts that changed is
        24 or more; one row of 100 persons over eleven months is enough). On the
        true reports that Source names it does not fire, nor on 216 drawn ones
        (benchmarks/README.md).

    Source:
        Counts of two rows that happen to be of one size differ from month to month by about the
        root of the count. NAV, TILT140 of November 2025, TILT100 of January 2026 and HL060 of
        October 2022.
    """
    pairs = found.pairs
    cell, other = pairs[0]
    names = ", ".join(_named(one) for one, _other in pairs[:_NAMED])
    words = Words(
        ngettext(
            "{n} row prints what is printed of others: {other}",
            "{n} rows print what is printed of others: {other}",
            len(pairs),
        ).format(other=_told(other, cell)),
        _("compare with the source: the rows may have been pasted twice"),
        (_("rows: {rows}").format(rows=names + (", …" if len(pairs) > _NAMED else "")),),
    )
    beside = (other.row.line,) if other.report is cell.report else ()
    yield Hit(cell.place, words, beside=beside)


def _named(cell: Cell) -> str:
    return cell.row.name


def _told(other: Cell, cell: Cell) -> str:
    """Say where the first of the other rows stands, as far as that is elsewhere."""
    said = [other.row.name]
    if other.table is not cell.table:
        said.insert(0, other.table.label)
    if other.report is not cell.report:
        said.insert(0, other.report.code)
    return " · ".join(filter(None, said))
