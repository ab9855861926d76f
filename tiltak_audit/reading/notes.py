"""Notes on tables: what stands below a row and is no label, told alike on pages and on sheets."""

from __future__ import annotations

import re

from tiltak_audit.model.wording import NBSP

# Marks of footnotes that are characters of their own.
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"

# "* Skjermet", "1) Tall under 4", "(1) Gjelder", "¹Se nav.no".
_MARKED = re.compile(rf"(?:[*†‡§]{{1,3}}|[{RAISED}]{{1,3}}[)⁾]?|\(?[0-9*]{{1,2}}\))(.*)")
# How a note begins that is named, and the date of a report.
NAME = (
    "(?:Kilder?|Merk(?:nad)?|NB|OBS|Note|Fotnote|Anm(?:erkning)?|Kommentar|Tegnforklaring) ?[.:!]"
)
DATED = "(?:Sist o|O)ppdatert"
_NAMED = re.compile(rf"{NAME} ?(.*)")
_DATED = re.compile(rf"{DATED}:? .*[0-9]{{4}}")
# The source of a page names a report, or goes on with a foot.
_HEADS = re.compile(r"Kilde: NAV(?:$| .*(?:[A-Z]{2,5}[0-9]{3}|Side [0-9]))")
_WORD = re.compile(r"[^\W\d_]{3}")

# A sentence begins with a capital, has three words, and its end is neither an abbreviation nor a
# figure that came to harm, but for a year and the star that it speaks of.
_SENTENCE = re.compile(
    r"[A-ZÆØÅ][^\W\d_]*,?(?: \S+)*"
    r"(?: \S+ \S*[^\W\d_]{4}[)»”\"]?| (?:som|med) [«“\"]?\*[»”\"]?"
    r"| [a-zæøå]+ (?:19|20)[0-9]{2})[.!]"
)

# A cell with a long text in brackets or with an end is one, unless it goes on a table.
_REMARK = re.compile(r"[*(].*|.*[.:!?)]|.{60,}")
_WORDS = 6


def is_note(line: str) -> bool:
    """Tell whether a line is a note by what it says: by its mark, its name, or as a sentence.

    >>> [is_note(line) for line in ("1) Tall under 4 vises som *", "Kilde: SSB", "(Ung voksen)")]
    [True, True, False]
    >>> is_note("Tallene er foreløpige."), is_note("Innvandrere fra Afrika m.fl.")
    (True, False)
    """
    line = line.replace(NBSP, " ")
    if _HEADS.match(line):
        return False
    begun = _MARKED.fullmatch(line) or _NAMED.fullmatch(line)
    says = begun and _WORD.search(begun[1])
    return bool(says or _DATED.fullmatch(line) or _SENTENCE.fullmatch(line))


def is_marked(line: str) -> bool:
    """Tell whether a line begins with the mark of a note, as a label of numbered rows may.

    >>> is_marked("1) Kvinner"), is_marked("NB: brudd i 2025")
    (True, False)
    """
    return _MARKED.fullmatch(line) is not None


def is_named(line: str) -> bool:
    """Tell whether a line begins as no label does.

    >>> is_named("1) Kvinner"), is_named("NB: brudd i 2025")
    (False, True)
    """
    return _NAMED.fullmatch(line) is not None


def is_note_of_cell(text: str, *, goes_on: bool) -> bool:
    """Tell whether the text of a cell is a note, not a label, perhaps right below a row of a table.

    >>> is_note_of_cell("(foreløpige tall)", goes_on=True)
    True
    >>> is_note_of_cell("Herøy (Nordland)", goes_on=False)
    False
    """
    if is_note(text) or (text.startswith("(") and _WORD.search(text)):
        return True
    return not goes_on and text.count(" ") >= _WORDS and says_more(text)


def says_more(text: str) -> bool:
    """Tell whether a text looks more like a sentence than like a label.

    >>> says_more("Se nav.no."), says_more("Kvinner")
    (True, False)
    """
    return _REMARK.fullmatch(text) is not None


def unmarked_before(text: str) -> str:
    """Take the raised mark of a footnote off the beginning of a text.

    >>> unmarked_before("¹Menn")
    'Menn'
    """
    return text.lstrip(RAISED)
