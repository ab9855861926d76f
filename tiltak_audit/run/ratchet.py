"""What stars of an audit leak anew: their like is not given away by another edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.disclosure.exposure import Disclosure
from tiltak_audit.disclosure.given_away import GivenAway
from tiltak_audit.disclosure.given_by_share import ByShare
from tiltak_audit.rules.rule import catalogue, findings_of
from tiltak_audit.run.audit import in_print_order

if TYPE_CHECKING:
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.rules.subjects import Subject
    from tiltak_audit.run.audit import Audit


def ratcheted(audit: Audit, attacker: Attacker) -> Audit:
    """Tell the stars apart whose like the editions that reports are held against give away.

    An interrupt leaves them together.
    """
    from tiltak_audit.disclosure.before import before_of

    if not audit.disclosure or not audit.editions:
        return audit
    try:
        before = before_of(audit.editions, audit.reports, attacker)
    except KeyboardInterrupt:
        return attrs.evolve(audit, disclosure=attrs.evolve(audit.disclosure, interrupted=True))
    disclosure = before.parted(audit.disclosure)
    over = tuple(before.parted_over(audit.over))
    shared = tuple(before.parted_shared(audit.shared))
    of_stars = {one.code for one in catalogue() if one.subject in {Disclosure, GivenAway, ByShare}}
    found = [one for one in audit.findings if one.code not in of_stars]
    subjects: list[Subject] = [disclosure, *over, *shared]
    found += [one for subject in subjects for one in findings_of(subject)]
    return attrs.evolve(
        audit,
        disclosure=disclosure,
        over=over,
        shared=shared,
        findings=in_print_order(found, audit.reports),
    )
