"""Which language a text is in, told by its script and its most frequent small words.

Used only where the file does not say. Small words are lists of our own; a text is given a
language when its words are clearly more often that language's than any other's.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from digest_app.assets import resource
from digest_app.domain.compiled import compiled

if TYPE_CHECKING:
    from digest_app.readers import compiled_language

SAMPLE: Final = 1000
"""How many letters of a text are looked at."""
_LATIN_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_SHARE: Final = 0.12
_LEAD: Final = 1.2

_SCRIPTS: Final = (
    (re.compile("[\u3040-\u30ff]"), "ja", 0.05),
    (re.compile("[\uac00-\ud7af]"), "ko", 0.2),
    (re.compile("[\u4e00-\u9fff]"), "zh", 0.2),
    (re.compile("[\u0590-\u05ff]"), "he", 0.3),
    (re.compile("[\u0e00-\u0e7f]"), "th", 0.3),
    (re.compile("[\u0370-\u03ff]"), "el", 0.3),
    (re.compile("[\u0900-\u097f]"), "hi", 0.3),
    (re.compile("[\u0980-\u09ff]"), "bn", 0.3),
    (re.compile("[\u0b80-\u0bff]"), "ta", 0.3),
    (re.compile("[\u0530-\u058f]"), "hy", 0.3),
    (re.compile("[\u10a0-\u10ff]"), "ka", 0.3),
)
_OTHER_SCRIPTS: Final = re.compile("[\u0370-\u1fff\u3040-\uffdc]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_RUSSIAN: Final = re.compile(r"\b(?:что|из|как|это|его|или|только|после)\b")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_SCRIPT_SHARE: Final = 0.3
# Turkish has few small words, it puts endings instead; but hardly a sentence without these.
_TURKISH: Final = re.compile("[ığ]")
_TURKISH_SHARE: Final = 0.02


def detect(text: str) -> str:
    """Return the language of the text as a BCP 47 tag; empty where it is not clear."""
    sample = text[:SAMPLE]
    foreign = len(_OTHER_SCRIPTS.findall(sample)) if not sample.isascii() else 0
    if foreign * 10 < len(sample):
        return _by_small_words(sample)
    letters = sum(c.isalpha() for c in sample) or 1
    for script, language, share in _SCRIPTS:
        if len(script.findall(sample)) > share * letters:
            return language
    if len(_CYRILLIC.findall(sample)) > _SCRIPT_SHARE * letters:
        return _cyrillic(sample.lower())
    if len(_ARABIC.findall(sample)) > _SCRIPT_SHARE * letters:
        return _arabic(sample)
    return _by_small_words(sample)


def _by_small_words(sample: str) -> str:
    lowered = sample.lower()
    small = _small_words()
    words, counts = small.counts(lowered) if small else counted(lowered)
    (best, most), (_, second) = (*Counter(counts).most_common(2), ("", 0), ("", 0))[:2]
    clear = most >= _LEAST_SHARE * words and most >= _LEAD * second
    if clear and most > 2:  # noqa: PLR2004 - two words prove nothing
        return best
    if best in {"da", "no"} and most >= _LEAST_SHARE * words:
        return _close_pair(lowered)
    return "tr" if _is_turkish(lowered) else ""


def counted(lowered: str) -> tuple[int, dict[str, int]]:
    """Return how many words a text has, and how many of each language, the first one first."""
    words = _LATIN_WORD.findall(lowered)
    languages = languages_of()
    counts: dict[str, int] = {}
    for word in words:
        for language in languages.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    return len(words), counts


@cache
def _small_words() -> compiled_language.SmallWords | None:
    """Return what counts small words in its compiled form, None where it was not built."""
    quick = compiled("digest_app.readers.compiled_language")
    return quick.SmallWords(languages_of()) if quick else None


def _is_turkish(lowered: str) -> bool:
    """Tell Turkish by two letters of its own, which only Azeri shares, that has a third."""
    letters = sum(map(str.isalpha, lowered))
    found = len(_TURKISH.findall(lowered)) if not lowered.isascii() else 0
    return found > _TURKISH_SHARE * letters and "ə" not in lowered


def _close_pair(lowered: str) -> str:
    """Tell Danish from Norwegian, which share most small words, by the few they do not."""
    words = _LATIN_WORD.findall(lowered)
    danish = sum(
        words.count(w)
        for w in ("af", "efter", "meget", "blev", "ud", "mod", "siger", "når", "være")
    )
    norwegian = sum(
        words.count(w) for w in ("av", "etter", "mye", "ble", "ut", "mot", "sier", "nå", "å")
    )
    return "da" if danish > norwegian else "no" if norwegian > danish else ""


def _cyrillic(sample: str) -> str:
    if any(c in sample for c in "іїєґ"):
        return "be" if "ў" in sample else "uk"
    if any(c in sample for c in "ђћџљњј"):
        return "mk" if any(c in sample for c in "ѓќѕ") else "sr"
    if "ы" in sample or "э" in sample:
        return "kk" if any(c in sample for c in "әғқңөұү") else "ru"
    if _RUSSIAN.search(sample):
        return "ru"
    return "bg" if "ъ" in sample else ""


def _arabic(sample: str) -> str:
    if any(c in sample for c in "ٹڈڑےں"):
        return "ur"
    return "fa" if any(c in sample for c in "پچژگ") else "ar"


@cache
def languages_of() -> dict[str, tuple[str, ...]]:
    """Return the languages of each small word."""
    import tomllib  # noqa: PLC0415 - a file that states its language needs none of this

    lists = tomllib.loads(resource("readers/small_words.toml").read_text("utf-8"))
    made: dict[str, list[str]] = {}
    for language, words in lists.items():
        for word in set(words.split()):
            made.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in made.items()}
