"""TA506 differs-from-published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.identities.against import Comparison
from tiltak_audit.model.cell import Place
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.identities.against import Difference
    from tiltak_audit.rules.subjects import Hits

# So many figures of a row are told one by one.
_NAMED = 4


@rule("TA506", "differs-from-published", Severity.ERROR, Comparison)
def differs_from_published(comparison: Comparison) -> Hits:
    """A figure is another one than in a file that the report is held against.

    Why:
        What was published once, in a series or an export, and is printed again should be the
        same; and a comparison of which no figure is in the report is none.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- against ---
        section;table;row;code;period;printed

        Tiltak og kjønn;mentor;Kvinner;;2025-01;148

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160

        --- against ---
        section;table;row;code;period;printed

        Tiltak og kjønn;mentor;Kvinner;;2025-01;149

    Limits:
        Rows are known by their code or else their label, so one that is called otherwise there is
        not compared; how many were is said. A star is held to be any of the counts it stands for.
        The file's family may tolerate a difference.

    Source:
        NAV compares its data story with the reports, and tolerates 10.
    """
    rows: dict[int, list[Difference]] = {}
    for one in comparison.differences:
        rows.setdefault(id(one.cell.row), []).append(one)
    for found in rows.values():
        yield Hit(found[0].cell.place, Words(_message(comparison, found), _remedy()))
    path, unread = comparison.against.path, comparison.against.unread
    if unread:
        said = ngettext(
            "{n} row of {path} was not read, and is compared with nothing",
            "{n} rows of {path} were not read, and are compared with nothing",
            unread.rows,
        )
        remedy = _("check the file itself; it says what is not read")
        yield _whole(comparison, said.format(n=unread.rows, path=path), remedy)
    if not comparison.compared:
        said = _("no figure of {path} is in the report: nothing was compared").format(path=path)
        remedy = _("look whether its sections, tables, rows and months are named as in the report")
        yield _whole(comparison, said, remedy)


def _whole(comparison: Comparison, message: str, remedy: str) -> Hit:
    report = comparison.report
    return Hit(Place(report.path, 0, report=report.code, placed=False), Words(message, remedy))


def _message(comparison: Comparison, found: list[Difference]) -> str:
    said = ngettext(
        "{n} figure of this row is another one in {path}: {figures}",
        "{n} figures of this row are others in {path}: {figures}",
        len(found),
    )
    figures = [
        _("{period} is {here}, there {there} ({place})").format(
            period=one.cell.period,
            here=one.cell.figure.printed,
            there=one.other.figure.printed,
            place=comparison.against.origin.words(one.other.row.line),
        )
        for one in found[:_NAMED]
    ]
    more = ["…"] if len(found) > _NAMED else []
    return said.format(
        n=len(found), path=comparison.against.path, figures="; ".join([*figures, *more])
    )


def _remedy() -> str:
    return _("find which of them is right; a revision should be said where it is published")
