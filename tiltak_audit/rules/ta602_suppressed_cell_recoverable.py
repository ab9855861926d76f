"""TA602 suppressed-cell-recoverable."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from tiltak_audit.disclosure.exposure import Disclosure, Way
from tiltak_audit.findings.evidence import text_of
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import N_, _, ngettext, number
from tiltak_audit.identities.identity import Law
from tiltak_audit.identities.judge import judge
from tiltak_audit.rules.rule import proof_of, rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.disclosure.exposure import Leak, Spill
    from tiltak_audit.findings.finding import Evidence
    from tiltak_audit.identities.identity import Identity
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

# Places of a finding that are named in its text; JSON lists all.
_NAMED = 12


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
        covers = tuple(one.exposure.cell.name for one in spill.leaks)
        yield Hit(place, Words(message, _remedy(spill), notes), _proofs(spill), covers)


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
    return f"{_lines(cells[0])}, {', '.join(periods)}"


def _notes(spill: Spill, disclosure: Disclosure) -> Iterator[str]:
    leaks = spill.leaks
    if len(leaks) > 1:
        sections = Counter(leak.exposure.cell.table.section for leak in leaks)
        lines = dict.fromkeys(leak.exposure.cell.row.line for leak in leaks)
        yield _("in {sections}; {lines}").format(
            sections=", ".join(f"{name} ({number(times)})" for name, times in sections.items()),
            lines=_lines(leaks[0].exposure.cell, *list(lines)[:_NAMED])
            + (", …" if len(lines) > _NAMED else ""),
        )
    if spill.by:
        others = _listed(report.path for report in spill.by)
        yield _("only with figures of {others}").format(others=others)
    if disclosure.revealed:
        yield from _values(leaks)
    if spill.way is Way.TOGETHER:
        first = leaks[0].exposure.cell
        yield _("{line}, {period}, from: {identities}").format(
            line=_lines(first),
            period=first.period,
            identities="; ".join(_identity(*proof) for proof in leaks[0].proof),
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


def _identity(identity: Identity, period: str) -> str:
    """Name one of several identities."""
    return _("{text} ({line}, {period})").format(
        text=text_of(identity), line=_lines(next(identity.terms(period)).cell), period=period
    )


def _lines(cell: Cell, *lines: int) -> str:
    """Name the line of a figure, or other lines of its report."""
    return cell.report.origin.words(*(lines or (cell.row.line,)))


def _values(leaks: tuple[Leak, ...]) -> Iterator[str]:
    """Tell the values: only where the user asked for it."""
    nonzero = sum(leak.exposure.interval.low > 0 for leak in leaks)
    yield ngettext("{n} of them is at 1 or more", "{n} of them are at 1 or more", nonzero)
    values = (
        f"{_lines(cell)} {cell.period} = {_value(leak)}"
        for leak in leaks
        for cell in [leak.exposure.cell]
    )
    yield _("values: {values}").format(values=_listed(values))


def _value(leak: Leak) -> str:
    """Write a value; a mean that is a tie may be printed either way."""
    low, high = leak.exposure.interval.low, leak.exposure.interval.high
    return str(low) if low == high else f"{low}–{high}"


def _listed(names: Iterable[str]) -> str:
    """List the first of many names."""
    some = list(names)
    return ", ".join(some[:_NAMED]) + (", …" if len(some) > _NAMED else "")


def _proofs(spill: Spill) -> tuple[Evidence, ...]:
    """List the identities that give the stars away, each once."""
    proofs = dict.fromkeys(
        (identity, period) for leak in spill.leaks for identity, period in leak.proof
    )
    verdicts = {identity: dict(judge(identity)) for identity, _period in proofs}
    return tuple(proof_of(one, period, verdicts[one][period]) for one, period in proofs)
