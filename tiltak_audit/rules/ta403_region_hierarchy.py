"""TA403 region-hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.evidence import is_country
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA403", "region-hierarchy", Severity.ERROR, Law.REGION)
def region_hierarchy(violation: Violation) -> Hits:
    """A fylke is not the sum of its kommuner.

    Why:
        A kommune belongs to the fylke of its two first digits (2100 Svalbard to 97), so the
        kommuner of a table add up to the fylke of the same table.

    Wrong:
        … Tiltak og fylke

        I alt mentor 30 30 30

        03 Oslo 10 10 10

        15 Møre og
        Romsdal 20 20 20
        … Tiltak og kommune

        I alt mentor 30 30 30

        0301 Oslo 10 10 11

        1508 Ålesund 20 20 19

    Right:
        … Tiltak og fylke

        I alt mentor 30 30 30

        03 Oslo 10 10 10

        15 Møre og
        Romsdal 20 20 20
        … Tiltak og kommune

        I alt mentor 30 30 30

        0301 Oslo 10 10 10

        1508 Ålesund 20 20 20

    Limits:
        Where statuses are printed for one level only, their sums must meet.

    Source:
        Registers of fylker and kommuner (data/regions.csv); measured on the published
        tables.
    """
    if is_country(violation.evidence[0].identity):
        said = _("the regions do not add up to the country: off by {difference}")
        remedy = _("compare the country and its regions with the source of the tables")
    else:
        said = _("the kommuner do not add up to the fylke: off by {difference}")
        remedy = _("compare the fylke and its kommuner with the source of the tables")
    yield violation.hit(said.format(difference=violation.off), remedy)
