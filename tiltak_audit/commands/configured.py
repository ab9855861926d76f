"""Options of the command line over those of the configuration file."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.run.config import config_of
from tiltak_audit.run.config_file import here

if TYPE_CHECKING:
    from tiltak_audit.run.config import Config


# Where click says that a value is from.
_TYPED = "COMMANDLINE"


def configured(path: str | None, given: dict[str, Any]) -> tuple[Config, dict[str, Any]]:
    """Read the configuration, and give the values of options, those of the command line first.

    Args:
        path: The file that --config names, if it does.
        given: The values of the options that a configuration may hold, by parameter.

    Raises:
        UsageError: The configuration cannot be read, or a value of it makes no sense.
    """
    config = config_of(path, here())
    context = click.get_current_context()
    assert context
    values = dict(given)
    for option in context.command.params:
        name = option.name or ""
        key = name.replace("_", "-").removeprefix("no-")
        source = context.get_parameter_source(name)
        typed = source is not None and source.name == _TYPED
        if name not in given or key not in config.defaults or typed:
            continue
        value = config.defaults[key]
        try:
            # What the file says obeys what the option obeys.
            values[name] = option.type_cast_value(context, _as_option(name, value))
        except click.BadParameter as error:
            raise UsageError(
                _("{path}: {key}: {reason}").format(path=config.path, key=key, reason=error.message)
            ) from error
    return config, values


def _as_option(name: str, value: object) -> object:
    """Turn a switch that is on into one that is not off, as ``disclosure`` for --no-disclosure."""
    return not value if name.startswith("no_") else value


def today() -> date:
    """Give the day of the run; SOURCE_DATE_EPOCH sets it for runs that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).astimezone().date()
