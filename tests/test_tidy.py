"""Tidy tables are read in every form, and what is wrong with one of them is told."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from pyarrow import parquet

from tests.conftest import TILT100, TILT140, Run
from tiltak_audit.errors import UnreadableError
from tiltak_audit.export.jsonstat import jsonstat_of
from tiltak_audit.export.parquet import parquet_of
from tiltak_audit.export.records import records_of
from tiltak_audit.export.tidy import csv_of, observations
from tiltak_audit.families.catalogue import family_of
from tiltak_audit.findings.severity import Severity
from tiltak_audit.identities.identity import Law, Verdict
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.tidy.separator import separator_of

# What no export carries, so that no check of one can tell it: how a page is laid out.
LAYOUT = {"TA111", "TA112", "TA113"}

FORMS: dict[str, Callable[[Iterable[Report]], str | bytes]] = {
    "csv": csv_of,
    "json": records_of,
    "parquet": parquet_of,
    "jsonstat": jsonstat_of,
}

# A tidy table as another office may have it: levels of regions, kjønn with its total.
TIDY: dict[str, Any] = {
    "period": ["måned"],
    "region": ["sted"],
    "levels": {"country": ["Landet"], "fylke": ["Fylker"], "kommune": ["Kommuner"]},
    "star": ["*", ""],
    "residual": "Ukjent",
    "counts": [{"name": "personer", "heads": ["antall"]}],
    "dimensions": [{"name": "kjønn", "heads": ["kjønn"], "total": "Alle"}],
}
OTHER: dict[str, Any] = {
    "name": "other",
    "extends": "general",
    "codes": ["OTHER"],
    "tidy": TIDY,
}
HEADS = "måned,sted,kjønn,antall"
ROWS = (
    "2025-01,03 Oslo,Alle,30",
    "2025-01,03 Oslo,Kvinner,10",
    "2025-01,03 Oslo,Menn,20",
)


def _bytes(written: str | bytes) -> bytes:
    return written if isinstance(written, bytes) else written.encode()


def _read(text: str | bytes, **options: object) -> Report:
    """Read a table of the other office."""
    given = ReadOptions(families=(family_of(dict(OTHER), "other.toml"),), **options)  # type: ignore[arg-type]
    return read_bytes("other.csv", _bytes(text), given)


def _table(*rows: str, heads: str = HEADS, end: str = "\n") -> str:
    return end.join((heads, *rows, ""))


def _figures(report: Report) -> list[tuple[str, str, str, str]]:
    return [(one.table, one.row, one.period, one.printed) for one in observations(report)]


RIGHT = [
    ("Alle", "Oslo", "2025-01", "30"),
    ("Kvinner", "Oslo", "2025-01", "10"),
    ("Menn", "Oslo", "2025-01", "20"),
]


def _said(report: Report) -> list[str]:
    return [getattr(one.remark, "text", "") for one in report.notices]


def _told(result: Audit) -> Counter[tuple[object, ...]]:
    """Count findings by all but their places on lines."""
    return Counter(
        (one.code, one.severity, place.section, place.table, place.named, place.period,
         tuple(sorted(one.covers)))
        for one in result.findings
        for place in [one.place]
        if one.code not in LAYOUT
    )  # fmt: skip


def _verdicts(result: Audit) -> Counter[tuple[str, Law, Verdict]]:
    """Count verdicts by section and law; of restated figures only those over several tables."""
    found: Counter[tuple[str, Law, Verdict]] = Counter()
    for judged in result.judged:
        reprints = {row for table in judged.report.tables for row in table.reprints}
        for identity, verdicts in judged.verdicts:
            if not any(one.row in reprints for one in identity.rows):
                section = identity.rows[0].table.section
                found.update((section, identity.law, verdict) for _, verdict in verdicts)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", [TILT100, TILT140], ids=lambda path: path.stem[:7])
def test_an_export_is_judged_as_what_it_was_made_from(
    request: pytest.FixtureRequest, sample: Path, form: str
) -> None:
    """Verdicts and findings are the same but for places, reprints of totals and the layout."""
    report: Report = request.getfixturevalue(sample.stem[:7].casefold())
    back = read_bytes(f"export.{form}", _bytes(FORMS[form]([report])))
    assert (report.code, report.edition, report.period) == (back.code, back.edition, back.period)
    expected, found = audit([report]), audit([back])
    assert _verdicts(expected) == _verdicts(found)
    assert _told(expected) == _told(found)


def test_the_export_of_an_export_is_the_same_but_for_lines(tilt100: Report) -> None:
    """What is read from an export is written again, each figure with its line there."""
    once = csv_of([tilt100])
    again = csv_of([read_bytes("export.csv", once.encode())])
    assert [line.rpartition(",")[0] for line in once.splitlines()] == [
        line.rpartition(",")[0] for line in again.splitlines()
    ]


def test_an_error_in_an_export_is_found_where_it_stands(tilt100: Report) -> None:
    """A figure that is changed in an export breaks its sums, with the line of its row."""
    lines = csv_of([tilt100]).splitlines()
    at = next(
        number for number, line in enumerate(lines)
        if "fylke" in line and "03,2026-01" in line and not line.endswith("*")
    )  # fmt: skip
    fields = lines[at].split(",")
    value = int(fields[-2]) + 5
    fields[-5:-1] = [str(value)] * 4
    lines[at] = ",".join(fields)
    report = read_bytes("export.csv", "\n".join(lines).encode())
    found = [one for one in audit([report]).findings if one.severity is Severity.ERROR]
    assert {"TA201"} <= {one.code for one in found}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comma", _table(*ROWS)),
        ("semicolon", _table(*ROWS, end="\n").replace(",", ";")),
        ("tab", _table(*ROWS).replace(",", "\t")),
        ("bar", _table(*ROWS).replace(",", "|")),
        ("crlf", _table(*ROWS, end="\r\n")),
        ("mark", "\ufeff" + _table(*ROWS)),
        ("quoted", _table(*(",".join(f'"{one}"' for one in row.split(",")) for row in ROWS))),
        ("blank lines", _table("", ROWS[0], ",,,", *ROWS[1:], "", "")),
        ("blanks", _table(*ROWS).replace(",", " , ")),
        ("newline", _table(*ROWS).replace("03 Oslo", '"03\nOslo"')),
        ("months", _table(*ROWS).replace("2025-01", "202501")),
        ("words", _table(*ROWS).replace("2025-01", "januar 2025")),
        ("short words", _table(*ROWS).replace("2025-01", "jan. 2025")),
        ("year first", _table(*ROWS).replace("2025-01", "2025 Januar")),
        ("days", _table(*ROWS).replace("2025-01", "31.01.2025")),
        ("times", _table(*ROWS).replace("2025-01", "2025-01-01T00:00:00")),
        ("a title", "Bestilling\n\n" + _table(*ROWS)),
        ("sep=", "sep=,\r\n" + _table(*ROWS, end="\r\n")),
        ("a note", _table(*ROWS) + "Kilde: NAV\n"),
        ("numbered", _table(*(f"{at},{row}" for at, row in enumerate(ROWS)), heads=f",{HEADS}")),
        ("floats", _table(*(f"{row}.0" for row in ROWS))),
        ("code behind", _table(*ROWS).replace("03 Oslo", "Oslo (03)")),
        ("low lines", _table(*ROWS, heads="Måned,STED,_kjønn_,antall")),
        ("order", _table(*(",".join(row.split(",")[::-1]) for row in ROWS),
                         heads=",".join(HEADS.split(",")[::-1]))),
    ],
    ids=lambda one: one if len(one) < 12 else "",
)  # fmt: skip
def test_a_table_may_be_written_in_many_ways(name: str, text: str) -> None:
    """Separators, line ends, quotes, marks, orders of columns and forms of months are told."""
    del name
    report = _read(text)
    assert _figures(report) == RIGHT
    assert report.notices == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_may_be_in_many_encodings(encoding: str) -> None:
    """Heads with letters outside ASCII are found in what Excel writes."""
    assert _figures(_read(_table(*ROWS).encode(encoding))) == RIGHT


def test_other_forms_give_the_same_figures() -> None:
    """A workbook, Parquet, JSON and JSON-stat of the same table are read alike."""
    heads = HEADS.split(",")
    rows = [row.split(",") for row in ROWS]
    numbers = [[*row[:-1], int(row[-1])] for row in rows]
    columns = {head: [row[at] for row in numbers] for at, head in enumerate(heads)}
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file)
    assert _figures(_read(file.getvalue())) == RIGHT
    objects = [dict(zip(heads, row, strict=True)) for row in numbers]
    assert _figures(_read(json.dumps(objects))) == RIGHT
    assert _figures(_read("\n".join(map(json.dumps, objects)))) == RIGHT
    assert _figures(_read(json.dumps({"count": 3, "data": objects}))) == RIGHT
    assert _figures(_read(_book([list(heads), *numbers]))) == RIGHT


def _book(lines: list[list[Any]], *, since_1904: bool = False) -> bytes:
    book, file = Workbook(), io.BytesIO()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    for row in lines:
        book.worksheets[0].append(row)
    book.save(file)
    return file.getvalue()


def test_months_may_be_days_of_a_calendar() -> None:
    """Dates of Parquet and of sheets are months, and decimals that are whole are counts."""
    heads = HEADS.split(",")
    rows = [row.split(",") for row in ROWS]
    numbered = pa.array([Decimal(row[-1]) for row in rows])
    for day in (date(2025, 1, 31), datetime(2025, 1, 1)):  # noqa: DTZ001  as files have them
        columns = {head: [row[at] for row in rows] for at, head in enumerate(heads)}
        file = io.BytesIO()
        parquet.write_table(
            pa.table(columns | {"måned": [day] * len(rows), "antall": numbered}), file
        )
        assert _figures(_read(file.getvalue())) == RIGHT
        lines: list[list[Any]] = [list(heads), *([day, *row[1:-1], int(row[-1])] for row in rows)]
        assert _figures(_read(_book(lines))) == RIGHT
        # Days that are counted from 1904 are not taken for those of 1900, four years before.
        with pytest.raises(UnreadableError, match="no month"):
            _read(_book(lines, since_1904=True))


def test_json_stat_of_an_office_is_read_by_its_dimensions() -> None:
    """The labels of a data set's dimensions are the fields, its value the count."""
    found = {
        "version": "2.0",
        "class": "dataset",
        "id": ["sted", "kjønn", "måned"],
        "size": [1, 3, 1],
        "dimension": {
            "sted": {"category": {"index": ["03"], "label": {"03": "Oslo"}}},
            "kjønn": {"category": {"index": {"M": 2, "K": 1, "A": 0},
                                   "label": {"A": "Alle", "K": "Kvinner", "M": "Menn"}}},
            "måned": {"category": {"index": ["2025M01"]}},
        },
        "value": {"0": 30, "1": 10, "2": None},
        "status": {"2": "*"},
    }  # fmt: skip
    tidy = TIDY | {"code": ["sted code"], "counts": [{"name": "n", "heads": ["value"]}]}
    tidy |= {"ignored": ["* code"]}
    family = family_of(OTHER | {"tidy": tidy}, "other.toml")
    report = read_bytes("x.json", json.dumps(found).encode(), ReadOptions(families=(family,)))
    assert [*RIGHT[:2], ("Menn", "Oslo", "2025-01", "*")] == _figures(report)


def test_json_stat_with_measures_gives_a_column_each() -> None:
    """What a dimension measures heads the counts; labels head the others where names do not."""
    found = {
        "class": "dataset",
        "role": {"metric": ["Contents"]},
        "id": ["Kjonn", "Contents", "Region", "Tid"],
        "size": [3, 2, 1, 1],
        "dimension": {
            "Kjonn": {"label": "kjønn", "category": {
                "index": ["0", "1", "2"], "label": {"0": "Alle", "1": "Kvinner", "2": "Menn"}}},
            "Contents": {"label": "statistikk", "category": {
                "index": ["A", "B"], "label": {"A": "antall", "B": "andel"}}},
            "Region": {"label": "sted", "category": {"index": ["03"], "label": {"03": "Oslo"}}},
            "Tid": {"label": "måned", "category": {"index": ["2025M01"]}},
        },
        "value": [30, 1.5, 10, 0.5, 20, 1.0],
    }  # fmt: skip
    family = family_of(OTHER | {"tidy": TIDY | {"shares": ["andel"]}}, "other.toml")
    report = read_bytes("x.json", json.dumps(found).encode(), ReadOptions(families=(family,)))
    assert _figures(report) == RIGHT
    assert report.tables[0].rows[0].code == "03"
    assert [one.rows[0].shares[0].printed for one in report.shares[0].tables] == [
        "1,5",
        "0,5",
        "1,0",
    ]
    verdicts = [
        v for judged in audit([report]).judged for _one, said in judged.verdicts for v in said
    ]
    assert verdicts == [("2025-01", Verdict.SATISFIED)]


def test_a_text_that_ends_within_a_line_is_not_taken_for_a_note() -> None:
    """A last line of one field is named where the text may have been cut there."""
    report = _read(_table(*ROWS) + "Kilde: NAV")
    assert _said(report) == ["1 fields under 4 heads"]


def test_an_empty_field_is_a_star_where_the_family_says_so() -> None:
    """Nothing in the place of a count is a star, or is left unread."""
    rows = [*ROWS[:2], "2025-01,03 Oslo,Menn,"]
    assert _figures(_read(_table(*rows)))[-1] == ("Menn", "Oslo", "2025-01", "*")
    strict = family_of(OTHER | {"tidy": TIDY | {"star": ["*"]}}, "other.toml")
    report = read_bytes("x.csv", _table(*rows).encode(), ReadOptions(families=(strict,)))
    assert RIGHT[:2] == _figures(report)
    assert _said(report) == ["“antall” holds nothing"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2025-13,11 Rogaland,Alle,30", "no month: “2025-13”"),
        (",11 Rogaland,Alle,30", "no month"),
        ("2025-01,,Alle,30", "no region"),
        ("2025-01,11 Rogaland,,30", "nothing under “kjønn”"),
        ("2025-01,11 Rogaland,Alle,7.5", "holds “7.5”"),
        ("2025-01,11 Rogaland,Alle,-7", "holds “-7”"),
        ("2025-01,11 Rogaland,Alle,ca 7", "holds “ca 7”"),
        ("2025-01,11 Rogaland,Alle", "3 fields under 4 heads"),
        ("2025-01,11 Rogaland,Alle,30,", "5 fields under 4 heads"),
    ],
)
def test_what_cannot_be_read_is_named_and_counted(row: str, said: str) -> None:
    """A record with a fault is left unread with its line; the others are read."""
    report = _read(_table(*ROWS, row))
    assert _figures(report) == RIGHT
    (notice,) = report.notices
    assert said in _said(report)[0]
    assert (notice.unread.rows, report.origin.place(notice.line)) == (1, (0, 5))


def test_an_observation_twice_is_told_and_counts_once() -> None:
    """The same figure again is told; another one is told as such; both are errors."""
    for again, kind in ((ROWS[1], "same"), (ROWS[1][:-2] + "99", "other")):
        report = _read(_table(*ROWS, again))
        (notice,) = report.notices
        assert kind == getattr(notice.remark, "kind", "")
        assert _figures(report) == RIGHT
        codes = [one.code for one in audit([report]).findings if one.severity is Severity.ERROR]
        assert codes == ["TA103"]


def test_months_may_stand_in_any_order() -> None:
    """Each month is judged by itself, whichever comes first."""
    later = [row.replace("2025-01", "2025-02") for row in ROWS]
    report = _read(_table(*later, *ROWS))
    assert (
        report.period and str(report.period.first),
        report.period and str(report.period.last),
    ) == ("2025-01", "2025-02")
    assert Counter({Verdict.SATISFIED: 2}) == Counter(
        verdict for _, _, _, verdict in audit([report]).tally().elements()
    )


def test_regions_add_up_over_levels() -> None:
    """Kommuner are at most their fylke, and the fylker with Ukjent are the country."""
    rows = [
        "2025-01,Landet,Alle,50",
        "2025-01,03 Oslo,Alle,30",
        "2025-01,11 Rogaland,Alle,15",
        "2025-01,Ukjent,Alle,5",
        "2025-01,1103 Stavanger,Alle,16",
    ]
    told = {"level": ["nivå"]}
    levels = ["Landet", "Fylker", "Fylker", "Fylker", "Kommuner"]
    family = family_of(OTHER | {"tidy": TIDY | told}, "other.toml")
    text = _table(
        *(f"{row},{level}" for row, level in zip(rows, levels, strict=True)), heads=HEADS + ",nivå"
    )
    report = read_bytes("x.csv", text.encode(), ReadOptions(families=(family,)))
    (finding,) = (one for one in audit([report]).findings if one.severity is Severity.ERROR)
    assert (finding.code, finding.words.message.rpartition(": ")[2]) == ("TA404", "off by 1")
    short = text.replace(",5,", ",4,").replace("Alle,16", "Alle,15")
    report = read_bytes("x.csv", short.encode(), ReadOptions(families=(family,)))
    (finding,) = (one for one in audit([report]).findings if one.severity is Severity.ERROR)
    assert (finding.code, "country" in finding.words.message) == ("TA403", True)


@pytest.mark.parametrize(
    ("month", "fylke"),
    [("2022-01", "99 Øvrige områder"), ("2025-01", "97 Svalbard og øvrige områder")],
)
def test_svalbard_is_part_of_the_residual_fylke_of_its_year(month: str, fylke: str) -> None:
    """7 persons of 2100 are more than the 5 of 99 in 2022, or of 97 since 2024."""
    report = _read(_table(f"{month},{fylke},Alle,5", f"{month},2100 Svalbard,Alle,7"))
    (finding,) = (one for one in audit([report]).findings if one.severity is Severity.ERROR)
    assert (finding.code, finding.words.message.rpartition(": ")[2]) == ("TA404", "off by 2")


@pytest.mark.parametrize(
    ("region", "told"),
    [
        *((region, 1) for region in ("77 Tull", "7701 Tull", "21 Tull")),
        *((region, 0) for region in ("56 Finnmark", "99 Øvrige områder", "14 Sogn og Fjordane")),
    ],
)
def test_a_code_that_no_region_has_is_told_once(region: str, told: int) -> None:
    """Whatever the number of its rows; codes of other years may go on, and figures are read."""
    months = ("2025-01", "2025-02")
    rows = [f"{month},{region},{sex},5" for month in months for sex in ("Kvinner", "Menn")]
    report = _read(_table(*rows))
    found = [one for one in audit([report]).findings if one.code == "TA117"]
    assert [one.severity for one in found] == [Severity.WARNING] * told
    assert all(f"“{region}”" in one.words.message for one in found)
    assert len(_figures(report)) == len(rows)
    assert not report.unread


@pytest.mark.parametrize("text", ["", "\n\n", HEADS, HEADS + "\n", HEADS + "\n,,,\n"])
def test_nothing_to_read_is_refused(text: str) -> None:
    """An empty file, heads alone and empty records are refused with a reason."""
    with pytest.raises(UnreadableError):
        _read(text)


def test_columns_that_nobody_describes_are_named() -> None:
    """Parquet and JSON without a family that knows them are refused with their heads."""
    with pytest.raises(UnreadableError, match=r"“kommune”, “antall”.*--family"):
        read_bytes("x.json", b'[{"kommune": "Oslo", "antall": 3}]')


@pytest.mark.parametrize(
    "data", [b"{", b"[1, 2]", b"{}", b'{"class": "dataset"}', b"PAR1 and no more", b"[" * 99_999]
)
def test_damaged_files_are_refused(data: bytes) -> None:
    """What is no JSON, of another shape, or a damaged Parquet file ends in no traceback."""
    with pytest.raises(UnreadableError):
        read_bytes("x", data)


def test_a_mean_without_its_months_is_left_unread(tilt100: Report) -> None:
    """Where an export lacks the months of a table, its means are named, and prove nothing."""
    lines = csv_of([tilt100]).splitlines()
    kept = [line for line in lines if "kjønn" not in line or ",mean," in line]
    report = read_bytes("means.csv", "\n".join(kept).encode())
    rows = sum("kjønn" in line for line in kept)
    assert rows == len(report.notices) == report.unread.rows
    assert {"no figure for any month"} == set(_said(report))
    assert not [one for one in audit([report]).findings if one.code.startswith(("TA2", "TA4"))]


def test_several_reports_in_one_file_are_refused(tilt100: Report, tilt140: Report) -> None:
    """An export of two reports is none of one."""
    with pytest.raises(UnreadableError, match=r"TILT100 2026-02-02, TILT140"):
        read_bytes("both.csv", csv_of([tilt100, tilt140]).encode())


def test_standard_input_and_limits(run: Run, tilt100: Report) -> None:
    """``-`` reads a table, too, and --max-bytes refuses a large one."""
    data = csv_of([tilt100]).encode()
    assert "separated values, UTF-8" in run("check", "-", "--no-disclosure", stdin=data).stdout
    done = run("check", "-", "--max-bytes", "100", stdin=data)
    assert (done.returncode, "larger than 100 bytes" in done.stdout) == (3, True)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac-roman"])
def test_heads_are_known_in_what_a_text_is_written_in(encoding: str) -> None:
    """So they are where the start of the text that is looked at ends within a letter."""
    for pad in ("", "x"):
        data = f"År,Måned,Antall\n{pad}{'å' * 9_000}".encode(encoding)
        assert separator_of(data, lambda heads: "Måned" in heads) == ","
