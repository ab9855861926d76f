"""The options that change what a check finds: of each its flag, key, help and contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.disclosure.attacker import (
    EVERYONE,
    Attacker,
    MissingRows,
    PrintedRows,
    insiders_of,
)
from tiltak_audit.findings.axis import GATE, NEW, Axis, AxisName, gate_of
from tiltak_audit.findings.severity import FAIL_ON
from tiltak_audit.i18n import N_, language
from tiltak_audit.model.interval import STAR
from tiltak_audit.model.mean import Rounding
from tiltak_audit.reading.options import MAX_BYTES, MAX_PAGES, ReadOptions
from tiltak_audit.record import Record
from tiltak_audit.run.described import FileUsed, families_of, files_used
from tiltak_audit.run.typed import codes_of, encoding_of, known_of, sign_of, starred_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tiltak_audit.findings.finding import Finding

# A limit that is none; more bytes than a machine holds.
MOST = 2**40

# Where the metadata of a field holds its option.
_OPTION = "option"


def _as_it_is(value: Any) -> Any:  # noqa: ANN401  of any option
    return value


class Option(Alike, Record):
    """How an option is asked for, and told.

    Attributes:
        says: What its key of the JSON document says.
        flag: As typed; empty for what is not typed, but told.
        help: In English; the catalogue translates it.
        typed: The value that stands for the default in help texts.
        metavar: What stands for the value there, where it is none of a few.
        several: Whether the flag may be given several times.
        configured: Whether a configuration may hold it, under the name of the field.
        read: Turns what was typed into the value of the field; may raise UsageError.
    """

    says: str
    flag: str = ""
    help: str = ""
    typed: Any = None
    metavar: str | None = None
    several: bool = False
    configured: bool = True
    read: Callable[[Any], Any] = _as_it_is


def _field(default: Any, says: str, flag: str = "", help: str = "", **more: Any) -> Any:  # noqa: A002, ANN401
    option = Option(says, flag, help, **{"typed": default, **more})
    return attrs.field(default=default, metadata={_OPTION: option})


# In the order of its fields, which those who write it out ask for: without slots they have one.
@attrs.frozen(eq=False, slots=False, repr=False)
class Options(Alike):
    """The options that change the result; star_max null where no limit is known."""

    select: tuple[str, ...] = _field(
        (),
        "codes or prefixes of `--select`, which takes names of rules, too",
        "--select",
        N_("Report only these, e.g. TA2,mean-of-months."),
        typed="",
        metavar="CODES",
        read=codes_of,
    )
    ignore: tuple[str, ...] = _field(
        (),
        "codes or prefixes of `--ignore`, which takes names of rules, too",
        "--ignore",
        N_("Leave these out, e.g. TA1."),
        typed="",
        metavar="CODES",
        read=codes_of,
    )
    fail_on: Literal["error", "warning", "info", "never"] = _field(
        "error",
        "the least severity that fails",
        "--fail-on",
        N_("The least severity that makes the exit code 1."),
    )
    gate: tuple[AxisName, ...] = _field(
        GATE,
        "what counts for the exit code",
        "--gate",
        N_("What fails: reading, figures, stars, or all; stars=new: only those that leak anew."),
        typed=",".join(GATE),
        metavar="NAMES",
        read=gate_of,
    )
    excerpt: bool = _field(
        False,  # noqa: FBT003  the default of a field
        "whether inputs are meant to be parts of reports",
        "--excerpt",
        N_("Take each input for a part of a report, which lacks nothing."),
    )
    disclosure: bool = _field(
        True,  # noqa: FBT003  the default of a field
        "whether the disclosure audit was wanted",
        "--no-disclosure",
        N_("Skip the disclosure audit (which stars can be worked out)."),
    )
    reveal: bool = _field(
        False,  # noqa: FBT003  the default of a field
        "whether values worked out from stars may be shown",
        "--reveal",
        N_("Show values worked out from stars."),
        configured=False,
    )
    star_max: int | None = _field(
        STAR.high,
        "the largest count that a star stands for; null where no limit is known",
        "--star-max",
        N_("The largest count an attacker takes a star for.  [default: as the family says]"),
        typed="",
        metavar="N|none",
        read=starred_of,
    )
    rounding: Literal["half-up", "half-even", "any"] = _field(
        Rounding.ANY.value,
        "how an attacker takes means to be rounded",
        "--rounding",
        N_("How an attacker takes means to be rounded."),
    )
    missing_rows: Literal["zero", "unknown"] = _field(
        MissingRows.ZERO.value,
        "what an attacker takes rows for that a table leaves out",
        "--missing-rows",
        N_("What an attacker takes rows for that a table leaves out."),
    )
    printed_rows: Literal["any", "nonzero"] = _field(
        PrintedRows.ANY.value,
        "what an attacker takes rows for that a table prints",
        "--printed-rows",
        N_("What an attacker takes printed rows for where rows that are zero are left out."),
    )
    insider: tuple[str, ...] = _field(
        (),
        "stars that somebody knows, as given",
        "--insider",
        N_(
            "A star that somebody knows: [FILE:][PAGE/]LINE:PERIOD[=VALUE]; may be given several "
            "times. Or all: each star of a month in turn."
        ),
        metavar="CELL",
        several=True,
        configured=False,
        read=known_of,
    )
    against: tuple[str, ...] = _field(
        (),
        "files and folders that the reports were held against, as given",
        "--against",
        N_(
            "Another edition: a report, a folder of them, or the JSON of a check with --snapshot; "
            "or published figures that must be the report's. May be given several times."
        ),
        metavar="FILE",
        several=True,
        configured=False,
        read=tuple,
    )
    snapshot: bool = _field(
        False,  # noqa: FBT003  the default of a field
        "whether the figures are kept",
        "--snapshot",
        N_("Keep the figures in the JSON, for --against of a later check."),
        configured=False,
    )
    config: FileUsed | None = attrs.field(
        default=None,
        metadata={_OPTION: Option("the configuration file; null where there is none")},
    )
    lang: Literal["en", "nb"] = attrs.field(
        factory=language, metadata={_OPTION: Option("the language of the sentences")}
    )
    family: tuple[FileUsed, ...] = _field(
        (),
        "files that describe families of reports",
        "--family",
        N_(
            "A file that describes a family of reports; may be given several times.  [default: "
            "those that tiltak-audit families lists]"
        ),
        metavar="FILE",
        several=True,
        read=files_used,
    )
    sign: str | None = _field(
        None,
        "what stands for a count that is hidden beside stars; null where it is what families say",
        "--sign",
        N_(
            "What stands for a count hidden beside stars, besides “:”.  [default: as the family "
            "says]"
        ),
        metavar="SIGN",
        read=sign_of,
    )
    encoding: str | None = _field(
        None,
        "what texts are decoded by; null where it is found out",
        "--encoding",
        N_("What texts are decoded by, such as cp1252.  [default: found out]"),
        typed="",
        metavar="NAME",
        read=encoding_of,
    )
    max_bytes: int = _field(
        MAX_BYTES,
        "the largest input that is read",
        "--max-bytes",
        N_("Refuse larger inputs."),
        metavar="N",
    )
    max_pages: int = _field(
        MAX_PAGES,
        "the largest number of pages that is read",
        "--max-pages",
        N_("Refuse PDFs of more pages."),
        metavar="N",
    )
    breaks: int = _field(0, "how many the calendar of the configuration holds")

    @property
    def attacker(self) -> Attacker:
        """Give what the attacker knows beside the printed figures."""
        return Attacker(
            self.star_max,
            Rounding(self.rounding),
            MissingRows(self.missing_rows),
            PrintedRows(self.printed_rows),
            insiders_of(self.insider),
            EVERYONE in self.insider,
        )

    @property
    def reading(self) -> ReadOptions:
        """Give how inputs are read, and up to which size."""
        families = families_of(self.family)
        return ReadOptions(
            self.encoding or "", self.max_bytes, self.max_pages, families, self.sign or ""
        )

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding makes the exit code 1."""
        return self.gates(finding.axis) and not finding.before and self.would_fail(finding)

    def would_fail(self, finding: Finding) -> bool:
        """Tell whether a finding made the exit code 1 if its question were part of the gate."""
        return finding.severity.value >= FAIL_ON[self.fail_on] and not finding.waived

    def gates(self, axis: Axis) -> bool:
        """Tell whether a question counts for the exit code."""
        return axis.value in self.gate or (axis is Axis.STARS and self.ratchet)

    @property
    def ratchet(self) -> bool:
        """Tell whether only stars count of which another edition gave no like one away."""
        return NEW in self.gate

    def reports(self, codes: Sequence[str]) -> bool:
        """Tell whether --select and --ignore leave what bears these codes."""
        selected = not self.select or any(code.startswith(self.select) for code in codes)
        return selected and not any(code.startswith(self.ignore) for code in codes)


attrs.resolve_types(Options)

# All options with the types of their values, by the name of their field.
OPTIONS: dict[str, tuple[Option, Any]] = {
    field.name: (field.metadata[_OPTION], field.type) for field in attrs.fields(Options)
}

# Those that a configuration may hold, with the same; it calls them as the command line does.
CONFIGURABLE = {
    name.replace("_", "-"): (option, kind)
    for name, (option, kind) in OPTIONS.items()
    if option.configured and option.flag
}
