"""What the JSON document says of every two inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tiltak_audit.render.json.constraints import Count, MonthName  # noqa: TC001  msgspec reads them

if TYPE_CHECKING:
    from tiltak_audit.identities.pairs import Pair


class AcrossOf(Struct, frozen=True):
    """Two inputs, and what of one was held against the other."""

    path: str
    other: str
    relation: Literal["copy", "forms", "editions", "overview", "elsewhere", "groups", "unknown"]
    why: Literal["no-month", "other-edition", "other-form", "other-persons", "no-figure"] | None
    months: list[MonthName]
    groups: list[str]
    figures: Count
    differ: Count


def across_of(pair: Pair) -> AcrossOf:
    """Say what of two inputs was held against each other."""
    return AcrossOf(
        path=pair.one.path,
        other=pair.other.path,
        relation=pair.relation.value,
        why=pair.why.value if pair.why else None,
        months=list(pair.months),
        groups=list(pair.groups),
        figures=pair.figures,
        differ=pair.differ,
    )
