"""A file of an archive as far as it must be known to tell what it is audited with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.editions.pairs import months_of
from tiltak_audit.reading.source import told

if TYPE_CHECKING:
    from tiltak_audit.model.report import Report


@attrs.frozen(eq=False, repr=False)
class Head(Alike):
    """A file of an archive.

    Attributes:
        path: The file.
        sha256: Of its bytes, hexadecimal; empty where they could not be had.
        reason: Why it could not be read; empty where it could.
        stray: Whether nothing in it looks like a report.
        code: Of its report, such as ``TILT140``; empty where it prints none.
        family: The name of the family.
        edition: The day of the report, ISO; empty where it prints none.
        months: The months it prints, ISO.
        published: Whether it is a table of what a report prints, which is no edition of it.
    """

    path: str
    sha256: str
    reason: str = ""
    stray: bool = False
    code: str = ""
    family: str = ""
    edition: str = ""
    months: tuple[str, ...] = ()
    published: bool = False

    @property
    def name(self) -> str:
        """Give the path as it is told."""
        return told(self.path)

    @property
    def what(self) -> tuple[str, str]:
        """Give what its editions have in common."""
        return self.code, self.family

    @property
    def age(self) -> tuple[str, str, str]:
        """Give what tells which of two editions is the older."""
        last = max(self.months, default="")
        # A report is dated after its last month, which stands for the date where none is printed.
        return self.edition or last, last, self.path


def head_of(path: str, sha256: str, report: Report) -> Head:
    """Say what a report is."""
    return Head(
        path,
        sha256,
        code=report.code,
        family=report.family.name,
        edition=report.edition,
        months=months_of(report),
        published=report.published,
    )
