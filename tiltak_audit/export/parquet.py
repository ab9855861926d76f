"""Tidy observations as Parquet, by pyarrow."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

from tiltak_audit.errors import UsageError
from tiltak_audit.export.tidy import columns, lines
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.report import Report

_NUMBERS = {"value", "low", "high", "line"}

# A share is a decimal of so many digits at most, exactly as printed.
_DIGITS = 18


def parquet_of(reports: Iterable[Report], *, shares: bool = False) -> bytes:
    """Give the observations as a file; the value of a star is null.

    With shares all values are decimals, with as many digits behind the point as any has.

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
    names = columns(shares=shares)
    rows = [one for report in reports for one in lines(report, shares=shares)]
    values = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    types = {name: pa.int64() if name in _NUMBERS else pa.string() for name in names}
    if shares:
        types["value"] = pa.decimal128(_DIGITS, _decimals(values.get("value", ())))
    arrays = [pa.array(values.get(name, ()), types[name]) for name in names]
    schema = pa.schema(list(types.items()))
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), file, compression="zstd")
    return file.getvalue()


def _decimals(values: Iterable[object]) -> int:
    """Give how many digits stand behind the point at most."""
    exponents = (one.as_tuple().exponent for one in values if isinstance(one, Decimal))
    return max((-one for one in exponents if isinstance(one, int)), default=0)
