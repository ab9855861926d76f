"""Write docs/reference/ from the code: rules, families, commands and the JSON document.

python -m tools.reference [FOLDER]
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

# The reference is in English, whatever the reader's language.
os.environ["LANGUAGE"] = os.environ["LC_ALL"] = "C"

from tests.pages import own_of_page, whole
from tiltak_audit.cli import command_line
from tiltak_audit.exits import Exit
from tiltak_audit.families.catalogue import shipped
from tiltak_audit.render.json.contract import schema
from tiltak_audit.render.words.families import facts_of
from tiltak_audit.rules.rule import FAMILIES, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

    from tiltak_audit.rules.rule import Rule

HEAD = "<!-- Written by make docs; edit the code instead. -->"
DUMPS = ("Wrong", "Right")


def rules() -> Iterator[str]:
    """Write the page of every rule, as its docstring has it."""
    yield from ("# Rules", "", HEAD, "")
    yield "`tiltak-audit explain CODE` shows the same pages. A severity may be set by the"
    yield "[configuration](configuration.md). *Wrong* and *Right* are tests of the rule, and the"
    yield "message is what `tiltak-audit check` says of *Wrong*. A line of an example that begins"
    yield "with … stands for the head of a page, such as, of *Tiltak og kjønn*:"
    yield from ("", "```text", whole("… Tiltak og kjønn"), "```")
    for rule in catalogue():
        family = FAMILIES[rule.code[:3]]
        yield from ("", f"## {rule.code} {rule.name}", "", f"*{rule.severity.word}, {family}*", "")
        what, *pieces = re.split(r"^(\w+):$", rule.page, flags=re.MULTILINE)
        yield _paragraphs(what)
        for heading, text in zip(pieces[::2], pieces[1::2], strict=True):
            body = dedent(text).strip("\n")
            if heading in DUMPS:
                yield from ("", f"**{heading}**", "", "```text", body, "```")
                if heading == "Wrong":
                    yield from ("", "**Message**", "", "```text", *_message(rule), "```")
            else:
                yield from ("", f"**{heading}.** {_paragraphs(body)}")


def _message(rule: Rule) -> Iterator[str]:
    """Yield the lines of a report that name what is wrong in a rule's example, and what to do."""
    first = own_of_page(rule)[0]
    yield f"{first.severity.word}[{first.code} {first.name}]: {first.words.message}"
    yield f"    = do        {first.words.remedy}"


def _paragraphs(text: str) -> str:
    """Keep what a Markdown reader would take for markup as it is."""
    return re.sub(r"(?<!`)([*<])", r"\\\1", text.strip())


def families() -> Iterator[str]:
    """Write what the files of the families that ship say, as explain tells it."""
    yield from ("# Families of reports", "", HEAD, "")
    yield "What is particular to a kind of reports, as `tiltak-audit explain NAME` has it. Each is"
    yield "a file in `tiltak_audit/families/`; [the how-to](../how-to/family.md) says how to add"
    yield "your own. `tiltak-audit families --format json` writes all that the files say, and"
    yield "`tiltak-audit schema family` what each key means."
    for one in shipped().values():
        yield from ("", f"## {one.name}", "", "| | |", "|---|---|")
        for head, said in facts_of(one):
            yield f"| {head} | {_literal(said)} |"


def commands() -> Iterator[str]:
    """Write usage, options and exit codes of every command, as its help has them."""
    import click

    yield from ("# Commands", "", HEAD)
    group = command_line()
    top = click.Context(group, info_name="tiltak-audit")
    yield from ("", group.help or "", "")
    yield from _options(group, top)
    for name in group.list_commands(top):
        command = group.get_command(top, name)
        assert command
        context = click.Context(command, parent=top, info_name=name)
        usage = command.get_usage(context).removeprefix("Usage: ")
        yield from ("", f"## tiltak-audit {name}", "", "```text", " ".join(usage.split()), "```")
        yield from ("", _literal(command.help or ""))
        yield ""
        yield from _options(command, context)
    yield from ("", "## Exit codes", "", "| exit code | meaning |", "|---|---|")
    yield from (f"| {code.value} | {_options_in(code.meaning)} |" for code in Exit)


def _options_in(text: str) -> str:
    """Mark the options that a text names."""
    return re.sub(r"--[a-z-]+", r"`\g<0>`", text)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1] and record[0] != "--help":
            names, text = record
            yield f"- `{names}`: {_literal(' '.join(text.split()))}"


def _literal(text: str) -> str:
    return text.replace("*", "\\*").replace("[", "\\[").replace("<", "\\<")


def keys() -> Iterator[str]:
    """Write every object of the JSON document with its keys."""
    found = json.loads(schema())
    yield from ("# The JSON document", "", HEAD, "")
    yield "`tiltak-audit check --format json` writes one object. Keys are always present, null"
    yield "where they do not apply; the same input, options and language give the same bytes."
    yield "`tiltak-audit schema` prints the JSON Schema."
    root = found["$ref"].rpartition("/")[2]
    names = [root, *(name for name in found["$defs"] if name != root)]
    for name in names:
        one = found["$defs"][name]
        yield from ("", f"## {name}", "", one.get("description", ""), "")
        yield from ("| key | type | |", "|---|---|---|")
        for key, value in one["properties"].items():
            yield f"| `{key}` | {_type(value)} | {value['description']} |"


def _type(value: dict[str, Any]) -> str:
    """Say a type of the schema in words."""
    match value:
        case {"$ref": ref}:
            name = ref.rpartition("/")[2]
            return f"[{name}](#{name.lower()})"
        case {"anyOf": kinds}:
            return " or ".join(map(_type, kinds))
        case {"enum": words}:
            return " or ".join(f"`{word}`" for word in words)
        case {"type": "array", "items": kind}:
            return f"list of {_type(kind)}"
        case {"type": "object", "additionalProperties": dict(kind)}:
            return f"object of {_type(kind)}"
    least = f" ≥ {value['minimum']}" if "minimum" in value else ""
    return str(value["type"]) + least


PAGES = {"rules.md": rules, "families.md": families, "commands.md": commands, "json.md": keys}


def main(folder: Path) -> None:
    """Write all pages."""
    for name, write in PAGES.items():
        (folder / name).write_text("\n".join(write()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent.parent / "docs" / "reference")
