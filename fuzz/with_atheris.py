"""Fuzz by coverage with atheris: ``python fuzz/with_atheris.py FOLDER… [libFuzzer options]``.

New inputs go to the first folder, and are kept where they reach new branches. Slow, and only where
atheris is installed: it has wheels for few versions of Python.
"""

from __future__ import annotations

import sys

try:
    import atheris  # type: ignore[import-untyped]
except ImportError:
    sys.exit("atheris is not installed here (pip install atheris); this fuzzer is left out")

with atheris.instrument_imports(include=["tiltak_audit"]):
    from target import SAMPLE, holds


def one_input(data: bytes) -> None:
    """Take bytes as they are, and as they damage a real dump."""
    holds(data)
    at = int.from_bytes(data[:2], "big") % len(SAMPLE)
    holds(SAMPLE[:at] + data[2:] + SAMPLE[at:][:2_000])


def main() -> None:
    """Run until libFuzzer is told to stop, such as by ``-max_total_time=600``."""
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
