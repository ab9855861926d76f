"""JSON as tables: objects in an array or a line each, or JSON-stat 2.0 (json-stat.org)."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

from tiltak_audit.errors import NoReportError, UnreadableError
from tiltak_audit.i18n import _
from tiltak_audit.model.report import TOTAL
from tiltak_audit.tidy.raw import NOTHING, Field, RawTable, Record, field_of
from tiltak_audit.tidy.roles import OF_CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# The dimensions of what tiltak-audit export writes; its label is the report and the section.
_OURS = ["table", "row", "period"]
_HEADS = ("report", "edition", "section", "table", "row", "code", "period", "printed")

# Heads the values of another data set.
_VALUE = "value"

# A collection of a report holds a few sections; all it spans is unfolded.
_MOST_CELLS = 2_000_000


def tables_of_json(data: bytes, *, labels: bool = False) -> tuple[RawTable, ...]:
    """Read the tables of a JSON text; a place in it is the number of an object or a value.

    Args:
        data: The text.
        labels: Whether dimensions of JSON-stat are headed by their labels, not by their names.

    Raises:
        UnreadableError: It is no JSON, or of another shape.
    """
    try:
        found = _parsed(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_("it is no JSON: {reason}").format(reason=error)) from error
    try:
        tables = tuple(_tables(found, labels=labels))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NoReportError(_shape()) from error
    if not tables:
        raise NoReportError(_shape())
    return tables


def _shape() -> str:
    return _("it is JSON, but neither an array of objects nor JSON-stat 2.0")


def _parsed(text: str) -> Any:  # noqa: ANN401  of any shape
    """Parse a text; one of an object a line is an array of them."""
    try:
        return json.loads(text, parse_float=str)
    except ValueError:
        lines = text.split("\n")
        if not (lines[0].startswith("{") and lines[0].rstrip().endswith("}")):
            raise
        return [json.loads(line, parse_float=str) for line in lines if line.strip()]


def _tables(found: Any, *, labels: bool) -> Iterator[RawTable]:  # noqa: ANN401  of any shape
    if isinstance(found, list):
        yield _of_objects(found)
    elif found.get("class") == "collection":
        items = [one for one in found["link"]["item"] if one.get("class") == "dataset"]
        for number, one in enumerate(items, 1):
            yield _of_dataset(number, one, labels=labels)
    elif "dimension" in found:
        yield _of_dataset(1, found, labels=labels)
    else:
        # Services wrap their objects: {"data": [...]}.
        arrays = [one for one in found.values() if isinstance(one, list)]
        if len(arrays) == 1:
            yield _of_objects(arrays[0])


def _of_objects(found: list[dict[str, Any]]) -> RawTable:
    heads = tuple(dict.fromkeys(key for one in found for key in one))
    records = [
        Record(number, tuple([_field(one.get(head)) for head in heads]))
        for number, one in enumerate(found, 1)
    ]
    return RawTable("", 0, 1, heads, heads, tuple(records))


def _field(value: object) -> Field:
    """Read a value; null is nothing."""
    if value is None:
        return NOTHING
    if isinstance(value, bool | list | dict):
        return Field("", odd=json.dumps(value, ensure_ascii=False))
    return field_of(str(value))


def _of_dataset(number: int, one: dict[str, Any], *, labels: bool) -> RawTable:
    """Unfold a data set: a record a value; a null one is what its status says."""
    names, label = one["id"], str(one.get("label", ""))
    categories = [_categories(one["dimension"][name]) for name in names]
    ours = names == _OURS
    if labels:
        names = [str(one["dimension"][name].get("label", name)) for name in names]
    if _cells(one["size"]) > _MOST_CELLS:
        raise UnreadableError(_("its data set spans too many values to be a report"))
    values = _by_number(one["value"])
    status = one.get("status") or {}
    status = _by_number(status) if not isinstance(status, str) else {}
    heads = (*(h for name in names for h in (name, f"{name}{OF_CODES}")), _VALUE)
    report, section = _report_of(label)
    records = []
    for at, chosen in enumerate(product(*categories)):
        value = values.get(at)
        said = str(status.get(at, "")) if value is None else str(value)
        texts: tuple[str, ...]
        if ours:
            table, row, period = chosen
            code = row[0] if row[0] != row[1] else ""
            head = (report, str(one.get("updated", "")), section, _unless(table[1], TOTAL))
            texts = (*head, row[1], code, period[0], said)
        else:
            texts = (*(text for code, name in chosen for text in (name, code)), said)
        records.append(Record(at + 1, tuple(map(field_of, texts))))
    if ours:
        return _table_of(number, label, _HEADS, records)
    metric = (one.get("role") or {}).get("metric") or []
    measured = [one["id"].index(name) for name in metric]
    if len(measured) == 1:
        heads, records = _beside(2 * measured[0], heads, records)
    return _table_of(number, label, heads, records)


def _table_of(
    number: int, label: str, heads: tuple[str, ...], records: Sequence[Record]
) -> RawTable:
    columns = tuple(map(str, range(1, len(heads) + 1)))
    return RawTable(label, number, 1, columns, heads, tuple(records))


def _beside(
    at: int, heads: tuple[str, ...], records: Sequence[Record]
) -> tuple[tuple[str, ...], list[Record]]:
    """Put what a dimension measures beside one another: a column a category, headed by it."""
    found: dict[tuple[Field, ...], dict[str, Field]] = {}
    lines: dict[tuple[Field, ...], int] = {}
    measures: dict[str, None] = {}
    for one in records:
        *others, value = (*one.fields[:at], *one.fields[at + 2 :])
        key, measure = tuple(others), one.fields[at].text
        lines.setdefault(key, one.line)
        measures[measure] = None
        found.setdefault(key, {})[measure] = value
    return (
        (*heads[:at], *heads[at + 2 : -1], *measures),
        [
            Record(lines[key], (*key, *(values.get(one, NOTHING) for one in measures)))
            for key, values in found.items()
        ],
    )


def _unless(text: str, other: str) -> str:
    return "" if text == other else text


def _report_of(label: str) -> tuple[str, str]:
    """Part the label of a section into the code of its report and its title."""
    first, _blank, rest = label.partition(" ")
    return (first, rest) if first.isupper() and rest else ("", label)


def _cells(size: Iterable[int]) -> int:
    number = 1
    for one in size:
        number *= one
    return number


def _categories(dimension: dict[str, Any]) -> list[tuple[str, str]]:
    """List the codes and labels of a dimension, in order."""
    category = dimension["category"]
    labels = category.get("label") or {}
    index = category.get("index") or list(labels)
    codes = sorted(index, key=lambda code: index[code]) if isinstance(index, dict) else index
    return [(str(code), str(labels.get(code, code))) for code in codes]


def _by_number(found: Any) -> dict[int, Any]:  # noqa: ANN401  an array, or an object by number
    pairs = found.items() if isinstance(found, dict) else enumerate(found)
    return {int(at): one for at, one in pairs}
