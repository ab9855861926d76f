"""How much a finding matters."""

from __future__ import annotations

from enum import IntEnum


class Severity(IntEnum):
    """Severities, in rising order."""

    # Worth knowing; nothing is wrong.
    INFO = 1
    # Something could not be read or judged as it should be.
    WARNING = 2
    # Figures contradict each other, or may not be published.
    ERROR = 3

    @property
    def word(self) -> str:
        """Give the name that reports and options use."""
        return self.name.lower()
