"""What is said of an input that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import N_, _, ngettext, number
from tiltak_audit.model.origin import Dialect, Form
from tiltak_audit.render.words.across import across, span
from tiltak_audit.render.words.counts import hidden_words, unread_words
from tiltak_audit.render.words.plain import visible
from tiltak_audit.run.inputs import extent_of

if TYPE_CHECKING:
    from tiltak_audit.model.origin import Origin
    from tiltak_audit.run.inputs import Accepted
    from tiltak_audit.run.outcome import Outcome

# Months without which nothing changes.
_HISTORY = 2

_DIALECTS = {
    Dialect.UNKNOWN: N_("unknown tool"),
    Dialect.TIKA: N_("Tika or PDFBox"),
    Dialect.ROWS: N_("a row a line, such as pdftotext -raw"),
    Dialect.ROWS_AROUND: N_("a row a line, such as pdftotext -raw; labels around their figures"),
    Dialect.COLUMNS: N_("columns set apart, such as pdftotext -layout"),
    Dialect.COLUMNS_AROUND: N_(
        "columns set apart, such as pdftotext -layout; labels around their figures"
    ),
    Dialect.CELLS: N_("a cell a line, such as PyMuPDF or pypdf"),
}


def head_of(one: Accepted, outcome: Outcome) -> list[tuple[str, str]]:
    """Name the file, the report, its period, and how much of it was read."""
    report, extent = one.report, extent_of(one.report)
    code = report.code or _("no report code")
    period = report.period
    share = 100 * extent.suppressed / extent.cells if extent.cells else 0
    read = [
        ngettext("{n} table", "{n} tables", extent.tables),
        ngettext("{n} row", "{n} rows", extent.rows),
        ngettext("{n} cell", "{n} cells", extent.cells),
        _("{n} suppressed ({share} %)").format(n=number(extent.suppressed), share=f"{share:.0f}"),
    ]
    if extent.secondary:
        read.append(hidden_words(extent.secondary))
    tables = [table for section in report.shares for table in section.tables]
    if tables:
        shares = sum(len(row.shares) for table in tables for row in table.printed())
        read.append(ngettext("{n} share", "{n} shares", shares))
    if report.unread:
        read.append(unread_words(report.unread))
    if not report.notices:
        read.append(_("every line accounted for"))
    return [
        (_("File"), visible(one.path)),
        (_("Form"), _form(report.origin)),
        (_("Report"), visible(f"{code} {report.title}".strip())),
        (_("Edition"), report.edition or _("not printed")),
        (_("Period"), span(period.first, period.last) if period else _("not printed")),
        (_("Read"), " · ".join(read)),
        *((_("Across"), text) for text in across(one.report, outcome)),
    ]


def _form(origin: Origin) -> str:
    """Say what kind of file it is, and which tool made a text, as far as that shows."""
    pages = ngettext("{n} page", "{n} pages", origin.pages)
    match origin.form:
        case Form.PDF:
            return _("PDF, {pages}").format(pages=pages)
        case Form.WORKBOOK:
            sheets = ngettext("{n} sheet", "{n} sheets", origin.pages)
            return _("Excel workbook, {sheets}").format(sheets=sheets)
        case Form.CSV:
            return _("separated values, {encoding}").format(encoding=origin.encoding)
        case Form.PARQUET:
            return _("Parquet")
        case Form.JSON:
            return _("JSON")
        case Form.TEXT:
            said = _("text, {encoding}").format(encoding=origin.encoding)
            return _("{text}, {dialect}").format(text=said, dialect=dialect_words(origin.dialect))


def dialect_words(dialect: Dialect) -> str:
    """Say how a text prints rows, and name tools that print so."""
    return _(_DIALECTS[dialect])


def jumps_sentence(one: Accepted, outcome: Outcome) -> str:
    """Say whether changes from month to month were judged, and how many breaks are known."""
    report = one.report
    if len({month for table in report.tables for month in table.columns.months}) < _HISTORY:
        return _("not judged: it has one month alone (TA7)")
    known = len(outcome.config.breaks) + len(report.family.breaks)
    return ngettext(
        "judged from month to month (TA7), but for {n} break that is known",
        "judged from month to month (TA7), but for {n} breaks that are known",
        known,
    )
