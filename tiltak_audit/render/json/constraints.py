"""Values that the schemas of several documents describe alike."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Count = Annotated[int, Meta(ge=0)]
MonthName = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-(?:[0-9]{2}|Q[1-4])$", description="ISO month, or quarter")
]
