"""Categories that the layout clipped: ``Karrierestøtte`` for ``Karrierestøtte (IPS Ung)``.

One that is the beginning of another, and is printed with the same figures in another section,
is that one. Where one section prints both they are two.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.cube.dimensions import dimensions_of
from tiltak_audit.cube.fold import fold
from tiltak_audit.model.remark import Inferred
from tiltak_audit.model.report import TOTAL
from tiltak_audit.parsing.labels import total_label
from tiltak_audit.parsing.stretches import Entry
from tiltak_audit.reading.elements import TotalLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.model.family import Family
    from tiltak_audit.parsing.notebook import Notebook
    from tiltak_audit.parsing.stretches import Stretch

# Categories that are printed with the same figures: more say nothing.
_MOST = 8

# What figures hold that are not all stars or zeros.
_COUNTS = re.compile("[1-9]")


@attrs.define(eq=False, repr=False)
class _Category:
    """One label of one dimension: its print, the figures and the sections it stands in."""

    text: str
    figures: set[str] = attrs.field(factory=set)
    sections: set[str] = attrs.field(factory=set)
    entries: list[tuple[str, Entry]] = attrs.field(factory=list)


def restore_clipped(stretches: list[Stretch], family: Family, notebook: Notebook) -> None:
    """Give every clipped category its whole name, and remark on it once a section."""
    found: dict[tuple[str, str], _Category] = {}
    by_figures: dict[tuple[str, str], dict[str, None]] = {}
    for title, dimension, entry in _entries(stretches, family):
        text = total_label(entry.texts)
        key = dimension, fold(text)
        if key not in found:
            found[key] = _Category(text)
        one = found[key]
        one.figures.add(entry.figures)
        one.sections.add(title)
        one.entries.append((title, entry))
        named = by_figures.setdefault((dimension, entry.figures), {})
        if _COUNTS.search(entry.figures):
            named[fold(text)] = None
    for (dimension, _), one in found.items():
        wholes = {
            other
            for figures in one.figures
            for other in islice(by_figures[dimension, figures], _MOST)
            if _begins(found[dimension, other].text, one.text)
        }
        if len(wholes) != 1:
            continue
        whole = found[dimension, wholes.pop()]
        if not one.sections & whole.sections:
            _rename(one, whole.text, notebook)


def _begins(whole: str, label: str) -> bool:
    """Tell whether a label is the first words, not all, of another."""
    words, first = whole.split(), label.split()
    return len(first) < len(words) and fold(" ".join(words[: len(first)])) == fold(label)


def _rename(one: _Category, whole: str, notebook: Notebook) -> None:
    said: set[str] = set()
    for title, entry in one.entries:
        text = f"{TOTAL} {whole}" if isinstance(entry.lines, TotalLines) else whole
        piece = entry.lines.pieces[0]._replace(text=text)
        entry.lines = attrs.evolve(entry.lines, pieces=(piece,))
        if title not in said:
            said.add(title)
            notebook.section = title
            notebook.note(Inferred(one.text, whole), entry.line)
    notebook.section = ""


def _entries(stretches: list[Stretch], family: Family) -> Iterator[tuple[str, str, Entry]]:
    """List rows and totals that name a category, with section and dimension."""
    title = ""
    for stretch in stretches:
        title = stretch.heading.title or title
        dimensions = dimensions_of(title, family)
        total = stretch.total
        if isinstance(total, Entry) and dimensions.outer and total_label(total.texts):
            yield title, dimensions.outer, total
        if not dimensions.regional and title:
            for entry in stretch.rows:
                if entry.texts:
                    yield title, dimensions.inner, entry
