"""How much a finding matters."""

from __future__ import annotations

from enum import IntEnum

from tiltak_audit.i18n import N_, _


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
        """Give the name that options and machine formats use, in every language."""
        return self.name.lower()

    @property
    def title(self) -> str:
        """Give the name for people, in the language of the run."""
        return _(_TITLES[self])


_TITLES = {Severity.INFO: N_("info"), Severity.WARNING: N_("warning"), Severity.ERROR: N_("error")}


# The severities that --fail-on names; never fails on none.
FAIL_ON = {
    "error": Severity.ERROR.value,
    "warning": Severity.WARNING.value,
    "info": Severity.INFO.value,
    "never": Severity.ERROR.value + 1,
}
