"""Marks of footnotes behind labels: a label is the same with them and without."""

from __future__ import annotations

import re

# "Menn 1)", "Menn (1)", "Menn¹", "Menn*", "Menn *)", "Menn [1]", "Menn¹,".
_MARK = re.compile(
    r" ?(?:\((?:[0-9]{1,2}|\*{1,3})\)|(?<![0-9])[0-9]{1,2}\)|\*{1,3}\)?|\[[0-9]{1,2}\]"
    r"|[⁰¹²³⁴-⁹]{1,3}[)⁾]?|[†‡]),?$"
)
_LAST = tuple("*)]†‡⁾⁰¹²³⁴⁵⁶⁷⁸⁹,")

# The longest has so many characters, " (***),": only the end of a label is searched for one.
_LONGEST = 7


def unmarked(label: str, opened: int = 0, *, below: bool = False) -> str:
    """Take the marks of footnotes off a label, or off a line of one.

    Args:
        label: The label, or the line.
        opened: How many brackets more the lines above it open than they close.
        below: Whether lines stand above it, so that a mark may be all that it is.

    >>> unmarked("Menn 1)"), unmarked("Under 20 år"), unmarked("(inntil 4)"), unmarked("Menn¹,²")
    ('Menn', 'Under 20 år', '(inntil 4)', 'Menn')
    """
    opened += _opened(label)
    while label.endswith(_LAST):
        found = _MARK.search(label, max(len(label) - _LONGEST, 0))
        if found is None or not (found.start() or below):
            break
        left = opened - _opened(found[0])
        if label.endswith(")") and left > 0 >= opened:
            break
        label, opened = label[: found.start()], left
    return label


def without_marks(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Take the marks of footnotes off the lines of a label; one may stand on a line alone.

    >>> without_marks(("Fase", "(1)"))
    ('Fase',)
    >>> without_marks(("Arbeid 1)", "med støtte (fra", "2025)"))
    ('Arbeid', 'med støtte (fra', '2025)')
    """
    for piece in pieces:
        if piece.endswith(_LAST):
            break
    else:
        return pieces
    kept: list[str] = []
    opened = 0
    for piece in pieces:
        kept.append(unmarked(piece, opened, below=any(kept)))
        opened += _opened(kept[-1])
    return tuple(filter(None, kept))


def _opened(text: str) -> int:
    """Count how many brackets more a text opens than it closes."""
    return text.count("(") - text.count(")")
