"""What a reader may look up inside the page: the rules that occur, and the words that are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.i18n import _
from tiltak_audit.rules.page import parts_of
from tiltak_audit.rules.rule import catalogue

if TYPE_CHECKING:
    from tiltak_audit.run.outcome import Outcome


@attrs.frozen(eq=False, repr=False)
class Explained(Alike):
    """One rule.

    Attributes:
        code: Its code, which names it in the address.
        name: Its name.
        summary: What it says.
        parts: What stands under each heading: heading, text, whether that is a dump.
    """

    code: str
    name: str
    summary: str
    parts: tuple[tuple[str, str, bool], ...]


def rules_of(outcome: Outcome) -> list[Explained]:
    """Explain the rules that findings of the run bear, and no others."""
    codes = {code for finding in outcome.findings for code in (finding.code, *finding.codes)}
    return [
        Explained(rule.code, rule.name, _(rule.summary), tuple(parts_of(rule)))
        for rule in catalogue()
        if rule.code in codes
    ]


def words_of() -> list[tuple[str, str]]:
    """List the words of docs/glossary.md that the page uses, with what they mean."""
    return [
        (
            _("identity"),
            _("what must hold: a whole is the sum of its parts, a mean that of its months"),
        ),
        (_("satisfied"), _("all figures are printed, and equal")),
        (_("consistent"), _("some are starred, and values of the stars make them equal")),
        (_("vacuous"), _("no figure is printed, so nothing could have failed")),
        (_("not applicable"), _("a figure was lost or left unread, so nothing was judged")),
        (_("violated"), _("no values of the stars make them equal")),
        (_("finding"), _("one cause, with all that it breaks")),
        (_("culprit"), _("the figure that is wrong, certainly or likely, with what it should be")),
        (_("suspect"), _("a figure that, if it were another, would mend what is broken")),
        (_("joint conflict"), _("identities that hold one by one and cannot hold together")),
        (_("star"), _("stands for a count below 4: 0, 1, 2 or 3")),
        (_("recoverable"), _("a star that has one value left, given everything that is printed")),
        (_("narrowed"), _("a star that has fewer values left than it says")),
        (_("blind width"), _("how far a figure may move before an identity breaks")),
        (_("gate"), _("the questions that decide between pass and fail: reading, figures, stars")),
        (_("waiver"), _("who answers for a finding that is let stand, why and until when")),
    ]
