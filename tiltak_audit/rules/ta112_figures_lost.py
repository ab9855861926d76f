"""TA112 figures-lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import Gone
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA112", "figures-lost", Severity.WARNING, Gone)
def figures_lost(noted: Noted[Gone]) -> Hits:
    """A label stands without figures, or a line is gone.

    Why:
        A row that is lost is not zero; sums that need it cannot be judged.

    Wrong:
        … Tiltak og alder

        I alt mentor 60 60 60

        19 år og under 10 10 10

        20-24 år 10 10 10

        25-29 år 10 10 10

        30-39 år

        40-49 år 10 10 10

        50-59 år 10 10 10

    Right:
        … Tiltak og alder

        I alt mentor 60 60 60

        19 år og under 10 10 10

        20-24 år 10 10 10

        25-29 år 10 10 10

        30-39 år 10 10 10

        40-49 år 10 10 10

        50-59 år 10 10 10

    Limits:
        A row that is gone with the blank line beside it leaves no trace on the page.

    Source:
        Measured on the published tables: the number of blank lines above a row follows from
        the lines of its label.
    """
    yield noted.hit(
        _said(noted.remark),
        _("compare with the report; sums that need it are judged only if it is printed again"),
    )


def _said(remark: Gone) -> str:
    text = remark.text
    match remark.kind:
        case "above":
            said = _("lines seem to be gone before this one")
        case "total" if text:
            said = _("the figures of the total “{text}” are lost").format(text=text)
        case "total":
            said = _("the total of this page is lost")
        case "end":
            said = _("the text ends in the middle of this table")
        case "foot":
            said = _foot(remark)
        case "siblings":
            said = _("rows that all other tables of the section have are not here: {rows}").format(
                rows=text
            )
        case "beside":
            said = _(
                "rows that this table has among counts or among shares are not here: {rows}"
            ).format(rows=text)
        case "tables":
            said = _(
                "tables that other sections show there are, are not in this one: {tables}"
            ).format(tables=text)
        case "label":
            said = _("no figures follow the label “{text}”").format(text=text)
    return said


def _foot(remark: Gone) -> str:
    said = _(
        "page {page} has no foot as the others have (“Side 1 av 3”); what stood there and "
        "above it may be lost"
    ).format(page=remark.page)
    if remark.text:
        said += _("; the other tables go on with {rows}").format(rows=remark.text)
    return said
