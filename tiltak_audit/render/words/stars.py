"""How many stars protect, and what that rests on, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.disclosure.attacker import Attacker, MissingRows, PrintedRows
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.i18n import N_, _, ngettext, number
from tiltak_audit.model.mean import Rounding
from tiltak_audit.render.words.counts import hidden_words
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from tiltak_audit.disclosure.exposure import Disclosure

# What an attacker takes for known, in the words of the options.
_ROUNDINGS = {
    Rounding.HALF_UP: N_("half-up"),
    Rounding.HALF_EVEN: N_("half-even"),
    Rounding.ANY: N_("any"),
}
_PRINTED = {PrintedRows.ANY: N_("anybody or nobody"), PrintedRows.NONZERO: N_("somebody")}
_MISSING = {MissingRows.ZERO: N_("zero"), MissingRows.UNKNOWN: N_("unknown")}


def facts_of(found: Disclosure) -> list[tuple[str, str]]:
    """Say how many stars protect, and what that rests on."""
    words = {
        Standing.RECOVERABLE: _("recoverable"),
        Standing.NARROWED: _("narrowed"),
        Standing.OPEN: _("open"),
        Standing.UNDECIDED: _("undecided"),
    }
    stars = ngettext("{n} star", "{n} stars", found.suppressed - found.secondary)
    if found.secondary:
        stars += f", {hidden_words(found.secondary)}"
    counts = " · ".join(f"{number(found.count(one))} {word}" for one, word in words.items())
    return [(_("Stars"), f"{stars}: {counts}"), *notes_of(found)]


def notes_of(found: Disclosure, hint: str = "") -> list[tuple[str, str]]:
    """Say what the verdict on stars rests on; the hint says how to see values."""
    facts = []
    recoverable = found.count(Standing.RECOVERABLE)
    if not found.revealed and (recoverable or found.elsewhere):
        facts.append(("", _("the values are not shown") + hint))
    if found.revealed and (recoverable or not found.elsewhere):
        said = ngettext(
            "{n} of the recoverable ones is at 1 or more",
            "{n} of the recoverable ones are at 1 or more",
            found.nonzero,
        )
        facts.append(("", said))
    if found.impossible:
        said = _("the printed figures contradict each other, so nothing is proved")
        if found.attacker != Attacker():
            said = _("the printed figures contradict what is taken for known: nothing is proved")
        facts.append(("", said))
    if found.interrupted:
        facts.append(("", _("interrupted: what is undecided was not looked at to the end")))
    if found.attacker != Attacker():
        facts.append((_("Known"), _attacker(found.attacker)))
    return facts


def _attacker(attacker: Attacker) -> str:
    """Say what an attacker is taken to know, where it is not the default."""
    most = _("any count") if attacker.star_max is None else number(attacker.star_max)
    said = [
        _("a star is at most {most}").format(most=most),
        _("means are rounded {rounding}").format(rounding=_(_ROUNDINGS[attacker.rounding])),
        _("rows left out are {missing}").format(missing=_(_MISSING[attacker.missing])),
        _("printed rows count {printed}").format(printed=_(_PRINTED[attacker.printed])),
    ]
    said += [_("cell {cell}").format(cell=visible(str(one))) for one in attacker.insiders]
    said += [_("each star in turn, by who is counted in it")] * attacker.everyone
    return " · ".join(said)
