"""Memory that is freed and kept, since more is asked for at once."""

from __future__ import annotations

import ctypes

# Numbers of malloc.h: from how many bytes on freed memory goes back to the system, and from how
# many on a piece is asked of the system by itself.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGEST, _MOST = 32 * 1024 * 1024, 1024 * 1024 * 1024


def keep_freed() -> None:
    """Have the process keep what it frees until it ends, where the C library can.

    The vectors of a report are so large that glibc gives each back as it is freed, and the system
    makes its pages anew for the next: that took a fortieth of a check. A process that goes on to
    other reports should not call it.
    """
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        # Another C library than glibc, or none that is known by no name.
        return
    set_option(_TRIM_THRESHOLD, _MOST)
    set_option(_MMAP_THRESHOLD, _LARGEST)
