"""Ctrl-C and requests to end, which are heard once what is being loaded is whole."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

# The file that frames of Python's own import system say they come from.
_IMPORTING = "<frozen importlib._bootstrap>"

# What asks a process to end, and what it does unless somebody said otherwise.
_ASKING = {
    "SIGINT": signal.default_int_handler,
    "SIGTERM": signal.SIG_DFL,
    "SIGHUP": signal.SIG_DFL,
}

# Seconds after which it is tried again.
_SOON = 0.002


def hear() -> None:
    """Have what asks to end raise KeyboardInterrupt, though never while a module is loaded.

    So a file that is being written is removed, and what is known is told.

    Modules written in C take an exception of anything they load for a library that is not there,
    or pass over it: the interrupt became another error, or was lost. Where the caller ignores
    interrupts they stay ignored, and where the system has no timer they are raised at once.
    """
    asking = (getattr(signal, name, None) for name in _ASKING)
    heard = [
        number
        for number, usual in zip(asking, _ASKING.values(), strict=True)
        if number is not None and signal.getsignal(number) == usual
    ]
    if heard and hasattr(signal, "setitimer"):
        heard.append(signal.SIGALRM)
    for number in heard:
        signal.signal(number, _interrupt)


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
