"""A revision in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.i18n import _, ngettext, number, percent, signed

if TYPE_CHECKING:
    from tiltak_audit.editions.changes import Change
    from tiltak_audit.editions.extent import Extent


def change_words(one: Change, *, reveal: bool = False) -> str:
    """Say what a figure was and is; what is hidden now is told only with ``reveal``."""
    now = one.newer.figure.printed
    was = one.was(reveal=reveal)
    if was is None:
        return _("now {now}").format(now=now)
    said = f"{was.printed} → {now}"
    return f"{said} ({size_words(one)})" if one.size is not None else said


def size_words(one: Change) -> str:
    """Say how far a figure was revised, and which share of it that is."""
    share = one.share
    return signed(one.size or 0) + (f", {percent(share)}" if share is not None else "")


def extent_words(extent: Extent) -> str:
    """Say how many figures were revised for one cause, and by how much."""
    older = extent.changes[0].older.report
    edition = older.edition or older.path
    if not extent.throughout:
        said = ngettext(
            "it is revised since {edition}: {largest}",
            "{n} figures are revised since {edition}, the largest {largest}",
            len(extent.changes),
        )
        return said.format(edition=edition, largest=change_words(extent.largest))
    said = _("{n} of {all} figures are revised since {edition}: {size}")
    if extent.revised == extent.comparable:
        said = _("all {all} figures are revised since {edition}: {size}")
    return said.format(
        n=number(extent.revised),
        all=number(extent.comparable),
        edition=edition,
        size=_range(extent),
    )


def _range(extent: Extent) -> str:
    shares = extent.shares
    if shares is None:
        return change_words(extent.largest)
    least, most = map(percent, shares)
    if least == most:
        return _("{share} each").format(share=least)
    return _("{least} to {most}").format(least=least, most=most)
