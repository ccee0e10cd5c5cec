"""Seeded damage to files: flipped bits, cuts, splices, nesting, wrong encodings."""

from __future__ import annotations

import random
from collections.abc import Iterator

_NESTING = (b"<div>", b"<b>", b"[", b"{", b"(", b"> ", b"<!--", b"&a;", b"--b\r\n", b"{\\b ")
_ENCODINGS = ("utf-16", "utf-32", "cp1252", "shift_jis", "cp037", "utf-7")


def mutations(data: bytes, count: int, seed: str) -> Iterator[bytes]:
    """Yield ``count`` damaged copies; the same seed gives the same copies."""
    dice = random.Random(seed)  # noqa: S311 - damage, not secrets
    ways = (_flipped, _cut, _spliced, _nested, _encoded, _repeated)
    for _ in range(count):
        damaged = data
        for _ in range(dice.choice((1, 1, 2, 4))):
            damaged = dice.choice(ways)(damaged, dice)
        yield damaged


def _flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 4, 40))):
        if changed:
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return dice.choice((data[:end], data[start:], data[:start] + data[end:]))


def _spliced(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    place = dice.randrange(len(data) + 1)
    piece = data[start : min(end, start + 2000)]
    return data[:place] + piece + data[place + dice.choice((0, len(piece))) :]


def _nested(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data) + 1)
    return data[:place] + dice.choice(_NESTING) * dice.choice((10, 300, 3000)) + data[place:]


def _encoded(data: bytes, dice: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(dice.choice(_ENCODINGS), "replace")


def _repeated(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data) + 1)
    return data[:place] + data[max(0, place - 50) : place] * dice.choice((2, 50)) + data[place:]
