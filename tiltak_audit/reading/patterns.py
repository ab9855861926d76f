"""What headings and figures look like: one set of patterns for every form.

The terminals of the grammar say the same of texts as Tika prints them; a test holds the two
together.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tiltak_audit.model.period import MONTH_NAMES, Month
from tiltak_audit.model.wording import MEAN_WORDS, PROSE
from tiltak_audit.reading.elements import Kind
from tiltak_audit.reading.spoiled import FIGURE

MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
# As a period names it, also in small letters.
_NAME = f"(?:{'|'.join(f'[{name[0]}{name[0].lower()}]{name[1:]}' for name in MONTH_NAMES)})"
_NUMBERED = "[0-9]{4} (?:0[1-9]|1[0-2])"
# The words over the mean column, wherever they are broken.
MEAN = MEAN_WORDS.replace(" ", "")

_MONTH = re.compile(MONTH)
# Bounded, so that a hostile line costs linear time.
_FIGURES = re.compile(f"{FIGURE}(?: {FIGURE}){{0,60}}")
_LAST_FIGURES = re.compile(f"(?<![^ ]){_FIGURES.pattern}$")
_OF_FIGURES = "0123456789*: \u00a0"

_DATE = r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})"
_COUNTER = r"Side ([0-9]{1,6}) av ([0-9]{1,6})"
_CODE = "[A-Z]{2,5}[0-9]{3}[A-Z]?"
_SOURCE = rf"Kilde: NAV (?:({_CODE})\b ?)?(.*)"
_CODE_OF_FILE = rf"(?<![A-Za-z0-9]){_CODE}(?![A-Za-z0-9])"

# As some tool or hand prints them: a date without its title, a dash of another kind, blanks.
_DATED = rf"(?:(.*?) *\b)?Rapport oppdatert: *({_DATE})"
_DASH = " ?[-\u2013] ?"
_MONTH_OF = f"({_NAME})(?: ([0-9]{{4}}))?|([0-9]{{4}}) ([0-9]{{2}})"
_FOOTER = rf"(?:Kilde: NAV ?)?({_COUNTER})(?: ?Kilde: NAV)?(?: ?Fotnote)?"

# Each as the canonical layout has it, and the first that matches counts. What is not asked of every
# line is made a pattern where it is asked: to make all takes longer than to read a small report.
_KINDS = {
    Kind.FOOTER: rf"(?:Kilde: NAV )?{_COUNTER}(?: ?Kilde: NAV)?(?: ?Fotnote)?"
    r"|Kilde: NAV(?: Fotnote)?|Fotnote",
    Kind.HEADER: "Gjennom|snitt|snitt hittil|hittil|hittil i år|i år",
    Kind.MONTHS: f"(?:(?:hittil )?i år +)?{MONTH}(?: +{MONTH}){{0,11}}",
    Kind.PERIOD: f"(?:Periode: )?{_NAME}(?: [0-9]{{4}})? - {_NAME} [0-9]{{4}}"
    f"|Periode: (?:{_NAME} [0-9]{{4}}|{_NUMBERED}(?: - {_NUMBERED})?)",
    Kind.SECTION: rf"(?!Kilde:)(.+) Rapport oppdatert: ({_DATE})",
    Kind.SOURCE: _SOURCE,
}

_ANY = re.compile("|".join(f"(?P<{kind.name}>{one})" for kind, one in _KINDS.items()))

_LIKE_HEADING = (
    rf"Kilde:.*|Side [0-9]+ av.*|.*Rapport oppdatert:.*|{MONTH}\b.*"
    r"|(?:Gjennom|snitt|hittil|i år)\b.*|Fotnote"
)


# Of the lines that are no rows a report prints few, many times.
_LINES = 4_096


@lru_cache(_LINES)
def kind_of(line: str) -> Kind | None:
    """Give the kind of a heading line in the canonical layout; nothing for any other line.

    >>> kind_of("Side 1 av 14Kilde: NAV Fotnote"), kind_of("I alt arbeid")
    (<Kind.FOOTER: 'footer'>, None)
    """
    match = _ANY.fullmatch(line)
    return Kind[match.lastgroup] if match and match.lastgroup else None


def heading_of(line: str) -> tuple[Kind, str] | None:
    """Give the kind of a line that heads or ends a page, however printed, and its canonical text.

    >>> heading_of("Januar 2025 – Mars 2025")
    (<Kind.PERIOD: 'period'>, 'Januar 2025 - Mars 2025')
    """
    if match := re.fullmatch(_FOOTER, line):
        return Kind.FOOTER, f"{match[1]}Kilde: NAV Fotnote"
    dashed = re.sub(_DASH, " - ", line)
    if re.fullmatch(_KINDS[Kind.PERIOD], dashed):
        return Kind.PERIOD, dashed
    kind = kind_of(line)
    if kind in {Kind.FOOTER, Kind.SOURCE}:
        return kind, line
    match = dated(line)
    return (Kind.SECTION, section(match[1], match[2])) if match and match[1] else None


def dated(line: str) -> re.Match[str] | None:
    """Find title and date of a line that says the date of a report."""
    return re.fullmatch(_DATED, line)


def section(title: str, date: str) -> str:
    """Give the line that names a section and the date of its report."""
    return f"{title} Rapport oppdatert: {date}"


@lru_cache(_LINES)
def parts_of(kind: Kind, line: str) -> tuple[str, ...]:
    """Give what a heading line says, or as many empty texts.

    Of a section its title, the date, and its day, month and year; of a source the code and the
    title of the report; of a foot its page and how many there are.

    >>> parts_of(Kind.SOURCE, "Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging.")
    ('TILT140', 'Tiltaksdeltakere på oppfølging.')
    """
    pattern = re.compile(_KINDS[kind])
    match = pattern.fullmatch(line)
    return match.groups("") if match else ("",) * pattern.groups


def may_be_heading(label: str) -> bool:
    """Tell whether a label is what a report prints as something else than a label.

    >>> may_be_heading("Side 1 av 3, forts."), may_be_heading("Mentor")
    (True, False)
    """
    return re.fullmatch(_LIKE_HEADING, label) is not None


def figures_in(line: str) -> int | None:
    """Find where the figures at the end of a line start, if it ends in some."""
    if not line or line[-1] not in "*:0123456789":
        return None
    # From the last character on that stands in no figure: else many figures that are followed
    # by something else take quadratic time.
    found = _LAST_FIGURES.search(line, len(line.rstrip(_OF_FIGURES)))
    return found.start() if found else None


def are_figures(text: str) -> bool:
    """Tell whether a text is figures, one blank apart, and nothing else."""
    return _FIGURES.fullmatch(text) is not None


def code_of_file(path: str) -> str:
    """Give the code of the report that a file is named after, or nothing.

    >>> code_of_file("2026/202512_TILT140 Oppfølging.xlsx"), code_of_file("AAP155/print.pdf")
    ('TILT140', '')
    """
    found = re.search(_CODE_OF_FILE, re.split(r"[/\\]", path)[-1])
    return found[0] if found else ""


def period_in(line: str) -> tuple[Month, Month]:
    """Give the first and the last month of a period line.

    >>> [str(month) for month in period_in("Januar - mars 2024")]
    ['2024-01', '2024-03']
    """
    found = re.findall(_MONTH_OF, line)
    year = next(named or numbered for _name, named, numbered, _month in reversed(found))
    months = [
        Month(int(numbered), int(month)) if month else Month.named(name, int(named or year))
        for name, named, numbered, month in found
    ]
    return months[0], months[-1]


@lru_cache(_LINES)
def months_in(line: str) -> tuple[str, ...]:
    """List the names of months on a line."""
    return tuple(_MONTH.findall(line))


def is_prose(title: str) -> bool:
    """Tell whether a section explains instead of counting."""
    return title.startswith(PROSE)
