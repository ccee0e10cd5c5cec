"""What the lines of a text state about it: headline, byline, dates, publisher, address.

Only the lines at both ends are asked, so the cost does not grow with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from digest_app.domain.block import Block, BlockKind
from digest_app.domain.compiled import compiled
from digest_app.readers import naming
from digest_app.readers.claims import Claim
from digest_app.readers.dates import iso_date
from digest_app.readers.language import detect
from digest_app.readers.line_words import (
    BEFORE_NAMES,
    BYLINES,
    CAPITAL_BYLINES,
    FIRST,
    LAST,
    PUBLISHED,
    UPDATED,
)
from digest_app.readers.ownership import owner_claims

_QUICK: Final = compiled("digest_app.readers.compiled_statements")
# What a line may be at first sight; each is for its pattern to tell.
_MAYBE_BYLINE, _WITH_DIGIT, _MAYBE_NAMED, _MAYBE_DATED = 1, 2, 4, 8
_MAYBE_ALL: Final = _MAYBE_BYLINE | _WITH_DIGIT | _MAYBE_NAMED | _MAYBE_DATED
_HEAD_LINES: Final = 10
_TAIL_LINES: Final = 12
_LINE_CHARS: Final = 300
_TITLE_CHARS: Final = 160
_TITLE_LINES: Final = 3
_PROSE_CHARS: Final = 80
_SENTENCE_CHARS: Final = 50
_UNSPACED_TITLE: Final = 10
_NAME: Final = r"[^\W\d_a-z][\w'’.\-]+"
_PERSON: Final = (
    rf"{_NAME}(?:\s(?:(?:de|da|van|von|der|den|la|le|bin|al|el|di|du|dos)\s)*{_NAME}){{1,3}}"
)
_DAY: Final = (
    r"(?:\d{1,2}\.\s?[^\W\d_]{3,12}\s(?:19|20)\d\d\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2},?\s(?:19|20)\d\d\b)"
)
_PEOPLE: Final = rf"{_PERSON}(?:(?:,\s|\s(?:and|und|et|y|e|en|&)\s|,\s(?:and|und|et)\s){_PERSON})*"

_LABELLED: Final = re.compile(
    r"(?P<label>stand|title|headline|author|authors|by|byline|publisher|published by|source|"
    r"publication|"
    r"date|published|published on|publish(?:ed)? date|posted|posted on|first published|updated|"
    r"last updated|last modified|"
    r"updated on|modified|url|link|address|original|language)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    rf"(?:(?i:{'|'.join(BYLINES)})|{'|'.join(CAPITAL_BYLINES)})\s+(?P<names>{_PEOPLE})"
    rf"(?P<rest>\s*(?:[|•·,–—-].*|\(.*|(?:Published|Posted|Updated|on)\b.*|{_DAY}.*)?)$"
)
_FIRST_DAY: Final = re.compile(rf"\s*({_DAY})")
# "Published August 7, 2023 by Ada Lindqvist", "Ada Lindqvist - 12 March 2026".
_NAME_AND_DATE: Final = re.compile(
    rf"(?:(?:(?i:published|posted|veröffentlicht|"
    rf"on)\b\W*)?(?:am\s)?(?P<date>[^|]{{6,40}}?),?\s(?:[|•·–—-]\s)?"
    rf"(?i:{'|'.join(BEFORE_NAMES)}):?\s(?P<names>{_PEOPLE})(?:$|[,|].{{0,60}}$)"
    rf"|(?P<before>{_PEOPLE})\s?[,|•·–—-]\s?(?P<day>[^|]{{6,40}})$)"
)
_UNCLEAR_DATE: Final = re.compile(r"\b\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d\b")
_SIGN_OFF: Final = re.compile(
    rf"\(?(?:Reporting|Additional reporting|Written|Report) by (?P<names>{_PEOPLE})", re.IGNORECASE
)
_PUBLISHED: Final = re.compile(
    rf"(?:{FIRST}\s+)?(?:{'|'.join(map(''.join, PUBLISHED.items()))})\b(?:\s(?:on|am|op))?"
    r"[:\s]+(?P<date>.+)",
    re.IGNORECASE,
)
_LATER_PUBLISHED: Final = re.compile(
    r"[-|•·–—]\s(?:published|posted)\b:?\s(?P<date>.+)", re.IGNORECASE
)
_UPDATED: Final = re.compile(
    rf"(?:{LAST}\s+)?(?:{'|'.join(map(''.join, UPDATED.items()))})\b(?:\s(?:on|am|op))?"
    r"[:\s]+(?P<date>.+)",
    re.IGNORECASE,
)
_LATER_UPDATE: Final = re.compile(r"\b(?:last )?(?:updated|modified|aktualisiert)\b", re.IGNORECASE)
_DATE_LINE: Final = re.compile(
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s)?[\w.,:/\s()+\-–|年月日]{8,45}$",
    re.IGNORECASE,
)
_PLACE_AND_DATE: Final = re.compile(
    r"(?:[^\W\d_a-z][\w .'’/-]{1,30},\s(?:den\s)?)?"
    r"(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]+)\s?(?:19|20)\d\d)(?:\s?[-–—|:]\s|$)"
)
_DATELINE: Final = re.compile(
    r"(?P<place>[A-Z][\w.'’\- ]{1,30}(?:,\s[A-Z][\w.'’ ]{1,25})?)"
    r"(?:,\s(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?))?"
    r"\s?\((?P<agency>[A-Z][\w &]{1,20})\)\s?[-–—]{1,2}\s"
)
_MASTHEAD: Final = re.compile(r"(?:The|Le|La|El|Il|Die|Der|De|O)\s(?:[A-Z][\w'’.&-]*\s?){1,4}$")
_ARTICLES: Final = ("The", "Le", "La", "El", "Il", "Die", "Der", "De", "O")
_PRESS: Final = re.compile(
    r"\b(?:Times|Post|Guardian|Herald|Tribune|Journal|Telegraph|Gazette|News|Daily|Independent|"
    r"Observer|Chronicle|Courier|Mail|Mirror|Star|Press|Standard|Globe|Review|Register|Record|"
    r"Sentinel|Examiner|Inquirer|Ledger|Monitor|Dispatch|Bulletin|Echo|Mercury|Argus|Advocate|"
    r"Messenger|Citizen|Verge|Economist|Intercept|Atlantic|Publisher|Monde|Figaro|País|Mundo|Zeit|"
    r"Spiegel|Stampa|Repubblica|Weekly|Wire)\b"
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"()\[\]]+")
_CLOCK: Final = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?")
_SENTENCE_END: Final = re.compile(r"[.…:;,。]['\"”’»)]*$")
_NOT_TITLE: Final = re.compile(
    r"^(?:by\s[A-Z]|advertisement|skip to|share\b|photo\b|image\b|\(photo|read (?:also|more)|©|ⓒ|"
    r"copyright|published\b|updated\b|posted\b|tags?:|https?:|from:|subject:|menu$|home\b|"
    r"subscribe|sign (?:in|up)|log in|follow us|breaking news$|exclusive$|opinion$|"
    r"for immediate release|press release\b.{0,30}$|(?:news|media) release$|pressemitteilung$|"
    r"communiqué de presse$|nota de prensa$|comunicato stampa$|embargoed until|"
    r"(?:view|read|open) (?:this|the) (?:e-?mail|newsletter|message)\b|view (?:in|online)|"
    r"having trouble (?:viewing|reading)|can.t see this (?:e-?mail|message)|"
    r"(?:newsletter )?im browser (?:ansehen|öffnen|lesen))|"
    r".*\s[>»›→]\s",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W_]+")
_FIELDS: Final = {
    "title": "title", "headline": "title", "author": "authors", "authors": "authors",
    "by": "authors", "byline": "authors", "publisher": "publisher", "published by": "publisher",
    "source": "publisher", "publication": "publisher", "date": "published",
    "published": "published",
    "published on": "published", "publish date": "published", "published date": "published",
    "posted": "published", "posted on": "published", "first published": "published",
    "updated": "modified", "last updated": "modified", "last modified": "modified",
    "stand": "modified",
    "updated on": "modified", "modified": "modified", "url": "url", "link": "url",
    "address": "url", "original": "url", "language": "language",
}  # fmt: skip


def stated_in_lines(text: str, blocks: Sequence[Block]) -> list[Claim]:
    """Return what the first and the last lines state, best source first."""
    head = [text[b.start : b.end] for b in blocks[:_HEAD_LINES]]
    tail = [text[b.start : b.end] for b in blocks[_HEAD_LINES:][-_TAIL_LINES:]]
    claims = [c for line in head for c in _labelled(line)]
    claims += [c for line in head for c in _in_head(line)]
    claims += [c for line in tail for c in _in_tail(line)]
    claims += [c for line in head + tail for c in owner_claims(line, text)]
    claims += _dateline(head)
    claims += _title(head, text, blocks, claims)
    claims.append(Claim("language", "the words of the text", detect(text)))
    return claims


def stated_near_title(lines: list[str], tail: list[str], text: str) -> list[Claim]:
    """Return what the lines around a page's headline and its last lines state."""
    claims = [c for line in lines for c in _in_head(line) if c.field != "publisher"]
    for line in tail:
        claims += owner_claims(line, text)
    return claims


def byline_names(line: str) -> tuple[str, ...]:
    """Return the people that a line names as its authors; none where it is no byline."""
    if len(line) > _LINE_CHARS or not _looks(line) & _MAYBE_BYLINE:
        return ()
    found = _BYLINE.match(line) if naming.is_byline(line) else None
    return naming.authors(found["names"]) if found else ()


def _looks(line: str) -> int:
    """Return what a line may be."""
    seen: int = _QUICK.looks(line) if _QUICK else _MAYBE_ALL
    return seen


def _labelled(line: str) -> Iterator[Claim]:
    """Read ``Title: …``, ``Author: …``, ``URL: …`` and the like."""
    found = _LABELLED.match(line) if len(line) < _LINE_CHARS and ":" in line[:24] else None
    if found is None:
        return
    field, value = _FIELDS[" ".join(found["label"].lower().split())], found["value"].strip()
    source = f"the line “{found['label']}:”"
    if address := naming.plain_address(value):
        yield Claim("url", source, address)
    elif field == "authors":
        yield Claim(field, source, naming.authors(value))
    elif field in {"published", "modified"}:
        yield Claim(field, source, iso_date(value))
    elif field == "language":
        yield Claim(field, source, naming.language_tag(value))
    elif field != "url" and len(value) <= _TITLE_CHARS:
        yield Claim(field, source, value)


def _in_head(line: str) -> Iterator[Claim]:
    """Read a byline, a date, a masthead or an address among the first lines."""
    if len(line) > _LINE_CHARS:
        return
    seen = _looks(line)
    if byline := _BYLINE.match(line) if seen & _MAYBE_BYLINE else None:
        yield Claim("authors", "the byline", naming.authors(byline["names"]))
        day = _FIRST_DAY.match(byline["rest"])
        yield from _dates_of(day[1] if day else byline["rest"].strip(" |•·,–—-()"))
        yield from _byline_publisher(byline["rest"])
    elif seen & _WITH_DIGIT and _DIGIT.search(line):  # no date without one
        if named := _NAME_AND_DATE.match(line) if seen & _MAYBE_NAMED else None:
            yield from _name_and_date(named)
        elif seen & _MAYBE_DATED:
            yield from _dates_of(line)
    if line.startswith(_ARTICLES) and _MASTHEAD.match(line) and _PRESS.search(line):
        yield Claim("publisher", "the masthead line", line)
    if line.startswith("http") and (address := _ADDRESS.match(line)):
        yield Claim("url", "an address line", naming.plain_address(address[0].rstrip(".,;")))


def _name_and_date(found: re.Match[str]) -> Iterator[Claim]:
    """Read a date with a name behind it or before it, if it is a date."""
    stated = found["date"] or found["day"]
    if (date := iso_date(stated)) or _UNCLEAR_DATE.search(stated):
        names = found["names"] or found["before"]
        yield Claim("authors", "the byline", naming.authors(names))
        yield Claim("published", "the date line", date)


def _byline_publisher(rest: str) -> Iterator[Claim]:
    name = rest.strip(" |•·,–—-").strip()
    if (
        _PRESS.search(name)
        and _WORD.match(name)
        and not _DATE_LINE.match(name)
        and not _DIGIT.search(name)
    ):
        yield Claim("publisher", "the byline", re.split(r"\s[|•·]\s", name)[0])


def _in_tail(line: str) -> Iterator[Claim]:
    """Read a sign-off or dates among the last lines."""
    if len(line) > _LINE_CHARS:
        return
    if "by " in line and (sign_off := _SIGN_OFF.match(line)):
        yield Claim("authors", "the sign-off", naming.authors(sign_off["names"]))
    if _DIGIT.search(line) and (_PUBLISHED.match(line) or _UPDATED.match(line)):
        yield from _dates_of(line)


def _dates_of(line: str) -> Iterator[Claim]:
    """Read ``Published …``, ``Updated …``, both in one line, or a line that is a date."""
    if not _DIGIT.search(line):
        return
    if published := _PUBLISHED.match(line) or _LATER_PUBLISHED.search(line):
        first, *later = _LATER_UPDATE.split(published["date"])
        yield Claim("published", "the published line", iso_date(first))
        yield from (Claim("modified", "the published line", iso_date(part)) for part in later)
    elif updated := _UPDATED.match(line):
        yield Claim("modified", "the updated line", iso_date(updated["date"]))
    elif placed := _PLACE_AND_DATE.match(line):
        yield Claim("published", "the dateline", iso_date(placed["date"]))
    elif _DATE_LINE.match(line) and (date := iso_date(line)):
        yield Claim("published", "the date line", date)


def _dateline(head: list[str]) -> Iterator[Claim]:
    """Read the dateline that opens a report, ``BEIJING, March 12, 2024 (Xinhua) --``."""
    for line in head:
        if found := _DATELINE.match(line):
            yield Claim("publisher", "the dateline", found["agency"])
            yield Claim("published", "the dateline", iso_date(found["date"] or ""))
            return


def _title(head: list[str], text: str, blocks: Sequence[Block], claims: list[Claim]) -> list[Claim]:
    """Take the first line that looks like a headline, if prose follows it."""
    clocks = [i for i, line in enumerate(head) if _CLOCK.fullmatch(line)]
    # Entries of a live blog stand each under its time; the headline stands above them.
    last = min(_TITLE_LINES, clocks[0]) if len(clocks) > 1 else _TITLE_LINES
    taken = {c.value for c in claims if c.field == "publisher"}
    for number, line in enumerate(head[:last]):
        if len(line) > _TITLE_CHARS or _is_sentence(line):
            break
        if blocks[number].kind is BlockKind.HEADING:
            return [Claim("title", "the first heading", line.lstrip("# ").rstrip("# "))]
        if line not in taken and is_headline(line) and _prose_follows(text, blocks, number):
            return [Claim("title", "the first line", line)]
    return []


def is_headline(line: str) -> bool:
    """Tell whether a line looks like a headline: some words, no sentence, no label, no byline."""
    words = len(_WORD.findall(line))
    letters = sum(c.isalpha() for c in line)
    unspaced = sum(c > "\u2e80" for c in line)  # scripts without spaces begin there
    enough = unspaced >= _UNSPACED_TITLE or (words > 2 and not unspaced)  # noqa: PLR2004 - a masthead has two
    if not enough or letters < len(line) // 2 or line.count("|") > 1 or "\n" in line.strip():
        return False
    if _SENTENCE_END.search(line) or _NOT_TITLE.match(line) or _BYLINE.match(line):
        return False
    return not iso_date(line) or (words > 6 and not _PUBLISHED.match(line))  # noqa: PLR2004 - a date has six words at most


def _is_sentence(line: str) -> bool:
    """Tell whether a line is a whole sentence: the text has begun."""
    return line[-1:] in ".。" and _width(line) >= _SENTENCE_CHARS


def _prose_follows(text: str, blocks: Sequence[Block], number: int) -> bool:
    following = (text[b.start : b.end] for b in blocks[number + 1 : number + 1 + _HEAD_LINES])
    return any(_width(line) >= _PROSE_CHARS or _is_sentence(line) for line in following)


def _width(line: str) -> int:
    """Return how long a line is, in letters; signs that are syllables or words say more."""
    return len(line) + sum(c > "\u2e80" for c in line)
