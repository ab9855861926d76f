"""A plan for people: before and after, what to hide, what cannot be had."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

import tiltak_audit
from tiltak_audit.i18n import N_, _, decimal, ngettext, number
from tiltak_audit.protection.plan import Bar, Reason
from tiltak_audit.render.words.places import cell, position
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.protection.plan import Hidden, Plan, Unprotected
    from tiltak_audit.run.planned import Planned

# In a longer list the rest is counted only.
_ALL = 20

# Of figures that force a leak so many are named.
_NAMED = 3

_BARS = {
    Bar.KEPT: N_("figures that must stay give it away together: {figures}"),
    Bar.INSIDER: N_("who is counted in {figures} works it out, whatever is hidden"),
    Bar.SIGNS: N_("what the signs beside it stand for gives it away, whatever is hidden"),
}


def lines_of(planned: Planned, *, verbose: bool) -> Iterator[Text]:
    """Yield the report."""
    plan = planned.plan
    names = ", ".join(visible(one.path) for one in planned.inputs)
    yield Text.assemble(
        ("tiltak-audit", "bold"), f" {tiltak_audit.__version__}   protect   ", names
    )
    yield Text()
    for name, said in _facts(plan, planned.wish.values):
        yield Text.assemble((f"{name:<10}", "bold"), said)
    if any(one.shares and one.family.one_whole for one in planned.reports):
        said = _(
            "not looked at: hide the share of every star, and of every figure hidden here, too"
        )
        yield Text.assemble((f"{_('Shares'):<10}", "bold"), said)
    if plan.hidden:
        yield Text()
        yield from _sections(plan)
        yield Text()
        yield Text(_("To hide"), style="bold")
        yield from _listed([_hidden(one) for one in plan.hidden], verbose=verbose)
    if plan.unprotected:
        yield Text()
        yield Text(_("Cannot be protected"), style="bold yellow")
        yield from _listed(
            [_unprotected(one, verbose=verbose) for one in plan.unprotected], verbose=verbose
        )
    if plan.fixed:
        yield Text()
        yield Text(_("Stars that hide nothing, whatever is hidden"), style="bold")
        fixed = _("the signs of its months say what the mean is; their sum stays open")
        yield from _listed([f"{_place(one)}: {fixed}" for one in plan.fixed], verbose=verbose)


def _facts(plan: Plan, values: int) -> Iterator[tuple[str, str]]:
    lost = len(plan.unprotected)
    stars = ngettext("{n} star", "{n} stars", plan.stars)
    few = ngettext("{n} of them", "{n} of them", plan.opened + lost)
    asked = (
        _("can be worked out")
        if values == 2  # noqa: PLR2004  as in what a star must keep
        else _("keep fewer than {n} values").format(n=values)
    )
    yield _("Before"), f"{stars}, {few} {asked}"
    if plan.printed != plan.stars:
        said = _("stars that must be equal count once; check counts {n}")
        yield "", said.format(n=number(plan.printed))
    after = number(lost) if plan.proved else _("not known")
    yield _("After"), f"{after} {asked}"
    rows = len({(one.cell.row, one.cell.table) for one in plan.hidden})
    share = 100 * len(plan.hidden) / max(plan.figures, 1)
    yield (
        _("Hidden"),
        ", ".join(
            [
                ngettext("{n} figure", "{n} figures", len(plan.hidden))
                + _(" ({share} % of {all})").format(share=decimal(share), all=number(plan.figures)),
                ngettext("in {n} row", "in {n} rows", rows),
                ngettext("{n} printing", "{n} printings", plan.printings),
                ngettext("{n} person", "{n} persons", plan.persons),
            ]
        ),
    )
    if plan.partial:
        yield _("Rows"), _blinking(plan)
    if plan.proved:
        yield _("Proof"), _proof(plan)
    else:
        yield _("Unproved"), _("interrupted: the best so far, which may not be enough")


def _blinking(plan: Plan) -> str:
    """Say what it takes to hide rows in all their months."""
    rows = ngettext(
        "{n} row is hidden in some months only",
        "{n} rows are hidden in some months only",
        plan.partial,
    )
    said = ngettext(
        "in all of theirs (--whole-rows), {n} figure is hidden",
        "in all of theirs (--whole-rows), {n} figures are hidden",
        plan.whole,
    )
    return f"{rows}; {said}"


def _proof(plan: Plan) -> str:
    audited = (
        _("an exact audit of the result finds no other star")
        if plan.unprotected
        else _("an exact audit of the result finds none")
    )
    least = ngettext(
        "no plan for these stars hides fewer than {n} figure",
        "no plan for these stars hides fewer than {n} figures",
        plan.least,
    )
    return f"{audited}; {least}" if plan.hidden else audited


def _sections(plan: Plan) -> Iterator[Text]:
    """Count by section."""
    title = lambda one: one.cell.table.section  # noqa: E731  for both calls
    rows = [
        (visible(section), number(len(some)), number(sum(one.persons for one in some)))
        for section, group in groupby(sorted(plan.hidden, key=title), title)
        for some in [list(group)]
    ]
    head = _("Section"), _("hidden"), _("persons")
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for at, row in enumerate([head, *rows]):
        first, *others = zip(row, widths, strict=True)
        cells = [f"{first[0]:<{first[1]}}", *(f"{text:>{width}}" for text, width in others)]
        yield Text("  " + "  ".join(cells), style="" if at else "bold")


def _listed(lines: list[str], *, verbose: bool) -> Iterator[Text]:
    shown = lines if verbose else lines[:_ALL]
    yield from (Text(f"  {line}") for line in shown)
    left = len(lines) - len(shown)
    if left:
        yield Text("  " + ngettext("and {n} more (-v)", "and {n} more (-v)", left))


def _hidden(one: Hidden) -> str:
    said = f"{_place(one.cell)}: {one.cell.figure.printed}"
    others = len(one.cells) - 1
    if others:
        said += ngettext(" (and {n} other printing)", " (and {n} other printings)", others)
    if one.reason is Reason.FURTHER:
        said += _(" (for other hidden figures)")
    if one.reason is Reason.ROW:
        said += _(" (as other months of its row)")
    return said


def _unprotected(one: Unprotected, *, verbose: bool) -> str:
    named = one.by if verbose or len(one.by) <= _NAMED + 1 else one.by[:_NAMED]
    figures = "; ".join(_other(other, one.cell) for other in named)
    left = len(one.by) - len(named)
    if left:
        figures += ngettext("; and {n} more (-v)", "; and {n} more (-v)", left)
    return f"{_place(one.cell)}: " + _(_BARS[one.bar]).format(figures=visible(figures))


def _other(one: Cell, star: Cell) -> str:
    """Name a figure, with its file where that is not the star's."""
    file = "" if one.report is star.report else f"{one.report.path} "
    return file + cell(one.place)


def _place(one: Cell) -> str:
    place = one.place
    at = position(place.path, one.report.origin, place.line, place.column)
    return visible(f"{at} {cell(place)}")
