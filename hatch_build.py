"""What the build of a wheel makes before it packs: the catalogues that gettext reads."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):  # type: ignore[misc, unused-ignore]
    """Compiles them, for an editable wheel too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write them into the tree."""
        del version, build_data
        run_path(str(Path(self.root) / "tools" / "catalogues.py"), run_name="__main__")
