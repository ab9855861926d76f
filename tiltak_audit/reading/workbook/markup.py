"""The XML of a workbook's parts, read as it comes: no definitions, no floods, no depths."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

import attrs

from tiltak_audit.errors import UnreadableError
from tiltak_audit.i18n import _, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# ECMA-376, transitional and strict; relationships have a namespace of their own.
_SPREADSHEET = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
}

# What holds text and nothing else: no part of it is taken for the whole.
_LEAVES = {"v", "t", "f"}

# A report of 40 000 cells has 100 000 elements.
_MOST_ELEMENTS = 1_000_000
_DEEPEST = 64


@attrs.define(repr=False)
class Markup:
    """A reader of XML that has a bound on all it reads.

    Attributes:
        elements: How many elements were read so far.
    """

    elements: int = 0

    def read(
        self,
        part: str,
        content: bytes,
        start: Callable[[str, str, Mapping[str, str]], None],
        end: Callable[[str, str], None],
    ) -> None:
        """Call for every element: its name, its parent's and attributes; then its text.

        Names of other vocabularies than that of workbooks start with ``?``.

        Raises:
            UnreadableError: It is no XML, has definitions of its own, has text beside elements,
                or is a flood.
        """
        names: dict[str, str] = {}
        path = [""]
        said: list[str] = []
        # Whether what is open has elements in it.
        mixed = [False]

        def opened(tag: str, attributes: dict[str, str]) -> None:
            self.elements += 1
            if self.elements > _MOST_ELEMENTS or len(path) > _DEEPEST:
                raise UnreadableError(
                    _("it has more than {most} elements, more than a report takes").format(
                        most=number(_MOST_ELEMENTS)
                    )
                )
            unbroken()
            mixed[-1] = True
            mixed.append(False)
            name = names.get(tag)
            if name is None:
                space, _blank, local = tag.rpartition(" ")
                name = names[tag] = local if space in _SPREADSHEET else f"?{local}"
            said.clear()
            start(name, path[-1], attributes)
            path.append(name)

        def closed(tag: str) -> None:
            path.pop()
            text = "".join(said)
            if mixed.pop() and text.strip():
                raise UnreadableError(_foreign(part))
            end(names[tag], text)
            said.clear()

        def unbroken(*_arguments: object) -> None:
            if path[-1] in _LEAVES or "".join(said).strip():
                raise UnreadableError(_foreign(part))

        def defined(*_arguments: object) -> None:
            raise UnreadableError(_foreign(part))

        # Whatever the part declares: in another encoding of bytes it is no XML.
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = said.append
        parser.CommentHandler = unbroken
        parser.ProcessingInstructionHandler = unbroken
        parser.StartDoctypeDeclHandler = defined
        try:
            parser.Parse(content, True)  # noqa: FBT003  the last piece
        except expat.ExpatError as error:
            raise UnreadableError(_foreign(part)) from error


def _foreign(part: str) -> str:
    return _("{part} in this workbook is not written by Excel; save it anew with Excel").format(
        part=repr(part)
    )
