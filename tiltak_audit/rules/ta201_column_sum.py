"""TA201 column-sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, number
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA201", "column-sum", Severity.ERROR, Law.COLUMN_SUM)
def column_sum(violation: Violation) -> Hits:
    """The rows of a table do not add up to its “I alt”.

    Why:
        Every breakdown (fylke, kjønn, alder, innvandrer status, fødeland, utdanning,
        kommune, tiltak, status) counts each participant once, so its rows add up to the
        total, month by month.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 151 149 152

        Menn 158 156 160

    Limits:
        Stars stand for 0 to 3, so an error smaller than three times the stars of a column
        may hide. The mean column is judged within its rounding only.

    Source:
        NAV, TILT tables; measured on the published tables.
    """
    if len(violation.evidence[0].terms) == 1:
        yield violation.hit(
            _("no row stands under “I alt”, which is not zero"),
            _("look whether the rows of the table are missing, in the text or in the report"),
        )
        return
    culprit = violation.located.culprit
    if culprit and culprit.is_loss:
        said = (
            _("rows seem to be missing: the others fall short of “I alt”, by {difference}")
            if culprit.is_loss_of_several
            else _("a row seems to be missing: the others fall short of “I alt”, by {difference}")
        )
        yield violation.hit(
            said.format(difference=number(violation.off)),
            _("look whether a row of the table is missing, in the text or in the report"),
        )
        return
    yield violation.hit(
        _("the rows do not add up to “I alt”: off by {difference}").format(
            difference=violation.off
        ),
        _("compare the total and the rows with the source of the table"),
    )
