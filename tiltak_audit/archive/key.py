"""What the result of a release follows from, and what of it is another than the last time."""

from __future__ import annotations

import json
import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit import __version__
from tiltak_audit.alike import Alike
from tiltak_audit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# What of the package is no part of what it does.
_ASIDE = (".pyc", ".po", ".mo")


@cache
def tool() -> str:
    """Name this program by its version and its own files, which change between versions."""
    package = str(Path(__file__).parent.parent)
    digest = sha256()
    for folder, within, files in os.walk(package):
        # What Python compiled there is no part of it.
        within[:] = sorted(name for name in within if name != "__pycache__")
        for name in sorted(files):
            if not name.endswith(_ASIDE):
                # The same on every system: workers elsewhere are asked for it, too.
                inside = folder.removeprefix(package).replace(os.sep, "/")
                digest.update(f"{inside}/{name}\0".encode())
                digest.update(Path(folder, name).read_bytes())
    return f"{__version__} {digest.hexdigest()[:16]}"


@attrs.frozen(eq=False, repr=False)
class Key(Alike):
    """All that a result follows from.

    Attributes:
        tool: The program.
        options: The options by name, the configuration and families by their bytes.
        files: The files that are read, by their names; of each the hash of its bytes.
        before: The editions before them, likewise.
    """

    tool: str
    options: Mapping[str, Any]
    files: Mapping[str, str]
    before: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def text(self) -> str:
        """Write it down, the same for equal keys."""
        return json.dumps(attrs.asdict(self), sort_keys=True)

    @property
    def digest(self) -> str:
        """Name what follows from it."""
        return sha256(self.text.encode()).hexdigest()

    def changes(self, text: str | None, path: str) -> Iterator[str]:
        """Say what is another than it was when a file was audited last.

        Args:
            text: The key of then; none where there is none.
            path: The file.
        """
        try:
            old = Key(**json.loads(text or ""))
        except (ValueError, TypeError):
            yield _("it was not checked before")
            return
        if old.tool != self.tool:
            yield _("another version of tiltak-audit")
        for name in _differing(old.options, self.options):
            yield _("option {name}").format(name=name.replace("_", "-"))
        others = list(_differing(old.files, self.files))
        if path in others:
            yield _("the file itself")
        for name, said in [
            *((name, _("another report of its release: {path}")) for name in others),
            *(
                (name, _("the edition before: {path}"))
                for name in _differing(old.before, self.before)
            ),
        ]:
            if name != path:
                yield said.format(path=name)
        if old == self:
            yield _("its result was not kept")


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    return [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
