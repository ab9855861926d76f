"""TA127 section-not-audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import NotAudited
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA127", "section-not-audited", Severity.INFO, NotAudited)
def section_not_audited(noted: Noted[NotAudited]) -> Hits:
    """A section or a sheet is not audited: it gives shares, or obeys no law that is known.

    Why:
        Shares do not add up, and a star among them does not stand for 0 to 3. They are read and
        exported (export --shares), row by row, and what cannot be read of them is told; nothing
        is known of their size. Of reports of other families only tables of fylker and kommuner
        are known to be sums; others are not read. Sheets that someone added to a workbook, with
        formulas and without the head that the others have, and columns that hold nothing are no
        part of the report.

    Wrong:
        Kilde: NAV NED155 Personer med nedsatt arbeidsevne. Kommune
        Kommune. Antall Rapport oppdatert: 02.02.2024

        Januar 2024 - Januar 2024

        Januar

        I alt 03 Oslo 14 140

        0301 Oslo 14 140
         Kilde: NAV NED155 Personer med nedsatt arbeidsevne. Kommune
        Kommune. Prosent av befolkningen Rapport oppdatert: 02.02.2024

        Januar 2024 - Januar 2024

        Januar

        I alt 03 Oslo 3,2

        0301 Oslo 3,2

    Right:
        Kilde: NAV NED155 Personer med nedsatt arbeidsevne. Kommune
        Kommune. Antall Rapport oppdatert: 02.02.2024

        Januar 2024 - Januar 2024

        Januar

        I alt 03 Oslo 14 140

        0301 Oslo 14 140

    Limits:
        Shares are known by the section's title, or by decimals on most of its lines.

    Source:
        NAV, tables HL060, NED155 and AAP155.
    """
    if noted.remark.said:
        yield noted.hit(
            _("not audited: {text}").format(text=noted.remark.said), _("check it by other means")
        )
        return
    if noted.remark.shares:
        said = _("“{section}” gives shares: they are read, and not audited")
        remedy = _("write them with export --shares, and check them by other means")
        if noted.report.family.one_whole:
            said = _("“{section}” gives shares: they are held against their counts, and not summed")
            remedy = _("write them with export --shares")
    else:
        said = _("“{section}” is no table of fylker or kommuner: in this family it is not audited")
        remedy = _("check it by other means")
    yield noted.hit(said.format(section=noted.notice.section), remedy)
