"""What names a task of an archive by all that its result follows from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from tiltak_audit.alike import Alike
from tiltak_audit.archive.key import Key, tool
from tiltak_audit.render.json.archive import options_in

if TYPE_CHECKING:
    from tiltak_audit.archive.releases import Release
    from tiltak_audit.commands.share import Share

# What of the options a file is read by; all count for what is found in it.
_READ_BY = ("encoding", "family", "lang", "max_bytes", "max_pages", "sign")


@attrs.frozen(eq=False, slots=False, repr=False)
class Keys(Alike):
    """Names tasks.

    Attributes:
        share: Does them.
    """

    share: Share

    @cached_property
    def _options(self) -> dict[str, Any]:
        return options_in(self.share.options)

    def head(self, path: str, sha256: str) -> str:
        """Name what a file is that holds these bytes."""
        options = {name: self._options[name] for name in _READ_BY if name in self._options}
        return Key(tool(), options, {path: sha256}).digest

    def release(self, release: Release) -> Key:
        """Give the key of what a release comes to."""
        share = self.share
        options = self._options | {"star_max": share.star_max and share.options.star_max}
        # A waiver counts until its last day.
        options["waivers"] = [one.expires >= share.today for one in share.config.waivers]
        files, before = (
            {one.name: one.sha256 for one in some} for some in (release.files, release.before)
        )
        return Key(tool(), options, files, before)
