"""What rules on stars say alike: where they are, what gives them away, and their values."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tiltak_audit.findings.evidence import text_of
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.judge import judge
from tiltak_audit.rules.rule import proof_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.findings.finding import Evidence
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.model.cell import Cell

# Places of a finding that are named in its text; JSON lists all.
_NAMED = 12


def where_words(cells: Sequence[Cell]) -> str:
    """Count stars by section, and name the lines of the first."""
    sections = Counter(cell.table.section for cell in cells)
    lines = dict.fromkeys(cell.row.line for cell in cells)
    places = lines_words(cells[0], *list(lines)[:_NAMED]) + (", …" if len(lines) > _NAMED else "")
    names = ", ".join(f"{name} ({number(times)})" for name, times in sections.items() if name)
    return _("in {sections}; {lines}").format(sections=names, lines=places) if names else places


def before_words(number_of: int) -> str:
    """Say that the gate ``stars=new`` lets stars pass."""
    return ngettext(
        "not new: the edition that it is held against gives the like of it away",
        "not new: the edition that they are held against gives the like of them away",
        number_of,
    )


def lines_words(cell: Cell, *lines: int) -> str:
    """Name the line of a figure, or other lines of its report."""
    return cell.report.origin.words(*(lines or (cell.row.line,)))


def identities_words(proof: Iterable[tuple[Identity, str]]) -> str:
    """Name several identities, each with its line and period."""
    return "; ".join(_identity(*one) for one in proof)


def _identity(identity: Identity, period: str) -> str:
    return _("{text} ({line}, {period})").format(
        text=text_of(identity), line=lines_words(next(identity.terms(period)).cell), period=period
    )


def values_words(stars: Sequence[Exposure]) -> Iterator[str]:
    """Tell the values: only where the user asked for it."""
    nonzero = sum(one.interval.low > 0 for one in stars)
    yield ngettext("{n} of them is at 1 or more", "{n} of them are at 1 or more", nonzero)
    values = (f"{lines_words(one.cell)} {one.cell.period} = {_value(one)}" for one in stars)
    yield _("values: {values}").format(values=listed(values))


def _value(star: Exposure) -> str:
    """Write a value; a mean that is a tie may be printed either way."""
    low, high = star.interval.low, star.interval.high
    return str(low) if low == high else f"{low}–{high}"


def listed(names: Iterable[str]) -> str:
    """List the first of many names."""
    some = list(names)
    return ", ".join(some[:_NAMED]) + (", …" if len(some) > _NAMED else "")


def proofs_of(proof: Iterable[tuple[Identity, str]]) -> tuple[Evidence, ...]:
    """Give the identities that give stars away, each once, with their verdicts."""
    proofs = dict.fromkeys(proof)
    verdicts = {identity: dict(judge(identity)) for identity, _period in proofs}
    return tuple(proof_of(one, period, verdicts[one][period]) for one, period in proofs)
