"""The file of the store: opened, told from others, and renewed in one transaction."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.archive.scratch import scratch
from tiltak_audit.cube.regions import every_region
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.store.schema import FIGURES, FORM, OF_REPORTS, VIEWS, created, quoted, tables
from tiltak_audit.store.told import in_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

# Nothing is fetched from elsewhere, whatever a query names.
_AT_HOME: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": False}

# Bytes of new rows that one thread loads in no time; more threads take more of the processor.
_LITTLE = 64 * 1024 * 1024

_LOCKED = "Could not set lock"


@attrs.frozen(eq=False, repr=False)
class File(Alike):
    """A file that the store knows.

    Attributes:
        source: Its path, as it is told.
        sha256: Of its bytes; empty where they could not be had.
        unread: Why it was not read; none where it was.
        head: The name of all that it is read by; empty where it is to be read again.
        said: What it is, as JSON.
        release: The name of all that its findings follow from; empty where they are to be found
            anew.
    """

    source: str
    sha256: str
    unread: str | None = None
    head: str = ""
    said: str = ""
    release: str = ""


@contextmanager
def connected(path: str, *, read_only: bool = False) -> Iterator[DuckDBPyConnection]:
    """Open a store; a new one is made where there is none, unless it is only read.

    Raises:
        UsageError: duckdb is not installed, or the file is none of its databases, is another's,
            is locked, or cannot be read or written.
    """
    try:
        import duckdb
    except ImportError as error:
        said = _('the store needs duckdb: pip install "tiltak-audit[archive]"')
        raise UsageError(said) from error
    if read_only and not Path(path).is_file():
        said = _("{path}: there is no store; make it with tiltak-audit index DIR --into {path}")
        raise UsageError(said.format(path=path))
    try:
        connection = duckdb.connect(path, read_only=read_only, config=_AT_HOME)
    except duckdb.Error as error:
        raise UsageError(_refused(path, str(error))) from error
    try:
        _check(connection, path)
        yield connection
    finally:
        connection.close()


def _refused(path: str, reason: str) -> str:
    if _LOCKED in reason:
        said = _("{path} is in use by another program; close it there, then try again")
        return said.format(path=path)
    said = _("{path} cannot be opened as a store: {reason}")
    return said.format(path=path, reason=reason.partition("\n")[0])


def _check(connection: DuckDBPyConnection, path: str) -> None:
    """Refuse a database that another program made, or another version of this one."""
    there = {
        name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    }
    if not there:
        return
    if "tiltak_audit" not in there:
        said = _("{path} is a database, but no store of tiltak-audit; name another file")
        raise UsageError(said.format(path=path))
    forms = connection.execute("SELECT form FROM tiltak_audit").fetchall()
    if forms != [(FORM,)]:
        said = _("{path} was made by another version of tiltak-audit; remove it, and index anew")
        raise UsageError(said.format(path=path))


def files_in(path: str) -> dict[str, File]:
    """Give the files of a store by source; of one that is to be made none, if it can be made.

    Raises:
        UsageError: duckdb is not installed, or no store can be there.
    """
    if Path(path).parent.is_dir() and not os.path.lexists(path) and find_spec("duckdb"):
        return {}
    with connected(path) as connection:
        return known_files(connection)


def known_files(connection: DuckDBPyConnection) -> dict[str, File]:
    """Give the files of a store by source; none of a new one."""
    if not connection.execute("SELECT 1 FROM duckdb_tables()").fetchall():
        return {}
    found = connection.execute(
        "SELECT source, sha256, unread, head, said, release FROM files JOIN kept USING (source)"
    )
    return {row[0]: File(*row) for row in found.fetchall()}


def sizes(connection: DuckDBPyConnection) -> dict[str, int]:
    """Count the rows of each table that has rows of reports."""
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        for name in OF_REPORTS
    }


def renew(
    connection: DuckDBPyConnection,
    files: Sequence[File],
    stale: Iterable[str],
    rows: Mapping[str, Sequence[Path]],
) -> None:
    """Bring a store up to date: all of it, or, whatever happens, nothing.

    Args:
        connection: To the store.
        files: All files that it shall know.
        stale: The sources whose rows go.
        rows: By table the files with the new rows, lines of JSON.

    Raises:
        UsageError: It cannot be written.
    """
    import duckdb

    try:
        if sum(path.stat().st_size for some in rows.values() for path in some) < _LITTLE:
            connection.execute("SET threads TO 1")
        # What is written goes to its place, and not to a log first that the end moves there.
        connection.execute("SET checkpoint_threshold = '1KB'")
        connection.begin()
        with scratch() as own:
            _make(connection, own)
            gone = list(stale)
            for name in OF_REPORTS:
                if gone:
                    those = "source IN (SELECT unnest(?::VARCHAR[]))"
                    connection.execute(f"DELETE FROM {name} WHERE {those}", [gone])
                _load(connection, name, rows[name], own)
            known = [attrs.asdict(one) for one in files]
            for name in ("files", "kept"):
                connection.execute(f"DELETE FROM {name}")
                _fill(connection, name, known, own)
        connection.commit()
    except (duckdb.Error, OSError) as error:
        raise UsageError(
            _("the store cannot be written, and is as it was: {reason}").format(
                reason=str(error).partition("\n")[0]
            )
        ) from error


def _make(connection: DuckDBPyConnection, scratch: Path) -> None:
    """Make what a new store holds."""
    if connection.execute("SELECT 1 FROM duckdb_tables()").fetchall():
        return
    for name in tables():
        connection.execute(created(name))
    connection.execute(VIEWS)
    connection.execute("INSERT INTO tiltak_audit VALUES (?)", [FORM])
    _fill(connection, "regions", every_region(), scratch)


def _fill(
    connection: DuckDBPyConnection, name: str, rows: Iterable[Mapping[str, Any]], scratch: Path
) -> None:
    known = tables()[name]
    path = scratch / name
    path.write_bytes(in_lines({key: one[key] for key in known} for one in rows))
    _load(connection, name, [path], scratch)


def _load(connection: DuckDBPyConnection, name: str, paths: Sequence[Path], scratch: Path) -> None:
    """Add the rows that files of lines of JSON hold; of observations a line is a printed row."""
    # To open many files takes longer than to read one.
    whole = scratch / f"{name}.json"
    with whole.open("wb") as file:
        for path in paths:
            with path.open("rb") as part:
                shutil.copyfileobj(part, file)
    lists = FIGURES if name == "observations" else {}
    types = {one: kind + "[]" * (one in lists) for one, kind in tables()[name].items()}
    columns = json.dumps(types).replace('"', "'")
    read = f"read_json(?, format = 'newline_delimited', columns = {columns})"
    if lists:
        each = ", ".join(f"unnest({one}) AS {one}" for one in lists)
        read = f"(SELECT * REPLACE ({each}) FROM {read})"
    chosen = ", ".join(lists.get(one, quoted(one)) for one in types)
    connection.execute(f"INSERT INTO {name} SELECT {chosen} FROM {read}", [str(whole)])
