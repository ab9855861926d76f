"""TA405 joint-conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Conflict

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA405", "joint-conflict", Severity.ERROR, Conflict)
def joint_conflict(conflict: Conflict) -> Hits:
    """Identities hold one by one, and cannot hold together.

    Why:
        A star may be 0 to 3, but it is the same number in every sum that it stands in. Where
        one sum needs it large and another small, some printed figure is wrong, though no
        single sum shows it.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 153 151 155

        Kvinner 4 * 4

        Menn 150 149 151

    Right:
        … Tiltak og kjønn

        I alt mentor 154 153 155

        Kvinner 4 4 4

        Menn 150 149 151

    Limits:
        The proof is a smallest set of identities: leave one out and the rest can hold. What
        is wrong may be any printed figure in them. Figures that other findings suspect are
        taken as unknown, so a conflict that hangs on them is not seen.

    Source:
        Follows from the identities of the other rules; nothing else is assumed.
    """
    more = [_("the search for conflicts ended here; there may be more")] if conflict.last else []
    yield conflict.hit(
        ngettext(
            "{n} identity conflicts with itself",
            "{n} identities hold one by one and cannot hold together",
            len(conflict.evidence),
        ),
        _("compare the figures of these identities with the source of the tables"),
        *more,
    )
