from digest_app.cleaning import rules_match
from digest_app.cleaning.compiled_rules_words import Needles, Words
from digest_app.domain.rule import Rule

class Asking:
    def hits(self, line: str, words: int, folded: str = "") -> list[rules_match.Hit]: ...

class Matcher:
    def __init__(self, filed: rules_match._Filed, needles: Needles[Rule]) -> None: ...
    def on(self, words: Words, asked: str | None = None) -> Asking: ...
