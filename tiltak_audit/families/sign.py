"""What may stand for a count that is hidden beside stars, and is not taken for anything else."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many characters at most, as `(x)`.
_LONGEST = 3

# What parts figures, columns or fields, or begins a formula of a spreadsheet; exports print two
# points for what is not printed.
_TAKEN = ".,;|'\"`´’%=+@"

# Words of one letter.
_WORDS = {"i", "å"}


def reason_against(sign: str) -> str:
    """Say why a sign cannot be told from what else is printed; empty where it can.

    >>> [bool(reason_against(sign)) for sign in (":", "/", "x", "*", "", "7", "–", "i", "abc")]
    [False, False, False, True, True, True, True, True, True]
    """
    return next((reason for found, reason in _reasons(sign) if found), "")


def _reasons(sign: str) -> Iterator[tuple[bool, str]]:
    kinds = [unicodedata.category(one) for one in sign]
    blank = not sign.strip() or any(one.isspace() for one in sign)
    yield blank, _("a blank cannot be told from what parts figures")
    yield any(one.isnumeric() for one in sign), _("it cannot be told from a figure")
    yield sign == "*", _("it stands for small counts")
    taken = sign in {*_TAKEN, ".."} or any(kind[0] == "C" for kind in kinds)
    yield taken, _("it parts figures or fields, begins formulas, or is lost on the way")
    yield "Pd" in kinds or "\u2212" in sign, _("a hyphen stands in names, too")
    word = sign.casefold() in _WORDS or (len(sign) > 1 and any(map(str.isalpha, sign)))
    yield word, _("it cannot be told from a word")
    odd = len(sign) > _LONGEST or unicodedata.normalize("NFC", sign) != sign
    yield odd, _("it is no sign of one to three characters")
