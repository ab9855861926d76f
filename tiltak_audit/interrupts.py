"""Ctrl-C, which is heard once what is being loaded is whole."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

# The file that frames of Python's own import system say they come from.
_IMPORTING = "<frozen importlib._bootstrap>"

# Seconds after which it is tried again.
_SOON = 0.02


def hear() -> None:
    """Have SIGINT raise KeyboardInterrupt, though never while a module is loaded.

    Modules written in C take an exception of anything they load for a library that is not there,
    or pass over it: the interrupt became another error, or was lost. Where the caller ignores
    interrupts they stay ignored, and where the system has no timer they are raised at once.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, _interrupt)
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    if hasattr(signal, "setitimer") and _is_importing(frame):
        signal.setitimer(signal.ITIMER_REAL, _SOON)
        return
    raise KeyboardInterrupt


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTING:
            return True
        frame = frame.f_back
    return False
