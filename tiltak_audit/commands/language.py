"""The language of a run: ``--lang``, and what click and rich-click say in it."""

from __future__ import annotations

import gettext
import os
from typing import TYPE_CHECKING, Any

import click

from tiltak_audit.commands.choice import OneOf
from tiltak_audit.i18n import DOMAIN, LANGUAGES, LOCALES, N_, _, language, meant, use
from tiltak_audit.run.config_file import here, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# What stands for values in help texts; others are the same in every language.
_PLACEHOLDERS = (
    N_("FILE..."),
    N_("PATH"),
    N_("DIR"),
    N_("CODE"),
    N_("CODES"),
    N_("CELL"),
    N_("NAME"),
)


def speak(arguments: Sequence[str]) -> None:
    """Set the language before any help text is made: ``--lang``, the configuration, the locale.

    A language that is not known is left to click, whose error is in that of the others.

    Raises:
        UsageError: The configuration asks for a language that is not known.
    """
    lang = meant(_given(arguments, "--lang"))
    if lang not in LANGUAGES:
        lang = language_of(_given(arguments, "--config"), here())
    if lang:
        use(lang)
    if language() != "en":
        # click asks the process-wide catalogue, which follows the environment.
        os.environ["LANGUAGE"] = language()
        gettext.bindtextdomain(DOMAIN, LOCALES)
        gettext.textdomain(DOMAIN)


def _given(arguments: Sequence[str], name: str) -> str:
    """Give the last value of an option; nothing where it is not given."""
    value = ""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith(f"{name}="):
            value = argument.partition("=")[2]
        elif argument == name:
            value = "".join(arguments[at + 1 : at + 2])
    return value


def adapt(command: click.Command) -> None:
    """Give a command the option that all have, and its placeholders in the language of the run."""
    if any(parameter.name == "lang" for parameter in command.params):
        return
    for parameter in command.params:
        if parameter.metavar in _PLACEHOLDERS:
            parameter.metavar = _(parameter.metavar)
    command.options_metavar = _("[OPTIONS]")
    option = click.Option(
        ["--lang"],
        # speak() has heeded it when click checks it.
        type=_Language(LANGUAGES),
        expose_value=False,
        help=_("Language of the texts.  [default: lang of the configuration, else the locale]"),
    )
    command.params.append(option)


class _Language(OneOf):
    """One of our languages, by any name that it has."""

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Give the one that is meant."""
        return super().convert(meant(str(value)), param, ctx)


def panels() -> dict[str, Any]:
    """Name the parts of a help text, which rich-click does not look up."""
    return {
        "options_panel_title": _("Options"),
        "commands_panel_title": _("Commands"),
        "arguments_panel_title": _("Arguments"),
        "errors_panel_title": _("Error"),
        # A bracket would open a style.
        "default_string": "\\" + _("[default: {}]"),
        "required_long_string": "\\" + _("[required]"),
    }


def usage() -> str:
    """Give the first word of a help text."""
    return _("Usage:")
