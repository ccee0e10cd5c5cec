from collections.abc import Mapping, Sequence

from digest_app.cleaning.lines import Note, Verdict
from digest_app.cleaning.lines_evidence import Line, Scale
from digest_app.cleaning.lines_views import View
from digest_app.cleaning.rules_match import Asking
from digest_app.cleaning.rules_words import Vocabulary
from digest_app.domain.block import BlockKind
from digest_app.domain.document import Metadata

class TextLines:
    def __init__(self, text: str, vocabulary: Vocabulary, asking: Asking, scale: Scale) -> None: ...
    def verdicts(
        self, views: Sequence[View], notes: Mapping[int, Note], metadata: Metadata
    ) -> list[Verdict | None]: ...

def look_at(text: str, kind: BlockKind, asking: Asking, scale: Scale) -> Line: ...
def judge_surely(
    texts: Sequence[str],
    open_to: Sequence[bool],
    asking: Asking,
    by: Scale,
    notes: Mapping[int, Note],
) -> list[Verdict | None]: ...
