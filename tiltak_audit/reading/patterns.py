"""What headings and figures look like: one set of patterns for every form.

The terminals of the grammar say the same of texts as Tika prints them; a test holds the two
together.
"""

from __future__ import annotations

import re

from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.wording import PROSE
from tiltak_audit.reading.elements import Kind
from tiltak_audit.reading.spoiled import FIGURE

MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
MONTH_YEAR = f"{MONTH} [0-9]{{4}}"

_MONTH = re.compile(MONTH)
_FIGURES = re.compile(f"(?<![^ ]){FIGURE}(?: {FIGURE}){{0,60}}$")
_OF_FIGURES = "0123456789* \u00a0"

# Each as the canonical layout has it, and the first that matches counts.
_KINDS = (
    (
        Kind.FOOTER,
        re.compile(
            r"(?:Kilde: NAV )?Side [0-9]{1,6} av [0-9]{1,6}(?: ?Kilde: NAV)?(?: ?Fotnote)?"
            r"|Kilde: NAV(?: Fotnote)?|Fotnote"
        ),
    ),
    (Kind.HEADER, re.compile("Gjennom|snitt|snitt hittil|hittil|hittil i år|i år")),
    (Kind.MONTHS, re.compile(f"(?:(?:hittil )?i år +)?{MONTH}(?: +{MONTH}){{0,11}}")),
    (Kind.PERIOD, re.compile(f"{MONTH_YEAR} - {MONTH_YEAR}")),
    (
        Kind.SECTION,
        re.compile(r"(?!Kilde:).+ Rapport oppdatert: [0-9]{2}\.[0-9]{2}\.[0-9]{4}"),
    ),
    (Kind.SOURCE, re.compile("Kilde: NAV .*")),
)


def kind_of(line: str) -> Kind | None:
    """Give the kind of a heading line in the canonical layout; nothing for any other line.

    >>> kind_of("Side 1 av 14Kilde: NAV Fotnote"), kind_of("I alt arbeid")
    (<Kind.FOOTER: 'footer'>, None)
    """
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(line)), None)


def figures_in(line: str) -> int | None:
    """Find where the figures at the end of a line start, if it ends in some."""
    if line[-1:] not in set(_OF_FIGURES[:-2]):
        return None
    # From the last character on that stands in no figure: else many figures that are followed
    # by something else take quadratic time.
    found = _FIGURES.search(line, len(line.rstrip(_OF_FIGURES)))
    return found.start() if found else None


def months_in(line: str) -> list[str]:
    """List the names of months on a line."""
    return _MONTH.findall(line)


def is_prose(title: str) -> bool:
    """Tell whether a section explains instead of counting."""
    return title.startswith(PROSE)
