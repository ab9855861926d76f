"""An input to a Report, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.errors import NoReportError, UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.parsing.parse import parse
from tiltak_audit.parsing.several import reports_in
from tiltak_audit.reading.extent import check_lines, check_one
from tiltak_audit.reading.forms import document_of, sheets_in
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.reading.source import bytes_of
from tiltak_audit.tidy.forms import tidy_report

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report


_DEFAULTS = ReadOptions()


def read(path: str, options: ReadOptions = _DEFAULTS) -> Report:
    """Read a report from a file, or from standard input where the path is ``-``.

    Raises:
        UnreadableError: It cannot be opened or decoded, or holds no table of this family.
    """
    return read_bytes(path, bytes_of(path, options.max_bytes), options)


def read_bytes(path: str, data: bytes, options: ReadOptions = _DEFAULTS) -> Report:
    """Read a report from bytes; ``path`` is what messages call it.

    Raises:
        UnreadableError: It cannot be decoded, or holds no table of this family, or several
            reports.
        NoReportError: Nothing in it looks like a report.
    """
    sheets = sheets_in(data)
    tidy = tidy_report(path, data, options, sheets)
    if tidy:
        check_lines(len(tidy.lines))
        return tidy
    document = document_of(path, data, options, sheets)
    check_lines(len(document.lines))
    check_one(reports_in(document.elements))
    report = parse(document, options.families, options.sign)
    if report.sections or report.shares:
        return report
    name = report.code or report.title
    if name and report.family.unlisted == "parts":
        raise UnreadableError(
            _(
                "no file describes the family of this report ({name}), and no table of a total and "
                "its rows could be told in it; describe it in a file and name that with --family"
            ).format(name=name)
        )
    if name and report.family.unlisted == "regions":
        raise UnreadableError(
            _(
                "it is a report of another family ({name}), and no counts of fylker or kommuner "
                "were found in it; give one that has them, or a TILT report"
            ).format(name=name)
        )
    kind = UnreadableError if name or report.edition or report.period else NoReportError
    raise kind(_no_tables(report, options))


def _no_tables(report: Report, options: ReadOptions) -> str:
    lines = len(report.lines) - (not report.lines[-1])
    tidy = [one.name for one in options.families if one.tidy]
    if tidy:
        return _(
            "no table was found in it (lines: {lines}): none has heads that {family} describes, "
            "of counts and of months"
        ).format(lines=lines, family=", ".join(tidy))
    return _(
        "no table was found in it (lines: {lines}); give the PDF of a TILT report, or its text "
        "with “<section> Rapport oppdatert: …”, a line of months and “I alt …”"
    ).format(lines=lines)
