"""A damaged PDF gives no wrong figure, and loses none, without a word."""

from __future__ import annotations

import base64
import random
import re
import zlib

import pytest

from tests.conftest import ROOT
from tests.test_pdf import key_tables, read_tables
from tiltak_audit.errors import UnreadableError
from tiltak_audit.findings.severity import Severity
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import audit

PDFS = ROOT / "samples" / "pdf"
NAMES = ("tilt100", "tilt140")

# Seeds in the ordinary suite, and in make test-slow.
FEW, MANY = 12, 300

_STREAM = re.compile(
    rb"(<<(?:(?!endobj|stream).)*?>>\s*)stream\r?\n(.*?)\r?\n?endstream", re.DOTALL
)


def unpacked(data: bytes) -> bytes:
    """Write the streams of a PDF unpacked, so that damage hits what draws."""

    def plain(match: re.Match[bytes]) -> bytes:
        head, body = match[1], match[2]
        if b"Flate" not in head:
            return match[0]
        try:
            if b"ASCII85" in head:
                body = base64.a85decode(body.strip().removesuffix(b"~>"))
            body = zlib.decompress(body)
        except (ValueError, zlib.error):
            return match[0]
        head = re.sub(rb"/Filter\s*(\[[^\]]*\]|/\w+)", b"", head)
        head = re.sub(rb"/Length \d+", b"/Length %d" % len(body), head)
        return head + b"stream\n" + body + b"\nendstream"

    return _STREAM.sub(plain, data)


def damaged(data: bytes, rng: random.Random) -> bytes:
    """Flip, insert, delete, blank or swap a few stretches of bytes, or cut the end off."""
    hurt = bytearray(data)
    kind = rng.choice(("flip", "insert", "delete", "blank", "swap", "cut"))
    if kind == "cut":
        return data[: rng.randrange(len(data) // 2, len(data))]
    for _ in range(rng.choice((1, 2, 5, 20))):
        at, size = rng.randrange(20, len(hurt) - 60), rng.randint(1, 30)
        match kind:
            case "flip":
                hurt[at] ^= 1 << rng.randrange(8)
            case "insert":
                hurt[at:at] = rng.randbytes(size)
            case "delete":
                del hurt[at : at + size]
            case "blank":
                hurt[at : at + size] = bytes(size)
            case _:
                other = rng.randrange(20, len(hurt) - 60)
                hurt[at : at + size], hurt[other : other + size] = (
                    hurt[other : other + size],
                    hurt[at : at + size],
                )
    return bytes(hurt)


def is_silent(seed: int) -> bool:
    """Tell whether cells of a damaged PDF are wrong or gone and nothing says so."""
    rng = random.Random(f"damaged PDF {seed}")
    name = NAMES[seed // 2 % len(NAMES)]
    data = (PDFS / f"{name}.pdf").read_bytes()
    try:
        report = read_bytes(f"{name}.pdf", damaged(unpacked(data) if seed % 2 else data, rng))
    except UnreadableError:
        return False
    if read_tables(report) == key_tables(PDFS / f"{name}.truth.json"):
        return False
    return not any(found.severity is Severity.ERROR for found in audit([report]).findings)


@pytest.mark.parametrize("seed", range(FEW))
def test_damage_is_told(seed: int) -> None:
    """What is read is right, or an error of reading or a violated identity says so."""
    assert not is_silent(seed)


def test_the_samples_are_whole() -> None:
    """Without damage every cell is there: the law is no tautology."""
    for name in NAMES:
        report = read_bytes("x.pdf", unpacked((PDFS / f"{name}.pdf").read_bytes()))
        assert read_tables(report) == key_tables(PDFS / f"{name}.truth.json")


@pytest.mark.slow
def test_three_hundred_are_told() -> None:
    """As many as the issue of damaged PDFs asks for."""
    assert [seed for seed in range(MANY) if is_silent(seed)] == []
