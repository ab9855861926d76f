"""TA112 figures-lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import N_, _
from tiltak_audit.model.remark import Gone
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


_WORDS = {
    "above": N_("lines seem to be gone before this one"),
    "total": N_("the figures of the total “{text}” are lost"),
    "end": N_("the text ends in the middle of this table"),
    "middle": N_("this table ends early, the others of its kind go on with {text}"),
    "register": N_("this list ends early, the register goes on with {text}"),
    "foot": N_(
        "page {page} has no foot as the others have (“Side 1 av 3”); what stood there and "
        "above it may be lost"
    ),
    "siblings": N_("rows that all other tables of the section have are not here: {text}"),
    "beside": N_("rows that this table has among counts or among shares are not here: {text}"),
    "short": N_("rows are gone: those that are here fall short of their total"),
    "tables": N_("tables that other sections show there are, are not in this one: {text}"),
    "label": N_("no figures follow the label “{text}”"),
}

# Said behind it.
_PROOFS = {
    "short": N_("; the rows that are here fall short of their total"),
    "open": N_("; no sum shows that nothing else is gone"),
}


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
        A row that is gone with the blank line beside it leaves no trace on the page. Where the rows
        that are here add up to their total exactly, blank lines too many are no error.

    Source:
        Measured on the published tables: the number of blank lines above a row follows from
        the lines of its label.
    """
    remark = noted.remark
    yield noted.hit(
        _said(remark),
        _("compare with the report; sums that need it are judged only if it is printed again"),
        missing=remark.is_loss,
        # Other tables follow: no part of a report ends there.
        within=remark.kind == "middle",
    )


def _said(remark: Gone) -> str:
    """Say what is gone, and what may be known of it."""
    said = _(_WORDS[remark.kind]).format(text=remark.text, page=remark.page)
    if remark.kind == "total" and not remark.text:
        return _("the total of this page is lost")
    if remark.kind == "foot" and remark.text:
        said += _("; the other tables go on with {rows}").format(rows=remark.text)
    return said + _(_PROOFS[remark.proof]) if remark.proof else said
