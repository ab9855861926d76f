"""What one input may cost: a fuzzer counts time and memory as failures, as it does exceptions."""

from __future__ import annotations

import resource
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# Of the processor, for reading, auditing and telling an input twice; the sample of 26 kB takes a
# fifth of a second. The process that reads a PDF has a limit of its own.
CPU_SECONDS = 2.0
BYTES_A_SECOND = 20_000

# Beside what the process has when the input comes.
MEMORY = 700 * 1024 * 1024


class CostError(AssertionError):
    """An input takes more time than a report of its size needs."""


@contextmanager
def bounded(size: int = 0, seconds: float = CPU_SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Hold what is done here to so much time of the processor and so much memory.

    Args:
        size: Bytes of the input, which give more time.
        seconds: What an input without bytes may take.
        memory: Bytes.

    Raises:
        CostError: It takes more time.
        MemoryError: It takes more memory.
    """
    _soft, hard = before = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, _late)
    resource.setrlimit(resource.RLIMIT_AS, (_taken() + memory, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds + size / BYTES_A_SECOND)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, before)
        signal.signal(signal.SIGPROF, handler)


def _taken() -> int:
    """Give the bytes of address space that the process has."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _late(number: int, frame: FrameType | None) -> None:
    del number, frame
    said = "it takes more time of the processor than a report needs"
    raise CostError(said)
