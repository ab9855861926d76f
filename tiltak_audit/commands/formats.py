"""The formats that results and tables are written in: all that differs from one to the next."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tiltak_audit.alike import Alike
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.commands.output import Output


class Format(Alike, Record):
    """One format.

    Attributes:
        name: As the options --format and --to take it.
        writer: The function that writes it, as ``module:function`` of the package; empty for
            what is printed on a console. It is loaded only when it is asked for.
        reveals: Whether it may hold values worked out from stars, with --reveal; not where it
            is read by others than the statistician who runs the command.
        shares: Whether it may hold shares beside counts, with --shares.
        suffixes: What files of it are called, without the point; the first is the usual one.
        binary: Whether it is no text, so that a terminal cannot show it.
        whole: Whether it is one report, so that there is none of several.
        links: Whether it leads to the outputs of its reports, given as ``links``.
    """

    name: str
    writer: str
    reveals: bool = False
    shares: bool = False
    suffixes: tuple[str, ...] = ()
    binary: bool = False
    whole: bool = False
    links: bool = False

    def load(self) -> Any:  # noqa: ANN401  a function, of whatever the format is for
        """Load what writes it; none where that is a console."""
        module, _colon, function = self.writer.partition(":")
        return getattr(import_module(f"tiltak_audit.{module}"), function) if module else None

    def bytes_of(self, subject: Any, **asked: Any) -> bytes:  # noqa: ANN401  an outcome, or reports
        """Write what the format is for: the outcome of a check, or the reports of an export."""
        written = self.load()(subject, **asked)
        return written if isinstance(written, bytes) else str(written).encode()


def _table(*rows: Format) -> dict[str, Format]:
    return {row.name: row for row in rows}


# What check writes of an outcome; the first is the default.
RESULTS = _table(
    Format("terminal", "", reveals=True, suffixes=("txt", "log")),
    Format("json", "render.json.document:json_of", reveals=True, suffixes=("json",)),
    Format("sarif", "render.sarif:sarif_of", suffixes=("sarif",)),
    Format("junit", "render.junit:junit_of", suffixes=("xml",)),
    Format("github", "render.github:github_of"),
    Format("markdown", "render.markdown:markdown_of", suffixes=("md", "markdown")),
    Format("html", "render.page.html:page_of", suffixes=("html", "htm")),
    Format("ess", "render.ess:ess_of", suffixes=("jsonl", "ndjson")),
)

# What check writes of folders, beside an output a report; the first is the default.
SUMMARIES = _table(
    Format("terminal", "", reveals=True, suffixes=("txt",)),
    Format("json", "render.json.contract:written", reveals=True, suffixes=("json",)),
    Format("markdown", "render.archive:markdown_of", suffixes=("md",)),
    Format("html", "render.page.archive:page_of", suffixes=("html", "htm"), links=True),
)

# What index keeps of a report, by the tables of the store.
STORED = _table(
    Format("observations", "store.told:observations_of"),
    Format("findings", "store.told:findings_of"),
)

# What export writes of reports.
TABLES = _table(
    Format("csv", "export.tidy:csv_bytes_of", shares=True),
    Format("json", "export.records:records_of", shares=True),
    Format("parquet", "export.parquet:parquet_of", shares=True, binary=True),
    Format("xlsx", "export.workbook:xlsx_of", shares=True, binary=True),
    Format("jsonstat", "export.jsonstat:jsonstat_of", shares=True),
    Format("jj", "export.suppressed:jj_of", reveals=True),
    Format("vtl", "export.vtl:vtl_of", binary=True),
)

# What protect writes of a plan; the first is the default.
PLANS = _table(
    Format("terminal", "", suffixes=("txt", "log")),
    Format("csv", "export.plan:csv_of", suffixes=("csv",)),
    Format("json", "render.json.plan:json_of", suffixes=("json",)),
    Format("text", "export.protected:text_of", whole=True),
    Format("xlsx", "export.protected:xlsx_of", binary=True, whole=True),
)

# What query writes of rows; the first is the default.
ANSWERS = _table(
    Format("table", "", suffixes=("txt",)),
    Format("csv", "store.answer:csv_of", suffixes=("csv",)),
    Format("json", "store.answer:json_of", suffixes=("json",)),
    Format("parquet", "store.answer:parquet_of", suffixes=("parquet",), binary=True),
)

# What diff writes of editions; the first is the default.
DIFFS = _table(
    Format("terminal", "", reveals=True, suffixes=("txt", "log")),
    Format("csv", "export.editions:csv_of", reveals=True, suffixes=("csv",)),
    Format("json", "render.json.diff:json_of", reveals=True, suffixes=("json",)),
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


def refuse_binary(option: str, form: Format, target: Output) -> None:
    """Keep what is no text off a terminal.

    Raises:
        UsageError: It would go there.
    """
    if form.binary and target.to_terminal:
        raise UsageError(
            _("{option} {name} is no text for a terminal; give --output PATH").format(
                option=option, name=form.name
            )
        )


def meant_by(formats: Sequence[str], outputs: Sequence[str]) -> tuple[str, ...]:
    """Give the formats of a check: those that are named, else those of the names of the files.

    Raises:
        UsageError: A file is called as no result is.
    """
    default = next(iter(RESULTS))
    named = [PurePath(path).suffix.removeprefix(".").casefold() for path in outputs]
    if formats or not any(named):
        return tuple(formats) or (default,)
    known = {suffix: one.name for one in RESULTS.values() for suffix in one.suffixes}
    for path, suffix in zip(outputs, named, strict=True):
        if suffix not in {"", *known}:
            raise UsageError(
                _("--output {path}: its name tells no format; give one of {names}").format(
                    path=path, names=", ".join(RESULTS)
                )
            )
    return tuple(known.get(suffix, default) for suffix in named)
