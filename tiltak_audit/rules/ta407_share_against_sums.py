"""TA407 share-against-sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.disclosure.against_sums import AgainstSums
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.rules.ratios import listed_words, placed_words
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.stars import proofs_of
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.rules.subjects import Hits


@rule("TA407", "share-against-sums", Severity.ERROR, AgainstSums)
def share_against_sums(found: AgainstSums) -> Hits:
    """The share beside a star leaves no count of it that its sums can have.

    Why:
        A share and the number of persons in all, which other counts and their shares tell, leave
        few counts of a star, and so do the sums that it stands in. Where the two leave none in
        common, a printed figure or share is wrong, though the sums hold by themselves and the
        shares do.

    Wrong:
        År-måned;Nivå;Region;Arbeidsmarkedsstatus;Kjønn;Beh personer;% av arbeidsstyrken
        202501;Fylke;03 Oslo;Helt ledige;Kvinner;40;8,0
        202501;Fylke;03 Oslo;Helt ledige;Menn;40;8,0
        202501;Fylke;03 Oslo;Helt ledige;Begge kjønn;80;8,0
        202501;Fylke;03 Oslo;Delvis ledige;Kvinner;*;0,6
        202501;Fylke;03 Oslo;Delvis ledige;Menn;*;0,6
        202501;Fylke;03 Oslo;Delvis ledige;Begge kjønn;5;*

    Right:
        År-måned;Nivå;Region;Arbeidsmarkedsstatus;Kjønn;Beh personer;% av arbeidsstyrken
        202501;Fylke;03 Oslo;Helt ledige;Kvinner;40;8,0
        202501;Fylke;03 Oslo;Helt ledige;Menn;40;8,0
        202501;Fylke;03 Oslo;Helt ledige;Begge kjønn;80;8,0
        202501;Fylke;03 Oslo;Delvis ledige;Kvinner;*;*
        202501;Fylke;03 Oslo;Delvis ledige;Menn;*;*
        202501;Fylke;03 Oslo;Delvis ledige;Begge kjønn;5;*

    Limits:
        Seen by the audit of stars, so not with --no-disclosure. The identities named are a
        smallest set: leave one out and the rest can hold. Only where the family says over which
        dimensions shares are of one whole (one_whole), but for months; nothing where the attacker
        takes a star for less than the report may hide, or where figures are hidden beside stars.

    Source:
        Follows from TA406 and the identities of the other rules; nothing else is assumed.
    """
    stars = len(found.shares)
    message = ngettext(
        "the share beside {n} star leaves no count of it that its sums can have",
        "the shares beside {n} stars leave no counts of them that their sums can have",
        stars,
    ).format(n=stars)
    remedy = _("compare the shares and the figures of these identities with the source")
    proof = proofs_of(found.said)
    place = found.shares[0].count.place
    covers = tuple(one.count.name for one in found.shares)
    words = Words(message, remedy, tuple(_notes(found)))
    yield Hit(place, words, proof, covers=covers)


def _notes(found: AgainstSums) -> Iterator[str]:
    yield listed_words([*map(placed_words, found.shares)])
    if found.beside:
        others = [*map(placed_words, found.beside)]
        yield _("how many there are in all follows from {others}").format(
            others=listed_words(others)
        )
