"""The door of ``tiltak-audit`` and ``python -m tiltak_audit``: exceptions to exit codes."""

from __future__ import annotations

import os
import sys

from tiltak_audit import __version__

_DEBUG = "TILTAK_AUDIT_DEBUG"


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # Asked by scripts again and again; answered before anything else is imported.
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"tiltak-audit {__version__}\n")
        return
    sys.exit(_guarded())


def _guarded() -> int:
    # Loaded here, so that main() can answer first.
    from tiltak_audit.cli import run
    from tiltak_audit.i18n import _
    from tiltak_audit.outcome import Exit

    try:
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("\ntiltak-audit: " + _("interrupted") + "\n")
        return int(Exit.INTERRUPTED)
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        said = _(
            "a bug in the tool: {error}\n"
            "Set {debug}=1 for the traceback, and report it with the input if it may be shared."
        ).format(error=f"{type(error).__name__}: {error}", debug=_DEBUG)
        sys.stderr.write(f"tiltak-audit: {said}\n")
        return int(Exit.BUG)


if __name__ == "__main__":
    main()
