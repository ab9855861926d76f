"""Audit NAV's monthly tables of labour-market participants before they are published.

``read`` gives the Report of a file, ``audit`` the Findings of reports; README.md shows both.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiltak_audit.auditing import Audit, audit
    from tiltak_audit.errors import TiltakAuditError
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.severity import Severity
    from tiltak_audit.model.report import Report
    from tiltak_audit.reader import read

__version__ = "0.1.0"

__all__ = [
    "Audit",
    "Finding",
    "Report",
    "Severity",
    "TiltakAuditError",
    "__version__",
    "audit",
    "read",
]

# Public name -> module, so that importing the package costs nothing (tiltak-audit --version).
_HOMES = {
    "Audit": "auditing",
    "audit": "auditing",
    "Finding": "findings.finding",
    "Report": "model.report",
    "Severity": "findings.severity",
    "TiltakAuditError": "errors",
    "read": "reader",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
