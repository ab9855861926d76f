"""Any bytes give a report or one clear error; damage and dialects never raise."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import ROOT, TILT100, TILT140, Run
from tests.strategies import report_lines, texts
from tiltak_audit.errors import UnreadableError
from tiltak_audit.model.remark import Mended
from tiltak_audit.model.wording import BLANKS
from tiltak_audit.parsing.parse import parse
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.reading.elements import Element, HeadingLine, Kind
from tiltak_audit.reading.patterns import kind_of
from tiltak_audit.reading.text.elements import elements_of
from tiltak_audit.reading.text.grammar import line_grammar, parsed
from tiltak_audit.reading.text.lexer import tokens_of
from tiltak_audit.reading.text.read import read_text
from tiltak_audit.run.audit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = sorted((ROOT / "tests" / "cases").glob("*.txt"))

HEAD = "\n".join(
    [
        " Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned",
        "Tiltak og alder Rapport oppdatert: 02.12.2025",
        "",
        "Januar 2025 - Februar 2025",
        "Gjennom",
        "snitt hittil",
        "",
        "i år Januar Februar",
        "",
    ]
)


@given(texts)
@example("* " * 400)
@example("1 2 3 4 5 6 7 8 9 0" * 40)
@example("\r\r\n\r")
def test_any_text_gives_a_report_or_a_clear_error(text: str) -> None:
    """No text raises anything but the one error whose message says what to do."""
    try:
        report = read_bytes("any.txt", text.encode("utf-8", "replace"))
    except UnreadableError as error:
        assert str(error)
        assert "\n" not in str(error)
    else:
        result = audit([report])
        assert all(0 <= finding.place.line <= len(report.lines) for finding in result.findings)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report_or_a_clear_error(data: bytes) -> None:
    """What is no UTF-8 is refused, with the line of the first odd byte or what it is."""
    with pytest.raises(UnreadableError):
        read_bytes("any.bin", data)


@given(st.lists(st.one_of(report_lines, st.text(max_size=30)), max_size=40))
def test_tokens_partition_the_text(lines: list[str]) -> None:
    """The tokens of a line, joined, are the line, and stand where they say."""
    lines = [line.replace("\n", "").replace("\r", "") for line in lines]
    by_line: dict[int, list[str]] = {}
    for kind, (text, line, column) in tokens_of(lines):
        if kind in {"BREAK", "GAP"}:
            continue
        # A tab within a label is read as a blank.
        printed = lines[line - 1][column - 1 : column - 1 + len(text)]
        assert printed.replace("\t", " ") == text
        by_line.setdefault(line, []).append(text)
    for number, printed in enumerate(lines, 1):
        joined = "".join("".join(by_line.get(number, [])).split())
        assert joined == "".join(printed.split())


def by_grammar(lines: Sequence[str]) -> tuple[Element, ...]:
    """Give the elements of lines where all goes through the parser, piece by piece.

    In lark's strict mode, which refuses any LALR conflict.
    """
    return parsed(tokens_of(lines), strict=True)


@cache
def terminals() -> dict[str, re.Pattern[str]]:
    """Give the pattern of every terminal, the highest priority first, but of what is declared."""
    terms = line_grammar().parser.lexer_conf.terminals
    ranked = sorted(terms, key=lambda term: (-term.priority, term.name))
    return {term.name: re.compile(term.pattern.to_regexp()) for term in ranked}


lines_of_reports = st.lists(st.one_of(report_lines, st.text(max_size=30)), max_size=40)


@given(lines_of_reports)
def test_elements_are_what_the_grammar_makes_of_the_tokens(lines: list[str]) -> None:
    """They are the same where every row goes through the parser piece by piece."""
    lines = [line.replace("\n", "") for line in lines]
    assert elements_of(lines) == by_grammar(lines)


@pytest.mark.parametrize("path", [TILT100, TILT140], ids=str)
def test_elements_of_a_report_are_what_the_grammar_makes_of_it(path: Path) -> None:
    """A printed report makes the same elements either way."""
    lines = path.read_text(encoding="utf-8").split("\n")
    assert elements_of(lines) == by_grammar(lines)


def test_elements_of_damaged_reports_are_what_the_grammar_makes_of_them() -> None:
    """So do all cases that the tests read, and a report of which lines are lost or exchanged."""
    damaged = [path.read_text(encoding="utf-8") for path in CASES]
    chance = random.Random(7)
    lines = TILT100.read_text(encoding="utf-8").split("\n")
    damaged += ["\n".join(chance.sample(lines, 400)) for _ in range(20)]
    damaged += ["\n".join(one for one in lines if chance.random() < 0.8) for _ in range(20)]
    for text in damaged:
        lines = text.split("\n")
        assert elements_of(lines) == by_grammar(lines)


@given(texts)
def test_the_grammar_is_total(text: str) -> None:
    """Every sequence of lines parses, with a parser that has no LALR conflict."""
    by_grammar(text.split("\n"))


# Periods as NAV prints them, and what is none: no year at all, a month 13, a name cut short.
PERIODS = (
    "Januar - mars 2026",
    "januar 2025 - Februar 2026",
    "Periode: Januar - mars 2026",
    "Periode: mars 2026",
    "Periode: 2026 01",
    "Periode: 2026 01 - 2026 03",
    "Periode: 2026 13",
    "Januar - mars",
    "Janua - mars 2026",
    "2026 01 - 2026 03",
)


LINES = st.one_of(report_lines, st.sampled_from(PERIODS), st.text(max_size=30))


@given(LINES)
def test_the_grammar_and_the_patterns_say_the_same(line: str) -> None:
    """A line is of the same kind by the terminals as by the patterns that all forms share."""
    assert_same_kind(line)


def test_the_grammar_and_the_patterns_say_the_same_of_reports() -> None:
    """So is every line of the samples and the cases."""
    for path in (TILT100, TILT140, *CASES):
        for line in set(path.read_text(encoding="utf-8").split("\n")):
            assert_same_kind(line)


def assert_same_kind(line: str) -> None:
    """Hold the first token of a line to the terminals, and its figures to theirs."""
    text = line.replace("\n", "").replace("\t", " ").strip(BLANKS)
    by_terminal = (name for name, one in terminals().items() if one.fullmatch(text))
    kind = next(name for name in by_terminal if name != "FIGURES")
    tokens = list(tokens_of([text]))
    marks = [kind for kind, _ in tokens if kind in Kind.__members__]
    assert marks == ([kind] if kind in Kind.__members__ else [])
    labels = [kind for kind, _ in tokens if kind in {"TOTAL", "CODE", "LABEL"}]
    # A line of figures alone has no label.
    assert set(labels) <= {kind}
    for kind, piece in tokens:
        if kind == "FIGURES":
            assert terminals()["FIGURES"].fullmatch(piece.text)


def test_a_period_is_one_in_each_form() -> None:
    """Six of the forms are periods, by the patterns and so by the terminals."""
    found = [kind_of(line) is Kind.PERIOD for line in PERIODS]
    assert found == [True] * 6 + [False] * 4


def test_the_patterns_know_every_line_of_the_samples() -> None:
    """What the grammar takes for headings in the dumps, the shared patterns do."""
    for sample in (TILT100, TILT140):
        lines = sample.read_text(encoding="utf-8").split("\n")
        for element in elements_of(lines):
            if isinstance(element, HeadingLine) and element.kind is not Kind.GAP:
                assert kind_of(element.text) is element.kind


HOSTILE = {
    "one line of digits": HEAD + "1 " * 500_000,
    "one line of stars": HEAD + "*" * 1_000_000,
    "stars and blanks": HEAD + "* " * 500_000,
    "one long label": HEAD + "x" * 1_000_000,
    "many lines of figures": HEAD + "1 2 3\n" * 50_000,
    "many different rows": HEAD + "".join(f"Rad x{i} 4 4 4\n\n" for i in range(4_000)),
    "many different halves of labels": HEAD
    + "I alt 4 4 4\n\n"
    + "".join(f"Rad x{i} 4 4 4\n\nx{i} 5 5 5\n" for i in range(2_000)),
    "many tables": "".join(
        f"{HEAD}\nI alt a{i} 4 4 4\n\nQ{i} 4 4 4\n\nZ 5 5 5\n" for i in range(500)
    ),
    "many readings": HEAD
    + "I alt 1 111 111 111 111 111\n\n"
    + "".join(f"Rad x{i} 1 111 {i % 900 + 100} 111 111 111\n\n" for i in range(1_000)),
    "headings only": HEAD * 3_000,
    "gaps only": HEAD + " x\n" * 20_000,
    "control characters": HEAD + "I alt\x1b[31m 4 4 4\n\n\x00\x07 4 4 4\n" * 500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_to_an_end(text: str) -> None:
    """Texts made to cost quadratic time or more are read, or refused, like others.

    Each takes a second of the processor or so; the bound is there to end what is not linear.
    """
    bounds = pytest.importorskip("bounds", reason="no folder fuzz here")
    try:
        with bounds.bounded(seconds=60):
            audit([read_bytes("hostile.txt", text.encode())])
    except UnreadableError as error:
        assert re.search("no table|in blocks apart|in fragments", str(error))


@given(st.integers(0, 10**9))
def test_a_text_cut_anywhere_is_read(seed: int) -> None:
    """A real dump cut at any character gives a report or a clear error."""
    text = TILT100.read_text(encoding="utf-8")
    cut = text[: random.Random(seed).randrange(len(text))]
    try:
        read_bytes("cut.txt", cut.encode())
    except UnreadableError as error:
        assert "no table" in str(error) or "no text" in str(error)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text"),
        (b"\0" * 5_000, "no text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "workbook"),
        ("Tiltak".encode("utf-16"), "no table"),
        ("Tiltak\nkj\xf8p\xff".encode("latin-1"), "line 2"),
        (b"nothing of the kind\n", "no table"),
        (b" Kilde: NAV NED155 Personer med nedsatt arbeidsevne\n", "NED155"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, said: str) -> None:
    """The message says what the input is, or where it stops being text."""
    with pytest.raises(UnreadableError, match=said):
        read_bytes("odd", data)


def test_blanks_of_fixed_width_are_read_as_nbsp() -> None:
    """Narrow, thin and figure spaces group thousands, and a remark says so."""
    text = TILT100.read_text(encoding="utf-8")
    report = parse(read_text("narrow.txt", text.replace("\u00a0", "\u202f").encode()))
    assert [type(notice.remark) for notice in report.notices] == [Mended]
    plain = parse(read_text("plain.txt", text.encode()))
    assert [*map(attrs.asdict, report.sections)] == [*map(attrs.asdict, plain.sections)]


def test_two_reports_in_one_file_are_refused(run: Run, tmp_path: Path) -> None:
    """Figures of one report are not judged as those of another; the message says what to do."""
    both = TILT100.read_text(encoding="utf-8") + TILT140.read_text(encoding="utf-8")
    (tmp_path / "both.txt").write_text(both, encoding="utf-8")
    done = run("check", "both.txt")
    assert done.returncode == 3
    assert "it holds several reports (TILT100, TILT140)" in done.stdout


def test_a_code_misread_on_one_page_makes_no_other_report(run: Run, tmp_path: Path) -> None:
    """One page that bears another code is a damaged head, not a second report."""
    text = TILT100.read_text(encoding="utf-8").replace("NAV TILT100 ", "NAV TILT180 ", 1)
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    assert run("check", "--no-disclosure", "one.txt").returncode == 0


def test_a_line_is_read_by_the_columns_above_it() -> None:
    """The same lines say under two months what they say there alone, and so under three."""
    rows = ["I alt 1\u00a0250 20 30", "", "Menn 12 13 14", "", "Kvinner l4 5", "", "Mer enn 12 13"]
    two, three = (["Gjennom", f"i år Januar {months}", *rows, ""] for months in ("", "Februar"))
    alone = [list(tokens_of(lines)) for lines in (two, three)]
    moved = [(kind, piece._replace(line=piece.line + len(two))) for kind, piece in alone[1]]
    assert list(tokens_of([*two, *three])) == alone[0] + moved
    labels = [[piece.text for kind, piece in found if kind == "LABEL"] for found in alone]
    assert labels[0] != labels[1]
