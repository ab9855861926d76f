"""What is read of the text of every extractor, against the truth; the table of the docs.

python -m tests.dialect_table
"""

from __future__ import annotations

import json
from functools import cache

import attrs

from tests.conftest import ROOT, TILT140
from tests.extractors import extractors
from tiltak_audit.cube.fold import fold
from tiltak_audit.errors import UnreadableError
from tiltak_audit.model.remark import Mended
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read, read_bytes
from tiltak_audit.render.words.heads import dialect_words

Cells = dict[tuple[str, str, str, int], str]

PDFS = ROOT / "samples" / "pdf"

# How reports are drawn for the table; the sample PDFs are drawn with figures at the bottom.
STYLES: dict[str, dict[str, object]] = {
    "centred": {"align": "middle", "separator": " "},
    "column by column": {"by_column": True},
    "narrow": {"label_width": 11, "align": "middle"},
    "top": {"align": "top", "separator": " "},
}
_SECTIONS = {"Tiltak", "Arbeidsmarkedsstatus og tiltak", "Tiltak og fylke", "Tiltak og kommune"}


@attrs.frozen
class Reading:
    """What was read of one text.

    Attributes:
        dialect: As recognised; the reason where it was refused.
        right: Cells that are the true ones.
        wrong: Cells that are not.
        of: Cells in all.
        said: Whether a finding above info says that cells lack.
        refused: Whether it was refused.
    """

    dialect: str
    right: int
    wrong: int
    of: int
    said: bool
    refused: bool = False

    @property
    def whole(self) -> bool:
        """Tell whether everything was read."""
        return self.right == self.of and not self.wrong


def letters(text: str) -> str:
    """Give what of a label no tool changes."""
    return "".join(character for character in fold(text) if character.isalnum())


def cells_of(report: Report) -> Cells:
    """Give the figures by section, table, row and column."""
    return {
        (
            letters(table.section),
            letters(table.label),
            row.code or letters(row.label),
            at,
        ): figure.printed.replace("\u00a0", "").replace(" ", "")
        for table in report.tables
        for row in table.printed()
        for at, figure in enumerate(row.figures)
    }


def truth_of(pdf: str) -> Cells:
    """Give the figures that stand beside a sample PDF."""
    path = PDFS / pdf.replace(".pdf", ".truth.json")
    cells: Cells = {}
    for page in json.loads(path.read_text(encoding="utf-8"))["pages"]:
        for table in page["tables"]:
            label = ""
            for row in table["rows"]:
                if row["kind"] == "total":
                    label, key = row["full"].removeprefix("I alt").strip(), "ialt"
                else:
                    code = row["full"].split(" ")[0]
                    key = code if code.isdigit() and page["title"][-5:] in _CODED else ""
                    key = key or letters(row["full"])
                for at, value in enumerate(row["values"]):
                    where = letters(page["title"]), letters(label), key, at
                    cells[where] = value.replace("\u00a0", "")
    return cells


_CODED = {"fylke", "mmune"}


@cache
def report_drawn() -> Report:
    """Give some tables of the long dump."""
    report = read(str(TILT140))
    sections = tuple(
        attrs.evolve(
            section,
            tables=tuple(attrs.evolve(table, rows=table.rows[:14]) for table in section.tables[:3]),
        )
        for section in report.sections
        if section.title in _SECTIONS
    )
    return attrs.evolve(report, sections=sections)


@cache
def pdf_and_truth(what: str) -> tuple[bytes, Cells]:
    """Give a sample PDF, or a drawing in one of the styles, with its true cells."""
    if what.endswith(".pdf"):
        return (PDFS / what).read_bytes(), truth_of(what)
    from tests.drawing import pdf_of

    report = report_drawn()
    return pdf_of(report, **STYLES[what]), cells_of(report)  # type: ignore[arg-type]


def read_as(data: bytes) -> Report | None:
    """Read a text, or give nothing where it is refused."""
    try:
        return read_bytes("extracted.txt", data)
    except UnreadableError:
        return None


@cache
def measured(name: str, mode: str, what: str) -> Reading | None:
    """Read what an extractor gives of a PDF; nothing where it is not installed."""
    extract = next(one for *tool, one in extractors() if tool == [name, mode])
    if extract is None:
        return None
    pdf, truth = pdf_and_truth(what)
    report = read_as(extract(pdf).encode())
    if report is None:
        return Reading("refused", 0, 0, len(truth), said=True, refused=True)
    found = cells_of(report)
    right = sum(truth.get(key) == figure for key, figure in found.items())
    said = any(not isinstance(notice.remark, Mended) for notice in report.notices)
    return Reading(
        dialect_words(report.origin.dialect), right, len(found) - right, len(truth), said
    )


COLUMNS = ("tilt140.pdf", "tilt100.pdf", "centred", "top", "narrow", "column by column")


def printed(name: str, mode: str) -> str:
    """Print the row of an extractor."""
    found = [one for one in (measured(name, mode, what) for what in COLUMNS) if one]
    kind = next((one.dialect for one in found if not one.refused), "fragments").split(",")[0]
    shares = " | ".join(
        "refused" if one.refused else f"{100 * one.right // one.of} %" for one in found
    )
    return f"| {name} {mode} | {kind} | {shares} | {sum(one.wrong for one in found)} |"


if __name__ == "__main__":
    print("| extractor | recognised as | " + " | ".join(COLUMNS) + " | wrong |")
    print("|---" * (len(COLUMNS) + 3) + "|")
    for tool, how, _extract in extractors():
        print(printed(tool, how))
