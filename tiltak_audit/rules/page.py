"""A rule's page in the language of the run: prose translated, dumps as the docstring has them."""

from __future__ import annotations

import re
from textwrap import dedent, fill
from typing import TYPE_CHECKING

from tiltak_audit.i18n import N_, _, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.rules.rule import Rule

_PROSE = {"Why": N_("Why"), "Limits": N_("Limits"), "Source": N_("Source")}
_DUMPS = {"Wrong": N_("Wrong"), "Right": N_("Right")}

_HEADING = re.compile(rf"^({'|'.join(_PROSE | _DUMPS)}):\n", re.MULTILINE)

# Columns of a page, as docstrings of rules have them.
_WIDTH = 88
_INDENT = " " * 4


def page_of(rule: Rule) -> str:
    """Give a rule's page, in English its docstring, with a word on what its examples leave out."""
    page = rule.page if language() == "en" else _translated(rule)
    if "\n    … " not in page:
        return page
    return f"{page}\n\n{_('… stands for the head of a page: its source, section and months.')}"


def _translated(rule: Rule) -> str:
    parts = [_(rule.summary)]
    for heading, text in _sections(rule.page):
        if heading in _PROSE:
            told = fill(
                _(_flat(text)),
                _WIDTH,
                initial_indent=_INDENT,
                subsequent_indent=_INDENT,
                break_on_hyphens=False,
            )
            parts.append(f"{_(_PROSE[heading])}:\n{told}")
        else:
            parts.append(f"{_(_DUMPS[heading])}:\n{text.rstrip()}")
    return "\n\n".join(parts)


def parts_of(rule: Rule) -> Iterator[tuple[str, str, bool]]:
    """Yield what stands under each heading: heading, text, and whether that is a dump."""
    for heading, text in _sections(rule.page):
        if heading in _PROSE:
            yield _(_PROSE[heading]), _(_flat(text)), False
        else:
            yield _(_DUMPS[heading]), dedent(text).strip("\n"), True


def prose_of(rule: Rule) -> list[str]:
    """List the texts of a page that are translated, each on one line."""
    texts = [_flat(text) for heading, text in _sections(rule.page) if heading in _PROSE]
    return [rule.summary, *texts]


def _sections(page: str) -> Iterator[tuple[str, str]]:
    """Take a page apart into headings and what stands under them."""
    _first, *pieces = _HEADING.split(page)
    yield from zip(pieces[::2], pieces[1::2], strict=True)


def _flat(text: str) -> str:
    return " ".join(text.split())
