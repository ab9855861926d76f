"""TA117 label-broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import N_, _
from tiltak_audit.model.remark import OddLabel
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted

_SAID = {
    "empty": N_("figures without a label"),
    "no-code": N_("a region without its code: “{text}”"),
    "unknown-code": N_("the register of that year does not hold the code of “{text}”"),
    "other-name": N_("the register has another name for the code of “{text}”"),
    "small-letter": N_("a label that starts in the middle: “{text}”"),
    "more-words": N_("a label with words that no other table has: “{text}”"),
    "other-whole": N_("a region that is no part of the one its table is of: “{text}”"),
    "other-level": N_("a region in a table that does not hold its kind: “{text}”"),
    "superfluous": N_("a row that no other table has, and without it the sums fit: “{text}”"),
    "order": N_("a region out of the order of codes: “{text}”"),
    "fewer-words": N_("a label with words missing that other tables have: “{text}”"),
    "bracket-overlap": N_("an age group that overlaps another one of its table: “{text}”"),
    "bracket-other": N_("an age group that cuts across those of other tables: “{text}”"),
    "bracket-gap": N_("an age group beside which some ages are in none: “{text}”"),
    "total": N_("a total whose category cannot be told: “{text}”"),
}


@rule("TA117", "label-broken", Severity.WARNING, OddLabel)
def label_broken(noted: Noted[OddLabel]) -> Hits:
    """A label does not fit its code, its section or the register, and cannot be mended.

    Why:
        A figure under a wrong label is a wrong figure.

    Wrong:
        … Tiltak og fylke

        I alt mentor 30 30 30

        03 Bergen 10 10 10

        15 Møre og
        Romsdal 20 20 20

    Right:
        … Tiltak og fylke

        I alt mentor 30 30 30

        03 Oslo 10 10 10

        15 Møre og
        Romsdal 20 20 20

    Limits:
        A new region that the register does not hold is reported and read, unless another
        region has its name; any other such row is left unread. Age groups of one table share
        out all ages; one that is left out since it counts nobody is no gap.

    Source:
        Registers of fylker and kommuner (data/regions.csv).
    """
    said = _(_SAID[noted.remark.kind]).format(text=noted.remark.text)
    yield noted.hit(
        said, _("look at the line and those above it; a row that cannot be placed is left unread")
    )
