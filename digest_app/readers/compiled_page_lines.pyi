from collections.abc import Callable

from digest_app.domain.block import Block, Element

def heading_of(text: str, blocks: tuple[Block, ...], title: str) -> int: ...
def headings_under(text: str, blocks: tuple[Block, ...], size: int) -> list[str]: ...
def stating(
    text: str, blocks: tuple[Block, ...], first: int, stop: int, bylines: bool
) -> list[str]: ...
def owning(text: str, blocks: tuple[Block, ...], first: int) -> list[str]: ...
def called_bylines(
    text: str,
    blocks: tuple[Block, ...],
    elements: tuple[Element, ...],
    first: int,
    stop: int,
    longest: int,
    names_byline: Callable[[str], bool],
) -> list[str]: ...
