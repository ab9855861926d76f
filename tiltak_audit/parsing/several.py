"""Texts that hold more than one report, whose pages would be taken for those of one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.parsing.headings import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCE = "Kilde: NAV "

# The head of one page may be damaged; this many say it of themselves.
_PAGES = 2


def reports_in(lines: Iterable[str]) -> tuple[str, ...]:
    """Name the reports whose pages a text holds, by the codes of its source lines.

    >>> reports_in(["Kilde: NAV TILT100 A", "Kilde: NAV TILT140 B"])
    ('TILT100', 'TILT140')

    Pages of one code and several dates are of one report, which TA116 remarks on.
    """
    sources = (source_of(line.strip())[0] for line in lines if _SOURCE in line)
    codes = Counter(filter(None, sources))
    most = max(codes.values(), default=0)
    return tuple(code for code, pages in codes.items() if pages >= min(_PAGES, most))
