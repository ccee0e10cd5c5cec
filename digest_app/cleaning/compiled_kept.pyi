from digest_app.cleaning.compiled_rules_match import Matcher
from digest_app.cleaning.lines_evidence import Scale
from digest_app.cleaning.spans import Tried
from digest_app.domain.block import Block
from digest_app.domain.boilerplate import Removal

class Kept:
    def __init__(self, by: Matcher, spans: list[Tried], scale: Scale) -> None: ...
    def caught(
        self,
        text: str,
        blocks: tuple[Block, ...],
        inside: tuple[int, ...],
        odds: tuple[float, ...],
        sure: float,
    ) -> list[Removal] | None: ...

def settled(removals: list[Removal]) -> tuple[Removal, ...]: ...
