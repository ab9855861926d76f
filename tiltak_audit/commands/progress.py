"""A progress bar on standard error during long work; none in a log."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.run.inputs import Input, Reader

# So many inputs, or so many pages of one, take long enough to be watched.
_MANY = 5
_MANY_PAGES = 100


def with_progress(
    paths: Sequence[str], options: ReadOptions, reader: Reader | None = None
) -> Iterator[Input]:
    """Read inputs, with a bar where they are many, or long PDFs, and somebody watches."""
    # The grammar is loaded only where something is read.
    from tiltak_audit.run.inputs import read_inputs

    if not sys.stderr.isatty():
        yield from read_inputs(paths, options, reader)
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(file=sys.stderr), transient=True)
    task = bar.add_task(_("reading"), total=len(paths))

    def advance(share: float) -> None:
        if share < 1 / _MANY_PAGES:
            bar.start()
        bar.advance(task, share)

    try:
        if len(paths) >= _MANY:
            bar.start()
        read = read_inputs(paths, attrs.evolve(options, progress=advance), reader)
        for done, one in enumerate(read, 1):
            bar.update(task, completed=done)
            yield one
    finally:
        bar.stop()


@contextmanager
def left_of(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give a call that counts what is done, and shows what is left, where somebody watches.

    No thread draws it, since processes are started meanwhile.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(file=sys.stderr)
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, auto_refresh=False
    ) as bar:
        task = bar.add_task(title, total=total)

        def advance(more: int) -> None:
            bar.advance(task, more)
            bar.refresh()

        yield advance


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
