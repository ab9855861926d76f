"""Bytes to a Report, where they are a tidy table that some family describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.alike import Alike
from tiltak_audit.errors import NoReportError
from tiltak_audit.families.catalogue import all_with
from tiltak_audit.i18n import _
from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.record import Record
from tiltak_audit.tidy.roles import described
from tiltak_audit.tidy.separator import separator_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.family import Family
    from tiltak_audit.model.report import Report
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.reading.workbook.sheets import Sheet
    from tiltak_audit.tidy.raw import RawTable

_PARQUET = b"PAR1"
_JSON = (b"{", b"[")
_MARK = b"\xef\xbb\xbf"

# So many heads are named in a message.
_NAMED = 8


def tidy_report(
    path: str, data: bytes, options: ReadOptions, sheets: Sequence[Sheet]
) -> Report | None:
    """Read an input, a workbook by its sheets, as tidy tables that some family describes.

    Returns:
        The report; none where the input holds no such table.

    Raises:
        UnreadableError: It has the heads of such a table, or is of a form that holds nothing
            else, and cannot be read.
    """
    known = _Known(path, options)
    if data.startswith(_PARQUET):
        from tiltak_audit.tidy.parquet import parquet_table

        return known.report([parquet_table(data)], Form.PARQUET)
    if sheets:
        return known.of_workbook(sheets)
    if data.removeprefix(_MARK).lstrip()[:1] in _JSON:
        from tiltak_audit.tidy.objects import tables_of_json

        objects = tables_of_json(data)
        if not any(known.heads(table.heads) for table in objects):
            objects = tables_of_json(data, labels=True)
        return known.report(objects, Form.JSON)
    separator = separator_of(data, known.heads)
    if not separator:
        return None
    from tiltak_audit.tidy.separated import separated_tables

    tables, encoding = separated_tables(data, options.encoding, separator, known.heads)
    return known.report(tables, Form.CSV, encoding)


class _Known(Alike, Record):
    """Reads an input by the families that are known.

    Attributes:
        path: As the user named it.
        options: What the user says of families.
    """

    path: str
    options: ReadOptions

    @property
    def families(self) -> tuple[Family, ...]:
        """List all families, the user's first."""
        return all_with(self.options.families)

    def heads(self, heads: Sequence[str]) -> bool:
        """Tell whether heads are those of a table that is described."""
        return described([heads], self.families) is not None

    def report(self, tables: Sequence[RawTable], form: Form, encoding: str = "") -> Report:
        """Make a report of tables of a form that holds nothing else.

        Raises:
            NoReportError: No family describes their columns.
        """
        family = described([table.heads for table in tables], self.families)
        if family is None:
            heads = ", ".join(f"“{head}”" for head in tables[0].heads[:_NAMED])
            raise NoReportError(
                _(
                    "no family describes its columns ({heads}); describe them in a file, and "
                    "give it with --family"
                ).format(heads=heads)
            )
        return self._read(tables, family, Origin(form, encoding))

    def of_workbook(self, sheets: Sequence[Sheet]) -> Report | None:
        """Make a report of a workbook, if a sheet of it begins with heads that are described."""
        from tiltak_audit.tidy.sheets import first_texts, tables_on

        family = described([row for one in sheets for row in first_texts(one)], self.families)
        if family is None:
            return None
        tables = [
            table
            for number, sheet in enumerate(sheets, 1)
            for table in tables_on(
                sheet, number, lambda heads: described([heads], [family]) is not None
            )
        ]
        origin = Origin(Form.WORKBOOK, pages=len(sheets))
        return self._read(tables, family, origin)

    def _read(self, tables: Sequence[RawTable], family: Family, origin: Origin) -> Report:
        # What reads tables is loaded only where there are some.
        from tiltak_audit.tidy.read import read_tables

        return read_tables(self.path, tables, family, origin, self.options)
