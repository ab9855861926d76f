"""``tiltak-audit rules``: the catalogue, a line a rule."""

from __future__ import annotations

import click

from tiltak_audit.commands.command import Command
from tiltak_audit.i18n import _
from tiltak_audit.stdout import results


@click.command(
    cls=Command, name="rules", help=_("List the rules by family, with their default severity.")
)
def command() -> int:
    """Print the catalogue."""
    # What the rules judge is loaded only where they are listed: not for help.
    from tiltak_audit.rules.rule import FAMILIES, catalogue

    rules = catalogue()
    width = max(len(rule.name) for rule in rules)
    titles = max(len(rule.severity.title) for rule in rules)
    for family, about in FAMILIES.items():
        members = [rule for rule in rules if rule.code.startswith(family)]
        if not members:
            continue
        results().write(f"{family}xx  {_(about)}\n")
        for rule in members:
            row = f"{rule.severity.title:<{titles}}  {rule.name:<{width}}  {_(rule.summary)}"
            results().write(f"  {rule.code}  {row}\n")
    return 0
