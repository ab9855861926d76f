"""The shape of what the JSON document says of editions, and of the figures that it keeps."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from tiltak_audit.render.json.constraints import Count, MonthName  # noqa: TC001  msgspec reads them


class PairOf(Struct, frozen=True):
    """Two editions of a report."""

    path: str
    against: str
    report: str | None
    edition: str | None
    against_edition: str | None
    months: list[MonthName]
    same: bool


class RevisedOf(Struct, frozen=True):
    """The revisions of a section, over all pairs."""

    section: str
    revised: Count
    largest: int | None
    sum: int
    up: Count
    down: Count


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
    months: list[MonthName]
    figures: list[list[int | None]]


class EditionsOf(Struct, frozen=True):
    """What changed between editions of the reports."""

    pairs: list[PairOf]
    alone: list[str]
    unchanged: Count
    revised: Count
    newly_starred: Count
    newly_shown: Count
    come: Count
    gone: Count
    renamed: Count
    unknown: Count
    sections: list[RevisedOf]
    figures: list[ChangeOf]
    rows: list[RowOf]
    triangles: list[TriangleOf]


class KeptPeriodOf(Struct, frozen=True):
    """The months of a report that is kept."""

    first: MonthName
    last: MonthName


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
