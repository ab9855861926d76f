"""TA702 unlikely-change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, decimal, ngettext, number
from tiltak_audit.plausibility.causes import Unlikely
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.plausibility.changes import Change
    from tiltak_audit.rules.subjects import Hits

# Figures that changed with one, named in a note.
_NAMED = 4

_YEAR = 12


@rule("TA702", "unlikely-change", Severity.WARNING, Unlikely)
def unlikely_change(found: Unlikely) -> Hits:
    """A count changes as neither its own history nor its neighbours do.

    Why:
        A figure that is wrong together with all that it is a part of obeys every sum; so does a
        report of the wrong register. Against the months before it shows.

    Wrong:
        … Tiltak og alder

        I alt mentor 815 808 822

        19 år og under 101 100 101

        20-24 år 102 101 102

        25-29 år 103 102 103

        30-39 år 104 103 104

        40-49 år 105 104 105

        50-59 år 116 105 127

        60 år og over 187 193 180

    Right:
        … Tiltak og alder

        I alt mentor 815 808 821

        19 år og under 101 100 101

        20-24 år 102 101 102

        25-29 år 103 102 103

        30-39 år 104 103 104

        40-49 år 105 104 105

        50-59 år 116 105 126

        60 år og over 187 193 180

    Limits:
        A soft edit: it says what to look at. It judges counts of 50 or more, before or now, from
        month to month, and from the same month of the year before where an edition that prints it
        is given (--against). What changes in two tables or two months for one cause is one
        finding. In months that the calendar of breaks or the family of the report holds nothing
        is told. On true reports it fires seldom: 6 times on the TILT140 that Source names, 3 times
        on the HL060 of October 2022, not on the TILT100 of January 2026, and 12 times on 216
        drawn reports, of a kommune that comes anew (benchmarks/README.md).

    Source:
        M. A. Hidiroglou and J.-M. Berthelot, Survey Methodology 12, 1986: ratios beside their
        median, weighted by size (U = 0.5), against quartiles (A = 0.05; strata by size). C is 9,
        where Statistics Norway's Kostra::Hb takes 20 for figures of a year: against other rows of
        that month, against rows of its kind in other months, and (8, of half the distance of the
        quartiles) against the row's own; the widest counts. NAV, TILT140 of
        November 2025.
    """
    first, others = found.first, found.others
    notes = [
        _("the effect is {effect}, and usually {limit} at most (Hidiroglou and Berthelot)").format(
            effect=decimal(abs(first.effect)), limit=decimal(first.limit)
        )
    ]
    if others:
        names = "; ".join(map(_named, others[:_NAMED])) + ("; …" if len(others) > _NAMED else "")
        notes.append(
            ngettext(
                "{n} more figure changes with it: {names}",
                "{n} more figures change with it: {names}",
                len(others),
            ).format(names=names)
        )
    words = Words(
        _message(first),
        _("compare with the source; a change that is real belongs into the calendar of breaks"),
        tuple(notes),
    )
    yield Hit(first.cell.place, words)


def _message(change: Change) -> str:
    text = _(
        "{now}, after {before} the month before; changed as its neighbours it would be {expected}"
    )
    if change.lag == _YEAR:
        text = _(
            "{now}, after {before} a year before; changed as its neighbours it would be {expected}"
        )
    return text.format(
        before=_printed(change.before, change),
        now=_printed(change.now, change),
        expected=number(change.expected),
    )


def _printed(value: int | None, change: Change) -> str:
    return change.cell.report.family.star.sign if value is None else number(value)


def _named(change: Change) -> str:
    cell = change.cell
    figures = f"{_printed(change.before, change)} → {_printed(change.now, change)}"
    return f"{' · '.join(filter(None, (cell.table.label, cell.row.name)))} {cell.period} {figures}"
