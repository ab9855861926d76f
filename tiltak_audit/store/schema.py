"""The tables and views of the store, by their columns."""

from __future__ import annotations

from functools import cache

from tiltak_audit.cube.fold import fold
from tiltak_audit.families.catalogue import shipped

# Raised where tables are others than before.
FORM = 1

# Letters that a column is named without.
_PLAIN = str.maketrans({"ø": "o", "æ": "ae"})

# What the name of a dimension may begin with, and its column does not.
_FIELD = "arbeidsmarkeds"

_TEXT, _NUMBER, _DAY, _TRUTH = "VARCHAR", "BIGINT", "DATE", "BOOLEAN"

_ABOUT = {"source": _TEXT, "report": _TEXT, "edition": _DAY}


@cache
def column_of(dimension: str) -> str:
    """Name the column of a dimension: small letters of ASCII, without blanks.

    >>> column_of("innvandrer status"), column_of("kjønn"), column_of("arbeidsmarkedsstatus")
    ('innvandrerstatus', 'kjonn', 'status')
    """
    return fold(dimension).translate(_PLAIN).removeprefix(_FIELD)


@cache
def dimensions() -> tuple[str, ...]:
    """Name the columns of all dimensions that the families know."""
    names = [
        name
        for family in shipped().values()
        for name in [
            *(level.name for level in family.levels),
            *(one for section in family.sections for one in (section.outer, section.inner) if one),
            *(one.name for one in (family.tidy.dimensions if family.tidy else ())),
        ]
    ]
    return tuple(dict.fromkeys(map(column_of, names)))


@cache
def tables() -> dict[str, dict[str, str]]:
    """Give every table: its columns in order, each with its type."""
    return {
        "observations": {
            **_ABOUT,
            "section": _TEXT,
            "table": _TEXT,
            "row": _TEXT,
            "code": _TEXT,
            "measure": _TEXT,
            **dict.fromkeys(dimensions(), _TEXT),
            "other": "MAP(VARCHAR, VARCHAR)",
            "level": _TEXT,
            "is_total": _TRUTH,
            "vintage": _TEXT,
            "period": _TEXT,
            "month": _DAY,
            "value": _NUMBER,
            "low": _NUMBER,
            "high": _NUMBER,
            "share": "DECIMAL(18, 6)",
            "unit": _TEXT,
            "printed": _TEXT,
            "line": _NUMBER,
        },
        "findings": {
            **_ABOUT,
            "code": _TEXT,
            "name": _TEXT,
            "section": _TEXT,
            "table": _TEXT,
            "row": _TEXT,
            "period": _TEXT,
            "axis": _TEXT,
            "severity": _TEXT,
            "fails": _TRUTH,
            "waived": _TRUTH,
            "message": _TEXT,
            "page": _NUMBER,
            "line": _NUMBER,
            "fingerprint": _TEXT,
        },
        "reports": {
            **_ABOUT,
            "title": _TEXT,
            "first": _TEXT,
            "last": _TEXT,
            "form": _TEXT,
            "twin": _TEXT,
            "verdict": _TEXT,
            "reading": _TEXT,
            "figures": _TEXT,
            "stars": _TEXT,
            "recoverable": _NUMBER,
            "suppressed": _NUMBER,
            "cells": _NUMBER,
            "unread": _NUMBER,
            "errors": _NUMBER,
            "warnings": _NUMBER,
            "infos": _NUMBER,
            "waived": _NUMBER,
            "failing": _NUMBER,
        },
        "files": {"source": _TEXT, "sha256": _TEXT, "unread": _TEXT},
        "regions": {
            "vintage": _TEXT,
            "level": _TEXT,
            "code": _TEXT,
            "name": _TEXT,
            "fylke": _TEXT,
        },
        # What the next run needs to know, to tell what changed.
        "kept": {"source": _TEXT, "head": _TEXT, "said": _TEXT, "release": _TEXT},
        "tiltak_audit": {"form": _NUMBER},
    }


# What differs from figure to figure of a printed row, in the order of `said_by` and others: where a
# count is printed its value says the rest.
FIGURES = {
    "period": "period",
    "month": "month",
    "value": "value",
    "low": "coalesce(low, value)",
    "high": "coalesce(high, value)",
    "share": "share",
    "printed": "coalesce(printed, value::VARCHAR)",
}

# What has rows of each report; the other tables are written whole.
OF_REPORTS = ("observations", "findings", "reports")

_POINT = 'report, section, "table", "row", code, unit, period'

VIEWS = f"""
CREATE VIEW latest AS
    SELECT * FROM observations WHERE month IS NOT NULL
    QUALIFY source = first_value(source) OVER (
        PARTITION BY coalesce(nullif(report, ''), source), month
        ORDER BY edition DESC NULLS LAST, source
    )
    ORDER BY report, section, "table", "row", code, unit, month, line;
CREATE VIEW revisions AS
    WITH beside AS (
        SELECT *,
            lag(edition) OVER point AS from_edition,
            lag(value) OVER point AS was,
            lag(printed) OVER point AS was_printed
        FROM observations WHERE month IS NOT NULL AND report <> ''
        WINDOW point AS (PARTITION BY {_POINT} ORDER BY edition, source, line)
    )
    -- A count that the newer edition hides is not told beside its star.
    SELECT {_POINT}, from_edition, edition,
        CASE WHEN printed ~ '[0-9]' THEN was_printed END AS from_printed, printed,
        value - was AS change, source, line
    FROM beside WHERE from_edition < edition AND printed <> was_printed
    ORDER BY report, edition, section, "table", "row", code, unit, period, line;
CREATE MACRO series(in_report, in_section, of_table, of_row) AS TABLE
    SELECT month, value, low, high, share, printed, edition FROM latest
    WHERE report = in_report AND section = in_section
        AND "table" = of_table AND of_row IN ("row", code)
    ORDER BY month;
"""


def quoted(name: str) -> str:
    """Give a name as SQL has it, whatever word it is."""
    return f'"{name}"'


def created(name: str) -> str:
    """Give the statement that makes a table."""
    columns = ", ".join(f"{quoted(one)} {kind}" for one, kind in tables()[name].items())
    return f"CREATE TABLE {name} ({columns})"
