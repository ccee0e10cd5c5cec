"""Who published a text, by its own lines: the copyright line, or "first published in …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from digest_app.readers.claims import Claim

LINE_CHARS: Final = 300
# A line without any of these needs no closer look; most lines have none.
SIGNS: Final = ("©", "ⓒ", "(c)", "(C)", "opyright", "OPYRIGHT", "ublished", "ppeared", "wned by")
_NAME_CHARS: Final = 80
_COPYRIGHT: Final = re.compile(
    r"(?:©|ⓒ|\(c\)\s(?=\d)|\bcopyright\b)[:\s]*(?:©|ⓒ|\(c\))?\s*(?:by\s)?"
    r"(?:(?:19|20)\d\d(?:\s?[-–,]\s?(?:(?:19|20)\d\d|\d\d)(?!\d))?[,.]?\s*)?(?:by\s)?"
    r"(?P<owner>(?!designed|powered|all rights)[^\W_\d].*)",
    re.IGNORECASE,
)
# A © without a year or a right beside it is the credit of a picture.
_CLAIMED: Final = re.compile(
    r"\b(?:19|20)\d\d\b|rights|rechte|droits|derechos|diritti|版权|著作", re.IGNORECASE
)
_OWNER_ENDS: Final = re.compile(
    r"\s*(?:[.,;|–—(]?\s*\b(?:all rights|alle rechte|tous droits|todos los derechos|tutti i "
    r"diritti|do not|or its affiliates?|and its|is a|reproduction|reprinted|unauthorized)\b.*|"
    r"(?<!\b[A-Z])(?<!Inc)(?<!Co)(?<!Ltd)\.\s.*|\s[|•·]\s.*|,?\s(?:19|20)\d\d\b.*)$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"(?:this (?:article|story|report|piece|post) )?(?:was |is )?(?:originally |first )?"
    r"(?:(?:published|appeared) (?:by|in|on)|owned by|republished from)\s"
    r"(?P<owner>(?:the )?[A-Z][^\d]{1,60}?)\s?(?:\.|$| and | on | under )",
    re.IGNORECASE,
)
_HOST: Final = re.compile(
    r"(?:www\.)?([a-z0-9-]+)\.(?:com|org|net|co\.uk|news|io|co|info|de|fr|it|es|eu|tv)\b",
    re.IGNORECASE,
)


def owner_claims(line: str, text: str) -> Iterator[Claim]:
    """Read who owns the text: a copyright line, or "first published in …"."""
    if len(line) > LINE_CHARS or not any(sign in line for sign in SIGNS):
        return
    if (found := _COPYRIGHT.search(line)) and _CLAIMED.search(line):
        owner = _OWNER_ENDS.sub("", found["owner"]).strip(" .,;|–—-")
        if owner and len(owner) <= _NAME_CHARS and not owner.casefold().startswith("all rights"):
            yield Claim("publisher", "the copyright line", _spelled_out(owner, text))
    elif found := _FROM.match(line):
        yield Claim("publisher", "the lines of the text", _spelled_out(found["owner"], text))


def _spelled_out(owner: str, text: str) -> str:
    """Return the publisher's name as the text spells it where the line gives its host only.

    ``TECHTIMES.com`` is Tech Times if the text says so somewhere, else techtimes.com.
    """
    host = _HOST.fullmatch(owner)
    if host is None:
        return owner
    first, *rest = (re.escape(c) for c in host[1] if c != "-")
    letters = "".join(rf"\s?{c}" for c in rest)
    spelled = re.compile(rf"{first.upper()}(?i:{letters})(?!\w|\.\w)")
    known = (found[0] for found in spelled.finditer(text) if not found[0].isupper())
    return next(known, owner.lower())
