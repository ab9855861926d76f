"""TA603 suppressed-cell-narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.disclosure.exposure import Disclosure
from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext
from tiltak_audit.model.cell import Place, names_of
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import Hit

if TYPE_CHECKING:
    from tiltak_audit.disclosure.exposure import Exposure
    from tiltak_audit.model.report import Table
    from tiltak_audit.rules.subjects import Hits


@rule("TA603", "suppressed-cell-narrowed", Severity.INFO, Disclosure)
def suppressed_cell_narrowed(disclosure: Disclosure) -> Hits:
    """Stars of a table can be narrowed, though not worked out.

    Why:
        A star stands for 0 to 3. Where the other figures leave two or three of these values,
        an attacker knows more than the star says, for example that somebody is there.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 21 21 21

        Kvinner * * *

        Menn * * *

        Ukjent 16 16 16

    Right:
        … Tiltak og kjønn

        I alt mentor 19 19 19

        Kvinner * * *

        Menn * * *

        Ukjent 16 16 16

    Limits:
        One finding a table; JSON lists every star with the number of values that are left.
        Whether narrowing is acceptable is for the statistician to say.

    Source:
        Feasibility intervals: Hundepool et al. 2012, Statistical Disclosure Control.
    """
    tables: dict[Table, list[Exposure]] = {}
    for one in disclosure.narrowed:
        tables.setdefault(one.cell.table, []).append(one)
    for table, narrowed in tables.items():
        report = narrowed[0].cell.report
        place = Place(
            path=report.path,
            line=table.line,
            report=report.code,
            section=table.section,
            table=table.label,
        )
        message = ngettext(
            "{n} star of this table can be narrowed, but not worked out",
            "{n} stars of this table can be narrowed, but not worked out",
            len(narrowed),
        )
        covers = names_of(one.cell for one in narrowed)
        notes: tuple[str, ...] = ()
        if disclosure.revealed:
            known = sum(one.interval.low > 0 for one in narrowed)
            said = ngettext(
                "{n} of them is known not to be zero", "{n} of them are known not to be zero", known
            )
            notes = (said,)
        yield Hit(
            place, Words(message, _("judge whether that is acceptable"), notes), covers=covers
        )
