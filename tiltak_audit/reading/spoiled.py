"""Figures in which a letter or a sign stands: seen, and never read as something else.

How many columns a table has says where the figures of a line start: a token that is none, among
the last so many of which others are figures, is a figure that came to harm.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tiltak_audit.model.period import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters that stand for digits where a text was scanned or typed.
_MEANT = str.maketrans("OoQDlIi|SsBZz", "0000111155822")
_LETTERS = "OolI|SBZ"

# A figure as it should be.
FIGURE = "(?:[*:]|[0-9]{1,3}(?:\u00a0[0-9]{3}){0,3})"

_FIGURE = re.compile(FIGURE)
_GROUPED = re.compile("[0-9]\u00a0[0-9]{3}(?![0-9])")

# Digits, letters that look like some, and a sign before or behind: nothing that labels end in.
_STRONG = re.compile(f"[-−–+.,]?[0-9{_LETTERS}*\u00a0]+[-−–+.,]?|[0-9]+[.,][0-9]+")
# No label ends in it.
_SHARE = re.compile("[0-9]+,[0-9]+")
_LOOKS = re.compile(f"[{_LETTERS}]{{1,3}}")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"[0-9*]")

# Signs that stand alone in labels.
_OF_LABELS = frozenset("%&/+()§")

# "Kommune. Januar 2024": a title ends so, and no row of one figure does.
_MONTH_YEAR = re.compile(f"(?:{'|'.join(MONTH_NAMES)}) [0-9]{{4}}$", re.IGNORECASE)

# What a count of persons takes at most with its separators and a sign.
_LONGEST = 15

# Groups of digits that one figure takes at most.
_GROUPS = 3


def is_figure(token: str) -> bool:
    """Tell whether a token is a figure as it should be."""
    return _FIGURE.fullmatch(token) is not None


def is_grouped(lines: Sequence[str]) -> bool:
    """Tell whether U+00A0 groups thousands somewhere in a text."""
    return any("\u00a0" in line and _GROUPED.search(line) for line in lines)


def is_strong(token: str) -> bool:
    """Tell whether a token can hardly be anything but a figure that came to harm.

    >>> is_strong("l1"), is_strong("-100"), is_strong("2b"), is_strong("20-24")
    (True, True, False, False)
    """
    if is_figure(token) or len(token) > _LONGEST:
        return False
    return _STRONG.fullmatch(token) is not None and _DIGIT.search(token) is not None


def may_be_spoiled(token: str) -> bool:
    """Tell whether a token may be a figure that came to harm, where it stands among figures."""
    if not 0 < len(token) <= _LONGEST or is_figure(token):
        return False
    if len(token) == 1:
        return token not in _OF_LABELS
    if _DIGIT.search(token) is None:
        return _LOOKS.fullmatch(token) is not None
    letters = _LETTER.findall(token)
    return len(letters) <= 1 or set(letters) <= set(_LETTERS)


def meant_by(token: str) -> str:
    """Give what a figure that came to harm may have been, or nothing.

    >>> meant_by("l1"), meant_by("O"), meant_by("-100"), meant_by("3.5"), meant_by("x")
    ('11', '0', '100', '', '')
    """
    digits = token.translate(_MEANT).strip("-−–+.,")
    groups = digits.split("\u00a0")
    whole = all(group.isdigit() and group.isascii() for group in groups)
    leading = len(digits) > 1 and digits.startswith("0")
    return digits if whole and not leading and digits != token else ""


# Lines that are remembered; labels of several lines are printed many times.
_LINES = 4_096


@lru_cache(_LINES)
def spoiled_from(text: str, columns: int, *, grouped: bool) -> int | None:
    """Find where the figures of a line start of which some came to harm.

    Args:
        text: The line, without blanks around it.
        columns: How many figures a row has; 0 where nothing tells.
        grouped: Whether U+00A0 groups thousands, so that a blank parts figures only.

    Returns:
        The index of the first figure; nothing where the line is not shown to be a row.
    """
    if columns == 1 and _MONTH_YEAR.search(text):
        return None
    tokens = text.rsplit(" ", columns * _GROUPS + 1)
    run: list[str] = []
    while tokens and len(run) < columns * _GROUPS:
        if not (is_figure(tokens[-1]) or may_be_spoiled(tokens[-1])):
            break
        run.insert(0, tokens.pop())
    while len(run) > columns and (grouped or fewest(run) > columns):
        if _SHARE.fullmatch(run[0]):
            break
        tokens.append(run.pop(0))
    labelled = bool(tokens)
    if len(run) < columns or not is_row(run, labelled=labelled):
        return None
    return len(text) - len(" ".join(run))


def fewest(run: Sequence[str]) -> int:
    """Count the figures that groups of digits are at least."""
    found, size = 0, _GROUPS
    for token in run:
        # Thousands have no decimals.
        goes_on = len(token) >= 3 and size < _GROUPS and not _SHARE.fullmatch(token)  # noqa: PLR2004
        found, size = (found, size + 1) if goes_on else (found + 1, 1)
        size = _GROUPS if token in {"*", ":"} else size
    return found


def is_row(run: Sequence[str], *, labelled: bool) -> bool:
    """Tell whether so many tokens as columns are figures of which some came to harm."""
    wrong = [token for token in run if not is_figure(token)]
    good = len(run) - len(wrong)
    if not wrong or not all(map(may_be_spoiled, wrong)):
        return False
    sure = all(not token.isalpha() or _LOOKS.fullmatch(token) for token in wrong)
    if len(run) == 1:
        return labelled and is_strong(wrong[0])
    # All figures harmed in one way, "10.0 11.0", are seen by their digits; a lone letter that
    # looks like no digit, by those beside it.
    return good >= 1 + (not sure) or all(_DIGIT.search(token) for token in wrong)


def ends_in_figures(text: str) -> bool:
    """Tell whether a line without figures that can be told ends in some all the same.

    >>> ends_in_figures("I alt arbeid 13\ufffd961 13\ufffd846"), ends_in_figures("kort inntil 4 år")
    (True, False)
    """
    *_, first, last = ["", "", *text.rsplit(" ", 2)]
    tokens = first, last
    seen = all(is_figure(token) or may_be_spoiled(token) for token in tokens)
    return seen and any(_DIGIT.search(token) for token in tokens)
