"""A Parquet file as a table, by pyarrow."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.tidy.raw import NOTHING, Field, RawTable, Record, field_of

# A report has some 40 000 figures of a dozen columns.
_MOST_ROWS = 2_000_000


def parquet_table(data: bytes) -> RawTable:
    """Read a Parquet file; a place in it is the number of a row.

    Raises:
        UnreadableError: pyarrow is not installed, or it is no such file, or a very large one.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UnreadableError(
            _('Parquet files need pyarrow: pip install "tiltak-audit[parquet]"')
        ) from error
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows > _MOST_ROWS:
            raise UnreadableError(_("it has too many rows to be a report"))
        columns = file.read().to_pydict()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableError(_("it is a damaged Parquet file; write it anew")) from error
    heads = tuple(columns)
    records = [
        Record(number, tuple(map(_field, values)))
        for number, values in enumerate(zip(*columns.values(), strict=True), 1)
    ]
    return RawTable("", 0, 1, heads, heads, tuple(records))


def _field(value: Any) -> Field:  # noqa: ANN401  of any type
    if value is None:
        return NOTHING
    if isinstance(value, Decimal):
        value = f"{value:f}"
    elif isinstance(value, float):
        value = f"{value:.15g}"
    if isinstance(value, str | int | date) and not isinstance(value, bool):
        return field_of(str(value))
    return Field("", odd=str(value))
