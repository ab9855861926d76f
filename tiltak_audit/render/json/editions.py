"""The shape of what the JSON document says of editions, and of the figures that it keeps."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

_Count = Annotated[int, Meta(ge=0)]
_Month = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-(?:[0-9]{2}|Q[1-4])$", description="ISO month, or quarter")
]


class PairOf(Struct, frozen=True):
    """Two editions of a report."""

    path: str
    against: str
    report: str | None
    edition: str | None
    against_edition: str | None
    months: list[_Month]
    same: bool


class RevisedOf(Struct, frozen=True):
    """The revisions of a section, over all pairs."""

    section: str
    revised: _Count
    largest: int | None
    sum: int
    up: _Count
    down: _Count


class ChangeOf(Struct, frozen=True):
    """A figure that the newer edition prints otherwise; from null where it is hidden now."""

    kind: Literal["revised", "newly_starred", "newly_shown"]
    path: str
    against: str
    section: str
    table: str
    row: str
    code: str
    period: str
    page: int | None
    line: int
    from_: int | None = field(name="from")
    to: int | None
    size: int | None
    share: float | None


class RowOf(Struct, frozen=True):
    """A table or a row that came, went or has another label."""

    kind: Literal["come", "gone", "renamed"]
    path: str
    against: str
    section: str
    table: str
    row: str | None
    was: str | None


class TriangleOf(Struct, frozen=True):
    """The grand total of a report in all its editions, a row a month."""

    report: str | None
    table: str
    paths: list[str]
    editions: list[str | None]
    months: list[_Month]
    figures: list[list[int | None]]


class EditionsOf(Struct, frozen=True):
    """What changed between editions of the reports."""

    pairs: list[PairOf]
    alone: list[str]
    unchanged: _Count
    revised: _Count
    newly_starred: _Count
    newly_shown: _Count
    come: _Count
    gone: _Count
    renamed: _Count
    unknown: _Count
    sections: list[RevisedOf]
    figures: list[ChangeOf]
    rows: list[RowOf]
    triangles: list[TriangleOf]


class KeptPeriodOf(Struct, frozen=True):
    """The months of a report that is kept."""

    first: _Month
    last: _Month


class CategoryOf(Struct, frozen=True):
    """A category of a dimension."""

    dimension: str
    category: str


class KeptPointOf(Struct, frozen=True):
    """What a table of observations is of."""

    measure: str
    level: str
    categories: list[CategoryOf]


class KeptRowOf(Struct, frozen=True):
    """A row: counts, and signs as printed, a column of its table each."""

    label: str
    code: str
    page: int | None
    line: int
    figures: list[int | str]


class KeptTableOf(Struct, frozen=True):
    """A table; the first row is its total, where it has one."""

    label: str
    point: KeptPointOf | None
    periods: list[str]
    total: bool
    unread: bool
    rows: list[KeptRowOf]


class KeptSectionOf(Struct, frozen=True):
    """A section of counts."""

    title: str
    unread: bool
    tables: list[KeptTableOf]


class KeptOf(Struct, frozen=True):
    """The figures of a report, with which a later check can compare."""

    path: str
    report: str | None
    title: str | None
    family: str
    edition: str | None
    period: KeptPeriodOf | None
    sections: list[KeptSectionOf]
