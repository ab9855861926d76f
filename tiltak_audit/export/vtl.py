"""The identities as a script of the Validation and Transformation Language, with its tables.

Any engine of the language that SDMX keeps can so tell which identities are violated, and need
believe nothing but what each figure may stand for.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.export.tidy import defused
from tiltak_audit.export.zipped import entry_of
from tiltak_audit.identities.identity import Balance, Verdict
from tiltak_audit.identities.together import judged_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.model.report import Report

# Sums of what the figures of an identity may be, those of the parts with a minus: it is violated
# where they cannot come to nothing, or, where the parts may be less, only below it.
SCRIPT = """\
sides := terms [calc
    least := if sign = 1 then low else - high,
    most := if sign = 1 then high else - low];
sums := sides [aggr least := sum(least), most := sum(most) group by identity];
judged := inner_join(identities, sums);
violated <- judged [filter most < 0 or (least > 0 and not at_most)];
"""

_NAMES = dict.fromkeys(("report", "section", "table", "row", "period"), "String")

# The types of the columns of each table; the first of them tell rows apart.
_TABLES = {
    "terms": {
        "identity": "Integer",
        "cell": "Integer",
        "sign": "Integer",
        "low": "Integer",
        "high": "Integer",
    },
    "identities": {"identity": "Integer", "at_most": "Boolean", "law": "String", **_NAMES},
    "cells": {
        "cell": "Integer",
        **_NAMES,
        "page": "Integer",
        "line": "Integer",
        "printed": "String",
    },
}
_KEYS = {"terms": 2, "identities": 1, "cells": 1}


def vtl_of(reports: Iterable[Report]) -> bytes:
    """Give script, structures and tables in a ZIP archive, the same bytes for the same reports."""
    tables = _Tables()
    for judged in judged_together(reports).judged:
        for identity, verdicts in judged.verdicts:
            for period, verdict in verdicts:
                if verdict is not Verdict.NOT_APPLICABLE:
                    tables.add(identity, period)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in tables.files():
            archive.writestr(entry_of(name), text)
    return file.getvalue()


@attrs.define(repr=False)
class _Tables:
    """The rows of the tables; identities and figures are numbered from 1 as they are met."""

    terms: list[tuple[object, ...]] = attrs.field(factory=list)
    identities: list[tuple[object, ...]] = attrs.field(factory=list)
    cells: dict[Cell, int] = attrs.field(factory=dict)

    def add(self, identity: Identity, period: str) -> None:
        """Add an identity in a period, and its figures.

        A mean counts as the sums of months it may stand for; printed anew it is the same figure.
        """
        number = len(self.identities) + 1
        at_most = isinstance(identity, Balance) and identity.at_most
        restates = isinstance(identity, Balance) and identity.restates
        terms = list(identity.terms(period))
        said = (number, str(at_most).lower(), identity.law.value)
        self.identities.append((*said, *_names(terms[0].cell)))
        for term in terms:
            cell = self.cells.setdefault(term.cell, len(self.cells) + 1)
            range_ = term.cell.printed if restates else term.cell.persons
            self.terms.append((number, cell, term.sign, range_.low, range_.high))

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the files of the archive by name."""
        yield "violated.vtl", SCRIPT
        yield "structures.json", json.dumps(_structures(), indent=1) + "\n"
        cells = (
            (number, *_names(cell), *cell.report.origin.place(cell.row.line), cell.figure.printed)
            for cell, number in self.cells.items()
        )
        rows = {"terms": self.terms, "identities": self.identities, "cells": cells}
        for name, columns in _TABLES.items():
            text = io.StringIO(newline="")
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(map(defused, rows[name]))
            yield f"{name}.csv", text.getvalue()


def _names(cell: Cell) -> tuple[str, ...]:
    """Name a figure: report, section, table, row, period."""
    table, row = cell.table, cell.row
    return (cell.report.code, table.section, table.label, row.name, cell.period)


def _structures() -> dict[str, object]:
    """Describe the tables as vtlengine has them, by name: role and type of each column."""
    return {
        "datasets": [
            {
                "name": name,
                "DataStructure": [
                    {
                        "name": column,
                        "type": kind,
                        "role": "Identifier" if at < _KEYS[name] else "Measure",
                        "nullable": at >= _KEYS[name],
                    }
                    for at, (column, kind) in enumerate(columns.items())
                ],
            }
            for name, columns in _TABLES.items()
        ]
    }
