"""Inputs that hold more than one report, whose pages would be taken for those of one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.parsing.headings import source_of
from tiltak_audit.reading.elements import Element, HeadingLine, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

# The head of one page may be damaged; this many say it of themselves.
_PAGES = 2


def reports_in(elements: Iterable[Element]) -> tuple[str, ...]:
    """Name the reports whose pages an input holds, by the codes of its source lines.

    Pages of one code and several dates are of one report, which TA116 remarks on.
    """
    headings = (one for one in elements if isinstance(one, HeadingLine))
    sources = (source_of(one.text)[0] for one in headings if one.kind is Kind.SOURCE)
    codes = Counter(filter(None, sources))
    most = max(codes.values(), default=0)
    return tuple(code for code, pages in codes.items() if pages >= min(_PAGES, most))
