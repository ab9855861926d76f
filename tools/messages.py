"""Bring the catalogues up to date with the texts of the code, the rules' pages and click.

``python -m tools.messages``: what is new is left empty, what is gone is dropped, what changed is
asked for anew; nothing is guessed. The same texts give the same files.
"""

from __future__ import annotations

import ast
import io
import sys
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tiltak_audit.i18n import DOMAIN, LANGUAGES, LOCALES
from tiltak_audit.rules.page import prose_of
from tiltak_audit.rules.rule import catalogue
from tools import catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = LOCALES.parent

_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
_TEMPLATES = [(f"**.{ending}", "jinja2") for ending in ("j2", "jinja", "html")]

# What users see of click's own texts; its calls find them in our catalogue.
OF_CLICK: tuple[str | tuple[str, str], ...] = (
    "Show this message and exit.",
    "Show the version and exit.",
    "Try '{command} {option}' for help.",
    "Error: {message}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Missing argument",
    "Missing option",
    "Missing command.",
    "Choose from:\n\t{choices}",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "Option {name!r} does not take a value.",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)


def template() -> Catalog:
    """Collect all texts, each named by the file or the rule that says it."""
    found = _empty("en")
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in _texts_of(ast.parse(path.read_text(encoding="utf-8"))):
            found.add(text, locations=[(path.relative_to(PACKAGE.parent).as_posix(), 0)])
    for file, _line, text, _comments, _context in extract_from_dir(
        PACKAGE, _TEMPLATES, keywords=_KEYWORDS
    ):
        found.add(text, locations=[(f"{PACKAGE.name}/{file}", 0)])
    for rule in catalogue():
        for prose in prose_of(rule):
            found.add(prose, locations=[(rule.code, 0)])
    for said in OF_CLICK:
        found.add(said, locations=[("click", 0)])
    return found


def _texts_of(node: ast.AST) -> Iterator[str | tuple[str, ...]]:
    """Give the texts of a module, also those within an f-string.

    Babel sees the latter only where Python's tokens do, from 3.12 on.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KEYWORDS:
        texts = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
        match [text for text in texts if isinstance(text, str)]:
            case [text]:
                yield text
            case [one, many]:
                yield one, many
    for child in ast.iter_child_nodes(node):
        yield from _texts_of(child)


def path_of(lang: str, ending: str) -> Path:
    """Give the file of a language's catalogue."""
    return LOCALES / lang / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def catalogue_of(lang: str) -> Catalog:
    """Read the catalogue of a language as people have filled it in."""
    with path_of(lang, "po").open("rb") as file:
        return read_po(file, lang, DOMAIN)


def updated(old: Catalog, wanted: Catalog, lang: str) -> Catalog:
    """Take over what is translated of the texts that are wanted."""
    new = _empty(lang)
    for message in wanted:
        if message.id:
            there = old.get(message.id)
            string = there.string if there and there.id == message.id else None
            new.add(message.id, string, message.locations)
    return new


def strings_of(message: Message) -> list[str]:
    """List the translations of a text, one a plural form; empty where there is none yet."""
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


def po_of(found: Catalog) -> bytes:
    """Write a catalogue for people."""
    file = io.BytesIO()
    write_po(file, found, width=100, sort_output=False, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


class _Catalog(Catalog):
    """A catalogue whose head says what gettext needs, and nothing of when, where and by whom."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """List the lines of the head."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def _empty(lang: str) -> Catalog:
    head = "# Texts of tiltak-audit; `make messages` keeps the list, people translate."
    return _Catalog(lang, DOMAIN, header_comment=head, fuzzy=False)


def main() -> int:
    """Renew the files; tell how many texts wait for a translation."""
    wanted = template()
    for lang in LANGUAGES[1:]:
        found = updated(catalogue_of(lang), wanted, lang)
        path_of(lang, "po").write_bytes(po_of(found))
        waiting = sum(not all(strings_of(message)) for message in found if message.id)
        print(f"{lang}: {len(found)} texts, {waiting} to translate")
    catalogues.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
