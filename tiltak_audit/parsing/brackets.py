"""Groups of ages: those of one table share out all ages, so that none overlaps another.

A group that counts nobody is left out, which leaves a gap; that gap is then a group of another
table, or at least such as groups are, from a multiple of five on.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.remark import OddLabel
from tiltak_audit.model.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.model.report import Row
    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.notebook import Notebook

_OLDEST = 999
_FIVE = 5

_UNTIL = re.compile(r"([0-9]{1,3}) år og (?:under|yngre)|Under ([0-9]{1,3}) år", re.IGNORECASE)
_BETWEEN = re.compile(r"([0-9]{1,3}) ?- ?([0-9]{1,3})(?: år)?", re.IGNORECASE)
_FROM = re.compile(r"([0-9]{1,3}) år (?:og over|og eldre|\+)", re.IGNORECASE)

# Tables of a section that must have the group that one of another table cuts across.
_WITNESSES = 2


@attrs.frozen(order=True)
class Bracket:
    """A group of ages, both ends included."""

    low: int
    high: int

    def cuts(self, other: Bracket) -> bool:
        """Tell whether some ages are in both of two groups that differ."""
        return self != other and self.low <= other.high and other.low <= self.high


@cache
def bracket_of(label: str) -> Bracket | None:
    """Read the ages that a label names.

    >>> bracket_of("19 år og under"), bracket_of("20-24 år"), bracket_of("kort inntil 4 år")
    (Bracket(low=0, high=19), Bracket(low=20, high=24), None)
    """
    if match := _UNTIL.fullmatch(label):
        return Bracket(0, int(match[1]) if match[1] else int(match[2]) - 1)
    if match := _BETWEEN.fullmatch(label):
        return Bracket(int(match[1]), int(match[2]))
    if match := _FROM.fullmatch(label):
        return Bracket(int(match[1]), _OLDEST)
    return None


def leave_out_odd_brackets(drafts: Iterable[Draft], notebook: Notebook) -> None:
    """Leave every row unread whose group of ages fits none of its table's or its section's."""
    grouped: dict[str, list[tuple[Draft, dict[str, Bracket]]]] = {}
    for draft in drafts:
        found = {key: bracket_of(row.label) for key, row in draft.rows.items()}
        brackets = {key: bracket for key, bracket in found.items() if bracket}
        if brackets:
            grouped.setdefault(draft.section, []).append((draft, brackets))
    everywhere = {one for tables in grouped.values() for _, b in tables for one in b.values()}
    for tables in grouped.values():
        times = Counter(one for _, brackets in tables for one in brackets.values())
        for draft, brackets in tables:
            for key, kind in list(_odd(brackets, times, everywhere)):
                _leave_out(draft, draft.rows.pop(key), kind, notebook)
                draft.held.add(key)


def _leave_out(draft: Draft, row: Row, kind: str, notebook: Notebook) -> None:
    unread = Unread(1, len(draft.columns))
    notebook.note(OddLabel(kind, row.label), row.line, draft, row.label, unread)
    draft.unread.append(row.line)


def _odd(
    brackets: dict[str, Bracket], times: Counter[Bracket], everywhere: set[Bracket]
) -> Iterator[tuple[str, str]]:
    """Yield the keys of the groups that fit nothing, with what is wrong with them."""
    left = dict(brackets)
    while clashes := {
        key: sum(one.cuts(other) for other in left.values()) for key, one in left.items()
    }:
        # The one that cuts most others, that fewest tables have, that stands last.
        at = {key: place for place, key in enumerate(left)}
        key = max(left, key=lambda key: (clashes[key], -times[left[key]], at[key]))
        if not clashes[key]:
            break
        del left[key]
        yield key, "bracket-overlap"
    for key, one in list(left.items()):
        if times[one] == 1 and any(
            one.cuts(other) and number >= _WITNESSES for other, number in times.items()
        ):
            del left[key]
            yield key, "bracket-other"
    yield from _beside_gaps(left, times, everywhere)


def _beside_gaps(
    left: dict[str, Bracket], times: Counter[Bracket], everywhere: set[Bracket]
) -> Iterator[tuple[str, str]]:
    placed: Sequence[tuple[str, Bracket]] = sorted(left.items(), key=lambda item: item[1])
    said: set[str] = set()
    for (key, one), (after, other) in pairwise(placed):
        first, last = one.high + 1, other.low - 1
        if first > last or (first % _FIVE == 0 and other.low % _FIVE == 0):
            continue
        if _shared_out(first, last, everywhere):
            continue
        odd = key if times[one] < times[other] else after
        if odd not in said:
            said.add(odd)
            yield odd, "bracket-gap"


def _shared_out(first: int, last: int, brackets: set[Bracket]) -> bool:
    """Tell whether groups that are printed somewhere share out the ages of a gap."""
    ends = {first}
    for one in sorted(brackets):
        if one.low in ends:
            ends.add(one.high + 1)
    return last + 1 in ends
