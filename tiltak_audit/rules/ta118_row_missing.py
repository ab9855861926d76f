"""TA118 row-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.evidence import evidence_of
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Balance, Law, Verdict
from tiltak_audit.model.notice import Notice, Remark
from tiltak_audit.rules.rule import Scan, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.identities.judged import Judged

# One broken column may be one wrong figure.
_LEAST = 2


@rule("TA118", "row-missing", Severity.WARNING, Scan.JUDGED)
def row_missing(judged: Judged) -> Iterator[tuple[Notice, Words]]:
    """A table falls short of its total in the way a lost row makes it.

    Why:
        One wrong figure breaks one month; a row that is lost breaks all months in which it
        counted somebody.

    Wrong:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt mentor 308 305 311

        Kvinner 150 149 151

    Right:
        Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned
        Tiltak og kjønn Rapport oppdatert: 02.12.2025

        Januar 2025 - Februar 2025

        Gjennom
        snitt hittil

        i år Januar Februar

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
        if identity.law is not Law.COLUMN_SUM or not isinstance(identity, Balance):
            continue
        broken = [period for period, verdict in verdicts if verdict is Verdict.VIOLATED]
        if len(broken) < _LEAST or not all(_short(identity, period) for period in broken):
            continue
        whole = identity.whole[0]
        notice = Notice(
            Remark.LOST,
            whole.row.line,
            section=whole.table.section,
            table=whole.table.label,
            row=whole.row.label,
        )
        yield (
            notice,
            Words(
                _(
                    "the rows fall short of the total in {broken} columns, as if a row were lost"
                ).format(broken=len(broken)),
                _("look whether a row of the table is missing, in the text or in the report"),
            ),
        )


def _short(identity: Balance, period: str) -> bool:
    """Tell whether the parts are less than the whole."""
    return evidence_of("", identity, period).difference > 0
