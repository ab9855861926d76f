"""The figures of reports as an earlier check kept them in its JSON, back to reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.families.catalogue import all_with, signed
from tiltak_audit.i18n import _
from tiltak_audit.model.figure import count, hidden_beside
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.model.period import MEAN, QUARTER, Columns, Month, Period, is_period
from tiltak_audit.model.point import Point
from tiltak_audit.model.report import Report, Row, Section, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.figure import Figure

# What only the JSON of a check has.
_MARKS = ("schema_version", "tool", "options", "inputs", "findings")

# What a document begins with, so that other JSON is not parsed for nothing.
_BEGINS = (b"{", b"\xef\xbb\xbf{")


def reports_of_check(
    path: str, data: bytes, given: Sequence[Family], sign: str = ""
) -> list[Report] | None:
    """Read the reports that the JSON of a check keeps.

    Args:
        path: The file, as the user named it.
        data: Its bytes.
        given: Families that the user describes.
        sign: What stands for a count that is hidden beside stars; empty where its family says it.

    Returns:
        The reports; none where it is no such JSON.

    Raises:
        UnreadableError: It keeps no figures, or they make no sense.
    """
    if not data.lstrip().startswith(_BEGINS):
        return None
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not all(mark in document for mark in _MARKS):
        return None
    if not document.get("snapshot"):
        raise UnreadableError(
            _("it is the result of a check that keeps no figures; run that with --snapshot")
        )
    families = {one.name: signed(one, sign) for one in reversed(all_with(given))}
    try:
        return [_report(path, one, families) for one in document["snapshot"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = _("it is the result of a check whose snapshot cannot be read; run the check again")
        raise UnreadableError(said) from error


def _report(path: str, one: dict[str, Any], families: dict[str, Family]) -> Report:
    name = one["family"]
    if name not in families:
        said = _("its family {name} is not known; give the file that describes it with --family")
        raise UnreadableError(said.format(name=name))
    reader = _Reader(families[name])
    period = one["period"]
    sections = tuple(reader.section(section) for section in one["sections"])
    return Report(
        path,
        one["report"] or "",
        one["title"] or "",
        families[name],
        one["edition"] or "",
        Period(_month(period["first"]), _month(period["last"])) if period else None,
        sections,
        (),
        (),
        Origin(Form.JSON, places=tuple(reader.places)),
    )


@attrs.define(repr=False)
class _Reader:
    """Builds the tables of a report.

    Attributes:
        family: Of the report.
        places: The page and line of each row in the file that was checked.
    """

    family: Family
    places: list[tuple[int, int]] = attrs.field(factory=list)

    def section(self, one: dict[str, Any]) -> Section:
        """Build a section."""
        title = str(one["title"])
        doubts = (0,) * bool(one["unread"])
        return Section(title, tuple(self._table(title, table) for table in one["tables"]), doubts)

    def _table(self, section: str, one: dict[str, Any]) -> Table:
        names = one["periods"]
        months = tuple(_month(name) for name in names if name != MEAN)
        columns = Columns(months, mean=MEAN in names)
        rows = [self._row(row, len(columns)) for row in one["rows"]]
        total = rows.pop(0) if one["total"] else None
        doubts = (0,) * bool(one["unread"])
        point = _point(one["point"])
        label = str(one["label"])
        return Table(section, label, columns, total, (), tuple(rows), doubts, point)

    def _row(self, one: dict[str, Any], columns: int) -> Row:
        self.places.append((int(one["page"] or 0), int(one["line"])))
        figures = tuple(map(self._figure, one["figures"]))
        if len(figures) != columns:
            raise ValueError
        line = len(self.places)
        return Row(str(one["label"]), str(one["code"]), line, line, 1, figures)

    def _figure(self, printed: int | str) -> Figure:
        star = self.family.star.figure
        for sign in (star, hidden_beside(star)):
            if printed == sign.printed:
                return sign
        if type(printed) is not int or printed < 0:
            raise ValueError
        return count(printed)


def _point(one: dict[str, Any] | None) -> Point | None:
    if one is None:
        return None
    categories = ((str(each["dimension"]), str(each["category"])) for each in one["categories"])
    return Point(str(one["measure"]), str(one["level"]), tuple(categories))


def _month(text: str) -> Month:
    if not is_period(text):
        raise ValueError
    year, _dash, rest = text.partition("-")
    if rest.startswith("Q"):
        return Month(int(year), QUARTER * int(rest[1:]) - QUARTER + 1, QUARTER)
    return Month(int(year), int(rest))
