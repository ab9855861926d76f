"""The templates of the pages, compiled once."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import DictLoader, Environment, FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup

import tiltak_audit

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.bccache import Bucket


class _Compiled(FileSystemBytecodeCache):
    """Keeps what is compiled where Python keeps its own, and as it does where that may be."""

    def __init__(self) -> None:
        # How a template is compiled is another in another version of ours or of jinja2, which looks
        # at its text alone.
        pattern = f"%s-{tiltak_audit.__version__}-{jinja2.__version__}.jinja"
        super().__init__(str(Path(cache_from_source(__file__)).parent), pattern)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Look for a template; what a loss of power damaged is none."""
        with suppress(Exception):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, for the next run; where that cannot be, it compiles it again."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def template_of(name: str, style: str, script: str) -> Template:
    """Give a template of ours with its style and script; all else that it is given is escaped."""
    environment = Environment(
        loader=DictLoader({name: source_of(name)}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(),
    )
    # Our own files.
    ours = {"style": Markup(style), "script": Markup(script)}  # noqa: S704
    return environment.get_template(name, globals=ours)


def source_of(*names: str) -> str:
    """Read a file of the page."""
    return files("tiltak_audit.render.page").joinpath(*names).read_text(encoding="utf-8")
