"""TA103 row-twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.remark import Twice
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA103", "row-twice", Severity.ERROR, Twice)
def row_twice(noted: Noted[Twice]) -> Hits:
    """One row of one table is printed twice.

    Why:
        A sum must count the row once; with different figures both cannot be right, and where
        the sum needs both one of them bears the wrong label.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        Menn 158 156 161

    Limits:
        The total may be printed again on every page. Of a page that is printed again one
        finding is told. Where the sums do not fit the first printings, the later ones are left
        unread and the sums are not judged.

    Source:
        NAV, layout of the TILT tables.
    """
    remark = noted.remark
    remedy = _("find which of the two lines is right; the sums take the first")
    match remark.kind:
        case "needed":
            said = _("“{row}” is printed twice, first on {first}, and the sums need both")
            remedy = _("mend the label of one of the two lines; the second is unread")
        case "other":
            said = _("“{row}” is printed twice with different figures, first on {first}")
        case "same":
            said = _("“{row}” is printed twice with the same figures, first on {first}")
            remedy = _("take out the second line; a row is printed once in its table")
    notes = []
    if remark.rows > 1 and remark.kind == "same":
        more = ngettext(
            "{n} more row of this page is printed twice, too",
            "{n} more rows of this page are printed twice, too",
            remark.rows - 1,
        )
        notes.append(more)
    said = said.format(row=noted.notice.row, first=noted.report.origin.words(remark.first))
    yield noted.hit(said, remedy, *notes, beside=(remark.first,))
