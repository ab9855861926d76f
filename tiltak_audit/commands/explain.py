"""``tiltak-audit explain``: the page of one rule."""

from __future__ import annotations

import rich_click as click

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.near import hint_of
from tiltak_audit.rules.page import page_of
from tiltak_audit.rules.rule import catalogue, code_of, names_of_rules
from tiltak_audit.stdout import results


@click.command(
    name="explain", help=_("Show the page of a rule: why, wrong, right, limits, source.")
)
@click.argument("code", metavar="CODE")
def command(*, code: str) -> int:
    """Print a rule's page."""
    rules = {rule.code: rule for rule in catalogue()}
    rule = rules.get(code_of(code))
    if rule is None:
        raise UsageError(
            _("unknown code {code}; the rules are {codes}{hint}").format(
                code=code, codes=", ".join(rules), hint=hint_of(code, names_of_rules())
            )
        )
    results().write(f"{rule.code} {rule.name} ({rule.severity.title})\n\n{page_of(rule)}\n")
    return 0
