"""The blocks that a page's structure keeps: which of them the shipped rules catch after all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from digest_app.cleaning import rules
from digest_app.cleaning.lines_evidence import scale
from digest_app.domain.compiled import compiled

if TYPE_CHECKING:
    from digest_app.cleaning import compiled_kept
    from digest_app.cleaning.rules_match import Matcher
    from digest_app.cleaning.spans import Spotter
    from digest_app.domain.boilerplate import Removal
    from digest_app.domain.document import Document


def caught(
    document: Document, inside: tuple[int, ...], odds: tuple[float, ...], sure: float
) -> list[Removal] | None:
    """Return the removals of the blocks kept that a shipped rule is sure of, in their order.

    ``inside`` are the indexes of the blocks kept, and ``odds`` how sure that is of each, or
    nothing; rules have a say where it is less than ``sure``. None is returned where that cannot be
    said in one go: where words inside a block may have to go, or without the compiled form.
    """
    kept = _kept(*rules.asked_for(document.metadata.language)) if _QUICK else None
    return kept.caught(document.text, document.blocks, inside, odds, sure) if kept else None


@lru_cache(maxsize=64)
def _kept(matcher: Matcher, spotter: Spotter) -> compiled_kept.Kept | None:
    if not _QUICK or not matcher.compiled:
        return None
    made: compiled_kept.Kept = _QUICK.Kept(matcher.compiled, spotter.all, scale())
    return made


_QUICK: Final = compiled("digest_app.cleaning.compiled_kept")
