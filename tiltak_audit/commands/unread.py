"""What of an input was not read, where its data is written instead of a verdict."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tiltak_audit.render.words.plain import visible

if TYPE_CHECKING:
    from tiltak_audit.run.inputs import Input


def say_unread(one: Input) -> None:
    """Sum up on standard error what was left out of an input, or why all of it was."""
    # The grammar is loaded only where something is read.
    from tiltak_audit.render.words.remarks import remarks_of
    from tiltak_audit.run.inputs import Accepted

    said = remarks_of(one.report) if isinstance(one, Accepted) else [visible(one.reason)]
    sys.stderr.writelines(f"{visible(one.path)}: {line}\n" for line in said)
