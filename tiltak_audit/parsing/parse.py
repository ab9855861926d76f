"""Elements to Report: the steps in order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.families.catalogue import family_for, signed
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.assemble import assemble
from tiltak_audit.parsing.audited import unclear_in
from tiltak_audit.parsing.blocks import without_block_titles
from tiltak_audit.parsing.circumstances import Circumstances
from tiltak_audit.parsing.counted import counted_once
from tiltak_audit.parsing.headings import (
    edition_of,
    period_of,
    source_of,
    title_in,
    year_before,
)
from tiltak_audit.parsing.remarks import about_the_labels, about_the_whole
from tiltak_audit.parsing.stretches import entries_of, stretches_of
from tiltak_audit.reading.elements import HeadingLine, Kind
from tiltak_audit.reading.patterns import code_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.model.family import Family
    from tiltak_audit.reading.elements import Document


def parse(document: Document, families: Sequence[Family] = (), sign: str = "") -> Report:
    """Make a Report of what was read; nothing raises, damage becomes notices.

    Args:
        document: What was read.
        families: Those that the user describes.
        sign: What stands for a count that is hidden beside stars; empty where the family says it.
    """
    elements = document.elements
    headings = [element for element in elements if isinstance(element, HeadingLine)]
    periods = _most_common_first(one.text for one in headings if one.kind is Kind.PERIOD)
    period = period_of(periods[0]) if periods else None
    sources = _most_common_first(one.text for one in headings if one.kind is Kind.SOURCE)
    code, title = source_of(sources[0]) if sources else ("", "")
    editions = _most_common_first(
        edition_of(one.text) for one in headings if one.kind is Kind.SECTION
    )
    year = period.first.year if period else year_before(editions, headings)
    titles = dict.fromkeys(title_in(one.text) for one in headings if one.kind is Kind.SECTION)
    family = family_for(code, title, titles, families)
    named = "" if code else code_of_file(document.path)
    # A file may be called anything; what is printed must not say that it is of another family.
    if named and (not title or family_for(named, title, titles, families) is family):
        code, family = named, family_for(named, title, titles, families)
    family = signed(family, sign)
    known = Circumstances(
        period,
        year,
        family=family,
        whole=document.whole,
        broken=document.broken,
    )
    stretches = without_block_titles(stretches_of(elements))
    tables = assemble(stretches, known)
    unclear = unclear_in(tables.notices, family)
    if unclear:
        known = attrs.evolve(known, unclear=unclear)
        stretches = without_block_titles(stretches_of(elements))
        tables = assemble(stretches, known)
    notices = [
        *tables.notices,
        *about_the_whole(document, headings, editions, periods),
        *about_the_labels(entries_of(stretches)),
    ]
    notices = counted_once(notices, document.origin)
    return Report(
        path=document.path,
        code=code,
        title=title,
        family=family,
        edition=next((edition for edition in editions if "-" in edition), ""),
        period=period,
        sections=tables.counts,
        notices=tuple(sorted(notices, key=lambda notice: notice.line)),
        lines=document.lines,
        origin=document.origin,
        shares=tables.shares,
    )


def _most_common_first(values: Iterable[str]) -> list[str]:
    return [value for value, _ in Counter(values).most_common()]
