"""The lines of one plain text, judged: by how each looks, its neighbours, and the metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from digest_app.cleaning.lines import Note, Verdict, judge
from digest_app.cleaning.lines_evidence import Line, Scale, look_at
from digest_app.cleaning.lines_looks import Lettering
from digest_app.cleaning.lines_own import with_own
from digest_app.cleaning.lines_reasons import EVIDENCE
from digest_app.cleaning.lines_titles import repeated
from digest_app.cleaning.lines_views import View
from digest_app.cleaning.rules_match import Asking
from digest_app.cleaning.rules_words import Vocabulary
from digest_app.domain.block import BlockKind
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Metadata

# Fewer words than a sentence has are no article that other lines could be boilerplate of.
FEW_WORDS: Final = 20


class Judging(Protocol):
    """What judges the lines of one text, in Python or compiled."""

    def verdicts(
        self, views: Sequence[View], notes: Mapping[int, Note], metadata: Metadata
    ) -> list[Verdict | None]:
        """Return for each block the verdict, or None where it is the article's."""


def lines_of(text: str, vocabulary: Vocabulary, asking: Asking, scale: Scale) -> Judging:
    """Return what judges the lines of this text, in the quickest form that there is.

    ``vocabulary`` is made of the text, and ``asking`` of the vocabulary.
    """
    return (_QUICK.TextLines if _QUICK else TextLines)(text, vocabulary, asking, scale)


class TextLines:
    """The lines of one text and what they are asked by; a line is looked at once."""

    def __init__(self, text: str, vocabulary: Vocabulary, asking: Asking, scale: Scale) -> None:
        self._vocabulary, self._asking, self._scale = vocabulary, asking, scale
        is_own = vocabulary.aligned
        self._lettering = Lettering(text, vocabulary.lowered, vocabulary.others) if is_own else None
        self._looked: dict[tuple[BlockKind, str], Line] = {}

    def verdicts(
        self, views: Sequence[View], notes: Mapping[int, Note], metadata: Metadata
    ) -> list[Verdict | None]:
        """Return for each block the verdict, or None where it is the article's.

        ``notes`` are what somebody else says of a block, by its index.
        """
        known = self._looked
        looked = with_own([known.get((v.kind, v.line)) or self._look(v) for v in views])
        verdicts = judge(looked, self._scale, notes)
        texts, kinds = [view.line for view in views], [view.kind for view in views]
        for i, told in repeated(texts, kinds, metadata).items():
            verdicts[i] = Verdict(*told)
        words = [line.words for line in looked]
        return verdicts if leaves_an_article(words, verdicts) else list(map(named, verdicts))

    def _look(self, view: View) -> Line:
        """Return what there is to say of the line; a second pass asks again about most lines."""
        _, kind, parts, line = view
        start, end = parts[0]
        folded, looked = "", None
        if end - start == len(line) and len(parts) == 1:
            folded = self._vocabulary.fold(start, end)
            looked = self._lettering.of(start, end) if self._lettering else None
        found = look_at(line, kind, self._asking, self._scale, folded, looked=looked)
        self._looked[kind, line] = found
        return found


def leaves_an_article(words: Sequence[int], verdicts: Sequence[Verdict | None]) -> bool:
    """Tell whether enough words stay for the rest to look like boilerplate beside them."""
    kept = sum(n for n, verdict in zip(words, verdicts, strict=True) if verdict is None)
    return kept >= min(FEW_WORDS, sum(words) / 4)


def named(verdict: Verdict | None) -> Verdict | None:
    """Return a verdict that words name; how a line looks says nothing without an article."""
    return None if verdict and verdict.rule == EVIDENCE else verdict


_QUICK: Final = compiled("digest_app.cleaning.compiled_lines")  # it takes what stands above
