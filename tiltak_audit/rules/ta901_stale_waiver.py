"""TA901 stale-waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.finding import Words
from tiltak_audit.findings.severity import Severity
from tiltak_audit.findings.waiver import Standing
from tiltak_audit.i18n import _
from tiltak_audit.rules.rule import Scan, rule

if TYPE_CHECKING:
    from tiltak_audit.findings.waiver import Waiver


@rule("TA901", "stale-waiver", Severity.WARNING, Scan.WAIVERS)
def stale_waiver(waiver: Waiver, standing: Standing) -> Words:
    """A waiver has expired, or waives nothing.

    Why:
        A waiver that is forgotten hides the next finding of its place. One that has expired
        waives nothing any more.

    Wrong:
        … Tiltak og kjønn

        I alt mentor 308 305 311

        Kvinner 150 149 151

        Menn 158 156 160
        --- tiltak-audit.toml ---
        [[waivers]]
        rule = "TA201"
        section = "Tiltak og kjønn"
        reason = "the source is wrong, too"
        author = "K. N."
        expires = 2099-12-31

    Right:
        … Tiltak og kjønn

        I alt mentor 308 305 312

        Kvinner 150 149 151

        Menn 158 156 160
        --- tiltak-audit.toml ---
        [[waivers]]
        rule = "TA201"
        section = "Tiltak og kjønn"
        reason = "the source is wrong, too"
        author = "K. N."
        expires = 2099-12-31

    Limits:
        A waiver is only called stale where every input of the run was read.

    Source:
        The configuration file.
    """
    if standing is Standing.EXPIRED:
        return Words(
            _("the waiver of {named} has expired on {day}").format(
                named=waiver.named(), day=waiver.expires.isoformat()
            ),
            _("look at the finding anew: renew the waiver or mend the report"),
        )
    return Words(
        _("the waiver of {named} waives nothing").format(named=waiver.named()),
        _("delete it"),
    )
