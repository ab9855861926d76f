"""Targets for people: a line a suppressed cell, and one line that sums them up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.text import Text

from tiltak_audit.argus.targets import Known
from tiltak_audit.i18n import N_, _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.argus.targets import Attack

_STYLES = {
    Known.EXACT: "bold red",
    Known.NARROWED: "yellow",
    Known.OPEN: "",
    Known.UNDECIDED: "bold",
}
_WORDS = {
    Known.EXACT: N_("exact"),
    Known.NARROWED: N_("narrowed"),
    Known.OPEN: N_("open"),
    Known.UNDECIDED: N_("undecided"),
}

# In a longer table the cells of which nothing is given away are counted only.
_ALL = 50


def lines_of(attack: Attack) -> Iterator[Text]:
    """Yield the table and the summary."""
    counts = Counter(target.status for target in attack.targets)
    shown = [
        target
        for target in attack.targets
        if target.status is not Known.OPEN or len(attack.targets) <= _ALL
    ]
    rows = [(str(t.cell), f"{t.given[0]} … {t.given[1]}", str(t.low), str(t.high)) for t in shown]
    head = (_("cell"), _("given"), _("low"), _("high"))
    if rows:
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        yield Text(_row(head, widths) + "  " + _("status"), style="bold")
        for target, row in zip(shown, rows, strict=True):
            said = (_(_WORDS[target.status]), _STYLES[target.status])
            yield Text.assemble(_row(row, widths), "  ", said)
        yield Text()
    left_out = len(attack.targets) - len(shown)
    if left_out:
        yield Text(ngettext("{n} open cell not listed", "{n} open cells not listed", left_out))
    total = ngettext("{n} suppressed cell", "{n} suppressed cells", len(attack.targets))
    found = ", ".join(f"{number(counts[known])} {_(_WORDS[known])}" for known in Known)
    stopped = _("; interrupted, the rest is undecided") if attack.interrupted else ""
    yield Text(f"{total}: {found}{stopped}")


def _row(texts: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(f"{text:>{width}}" for text, width in zip(texts, widths, strict=True))
