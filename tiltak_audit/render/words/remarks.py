"""What reading had to remark on a report, where its findings are not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.remark import Gone
from tiltak_audit.model.unread import ALL_READ, Unread
from tiltak_audit.render.words.counts import unread_words
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.report import Report

# Tables of which it is told one by one what was left unread.
_MOST_TABLES = 10


def remarks_of(report: Report) -> Iterator[str]:
    """Yield how much was left unread, table by table, and how many other remarks there are."""
    left: dict[str, Unread] = {}
    for notice in report.notices:
        if notice.unread:
            table = visible(" · ".join(filter(None, (notice.section, notice.table))))
            left[table] = left.get(table, ALL_READ) + notice.unread
    for table, unread in list(left.items())[:_MOST_TABLES]:
        yield f"{unread_words(unread)}: {table or _('of a table that cannot be told')}"
    yield from _broken_off(report)
    rest = sum(list(left.values())[_MOST_TABLES:], ALL_READ)
    if rest:
        yield f"{unread_words(rest)}: {_('of other tables')}"
    others = sum(not notice.unread for notice in report.notices)
    if others:
        yield ngettext(
            "{n} remark on reading; tiltak-audit check shows it",
            "{n} remarks on reading; tiltak-audit check shows them",
            others,
        )


def _broken_off(report: Report) -> Iterator[str]:
    """Yield which pages break off, and what may be lost there."""
    remarks = [notice.remark for notice in report.notices]
    broken = [one for one in remarks if isinstance(one, Gone) and one.kind == "foot"]
    for one in broken[:_MOST_TABLES]:
        rows = visible(one.text)
        said = _("page {page} breaks off before its foot").format(page=one.page)
        more = _("; the other tables go on with {rows}").format(rows=rows) if rows else ""
        yield said + more
