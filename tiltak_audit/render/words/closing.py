"""The last line of a report: the verdict, and what it rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.run.inputs import Refused

if TYPE_CHECKING:
    from tiltak_audit.model.unread import Unread
    from tiltak_audit.run.outcome import Outcome


def closing_words(outcome: Outcome) -> str:
    """Give the last line as plain text."""
    return "".join(closing_parts(outcome))


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


def closing_parts(outcome: Outcome) -> tuple[str, str]:
    """Give the verdict in capitals, and what it rests on."""
    counts = Counter[Verdict]()
    for (_path, _section, _law, verdict), times in outcome.audit.tally().items():
        counts[verdict] += times
    found = [counted(severity, outcome.count(severity)) for severity in reversed(Severity)]
    judged = ", ".join(
        f"{number(counts[verdict])} {word}" for verdict, word in verdict_words() if counts[verdict]
    )
    unread = sum(isinstance(one, Refused) for one in outcome.inputs)
    if unread:
        found.append(ngettext("{n} input unread", "{n} inputs unread", unread))
    if outcome.unread:
        found.append(unread_words(outcome.unread))
    unchecked = outcome.audit.checked.count(False)
    if unchecked:
        found.append(ngettext("{n} input unchecked", "{n} inputs unchecked", unchecked))
    if outcome.waived:
        found.append(ngettext("{n} waived", "{n} waived", outcome.waived))
    if outcome.left_out:
        found.append(
            ngettext(
                "{n} finding left out by options",
                "{n} findings left out by options",
                outcome.left_out,
            )
        )
    word = {"pass": _("PASS"), "fail": _("FAIL"), "incomplete": _("INCOMPLETE")}
    told = "  " + ", ".join(found) + "; "
    total = _("{total} identities").format(total=number(sum(counts.values())))
    return word[outcome.verdict], told + total + (f": {judged}" if judged else "")


def verdict_words() -> list[tuple[Verdict, str]]:
    """Name the verdicts, the best first."""
    return [
        (Verdict.SATISFIED, _("satisfied")),
        (Verdict.CONSISTENT, _("consistent")),
        (Verdict.VACUOUS, _("vacuous")),
        (Verdict.NOT_APPLICABLE, _("not applicable")),
        (Verdict.VIOLATED, _("violated")),
    ]
