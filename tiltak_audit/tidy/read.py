"""Tables of observations to a Report, whichever form they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from tiltak_audit.cube.fold import fold
from tiltak_audit.errors import UnreadableError
from tiltak_audit.families.catalogue import family_for, signed
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import Unit
from tiltak_audit.model.period import Period
from tiltak_audit.model.remark import NotAudited, Stray
from tiltak_audit.model.report import Report
from tiltak_audit.reading.extent import check_one
from tiltak_audit.tidy.cube import Cube
from tiltak_audit.tidy.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.origin import Origin
    from tiltak_audit.model.report import Section
    from tiltak_audit.model.tidy import Tidy
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.tidy.lines import TidyLines
    from tiltak_audit.tidy.raw import RawTable

R = TypeVar("R", Printed, Cube)


def read_tables(
    path: str,
    tables: Sequence[RawTable],
    family: Family,
    origin: Origin,
    options: ReadOptions,
) -> Report:
    """Make a report of tables.

    Args:
        path: As the user named it.
        tables: What was read.
        family: That describes their columns.
        origin: How they were read; the places of its lines are those of the figures.
        options: What the user says; printed tables may be of a family that the user describes.

    Raises:
        UnreadableError: No figure was found, or those of several reports.
    """
    tidy = family.tidy
    assert tidy
    code, title, edition = next(iter(family.codes), ""), next(iter(family.titles), ""), ""
    reader: Printed | Cube
    if tidy.printed:
        reader = _read(Printed(tidy), tables)
        (code, edition), title = _one(reader), ""
        family = signed(_family(code, reader, options.families), options.sign)
        if family.star.figure != reader.star:
            reader = _read(Printed(tidy, family.star.figure), tables)
    else:
        family = signed(family, options.sign)
        reader = _read(Cube(family, tidy), tables)
    built = list(reader.built())
    sections = tuple(one for one in built if one.unit is Unit.PERSONS)
    for said in () if tidy.printed else _borne_by_none(tidy, sections):
        reader.lines.remark(NotAudited(said=said), 0, "")
    months = [month for one in sections for table in one.tables for month in table.columns.months]
    if not months:
        raise UnreadableError(_nothing(reader.lines))
    return Report(
        path=path,
        code=code,
        title=title,
        family=family,
        edition=edition,
        period=Period(min(months), max(months)),
        sections=sections,
        notices=tuple(sorted(reader.lines.notices, key=lambda notice: notice.line)),
        lines=tuple(reader.lines.texts),
        shares=tuple(one for one in built if one.unit is not Unit.PERSONS),
        tolerance=tidy.tolerance,
        published=tidy.printed,
        origin=attrs.evolve(origin, places=tuple(reader.lines.places)),
    )


def _read(reader: R, tables: Iterable[RawTable]) -> R:
    for table in tables:
        reader.read(table)
    return reader


def _borne_by_none(tidy: Tidy, sections: Iterable[Section]) -> Iterator[str]:
    """Name totals and parts of dimensions that are there and that no table is of."""
    borne: dict[str, set[str]] = {}
    for section in sections:
        for table in section.tables:
            for dimension, category in table.point.categories if table.point else ():
                borne.setdefault(dimension, set()).add(fold(category))
    for one in tidy.dimensions:
        categories = (one.total, *one.parts) if one.total and one.name in borne else ()
        for category in categories:
            if fold(category) not in borne[one.name]:
                yield _("sums over “{dimension}”, of which no row is “{category}”").format(
                    dimension=one.name, category=category
                )


def _family(code: str, printed: Printed, given: Sequence[Family]) -> Family:
    """Give the family of printed tables.

    Raises:
        UnreadableError: It is one of observations, of which an export does not say enough.
    """
    family = family_for(code, "", [title for title, _unit in printed.sections], given)
    if family.tidy and not family.tidy.printed:
        raise UnreadableError(
            _(
                "it is an export of tidy tables, which does not say what their categories are of; "
                "give the file that it was made from"
            )
        )
    return family


def _one(printed: Printed) -> tuple[str, str]:
    """Give the one report, and its edition, that figures are of.

    Raises:
        UnreadableError: They are of several.
    """
    check_one([" ".join(filter(None, one)) for one in printed.reports])
    return next(iter(printed.reports), ("", ""))


def _nothing(lines: TidyLines) -> str:
    reasons = [one.remark.text for one in lines.notices if isinstance(one.remark, Stray)]
    if not reasons:
        return _("it has the heads of a tidy table, and no figure under them")
    return _("no figure was read in it; the first is left: {first}").format(first=reasons[0])
