"""The catalogues: every text of the code, the rules and click is translated, and nothing else."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from tests.conftest import ROOT
from tiltak_audit.i18n import DOMAIN, LANGUAGES, LOCALES
from tiltak_audit.rules.rule import catalogue
from tools.catalogues import compiled
from tools.messages import (
    OF_CLICK,
    catalogue_of,
    path_of,
    po_of,
    strings_of,
    template,
    updated,
)

PACKAGE = ROOT / "tiltak_audit"
TRANSLATED = LANGUAGES[1:]

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def calls_of(path: Path) -> list[ast.Call]:
    """List the calls of the gettext door in a file."""
    return [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "N_", "ngettext"}
    ]


def texts_of(call: ast.Call) -> list[ast.expr]:
    """Give the texts that a call hands over: one, or singular and plural."""
    return call.args[: 2 if isinstance(call.func, ast.Name) and call.func.id == "ngettext" else 1]


class _Missing(gettext.NullTranslations):
    """Says of every text that it is missing."""

    def gettext(self, message: str) -> str:
        return f"missing: {message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"missing: {msgid1}, {msgid2}, {n}"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_literal_is_in_the_compiled_catalogue(lang: str) -> None:
    """What the code hands to gettext as a literal, gettext finds."""
    with path_of(lang, "mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    found.add_fallback(_Missing())
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls_of(path):
            match [one.value for one in texts_of(call) if isinstance(one, ast.Constant)]:
                case [str(text)]:
                    said = [found.gettext(text)]
                case [str(one), str(many)]:
                    said = [found.ngettext(one, many, n) for n in (1, 2)]
                case _:
                    said = []
            missing = [text for text in said if text.startswith("missing: ")]
            assert missing == [], f"{path.name}: run make messages"


def test_a_singular_has_one_plural() -> None:
    """Gettext knows a plural by its singular, so two of one singular would be mixed up."""
    plurals: dict[object, set[object]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls_of(path):
            match texts_of(call):
                case [ast.Constant(one), ast.Constant(many)]:
                    plurals.setdefault(one, set()).add(many)
    assert "{n} row" in plurals
    assert [sorted(map(str, many)) for many in plurals.values() if len(many) > 1] == []


def test_no_text_is_put_together_before_it_is_looked_up() -> None:
    """An f-string or a sum is in no catalogue; placeholders are filled in afterwards."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls_of(path):
            for argument in texts_of(call):
                assert not isinstance(argument, (ast.JoinedStr, ast.BinOp)), (path, call.lineno)


def test_no_text_is_said_before_the_language_is_known() -> None:
    """Outside the commands, which are loaded after the choice, modules only mark texts (N_)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "commands":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        within = {
            id(node)
            for function in ast.walk(tree)
            if isinstance(function, (ast.FunctionDef, ast.Lambda))
            for part in (function.body if isinstance(function.body, list) else [function.body])
            for node in ast.walk(part)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                early = node.func.id in {"_", "ngettext"} and id(node) not in within
                assert not early, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_all_texts_are_translated_and_no_others(lang: str) -> None:
    """Nothing waits for a translation, none is a guess, none is of a text that is gone."""
    found = catalogue_of(lang)
    wanted = {message.id for message in template() if message.id}
    assert {message.id for message in found if message.id} == wanted, "run make messages"
    assert not found.obsolete
    waiting = [one.id for one in found if one.id and (one.fuzzy or not all(strings_of(one)))]
    assert waiting == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_placeholders_and_blanks_are_kept(lang: str) -> None:
    """A translation has the placeholders of its text, and its blanks and line ends at the ends."""
    for message in catalogue_of(lang):
        if not message.id:
            continue
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = strings_of(message)
        assert len(strings) == len(texts), texts
        for text, string in zip(texts, strings, strict=True):
            assert set(_PLACEHOLDER.findall(text)) == set(_PLACEHOLDER.findall(string)), text
            for edge in (r"\A\s*", r"\s*\Z"):
                assert re.findall(edge, text)[0] == re.findall(edge, string)[0], text


@pytest.mark.parametrize("lang", TRANSLATED)
def test_make_messages_changes_nothing(lang: str) -> None:
    """The files are as the tool writes them, so that a change shows what changed."""
    renewed = updated(catalogue_of(lang), template(), lang)
    assert path_of(lang, "po").read_bytes() == po_of(renewed), "run make messages"
    assert path_of(lang, "mo").read_bytes() == compiled(po_of(renewed).decode()), "make messages"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_what_is_compiled_is_what_people_filled_in(lang: str) -> None:
    """Babel reads of the compiled catalogue each text with its translations, and no other."""
    with path_of(lang, "mo").open("rb") as file:
        found = pairs_of(read_mo(file))
    assert found == pairs_of(catalogue_of(lang))


def pairs_of(found: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give the texts of a catalogue with their translations, one or a plural form each."""
    return {as_tuple(one.id): as_tuple(one.string) for one in found if one.id}


def as_tuple(texts: object) -> tuple[str, ...]:
    """Give one text or several as several."""
    return (texts,) if isinstance(texts, str) else tuple(cast("Iterable[str]", texts))


@pytest.mark.parametrize("lang", TRANSLATED)
def test_the_files_tell_nothing_of_who_made_them(lang: str) -> None:
    """No date, no folder and no host is in a catalogue; it has the plural forms of Norwegian."""
    head, _blank, body = path_of(lang, "po").read_text(encoding="utf-8").partition("\n\n")
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in head
    assert not re.search(r"Date|Translator|Team|Generated|[0-9]{4}-[0-9]{2}", head)
    assert str(ROOT) not in body


def test_a_text_that_changed_waits_for_its_translation() -> None:
    """What was translated of another text is not taken over; what stays is."""
    old, wanted = catalogue_of("nb"), template()
    wanted.delete("Total")
    wanted.add("In total")
    renewed = updated(old, wanted, "nb")
    changed, kept = renewed.get("In total"), renewed.get("File")
    assert changed is not None
    assert kept is not None
    assert strings_of(changed) == [""]
    assert strings_of(kept) == ["Fil"]
    assert renewed.get("Total") is None


def test_rule_pages_are_in_the_template() -> None:
    """The first line and the prose of every page are translated, its dumps never are."""
    known = template()
    for rule in catalogue():
        assert known.get(rule.summary) is not None
        why = re.search(r"^Why:\n(.*?)\n\n", rule.page, re.DOTALL | re.MULTILINE)
        assert why
        assert known.get(" ".join(why[1].split())) is not None
    assert not [one.id for one in known if "Kilde: NAV TILT" in str(one.id)]


@pytest.mark.parametrize("text", OF_CLICK, ids=str)
def test_click_says_so(text: str | tuple[str, str]) -> None:
    """The texts of click that are translated are those that click hands to gettext."""
    handed: set[object] = set()
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        tree = ast.parse(Path(str(import_module(f"click.{name}").__file__)).read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                literals = tuple(one.value for one in node.args if isinstance(one, ast.Constant))
                if node.func.id == "_":
                    handed |= set(literals)
                elif node.func.id == "ngettext":
                    handed.add(literals)
    assert text in handed


def test_the_catalogues_are_beside_the_code() -> None:
    """A run finds a catalogue for every language but English, by the name that is used."""
    for lang in TRANSLATED:
        assert gettext.find(DOMAIN, LOCALES, [lang])


def test_the_catalogue_uses_the_terms_of_the_glossary() -> None:
    """A term that is said alone is said as the glossary has it."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$",
        (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    terms = {
        term: norwegian
        for left, right in rows
        for term, norwegian in zip(left.split(", "), right.split(", "), strict=False)
    }
    said = {message.id: strings_of(message)[0] for message in catalogue_of("nb")}
    shared = {term for term in terms if term in said}
    assert {"satisfied", "vacuous", "culprit", "recoverable", "open", "identity"} <= shared
    assert {term: said[term] for term in shared} == {term: terms[term] for term in shared}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_names_of_facts_fit_their_column(lang: str) -> None:
    """What stands before the texts of a report is short enough for them to stand in line."""
    said = {message.id: strings_of(message)[0] for message in catalogue_of(lang) if message.id}
    inputs = "File Form Report Edition Period Read Across Unread Config Known Stars"
    findings = "identity stated possible also note do help suspects culprit waived"
    for name in [*inputs.split(), "Not seen", *findings.split()]:
        assert len(said[name]) <= 9, name
