"""TA507 forms-differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Violation


@rule("TA507", "forms-differ", Severity.ERROR, Law.TWIN)
def forms_differ(violation: Violation) -> Hits:
    """A figure differs between two files of one edition of a report.

    Why:
        A report is published as PDF and as workbook. Both print the same figures; what was
        mended in one only is wrong in the other.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- next file ---
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 161

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- next file ---
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

    Limits:
        Two files are one edition where code, months and, as far as both print it, date are the
        same. Rows are known by their section, table and name: one that is called otherwise in
        the other file is compared with nothing.

    Source:
        NAV publishes the TILT reports in both forms.
    """
    yield violation.hit(
        _("the figure differs between two files of one edition: off by {difference}").format(
            difference=violation.off
        ),
        _("compare both files with the source, and publish both anew from it"),
    )
