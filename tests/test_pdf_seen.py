"""What a reader of a page does not see is not read, and told; a mark is no digit."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.conftest import ROOT, Run
from tests.hidden_pdfs import HIDDEN, MARKED, REPLACED, Drawn, page_of, plain
from tiltak_audit.errors import UnreadableError
from tiltak_audit.model.figure import count
from tiltak_audit.model.remark import Gone, LostLetters, Mended
from tiltak_audit.model.report import Report
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.parsing.read import read, read_bytes

pytestmark = pytest.mark.usefixtures("pdf_here")

PLANTED = 40
MOST_MISSED = 1

SHARED = ROOT / "tests" / "cases" / "shared"


def figures_of(report: Report) -> dict[str, tuple[object, ...]]:
    """Give the figures of every row that was read."""
    return {row.label: row.figures for table in report.tables for row in table.printed()}


def as_counts(cells: dict[str, tuple[int, int]]) -> dict[str, tuple[object, ...]]:
    """Give what is to be read."""
    return {label: tuple(map(count, figures)) for label, figures in cells.items()}


@pytest.mark.parametrize("drawn", HIDDEN.values(), ids=HIDDEN)
def test_a_figure_that_nobody_sees_is_told_and_not_read(drawn: Drawn) -> None:
    """Covered, clipped, switched off or in the colour behind it, it is an error of reading."""
    missed = 0
    for seed in range(PLANTED):
        page, cells, row = page_of(seed, drawn)
        try:
            report = read_bytes("hidden.pdf", page)
        except UnreadableError:
            continue
        told = [
            n
            for n in report.notices
            if getattr(n.remark, "kind", "") in {"hidden", "replaced"} and n.unread
        ]
        expected = {label: figures for label, figures in as_counts(cells).items() if label != row}
        # Without a total there may be no table; never is the row read whole.
        wrong = any(expected.get(label) != read for label, read in figures_of(report).items())
        missed += not told or wrong
    assert missed <= MOST_MISSED


@pytest.mark.parametrize("drawn", MARKED.values(), ids=MARKED)
def test_a_mark_beside_a_figure_is_no_digit_of_it(drawn: Drawn) -> None:
    """Smaller, raised or a glyph of its own, it is left out and told."""
    missed = 0
    for seed in range(PLANTED):
        page, cells, _row = page_of(seed, drawn)
        report = read_bytes("marked.pdf", page)
        told = Mended in {type(notice.remark) for notice in report.notices}
        missed += not told or figures_of(report) != as_counts(cells)
    assert missed <= MOST_MISSED


def test_the_glyphs_are_read_and_not_what_replaces_them() -> None:
    """ActualText that says another figure is told as an error; the figure is the one printed."""
    for seed in range(PLANTED):
        page, cells, _row = page_of(seed, REPLACED)
        report = read_bytes("replaced.pdf", page)
        assert figures_of(report) == as_counts(cells)
        assert [notice.unread.cells for notice in report.notices] == [1]


def test_a_figure_in_grey_is_a_figure() -> None:
    """What is seen, in whatever shade, is read without a remark, a line beside it or not."""
    for seed in range(PLANTED):
        page, cells, _row = page_of(seed, plain)
        report = read_bytes("grey.pdf", page)
        assert (figures_of(report), report.notices) == (as_counts(cells), ())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("faults/F10-pdf-footnote-mark-as-digit.pdf", 0),
        ("faults/F11-pdf-redacted-box-read.pdf", 3),
        ("faults/F12-pdf-actualtext-99-over-12.pdf", 3),
        ("faults/F13-pdf-hidden-layer-read.pdf", 3),
        ("faults/F15b-pdf-1236-of-1272-cells-lost-exit0.pdf", 3),
        ("public/21-ocg-off.pdf", 3),
        ("public/25-actualtext.pdf", 0),
    ],
)
def test_a_page_is_read_as_it_is_seen(run: Run, name: str, code: int) -> None:
    """Figures that are hidden or said otherwise end in exit 3."""
    assert run("check", str(SHARED / name)).returncode == code


def test_a_page_that_breaks_off_is_told_by_the_export_too(run: Run) -> None:
    """Rows that are gone with the foot of their page are told, and on stderr of an export too."""
    done = run(
        "export", "--to", "csv", str(SHARED / "faults" / "F16-pdf-rows-lost-quiet-tilt100.pdf")
    )
    table = "Arbeidsmarkedsstatus og tiltaksgruppe · Arbeidssøkere på tiltak"
    assert f"1 row unread (2 cells): {table}\n" in done.stderr
    assert "page 3 breaks off" in done.stderr
    assert {"Avklaringstiltak", "egenetablering"} <= set(done.stderr.replace(",", "").split())


def test_the_sums_of_a_page_that_breaks_off_are_not_violated(run: Run) -> None:
    """Rows are lost there: what is left of its table is no wrong sum."""
    done = run("check", str(SHARED / "faults" / "F16-pdf-rows-lost-quiet-tilt100.pdf"))
    assert (done.returncode, "TA201 column-sum]" in done.stdout) == (3, False)


@pytest.mark.parametrize("number", range(1, 9))
def test_a_page_of_which_nothing_is_left_is_told(number: int) -> None:
    """A page without a word among pages with a foot: its rows are gone, and nothing passes."""
    with (
        pdfium.PdfDocument(str(ROOT / "samples" / "pdf" / "tilt100.pdf")) as whole,
        pdfium.PdfDocument.new() as without,
    ):
        for at in range(len(whole)):
            if at == number:
                without.new_page(*whole[at].get_size())
            else:
                without.import_pages(whole, [at])
        file = BytesIO()
        without.save(file)
    report = read_bytes("emptied.pdf", file.getvalue())
    remarks = [notice.remark for notice in report.notices]
    feet = [one for one in remarks if isinstance(one, Gone) and one.kind == "foot"]
    assert [one.page for one in feet] == [number + 1]
    assert report.unread


def test_a_hidden_figure_is_counted_once() -> None:
    """Neither the row that lacks it nor the page that hides it counts it again."""
    report = read(str(SHARED / "faults" / "F11-pdf-redacted-box-read.pdf"))
    assert report.unread == Unread(1, 3)
    for seed in range(PLANTED):
        page, cells, row = page_of(seed, HIDDEN["covered"])
        report = read_bytes("hidden.pdf", page)
        if set(figures_of(report)) == set(cells) - {row}:
            assert report.unread == Unread(1, 2)


def test_figures_that_cannot_be_told_are_all_counted() -> None:
    """Rows read and unread are together what stands on the pages: 779 figures, totals and all."""
    report = read(str(SHARED / "faults" / "F15b-pdf-1236-of-1272-cells-lost-exit0.pdf"))
    read_cells = sum(map(len, figures_of(report).values()))
    assert (report.unread, read_cells) == (Unread(62, 743), 36)
    assert not any("\ufffd" in label for label in figures_of(report))


def test_a_ligature_is_two_letters_of_one_word() -> None:
    """The label is one word, and letters that the font does not say are told."""
    report = read(str(SHARED / "faults" / "F14-pdf-ligature-splits-label.pdf"))
    labels = set(figures_of(report))
    assert {"Ukjent firma", "Zerowidth"} <= labels
    # All eight that are drawn: their sum is not the total, and nothing of the table is unread.
    assert (len(labels - {"I alt"}), report.unread) == (8, ALL_READ)
    assert {LostLetters, Mended} <= {type(notice.remark) for notice in report.notices}


@pytest.mark.parametrize("path", sorted((ROOT / "samples" / "pdf").glob("*.pdf")), ids=str)
def test_the_samples_hide_nothing(path: Path) -> None:
    """Of the samples nothing is left unread."""
    assert {notice.unread for notice in read(str(path)).notices} <= {ALL_READ}
