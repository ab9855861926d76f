"""TA128 section-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, number
from tiltak_audit.model.cell import Place
from tiltak_audit.model.remark import Gone
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit, Lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.cube.whole import Whole
    from tiltak_audit.rules.subjects import Hits


# Tables that are named one by one.
_NAMED = 8


@rule("TA128", "section-missing", Severity.ERROR, Lacking)
def section_missing(lacking: Lacking) -> Hits:
    """A report lacks sections or tables that its family has.

    Why:
        A section that is lost whole leaves no trace on the pages of the others; what it would
        have shown is not checked.

    Wrong:
        … Tiltak og fylke

        I alt mentor 30 30 30

        03 Oslo 30 30 30
        … Tiltak og kjønn

        I alt mentor 30 30 30

        Kvinner 10 10 10

        Menn 20 20 20
        … Tiltak og alder

        I alt mentor 30 30 30

        20-24 år 30 30 30
        … Tiltak og utdanning

        I alt mentor 30 30 30

        Grunnskolenivå 30 30 30
        … Tiltak og innvandrer status

        I alt mentor 30 30 30

        Innvandrer 30 30 30

    Limits:
        What a report must have is in the file of its family, or under [expect] of the
        configuration; of a report of no known family nothing is expected. With --excerpt an
        input is meant to be a part, and lacks nothing. A table is missed where its category is
        printed elsewhere.

    Source:
        Sections of the published reports TILT140 and TILT100.
    """
    report, whole = lacking.report, lacking.whole
    told = {
        (notice.section, label)
        for notice in report.notices
        if isinstance(notice.remark, Gone) and notice.remark.kind == "tables"
        for label in notice.remark.names
    }
    lost = [one for one in whole.lost if one not in told]
    said = list(_said(whole, lost))
    if said:
        place = Place(path=report.path, line=0, report=report.code, placed=False)
        remedy = _("give the whole report; of a part that is meant to be one say --excerpt")
        yield Hit(place, Words("; ".join(said), remedy), missing=True)


def _said(whole: Whole, lost: list[tuple[str, str]]) -> Iterator[str]:
    """Count what is missing against what is expected, and name the first of it."""
    if whole.missing:
        yield _("{n} of {all} sections are not here: {titles}").format(
            n=number(len(whole.missing)),
            all=number(whole.sections),
            titles=", ".join(f"“{title}”" for title in whole.missing),
        )
    if lost:
        names = [" · ".join(one) for one in lost[:_NAMED]]
        yield _("{n} of {all} tables are not here: {names}").format(
            n=number(len(whole.lost)),
            all=number(whole.tables),
            names=", ".join(names) + (", …" if len(lost) > _NAMED else ""),
        )
    if whole.fewer:
        yield _("{n} of {all} tables are not here").format(
            n=number(whole.fewer), all=number(whole.tables)
        )
    if whole.span:
        yield _("the months are not those that are expected, {span}").format(span=whole.span)
