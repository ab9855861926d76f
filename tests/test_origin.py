"""Where the lines of a report stand in what it was read from."""

from __future__ import annotations

from typing import get_args, get_type_hints

from tiltak_audit.model.origin import Form, Origin
from tiltak_audit.render.json.contract import InputOf

PLACES = ((1, 1), (1, 2), (2, 1))


def test_lines_of_a_text_are_its_own() -> None:
    """A line is a line, its columns count, and there are no pages."""
    text = Origin(shifted=frozenset({3}))
    assert (text.as_printed, text.place(7)) == (True, (0, 7))
    assert (text.has_columns(2), text.has_columns(3)) == (True, False)
    assert (text.words(7), text.words(7, 9)) == ("line 7", "lines 7, 9")


def test_lines_of_a_pdf_are_named_by_their_page() -> None:
    """Each page is named once, and columns mean nothing."""
    pdf = Origin(Form.PDF, places=PLACES)
    assert (pdf.as_printed, pdf.place(3), pdf.has_columns(3)) == (False, (2, 1), False)
    assert pdf.words(1, 2, 3) == "page 1, lines 1, 2; page 2, line 1"
    assert pdf.place(4) == (0, 4)


def test_rows_of_a_workbook_are_named_by_their_sheet() -> None:
    """A workbook has sheets and rows."""
    workbook = Origin(Form.WORKBOOK, places=PLACES)
    assert workbook.words(1, 2, 3) == "sheet 1, rows 1, 2; sheet 2, row 1"


def test_every_form_is_one_of_the_document() -> None:
    """The JSON names the forms that there are."""
    listed = get_args(get_args(get_type_hints(InputOf)["form"])[0])
    assert set(listed) == {form.value for form in Form}
