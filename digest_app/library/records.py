"""Any frozen value of the domain as compressed JSON, and back without a difference.

A record (data class or named tuple) becomes the list of its fields. The names of the fields
stand once at the head, so that a value written by an older version is still read right after
fields were added, dropped or moved: each goes by its name, a new one takes its default.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from digest_app.library.often import OFTEN

T = TypeVar("T")
Decode = Callable[[Any], Any]
Fields = dict[str, list[str]]


def pack(value: object) -> bytes:
    """Return a record, or a tuple of records, as compressed JSON."""
    packing = zlib.compressobj(zdict=OFTEN)
    return packing.compress(pack_text(value).encode()) + packing.flush()


def pack_text(value: object) -> str:
    """Return a record, or a tuple of records, as one line of JSON."""
    seen: Fields = {}
    plain = _plain(value, seen)
    return json.dumps([seen, plain], ensure_ascii=False, separators=(",", ":"))


def unpack(kind: type[T], packed: bytes) -> T:
    """Return the value that :func:`pack` was given; ``kind`` may be ``tuple[Record, ...]``."""
    return unpack_text(kind, _unpacked(packed).decode())


def _unpacked(packed: bytes) -> bytes:
    """Return what was packed, by a version with or without :data:`OFTEN`.

    Raises:
        zlib.error: it is damaged, or cut off.
    """
    unpacking = zlib.decompressobj(zdict=OFTEN)
    whole = unpacking.decompress(packed)
    if not unpacking.eof:
        msg = "a record is cut off"
        raise zlib.error(msg)
    return whole


def unpack_text(kind: type[T], text: str) -> T:
    """Return the value that :func:`pack_text` was given."""
    seen, plain = json.loads(text)
    made: T = _decoder(kind, seen)(plain)
    return made


def unpack_fields(packed: bytes, kind: type, *names: str) -> list[Any]:
    """Return some fields of a packed record in their plain form: quicker than all of it."""
    seen, plain = json.loads(_unpacked(packed))
    stored = seen[kind.__name__]
    return [plain[stored.index(name)] for name in names]


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """Return the fields of a record type, None for any other type."""
    if dataclasses.is_dataclass(kind):
        return tuple(f.name for f in dataclasses.fields(kind))
    return getattr(kind, "_fields", None)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _plain(value: Any, seen: Fields) -> Any:
    kind: Any = type(value)
    names = _names(kind)
    if names is not None:
        seen.setdefault(kind.__name__, list(names))
        return [_plain(getattr(value, name), seen) for name in names]
    if isinstance(value, frozenset):
        return [_plain(item, seen) for item in sorted(value)]
    if isinstance(value, tuple):
        return [_plain(item, seen) for item in value]
    return value


def _decoder(kind: Any, seen: Fields) -> Decode:
    """Return the function that makes a value of this type from its plain form."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(_decoder(_something(inside), seen))
    if origin is frozenset:
        return _many(frozenset, _decoder(inside[0], seen))
    if origin is tuple and inside[-1] is Ellipsis:
        return _many(tuple, _decoder(inside[0], seen))
    if origin is tuple:
        return tuple
    if _names(kind) is not None:
        return _record(kind, seen)
    return kind if issubclass(kind, Enum) else _itself


def _something(inside: tuple[Any, ...]) -> Any:
    (kind,) = (k for k in inside if k is not type(None))
    return kind


def _itself(value: Any) -> Any:
    return value


def _optional(decode: Decode) -> Decode:
    return lambda plain: None if plain is None else decode(plain)


def _many(collect: Callable[[Iterable[Any]], Any], decode: Decode) -> Decode:
    if decode is _itself:
        return collect
    return lambda plain: collect(map(decode, plain))


def _record(kind: Any, seen: Fields) -> Decode:
    hints = _hints(kind)
    known = set(_names(kind) or ())
    stored = seen.get(kind.__name__, [])
    parts = [(n, _decoder(hints[n], seen) if n in known else _itself) for n in stored]
    if tuple(stored) == _names(kind):
        decoders = [decode for _, decode in parts]
        return lambda plain: kind(*(d(p) for d, p in zip(decoders, plain, strict=True)))
    return lambda plain: kind(
        **{n: d(p) for (n, d), p in zip(parts, plain, strict=True) if n in known}
    )
