"""Reports as a plan would have them published: printed anew, with what it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.demo.printer import NAV, text_of_report
from tiltak_audit.errors import UnreadableError, UsageError
from tiltak_audit.export.workbook import workbook_of
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.protection.printed import hidden_in
from tiltak_audit.reading.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Collection

    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report
    from tiltak_audit.run.planned import Planned

# The ends of the names of files, by form.
SUFFIXES = {"text": ".txt", "xlsx": ".xlsx"}


def text_of(planned: Planned) -> bytes:
    """Print the one report of a plan as text, with what the plan hides.

    Raises:
        UsageError: It cannot be printed anew.
    """
    (report,) = planned.reports
    return printed_anew(report, planned.plan.of(report), "text")


def xlsx_of(planned: Planned) -> bytes:
    """Print the one report of a plan as a workbook, with what the plan hides.

    Raises:
        UsageError: It cannot be printed anew.
    """
    (report,) = planned.reports
    return printed_anew(report, planned.plan.of(report), "xlsx")


def printed_anew(report: Report, cells: Collection[Cell], form: str) -> bytes:
    """Print a report with some of its counts hidden, in the dumps' layout or as a workbook.

    Raises:
        UsageError: Not all of the report was read, or what is printed would be read as another.
    """
    if report.unread:
        raise UsageError(
            ngettext(
                "{path}: {n} row was not read, so it cannot be printed anew; mend it first",
                "{path}: {n} rows were not read, so it cannot be printed anew; mend them first",
                report.unread.rows,
            ).format(path=report.path)
        )
    hidden = hidden_in(report, cells)
    if form == "text":
        data = text_of_report(hidden, NAV).encode()
    else:
        data = workbook_of(hidden, shares=True)
    if not _is_read_as(hidden, data, form):
        raise UsageError(
            _("{path} cannot be printed as {form} so that it says the same; take the list").format(
                path=report.path, form=form
            )
        )
    return data


def _is_read_as(report: Report, data: bytes, form: str) -> bool:
    """Tell whether what was printed is read as the report, to the last figure."""
    options = ReadOptions(families=(report.family,))
    try:
        again = read_bytes(f"printed{SUFFIXES[form]}", data, options)
    except UnreadableError:
        return False
    return _said(again) == _said(report)


def _said(report: Report) -> object:
    sections = (*report.sections, *report.shares)
    return [
        (
            (table.section, table.label, table.columns),
            [(row.label, row.code, row.printed) for row in table.printed()],
        )
        for section in sections
        for table in section.tables
    ]
