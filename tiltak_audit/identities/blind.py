"""What the identities cannot see: how far each printed figure may move unnoticed."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import attrs
import numpy as np

from tiltak_audit.alike import Alike
from tiltak_audit.engine.blind import UNHELD
from tiltak_audit.engine.system import integers, ranges
from tiltak_audit.model.figure import Count
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from tiltak_audit.identities.system import Joint
    from tiltak_audit.model.report import Report, Row, Table


@attrs.frozen(eq=False, repr=False)
class Blind:
    """The printed figures of a row, and how far each may move before it breaks an identity.

    Attributes:
        report: The report that prints it.
        table: Its table.
        row: The row; of a total its first printing.
        widths: By column, of figures that are no stars, persons: the width of the narrowest
            identity that holds the figure; none where none limits it from both sides.
    """

    report: Report
    table: Table
    row: Row
    widths: dict[int, int | None]


def blind_of(reports: Iterable[Report], joint: Joint) -> tuple[Blind, ...]:
    """Give, for every printed figure that is no star, how far it may move.

    Every identity that holds it is looked at by itself, with the other figures as printed and
    stars at 0 to 3, hidden ones at 4 or more. Rows with such figures in print order, a total once
    a table.
    """
    widths = joint.widths.tolist()
    found = []
    for report in reports:
        for table in report.tables:
            for row in table.printed():
                columns = [at for at, one in enumerate(row.figures) if type(one) is Count]
                if columns:
                    first = joint.base.get(row)
                    own = [UNHELD if first is None else widths[first + at] for at in columns]
                    some = (None if one == UNHELD else one for one in own)
                    found.append(Blind(report, table, row, dict(zip(columns, some, strict=True))))
    return tuple(found)


class Summary(Alike, Record):
    """How well the month figures of a section are checked.

    Attributes:
        path: Of the report, as the user named it.
        section: The section's title.
        figures: Printed figures of months, stars left out.
        widths: How far each may move, from the least on; without those that may rise without
            limit.
    """

    path: str
    section: str
    figures: int
    widths: tuple[int, ...]

    @property
    def unchecked(self) -> int:
        """Count the figures that may rise without limit."""
        return self.figures - len(self.widths)

    def quantile(self, share: Fraction) -> int | None:
        """Give the width that at least a share of the widths do not exceed, if there are any."""
        return self.widths[max(ceil(share * len(self.widths)) - 1, 0)] if self.widths else None


def summed_up(reports: Iterable[Report], joint: Joint) -> tuple[Summary, ...]:
    """Sum up the month figures by section, in print order."""
    widths = joint.widths
    # By section where the months of each row that an identity holds begin and end, and how many
    # figures stand in rows that none does.
    sections: dict[tuple[str, str], tuple[list[tuple[int, int]], list[int]]] = {}
    for report in reports:
        for table in report.tables:
            first = int(table.columns.mean)
            held, others = sections.setdefault((report.path, table.section), ([], []))
            for row in table.printed():
                at = joint.base.get(row)
                if at is None:
                    others.append(sum(isinstance(one, Count) for one in row.figures[first:]))
                else:
                    held.append((at + first, at + len(row.figures)))
    summaries = []
    for (path, section), (held, others) in sections.items():
        ends = integers([end for both in held for end in both]).reshape(-1, 2)
        variables = ranges(ends[:, 0], ends[:, 1])
        found = widths[variables[~joint.star[variables]]]
        figures = len(found) + sum(others)
        if figures:
            some = np.sort(found[found < UNHELD]).tolist()
            summaries.append(Summary(path, section, figures, tuple(some)))
    return tuple(summaries)


def together(path: str, summaries: Iterable[Summary]) -> Summary:
    """Sum up a report's sections."""
    own = [one for one in summaries if one.path == path]
    widths = sorted(width for one in own for width in one.widths)
    return Summary(path, "", sum(one.figures for one in own), tuple(widths))
