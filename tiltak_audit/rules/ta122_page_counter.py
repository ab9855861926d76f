"""TA122 page-counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import PageCounter
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA122", "page-counter", Severity.INFO, PageCounter)
def page_counter(noted: Noted[PageCounter]) -> Hits:
    """Page counters do not count up.

    Why:
        Pages may be out of order, or there twice.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        Side 3 av 2Kilde: NAV Fotnote

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        Side 1 av 2Kilde: NAV Fotnote

    Limits:
        Counters are often absent and prove nothing about completeness.

    Source:
        NAV, layout of the TILT tables.
    """
    yield noted.hit(
        _("page {page} of {pages} after page {last}").format(
            page=noted.remark.page, pages=noted.remark.pages, last=noted.remark.last
        ),
        _("look whether pages are out of order or there twice"),
    )
