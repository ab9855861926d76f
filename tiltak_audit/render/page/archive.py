"""An archive as one HTML page: a row a report, to sort and to filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tiltak_audit
from tiltak_audit.i18n import _, language
from tiltak_audit.render.page.html import policy_of
from tiltak_audit.render.page.template import source_of, template_of
from tiltak_audit.render.words.archive import asides, cells_of, closing_of, heads, word_of
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tiltak_audit.render.json.archive import ArchiveDocument


def page_of(document: ArchiveDocument, links: Mapping[str, str]) -> bytes:
    """Give the page; without its script it is the table as it stands.

    A row leads to the address that ``links`` has for the path of its report.
    """
    style, script = source_of("page.css"), source_of("archive.js")
    text = template_of("archive.html.j2", style, script).render(
        t={"filter": _("Filter"), "reports": _("Reports")},
        language=language(),
        version=tiltak_audit.__version__,
        policy=policy_of(style, script),
        verdict=document.verdict,
        word=word_of(document),
        counts=closing_of(document),
        heads=heads(),
        rows=[
            (row.verdict, list(map(visible, cells_of(row))), links.get(row.input.path))
            for row in document.reports
        ],
        asides=asides(document),
    )
    return text.encode()
