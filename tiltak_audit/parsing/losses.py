"""What sums prove to be gone of tables in which something is in doubt."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.model.remark import Gone
from tiltak_audit.parsing.sums import adds_up, falls_short, has_room

if TYPE_CHECKING:
    from tiltak_audit.model.remark import Proof
    from tiltak_audit.parsing.drafts import Draft, Drafts
    from tiltak_audit.parsing.notebook import Notebook


def tell_losses(drafts: Drafts, notebook: Notebook) -> None:
    """Say of lines that seem to be gone what sums say of them; and of rows, where nothing does."""
    tables = {(one.section, one.label): one for one in drafts.all()}
    proof_of = cache(_proof_of)
    told = set()
    for at, one in enumerate(notebook.notices):
        key, remark = (one.section, one.table), one.remark
        if not isinstance(remark, Gone):
            continue
        if remark.kind == "above" and key in tables:
            remark = attrs.evolve(remark, proof=proof_of(tables[key]))
            notebook.notices[at] = attrs.evolve(one, remark=remark)
        if remark.is_loss:
            told.add(key)
    for key, draft in tables.items():
        unsaid = draft.doubts and not draft.unread and key not in told
        if unsaid and proof_of(draft) == "short":
            notebook.note(Gone("short"), min(draft.doubts), draft)


def _proof_of(draft: Draft) -> Proof:
    """Tell what sums say of rows that may be gone: none is where all of the total is here."""
    if adds_up(draft) and not has_room(draft):
        return ""
    return "short" if falls_short(draft, 1) and not draft.is_presumed else "open"
