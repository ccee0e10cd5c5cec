"""What mail programs do to plain text: lines broken to flow, messages forwarded inside others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Final

from digest_app.readers import naming
from digest_app.readers.claims import Claim
from digest_app.readers.dates import iso_date

_SOURCE: Final = "the forwarded headers"
_SIGNATURE: Final = "-- "
_QUOTED: Final = re.compile(r">*")
_BEGIN: Final = re.compile(
    r"^\s*(?:-{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht|"
    r"ursprüngliche nachricht|message transféré|message d'origine|mensaje reenviado|"
    r"mensaje original|messaggio inoltrato|doorgestuurd bericht)\s*-{2,}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|"
    r"début du message (?:réexpédié|transféré)\s?:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL: Final = re.compile(r"\s*\*?(?P<label>[^\W\d_]{2,10})\s?:\*?\s*(?P<value>\S.*)")
_LABELS: Final = {
    "from": "from", "von": "from", "de": "from", "da": "from", "van": "from",
    "date": "date", "sent": "date", "datum": "date", "gesendet": "date", "envoyé": "date",
    "fecha": "date", "enviado": "date", "data": "date", "verzonden": "date",
    "subject": "subject", "betreff": "subject", "objet": "subject", "asunto": "subject",
    "oggetto": "subject", "onderwerp": "subject",
}  # fmt: skip
_WORDS_BEFORE: Final = 500
_HEADER_LINES: Final = 12


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Return ``format=flowed`` text with each paragraph on one line (RFC 3676).

    ``delete_space`` is the parameter ``delsp``: the space at a line's end is no part of the text.
    """
    made: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(_QUOTED.match(line)[0])  # type: ignore[index] # it always matches
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != _SIGNATURE
        kept = words[:-1] if flows and delete_space else words
        if depth == open_depth and words != _SIGNATURE:
            made[-1] += kept
        else:
            made.append(f"{'>' * depth} {kept}" if depth else kept)
        open_depth = depth if flows else -1
    return "\n".join(made)


def forwarded_claims(text: str) -> Iterator[Claim]:
    """Yield what the headers of a forwarded message state, where it stands near the beginning."""
    found = _BEGIN.search(text[: 2 * _WORDS_BEFORE])
    if found is None or found.start() > _WORDS_BEFORE:
        return
    for line in text[found.end() :].strip().split("\n")[:_HEADER_LINES]:
        if stated := _LABEL.match(line):
            yield from _claims(_LABELS.get(stated["label"].casefold(), ""), stated["value"])


def _claims(field: str, value: str) -> Iterator[Claim]:
    if field == "subject":
        yield Claim("title", _SOURCE, value.strip())
    elif field == "date":
        yield Claim("published", _SOURCE, iso_date(value))
    elif field == "from":
        name = parseaddr(value)[0] or value.partition("<")[0].strip() or value
        people = naming.people(name)
        yield Claim("authors", _SOURCE, people)
        yield Claim("publisher", _SOURCE, "" if people else name)
