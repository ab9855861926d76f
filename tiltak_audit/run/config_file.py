"""The configuration file: where it is, and what it holds, unchecked.

``tiltak-audit.toml``, or ``[tool.tiltak-audit]`` in ``pyproject.toml``: the nearest one counts,
alone.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiltak_audit.errors import UsageError
from tiltak_audit.i18n import LANGUAGES, _, meant, number

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "tiltak-audit.toml"
_PYPROJECT = "pyproject.toml"
_TABLE = "tiltak-audit"

# More is no configuration.
_MOST_BYTES = 1024 * 1024


def here() -> Path | None:
    """Give the folder that the process is in; nothing where it has been removed."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def found(path: str | None, folder: Path | None) -> Path | None:
    """Give the file that is named, else the nearest one of a folder and those above it."""
    if path:
        return Path(path)
    return next(_files(folder), None) if folder else None


def content_of(path: Path) -> tuple[bytes, dict[str, Any]]:
    """Read a file: its bytes, and its keys.

    Raises:
        UsageError: It cannot be read, or is no TOML.
    """
    import tomllib

    try:
        data = _bytes_of(path)
        content = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        said = _("{path}: it is not UTF-8; save it as UTF-8").format(path=path)
        raise UsageError(said) from error
    except RecursionError as error:
        raise UsageError(_("{path}: it is nested too deeply").format(path=path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(_("{path}: {reason}").format(path=path, reason=reason)) from error
    if path.name == _PYPROJECT:
        content = content.get("tool", {}).get(_TABLE, {})
    return data, content


def _bytes_of(path: Path) -> bytes:
    """Read a file whole, or not at all.

    Raises:
        UsageError: It is longer than a configuration, or a pipe, which gives what it holds once.
        OSError: It cannot be read.
    """
    if stat.S_ISFIFO(path.stat().st_mode):
        raise UsageError(_("{path}: it is a pipe; save it as a file").format(path=path))
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise UsageError(
            _("{path}: it is larger than {most} bytes, more than a configuration takes").format(
                path=path, most=number(_MOST_BYTES)
            )
        )
    return data


def language_of(path: str | None, folder: Path | None) -> str:
    """Give the language that the configuration asks for; nothing where it asks for none.

    What else is wrong with the file is for the commands to say that heed it.

    Raises:
        UsageError: The language is not known.
    """
    file = found(path, folder)
    if file is None:
        return ""
    try:
        _data, content = content_of(file)
    except UsageError:
        return ""
    if "lang" not in content:
        return ""
    lang = content["lang"]
    lang = meant(lang) if isinstance(lang, str) else lang
    if lang not in LANGUAGES:
        expected = _(" or ").join(LANGUAGES)
        raise UsageError(
            _("{path}: {key}: expected {expected}").format(path=file, key="lang", expected=expected)
        )
    return str(lang)


def _files(folder: Path) -> Iterator[Path]:
    """Find the configurations of a folder and of those above it, the nearest first."""
    for one in (folder, *folder.parents):
        if (one / FILE).is_file():
            yield one / FILE
        if _is_ours(one / _PYPROJECT):
            yield one / _PYPROJECT


def _is_ours(project: Path) -> bool:
    """Tell whether a project's file holds our table."""
    if not project.is_file():
        return False
    import tomllib

    try:
        text = _bytes_of(project).decode("utf-8-sig")
        return _TABLE in tomllib.loads(text).get("tool", {})
    except UsageError:
        return True  # our table may stand in it: who heeds the file refuses it
    except (OSError, ValueError, RecursionError):
        # Another tool's file; it is not for us to say what is wrong with it.
        return False
