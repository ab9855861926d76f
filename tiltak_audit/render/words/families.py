"""What is known of a family of reports, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import N_, _, language, number
from tiltak_audit.model.figure import HIDDEN_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.family import Family, SectionOf

_ZEROS = {
    "left-out": N_("each table leaves out its rows that are zero"),
    "left-out-of-section": N_("rows that are zero in all tables are left out"),
    "listed": N_("rows that are zero are printed"),
}
_MEANS = {
    "any": N_("how it is rounded is not known, so either way is taken for possible"),
    "half-up": N_("half is rounded up"),
    "half-even": N_("half is rounded to the even number"),
}
_UNLISTED = {
    "audited": N_("audited, as their titles say"),
    "parts": N_("audited where nearly all their rows add up to their totals"),
    "regions": N_("tables of regions are audited, others are named and left out"),
}


def about(family: Family) -> str:
    """Say what a family counts, in the language of the run where its file does."""
    return family.about.get(language()) or next(iter(family.about.values()), "")


def facts_of(family: Family) -> Iterator[tuple[str, str]]:
    """Name what is known of a family, and say it; what is not known is left out."""
    yield _("Family"), family.name
    if about(family):
        yield _("Counts"), about(family)
    yield from _lines(_("Codes"), [", ".join(family.codes)] if family.codes else [])
    yield from _lines(_("Titles"), [_("“{title}…”").format(title=one) for one in family.titles])
    star = family.star
    yield (
        _("Star"),
        _("{sign} stands for {low} to {high}").format(
            sign=star.sign, low=number(star.low), high=number(star.high)
        ),
    )
    if star.hidden != HIDDEN_SIGN:
        said = _("{sign} stands for {n} or more, hidden beside stars")
        yield _("Hidden"), said.format(sign=star.hidden, n=number(star.high + 1))
    if family.mean == "none":
        yield _("Mean"), _("none is printed")
    else:
        said = _("the first column, where it is printed; {rounding}")
        yield _("Mean"), said.format(rounding=_(_MEANS[family.mean]))
    yield from _lines(_("Regions"), _regions(family))
    yield from _lines(_("Sections"), [_section(one) for one in family.sections])
    yield _("Other sections"), _(_UNLISTED[family.unlisted])
    yield from _lines(_("Same figures"), _overview(family))
    yield from _lines(
        _("Breaks"),
        [
            " ".join(filter(None, (one.period, one.section, one.dimension)))
            + f": {one.reason}"
            + (f" ({one.source})" if one.source else "")
            for one in family.breaks
        ],
    )


def _lines(head: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Head the first of several lines."""
    yield from zip((head, *[""] * len(lines)), lines, strict=False)


def _regions(family: Family) -> list[str]:
    levels = _("{name} (codes of {digits} digits)")
    named = " > ".join(levels.format(name=one.name, digits=one.digits) for one in family.levels)
    return [named] if named else []


def _section(one: SectionOf) -> str:
    if one.unit == "share":
        return _("“{title}”: shares, not audited").format(title=one.title)
    tables = (
        _("a table of {inner} for each {outer}").format(inner=one.inner, outer=one.outer)
        if one.outer
        else _("one table of {inner}").format(inner=one.inner)
    )
    return _("“{title}”: {tables}; {zeros}").format(
        title=one.title, tables=tables, zeros=_(_ZEROS[one.zeros])
    )


def _overview(family: Family) -> list[str]:
    how = family.overview
    if how is None:
        return []
    said = _("rows of {rows} in {family}, for each {by}, are totals here")
    return [said.format(rows=how.rows, family=how.family, by=how.by)]
