"""TA706 share-of-months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.plausibility.wholes import OddMonth
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.ta406_share_of_whole import hit_of

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA706", "share-of-months", Severity.WARNING, OddMonth)
def share_of_months(found: OddMonth) -> Hits:
    """A share and its count are of another whole than those of the other months.

    Why:
        NAV holds the labour force of a region for the same all year, so that the counts and
        shares of a row tell one number of persons within the rounding. Where they leave none, a
        count or a share is wrong, or the labour force was renewed.

    Wrong:
        Kilde: NAV HL060 Helt ledige. Fylke og kommune. Tidsserie måned
        Fylke. Antall

        Januar 2022 - februar 2022

        Januar Februar

        I alt 800 820

        03 Oslo 400 410

        11 Rogaland 400 410

        Kilde: NAV HL060 Helt ledige. Fylke og kommune. Tidsserie måned
        Fylke. Prosent av arbeidsstyrken

        Januar 2022 - februar 2022

        Januar Februar

        I alt 2,0 2,1

        03 Oslo 2,0 2,1

        11 Rogaland 2,0 2,2

    Right:
        Kilde: NAV HL060 Helt ledige. Fylke og kommune. Tidsserie måned
        Fylke. Antall

        Januar 2022 - februar 2022

        Januar Februar

        I alt 800 820

        03 Oslo 400 410

        11 Rogaland 400 410

        Kilde: NAV HL060 Helt ledige. Fylke og kommune. Tidsserie måned
        Fylke. Prosent av arbeidsstyrken

        Januar 2022 - februar 2022

        Januar Februar

        I alt 2,0 2,1

        03 Oslo 2,0 2,1

        11 Rogaland 2,0 2,1

    Limits:
        A soft edit, and only where the family says that the months of a row are of one whole
        (one_whole). A star is held as its range. On true files it does not fire: all 374 rows of
        the HL060 that Source names agree.

    Source:
        NAV, HL060 of October 2022.
    """
    yield hit_of(found)
