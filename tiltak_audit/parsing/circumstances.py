"""What is known of a text before its tables are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike

if TYPE_CHECKING:
    from tiltak_audit.model.family import Family
    from tiltak_audit.model.period import Period
    from tiltak_audit.reading.elements import Broken


@attrs.frozen(eq=False, repr=False)
class Circumstances(Alike):
    """What is known of a text before its tables are put together.

    Attributes:
        period: The report's period, if one is printed.
        year: The year of the months; 0 where nothing tells.
        family: What is known of reports of its kind.
        whole: Whether the text ends as a report does.
        broken: The pages that break off before their foot.
        unclear: The titles of sections that are not read, since their rows cannot be told.
    """

    period: Period | None
    year: int
    family: Family
    whole: bool
    broken: tuple[Broken, ...] = ()
    unclear: frozenset[str] = frozenset()
