"""What a query of the store gives, and the forms it is written in."""

from __future__ import annotations

import json
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.archive.scratch import scratch
from tiltak_audit.errors import UsageError
from tiltak_audit.export.tidy import in_csv
from tiltak_audit.i18n import _
from tiltak_audit.render.words.plain import in_json
from tiltak_audit.store.database import connected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection


# Kinds of statements that write or load other files, even where the store is only read.
_ELSEWHERE = frozenset({"ATTACH", "COPY", "EXPORT", "LOAD"})


class SqlError(UsageError):
    """A query that cannot be answered; the message shows the place, on lines of its own."""


@attrs.frozen(eq=False, slots=False, repr=False)
class Answer(Alike):
    """What a query gives.

    Attributes:
        connection: To the store.
        sql: The query.
    """

    connection: DuckDBPyConnection
    sql: str

    @cached_property
    def _found(self) -> DuckDBPyConnection:
        return self.connection.execute(self.sql)

    @property
    def names(self) -> list[str]:
        """Name the columns."""
        return [str(one[0]) for one in self._found.description or ()]

    def rows(self, most: int | None = None) -> list[tuple[Any, ...]]:
        """Give the rows, or the first of them; once."""
        return self._found.fetchall() if most is None else self._found.fetchmany(most)

    def write_parquet(self, path: Path) -> None:
        """Write the rows to a file, with the types of their columns."""
        self.connection.sql(self.sql).write_parquet(str(path), compression="zstd")


@contextmanager
def answered(path: str, sql: str) -> Iterator[Answer]:
    """Ask a store, which is only read.

    Raises:
        UsageError: The store cannot be opened.
        SqlError: The query is empty, would write another file, or cannot be answered.
    """
    with connected(path, read_only=True) as connection:
        import duckdb

        try:
            kinds = [one.type.name for one in connection.extract_statements(sql)]
            if not kinds:
                raise SqlError(_("the query is empty"))
            if not _ELSEWHERE.isdisjoint(kinds):
                raise SqlError(_("a query only reads; --to and --output write what it gives"))
            yield Answer(connection, sql)
        except duckdb.Error as error:
            raise SqlError(str(error)) from error


def csv_of(answer: Answer) -> str:
    """Give the rows as comma-separated values with a header; what is missing is empty."""
    return in_csv(answer.names, answer.rows())


def json_of(answer: Answer) -> str:
    """Give the rows as a JSON array of objects, a line each; days are in ISO form."""
    names = answer.names
    lines = [
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_plain)
        for row in answer.rows()
    ]
    return "[\n" + ",\n".join(map(in_json, lines)) + "\n]\n"


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)


def parquet_of(answer: Answer) -> bytes:
    """Give the rows as Parquet, with the types of their columns."""
    with scratch() as own:
        path = own / "answer"
        answer.write_parquet(path)
        return path.read_bytes()
