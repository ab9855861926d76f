"""The formats that results and tables are written in: all that differs from one to the next."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import attrs

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _


@attrs.frozen
class Format:
    """One format.

    Attributes:
        name: As the options --format and --to take it.
        writer: The function that writes it, as ``module:function`` of the package; empty for
            what is printed on a console. It is loaded only when it is asked for.
        reveals: Whether it may hold values worked out from stars, with --reveal; not where it
            is read by others than the statistician who runs the command.
        shares: Whether it may hold shares beside counts, with --shares.
    """

    name: str
    writer: str
    reveals: bool = False
    shares: bool = False

    def bytes_of(self, subject: Any, **asked: bool) -> bytes:  # noqa: ANN401  an outcome, or reports
        """Write what the format is for: the outcome of a check, or the reports of an export."""
        module, _colon, function = self.writer.partition(":")
        written = getattr(import_module(f"tiltak_audit.{module}"), function)(subject, **asked)
        return written if isinstance(written, bytes) else str(written).encode()


def _table(*rows: Format) -> dict[str, Format]:
    return {row.name: row for row in rows}


# What check writes of an outcome; the first is the default.
RESULTS = _table(
    Format("terminal", "", reveals=True),
    Format("json", "render.json.document:json_of", reveals=True),
    Format("sarif", "render.sarif:sarif_of"),
    Format("junit", "render.junit:junit_of"),
    Format("github", "render.github:github_of"),
    Format("markdown", "render.markdown:markdown_of"),
    Format("html", "render.page.html:page_of"),
    Format("ess", "render.ess:ess_of"),
)

# What export writes of reports.
TABLES = _table(
    Format("csv", "export.tidy:csv_of", shares=True),
    Format("json", "export.records:records_of", shares=True),
    Format("parquet", "export.parquet:parquet_of", shares=True),
    Format("xlsx", "export.workbook:xlsx_of", shares=True),
    Format("jsonstat", "export.jsonstat:jsonstat_of", shares=True),
    Format("jj", "export.suppressed:jj_of", reveals=True),
)


def refuse_revealing(option: str, formats: list[Format]) -> None:
    """Keep values worked out from stars out of formats that do not say that they may hold them.

    Raises:
        UsageError: One of the formats may not.
    """
    for one in formats:
        if not one.reveals:
            raise UsageError(
                _("--reveal cannot be used with {option} {name}: it is read by others").format(
                    option=option, name=one.name
                )
            )
