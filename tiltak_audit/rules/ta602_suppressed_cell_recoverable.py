"""TA602 suppressed-cell-recoverable."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tiltak_audit.disclosure.exposure import Disclosure, Way
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import N_, _, ngettext
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.cell import names_of
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.stars import (
    before_words,
    identities_words,
    lines_words,
    listed,
    proofs_of,
    values_words,
    where_words,
)
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.disclosure.exposure import Spill
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.rules.subjects import Hits

# How stars leak, by way, and by way and law.
_HOW = {
    Way.TOGETHER: N_("by several identities together"),
    Way.MEAN: N_("by the mean and the months of its row"),
}
_HOW_OF_SUMS = {
    Way.ONLY_STAR: {
        Law.COLUMN_SUM: N_("the only star left in its column"),
        Law.REGION: N_("the only star of a fylke and its kommuner"),
    },
    Way.NO_CHOICE: {
        Law.COLUMN_SUM: N_("by the rest of their column"),
        Law.REGION: N_("by a fylke and its printed kommuner"),
    },
}
_OTHER_SUM = {
    Way.ONLY_STAR: N_("the only star of a sum over several tables"),
    Way.NO_CHOICE: N_("by a sum over several tables"),
}


@rule("TA602", "suppressed-cell-recoverable", Severity.ERROR, Disclosure)
def suppressed_cell_recoverable(disclosure: Disclosure) -> Hits:
    """A star can be worked out from the other figures.

    Why:
        A star protects the persons behind it only while several counts are possible. Where
        the total and all other parts are printed, or several tables together leave one
        value, everybody can compute it. Every such star is an error, whatever its value.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 19 19 19

        Kvinner * * *

        Menn 18 18 18

    Right:
        … Tiltak og kjønn

        I alt mentor 19 19 19

        Kvinner 4 4 4

        Menn 15 15 15

    Limits:
        What an attacker knows is stated by options: what a star stands for (--star-max), how
        means are rounded (--rounding), whether rows left out are zero (--missing-rows), and
        cells somebody knows (--insider). Figures under suspicion of another finding are
        taken as unknown. The value is shown with --reveal only. A further figure that is
        hidden stands for 4 or more, so it has a sign of its own, “:”: where “*” is printed
        for it, its sums are called wrong.

    Source:
        The attacker's problem: Fischetti and Salazar-González 2000; Hundepool et al. 2012,
        Statistical Disclosure Control.
    """
    for spill in disclosure.spills:
        place = spill.leaks[0].exposure.cell.place
        message = _message(spill).format(how=_how(spill))
        notes = tuple(_notes(spill, disclosure))
        covers = names_of(one.exposure.cell for one in spill.leaks)
        proof = proofs_of(one for leak in spill.leaks for one in leak.proof)
        words = Words(message, _remedy(spill), notes)
        yield Hit(place, words, proof, covers, before=spill.before)


def _message(spill: Spill) -> str:
    if spill.leaks[0].exposure.secondary:
        return ngettext(
            "{n} figure hidden beside stars is recoverable: {how}",
            "{n} figures hidden beside stars are recoverable: {how}",
            len(spill.leaks),
        )
    return ngettext(
        "{n} star is recoverable: {how}", "{n} stars are recoverable: {how}", len(spill.leaks)
    )


def _how(spill: Spill) -> str:
    """Say how the stars of a group leak; never what they are."""
    way = spill.way
    if spill.law is None or way in _HOW:
        return _(_HOW[way])
    return _(_HOW_OF_SUMS[way].get(spill.law, _OTHER_SUM[way]))


def _remedy(spill: Spill) -> str:
    if spill.remedy:
        stars = tuple(one.exposure.cell for one in spill.remedy.leaks)
        return _(
            "print “{sign}” in place of {figures}; audited anew, that protects {stars} "
            "(tiltak-audit protect chooses for all)"
        ).format(
            sign=stars[0].report.family.star.hidden,
            figures="; ".join(_figure(one, stars[0]) for one in spill.remedy.figures),
            stars="; ".join(_columns(list(some)) for _row, some in groupby(stars, _by_row)),
        )
    if all(leak.after for leak in spill.leaks):
        return _("protect the stars that it follows from first")
    return _("choose further figures for all stars at once: tiltak-audit protect")


def _figure(printings: tuple[Cell, ...], star: Cell) -> str:
    """Name a figure to hide, wherever it is printed, and what is printed there."""
    rows = [list(some) for _row, some in groupby(printings, _by_row)]
    places = [
        # Of a report that is printed beside, its file.
        " ".join([some[0].report.path] * (some[0].report is not star.report) + [_columns(some)])
        for some in rows
    ]
    first = printings[0]
    return f"{first.row.name}, {'; '.join(places)} ({first.figure.printed})"


def _by_row(cell: Cell) -> tuple[str, int]:
    return cell.report.path, cell.row.line


def _columns(cells: list[Cell]) -> str:
    """Name figures of one row by its line and their columns."""
    periods = dict.fromkeys(cell.period for cell in cells)
    return f"{lines_words(cells[0])}, {', '.join(periods)}"


def _notes(spill: Spill, disclosure: Disclosure) -> Iterator[str]:
    leaks = spill.leaks
    if len(leaks) > 1:
        yield where_words([leak.exposure.cell for leak in leaks])
    if spill.before:
        yield before_words(len(leaks))
    if spill.by:
        others = listed(report.path for report in spill.by)
        yield _("only with figures of {others}").format(others=others)
    if disclosure.revealed:
        yield from values_words([leak.exposure for leak in leaks])
    if spill.way is Way.TOGETHER:
        first = leaks[0].exposure.cell
        yield _("{line}, {period}, from: {identities}").format(
            line=lines_words(first),
            period=first.period,
            identities=identities_words(leaks[0].proof),
        )
        return
    after = sum(leak.after for leak in leaks)
    if after == len(leaks):
        yield ngettext(
            "it follows only once others are worked out",
            "each follows only once others are worked out",
            after,
        )
    elif after:
        yield ngettext(
            "{n} of them follows only once others are worked out",
            "{n} of them follow only once others are worked out",
            after,
        )
