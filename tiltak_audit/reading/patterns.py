"""What headings are made of, whatever form they come in."""

from __future__ import annotations

import re

from tiltak_audit.model.period import MONTH_NAMES
from tiltak_audit.model.wording import PROSE

_MONTH = re.compile("|".join(MONTH_NAMES))


def months_in(line: str) -> list[str]:
    """List the names of months on a line."""
    return _MONTH.findall(line)


def is_prose(title: str) -> bool:
    """Tell whether a section explains instead of counting."""
    return title.startswith(PROSE)
