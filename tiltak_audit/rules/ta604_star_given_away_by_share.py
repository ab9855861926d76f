"""TA604 star-given-away-by-share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.disclosure.given_by_share import ByShare
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.cell import names_of
from tiltak_audit.rules.ratios import listed_words, placed_words
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.stars import before_words, values_words, where_words
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.rules.subjects import Hits


@rule("TA604", "star-given-away-by-share", Severity.ERROR, ByShare)
def star_given_away_by_share(found: ByShare) -> Hits:
    """A star can be worked out from the share that is printed beside it.

    Why:
        A share of a small count tells it: of 500 persons in all 0,6 % are 3. How many there are
        in all, a larger count and its share tell, where both are of one whole, such as the labour
        force of a region. So whoever stars a count has to star its share, too.

    Wrong:
        År-måned;Nivå;Region;Arbeidsmarkedsstatus;Kjønn;Beh personer;% av arbeidsstyrken
        202501;Kommune;4010 Siljan;Helt ledige;Kvinner;30;7,5
        202501;Kommune;4010 Siljan;Helt ledige;Menn;40;8,0
        202501;Kommune;4010 Siljan;Helt ledige;Begge kjønn;70;7,8
        202501;Kommune;4010 Siljan;Delvis ledige;Kvinner;*;*
        202501;Kommune;4010 Siljan;Delvis ledige;Menn;*;0,6
        202501;Kommune;4010 Siljan;Delvis ledige;Begge kjønn;4;0,4

    Right:
        År-måned;Nivå;Region;Arbeidsmarkedsstatus;Kjønn;Beh personer;% av arbeidsstyrken
        202501;Kommune;4010 Siljan;Helt ledige;Kvinner;30;7,5
        202501;Kommune;4010 Siljan;Helt ledige;Menn;40;8,0
        202501;Kommune;4010 Siljan;Helt ledige;Begge kjønn;70;7,8
        202501;Kommune;4010 Siljan;Delvis ledige;Kvinner;*;*
        202501;Kommune;4010 Siljan;Delvis ledige;Menn;*;*
        202501;Kommune;4010 Siljan;Delvis ledige;Begge kjønn;4;0,4

    Limits:
        Only where the family says over which dimensions shares are of one whole (one_whole), but
        for months. The whole is taken from other counts and stars with a share, and from none that
        is a sum of such. Stars that the counts alone give away are told by TA602;
        those told here may need sums, too. Shares beside counts that are hidden for the sake of
        stars tell nothing here. No plan of tiltak-audit protect mends it: it hides counts.

    Source:
        Hundepool et al. 2012, Statistical Disclosure Control: what is derived from a cell that is
        hidden has to be hidden.
    """
    stars = len(found.stars)
    said = ngettext(
        "{n} star can be worked out with shares that are printed beside stars",
        "{n} stars can be worked out with shares that are printed beside stars",
        stars,
    ).format(n=stars)
    place = found.stars[0].cell.place
    covers = names_of(one.cell for one in found.stars)
    words = Words(said, _("hide the share of a star, too"), tuple(_notes(found)))
    yield Hit(place, words, covers=covers, before=found.before)


def _notes(found: ByShare) -> Iterator[str]:
    if len(found.stars) > 1:
        yield where_words([one.cell for one in found.stars])
    if found.before:
        yield before_words(len(found.stars))
    own, *others = map(placed_words, (found.share, *found.beside))
    if others:
        own = _("{share}; how many there are in all follows from {others}").format(
            share=own, others=listed_words(others)
        )
    yield own
    if found.by_sums:
        yield ngettext(
            "{n} of them follows only with sums", "{n} of them follow only with sums", found.by_sums
        ).format(n=found.by_sums)
    if found.revealed:
        yield from values_words(found.stars)
