"""A record of which a run makes few: frozen, and made of its fields."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True)
class Record:
    """A record of which a run makes few, or none; its fields are its annotations.

    attrs writes and compiles methods for each of its classes in every run, which for all of a
    check takes as long as to read its report. Where thousands are made that pays: those of attrs
    are smaller, and made sooner.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        """Learn the fields of a class, after those of its base, and what they are by default."""
        super().__init_subclass__()
        own = cls.__annotations__
        known = dict.fromkeys((*cls.__match_args__, *own))
        cls.__match_args__ = tuple(known)  # type: ignore[misc] # mypy takes it for final
        cls._defaults = {**cls._defaults, **{at: vars(cls)[at] for at in own if at in vars(cls)}}

    def __init__(self, *values: Any, **named: Any) -> None:  # noqa: ANN401  of any field
        """Make one of the values of its fields, in their order or by name.

        Raises:
            TypeError: A field without a default is not given, or one is given twice or is none.
        """
        names = self.__match_args__
        given = dict(zip(names, values, strict=False))
        fields = {**self._defaults, **given, **named}
        again = len(given) < len(values) or not given.keys().isdisjoint(named)
        if again or fields.keys() != {*names}:
            msg = f"{type(self).__name__} takes {', '.join(names) or 'nothing'}"
            raise TypeError(msg)
        self.__dict__.update(fields)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Stay as it was made."""
        raise AttributeError(name)

    def __delattr__(self, name: str) -> NoReturn:
        """Stay as it was made."""
        raise AttributeError(name)
