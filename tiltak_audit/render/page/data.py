"""What the page's script draws from: tables, identities and findings by number, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.findings.evidence import text_of
from tiltak_audit.i18n import _
from tiltak_audit.identities.identity import Law, MeanOfMonths, Verdict
from tiltak_audit.model.figure import Star, star_of_all
from tiltak_audit.render.page.cells import numbers_of
from tiltak_audit.render.page.texts import script_texts
from tiltak_audit.render.words.facts import stands_words
from tiltak_audit.render.words.plain import in_json, unbroken, visible
from tiltak_audit.render.words.proof import equation_of
from tiltak_audit.render.words.suspects import meant_words
from tiltak_audit.rules.rule import rule_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.identities.judged import Verdicts
    from tiltak_audit.identities.series import Series
    from tiltak_audit.render.page.cells import Cells, Sheet
    from tiltak_audit.run.outcome import Outcome

# One letter a verdict; the script words them.
_LETTERS = {
    Verdict.SATISFIED: "s",
    Verdict.CONSISTENT: "c",
    Verdict.VACUOUS: "v",
    Verdict.NOT_APPLICABLE: "n",
    Verdict.VIOLATED: "x",
}

# One letter a star that does not protect; a point for any other figure.
_STARS = {Standing.RECOVERABLE: "r", Standing.NARROWED: "n"}

_Numbers = dict[Any, int]


def data_of(
    outcome: Outcome, judged: Mapping[Identity, Verdicts], cells: Cells, names: list[str]
) -> str:
    """Give the JSON, which may stand in a script element as it is.

    ``judged`` are the identities, ``names`` those of the findings on the page. A value worked
    out from stars is in none of it: of a star that leaks only that it does.
    """
    blind, stars = _blind(outcome, cells), _stars(outcome, cells)
    laws: _Numbers = {}
    texts: _Numbers = {}
    periods: _Numbers = {}
    numbers: dict[Identity, int] = {}
    identities: list[list[object]] = []
    mean = ""
    for identity, verdicts in judged.items():
        numbers[identity] = len(identities)
        of, whole, parts = _parted(identity)
        if isinstance(identity, MeanOfMonths):
            # Most identities are, and all of them say the same.
            said = mean = mean or visible(text_of(identity))
        else:
            said = visible(text_of(identity))
        identities.append(
            [
                laws.setdefault(identity.law, len(laws)),
                texts.setdefault(said, len(texts)),
                numbers_of(cells, whole),
                numbers_of(cells, parts),
                periods.setdefault(of, len(periods)),
                "".join([_LETTERS[verdict] for _period, verdict in verdicts]),
            ]
        )
    rules = [rule_for(law) for law in laws]
    document = {
        "texts": script_texts(),
        "tables": [
            [
                visible(cells.title(sheet)),
                visible(sheet.table.label),
                list(sheet.table.columns.periods),
                sheet.first,
                [_row(sheet, at, blind, stars) for at in range(len(sheet.rows))],
                _ranges(sheet),
            ]
            for sheet in cells.sheets
        ],
        "laws": [[rule.code, rule.name, rule.summary] for rule in rules],
        "mean": laws.get(Law.MEAN_OF_MONTHS, -1),
        "said": list(texts),
        "periods": [list(one) for one in periods],
        "identities": identities,
        "findings": {
            name: _finding(finding, cells, numbers)
            for name, finding in zip(names, outcome.findings, strict=True)
        },
    }
    text = in_json(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _ranges(sheet: Sheet) -> dict[str, tuple[int, int | None, str]]:
    """Give what each sign of suppression in a table stands for: least, largest, in words."""
    stars: dict[Star, None] = {}
    for row in sheet.rows:
        star = star_of_all(row.figures)
        stars |= dict.fromkeys(
            [star] if star else [one for one in row.figures if isinstance(one, Star)]
        )
    return {
        one.printed: (one.interval.low, one.interval.highest, stands_words(one.interval))
        for one in stars
    }


def _parted(
    identity: Identity,
) -> tuple[tuple[str, ...], tuple[Series, ...], tuple[Series, ...]]:
    """Give the periods of an identity and the rows of its sides; of a mean its one row."""
    if isinstance(identity, MeanOfMonths):
        return (), identity.rows, ()
    return identity.periods, identity.whole, identity.parts


def _row(sheet: Sheet, at: int, blind: Mapping[int, str], stars: Mapping[int, str]) -> list[str]:
    """Give label, place, figures, how far each may move unnoticed, and which stars leak."""
    row, number = sheet.rows[at], sheet.first + at
    count, star = len(row.figures), star_of_all(row.figures)
    again = at >= len(sheet.rows) - len(sheet.table.reprints)
    label = _("{row} (printed again)").format(row=row.name) if again else row.name
    printed = [star.printed] * count if star else [figure.printed for figure in row.figures]
    return [
        visible(label),
        sheet.report.origin.words(row.line),
        " ".join(printed),
        blind.get(number) or " ".join("-" * count),
        stars.get(number, ""),
    ]


def _blind(outcome: Outcome, cells: Cells) -> dict[int, str]:
    """Write by row how far each printed figure may move; u where nothing limits it."""
    found = {}
    for one in outcome.blind:
        said = ["-"] * len(one.row.figures)
        for column, width in one.widths.items():
            said[column] = "u" if width is None else str(width)
        found[cells.row(one.row)] = " ".join(said)
    return found


def _stars(outcome: Outcome, cells: Cells) -> dict[int, str]:
    """Mark by row the stars that do not protect, at their first printing."""
    found: dict[int, list[str]] = {}
    for one in outcome.exposures:
        if one.standing in _STARS:
            row, column = one.cell.row, one.cell.column
            marks = found.setdefault(cells.row(row), ["."] * len(row.figures))
            marks[column] = _STARS[one.standing]
    return {row: "".join(marks) for row, marks in found.items()}


def _finding(finding: Finding, cells: Cells, numbers: dict[Identity, int]) -> list[object]:
    """Give its place, its identities with period and equation, suspects, what it covers."""
    path = finding.place.path
    return [
        cells.at(finding.place),
        [
            [numbers[one.identity], one.period, unbroken(visible(equation_of(one)))]
            for one in finding.evidence
        ],
        [
            [
                cells.row(suspect.cell.row),
                suspect.cell.column,
                unbroken(meant_words(suspect.repair, suspect.cell.report.family.star.figure)),
            ]
            for suspect, _certainty in finding.suspects
        ],
        [cells.named(path, name) for name in finding.covers],
    ]
