"""Exit codes, the contract with pipelines."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; of several that apply 2 comes before 3 before 1."""

    # Nothing at or above --fail-on.
    PASS = 0
    # Findings at or above --fail-on.
    FAIL = 1
    # Usage or configuration.
    USAGE = 2
    # An input could not be read at all, or nothing in it could be checked.
    INCOMPLETE = 3
    # A bug in the tool.
    BUG = 70
    # Interrupted.
    INTERRUPTED = 130
