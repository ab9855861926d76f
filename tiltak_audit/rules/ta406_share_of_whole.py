"""TA406 share-of-whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, number
from tiltak_audit.model.figure import Count
from tiltak_audit.plausibility.wholes import OddShare
from tiltak_audit.rules.ratios import listed_words, place_words, told_words, unit_words
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.ratios import Ratio, Wholes
    from tiltak_audit.rules.subjects import Hits


@rule("TA406", "share-of-whole", Severity.ERROR, OddShare)
def share_of_whole(found: OddShare) -> Hits:
    """A share and its count are of another whole than those beside them.

    Why:
        Shares of one region and month, such as of its labour force, are of one number of
        persons, whatever the status. A count and its share tell that number within the rounding;
        where two of them leave none, one of the four figures is wrong.

    Wrong:
        År-måned;Nivå;Region;Arbeidsmarkedsstatus;Kjønn;Beh personer;% av arbeidsstyrken
        202501;Fylke;03 Oslo;Helt ledige;Kvinner;400;2,0
        202501;Fylke;03 Oslo;Helt ledige;Menn;400;1,9
        202501;Fylke;03 Oslo;Helt ledige;Begge kjønn;800;1,9
        202501;Fylke;03 Oslo;Delvis ledige;Kvinner;100;0,6
        202501;Fylke;03 Oslo;Delvis ledige;Menn;100;0,5
        202501;Fylke;03 Oslo;Delvis ledige;Begge kjønn;200;0,5

    Right:
        År-måned;Nivå;Region;Arbeidsmarkedsstatus;Kjønn;Beh personer;% av arbeidsstyrken
        202501;Fylke;03 Oslo;Helt ledige;Kvinner;400;2,0
        202501;Fylke;03 Oslo;Helt ledige;Menn;400;1,9
        202501;Fylke;03 Oslo;Helt ledige;Begge kjønn;800;1,9
        202501;Fylke;03 Oslo;Delvis ledige;Kvinner;100;0,5
        202501;Fylke;03 Oslo;Delvis ledige;Menn;100;0,5
        202501;Fylke;03 Oslo;Delvis ledige;Begge kjønn;200;0,5

    Limits:
        Only where the family says over which dimensions shares are of one whole (one_whole), and
        at least two of them have a count. A star is held as its range. A small share leaves wide
        bounds. On true files it does not fire: all 201 groups of regions, kjønn and months in the
        orders that Source names agree. Shares of NED155 and of the orders of nedsatt arbeidsevne
        are of a whole each, so none can be compared.

    Source:
        NAV, a county's monthly orders of January and November 2025.
    """
    yield hit_of(found)


def hit_of(found: OddShare) -> Hit:
    """Say of shares which of them is of another whole than the others, as far as that is known."""
    first = found.odd[0]
    if len(found.odd) == 1:
        message = _("{what} would be of {own} persons, and those beside it are of {whole}").format(
            what=told_words(first), own=_range(first.wholes), whole=_range(found.wholes)
        )
    else:
        message = _("these are of no one whole: {shares}").format(
            shares=listed_words([_of(one) for one in found.odd])
        )
    remedy = _("compare the shares and their counts with the source")
    return Hit(first.share.place, Words(message, remedy, tuple(_notes(found))))


def _notes(found: OddShare) -> Iterator[str]:
    beside = (*found.odd[1:], *found.others)
    yield _("beside it: {shares}").format(shares=listed_words([_named(one) for one in beside]))
    first = found.odd[0]
    count = first.count.figure
    # Where the others are stars alone, they may be of nobody.
    if len(found.odd) == 1 and found.wholes.low and found.wholes.high and isinstance(count, Count):
        shares = {
            _share(count.value * first.per, whole, first)
            for whole in (found.wholes.low, found.wholes.high)
        }
        yield _("of so many persons {n} are {share} {unit}").format(
            n=number(count.value), share="–".join(sorted(shares)), unit=unit_words(first)
        )


def _share(of: int, whole: int, like: Ratio) -> str:
    """Write a share with as many decimals as another one, halves up."""
    decimals = len(like.printed.printed.partition(",")[2])
    digits = str((2 * of * 10**decimals + whole) // (2 * whole)).zfill(decimals + 1)
    return f"{digits[:-decimals]},{digits[-decimals:]}" if decimals else digits


def _named(one: Ratio) -> str:
    return f"{place_words(one)}: {_of(one)}"


def _of(one: Ratio) -> str:
    return _("{what} of {whole}").format(what=told_words(one), whole=_range(one.wholes))


def _range(wholes: Wholes) -> str:
    if wholes.high is None:
        return _("{low} or more").format(low=number(wholes.low))
    return _("{low} to {high}").format(low=number(wholes.low), high=number(wholes.high))
