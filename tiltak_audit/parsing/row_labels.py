"""The labels of the rows of tables, each read once where several print it alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.parsing.labels import Label, Oddity, plain_label, region_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tiltak_audit.parsing.drafts import Draft
    from tiltak_audit.parsing.knowledge import Knowledge
    from tiltak_audit.parsing.stretches import Entry

    # The lines of a label.
    _Texts = tuple[str, ...]


class RowLabels:
    """Read the labels of rows, by what the report says as a whole."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Start with none."""
        self._knowledge = knowledge
        self._plain = _Labels(self._other)
        # By the level of the regions, and the region that their table is of.
        self._regions: dict[tuple[str, str], _Labels] = {}

    def of(self, texts: _Texts, draft: Draft) -> Label:
        """Read the lines of a label as those of a row of a table."""
        return self._of_table(draft)[texts]

    def all_of(self, entries: Iterable[Entry], draft: Draft) -> list[Label]:
        """Read the labels of rows as rows of a table.

        The register's spelling stands for one that may be cut or broken.
        """
        known = self._of_table(draft)
        return [
            _as_printed(known[lines.texts], lines.texts) if lines.whole else known[lines.texts]
            for lines in [entry.lines for entry in entries]
        ]

    def _of_table(self, draft: Draft) -> _Labels:
        dimensions, family = draft.dimensions, self._knowledge.family
        if not dimensions.regional:
            return self._plain
        above = family.level_of(dimensions.outer)
        whole = self._knowledge.register.fylke_of(draft.label) if above else ""
        key = dimensions.inner, whole
        if key not in self._regions:
            self._regions[key] = _Labels(partial(self._region, level=key[0], whole=whole))
        return self._regions[key]

    def _other(self, texts: _Texts) -> Label:
        """Read the label of a row of a table without regions."""
        register = self._knowledge.register
        label = plain_label(texts)
        coded = label.text[:1].isdigit() and region_label(texts, register).is_of(register)
        return attrs.evolve(label, oddity=Oddity.OTHER_LEVEL) if coded else label

    def _region(self, texts: _Texts, level: str, whole: str) -> Label:
        """Read the label of a region in tables of all, or of one region that holds it."""
        label = self._region_of(texts, level)
        parent = self._knowledge.register.parent_of(label.code) if label.code and whole else ""
        stranger = parent and parent != whole
        return attrs.evolve(label, oddity=Oddity.OTHER_WHOLE) if stranger else label

    def _region_of(self, texts: _Texts, level: str) -> Label:
        register, family = self._knowledge.register, self._knowledge.family
        found = family.level_of(level)
        label = region_label(texts, register, (found.digits if found else 0,))
        if label.oddity is not Oddity.NO_CODE or family.coded:
            return label
        named = register.named(label.text, level)
        return Label(named[0].name, named[0].code, Oddity.NONE) if len(named) == 1 else label


class _Labels(dict["_Texts", Label]):
    """Lines of labels to what they say in some tables, each read where it is first asked for."""

    def __init__(self, read: Callable[[_Texts], Label]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, texts: _Texts) -> Label:
        self[texts] = label = self.read(texts)
        return label


def _as_printed(label: Label, texts: _Texts) -> Label:
    """Give a label as the cell of a region says it, in which no part of it can be lost."""
    if label.oddity is not Oddity.NONE or not label.code:
        return label
    return attrs.evolve(label, text=texts[0].removeprefix(label.code).strip())
