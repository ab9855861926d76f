"""TA902 nothing-checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.identities.judged import Judged
from tiltak_audit.model.cell import Place
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA902", "nothing-checked", Severity.ERROR, Judged)
def nothing_checked(judged: Judged) -> Hits:
    """Nothing in an input could be checked.

    Why:
        A run that judged no figure must not read as a run that found no error.

    Wrong:
        … Tiltak og kjønn

        I alt mentor * * *

        Kvinner * * *

        Menn * * *

    Limits:
        An identity without a printed figure cannot fail and counts as not checked.

    Source:
        GSBPM 6.2, validate outputs.
    """
    if not judged.checked:
        said = _("nothing could be checked: no identity has all its terms and a printed one")
        if any(not one.taken for one in judged.presumed):
            said = _("nothing could be checked: the figures bear out no law (TA129)")
        yield Hit(
            Place(judged.report.path, 0, report=judged.report.code, placed=False),
            Words(said, _("check that the text is whole and of a report of this family")),
        )
