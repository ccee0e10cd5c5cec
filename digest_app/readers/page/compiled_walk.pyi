from selectolax.lexbor import LexborNode

from digest_app.domain.block import Block, Element, Inline

def walked(
    body: LexborNode, marked: bool
) -> tuple[str, list[Block], list[Element], list[Inline]]: ...
