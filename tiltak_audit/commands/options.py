"""Options of the command line, over those of the configuration file."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, get_args

import attrs
import click

from tiltak_audit.commands.choice import OneOf
from tiltak_audit.commands.shell import paths
from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import _
from tiltak_audit.run.config_file import here
from tiltak_audit.run.described import FileUsed
from tiltak_audit.run.options import CONFIGURABLE, MOST, OPTIONS, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tiltak_audit.run.config import Config

    # What becomes a command.
    _Command = Callable[..., Any]

# What stands for a path in help texts.
_FILE = "FILE"

# Where click says that a value is from.
_TYPED = "COMMANDLINE"


def form_option(forms: Iterable[str], said: str) -> Callable[[_Command], _Command]:
    """Give what adds --to, of which the first form is the default, to a command."""
    names = list(forms)
    return click.option(
        "--to", "form", type=OneOf(names), default=names[0], show_default=True, help=said
    )


def output_option() -> Callable[[_Command], _Command]:
    """Give what adds --output to a command that writes one result."""
    return click.option(
        "--output",
        metavar="PATH",
        shell_complete=paths,
        help=_("Where to write.  [default: stdout]"),
    )


def options(*names: str) -> Callable[[_Command], _Command]:
    """Give what adds options, by the names of their fields, to a command."""

    def add(command: _Command) -> _Command:
        for name in reversed(names):
            command = _option(name)(command)
        return command

    return add


def _option(name: str) -> Callable[[_Command], _Command]:
    option, kind = OPTIONS[name]
    said: dict[str, Any] = {"help": _(option.help)}
    if kind is bool:
        return click.option(option.flag, _parameter(name), is_flag=True, **said)
    if option.several:
        said |= {"multiple": True}
    else:
        said |= {"default": option.typed, "show_default": option.typed != ""}
    if option.metavar:
        said |= {"metavar": option.metavar}
    if option.metavar == _FILE:
        said |= {"shell_complete": paths}
    if kind is int:
        said |= {"type": click.IntRange(1, MOST)}
    elif not option.metavar:
        said |= {"type": OneOf(list(get_args(kind)))}
    return click.option(option.flag, _parameter(name), **said)


def _parameter(name: str) -> str:
    """Give the parameter of a field: what --no-x sets is called no_x."""
    return OPTIONS[name][0].flag.removeprefix("--").replace("-", "_")


def chosen(path: str | None, given: dict[str, object]) -> tuple[Config, Options]:
    """Read the configuration, and give the options, those of the command line first.

    Args:
        path: The file that --config names, if it does.
        given: The values of options by parameter.

    Raises:
        UsageError: The configuration cannot be read, or a value makes no sense.
    """
    # Commands that heed no configuration do without.
    from tiltak_audit.run.config import config_of

    config = config_of(path, here())
    used = FileUsed(config.path, config.sha256) if config.path else None
    options = attrs.evolve(_options(given, config), config=used, breaks=len(config.breaks))
    if options.ratchet and not options.against:
        raise UsageError(
            _("--gate stars=new: give the edition that stars are held against with --against")
        )
    return config, options


def given_options(given: dict[str, object]) -> Options:
    """Give the options as the command line has them.

    Raises:
        UsageError: A value makes no sense.
    """
    return _options(given, None)


def _options(given: dict[str, object], config: Config | None) -> Options:
    context = click.get_current_context()
    assert context
    values: dict[str, Any] = {}
    for name, (option, kind) in OPTIONS.items():
        parameter = _parameter(name)
        if parameter not in given:
            continue
        value = given[parameter]
        key = name.replace("_", "-")
        source = context.get_parameter_source(parameter)
        typed = source and source.name == _TYPED
        if config and key in CONFIGURABLE and key in config.defaults and not typed:
            values[name] = _configured(context, parameter, key, config)
            continue
        if kind is bool:
            value = value is not option.flag.startswith("--no-")
        values[name] = option.read(value)
    return Options(**values)


def _configured(context: click.Context, parameter: str, key: str, config: Config) -> object:
    """Give what the file says, which obeys what the option obeys."""
    (option,) = (one for one in context.command.params if one.name == parameter)
    try:
        value = option.type_cast_value(context, config.defaults[key])
        return CONFIGURABLE[key][0].read(value)
    except UsageError as error:
        said = _("{path}: {reason}").format(path=config.path, reason=error)
        raise UsageError(said) from error
    except click.BadParameter as error:
        raise UsageError(
            _("{path}: {key}: {reason}").format(path=config.path, key=key, reason=error.message)
        ) from error


def today() -> date:
    """Give the day of the run; SOURCE_DATE_EPOCH sets it for runs that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).astimezone().date()
