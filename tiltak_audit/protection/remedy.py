"""What a finding advises: the few figures to hide so that its stars cannot be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.disclosure.exposure import Disclosure

# More stars that leak in one way are for a whole plan.
_STARS = 4


def remedied(found: Disclosure, attacker: Attacker) -> Disclosure:
    """Look for what protects the stars of each finding; an interrupt leaves what there is.

    Against somebody who knows a cell there is no advice: it would hold against others only.
    """
    if attacker.insiders or attacker.everyone or found.points is None or found.interrupted:
        return found
    spills = list(found.spills)
    firsts = [[leak for leak in spill.leaks if not leak.after] for spill in spills]
    few = [at for at, leaks in enumerate(firsts) if 0 < len(leaks) <= _STARS]
    if not few:
        return found
    from tiltak_audit.protection.remedies import Remedies

    search = Remedies(found.points, attacker)
    try:
        for at in few:
            spills[at] = attrs.evolve(spills[at], remedy=search.found(firsts[at]))
    except KeyboardInterrupt:
        return attrs.evolve(found, spills=tuple(spills), interrupted=True)
    return attrs.evolve(found, spills=tuple(spills))
