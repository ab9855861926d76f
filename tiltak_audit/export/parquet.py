"""Tidy observations as Parquet, by pyarrow."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tiltak_audit.errors import UsageError
from tiltak_audit.export.tidy import COLUMNS, observations
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.report import Report

_NUMBERS = {"value", "low", "high", "line"}


def parquet_of(reports: Iterable[Report]) -> bytes:
    """Give the observations as a file; the value of a star is null.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            _('--to parquet needs pyarrow: pip install "tiltak-audit[parquet]"')
        ) from error
    rows = [one for report in reports for one in observations(report)]
    schema = pa.schema(
        [(name, pa.int64() if name in _NUMBERS else pa.string()) for name in COLUMNS]
    )
    arrays = [
        pa.array([getattr(row, name) for row in rows], schema.field(name).type) for name in COLUMNS
    ]
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), file, compression="zstd")
    return file.getvalue()
