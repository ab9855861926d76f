"""The configuration: what a project wants of every check, and what it has waived.

Options of the command line count more than it does.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_origin

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.cube.whole import Expected
from tiltak_audit.editions.extent import Limits
from tiltak_audit.families.structure import Structure
from tiltak_audit.findings.breaks import Break
from tiltak_audit.findings.severity import Severity
from tiltak_audit.findings.waiver import Waiver
from tiltak_audit.i18n import _
from tiltak_audit.model.period import is_period
from tiltak_audit.run.config_file import content_of, found
from tiltak_audit.run.options import CONFIGURABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = ("report", "section", "table", "row", "period")
_WAIVER = ("fingerprint", "rule", *_PLACE, "at-most", "reason", "author", "expires")
_BREAK = ("period", *_PLACE[:-1], "reason")
_REVISIONS = ("persons", "share")
_EXPECTED = ("sections", "tables", "first", "last")
_KEYS = (*CONFIGURABLE, "lang", "severity", "breaks", "expect", "revisions", "waivers")

_WAIVER_HEAD = re.compile(
    r"^\s*\[\[\s*(?:tool\s*\.\s*[\"']?tiltak-audit[\"']?\s*\.\s*)?waivers\s*\]\]"
)


@attrs.frozen(eq=False, repr=False)
class Config(Alike):
    """What a configuration file says.

    Attributes:
        path: The file; empty where there is none.
        sha256: Of its bytes, hexadecimal; empty where there is none.
        defaults: Values of options by the option's name, as the command line would give them.
        severities: The severity of rules by code, where it is not the rule's own.
        breaks: The calendar of breaks, beside those that families know.
        expect: What each report should hold.
        waivers: What is waived, in the order of the file.
        revisions: How large a revision may be before it is told; nothing where none is too large.
    """

    path: str = ""
    sha256: str = ""
    defaults: dict[str, Any] = attrs.field(factory=dict)
    severities: dict[str, Severity] = attrs.field(factory=dict)
    breaks: tuple[Break, ...] = ()
    expect: Expected = attrs.field(factory=Expected)
    waivers: tuple[Waiver, ...] = ()
    revisions: Limits | None = None

    def severity(self, code: str, own: Severity) -> Severity:
        """Give the severity of a rule: the file's, or else its own."""
        return self.severities.get(code, own)


def config_of(path: str | None, folder: Path | None) -> Config:
    """Read the configuration that is named, or the nearest one of a folder and those above it.

    Raises:
        UsageError: It cannot be read, or says something that is not known.
    """
    file = found(path, folder)
    if file is None:
        return Config()
    data, content = content_of(file)
    return _Reader(str(file), data.decode("utf-8-sig")).config(content, sha256(data).hexdigest())


class _Reader(Structure):
    """Checks what a configuration says.

    Attributes:
        text: The file.
    """

    text: str

    def config(self, content: dict[str, Any], digest: str) -> Config:
        """Check a whole file."""
        self.known(content, _KEYS, "")
        defaults: dict[str, Any] = {}
        for key in CONFIGURABLE:
            if key in content:
                defaults[key] = self._option(key, content[key])
        if "lang" in content:
            self.typed("lang", content["lang"], str, _("a text"))
        severities = self.typed("severity", content.get("severity", {}), dict, _("a table"))
        waivers = self.typed("waivers", content.get("waivers", []), list, _("[[waivers]]"))
        breaks = self.typed("breaks", content.get("breaks", []), list, _("[[breaks]]"))
        lines = self._heads()
        return Config(
            self.path,
            digest,
            defaults,
            dict(self._severity(name, word) for name, word in severities.items()),
            tuple(self._break(number, one) for number, one in enumerate(breaks, 1)),
            self._expected(content.get("expect", {})),
            tuple(
                self._waiver(number, one, lines[number - 1] if number <= len(lines) else 1)
                for number, one in enumerate(waivers, 1)
            ),
            self._revisions(content["revisions"]) if "revisions" in content else None,
        )

    def _option(self, key: str, value: object) -> object:
        """Give a value of an option as the command line would, a switch as its parameter."""
        option, kind = CONFIGURABLE[key]
        if option.several:
            files = value if isinstance(value, list) else [value]
            paths = [self.typed(key, one, str, _("a text, or a list of texts")) for one in files]
            return [str(Path(self.path).parent / one) for one in paths]
        if kind is bool:
            return self.typed(key, value, bool, _("true or false"))
        if kind is int:
            return self.typed(key, value, int, _("a number"))
        if get_origin(kind) is tuple:
            expected = _("a list of codes") if kind == tuple[str, ...] else _("a list of names")
            named = self.typed(key, value, list, expected)
            return ",".join(self.typed(key, name, str, expected) for name in named)
        if kind == int | None:
            return str(value) if type(value) is int else self.typed(key, value, str, _("a number"))
        return self.typed(key, value, str, _("a text"))

    def _severity(self, name: str, word: object) -> tuple[str, Severity]:
        code = self._code(name, "severity.")
        found = next((severity for severity in Severity if word == severity.word), None)
        if found is None:
            self.refuse(f"severity.{name}", _("error, warning or info"))
        return code, found

    def _expected(self, one: object) -> Expected:
        given = self.typed("expect", one, dict, _("a table"))
        self.known(given, _EXPECTED, "expect.")
        titles = self.typed("expect.sections", given.get("sections", []), list, _("a list"))
        for title in titles:
            self.typed("expect.sections", title, str, _("a list of texts"))
        tables = given.get("tables")
        if tables is not None:
            self.typed("expect.tables", tables, int, _("a number"))
        for key in ("first", "last"):
            if key in given and not is_period(str(given[key])):
                name = f"expect.{key}"
                self.refuse(name, _("a period, such as 2025-04"))
        return Expected(tuple(titles), tables, given.get("first", ""), given.get("last", ""))

    def _revisions(self, one: object) -> Limits:
        given = self.typed("revisions", one, dict, _("a table"))
        self.known(given, _REVISIONS, "revisions.")
        for key, kind in zip(_REVISIONS, (int, int | float), strict=True):
            value = given.get(key, 0)
            if isinstance(value, bool) or not isinstance(value, kind) or not 0 <= value < inf:
                self.refuse(f"revisions.{key}", _("a number, 0 or more"))
        return Limits(given.get("persons", 0), given.get("share", 0))

    def _break(self, number: int, one: object) -> Break:
        name = f"breaks[{number}]"
        given = self._texts(name, one, _BREAK)
        if not is_period(given.get("period", "")):
            self.refuse(name, _("a period, such as 2025-04"))
        if not given.get("reason", "").strip():
            self.refuse(name, _("a reason, not empty"))
        place = tuple((key, given[key]) for key in _PLACE[:-1] if key in given)
        return Break(given["period"], given["reason"], place)

    def _texts(self, name: str, one: object, keys: Iterable[str]) -> dict[str, str]:
        """Check a table whose values are texts."""
        given = self.typed(name, one, dict, _("a table"))
        self.known(given, keys, f"{name}.")
        return {
            key: self.typed(f"{name}.{key}", value, str, _("a text"))
            for key, value in given.items()
        }

    def _waiver(self, number: int, one: object, line: int) -> Waiver:
        name = f"waivers[{number}]"
        given = dict(self.typed(name, one, dict, _("a table")))
        expires, most = given.pop("expires", None), given.pop("at-most", None)
        texts = self._texts(name, given, _WAIVER)
        keys = {key: f"{name}.{key}" for key in _WAIVER}
        for key in ("reason", "author"):
            if not texts.get(key, "").strip():
                self.refuse(keys[key], _("a text, not empty"))
        if type(expires) is not date:
            self.refuse(keys["expires"], _("a day, such as 2027-06-30"))
        for key, value in texts.items():
            if not value.strip():
                self.refuse(keys[key], _("a text, not empty"))
        rule = self._code(texts["rule"], f"{name}.rule: ") if "rule" in texts else ""
        place = tuple((key, texts[key]) for key in _PLACE if key in texts)
        if "fingerprint" not in texts and not ("rule" in texts and place):
            self.refuse(name, _("a fingerprint, or a rule with a place"))
        if most is not None and (type(most) is not int or most < 1 or "fingerprint" in texts):
            self.refuse(keys["at-most"], _("a number of 1 or more, beside a rule with a place"))
        return Waiver(
            self.path,
            number,
            line,
            texts["reason"],
            texts["author"],
            expires,
            texts.get("fingerprint", ""),
            rule,
            place,
            most,
        )

    def _code(self, name: str, within: str) -> str:
        """Give the code of a rule, which may be called by its name."""
        from tiltak_audit.rules.rule import code_of, names_of_rules

        code = code_of(name)
        self.known([code], names_of_rules(), within)
        return code

    def _heads(self) -> list[int]:
        """List the lines on which waivers start."""
        lines = enumerate(self.text.splitlines(), 1)
        return [number for number, line in lines if _WAIVER_HEAD.match(line)]
