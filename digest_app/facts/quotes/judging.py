"""Which quoted words are a quotation, and not a scare quote, a nickname or a title."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_FEWEST_WORDS = 4
# Chinese and Japanese part no words: about two signs stand for one.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_FEWEST_SIGNS = 8
_LONG_WORD = 4
_TITLE_WORDS = range(2, 10)
_SENTENCE_END = re.compile(r"[.,!?…—–。！？]$")
_INTRODUCED = re.compile(r"(?:[VGBtZ]|:)[,:R]?$")
_UNBOUND = re.compile(r"[&RC,]*")
_SAID_AFTER = re.compile(r",?(?:V|(?:P|D?[CJ]*N|D[CJ]+)[XR]*V)")
_SAID_BEFORE = re.compile(r"[VG][,:]$")
_SPOKEN_END = ",.!?"
_SAID_NEXT = tuple(",V")


def is_quotation(content: str, clause: str, after: str) -> bool:
    """Tell whether somebody's words are quoted.

    Args:
        content: the words between the marks.
        clause: the classes of the sentence before them.
        after: the classes of what follows.
    """
    words = _WORD.findall(content)
    unspaced = len(_UNSPACED.findall(content))
    if unspaced:
        return unspaced >= _FEWEST_SIGNS
    if len(words) < _FEWEST_WORDS:
        return len(words) > 1 and _is_uttered(content, clause, after)
    return not _is_title(words) or _is_said(content, clause, after)


def _is_said(content: str, clause: str, after: str) -> bool:
    """Tell whether words that look like a title are spoken: said before, or said after them."""
    if _INTRODUCED.search(clause):
        return True
    return _UNBOUND.fullmatch(clause) is not None and (
        content[-1] in _SPOKEN_END or after[:1] in _SAID_NEXT
    )


def _is_uttered(content: str, clause: str, after: str) -> bool:
    """Tell whether two or three words are all that somebody said, and no borrowed expression."""
    if content[-1] not in _SPOKEN_END:
        return False
    said_after = _UNBOUND.fullmatch(clause) and _SAID_AFTER.match(after)
    return bool(said_after) or _SAID_BEFORE.search(clause) is not None


def _is_title(words: list[str]) -> bool:
    """Tell whether the words are written like the title of a book or a programme."""
    long = [w for w in words if len(w) >= _LONG_WORD]
    return (
        len(words) in _TITLE_WORDS
        and all(w[0].isupper() or w[0].isdigit() for w in long)
        and sum(w[0].isupper() for w in words) > 1
    )


def is_whole(content: str) -> bool:
    """Tell whether the words are a sentence of their own and not a part of another one."""
    first = next((c for c in content if c.isalpha()), "")
    return bool(_SENTENCE_END.search(content)) and not first.islower()
