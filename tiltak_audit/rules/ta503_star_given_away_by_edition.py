"""TA503 star-given-away-by-edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.disclosure.given_away import GivenAway
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.stars import (
    before_words,
    identities_words,
    proofs_of,
    values_words,
    where_words,
)
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.rules.subjects import Hits


@rule("TA503", "star-given-away-by-edition", Severity.ERROR, GivenAway)
def star_given_away_by_edition(found: GivenAway) -> Hits:
    """A star can be worked out from two editions together, and from neither alone.

    Why:
        Each edition prints the months before its own again. What one of them hides the other
        may show; and both print means, of which one counts a month more, and totals. Whoever
        keeps last month's edition has both.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 30 30 30

        Kvinner 14 14 14

        Menn 16 16 16

        --- next file ---
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.01.2026

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 30 30 30

        Kvinner : : :

        Menn : : :

    Limits:
        A month is taken as unrevised where a sum vouches for it: each of its figures may be in
        both editions what it is in one of them, and those of one of its sides are all printed. A
        row that is new, for a month that the older edition did not have, counted nobody before,
        which may tell of its stars; one that is gone was revised. Two revisions within such a sum
        that cancel out are seen by nobody; a reader of both editions takes what follows for true.
        Where figures are revised, the two editions count other persons, and nothing is concluded
        from one for the other: a 4 that is a star now tells that somebody left, and no more. Stars
        of one edition that it gives away by itself are told by TA602. Means are left alone, for
        they follow from their months. Figures of other reports of the older release are not used.

    Source:
        Hundepool et al. 2012, Statistical Disclosure Control: differencing of tables that were
        published one after the other.
    """
    stars = [one.star for one in found.stars]
    edition = found.against.edition or found.against.path
    said = ngettext(
        "{n} star can be worked out with the edition of {edition}: {how}",
        "{n} stars can be worked out with the edition of {edition}: {how}",
        len(stars),
    ).format(n=len(stars), edition=edition, how=_how(found))
    place = found.stars[0].at.place
    covers = tuple(one.at.name for one in found.stars)
    # What the other edition prints is shown by its own lines, which are none of an input.
    own = [one for one in found.proof if one[0].rows[0].report is found.report]
    words = Words(said, _remedy(found), tuple(_notes(found)))
    yield Hit(place, words, proofs_of(own), covers, before=found.before)


def _how(found: GivenAway) -> str:
    if found.shown:
        return _("one of the two prints what the other hides")
    return _("by what both print of the same months")


def _remedy(found: GivenAway) -> str:
    if found.shown:
        return _("hide a figure in all editions that print its month, or in none")
    return _("hide further figures of these rows, so that both editions together leave a choice")


def _notes(found: GivenAway) -> Iterator[str]:
    if len(found.stars) > 1:
        yield where_words([one.at for one in found.stars])
    if found.before:
        yield before_words(len(found.stars))
    if found.proof:
        yield _("{path} and {other}: {identities}").format(
            path=found.report.path,
            other=found.against.path,
            identities=identities_words(found.proof),
        )
    if found.revealed:
        yield from values_words([one.star for one in found.stars])
