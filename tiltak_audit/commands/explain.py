"""``tiltak-audit explain``: the page of one rule, or what is known of a family of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiltak_audit.commands.command import Command
from tiltak_audit.commands.options import given_options, options
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.near import hint_of
from tiltak_audit.stdout import results

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.family import Family


@click.command(
    cls=Command,
    name="explain",
    help=_(
        "Show the page of a rule: why, wrong, right, limits, source; or what is known of a report "
        "or a family of reports."
    ),
)
@click.argument("code", metavar="CODE")
@options("family")
def command(*, code: str, **given: object) -> int:
    """Print a rule's page, or a family's."""
    from tiltak_audit.rules.page import page_of
    from tiltak_audit.rules.rule import catalogue, code_of, names_of_rules

    rules = {rule.code: rule for rule in catalogue()}
    rule = rules.get(code_of(code))
    if rule:
        results().write(f"{rule.code} {rule.name} ({rule.severity.title})\n\n{page_of(rule)}\n")
        return 0
    from tiltak_audit.families.catalogue import all_with

    known = all_with(given_options(given).reading.families)
    family = _called(code.strip(), known)
    if family is None:
        families = [one.name for one in known]
        near = [*names_of_rules(), *families, *(one for family in known for one in family.codes)]
        raise UsageError(
            _(
                "unknown code {code}; the rules are {codes}; the families are {families}{hint}"
            ).format(
                code=code,
                codes=", ".join(rules),
                families=", ".join(families),
                hint=hint_of(code, near),
            )
        )
    _print(family)
    return 0


def _called(name: str, known: Sequence[Family]) -> Family | None:
    """Give the family of a name, or of a report's code, however it is spelled."""
    folded = name.casefold()
    for one in known:
        if folded in {other.casefold() for other in (one.name, *one.codes)}:
            return one
    return None


def _print(family: Family) -> None:
    from tiltak_audit.render.words.families import facts_of
    from tiltak_audit.render.words.plain import visible

    facts = list(facts_of(family))
    width = max(len(head) for head, _said in facts)
    for head, said in facts:
        results().write(f"{head:<{width}}  {visible(said)}\n")
