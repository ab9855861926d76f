"""One of a few, as an option takes it; the nearest is named where none was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiltak_audit.near import hint_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class OneOf(click.Choice[str]):
    """One of a few."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names."""
        super().__init__(list(names))

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Give the one that is meant, or fail and name the nearest."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            said = error.message + hint_of(str(value), list(map(str, self.choices)))
            raise click.BadParameter(said, ctx, param) from error
