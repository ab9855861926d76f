"""TA113 row-inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.model.remark import Inferred
from tiltak_audit.rules.rule import rule

if TYPE_CHECKING:
    from tiltak_audit.rules.subjects import Hits, Noted


@rule("TA113", "row-inferred", Severity.WARNING, Inferred)
def row_inferred(noted: Noted[Inferred]) -> Hits:
    """A label lost a line, and only one label of the report can be meant.

    Why:
        The figures are read under the label that is meant; that it is meant is an
        inference.

    Wrong:
        … Tiltak og utdanning

        I alt mentor 60 60 60

        Grunnskolenivå 10 10 10

        Videregående
        skolenivå 10 10 10

        Ukjent nivå 10 10 10

        Høyere nivå 10 10 10

        Annet nivå 10 10 10

        Uoppgitt 10 10 10

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt jobbklubb 60 60 60

        Grunnskolenivå 10 10 10

        Videregående
        skolenivå 10 10 10

        Ukjent nivå 10 10 10

        Høyere nivå 10 10 10

        Annet nivå 10 10 10

        Uoppgitt 10 10 10

        Gjennom
        snitt hittil

        i år Januar Februar

        I alt opplæring 60 60 60

        Grunnskolenivå 10 10 10

        skolenivå 10 10 10

        Ukjent nivå 10 10 10

        Høyere nivå 10 10 10

        Annet nivå 10 10 10

        Uoppgitt 10 10 10

    Limits:
        A label mended by its code is no finding: there the register says what is meant.

    Source:
        Measured on the published tables.
    """
    yield noted.hit(
        _("the label is damaged: “{text}” is read as “{read}”").format(
            text=noted.remark.text, read=noted.remark.read
        ),
        _("look at the line; all other rows of this label have it whole"),
    )
