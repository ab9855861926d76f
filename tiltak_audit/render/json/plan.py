"""A plan as JSON, and the shape of it: a contract like that of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

import tiltak_audit
from tiltak_audit.disclosure.attacker import EVERYONE
from tiltak_audit.render.json.blind import address_of
from tiltak_audit.render.json.constraints import Count  # noqa: TC001  msgspec reads them
from tiltak_audit.render.json.contract import SCHEMA_VERSION, Tool, described_schema, written
from tiltak_audit.run.inputs import Accepted

if TYPE_CHECKING:
    from tiltak_audit.model.cell import Cell
    from tiltak_audit.protection.plan import Hidden
    from tiltak_audit.run.planned import Planned


class AddressOf(Struct, frozen=True):
    """A printed figure."""

    path: str
    section: str
    table: str
    row: str
    period: str
    page: Count | None
    line: Count


class HiddenOf(Struct, frozen=True):
    """A point to hide."""

    persons: Count
    reason: Literal["star", "further", "row"]
    cells: list[AddressOf]
    protects: list[AddressOf]


class UnprotectedOf(Struct, frozen=True):
    """A star that cannot keep the values asked for."""

    cell: AddressOf
    bar: Literal["kept", "signs", "insider"]
    by: list[AddressOf]


class AskedOf(Struct, frozen=True):
    """The options that change a plan."""

    values: Count
    keep: list[str]
    cost: Literal["figures", "persons", "information"]
    whole_rows: bool
    star_max: Count | None
    rounding: Literal["half-up", "half-even", "any"]
    missing_rows: Literal["zero", "unknown"]
    printed_rows: Literal["any", "nonzero"]
    insider: list[str]


class PlanInputOf(Struct, frozen=True):
    """An input of a plan."""

    path: str
    sha256: str | None
    error: str | None


class PlanDocument(Struct, frozen=True):
    """What a run of tiltak-audit protect came to."""

    schema_version: str
    tool: Tool
    options: AskedOf
    inputs: list[PlanInputOf]
    proved: bool
    stars: Count
    opened: Count
    figures: Count
    partial: Count
    whole: Count
    least: Count
    hidden: list[HiddenOf]
    unprotected: list[UnprotectedOf]
    fixed: list[AddressOf]


def schema() -> bytes:
    """Give the JSON Schema of the document."""
    return described_schema(PlanDocument)


def json_of(planned: Planned) -> bytes:
    """Give the document as indented UTF-8 JSON with a final line end."""
    return written(_document(planned))


def _document(planned: Planned) -> PlanDocument:
    plan, wish, attacker = planned.plan, planned.wish, planned.attacker
    return PlanDocument(
        schema_version=SCHEMA_VERSION,
        tool=Tool("tiltak-audit", tiltak_audit.__version__),
        options=AskedOf(
            wish.values,
            list(wish.keep),
            wish.cost.value,
            wish.whole_rows,
            attacker.star_max,
            attacker.rounding.value,
            attacker.missing.value,
            attacker.printed.value,
            [EVERYONE] * attacker.everyone,
        ),
        inputs=[
            PlanInputOf(one.path, one.sha256 or None, None)
            if isinstance(one, Accepted)
            else PlanInputOf(one.path, one.sha256 or None, one.reason)
            for one in planned.inputs
        ],
        proved=plan.proved,
        stars=plan.stars,
        opened=plan.opened,
        figures=plan.figures,
        partial=plan.partial,
        whole=plan.whole,
        least=plan.least,
        hidden=[_hidden(one) for one in plan.hidden],
        unprotected=[
            UnprotectedOf(_address(one.cell), one.bar.value, [_address(cell) for cell in one.by])
            for one in plan.unprotected
        ],
        fixed=[_address(one) for one in plan.fixed],
    )


def _hidden(one: Hidden) -> HiddenOf:
    return HiddenOf(
        one.persons,
        one.reason.value,
        [_address(cell) for cell in one.cells],
        [_address(cell) for cell in one.protects],
    )


def _address(cell: Cell) -> AddressOf:
    return AddressOf(*address_of(cell))
