"""How many: findings of a severity, rows left unread; and the names of the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext

if TYPE_CHECKING:
    from tiltak_audit.identities.identity import Verdict
    from tiltak_audit.model.unread import Unread


def counted(severity: Severity, n: int) -> str:
    """Say how many findings of a severity there are."""
    match severity:
        case Severity.ERROR:
            return ngettext("{n} error", "{n} errors", n)
        case Severity.WARNING:
            return ngettext("{n} warning", "{n} warnings", n)
    return ngettext("{n} note", "{n} notes", n)


def unread_words(unread: Unread) -> str:
    """Say how many rows and figures were seen and not read."""
    rows = ngettext("{n} row unread", "{n} rows unread", unread.rows)
    return rows + ngettext(" ({n} cell)", " ({n} cells)", unread.cells)


def hidden_words(n: int) -> str:
    """Say how many figures are hidden so that no star can be worked out."""
    return ngettext("{n} hidden besides", "{n} hidden besides", n)


def verdict_words() -> list[tuple[Verdict, str]]:
    """Name the verdicts, the best first."""
    # What is exported is not judged, and its rows that were left unread are counted all the same.
    from tiltak_audit.identities.identity import Verdict

    return [
        (Verdict.SATISFIED, _("satisfied")),
        (Verdict.CONSISTENT, _("consistent")),
        (Verdict.VACUOUS, _("vacuous")),
        (Verdict.NOT_APPLICABLE, _("not applicable")),
        (Verdict.VIOLATED, _("violated")),
    ]
