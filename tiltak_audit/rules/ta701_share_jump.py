"""TA701 share-jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, number
from tiltak_audit.identities.shares import Jump
from tiltak_audit.model.figure import Count
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA701", "share-jump", Severity.WARNING, Jump)
def share_jump(jump: Jump) -> Hits:
    """A category's share of its total jumps, in a month that is no known break.

    Why:
        Totals and rows that are wrong together obey every sum: two rows of one month that
        changed places, or a month taken from another table. Who takes part, by kjønn, alder,
        innvandrer status, and by status within a tiltak, changes slowly, so such a jump shows.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 600 600 600

        Kvinner 325 200 450

        Menn 275 400 150
    Right:
        … Tiltak og kjønn

        I alt mentor 600 600 600

        Kvinner 325 200 450

        Menn 275 400 150
        --- tiltak-audit.toml ---
        [[breaks]]
        period = "2025-02"
        section = "Tiltak og kjønn"
        reason = "a new register"

    Limits:
        A soft edit. A jump is 8 standard deviations or more of a count, in a group of 30 or more;
        that was chosen on the report that Source names, and on no other. In months that the
        calendar of breaks or the family of the report holds nothing is told. On true reports it
        does not fire: not on the TILT140 of 2025, whose break of April the tool knows (5 times
        without), nor on 216 drawn ones (benchmarks/README.md).

    Source:
        NAV, TILT140 of 2025: no share of these kinds moved by more than 6.6, but statuses in
        April 2025, when a new register moved people between them. F. J. Anscombe,
        Biometrika 35, 1948.
    """
    figures = jump.cell.row.figures
    now, before = (figures[jump.cell.column - back] for back in (0, 1))
    assert isinstance(now, Count)
    assert isinstance(before, Count)
    words = Words(
        _(
            "the share of its total jumps: {before} the month before, {now} now; unchanged it "
            "would be {expected}"
        ).format(
            before=number(before.value), now=number(now.value), expected=number(jump.expected)
        ),
        _("compare with the source; a jump that is real belongs into the calendar of breaks"),
    )
    yield Hit(jump.cell.place, words)
