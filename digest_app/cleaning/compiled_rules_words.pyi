from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

_T = TypeVar("_T")

def fold(text: str) -> str: ...

class Words:
    aligned: bool
    folded: str
    openings: AbstractSet[bytes]
    def __init__(self, text: str) -> None: ...

class Needles(Generic[_T]):
    def __init__(
        self,
        words: list[tuple[str, _T]],
        filed: dict[bytes, list[tuple[frozenset[bytes], str, bytes, int]]],
        signs: dict[str, list[int]],
    ) -> None: ...
    def of(self, text: Words, asked: str | None = None) -> list[tuple[str, _T]]: ...

class Sought:
    def __init__(self, words: tuple[str, ...]) -> None: ...
    def stand_in(self, text: str, start: int, end: int) -> bool: ...
