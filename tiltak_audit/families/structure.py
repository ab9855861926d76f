"""What a file says, key by key, as a record; what fits none is named with its place."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, get_args, get_origin

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.near import hint_of
from tiltak_audit.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable


class Structure(Alike, Record):
    """Checks what a file says, key by key; every complaint names the file and the key.

    Attributes:
        path: The file.
    """

    path: str

    def record(self, kind: type, content: object, within: str = "") -> Any:  # noqa: ANN401  a kind
        """Make a record of a class of attrs, whose types are resolved, from a table."""
        table = self.typed(within, content, dict, _("a table"))
        prefix = f"{within}." if within else ""
        fields = attrs.fields(kind)
        self.known(table, [field.name for field in fields], prefix)
        values = {}
        for field in fields:
            if field.name in table:
                values[field.name] = self._value(
                    field.type, table[field.name], f"{prefix}{field.name}"
                )
            elif field.default is attrs.NOTHING:
                self.refuse(f"{prefix}{field.name}", _("a value; the key is missing"))
        return kind(**values)

    def _value(self, kind: Any, value: object, key: str) -> Any:  # noqa: ANN401  of any key
        """Check a value against the type of its field."""
        origin, parts = get_origin(kind), get_args(kind)
        if origin is UnionType:
            return self._value(next(one for one in parts if one is not NoneType), value, key)
        if origin is Literal:
            if value not in parts:
                self.refuse(key, _(" or ").join(one or '""' for one in parts))
            return value
        if origin is tuple:
            listed = self.typed(key, value, list, _("a list"))
            return tuple(
                self._value(parts[0], one, f"{key}[{number}]")
                for number, one in enumerate(listed, 1)
            )
        if origin is dict:
            table = self.typed(key, value, dict, _("a table"))
            return {
                name: self._value(parts[1], one, f"{key}.{name}") for name, one in table.items()
            }
        if attrs.has(kind):
            return self.record(kind, value, key)
        if type(value) is not kind:
            named = {str: _("a text"), int: _("a number"), bool: _("true or false")}
            self.refuse(key, named[kind])
        return value

    def known(self, given: Iterable[str], keys: Iterable[str], within: str) -> None:
        """Let no key pass that is none.

        Raises:
            UsageError: One of them is unknown.
        """
        known = list(keys)
        for key in given:
            if key not in known:
                hint = hint_of(key.replace("_", "-"), known)
                raise UsageError(
                    _("{path}: unknown key {key}{hint}").format(
                        path=self.path, key=within + key, hint=hint
                    )
                )

    def typed(self, key: str, value: Any, kind: type, expected: str) -> Any:  # noqa: ANN401  TOML
        """Give a value of a kind.

        Raises:
            UsageError: It is of another.
        """
        if type(value) is not kind:
            self.refuse(key, expected)
        return value

    def refuse(self, key: str, expected: str) -> NoReturn:
        """Say what a key should hold.

        Raises:
            UsageError: Always.
        """
        raise UsageError(
            _("{path}: {key}: expected {expected}").format(
                path=self.path, key=key, expected=expected
            )
        )
