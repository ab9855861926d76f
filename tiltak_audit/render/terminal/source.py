"""The source lines of a finding, with their numbers and what is marked on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tiltak_audit.i18n import ngettext
from tiltak_audit.render.excerpt import notes_on
from tiltak_audit.render.words.places import position
from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.model.report import Report
    from tiltak_audit.render.excerpt import Excerpt, Mark

# A source line is never clipped to less than this.
_LEAST_ROOM = 12


def source_of(excerpt: Excerpt, reports: dict[str, Report], gutter: int, width: int) -> Text:
    """Print the marked lines with their numbers; gaps between them as dots."""
    text = Text()
    if not excerpt.marks:
        return text
    text.append(f"\n{' ' * gutter} |", style="blue")
    last: tuple[str, int, int] | None = None
    for path, line, marks in excerpt.lines:
        report = reports[path]
        page, number_on_page = report.origin.place(line)
        if last and (path, page) != last[:2]:
            text.append(f"\n{' ' * gutter}--> ", style="blue")
            text.append(visible(position(path, report.origin, line)))
        elif last and line > last[2] + 1:
            text.append(f"\n{'.' * min(gutter, 3):>{gutter}} |", style="blue")
        last = path, page, line
        source = report.lines[line - 1] if line <= len(report.lines) else ""
        text.append(_annotated(source, number_on_page, gutter, marks, width - gutter - 3))
    if excerpt.hidden > 0:
        said = ngettext(
            "{n} more figure of the identity (--verbose)",
            "{n} more figures of the identity (--verbose)",
            excerpt.hidden,
        )
        text.append(f"\n{'...'[:gutter]:>{gutter}} |  ", style="blue")
        text.append(said, style="dim")
    text.append(f"\n{' ' * gutter} |", style="blue")
    return text


def _annotated(source: str, line: int, gutter: int, marks: Sequence[Mark], room: int) -> Text:
    """Print one source line, clipped around its marks, with carets and tildes below."""
    room = max(room, _LEAST_ROOM)
    marked = [mark for mark in marks if mark.place.column]
    first = marked[0].place if marked else None
    shift = first.column - room // 2 if first and first.end_column > room else 0
    shown = source[shift : shift + room]
    if shift:
        shown = "…" + shown[1:]
    if len(source) > shift + room:
        shown = shown[:-1] + "…"
    text = Text()
    text.append(f"\n{line:>{gutter}} | ", style="blue")
    text.append(_one_wide(shown))
    if not marked:
        notes = notes_on(marks)
        if notes:
            text.append(f"\n{' ' * gutter} | ", style="blue")
            text.append(f"({notes})"[:room], style="bold red")
        return text
    under = [" "] * (max(mark.place.end_column for mark in marked) - 1)
    for mark in marked:
        for at in range(mark.place.column - 1, mark.place.end_column - 1):
            under[at] = "^" if mark.main else "~"
    carets = "".join(under)[shift : shift + room].rstrip()
    notes = notes_on(marked)
    margin = f"\n{' ' * gutter} | "
    text.append(margin, style="blue")
    text.append(carets, style="bold red")
    if len(carets) + 1 + len(notes) <= room:
        text.append(f" {notes}" if notes else "", style="red")
    else:
        text.append(margin, style="blue")
        text.append(notes.rjust(min(len(carets), room))[:room], style="red")
    return text


def _one_wide(source: str) -> str:
    """Keep one column a character, so that carets stay under their figure."""
    return "".join(shown if len(shown := visible(char)) == 1 else "·" for char in source)
