"""Marks of footnotes behind labels: a label is the same with them and without."""

from __future__ import annotations

import re

# "Menn 1)", "Menn (1)", "Menn¹", "Menn*", "Menn *)", "Menn [1]", "Menn¹,".
_MARK = re.compile(
    r" ?(?:\((?:[0-9]{1,2}|\*{1,3})\)|(?<![0-9])[0-9]{1,2}\)|\*{1,3}\)?|\[[0-9]{1,2}\]"
    r"|[⁰¹²³⁴-⁹]+[)⁾]?|[†‡]),?$"
)
_LAST = tuple("*)]†‡⁾⁰¹²³⁴⁵⁶⁷⁸⁹,")


def unmarked(label: str, before: str = "") -> str:
    """Take the marks of footnotes off a label, or off a line of one.

    Args:
        label: The label, or the line.
        before: The lines above it.

    >>> unmarked("Menn 1)"), unmarked("Under 20 år"), unmarked("(inntil 4)"), unmarked("Menn¹,²")
    ('Menn', 'Under 20 år', '(inntil 4)', 'Menn')
    """
    while label.endswith(_LAST):
        found = _MARK.search(label)
        rest = label[: found.start()] if found else ""
        if not rest or (
            label.endswith(")") and _is_open(before + rest) and not _is_open(before + label)
        ):
            break
        label = rest
    return label


def without_marks(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Take the marks of footnotes off the lines of a label.

    >>> without_marks(("Arbeid 1)", "med støtte (fra", "2025)"))
    ('Arbeid', 'med støtte (fra', '2025)')
    """
    for piece in pieces:
        if piece.endswith(_LAST):
            break
    else:
        return pieces
    kept: list[str] = []
    for piece in pieces:
        kept.append(unmarked(piece, "".join(kept)))
    return tuple(kept)


def _is_open(text: str) -> bool:
    """Tell whether a bracket has no end."""
    return text.count("(") > text.count(")")
