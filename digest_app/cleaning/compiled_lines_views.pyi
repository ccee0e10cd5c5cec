from collections.abc import Iterable

from digest_app.cleaning.lines_views import View
from digest_app.domain.block import Block

def views_of(text: str, blocks: tuple[Block, ...], numbers: Iterable[int]) -> list[View]: ...
