"""What a rule is, and how the files of this folder become the catalogue."""

from __future__ import annotations

import inspect
import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, overload

from tiltak_audit.alike import Alike
from tiltak_audit.disclosure.given_away import GivenAway
from tiltak_audit.errors import TiltakAuditError
from tiltak_audit.findings.evidence import evidence_of
from tiltak_audit.findings.finding import Finding
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import N_
from tiltak_audit.identities.identity import Law, Verdict
from tiltak_audit.record import Record
from tiltak_audit.rules.subjects import Noted, R, Subject, Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tiltak_audit.findings.finding import Evidence
    from tiltak_audit.identities.identity import Identity
    from tiltak_audit.rules.subjects import Conflict, Hits

    Kind = Law | type

S = TypeVar("S", bound=Subject)

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


# What is right, where a page does not say it.
_RIGHT = """\
Right:
    … Tiltak og kjønn

    I alt mentor 308 305 311

    Kvinner 150 149 151

    Menn 158 156 160

"""

# Codes that were; options and waivers may name them still, and mean nothing by it.
RETIRED = ("TA118",)


class Rule(Alike, Record):
    """One rule of the catalogue.

    Attributes:
        code: ``TA201``.
        name: ``column-sum``.
        severity: Its default severity.
        subject: The class of what it judges; of violations the law, of a remark its own.
        hits: The function of its file: it takes a subject and yields what there is to say of it.
    """

    code: str
    name: str
    severity: Severity
    subject: Kind
    hits: Callable[[Any], Hits]

    @property
    def page(self) -> str:
        """Give its page: what it says, Why, Wrong, Right, Limits, Source."""
        page = inspect.getdoc(self.hits) or ""
        if "\nRight:\n" not in page:
            wrong, limits, rest = page.partition("Limits:\n")
            page = wrong + _RIGHT + limits + rest
        return page

    @property
    def summary(self) -> str:
        """Give the first line of the page."""
        return self.page.partition("\n")[0]


@overload
def rule(
    code: str, name: str, severity: Severity, subject: Law
) -> Callable[[Callable[[Violation], Hits]], Rule]: ...
@overload
def rule(
    code: str, name: str, severity: Severity, subject: type[R]
) -> Callable[[Callable[[Noted[R]], Hits]], Rule]: ...
@overload
def rule(
    code: str, name: str, severity: Severity, subject: type[S]
) -> Callable[[Callable[[S], Hits]], Rule]: ...
def rule(
    code: str, name: str, severity: Severity, subject: Kind
) -> Callable[[Callable[[Any], Hits]], Rule]:
    """Make a function a rule; its docstring is the rule's page."""

    def make(function: Callable[[Any], Hits]) -> Rule:
        return Rule(code, name, severity, subject, function)

    return make


# What is only taken for granted is broken by nothing: the rule that rests on it bears its code.
_JUDGED_AS: dict[Kind, Kind] = {Law.UNREVISED: GivenAway}


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


def code_of(text: str) -> str:
    """Give the code of a rule that is called by its name; what is no name in capitals."""
    given = text.strip()
    codes = {one.name: one.code for one in catalogue()}
    return codes.get(given.casefold().replace("_", "-"), given.upper())


def names_of_rules() -> list[str]:
    """List all codes, and then all names."""
    return [*(one.code for one in catalogue()), *RETIRED, *(one.name for one in catalogue())]


def rule_for(kind: Law | type[Conflict]) -> Rule:
    """Give the one rule that bears a law, or the conflicts."""
    return _by_kind()[_JUDGED_AS.get(kind, kind)][0]


def findings_of(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for every hit of the rules that judge such a subject."""
    for one in _by_kind()[_kind_of(subject)]:
        for hit in one.hits(subject):
            codes = {one.code, *(proof.code for proof in hit.evidence)}
            yield Finding(
                code=one.code,
                name=one.name,
                # What was seen and not read, or is gone from between what was, is an error of
                # reading, whichever form it came in.
                severity=Severity.ERROR if hit.unread or hit.within else one.severity,
                words=hit.words,
                place=hit.place,
                evidence=hit.evidence,
                also=tuple(sorted(codes)) if hit.located else (),
                beside=hit.beside,
                located=hit.located,
                covers=hit.covers,
                unread=hit.unread,
                missing=hit.missing,
                before=hit.before,
            )


def proof_of(identity: Identity, period: str, verdict: Verdict = Verdict.VIOLATED) -> Evidence:
    """Give an identity in a period as evidence, under the code of its rule."""
    return evidence_of(rule_for(identity.law).code, identity, period, verdict)


def _kind_of(subject: Subject) -> Kind:
    match subject:
        case Violation():
            return subject.law
        case Noted():
            return type(subject.remark)
        case _:
            return type(subject)


@cache
def _by_kind() -> dict[Kind, list[Rule]]:
    kinds: dict[Kind, list[Rule]] = {}
    for one in catalogue():
        kinds.setdefault(one.subject, []).append(one)
    return kinds
