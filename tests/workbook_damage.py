"""Ways to damage a workbook, each from a seed: in the XML, in its parts, in the archive."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]

_ELEMENT = re.compile(
    rb"<(row|c|v|is|t|si|sheetData|sheet|xf|Relationship)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL
)
_ATTRIBUTE = re.compile(rb'(?<= )(r|t|s|id|r:id|Target|Type|count|uniqueCount)="([^"]*)"')
_VALUES = (
    b"0",
    b"1",
    b"2",
    b"3",
    b"s",
    b"n",
    b"b",
    b"e",
    b"str",
    b"inlineStr",
    b"A1",
    b"B7",
    b"C9",
)


def parts_of(data: bytes) -> Parts:
    """Unpack a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    """Pack a workbook, with check sums that fit."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def _part(parts: Parts, rng: random.Random) -> str:
    """Choose a part that is read; the sheets twice as often as the others together."""
    sheets = [name for name in parts if "worksheets/" in name]
    others = [name for name in parts if name.endswith((".rels", "workbook.xml", "Strings.xml"))]
    others += [name for name in parts if name.endswith("styles.xml")]
    return rng.choice(sheets if rng.random() < 0.7 else others)


def flip(parts: Parts, rng: random.Random) -> Parts:
    """Flip a bit of one byte."""
    name = _part(parts, rng)
    at = rng.randrange(len(parts[name]))
    part = parts[name]
    byte = part[at] ^ (1 << rng.randrange(7))
    return parts | {name: part[:at] + bytes([byte]) + part[at + 1 :]}


def _elements(parts: Parts, rng: random.Random) -> tuple[str, list[re.Match[bytes]]]:
    """Choose a part and a kind of element in it that is there."""
    while True:
        name = _part(parts, rng)
        kind = rng.choice([b"row", b"c", b"v", b"is", b"t", b"si", b"sheetData", b"sheet", b"xf"])
        pattern = re.compile(rb"<%s(?= |>|/)[^>]*?(?:/>|>.*?</%s>)" % (kind, kind), re.DOTALL)
        found = list(pattern.finditer(parts[name]))
        if found:
            return name, found


def drop(parts: Parts, rng: random.Random) -> Parts:
    """Take out an element."""
    name, found = _elements(parts, rng)
    gone = rng.choice(found)
    return parts | {name: parts[name][: gone.start()] + parts[name][gone.end() :]}


def double(parts: Parts, rng: random.Random) -> Parts:
    """Put an element twice."""
    name, found = _elements(parts, rng)
    twice = rng.choice(found)
    return parts | {name: parts[name][: twice.end()] + twice[0] + parts[name][twice.end() :]}


def swap(parts: Parts, rng: random.Random) -> Parts:
    """Swap two elements of one kind."""
    name, found = _elements(parts, rng)
    if len(found) < 2:
        return drop(parts, rng)
    at = rng.randrange(len(found) - 1)
    first, second = found[at], found[min(at + rng.randint(1, 3), len(found) - 1)]
    part = parts[name]
    between = part[first.end() : second.start()]
    return parts | {
        name: part[: first.start()] + second[0] + between + first[0] + part[second.end() :]
    }


def change(parts: Parts, rng: random.Random) -> Parts:
    """Give an attribute another value."""
    name = _part(parts, rng)
    found = list(_ATTRIBUTE.finditer(parts[name]))
    if not found:
        return drop(parts, rng)
    one = rng.choice(found)
    other = rng.choice([*_VALUES, rng.choice(found)[2]])
    said = one[0].replace(b'"%s"' % one[2], b'"%s"' % other)
    return parts | {name: parts[name][: one.start()] + said + parts[name][one.end() :]}


def strip(parts: Parts, rng: random.Random) -> Parts:
    """Take out an attribute."""
    name = _part(parts, rng)
    found = list(_ATTRIBUTE.finditer(parts[name]))
    if not found:
        return drop(parts, rng)
    one = rng.choice(found)
    return parts | {name: parts[name][: one.start()] + parts[name][one.end() :]}


def shift(parts: Parts, rng: random.Random) -> Parts:
    """Shift the shared texts: one more, or one less, somewhere among them."""
    names = [name for name in parts if name.endswith("Strings.xml")]
    if not names:
        return drop(parts, rng)
    found = list(re.finditer(rb"<si>.*?</si>", parts[names[0]], re.DOTALL))
    one = rng.choice(found)
    put = rng.choice([b"", one[0] * 2])
    part = parts[names[0]]
    return parts | {names[0]: part[: one.start()] + put + part[one.end() :]}


def lose(parts: Parts, rng: random.Random) -> Parts:
    """Lose a part."""
    gone = _part(parts, rng)
    return {name: part for name, part in parts.items() if name != gone}


IN_PARTS: tuple[Callable[[Parts, random.Random], Parts], ...] = (
    flip, flip, flip, drop, drop, double, swap, change, change, strip, shift, lose,
)  # fmt: skip


def in_archive(data: bytes, rng: random.Random) -> bytes:
    """Flip bytes of the archive, or cut it."""
    if rng.random() < 0.3:
        return data[: rng.randrange(len(data))]
    for _ in range(rng.choice((1, 1, 4))):
        at = rng.randrange(len(data))
        data = data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]
    return data


def damaged(data: bytes, seed: int) -> tuple[str, bytes]:
    """Damage a workbook in one way, and name it."""
    rng = random.Random(seed)
    if rng.random() < 0.15:
        return "archive", in_archive(data, rng)
    how = rng.choice(IN_PARTS)
    return how.__name__, packed(how(parts_of(data), rng))
