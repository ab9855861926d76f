"""TA118 row-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.evidence import evidence_of
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.identities.identity import Balance, Law, Verdict
from tiltak_audit.identities.judged import Judged
from tiltak_audit.model.cell import Place
from tiltak_audit.model.period import MEAN
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report
    from tiltak_audit.rules.subjects import Hits

# One broken month may be one wrong figure.
_LEAST = 2


@rule("TA118", "row-missing", Severity.WARNING, Judged)
def row_missing(judged: Judged) -> Hits:
    """A table falls short of its total in the way a lost row makes it.

    Why:
        One wrong figure breaks one month; a row that is lost breaks all months in which it
        counted somebody.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        It stands beside the broken sum, which stays an error: whether the text or the
        report lost the row cannot be told here.

    Source:
        Measured on the published tables.
    """
    for identity, verdicts in judged.verdicts:
        if not isinstance(identity, Balance) or identity.law is not Law.COLUMN_SUM:
            continue
        broken = [period for period, verdict in verdicts if verdict is Verdict.VIOLATED]
        if not _as_if_lost(judged.report, identity, broken):
            continue
        whole = identity.whole[0]
        place = Place(
            path=judged.report.path,
            line=whole.row.line,
            report=judged.report.code,
            section=whole.table.section,
            table=whole.table.label,
            row=whole.row.label,
        )
        message = ngettext(
            "the rows fall short of the total in {n} column, as if a row were lost",
            "the rows fall short of the total in {n} columns, as if a row were lost",
            len(broken),
        )
        remedy = _("look whether a row of the table is missing, in the text or in the report")
        yield Hit(place, Words(message, remedy))


def _as_if_lost(report: Report, identity: Balance, broken: list[str]) -> bool:
    """Tell whether several months fall short; in a damaged text, one month or all of one."""
    months = [period for period in broken if period != MEAN]
    section = identity.whole[0].table.section if identity.whole else ""
    damaged = any(notice.section == section for notice in report.notices)
    whole = bool(report.notices) and broken == list(identity.periods)
    enough = len(months) >= (1 if damaged or whole else _LEAST)
    return enough and all(evidence_of("", identity, at).difference > 0 for at in broken)
