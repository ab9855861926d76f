"""An archive as Markdown (GFM): a row a report, and what was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.render.markdown import plain
from tiltak_audit.render.words.archive import asides, cells_of, closing_of, heads, word_of

if TYPE_CHECKING:
    from tiltak_audit.render.json.archive import ArchiveDocument


def markdown_of(document: ArchiveDocument) -> str:
    """Give the verdict, the table, and the files that were not audited."""
    lines = [f"## tiltak-audit: {word_of(document)}", "", plain(closing_of(document)), ""]
    names = heads()
    lines += [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    lines += [f"| {' | '.join(map(plain, cells_of(row)))} |" for row in document.reports]
    for name, some in asides(document):
        lines += ["", f"### {name}", ""]
        lines += [f"- {plain(one.path)}: {plain(one.reason)}" for one in some]
    return "\n".join(lines) + "\n"
