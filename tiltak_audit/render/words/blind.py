"""What the identities cannot see, for people: one sentence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.blind import together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.identities.blind import Summary

HALF = Fraction(1, 2)
MOST = Fraction(9, 10)
ALL = Fraction(1)


def sentence_of(summaries: Sequence[Summary], path: str, hint: str = "") -> str:
    """Say how far a month figure of a report can move; nothing where none is printed.

    The hint, where there is one, follows what more can be asked about.
    """
    whole = together(path, summaries)
    said = []
    if whole.widths and not whole.widths[-1]:
        said.append(_("no month figure can move without breaking an identity") + hint)
    elif whole.widths:
        least, largest = number(whole.widths[0]), width_of(whole, ALL)
        said.append(
            _(
                "a month figure can move by {range} (median {median}) before an identity breaks"
            ).format(
                range=largest if least == largest else f"{least}–{largest}",
                median=width_of(whole, HALF),
            )
            + hint
        )
    if whole.unchecked:
        said.append(
            ngettext(
                "{n} month figure is in no identity that limits it",
                "{n} month figures are in no identity that limits them",
                whole.unchecked,
            )
        )
    return "; ".join(said)


def width_of(one: Summary, share: Fraction) -> str:
    """Write a quantile of the widths; a dash where none is limited."""
    width = one.quantile(share)
    return "–" if width is None else number(width)
