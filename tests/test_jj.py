"""Table systems in the JJ format: what is read, what is refused, and what is worked out."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.waiting import Ended, interrupted
from tiltak_audit.argus.jj import JJCell, TableSystem, table_system_of, text_of_table_system
from tiltak_audit.errors import UnreadableError

# Two suppressed cells beside a published one, and the total.
SMALL = """\
0
4
0 2 1 u 0 3 1 1 0
1 5 1 s 0 10 0 0 0
2 4 1 m 0 9 0 0 0
3 11 1 z 0 20 0 0 0
1
0 4 : 0 (1) 1 (1) 2 (1) 3 (-1)
"""


def said_of(run: Run, text: str | bytes) -> dict[int, tuple[int, int, str]]:
    """Give the targets of a system."""
    done = run("intervals", "-", "--format", "json", stdin=_bytes(text))
    assert done.returncode == 0, done.stderr
    return {
        one["cell"]: (one["low"], one["high"], one["status"])
        for one in json.loads(done.stdout)["targets"]
    }


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def test_a_published_total_narrows_its_parts(run: Run) -> None:
    """0 ≤ x ≤ 3 and 0 ≤ y ≤ 9 that add up to 6 leave x as it is, and y at 3 to 6."""
    assert said_of(run, SMALL) == {0: (0, 3, "open"), 2: (3, 6, "narrowed")}


def test_both_forms_say_the_same(run: Run, tmp_path: Path) -> None:
    """People see a line a suppressed cell and a summary; files get what stdout would."""
    (tmp_path / "a.jj").write_text(SMALL.replace("0 2 1 u 0 3", "0 2 1 u 2 2"), encoding="utf-8")
    done = run("intervals", "a.jj")
    assert done.returncode == 0
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["0", "2", "…", "2", "2", "2", "exact"] in lines
    assert ["2", "0", "…", "9", "4", "4", "exact"] in lines
    assert done.stdout.splitlines()[-1] == (
        "2 suppressed cells: 2 exact, 0 narrowed, 0 open, 0 undecided"
    )
    assert run("intervals", "a.jj", "--output", "b.txt").stdout == ""
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == done.stdout


def test_a_long_table_lists_what_is_given_away_only(run: Run) -> None:
    """Of many cells those that stay open are counted."""
    cells = "".join(f"{at} 1 1 u 0 3 0 0 1\n" for at in range(60))
    done = run(
        "intervals", "-", stdin=f"0\n60\n{cells}2\n1 1 : 7 (1)\n3 2 : 8 (1) 9 (1)\n".encode()
    )
    assert [line.split()[-1] for line in done.stdout.splitlines()[:2]] == ["status", "exact"]
    assert "59 open cells not listed" in done.stdout


@pytest.mark.parametrize(
    "text",
    [
        SMALL.replace("\n", "\r\n"),
        "\ufeff" + SMALL,
        SMALL.replace(" (", "("),
        SMALL.replace(" (", "  ( ").replace(":", " :  "),
        SMALL.replace("0 4 :", "0 4:"),
        SMALL.replace("5 1 s", "5.0 1.5 s").replace("11 1 z", "1.1e+01 1 z"),
        SMALL.replace("\n", "\n\n") + " \n",
        SMALL.removesuffix("\n"),
        SMALL.replace("4 : 0 (1)", "5 : 0 (3) 0 (-2)"),
    ],
    ids=["CRLF", "BOM", "glued", "apart", "colon", "decimals", "blank lines", "no end", "twice"],
)
def test_the_same_system_in_other_dress(run: Run, text: str) -> None:
    """Line ends, blanks and decimals do not matter, nor terms that add up to the same."""
    assert said_of(run, text) == {0: (0, 3, "open"), 2: (3, 6, "narrowed")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty; expected 0"),
        (" \r\n", "it is empty"),
        ("7\n", "line 1: expected 0, the first line"),
        ("0\n", "line 2: the file ends; expected the number of cells"),
        ("0\nfour\n", "line 2: expected the number of cells, not “four”"),
        ("0\n-1\n0\n", "line 2: expected the number of cells, not “-1”"),
        (SMALL[:33], "line 4: expected a cell: index, value"),
        (SMALL[: SMALL.index("1\n0 4")], "line 7: the file ends; expected the number of constr"),
        (SMALL[: SMALL.index("0 4 :")], "line 8: the file ends; expected a constraint"),
        (SMALL.replace("0\n4\n", "0\n5\n"), "line 7: expected a cell"),
        (SMALL.replace("0\n4\n", "0\n3\n"), "line 6: expected the number of constraints"),
        (SMALL + "0 1 : 0 (1)\n", "line 9: expected the end, after as many constraints"),
        (SMALL.replace("1 m", "1 x"), "line 5: expected a status s, u, m or z, not “x”"),
        (SMALL.replace("3 (-1)", "4 (-1)"), "line 8: expected the index of a cell that the file"),
        (SMALL.replace("\n2 4", "\n1 4"), "line 5: expected an index that no cell before it has"),
        (SMALL.replace("u 0 3", "u 3 0"), "line 3: expected a lower bound that is not above"),
        (SMALL.replace("0 4 :", "0 3 :"), "line 8: expected 3 terms, as the line announces, not"),
        (SMALL.replace("0 4 :", "0 4"), "line 8: expected a constraint: sum, number"),
        (SMALL.replace("2 (1)", "2 1"), "line 8: expected terms of the form index (coefficient)"),
        (SMALL.replace("u 0 3", "u 0 3.5"), "line 3: expected a whole number, as counts are"),
        (SMALL.replace("2 (1)", "2 (0.5)"), "line 8: expected a whole number"),
        (SMALL.replace("2 (1)", "2 (one)"), "line 8: expected a whole coefficient"),
        (SMALL.replace("u 0 3", "u 0 inf"), "line 3: expected the upper bound of the cell"),
        (SMALL.replace("5 1 s", "5 nan s"), "line 4: expected a number, not “nan”"),
        (SMALL.replace("0 2 1 u", "-1 2 1 u"), "line 3: expected the index of a cell, 0 or more"),
        (SMALL.replace("u 0 3", f"u 0 {2**60}"), "line 3: expected a number below 2^60"),
        (SMALL.replace("u 0 3", "u 0 1e999"), "line 3: expected a number below 2^60"),
        (SMALL.replace("u 0 3", f"u 0 1{'0' * 5000}"), "line 3: expected a number below 2^60"),
        (SMALL.replace("2 (1)", f"2 ({2**58})"), "line 8: expected sums below 2^60"),
        (SMALL.replace("z 0", "z\0 0"), "line 6: a NUL character"),
        (SMALL.encode().replace(b"z", b"\xe6"), "line 6: byte 0xe6 is not UTF-8"),
        (SMALL.encode("utf-16"), "line 1: a NUL character"),
        (SMALL.replace("0 4 :", "99 4 :"), "line 8: this constraint cannot hold"),
        (SMALL.replace("0 4 : 0", "7 2 : 0 (1) 0 (-1) #").split("#")[0], "line 8: this constraint"),
        (
            SMALL.replace("\n1\n", "\n2\n") + "0 2 : 0 (2) 2 (-1)\n5 0 :\n",
            "line 10: expected the end",
        ),
        (SMALL.replace("\n1\n", "\n2\n") + "2 2 : 2 (1) 0 (2)\n", "no table obeys all constraints"),
        (
            SMALL.split("0 4 :", maxsplit=1)[0] + "5 0 :\n",
            "line 8: this constraint cannot hold: its cells add",
        ),
        ("x" * 9_000_000, "line 1: expected 0, the first line of the format, not “xxx"),
    ],
)
def test_bad_files_are_refused(run: Run, text: str | bytes, said: str) -> None:
    """The message gives the line and what was expected; the exit code is 3, stdout is empty."""
    for form in ("json", "terminal"):
        done = run("intervals", "-", "--format", form, stdin=_bytes(text))
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith(f"-: {said}")
        assert done.stderr.count("\n") == 1


def test_missing_files_and_wrong_options(run: Run) -> None:
    """A file that is not there is unreadable; an option that is not there is usage."""
    assert run("intervals", "none.jj").returncode == 3
    assert run("intervals", "none.jj", "--format", "xml").returncode == 2
    assert run("intervals", "none.jj", "--output", "no/where.json").returncode == 2


@given(st.text(alphabet="0123456789 su:()-.\n", max_size=200) | st.text(max_size=50))
def test_any_text_is_read_or_refused(tail: str) -> None:
    """No text ends in another error than the one that is meant for it."""
    for text in (tail, SMALL[: len(tail)] + tail, SMALL + tail):
        try:
            table_system_of(text.encode("utf-8", "replace"))
        except UnreadableError as error:
            assert str(error).startswith(("line ", "it is empty"))


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, list[tuple[int, ...]]]:
    """Draw a small system that has a solution, as text, and all its solutions."""
    size = draw(st.integers(1, 4))
    low = [draw(st.integers(-5, 3)) for _ in range(size)]
    high = [least + draw(st.integers(0, 4)) for least in low]
    status = [draw(st.sampled_from("sumz")) for _ in range(size)]
    true = [draw(st.integers(a, b)) for a, b in zip(low, high, strict=True)]
    rows = []
    for _ in range(draw(st.integers(0, 3))):
        factors = [draw(st.integers(-7, 7)) for _ in range(size)]
        total = sum(f * x for f, x in zip(factors, true, strict=True))
        rows.append((total, factors))
    lines = ["0", str(size)]
    for at, (value, state) in enumerate(zip(true, status, strict=True)):
        lines.append(f"{at} {value} 1 {state} {low[at]} {high[at]} 0 0 0")
    lines.append(str(len(rows)))
    for total, factors in rows:
        said = " ".join(f"{at} ({factor})" for at, factor in enumerate(factors))
        lines.append(f"{total} {size} : {said}")
    values = [
        range(low[at], high[at] + 1) if status[at] in "um" else (true[at],) for at in range(size)
    ]
    solutions = [
        point
        for point in itertools.product(*values)
        if all(total == sum(f * x for f, x in zip(row, point, strict=True)) for total, row in rows)
    ]
    return "\n".join(lines).encode(), solutions


@given(tables())
def test_a_small_system_is_solved_as_by_trying_all(
    drawn: tuple[bytes, list[tuple[int, ...]]],
) -> None:
    """The interval of a decided cell is that of all tables there are."""
    from tiltak_audit.argus.targets import Known, attack

    text, solutions = drawn
    table = table_system_of(text)
    found = attack(table)
    assert found.feasible
    assert [t.cell for t in found.targets] == [c.index for c in table.cells if c.suppressed]
    for target in found.targets:
        values = [point[target.cell] for point in solutions]
        true = (min(values), max(values))
        assert target.status is not Known.UNDECIDED
        assert (target.low, target.high) == true
        expected = Known.OPEN if true == target.given else Known.NARROWED
        assert target.status is (Known.EXACT if true[0] == true[1] else expected)


@given(tables())
def test_what_is_written_is_read_again(drawn: tuple[bytes, list[tuple[int, ...]]]) -> None:
    """Reading what was written gives the same system, and writing it the same text."""
    table = table_system_of(drawn[0])
    text = text_of_table_system(table)
    again = table_system_of(text.encode())
    assert again.cells == table.cells
    assert text_of_table_system(again) == text


def test_a_written_cell_has_its_nine_fields() -> None:
    """An unsafe cell asks for a width of 1; a published one for nothing."""
    from tiltak_audit.engine.system import system_of

    cells = (JJCell(3, 1, "u", 0, 3), JJCell(5, 7, "s", 7, 7))
    table = TableSystem(cells, system_of([0, 7], [3, 7], [(8, 8, [(0, 1), (1, 1)])]))
    assert text_of_table_system(table) == (
        "0\n2\n3 1 1 u 0 3 0 0 1\n5 7 1 s 7 7 0 0 0\n1\n8 2 : 3 (1) 5 (1)\n"
    )


def long_work() -> str:
    """Give a system whose first cells are settled at once, and whose others take minutes."""
    size = 60
    cells = [f"{at} 0 1 u 0 1000000 0 0 1" for at in range(size + 2)]
    rows = ["5 1 : 60 (1)", "9 1 : 61 (1)"]
    for shift in range(12):
        factors = [10_007 + (at * 7919 + shift * 104_729) % 90_001 for at in range(size)]
        total = sum(factor * (at * 7919 % 1_000_000) for at, factor in enumerate(factors))
        said = " ".join(f"{at} ({factor})" for at, factor in enumerate(factors))
        rows.append(f"{total} {size} : {said}")
    return "\n".join(["0", str(size + 2), *cells, str(len(rows)), *rows])


# Says so once the cells that are settled at once are, and the search for the others begins.
_SEARCHING = """
from pathlib import Path
from tiltak_audit.argus import targets
from tiltak_audit.__main__ import main

attack = targets.attack


def told(table, progress):
    def step(done):
        progress(done)
        Path("searching").write_text("yes\\n")

    return attack(table, step)


targets.attack = told
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_an_interrupt_keeps_what_is_known(tmp_path: Path) -> None:
    """Ctrl-C writes the cells that are settled; the rest is undecided; the exit code is 130."""
    (tmp_path / "long.jj").write_text(long_work(), encoding="utf-8")
    call = ["intervals", "long.jj", "--format", "json", "--output", "out.json"]
    ended = interrupted(_SEARCHING, call, tmp_path / "searching")
    assert ended == Ended(130, "tiltak-audit: interrupted\n")
    targets = json.loads((tmp_path / "out.json").read_bytes())["targets"]
    assert len(targets) == 62
    assert [one["status"] for one in targets[-2:]] == ["exact", "exact"]
    assert "undecided" in {one["status"] for one in targets}
