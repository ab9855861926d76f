"""Text to Report: the steps in order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.model.origin import Form
from tiltak_audit.model.remark import Gone, Stray
from tiltak_audit.model.report import Report
from tiltak_audit.model.wording import LAST_LINE
from tiltak_audit.parsing.assemble import assemble
from tiltak_audit.parsing.audited import is_family
from tiltak_audit.parsing.blocks import without_block_titles
from tiltak_audit.parsing.circumstances import Circumstances
from tiltak_audit.parsing.columns import Told
from tiltak_audit.parsing.grammar import elements_of
from tiltak_audit.parsing.headings import edition_of, period_of, source_of, year_before
from tiltak_audit.parsing.remarks import about_the_labels, about_the_text
from tiltak_audit.parsing.stretches import stretches_of
from tiltak_audit.parsing.tree import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tiltak_audit.model.notice import Notice
    from tiltak_audit.parsing.tree import Element
    from tiltak_audit.reading.text import Text


def parse(text: Text) -> Report:
    """Read a text into a Report; no text raises, damage becomes notices."""
    # The text that a tool made may lack lines; a page or a sheet is there whole.
    sure = text.origin.form is not Form.TEXT
    elements = elements_of(Told(text.lines) if sure else text.lines)
    tokens = [element for element in elements if isinstance(element, Token)]
    periods = _most_common_first(str(t) for t in tokens if t.type == "PERIOD")
    period = period_of(periods[0]) if periods else None
    sources = _most_common_first(str(t) for t in tokens if t.type == "SOURCE")
    code, title = source_of(sources[0]) if sources else ("", "")
    editions = _most_common_first(edition_of(t) for t in tokens if t.type == "SECTION")
    whole = LAST_LINE in text.lines[-2:] or (bool(elements) and _ends_page(elements[-1]))
    year = period.first.year if period else year_before(editions, tokens)
    known = Circumstances(
        period,
        year,
        family=is_family(code, title),
        whole=whole,
        sure=sure,
        unread=frozenset(one.line for one in text.notices if one.unread),
    )
    sections, notices = assemble(without_block_titles(stretches_of(elements), known.unread), known)
    # Where reading said why a row has no figures, that they are lost is no news.
    said = {one.line for one in text.notices if _is_of_row(one)}
    notices = [one for one in notices if one.line not in said or not _is_bare_label(one)]
    notices += about_the_text(text, tokens, editions, periods)
    notices += about_the_labels(elements)
    return Report(
        path=text.path,
        code=code,
        title=title,
        edition=next((edition for edition in editions if "-" in edition), ""),
        periods=(period,) if period else (),
        sections=sections,
        notices=tuple(sorted(notices, key=lambda notice: notice.line)),
        lines=text.lines,
        origin=text.origin,
    )


def _is_bare_label(notice: Notice) -> bool:
    return isinstance(notice.remark, Gone) and notice.remark.kind in {"label", "total"}


def _is_of_row(notice: Notice) -> bool:
    return isinstance(notice.remark, Stray) and notice.remark.kind in {"cell", "row"}


def _most_common_first(values: Iterable[str]) -> list[str]:
    return [value for value, _ in Counter(values).most_common()]


def _ends_page(element: Element) -> bool:
    return isinstance(element, Token) and element.type in {"FOOTER", "PERIOD"}
