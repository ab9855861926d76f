"""Audit NAV's monthly tables of labour-market participants before they are published.

``read`` gives the Report of a file, ``observations`` its printed figures one by one, ``audit`` the
findings of reports. An Observation counts persons; a star is None, between 0 and 3:

    import tiltak_audit
    for one in tiltak_audit.observations(tiltak_audit.read("TILT140.txt")):
        print(one.section, one.table, one.row, one.period, one.value, one.low, one.high)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiltak_audit.errors import TiltakAuditError
    from tiltak_audit.export.tidy import Observation, observations
    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.findings.severity import Severity
    from tiltak_audit.model.report import Report
    from tiltak_audit.parsing.read import read
    from tiltak_audit.run.audit import Audit, audit

__version__ = "0.1.0"

__all__ = [
    "Audit",
    "Finding",
    "Observation",
    "Report",
    "Severity",
    "TiltakAuditError",
    "__version__",
    "audit",
    "observations",
    "read",
]

# Public name -> module, so that importing the package costs nothing (tiltak-audit --version).
_HOMES = {
    "Audit": "run.audit",
    "audit": "run.audit",
    "Finding": "findings.finding",
    "Observation": "export.tidy",
    "Report": "model.report",
    "Severity": "findings.severity",
    "TiltakAuditError": "errors",
    "observations": "export.tidy",
    "read": "parsing.read",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
