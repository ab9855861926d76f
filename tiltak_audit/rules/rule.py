"""What a rule is, and how the files of this folder become the catalogue."""

from __future__ import annotations

import inspect
import pkgutil
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.errors import TiltakAuditError
from tiltak_audit.i18n import N_
from tiltak_audit.identities.identity import Law
from tiltak_audit.model.notice import Remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiltak_audit.findings.severity import Severity

# The families of the catalogue; one without a rule yet selects nothing.
FAMILIES = {
    "TA1": N_("reading and layout"),
    "TA2": N_("sums within a table"),
    "TA3": N_("means"),
    "TA4": N_("between tables of one report"),
    "TA5": N_("between reports and editions"),
    "TA6": N_("suppression"),
    "TA7": N_("plausibility"),
    "TA9": N_("the run itself"),
}


class Scan(Enum):
    """What a rule looks through where no identity and no remark is its subject."""

    # One report: yields places with words.
    REPORT = "report"
    # One report with the verdicts on its identities: yields places with words.
    JUDGED = "judged"
    # The disclosure audit: yields places with words, and the identities that prove them.
    DISCLOSURE = "disclosure"
    # The shares of totals that jump from one month to the next, where a calendar of breaks is
    # given: takes a jump, gives words.
    JUMPS = "jumps"
    # The waivers of a run: takes a waiver and what is wrong with it, gives words.
    WAIVERS = "waivers"


class Proof(Enum):
    """What the identities of a run prove only together."""

    # Identities that hold one by one and cannot hold together.
    CONFLICT = "joint-conflict"


Subject = Law | Remark | Scan | Proof


@attrs.frozen
class Rule:
    """One rule of the catalogue.

    Attributes:
        code: ``TA201``.
        name: ``column-sum``.
        severity: Its default severity.
        subject: The law, remark, scan or proof that bears its code.
        page: Its page: what it says, Why, Wrong, Right, Limits, Source.
        says: The function of its file. For a law it takes the first Evidence of a case, for a
            remark the Notice, for a proof its Evidence, and gives the Words; for a scan it
            takes what is scanned and yields pairs of Place and Words; for the disclosure audit
            also the identities, each with its period and verdict.
    """

    code: str
    name: str
    severity: Severity
    subject: Subject
    page: str = attrs.field(repr=False)
    says: Callable[..., object] = attrs.field(repr=False)

    @property
    def summary(self) -> str:
        """Give the first line of the page."""
        return self.page.partition("\n")[0]


def rule(
    code: str, name: str, severity: Severity, subject: Subject
) -> Callable[[Callable[..., object]], Rule]:
    """Make a function a rule; its docstring is the rule's page."""

    def make(function: Callable[..., object]) -> Rule:
        return Rule(code, name, severity, subject, inspect.getdoc(function) or "", function)

    return make


class CatalogueError(TiltakAuditError):
    """Two rules bear one code, or a file holds no rule."""


@cache
def catalogue() -> tuple[Rule, ...]:
    """Load every ``ta*.py`` of this folder, sorted by code.

    Raises:
        CatalogueError: A file holds no rule, or a code is there twice.
    """
    package = import_module("tiltak_audit.rules")
    rules: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith("ta"):
            continue
        file = import_module(f"tiltak_audit.rules.{module.name}")
        found = [one for one in vars(file).values() if isinstance(one, Rule)]
        if len(found) != 1:
            msg = f"{module.name}.py holds {len(found)} rules, expected one"
            raise CatalogueError(msg)
        if found[0].code in rules:
            msg = f"{found[0].code} is in {module.name}.py and in another file"
            raise CatalogueError(msg)
        rules[found[0].code] = found[0]
    return tuple(rules[code] for code in sorted(rules))


def rule_for(subject: Law | Remark | Proof) -> Rule:
    """Give the one rule that bears a law, a remark or a proof."""
    return _by_subject()[subject]


@cache
def _by_subject() -> dict[Subject, Rule]:
    return {one.subject: one for one in catalogue() if not isinstance(one.subject, Scan)}
