"""The store: what reports print as typed rows, the same whether renewed or built afresh."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyarrow import parquet

from tests.archives import CODES, LOGGED, YEAR, beside, drawn, killed, name, ran, spoil, text
from tests.conftest import ROOT, TILT100, TILT140, Run
from tiltak_audit.archive import lock
from tiltak_audit.errors import UsageError
from tiltak_audit.export.tidy import COLUMNS, observations, share_observations
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions

INDEX = ("index", "archive", "--excerpt")


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of all tables of a store, in an order that does not matter."""
    with duckdb.connect(str(path), read_only=True) as store:
        names = [
            row[0] for row in store.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        ]
        return {
            one: sorted(store.execute(f"SELECT * FROM {one}").fetchall(), key=repr)  # noqa: S608
            for one in names
        }


def asked(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask a store without the command."""
    with duckdb.connect(str(path), read_only=True) as store:
        return store.execute(sql).fetchall()


def test_a_store_renewed_is_one_built_afresh(run: Run, tmp_path: Path) -> None:
    """With a file changed, one gone and one new all tables are those of a store made anew."""
    archive = drawn(tmp_path, 1, 2, 3, 4)
    first = run(*INDEX)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.endswith(f"reports read anew: {4 * len(CODES)}\n")
    assert run(*INDEX).stdout.endswith("reports read anew: 0\n")
    spoil(archive / "2025-04" / YEAR.name("TILT140", 4))
    (archive / "2025-01" / YEAR.name("TILT100", 1)).unlink()
    shutil.copy(TILT100, archive)
    again = run(*INDEX)
    # The changed release, that of the file that is gone, the one held against it, the new one.
    assert again.stdout.endswith(f"reports read anew: {3 * len(CODES)}\n")
    assert run(*INDEX, "--into", "fresh.duckdb", "--jobs", "1").returncode == 0
    renewed, fresh = tables(tmp_path / "tiltak.duckdb"), tables(tmp_path / "fresh.duckdb")
    assert renewed == fresh
    assert len(fresh["reports"]) == 4 * len(CODES)
    assert len(fresh["findings"]) > 0
    assert asked(tmp_path / "fresh.duckdb", "SELECT count(*) FROM findings WHERE fails") != [(0,)]


@pytest.fixture
def samples(run: Run, tmp_path: Path) -> Path:
    """Make a store of the two samples."""
    (tmp_path / "archive").mkdir()
    for one in (TILT100, TILT140):
        shutil.copy(one, tmp_path / "archive")
    assert run("index", "archive").returncode == 0
    return tmp_path / "tiltak.duckdb"


def test_observations_are_those_of_the_export(
    samples: Path, tilt100: Report, tilt140: Report
) -> None:
    """Each row has what the export prints of it, and every figure has one."""
    names = ", ".join(f'"{one}"' for one in COLUMNS)
    printed = Counter(
        tuple(str(getattr(one, column)) for column in COLUMNS)
        for report in (tilt100, tilt140)
        for one in observations(report)
    )
    found = asked(samples, f"SELECT {names} FROM observations")  # noqa: S608
    assert Counter(tuple(map(str, row)) for row in found) == printed


def test_shares_are_those_of_the_export(run: Run, tmp_path: Path) -> None:
    """Beside counts each share has a row, exactly as it is printed, and allows no persons."""
    (tmp_path / "archive").mkdir()
    path = ROOT / "tests" / "cases" / "other_family_counts_and_shares.txt"
    shutil.copy(path, tmp_path / "archive")
    assert run(*INDEX).returncode == 0
    report = read_bytes("x", path.read_bytes(), ReadOptions())
    printed = Counter(
        (one.section, one.table, one.row, one.period, one.value, one.printed, one.unit)
        for one in share_observations(report)
    )
    found = asked(
        tmp_path / "tiltak.duckdb",
        """SELECT section, "table", "row", period, share, printed, unit FROM observations
        WHERE unit <> 'persons' AND value IS NULL AND low IS NULL AND high IS NULL""",
    )
    assert Counter(found) == printed
    assert {one.value is None for one in share_observations(report)} == {True, False}
    counts = asked(tmp_path / "tiltak.duckdb", "SELECT count(*) FROM observations WHERE "
        "unit = 'persons' AND share IS NULL AND low IS NOT NULL")  # fmt: skip
    assert counts == [(len(list(observations(report))),)]


def test_a_measure_is_that_of_its_figures(run: Run, tmp_path: Path) -> None:
    """Where counts and shares have the same section and labels each says what it measures."""
    (tmp_path / "archive").mkdir()
    shutil.copy(ROOT / "tests" / "real" / "a5-tidy-order.xlsx", tmp_path / "archive")
    assert run(*INDEX).returncode == 0
    found = asked(tmp_path / "tiltak.duckdb", "SELECT DISTINCT unit, measure FROM observations")
    assert set(found) == {("persons", "personer"), ("percent", "% av arbeidsstyrken")}


def test_rows_say_what_they_are_of(samples: Path) -> None:
    """Figures that the samples print stand at their dimensions; sums over these are the totals."""
    where = "FROM latest WHERE report = 'TILT140' AND month = '2025-11-01'"
    told = asked(
        samples,
        f"""SELECT value, level, vintage, is_total {where}
        AND tiltak = 'Jobbklubb' AND fylke = '33' AND level = 'fylke'""",
    )
    assert told == [(17, "fylke", "2024-01", False)]
    # A main group by itself adds up to the kommuner of it, in which stars may stand for 0 to 3.
    outside = asked(
        samples,
        """
        WITH whole AS (SELECT fylke, value FROM latest WHERE report = 'TILT100'
                AND section = 'Arbeidsmarkedsstatus og fylke' AND is_total IS NOT NULL
                AND status IS NULL AND level = 'fylke'),
            parts AS (SELECT fylke, sum(low) AS low, sum(high) AS high FROM latest
                WHERE report = 'TILT100' AND level = 'kommune' AND fylke IS NOT NULL GROUP BY fylke)
        SELECT fylke, value, low, high FROM whole JOIN parts USING (fylke)
        WHERE value NOT BETWEEN low AND high""",
    )
    assert outside == []
    assert asked(samples, "SELECT DISTINCT status FROM observations WHERE kjonn = 'Kvinner' "
        "AND report = 'TILT100' AND status IS NOT NULL") != []  # fmt: skip
    means = asked(samples, "SELECT count(*) FROM observations WHERE period = 'mean' "
        "AND (month IS NOT NULL OR vintage IS NULL)")  # fmt: skip
    assert means == [(0,)]


def test_revisions_are_those_of_diff(run: Run, tmp_path: Path) -> None:
    """Where two editions print other counts the view has what diff tells; a star tells nothing."""
    drawn(tmp_path, 2, 3)
    older, newer = (tmp_path / name("TILT140", month) for month in (2, 3))
    spoil(newer)
    run(*INDEX)
    done = run("diff", older, newer, "--to", "csv").stdout
    changed = Counter(
        (one["section"], one["table"], one["row"], one["period"], one["to"])
        for one in csv.DictReader(io.StringIO(done))
        if one["period"] not in {"", "mean"}
    )
    found = asked(
        tmp_path / "tiltak.duckdb",
        """SELECT section, "table", "row", period, printed
        FROM revisions WHERE report = 'TILT140'""",
    )
    assert Counter(found) == changed
    assert len(changed) > 0
    hidden = asked(
        tmp_path / "tiltak.duckdb",
        """SELECT count(*) FROM revisions
        WHERE printed = '*' AND (from_printed IS NOT NULL OR change IS NOT NULL)""",
    )
    assert hidden == [(0,)]


def test_latest_has_a_month_once(run: Run, tmp_path: Path) -> None:
    """Of each month only the newest edition counts; the series of a row goes through all."""
    drawn(tmp_path, 2, 3)
    run(*INDEX)
    store = tmp_path / "tiltak.duckdb"
    assert asked(store, "SELECT DISTINCT source FROM latest ORDER BY 1") == [
        (name(code, 3),) for code in CODES
    ]
    section, label = "Arbeidsmarkedsstatus", "Arbeidssøkere på tiltak"
    printed = [
        one.value
        for one in observations(read_bytes("x", text("TILT100", 3).encode(), ReadOptions()))
        if (one.section, one.row) == (section, label) and one.period != "mean"
    ]
    assert len(printed) == 3
    series = f"SELECT value FROM series('TILT100', '{section}', '', '{label}')"  # noqa: S608
    assert [value for (value,) in asked(store, series)] == printed


def test_an_answer_has_four_forms(run: Run, samples: Path, tmp_path: Path) -> None:
    """A table, CSV, JSON and Parquet hold the same rows; a file is written whole."""
    assert samples.is_file()
    sql = "SELECT report, edition, sum(low) AS least FROM observations GROUP BY ALL ORDER BY report"
    done = run("query", sql)
    assert (done.returncode, done.stderr) == (0, "")
    shown = [line.split() for line in done.stdout.splitlines() if line.startswith("TILT")]
    rows = list(csv.DictReader(io.StringIO(run("query", sql, "--to", "csv").stdout)))
    objects = json.loads(run("query", sql, "--to", "json").stdout)
    assert run("query", sql, "--to", "parquet", "--output", "x.parquet").returncode == 0
    stored = parquet.read_table(tmp_path / "x.parquet").to_pylist()
    told = [[str(value) for value in one.values()] for one in rows]
    assert told == shown == [[str(value) for value in one.values()] for one in objects]
    assert told == [[one["report"], str(one["edition"]), f"{one['least']:.0f}"] for one in stored]
    assert [one[0] for one in told] == ["TILT100", "TILT140"]


def test_a_long_answer_is_cut_on_a_terminal_and_nowhere_else(run: Run, samples: Path) -> None:
    """200 rows are shown and the rest is said; CSV has all."""
    assert samples.is_file()
    sql = "SELECT line FROM observations LIMIT 300"
    done = run("query", sql)
    assert len(done.stdout.splitlines()) == 2 + 200 + 1
    assert "more rows" in done.stdout
    assert len(run("query", sql, "--to", "csv").stdout.splitlines()) == 301


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT nothing FROM reports", "LINE 1: SELECT nothing FROM reports\n               ^"),
        ("SELEC", "syntax error"),
        ("DELETE FROM reports", "read-only"),
        ("SELECT 'x'::INTEGER FROM reports", "Could not convert"),
        ("", "is empty"),
        ("COPY reports TO 'reports.csv'", "only reads"),
        ("SELECT 1; EXPORT DATABASE 'all'", "only reads"),
        ("ATTACH 'other.duckdb'", "only reads"),
        ("SELECT * FROM 'https://localhost/x.parquet'", "httpfs"),
    ],
)
def test_what_cannot_be_answered_is_told_with_its_place(
    run: Run, samples: Path, tmp_path: Path, sql: str, said: str
) -> None:
    """Exit 2, the place in the query, and no traceback; the store stays as it is."""
    before = samples.read_bytes()
    done = run("query", sql)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert samples.read_bytes() == before
    assert not any((tmp_path / name).exists() for name in ("reports.csv", "all", "other.duckdb"))


def test_a_file_that_is_no_store_is_left_alone(run: Run, tmp_path: Path) -> None:
    """A text, another's database, one of another form and none at all are told; exit 2."""
    drawn(tmp_path, 1)
    (tmp_path / "text.duckdb").write_text("no database, but long enough to look like one" * 99)
    for file, sql in [
        ("other.duckdb", "CREATE TABLE mine (x INTEGER)"),
        ("form.duckdb", "CREATE TABLE tiltak_audit (form INTEGER)"),
    ]:
        with duckdb.connect(str(tmp_path / file)) as made:
            made.execute(sql)
    said = {"text": "cannot be opened", "other": "no store", "form": "another version"}
    for file, words in said.items():
        path = tmp_path / f"{file}.duckdb"
        before = path.read_bytes()
        for call in ((*INDEX, "--into", path), ("query", "SHOW TABLES", "--from", path)):
            done = run(*call)
            assert (done.returncode, done.stdout) == (2, "")
            assert words in done.stderr
            assert "Traceback" not in done.stderr
        assert path.read_bytes() == before
    done = run("query", "SHOW TABLES")
    assert (done.returncode, "there is no store" in done.stderr) == (2, True)
    assert run(*INDEX, "--into", "none/x.duckdb").returncode == 2
    assert run(*INDEX, "--into", "archive").returncode == 2


def test_a_store_in_use_is_told(run: Run, samples: Path) -> None:
    """While another program writes it neither command waits: exit 2."""
    with duckdb.connect(str(samples)):
        for call in (("index", "archive"), ("query", "SHOW TABLES")):
            done = run(*call)
            assert (done.returncode, "in use by another program" in done.stderr) == (2, True)


MISSING = """
import sys
sys.modules["duckdb"] = None
"""


def test_without_duckdb_the_remedy_is_told(tmp_path: Path) -> None:
    """Both commands say what to install, before anything is read."""
    drawn(tmp_path, 1)
    for call in (("index", "archive"), ("query", "SHOW TABLES", "--from", "x")):
        order = [*call, "--jobs", "1"] if call[0] == "index" else list(call)
        done = ran(MISSING, *order, folder=tmp_path, excerpt=call[0] == "index")
        assert done.returncode == 2
        assert "pip install" in done.stderr
        assert "tiltak-audit[archive]" in done.stderr


def test_what_cannot_be_read_is_named_and_the_rest_indexed(run: Run, tmp_path: Path) -> None:
    """Exit 3; the file stands in the table of files with its reason; an empty folder is exit 3."""
    archive = drawn(tmp_path, 1)
    (archive / "broken.pdf").write_bytes(b"%PDF-1.4 torn")
    done = run(*INDEX)
    assert done.returncode == 3
    assert "broken.pdf" in done.stderr
    found = asked(tmp_path / "tiltak.duckdb", "SELECT source FROM files WHERE unread IS NOT NULL")
    assert found == [("archive/broken.pdf",)]
    assert asked(tmp_path / "tiltak.duckdb", "SELECT count(*) FROM reports") == [(len(CODES),)]
    (archive / "broken.pdf").unlink()
    shutil.rmtree(archive)
    archive.mkdir()
    (archive / "README.txt").write_text("no report\n")
    assert run(*INDEX).returncode == 3
    assert asked(tmp_path / "tiltak.duckdb", "SELECT count(*) FROM observations") == [(0,)]


# Breaks off once the old rows are gone and new ones are there, in one way or another.
BROKEN = """
import os, resource, signal
from tiltak_audit.store import database
# Who runs tests in the background of a shell has interrupts ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
plain = database._fill

def fill(connection, name, *rest):
    if name == "files":
        {before}
    plain(connection, name, *rest)
    if name == "kept":
        {behind}

database._fill = fill
"""
FULL = "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
WAYS = {
    "killed": ("", "os.kill(os.getpid(), signal.SIGKILL)", -9),
    "interrupted": ("", "signal.raise_signal(signal.SIGINT)", 130),
    "full": (FULL, "", 2),
    "full-at-the-end": ("", FULL, 2),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_store_is_the_former_one_whatever_happens(run: Run, tmp_path: Path, way: str) -> None:
    """Killed, interrupted and without room in the middle of it, all tables are as they were."""
    archive = drawn(tmp_path, 1, 2)
    run(*INDEX)
    before = tables(tmp_path / "tiltak.duckdb")
    spoil(archive / "2025-02" / YEAR.name("TILT140", 2))
    first, last, code = WAYS[way]
    program = BROKEN.replace("{before}", first or "pass").replace("{behind}", last or "pass")
    done = ran(program, "index", "archive", folder=tmp_path)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert tables(tmp_path / "tiltak.duckdb") == before
    assert run(*INDEX).returncode == 0
    run(*INDEX, "--into", "fresh.duckdb")
    assert tables(tmp_path / "tiltak.duckdb") == tables(tmp_path / "fresh.duckdb") != before


def test_a_killed_index_goes_on_where_it_was(tmp_path: Path) -> None:
    """Each release is audited once, and the store is that of a run that was let alone."""
    drawn(tmp_path, 1, 2, 3)
    log = tmp_path / "log"
    for lines in (1, 2):
        killed(LOGGED, "index", "archive", "--jobs", "1", folder=tmp_path, log=log, lines=lines)
    assert ran(LOGGED, "index", "archive", folder=tmp_path).returncode == 0
    assert list(Counter(log.read_text("utf-8").split()).values()) == [1, 1, 1]
    assert list(tmp_path.glob(".tiltak*")) == []
    assert ran("", "index", "archive", "--into", "fresh.duckdb", folder=tmp_path).returncode == 0
    assert tables(tmp_path / "tiltak.duckdb") == tables(tmp_path / "fresh.duckdb")


# Once the first release is kept it waits until it is told to go on.
PAUSING = """
import time
from pathlib import Path
from tiltak_audit.commands import cache
plain = cache.Cache.put

def put(self, name, data):
    plain(self, name, data)
    if name.startswith("release-"):
        Path("reached").touch()
        while not Path("on").exists():
            time.sleep(0.01)

cache.Cache.put = put
"""


def test_a_second_index_leaves_what_another_has_begun_alone(tmp_path: Path) -> None:
    """It ends at once with a line; the first comes to its end, and nothing of either is left."""
    drawn(tmp_path, 1, 2)
    ended = []

    def second() -> None:
        ended.append(ran("", "index", "archive", folder=tmp_path))
        # Another store has nothing to do with it.
        ended.append(ran("", "index", "archive", "--into", "fresh.duckdb", folder=tmp_path))
        (tmp_path / "on").touch()

    reached = tmp_path / "reached"
    first = beside(PAUSING, "index", "archive", folder=tmp_path, reached=reached, do=second)
    assert (ended[0].returncode, ended[0].stdout, ended[0].stderr.count("\n")) == (2, "", 1)
    assert "another tiltak-audit index is at work" in ended[0].stderr
    assert (first.returncode, first.stderr, ended[1].returncode) == (0, "", 0)
    assert list(tmp_path.glob(".*")) == []
    assert tables(tmp_path / "tiltak.duckdb") == tables(tmp_path / "fresh.duckdb")


def test_a_lock_whose_file_is_gone_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who opened it while the one before ended, and removed it, begins with a file of its own."""
    folder = tmp_path / "begun"
    found = [False, True]
    monkeypatch.setattr(lock.Alone, "_is_there", lambda *_: found.pop(0))
    with lock.Alone(folder, "at work"):
        assert found == []
        with pytest.raises(UsageError, match="at work"), lock.Alone(folder, "at work"):
            pass
        assert list(folder.iterdir()) == [folder / "lock"]
    assert not folder.exists()


def test_the_stars_are_audited_where_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    """With --stars there are their verdicts and findings, and without it none."""
    drawn(tmp_path, 1)
    store = tmp_path / "tiltak.duckdb"
    run(*INDEX)
    assert asked(store, "SELECT DISTINCT stars FROM reports") == [("not audited",)]
    assert run(*INDEX, "--stars").stdout.endswith(f"reports read anew: {len(CODES)}\n")
    (recoverable,) = asked(store, "SELECT sum(recoverable) FROM reports")[0]
    assert recoverable > 0
    assert asked(store, "SELECT count(*) FROM findings WHERE axis = 'stars'") != [(0,)]
