"""The only opener of the .lark files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lark import Lark

from tiltak_audit.reading.text.lexer import LineLexer, RowLexer
from tiltak_audit.reading.text.tree import Elements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.reading.elements import Element


def grammar_folder() -> Path:
    """Find grammar/: inside the installed package, or beside it in a checkout."""
    inside = Path(str(files("tiltak_audit"))) / "grammar"
    return inside if inside.is_dir() else inside.parent.parent / "grammar"


@cache
def line_grammar(*, strict: bool = False, lexer: type[LineLexer] = RowLexer) -> Lark:
    """Build the parser, once a process (15 ms, so no cache on disk).

    ``strict`` makes lark refuse any LALR conflict; with a ``LineLexer`` the grammar puts every
    row together, and comes to the same. The interegular package must stay out of the
    environment: where it is there lark imports it, which takes six times as long as the build.
    """
    return Lark(
        (grammar_folder() / "report.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=lexer,
        start="report",
        transformer=Elements(),
        import_paths=[str(grammar_folder())],
        strict=strict,
    )


def elements_of(lines: Sequence[str]) -> tuple[Element, ...]:
    """Parse lines into the elements of the report, in print order; no text raises."""
    return tuple(line_grammar().parse(lines))  # type: ignore[arg-type]
