"""TA901 stale-waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.findings.waiver import Standing
from tiltak_audit.i18n import _, number
from tiltak_audit.rules.rule import rule
from tiltak_audit.rules.subjects import StaleWaiver

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits


@rule("TA901", "stale-waiver", Severity.WARNING, StaleWaiver)
def stale_waiver(stale: StaleWaiver) -> Hits:
    """A waiver has expired, waives nothing, or holds for fewer than there are.

    Why:
        A waiver that is forgotten hides the next finding of its place. One that has expired
        waives nothing any more, and so does one of a report in which its ceiling is passed.

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
        A waiver is only called stale where every input of the run was read. What a ceiling is
        held against is counted report by report: the stars that its findings are about, or else
        the findings.

    Source:
        The configuration file.
    """
    named = stale.waiver.named()
    if stale.passed:
        yield stale.hit(
            _("the waiver of {named} holds for {most} at most, and {path} has {n}").format(
                named=named,
                most=number(stale.waiver.at_most or 0),
                path=stale.passed.path,
                n=number(stale.passed.number),
            ),
            _("look at what is new, and protect it or raise the ceiling"),
        )
    elif stale.standing is Standing.EXPIRED:
        day = stale.waiver.expires.isoformat()
        yield stale.hit(
            _("the waiver of {named} has expired on {day}").format(named=named, day=day),
            _("look at the finding anew: renew the waiver or mend the report"),
        )
    else:
        yield stale.hit(
            _("the waiver of {named} waives nothing").format(named=named), _("delete it")
        )
