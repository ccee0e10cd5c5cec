"""What an RTF file is made of: control words, signs in the character set of their font, groups."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|[\r\n]+"
    r"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
#: The character set that a font's ``\\fcharsetN`` means, as Windows numbers them.
CHARSETS: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
#: Control words that stand for a sign.
SIGNS: Final = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "tab": " ", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": "\N{NO-BREAK SPACE}", "_": "\N{NON-BREAKING HYPHEN}", "-": "", "|": "", ":": "",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip


class Token(NamedTuple):
    """One piece: ``kind`` is ``word``, ``hex``, ``text`` or a brace; ``number`` None if absent."""

    kind: str
    value: str
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    """Yield the pieces of a file whose bytes were decoded as Latin-1; raw binary is left out."""
    position = 0
    while found := _TOKEN.match(source, position):
        position = found.end()
        kind = found.lastgroup
        if kind in {"number", "word"}:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == "bin":
                position += max(number or 0, 0)
            yield Token("word", found["word"], number)
        elif kind == "sign":
            yield _sign(found["sign"])
        elif kind == "hex":
            yield Token("hex", found["hex"])
        elif kind is not None:
            yield Token(found[kind] if kind == "brace" else kind, found[kind])


def _sign(sign: str) -> Token:
    """Return what a backslash before a sign means: the sign, an ignorable group, a line end."""
    if sign in "\r\n":
        return Token("word", "par")
    return Token("word", sign)


def of_hex(hexes: str) -> bytes:
    r"""Return the bytes of ``\'e9\'e8``."""
    return bytes(int(pair, 16) for pair in hexes.split("\\'")[1:])


def decoder(encoding: str) -> codecs.IncrementalDecoder:
    """Return what decodes bytes piece by piece: a sign may be half a number and half a letter."""
    return codecs.getincrementaldecoder(encoding)("replace")


def known(encoding: str) -> str:
    """Return the encoding if Python has it, else that of western Windows."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
