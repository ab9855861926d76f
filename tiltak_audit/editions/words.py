"""A revision in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.editions.changes import Kind
from tiltak_audit.i18n import _, percent, signed

if TYPE_CHECKING:
    from tiltak_audit.editions.changes import Change


def change_words(one: Change, *, reveal: bool = False) -> str:
    """Say what a figure was and is; what is hidden now is told only with ``reveal``."""
    now = one.newer.figure.printed
    if one.kind is Kind.STARRED and not reveal:
        return _("now {now}").format(now=now)
    said = f"{one.older.figure.printed} → {now}"
    return f"{said} ({size_words(one)})" if one.size is not None else said


def size_words(one: Change) -> str:
    """Say how far a figure was revised, and which share of it that is."""
    share = one.share
    return signed(one.size or 0) + (f", {percent(share)}" if share is not None else "")
