"""Everything that can go wrong outside the figures: one root, the text is for people."""

from __future__ import annotations


class TiltakAuditError(Exception):
    """Root of all errors that the package raises."""


class UnreadableError(TiltakAuditError):
    """An input that cannot be read at all; the message gives the place and the remedy."""


class NoReportError(UnreadableError):
    """An input in which nothing looks like a report: in a folder it is left alone."""


class UsageError(TiltakAuditError):
    """An option that makes no sense; the message names it and what is allowed."""


class UnheardError(TiltakAuditError):
    """Results that nobody gets, since standard output takes none; the message gives the reason."""


class MachinesError(TiltakAuditError):
    """Other machines that do not do what they are asked; the message says which, and why."""


class SolverError(TiltakAuditError):
    """A solve that failed, of which nothing follows; the message names the call and its end."""
