"""A progress bar on standard error during long work; none in a log."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tiltak_audit.inputs import Input

# A report of 257 pages is read in a tenth of a second; fewer inputs need no bar.
_MANY = 5


def with_progress(inputs: Iterable[Input], total: int) -> Iterator[Input]:
    """Pass inputs on, with a bar where they are many and somebody watches."""
    if total < _MANY or not sys.stderr.isatty():
        yield from inputs
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(file=sys.stderr)
    yield from track(inputs, _("reading"), total=total, console=console, transient=True)


@contextmanager
def bar_of(title: str, total: float = 1) -> Iterator[Callable[[float], None]]:
    """Give a call that moves a bar on by some of the total, where somebody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda more: bar.advance(task, more)
