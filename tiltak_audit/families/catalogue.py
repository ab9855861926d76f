"""The families that ship with the tool, and which one a report is of."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.families.sign import reason_against
from tiltak_audit.families.structure import Structure
from tiltak_audit.i18n import _
from tiltak_audit.model.family import Family
from tiltak_audit.model.period import is_period
from tiltak_audit.model.point import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tiltak_audit.model.tidy import Tidy

# The family of reports that no other claims.
GENERAL = "general"


@cache
def shipped() -> dict[str, Family]:
    """Give the families that ship with the tool, by name."""
    return {name: family_of(content, f"{name}.toml") for name, content in _contents().items()}


def all_with(given: Iterable[Family]) -> tuple[Family, ...]:
    """List all families that are known, those that the user describes first."""
    return (*given, *shipped().values())


@cache
def _contents() -> dict[str, dict[str, Any]]:
    # Only what reads a report wants it.
    import tomllib

    folder = Path(__file__).parent
    texts = sorted((one.name, one) for one in folder.iterdir() if one.name.endswith(".toml"))
    return {
        name.removesuffix(".toml"): tomllib.loads(one.read_text(encoding="utf-8"))
        for name, one in texts
    }


def family_of(content: dict[str, Any], path: str) -> Family:
    """Make a family of what its file says.

    Raises:
        UsageError: It says something that is not known, or not what is expected.
    """
    said = Structure(path)
    whole = dict(content)
    while isinstance(whole.get("extends"), str) and whole["extends"]:
        base = whole.pop("extends")
        if base not in _contents():
            said.refuse("extends", _(" or ").join(_contents()))
        whole = {**_contents()[base], **whole}
    family: Family = said.record(Family, whole)
    _check(family, said)
    return family


def _check(family: Family, said: Structure) -> None:
    """Let nothing pass that fits its type and still makes no sense.

    Raises:
        UsageError: It holds such.
    """
    star = family.star
    if not star.sign.strip() or star.sign.strip().isdigit():
        said.refuse("star.sign", _("a text that is no number"))
    if reason := reason_against(star.hidden):
        said.refuse("star.hidden", reason)
    if not 0 <= star.low <= star.high:
        said.refuse("star.low", _("a count, not above star.high"))
    digits = [level.digits for level in family.levels]
    if digits != sorted(set(digits)) or min(digits, default=0) < 0:
        said.refuse("levels", _("the widest first, each with longer codes than the last"))
    for number, one in enumerate(family.breaks, 1):
        if not is_period(one.period):
            said.refuse(f"breaks[{number}].period", _("a period, such as 2025-04"))
    if family.overview and "{rows}" not in family.overview.title:
        said.refuse("overview.title", _("a text that holds {rows}").format(rows="{rows}"))
    if family.tidy:
        _check_levels(family, family.tidy, said)


def _check_levels(family: Family, tidy: Tidy, said: Structure) -> None:
    """Let tidy tables name no level that is none of the family's.

    Raises:
        UsageError: One is none.
    """
    levels = [COUNTRY, *(level.name for level in family.levels)]
    said.known(tidy.levels, levels, "tidy.levels.")
    starred = {f"tidy.counts[{at}].starred": one.starred for at, one in enumerate(tidy.counts, 1)}
    for key, named in {"tidy.whole": tidy.whole, **starred}.items():
        if not {*named} <= {*levels}:
            said.refuse(key, _(" or ").join(levels))


def family_for(
    code: str, title: str, sections: Iterable[str], given: Sequence[Family] = ()
) -> Family:
    """Give the family of a report.

    Args:
        code: Of the report; empty where none is printed.
        title: Of the report; likewise.
        sections: The titles of its sections, which tell where neither is printed.
        given: Families that the user describes, which come first; the first of them also takes
            what none claims.

    Returns:
        The family that claims it, else the general one.
    """
    known = all_with(given)
    else_ = given[0] if given else shipped()[GENERAL]
    if code:
        return next((one for one in known if code in one.codes), else_)
    if title:
        lengths = {one: _begins(title, one.titles) for one in known}
        best = max(known, key=lambda one: lengths[one])
        return best if lengths[best] else else_
    titles = {one.casefold() for one in sections}
    shared = {one: len(titles & {own.title.casefold() for own in one.sections}) for one in known}
    best = max(known, key=lambda one: shared[one])
    return best if shared[best] else else_


@cache
def signed(family: Family, sign: str) -> Family:
    """Give a family with another sign for what is hidden beside stars; with none as it is."""
    if not sign:
        return family
    return attrs.evolve(family, star=attrs.evolve(family.star, hidden=sign))


def _begins(title: str, beginnings: Iterable[str]) -> int:
    """Give the length of the longest text that a title begins with; 0 where it does with none."""
    folded = title.casefold()
    return max((len(one) for one in beginnings if folded.startswith(one.casefold())), default=0)
