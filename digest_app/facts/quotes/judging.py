"""Which quoted words are a quotation, and not a scare quote, a nickname or a title."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_FEWEST_WORDS = 4
# Chinese and Japanese part no words: about two signs stand for one.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_FEWEST_SIGNS = 8
_FEWEST_SIGNS_SAID = 4
_LONG_WORD = 4
_TITLE_WORDS = range(2, 10)
_SENTENCE_ENDS = ".!?…。！？"
_PAUSES = ",—–，"
_INTRODUCED = re.compile(r"(?:[VGBtZ]|:)[,:R]?$")
_UNBOUND = re.compile(r"[&RC,]*")
_SAID_AFTER = re.compile(r",?(?:V|(?:P|D?[CJ]*N|D[CJ]+)[XR]*V)")
_SAID_BEFORE = re.compile(r"[VG][,:]$")
_SPOKEN_END = ",.!?"
_NAMED = re.compile(r"(?:k|&-V)[pD:,]*$")
_WHAT_THEY_CALLED = re.compile(r"h(?:P|[DCJ#s\-N]*[CJN])[XR]*V(?:p|[DCJ#s\-N]*)$")
_CLAIMED = re.compile(r"VSp[XGDJ]*$")
_SENTENCE_STOPS = ".!?"
_SENTENCE_OVER = ("", ".")
_CLOSING = ("", *".,-")
_OPENS = re.compile(r"(?:^|[,:V])[&RC]*$")
_SAID_NEXT = tuple(",V")


class Beside(NamedTuple):
    """What stands beside quoted words.

    ``clause`` has the classes of the sentence before them and ``after`` of what follows; ``said``
    tells that this sentence names who says them, with a verb of saying; ``named``, that it does
    so by a name; ``direct``, that a rule tells words given in full.
    """

    clause: str
    after: str
    said: bool = False
    named: bool = False
    direct: bool = False


def is_quotation(content: str, beside: Beside) -> bool:
    """Tell whether somebody's words are quoted; ``content`` are the words between the marks."""
    words = _WORD.findall(content)
    unspaced = len(_UNSPACED.findall(content))
    if unspaced:
        return unspaced >= (_FEWEST_SIGNS_SAID if beside.said else _FEWEST_SIGNS)
    if len(words) < _FEWEST_WORDS:
        return len(words) > 1 and (_is_uttered(content, beside) or _is_part(content, words, beside))
    return not _is_title(words) or _is_said(content, beside)


def _is_said(content: str, beside: Beside) -> bool:
    """Tell whether words that look like a title are spoken: said before, or said after them."""
    if _INTRODUCED.search(beside.clause):
        return True
    return _UNBOUND.fullmatch(beside.clause) is not None and (
        content[-1] in _SPOKEN_END or beside.after[:1] in _SAID_NEXT
    )


def _is_uttered(content: str, beside: Beside) -> bool:
    """Tell whether two or three words are all that somebody said, and no borrowed expression."""
    if content[-1] not in _SPOKEN_END:
        return False
    said_after = _UNBOUND.fullmatch(beside.clause) and _SAID_AFTER.match(beside.after)
    return bool(said_after) or _SAID_BEFORE.search(beside.clause) is not None


def _is_part(content: str, words: list[str], beside: Beside) -> bool:
    """Tell whether two or three words are a part of what the sentence's speaker said.

    They are where they end the sentence of a speaker with a name, where somebody claims to be
    so, and where somebody is said to call something so. Names, titles and what is only called
    so are not.
    """
    if not beside.said or _is_title(words) or _NAMED.search(beside.clause):
        return False
    ends = content[-1] in _SENTENCE_STOPS or beside.after[:1] in _SENTENCE_OVER
    if content[-1] in _SPOKEN_END and _CLAIMED.search(beside.clause):
        return True
    return (ends and beside.named) or _WHAT_THEY_CALLED.search(beside.clause) is not None


def _is_title(words: list[str]) -> bool:
    """Tell whether the words are written like the title of a book or a programme."""
    long = [w for w in words if len(w) >= _LONG_WORD]
    return (
        len(words) in _TITLE_WORDS
        and all(w[0].isupper() or w[0].isdigit() for w in long)
        and sum(w[0].isupper() or w[0].isdigit() for w in words) > 1
    )


def is_whole(content: str, beside: Beside) -> bool:
    """Tell whether the words are a sentence of their own and not a part of another one."""
    first = next((c for c in content if c.isalpha()), "")
    if first.islower():
        return False
    opens = beside.direct or _OPENS.search(beside.clause) is not None
    if content[-1] in _SENTENCE_ENDS:
        return opens or len(_WORD.findall(content)) >= _FEWEST_WORDS
    closed = beside.direct or content[-1] in _PAUSES or beside.after[:1] in _CLOSING
    return opens and closed
