"""A report in any encoding gives the same cells, or a finding, or one clear error."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import second_reader
from tests.conftest import TILT100, TILT140, Run
from tiltak_audit.errors import UnreadableError
from tiltak_audit.export.tidy import csv_of
from tiltak_audit.model.remark import OtherEncoding
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.characters import in_grammar
from tiltak_audit.reading.options import ReadOptions
from tiltak_audit.reading.pdf.words import Words
from tiltak_audit.reading.text.plain import Plain, plain
from tiltak_audit.reading.workbook.cells import Cell
from tiltak_audit.reading.workbook.cells import Kind as CellKind
from tiltak_audit.run.audit import audit

SAMPLES = (TILT100, TILT140)

# What encodings of one byte have no letter for becomes "?"; regions are known by their codes.
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "cp1252": "cp1252",
    "latin-1": "cp1252",
    "cp865": "cp865",
    "mac-roman": "MacRoman",
}


@cache
def second(path: Path) -> list[list[str]]:
    """Give the cells of a sample by the reader that shares no code with the package."""
    return second_reader.cells(str(path))


def exported(report: Report) -> list[list[str]]:
    """Give the cells of the export."""
    return list(csv.reader(io.StringIO(csv_of([report]))))[1:]


def codes(report: Report) -> set[str]:
    """Give the codes of the findings about characters."""
    found = {finding.code for finding in audit([report]).findings}
    return found & {"TA119", "TA120", "TA123", "TA125"}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_encoding_gives_the_same_cells(path: Path, encoding: str) -> None:
    """What a sample is encoded by is found out, and its cells are those of the second reader."""
    data = path.read_text(encoding="utf-8").encode(encoding, "replace")
    report = read_bytes(path.name, data)
    assert report.origin.encoding == ENCODINGS[encoding]
    if encoding.startswith("utf") or encoding == "cp1252":
        assert exported(report) == second(path)
    else:
        # Encodings without š print "?" for it: such a region is left unread, and that is said.
        there, truth = (set(map(tuple, rows)) for rows in (exported(report), second(path)))
        unread = truth - there
        assert there <= truth
        assert {row[4] for row in unread} <= {"Evenes - Evenášši", "Kárášjohka - Karasjok"}
        assert codes(report) == {"TA120"}


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp865", "mac-roman", "utf-16-be"])
def test_the_user_may_name_the_encoding(encoding: str) -> None:
    """A name that fits is taken, whatever would be found out."""
    text = TILT100.read_text(encoding="utf-8").replace("š", "s")
    data = text.encode(encoding, "replace")
    named = read_bytes("named", data, ReadOptions(encoding=encoding))
    assert [row[6:] for row in exported(named)] == [row[6:] for row in second(TILT100)]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "not UTF-8 text: byte 0xf8 in line 2"),
        ("ascii", "not ascii text: byte 0xf8 in line 2"),
        ("nonsense", "no text encoding is called “nonsense”"),
        ("hex", "no text encoding is called “hex”"),
        ("utf-7", "no text encoding"),
        ("unicode_escape", "no text encoding"),
        ("raw_unicode_escape", "no text encoding"),
        ("idna", "no text encoding"),
        ("punycode", "no text encoding"),
        ("a\0b", "no text encoding"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(encoding: str, said: str) -> None:
    """The message gives the byte and its line, or says that there is no such encoding."""
    data = "Tiltak\nkjønn\n".encode("latin-1")
    with pytest.raises(UnreadableError, match=said):
        read_bytes("odd", data, ReadOptions(encoding=encoding))


def test_two_encodings_alike_good_are_refused() -> None:
    """Where no word decides and the letters differ, the message asks for --encoding."""
    with pytest.raises(UnreadableError, match="--encoding"):
        read_bytes("odd", b"\x86\xa0\xc8 I alt 4 4\n")


def test_a_few_lines_of_cp1252_are_read_with_a_finding() -> None:
    """Three lines saved otherwise do not make the whole text cp1252, and are reported."""
    lines = TILT100.read_text(encoding="utf-8").split("\n")
    wrong = [at for at, line in enumerate(lines) if "ø" in line][5:8]
    data = b"\n".join(
        line.encode("cp1252" if at in wrong else "utf-8") for at, line in enumerate(lines)
    )
    report = read_bytes("mixed.txt", data)
    assert exported(report) == second(TILT100)
    assert codes(report) == {"TA125"}
    assert [n.line for n in report.notices if isinstance(n.remark, OtherEncoding)] == [wrong[0] + 1]


def test_a_line_of_cp1252_that_is_utf8_by_chance_is_no_sign() -> None:
    """In a cp1252 text a line whose bytes happen to be UTF-8 is read as cp1252 too."""
    text = TILT100.read_text(encoding="utf-8").replace("Om innholdet", "Om Ã¸ innholdet", 1)
    report = read_bytes("chance.txt", text.encode("cp1252", "replace"))
    assert report.origin.encoding == "cp1252"


def unwhole(text: str, codec: str) -> str:
    """Read UTF-8 as another encoding, keeping the bytes that this one leaves undefined."""
    data = text.encode()
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_mojibake_is_mended_with_a_finding(path: Path, codec: str, times: int) -> None:
    """Read wrong once or more, a sample still gives its cells, and a warning says so."""
    text = path.read_text(encoding="utf-8")
    for _ in range(times):
        text = unwhole(text, codec)
    report = read_bytes("moji.txt", text.encode())
    assert exported(report) == second(path)
    assert codes(report) == {"TA119"}


@pytest.mark.parametrize("mark", ["?", "\ufffd", "\ufffd\ufffd"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_lost_letters_are_a_finding(path: Path, mark: str) -> None:
    """Where marks stand for letters the figures are the sample's, and a warning says so."""
    text = path.read_text(encoding="utf-8")
    for letter in "æøåÆØÅáčđŋšž§«»“”":
        text = text.replace(letter, mark)
    report = read_bytes("lost.txt", text.encode())
    assert codes(report) >= {"TA120"}
    figures = {(row[-2], row[-1]) for row in exported(report)}
    assert figures <= {(row[-2], row[-1]) for row in second(path)}


SAME: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "lone CR": lambda text: text.replace("\n", "\r"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "next line": lambda text: text.replace("\n", "\u0085"),
    "line separator": lambda text: text.replace("\n", "\u2028"),
    "narrow no-break space": lambda text: text.replace("\u00a0", "\u202f"),
    "thin space": lambda text: text.replace("\u00a0", "\u2009"),
    "soft hyphen": lambda text: re.sub(
        "(?<=[a-z])-$|(?<= )-(?= )", "\u00ad", text, flags=re.MULTILINE
    ),
    "soft hyphen in a word": lambda text: text.replace("eltak", "el\u00adtak"),
    "hyphen": lambda text: text.replace("-", "\u2010"),
    "unbreakable hyphen": lambda text: text.replace("-", "\u2011"),
    "minus": lambda text: text.replace("-", "\u2212"),
    "pdfium's hyphen": lambda text: text.replace("-", "\ufffe"),
    "ligatures": lambda text: text.replace("ff", "\ufb00").replace("fi", "\ufb01"),
    "zero width": lambda text: text.replace("alt", "a\u200blt\u200d"),
    "mark inside": lambda text: text.replace("\nTiltak", "\n\ufeffTiltak"),
    "em spaces": lambda text: text.replace("I alt ", "I\u2003alt\u2002"),
}


@pytest.mark.parametrize("kind", SAME)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_other_characters_give_the_same_cells(path: Path, kind: str) -> None:
    """Letters, blanks and line ends of any kind are read alike, each on its own line."""
    report = read_bytes("odd.txt", SAME[kind](path.read_text(encoding="utf-8")).encode())
    assert exported(report) == second(path)
    assert codes(report) <= {"TA123"}


@pytest.mark.parametrize("zero", ["\u0660", "\u06f0", "\uff10", "\u0966"])
def test_other_digits_are_no_figures(zero: str) -> None:
    """Arabic or wide digits are never read as figures in silence."""
    other = {ord("0") + digit: ord(zero) + digit for digit in range(10)}
    lines = TILT100.read_text(encoding="utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("Lønnstilskudd"))
    lines[at] = lines[at].translate(other)
    report = read_bytes("digits.txt", "\n".join(lines).encode())
    assert report.notices
    assert str(at + 1) not in {row[-1] for row in exported(report)}


def test_a_page_break_does_not_glue() -> None:
    """A form feed within a line of the file starts a new line of the report, at its place."""
    text = TILT100.read_text(encoding="utf-8")
    report = read_bytes("feed.txt", text.replace("\n Kilde", "\f Kilde").encode())
    assert [row[:-1] for row in exported(report)] == [row[:-1] for row in second(TILT100)]
    breaks = [page.count("\n") for page in text.split("\n Kilde")]
    assert report.origin.place(breaks[0] + 2) == (0, breaks[0] + 1)


@given(st.text(max_size=60))
def test_mending_keeps_lines(text: str) -> None:
    """Mended text has as many lines as the text, and mending it again changes nothing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in lines:
        assert plain(text).text.count("\n") == lines.count("\n")
    once = plain(text).text
    assert plain(once).text == once


@given(st.text(alphabet="æøåÆØÅáčŋš abcI alt 123*\n\u00a0", max_size=80))
def test_whole_letters_stay(text: str) -> None:
    """A text without anything odd comes out as it went in."""
    assert plain(text) == Plain(text)


@given(st.binary(max_size=300), st.sampled_from([b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF8]))
def test_bytes_that_are_no_report_are_refused(data: bytes, mark: bytes) -> None:
    """Whatever bytes come, they are refused in one line."""
    with pytest.raises(UnreadableError) as refused:
        read_bytes("any", mark + data)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("opp\u00adfølging", "oppfølging"),
        ("oppfølgings\u00ad\ntiltak", "oppfølgings-\ntiltak"),
        ("Evenes \u00ad Evenášši", "Evenes - Evenášši"),
        ("1\u00ad234", "1-234"),
        ("2\u2013 3\u2212 4\u2012", "2- 3- 4-"),
        ("a\u200cl\u2060t", "alt"),
        ("1\u202f234 *\u2006*", "1\u00a0234 * *"),
        ("a\u030a\ufb01", "åfi"),
        ("a\u200b\u030a", "å"),
    ],
)
def test_every_reader_reads_characters_alike(given: str, read: str) -> None:
    """A soft hyphen within a word is none, and what looks like one character is that one."""
    assert in_grammar(given)[0] == read
    assert plain(given).text == read
    assert Cell(1, CellKind.TEXT, given).words == " ".join(read.split())
    words = Words()
    words.open = list(given.split(" ", maxsplit=1)[0])
    words.end()
    assert words.words[0][0] == read.split(" ", maxsplit=1)[0]


@pytest.mark.parametrize("moved", [True, False])
def test_columns_are_the_files_or_none(moved: bool, tmp_path: Path, run: Run) -> None:  # noqa: FBT001
    """Where letters of a line were composed its findings have no columns; others keep theirs."""
    text = (
        " Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned\n"
        "Tiltak og alder Rapport oppdatert: 02.12.2025\n\nJanuar 2025 - Februar 2025\n\n"
        "Gjennom\nsnitt hittil\n\ni år Januar Februar\n\nI alt mentor 4 4 4\n\n"
        f"{'Åge ' if moved else 'Age '}4 9 4\n"
    )
    for form in ("NFC", "NFD"):
        (tmp_path / form).write_text(unicodedata.normalize(form, text), encoding="utf-8")
        document = json.loads(run("check", form, "--format", "json").stdout)
        line = 13
        known = form == "NFC" or not moved
        at = [one["column"] for one in document["findings"] if one["line"] == line]
        assert at
        assert (at != [None] * len(at)) == known
        assert (f"{form}:{line}:" in run("check", form).stdout) == known
