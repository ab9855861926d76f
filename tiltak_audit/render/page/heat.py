"""Heat maps: what breaks, what leaks, what is starred, what cannot be seen, by table and month."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby, pairwise
from math import inf
from statistics import median_low
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.disclosure.exposure import Standing
from tiltak_audit.i18n import _, number
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.figure import Star
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.render.page.cells import Cells, Sheet
    from tiltak_audit.run.outcome import Outcome

# The largest widths of the shades from none to the darkest.
_WIDTHS = (0, 1, 3, 7, 15, 31, 63, 127, 255)

_HUNDRED = 100

# The numbers that each shade stands for, as a legend says them.
_pairs = list(enumerate(pairwise((-1, *_WIDTHS))))
_SHARES = (
    (0, "0"),
    *((at, f"{_HUNDRED * (at - 1) // 9 + 1}–{_HUNDRED * at // 9}") for at in range(1, 10)),
)
_COUNTS = ((0, "–"), (3, "1"), (5, "2"), (7, "3"), (9, "4 –"))
_SPANS = (
    *((at, f"{low + 1}–{high}" if high > low + 1 else f"{high}") for at, (low, high) in _pairs),
    (9, f"{_WIDTHS[-1] + 1} –"),
)


@attrs.frozen(eq=False, repr=False)
class Field(Alike):
    """One number of a heat map.

    Attributes:
        text: The number; a dash where there is nothing to count.
        shade: 0 to 9.
    """

    text: str
    shade: int


@attrs.frozen(eq=False, repr=False)
class Line(Alike):
    """One table in a heat map.

    Attributes:
        table: The table's number.
        label: The table's label.
        fields: One a period of the section; nothing where the table has not the period.
    """

    table: int
    label: str
    fields: tuple[Field | None, ...]


@attrs.frozen(eq=False, repr=False)
class Map(Alike):
    """The tables of one section.

    Attributes:
        section: The section's title, after its report where there are several.
        periods: The columns.
        lines: One a table.
    """

    section: str
    periods: tuple[str, ...]
    lines: tuple[Line, ...]


@attrs.frozen(eq=False, repr=False)
class Measure(Alike):
    """What a heat map shows.

    Attributes:
        name: For the script.
        title: In a few words.
        unit: What the numbers are.
        legend: The shades, with the numbers of each.
        maps: One a section.
    """

    name: str
    title: str
    unit: str
    legend: tuple[tuple[int, str], ...]
    maps: tuple[Map, ...]

    @property
    def tells(self) -> bool:
        """Tell whether it shows anything."""
        return any(map(_tells, self.maps))


def measures_of(outcome: Outcome, cells: Cells) -> list[Measure]:
    """Draw every section by every measure that the run has."""
    shares = {(at, c): both for at, sheet in _all(cells) for c, both in enumerate(_starred(sheet))}
    found = [
        Measure(
            "starred",
            _("Share starred"),
            _("% of the cells are stars"),
            _SHARES,
            _maps(cells, {key: _share(stars, of) for key, (stars, of) in shares.items()}),
        ),
    ]
    if outcome.audit.disclosure:
        leaks = _leaks(outcome, cells)
        fields = {key: _share(leaks.get(key, 0), stars) for key, (stars, _of) in shares.items()}
        found.insert(
            0,
            Measure(
                "recoverable",
                _("Share recoverable"),
                _("% of the stars can be worked out"),
                _SHARES,
                _maps(cells, fields),
            ),
        )
    found.append(
        Measure(
            "blind",
            _("Blind width"),
            _("persons that half of the printed figures may move by, or more, unseen"),
            _SPANS,
            _maps(cells, _blind(outcome, cells)),
        )
    )
    if broken := _broken(outcome, cells):
        told = _("identities that are violated, at the table of the whole")
        found.insert(0, Measure("broken", _("Broken"), told, _COUNTS, _maps(cells, broken)))
    return found


def most_telling(measures: list[Measure]) -> str:
    """Name what is looked at first: what breaks, else what leaks, else what is starred."""
    return next((one.name for one in measures if one.tells), measures[0].name)


def _tells(one: Map) -> bool:
    return any(field and field.shade for line in one.lines for field in line.fields)


def _all(cells: Cells) -> Iterator[tuple[int, Sheet]]:
    return iter(enumerate(cells.sheets))


def _starred(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Count, column by column, the stars of a table and its figures."""
    for figures in zip(*(row.figures for row in sheet.table.printed()), strict=True):
        yield list(map(type, figures)).count(Star), len(figures)


def _leaks(outcome: Outcome, cells: Cells) -> dict[tuple[int, int], int]:
    tables = {sheet.table: at for at, sheet in _all(cells)}
    found: dict[tuple[int, int], int] = defaultdict(int)
    for one in outcome.exposures:
        if one.standing is Standing.RECOVERABLE:
            found[tables[one.cell.table], one.cell.column] += 1
    return found


def _broken(outcome: Outcome, cells: Cells) -> dict[tuple[int, int], Field]:
    """Count the violated identities of findings by table and column of their wholes."""
    tables = {sheet.table: at for at, sheet in _all(cells)}
    counts = Counter(
        (tables[whole.table], whole.column)
        for finding in outcome.findings
        for one in finding.evidence
        if one.verdict is Verdict.VIOLATED
        for whole in [one.terms[0].cell]
    )
    return {key: Field(number(n), min(2 * n + 1, 9)) for key, n in counts.items()}


def _blind(outcome: Outcome, cells: Cells) -> dict[tuple[int, int], Field]:
    """Give the median width of the printed figures of each column."""
    tables = {sheet.table: at for at, sheet in _all(cells)}
    widths: dict[tuple[int, int], list[float]] = defaultdict(list)
    for one in outcome.blind:
        table = tables[one.table]
        for column, width in one.widths.items():
            widths[table, column].append(inf if width is None else width)
    found = {}
    for key, some in widths.items():
        middle = median_low(some)
        shade = sum(middle > most for most in _WIDTHS)
        found[key] = Field("∞" if middle == inf else number(int(middle)), shade)
    return found


def _share(count: int, of: int) -> Field:
    """Write a share in percent; none and all are said only where they are.

    >>> [_share(count, 1000).text for count in (0, 1, 500, 999, 1000)]
    ['0', '<1', '50', '>99', '100']
    """
    if not of:
        return Field("–", 0)
    share = round(_HUNDRED * count / of)
    shade = min(9, -(-9 * count // of))
    if not share and count:
        return Field("<1", shade)
    if share == _HUNDRED and count < of:
        return Field(">99", shade)
    return Field(str(share), shade)


def _maps(cells: Cells, fields: dict[tuple[int, int], Field]) -> tuple[Map, ...]:
    maps = []
    sections = groupby(_all(cells), key=lambda one: (one[1].report.path, one[1].table.section))
    for _section, tables in sections:
        sheets = list(tables)
        title = cells.title(sheets[0][1])
        periods = tuple(
            dict.fromkeys(p for _at, sheet in sheets for p in sheet.table.columns.periods)
        )
        lines = tuple(
            Line(at, visible(sheet.table.label), tuple(_fields(at, sheet, periods, fields)))
            for at, sheet in sheets
        )
        maps.append(Map(visible(title), periods, lines))
    # What shows something stands before what does not.
    return tuple(sorted(maps, key=lambda one: not _tells(one)))


def _fields(
    at: int, sheet: Sheet, periods: tuple[str, ...], fields: dict[tuple[int, int], Field]
) -> Iterator[Field | None]:
    own = sheet.table.columns.periods
    for period in periods:
        if period not in own:
            yield None
        else:
            yield fields.get((at, own.index(period)), Field("–", 0))
