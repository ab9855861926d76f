"""What a check frees it keeps, where the C library can; elsewhere nothing changes."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys

import pytest

from tiltak_audit import memory

# Pages that are asked for anew by a vector of 2,048 pages where one as large was freed before.
ASKED = """
import resource
from tiltak_audit.memory import keep_freed
keep_freed()
one = b"x" * 2**23
del one
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
two = b"x" * 2**23
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc alone is told")
def test_what_is_freed_is_used_again() -> None:
    """The system makes next to no page anew."""
    pages = int(subprocess.check_output([sys.executable, "-c", ASKED]))
    assert pages < 100


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_another_library_is_left_alone(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it has no such option, or cannot be had, there is no error."""

    def missing(_name: None) -> None:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", missing)
    memory.keep_freed()
