"""Folders in one go: every release judged, each bad file named, the same for any processes."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import attrs
import html5lib
import jsonschema
import pytest

from tests import hostile_pdfs, test_hostile
from tests.archives import CODES, QUICK, YEAR, drawn, name, ran, spoil, text
from tests.conftest import ROOT, TILT100, TILT140, Run
from tests.waiting import interrupted
from tiltak_audit.archive.found import Found
from tiltak_audit.archive.head import Head
from tiltak_audit.archive.releases import Release, releases_of
from tiltak_audit.archive.workers import Broken
from tiltak_audit.commands.archiving import Run as Auditing
from tiltak_audit.commands.formats import RESULTS
from tiltak_audit.commands.share import Told
from tiltak_audit.errors import UnreadableError
from tiltak_audit.export.workbook import workbook_of
from tiltak_audit.parsing.read import read
from tiltak_audit.run.options import Options


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive of two releases of two reports."""
    return drawn(tmp_path, 2, 3)


def fingerprints(document: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Count what was found, whatever the order."""
    return Counter((one["path"], one["fingerprint"]) for one in document["findings"])


def test_a_release_is_audited_as_if_its_files_were_named(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    """The findings of its reports are those of one check of them against the edition before."""
    assert archive.is_dir()
    done = run("check", "archive", "--format", "json", "--output", "out/")
    rows = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["reports"]
    assert [one["input"]["path"] for one in rows] == [name(c, m) for m in (2, 3) for c in CODES]
    own: Counter[tuple[str, str]] = Counter()
    for code in CODES:
        path = tmp_path / "out" / f"2025-03/{YEAR.name(code, 3)}.json"
        own += fingerprints(json.loads(path.read_text("utf-8")))
    named = [name(code, 3) for code in CODES]
    before = [part for code in CODES for part in ("--against", name(code, 2))]
    plain = json.loads(run("check", *named, *before, "--format", "json").stdout)
    assert own == fingerprints(plain)
    assert len(own) > len(CODES)
    for key in ("recoverable", "suppressed"):
        stars = [one["verdicts"]["stars"][key] for one in rows[2:]]
        assert sum(stars) == plain["verdicts"]["stars"][key]
    assert [one["against"] for one in rows[2:]] == [[name(code, 2)] for code in CODES]
    assert [one["release"] for one in rows[2:]] == [[named[1]], [named[0]]]
    assert done.returncode == int(plain["verdict"] == "fail")
    jsonschema.validate(
        json.loads((tmp_path / "out" / "summary.json").read_text("utf-8")),
        json.loads(run("schema", "archive").stdout),
    )


def test_bytes_are_the_same_for_any_number_of_processes(run: Run, archive: Path) -> None:
    """Summary and outputs of one, two and three processes are equal."""
    outputs = []
    for jobs in (1, 2, 3):
        run("check", archive, "--no-disclosure", "--jobs", str(jobs), "--format", "json",
            "--output", f"{archive}-{jobs}/")  # fmt: skip
        folder = Path(f"{archive}-{jobs}")
        files = sorted(one for one in folder.rglob("*") if one.is_file())
        outputs.append({str(one.relative_to(folder)): one.read_bytes() for one in files})
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) == 1 + 2 * len(CODES)


@pytest.mark.parametrize("form", RESULTS)
def test_every_format_is_written_a_report(run: Run, tmp_path: Path, form: str) -> None:
    """The output of a report in a folder is what a check of it alone writes."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(text("TILT140", 2), encoding="utf-8")
    given = ("--no-disclosure", "--format", form)
    done = run("check", "a", *given, "--output", "out/")
    assert (done.returncode, done.stderr) == (0, "")
    suffix = next(iter(RESULTS[form].suffixes), form)
    alone = run("check", "a/x.txt", *given, "--excerpt").stdout
    assert (tmp_path / "out" / f"x.txt.{suffix}").read_text("utf-8") == alone


def test_each_bad_file_is_named_and_stops_no_other(run: Run, archive: Path) -> None:
    """Good reports among broken, foreign and odd files are judged; each other one is told."""
    bad = {
        "broken.pdf": hostile_pdfs.truncated(),
        "locked.pdf": hostile_pdfs.encrypted(),
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 9,
        "torn.xlsx": b"PK\x03\x04" + b"\0" * 64,
        "torn.json": b'{"half": ',
        "torn.parquet": b"PAR1" + b"\0" * 64,
        "bomb.pdf": hostile_pdfs.bomb(),
        "two.txt": (TILT100.read_bytes() + TILT140.read_bytes()),
        "large.txt": b"x" * (33 * 1024 * 1024),
    }
    left = {
        "README.txt": b"What lies here, and since when.\n",
        "notes.csv": b"who;when\nKari;2025\n",
        "package.json": b'{"name": "x"}',
        "minutes.docx": b"PK\x03\x04",
        ".hidden.txt": b"",
    }
    for where, files in (("2025-02", bad), ("2025-03", left)):
        for file, data in files.items():
            (archive / where / file).write_bytes(data)
    (archive / "2025-02" / "round").symlink_to(archive)
    (archive / "self.txt").symlink_to("self.txt")
    os.mkfifo(archive / "pipe.txt")
    (archive / "copy.txt").write_text(text("TILT140", 2), encoding="utf-8")
    done = run("check", "archive", *QUICK)
    document = json.loads(done.stdout)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    judged = {Path(one["input"]["path"]).name for one in document["reports"]}
    assert judged == {YEAR.name(c, m) for c in CODES for m in (2, 3)}
    assert {Path(one["path"]).name for one in document["unread"]} == {*bad, "self.txt"}
    told = {Path(one["path"]).name for one in document["left_alone"]}
    assert told == {*left, "pipe.txt", "copy.txt"} - {".hidden.txt"}
    assert all(one["reason"] for key in ("unread", "left_alone") for one in document[key])


def test_a_file_that_is_named_must_be_a_report(run: Run, archive: Path, tmp_path: Path) -> None:
    """What is left alone in a folder is unread, exit 3, where somebody named it."""
    (tmp_path / "README.txt").write_text("no report\n")
    (archive / "README.txt").write_text("no report either\n")
    done = run("check", "archive", "README.txt", *QUICK)
    document = json.loads(done.stdout)
    assert [one["path"] for one in document["unread"]] == ["README.txt"]
    assert [one["path"] for one in document["left_alone"]] == ["archive/README.txt"]
    assert done.returncode == 3


def test_patterns_and_lists_lead_to_the_same_files(run: Run, archive: Path, tmp_path: Path) -> None:
    """A folder, a pattern in quotes and a list of its files give one summary."""
    folder = run("check", "archive", *QUICK)
    pattern = run("check", "archive/*/*.txt", *QUICK)
    names = [f"# all of it\n\n{name('TILT100', 2)}", "archive/2025-03", name("TILT140", 2)]
    (tmp_path / "files").write_text("\n".join(names))
    assert json.loads(folder.stdout) == json.loads(pattern.stdout)
    assert json.loads(folder.stdout) == json.loads(run("check", "@files", *QUICK).stdout)
    assert folder.returncode == 0
    assert archive.is_dir()


def test_a_pattern_of_nothing_is_a_file_that_is_missing(run: Run, archive: Path) -> None:
    """Alone and beside a folder it is named, and the run is incomplete."""
    alone = run("check", "none/*.txt", "--no-disclosure")
    beside = run("check", "archive", "none/*.txt", "--no-disclosure")
    assert (alone.returncode, beside.returncode) == (3, 3)
    for done in (alone, beside):
        assert "none/*.txt" in done.stdout
        assert "no such file" in done.stdout
    assert archive.is_dir()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["empty"], "there is no file"),
        (["@gone"], "the list cannot be read"),
        (["archive", "-"], "standard input"),
        (["archive", "--against", "x"], "--against"),
        (["archive", "--insider", "1:mean"], "--insider"),
        (["archive", "--open"], "--open"),
        (["archive", "--write-waivers", "w"], "--write-waivers"),
        (["archive", "--format", "sarif"], "FOLDER/"),
        (["archive", "--output", "archive/"], "another folder"),
        (["archive", "--reveal", "--format", "markdown", "--output", "out/"], "--reveal"),
    ],
    ids=str,
)
def test_what_makes_no_sense_of_folders_is_refused(
    run: Run, archive: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """Exit 2 with a message that names it, and nothing on standard output."""
    (tmp_path / "empty").mkdir()
    done = run("check", *arguments, "--no-disclosure")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert archive.is_dir()


def test_nothing_that_is_a_report_is_no_pass(run: Run, tmp_path: Path) -> None:
    """A folder with no report in it is exit 3."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "README.txt").write_text("no report\n")
    assert run("check", "notes").returncode == 3


def test_the_worst_report_decides(run: Run, archive: Path) -> None:
    """One wrong figure in one report is exit 1, and that row alone fails."""
    spoil(archive / "2025-03" / YEAR.name("TILT140", 3))
    done = run("check", "archive", *QUICK)
    rows = json.loads(done.stdout)["reports"]
    assert done.returncode == 1
    failing = [one["input"]["path"] for one in rows if one["verdict"] == "fail"]
    assert failing == [name("TILT140", 3)]
    terminal = run("check", "archive", "--no-disclosure")
    lines = terminal.stdout.splitlines()
    assert [line.split()[0] for line in lines if "disagree" in line] == ["TILT140"]
    assert lines[-1].startswith("FAIL")


def head(code: str, edition: str, last: int, path: str = "") -> Head:
    """Make what is known of a report of January to a month."""
    months = tuple(f"2025-{month:02}" for month in range(1, last + 1))
    path = path or f"{code}-{edition}"
    return Head(path, "", code=code, family="tilt", edition=edition, months=months)


def test_what_came_out_again_begins_a_release() -> None:
    """Reports of other days are one release until one of them is printed anew."""
    first = [head("A", "2025-02-02", 1), head("B", "2025-02-03", 1)]
    again = [head("A", "2025-02-09", 1), head("C", "2025-02-10", 1)]
    later = [head("A", "2025-03-02", 2), head("A", "2025-03-02", 2, "A.pdf")]
    releases = releases_of([*later, *again, *first])
    assert [set(one.files) for one in releases] == [set(first), set(again), set(later)]
    assert [one.before for one in releases] == [(), (first[0],), (again[0],)]


def test_an_edition_without_a_month_in_common_is_not_held_against() -> None:
    """January of the next year has no edition before it."""
    old = head("A", "2026-01-02", 12)
    new = attrs.evolve(old, path="new", edition="2026-02-02", months=("2026-01",))
    assert [one.before for one in releases_of([new, old])] == [(), ()]


PROGRAM = """
import sys
from pathlib import Path
from tiltak_audit.commands import share
plain = share.Share.audited

def slow(self, release):
    told = plain(self, release)
    path = Path("reached")
    if path.exists():
        while True:
            pass
    path.write_text("one is done\\n")
    return told

share.Share.audited = slow
from tiltak_audit.__main__ import main
main()
"""


def test_an_interrupt_ends_it_with_what_is_done(archive: Path, tmp_path: Path) -> None:
    """Exit 130, and what was audited is told though a process never ends."""
    arguments = ["check", "archive", "--no-disclosure", "--excerpt", "--jobs", "1", "--lang", "en",
                 "--output", "s.txt"]  # fmt: skip
    ended = interrupted(PROGRAM, arguments, tmp_path / "reached")
    assert ended.code == 130
    assert "Traceback" not in ended.err
    assert "interrupted" in ended.err
    assert archive.is_dir()


DYING = """
import os
from tiltak_audit.commands import share
plain = share.Share.known

def known(self, path):
    if path.endswith("dies.txt"):
        os.kill(os.getpid(), 9)
    if path.endswith("errs.txt"):
        raise AssertionError("not foreseen")
    return plain(self, path)

share.Share.known = known
"""


def test_a_process_that_dies_is_told_of_its_file(archive: Path, tmp_path: Path) -> None:
    """A file that kills its process, and one that meets a bug, are named; all others judged."""
    for file in ("dies.txt", "errs.txt"):
        shutil.copy(TILT100, archive / file)
    done = ran(DYING, "check", "archive", *QUICK, folder=tmp_path)
    document = json.loads(done.stdout)
    reasons = {Path(one["path"]).name: one["reason"] for one in document["unread"]}
    assert "SIGKILL" in reasons["dies.txt"]
    assert "not foreseen" in reasons["errs.txt"]
    assert len(document["reports"]) == 2 * len(CODES)
    assert done.returncode == 70


# Of one release a report meets a bug, of the other one kills its process.
CRASHING = """
import os
from tiltak_audit.commands import share
plain = share.Share.told_of

def told_of(self, release, *rest):
    names = {one.path.rpartition("/")[2] for one in release.files}
    if "TILT140_2025-02.txt" in names:
        raise AssertionError("not foreseen")
    if "TILT140_2025-03.txt" in names:
        os.kill(os.getpid(), 9)
    return plain(self, release, *rest)

share.Share.told_of = told_of
"""


def test_a_report_that_breaks_an_audit_off_is_left_out_of_it(tmp_path: Path) -> None:
    """It alone is unread; the others are judged together, as if it were not there."""
    archive = drawn(tmp_path, 2, 3)
    for month in (2, 3):
        made = archive / f"2025-{month:02}" / YEAR.name("TILT110", month)
        made.write_text(text("TILT110", month), encoding="utf-8")
    done = ran(CRASHING, "check", "archive", *QUICK, "--jobs", "1", folder=tmp_path)
    document = json.loads(done.stdout)
    reasons = {one["path"]: one["reason"] for one in document["unread"]}
    assert set(reasons) == {name("TILT140", 2), name("TILT140", 3)}
    assert "not foreseen" in reasons[name("TILT140", 2)]
    assert "SIGKILL" in reasons[name("TILT140", 3)]
    assert done.returncode == 70
    for path in reasons:
        (tmp_path / path).unlink()
    without = json.loads(ran("", "check", "archive", *QUICK, folder=tmp_path).stdout)
    assert document["reports"] == without["reports"]
    assert len(without["reports"]) == 4


class Nothing:
    """Knows nothing, and keeps nothing."""

    def known(self, task: str | Release) -> None:
        """Know nothing."""

    def keep(self, task: str | Release, came: Head | Told) -> Head | Told:
        """Give it back."""
        del task
        return came


class Stopped:
    """Does tasks until those come that are to be done anew; one report breaks its audit off."""

    rounds = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End."""

    def done(self, tasks: Sequence[str | Release]) -> Iterator[tuple[int, Head | Told | Broken]]:
        """Read files, then do releases, then each report by itself; then be stopped."""
        self.rounds += 1
        if self.rounds > 3:
            raise KeyboardInterrupt
        for at, task in enumerate(tasks):
            if isinstance(task, str):
                yield at, Head(task, task, code=task, months=("2025-01",))
            else:
                bad = any(one.path == "bad.txt" for one in task.files)
                yield at, Broken("not foreseen", bug=True) if bad else Told(())


def test_what_is_stopped_while_it_is_audited_anew_is_not_done() -> None:
    """The report that breaks its audit off is unread, and the one beside it is left to do."""
    given = Found(("bad.txt", "good.txt"), frozenset(), (), ())
    run = Auditing(given, Nothing(), Stopped(), lambda _path, _form, _data: None)
    run.go()
    document = run.document(Options())
    assert run.interrupted
    assert document.undone == ["good.txt"]
    assert [one.path for one in document.unread] == ["bad.txt"]


def test_a_workbook_beside_its_report_is_one_with_it(run: Run, archive: Path) -> None:
    """Both have a row; figures and stars are told of one, and the other row names it."""
    true = YEAR.report("TILT140", 3)
    (archive / "2025-03" / "TILT140_2025-03.xlsx").write_bytes(workbook_of(true.report))
    document = json.loads(run("check", "archive", *QUICK).stdout)
    rows = {one["input"]["path"]: one for one in document["reports"]}
    again = rows["archive/2025-03/TILT140_2025-03.xlsx"]
    assert {one["twin"] for one in rows.values() if one is not again} == {None}
    assert again["twin"] == name("TILT140", 3)
    assert (again["verdict"], again["coverage"]) == ("pass", None)
    assert document["verdict"] == "pass"


def test_the_page_holds_the_rows_of_the_terminal(run: Run, archive: Path, tmp_path: Path) -> None:
    """A page without faults shows a row a report, and names what was not audited."""
    (archive / "<b>.txt").write_text("no report\n")
    (archive / "broken.pdf").write_bytes(hostile_pdfs.truncated())
    run("check", "archive", "--no-disclosure", "--output", "s.html")
    rows = json.loads(run("check", "archive", *QUICK).stdout)["reports"]
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse((tmp_path / "s.html").read_text("utf-8"))
    shown = ["".join(one[-1].itertext()) for one in page.iter("tr")]
    assert shown == ["File", *(one["input"]["path"] for one in rows)]
    asides = ["".join(one.itertext()).partition(":")[0] for one in page.iter("li")]
    assert asides == ["archive/broken.pdf", "archive/<b>.txt"]


def test_the_page_of_a_report_has_the_tables_it_is_held_against(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    """Every row that an identity or finding on the page names is there, of which report it is."""
    spoil(archive / "2025-03" / YEAR.name("TILT140", 3))
    done = run("check", "archive", "--no-disclosure", "--output", "out/", "--format", "html")
    assert (done.returncode, "bug" in done.stdout + done.stderr) == (1, False)
    for path in (tmp_path / "out").rglob("*_2025-03.txt.html"):
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        (data,) = (one.text for one in page.iter("script") if one.get("type") == "application/json")
        said = json.loads(data or "")
        rows = range(sum(len(table[4]) for table in said["tables"]))
        named = [row for one in said["identities"] for side in one[2:4] for row in side]
        suspects = [one[0] for finding in said["findings"].values() for one in finding[2]]
        assert all(row in rows for row in (*named, *suspects))
        of = {table[0].partition(" · ")[0] for table in said["tables"] if " · " in table[0]}
        assert of == set(CODES if "TILT140" in path.name else ())


def test_the_summary_leads_to_the_pages(run: Run, archive: Path, tmp_path: Path) -> None:
    """Each row of the page leads to the page of its report, whatever that is called."""
    odd = archive / "a b#?%:ø.txt"
    (archive / "2025-02" / YEAR.name("TILT100", 2)).rename(odd)
    run("check", "archive", "--no-disclosure", "--output", "out/", "--format", "html")
    page = html5lib.parse(
        (tmp_path / "out" / "summary.html").read_text("utf-8"), namespaceHTMLElements=False
    )
    links = {"".join(one.itertext()): one.get("href") for one in page.iter("a")}
    assert len(links) == 2 * len(CODES)
    for path, link in links.items():
        found = tmp_path / "out" / unquote(urlsplit(link).path)
        assert found.name == f"{Path(path).name}.html"
        assert "<title>" in found.read_text("utf-8")
    run("check", "archive", "--no-disclosure", "--output", "alone.html")
    assert "<a " not in (tmp_path / "alone.html").read_text("utf-8")


# What makes the PDFs that are meant to do harm.
HOSTILE = (
    "bomb",
    "control_characters",
    "cycle",
    "empty_pages",
    "encrypted",
    "huge_box",
    "lying_count",
    "many_forms",
    "many_glyphs",
    "no_report",
    "one_glyph",
    "picture",
    "recursion",
    "truncated",
    "without_start",
)


@pytest.mark.slow
def test_every_hostile_file_of_the_tests_is_judged_or_named(run: Run, archive: Path) -> None:
    """Of all odd files among good ones those that can be read are judged, the others named."""
    odd = archive / "odd"
    odd.mkdir()
    for at, (said, _) in enumerate(test_hostile.REFUSED.values()):
        (odd / f"refused-{at}.txt").write_text(said, encoding="utf-8")
    for at, said in enumerate(test_hostile.READ.values()):
        (odd / f"read-{at}.txt").write_text(said, encoding="utf-8")
    for kind in HOSTILE:
        (odd / f"{kind}.pdf").write_bytes(getattr(hostile_pdfs, kind)())
    corpus = (f"fuzz/corpus/*.{suffix}" for suffix in ("txt", "pdf", "xlsx"))
    places = ("tests/cases/*.txt", "samples/*.txt", *corpus)
    for path in (path for place in places for path in ROOT.glob(place)):
        shutil.copy(path, odd)
    good, bad = set(), {}
    for path in sorted(one for one in archive.rglob("*") if one.is_file()):
        try:
            read(str(path))
            good.add(path.name)
        except UnreadableError as error:
            bad[path.name] = str(error)
    document = json.loads(run("check", "archive", *QUICK).stdout)
    asides = [*document["unread"], *document["left_alone"]]
    told = {Path(one["path"]).name: one["reason"] for one in asides}
    assert {Path(one["input"]["path"]).name for one in document["reports"]} == good
    assert told == bad
