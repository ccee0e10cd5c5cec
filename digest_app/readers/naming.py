"""Authors as a list of names, headlines without the site's name, addresses without tracking."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import urljoin

from digest_app.domain.compiled import compiled
from digest_app.readers.address_words import TRACKED, TRACKED_BEGINS
from digest_app.readers.name_words import BETWEEN, BY_BEGINS, MENU, NO_AUTHOR, PARTICLES

_BY: Final = re.compile(
    r"^(?:(?:analysis |opinion |commentary |column |perspective )?by|"
    r"(?:written |posted |published |story |text |words |reported |article |report |"
    r"review(?:ed)? )?by"
    r"|(?:veröffentlicht |artikel |geschrieben |ein beitrag |text )?von"
    r"|(?:publié |écrit |rédigé )?par"
    r"|(?:escrito |publicado )?por|door|af|av|di|da|texte?|autor|author)\b[\s:]+",
    re.IGNORECASE,
)
_LONGEST_BY: Final = 16
_BETWEEN: Final = re.compile(
    rf"\s*(?:;|\||•|·|，|、|(?<!\w)/|/(?!\w)|\n|\s(?:{'|'.join(BETWEEN)}|&)\s(?=\S)|"
    r",\s(?:and|und|et|y)\s)\s*",
    re.IGNORECASE,
)
_JUNIOR: Final = ("Jr", "Sr")
_AS_JUNIOR: Final = re.compile(r"\b(?:Jr|Sr)$")
_SUFFIX: Final = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$", re.IGNORECASE)
# Degrees and licences behind a name.
_DEGREE: Final = re.compile(
    r"^(?:M\.?D|Ph\.?\s?D|Esq|MBA|R\.?N|M\.?[SA]c?|B\.?[SA]c?|MPH|MPP|J\.?D|LL\.?[BM]|RDN?|LDN?|CDN"
    r"|CPT|CSCS|CNS|CFP|CPA|CFA|DO|DDS|DVM|PharmD|PsyD|EdD|DPT|LMFT|LCSW|FACS|FACP|FAAP)\.?$"
)
_HOST_NAME: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
_NO_PERSON: Final = re.compile(rf"^the\b|\b(?:{'|'.join(MENU)})\b", re.IGNORECASE)
_ROLE: Final = re.compile(
    r",\s*(?:(?:senior|staff|special|chief|deputy|assistant|associate|managing|contributing|"
    r"political|science|business|sports?|health|technology|tech|foreign|national|news|world|"
    r"[A-Z][\w&.’']*)\s+){0,4}"
    r"(?:editor|writer|reporter|correspondent|contributor|columnist|journalist|bureau chief|"
    r"producer|analyst|fellow|professor|staff)\b.*$",
    re.IGNORECASE,
)
_FOR_WHOM: Final = re.compile(r"\s+for\s+(?:the\s)?[A-Z].*$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?:)?//\S+|\bwww\.\S+|\S+@\S+\.\w+|@\w+")
_IN_ADDRESSES: Final = ("//", "@", "www.")
_SEPARATORS: Final = re.compile(r"\s+(?:[|–—·•«»›‹:]|-{1,2}|::|\\|/)\s+|\s*[|｜│]\s*")
_SEPARATING: Final = re.compile(r"[|–—·•«»›‹:\\/｜│-]")  # one of these is in each of them
_TRACKING: Final = re.compile(
    rf"^(?:(?:{'|'.join(TRACKED_BEGINS)}).+|{'|'.join(TRACKED)})$", re.IGNORECASE
)
_PERSON: Final = re.compile(
    rf"(?:[^\W\d_a-z][\w'’.\-]*\s(?:(?:{'|'.join(PARTICLES)})\s)*){{1,3}}"
    r"[^\W\d_a-z][\w'’.\-]+|[\u3040-\u9fff\uac00-\ud7af\s]{2,6}"
)
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_ASCII_SIGNS: Final = bytes(c for c in range(128) if not chr(c).isalnum())
_HOST: Final = re.compile(r"[a-z]+://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\"/?#]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
LEGAL_FORMS: Final = (
    *("Co", "Ltd", "Limited", "Inc", "LLC", "LLP", "plc", "GmbH", "AG", "KG", "SE", "S.A", "CIC"),
    *("Corp", "B.V", "Pty"),
)
LEGAL_FORM: Final = re.compile(
    rf"(?:,?\s(?:{'|'.join(LEGAL_FORMS).replace('.', '[.]?')})\b\.?)+$", re.IGNORECASE
)
_QUICK: Final = compiled("digest_app.readers.compiled_naming")  # knows what is simple
_ADDRESSES: Final = compiled("digest_app.readers.compiled_addresses")
_TITLES: Final = compiled("digest_app.readers.compiled_titles")
_MAX_NAME: Final = 80
_MAX_TITLE: Final = 400


def plain(stated: str) -> str:
    """Return words without entities, with single spaces."""
    known: str | None = _QUICK.plain(stated) if _QUICK else None
    return " ".join(unescape(stated).split()) if known is None else known


def authors(stated: str) -> tuple[str, ...]:
    """Return the people that a byline names, in its order, without "By", roles and addresses."""
    known: tuple[str, ...] | None = _QUICK.author(stated) if _QUICK else None
    return _authors(stated) if known is None else known


def _authors(stated: str) -> tuple[str, ...]:
    words = unescape(stated)
    if any(sign in words for sign in _IN_ADDRESSES):
        words = _ADDRESS.sub(" ", words)
    words = words.strip()
    words = _BY.sub("", " ".join(words.split()) if "\n" not in words else words)
    names: list[str] = []
    for group in _BETWEEN.split(words):
        if "," in group:
            group = _ROLE.sub("", group)  # noqa: PLW2901 - its role taken off
        if "for" in group.lower():
            group = _FOR_WHOM.sub("", group)  # noqa: PLW2901
        for part in _by_comma(group):
            name = " ".join(part.split()).strip(" ,.;:-–—()[]") if part else ""
            name = f"{name}." if name.endswith(_JUNIOR) and _AS_JUNIOR.search(name) else name
            if _is_name(name) and name.casefold() not in {n.casefold() for n in names}:
                names.append(name)
    return tuple(names)


def _by_comma(group: str) -> list[str]:
    """Split ``A, B`` into names; ``Last, First`` of one word each stays one name, turned round."""
    parts = [p.strip() for p in group.split(",")]
    made: list[str] = []
    for part in parts:
        if made and _SUFFIX.match(part):
            made[-1] = f"{made[-1]} {part}"
        elif not (made and _DEGREE.match(part)):
            made.append(part)
    if len(made) == 2 and all(p and " " not in p for p in made):  # noqa: PLR2004 - a pair
        return [f"{made[1]} {made[0]}"]
    return made


def _is_name(name: str) -> bool:
    return (
        1 < len(name) <= _MAX_NAME
        and name.casefold() not in NO_AUTHOR
        and _has_letter(name)
        and not _HOST_NAME.fullmatch(name)
    )


def _has_letter(name: str) -> bool:
    if name.isascii() and name.lower() != name.upper():
        return True
    return any(c.isalpha() for c in name)


def headline(stated: str, publisher: str = "", address: str = "") -> str:
    """Return a title without the site's name at its end or its beginning.

    A part between separators goes only when it is the publisher's name or the address's host,
    written in whatever way; otherwise the title stays as it is.
    """
    known: str | None = _TITLES.headline(stated, publisher, address) if _TITLES else None
    return _headline(stated, publisher, address) if known is None else known


def _headline(stated: str, publisher: str, address: str) -> str:
    title = " ".join(unescape(stated).split())[:_MAX_TITLE]
    if cuts := _cuts(title):
        plain = LEGAL_FORM.sub("", publisher)
        names = {_squashed(plain), *_host_names(address)} - {""}
        while cuts and names and _names_site(title[cuts[-1][1] :], names):
            title = title[: cuts.pop()[0]]
        if cuts and names and _names_site(title[: cuts[0][0]], names):
            title = title[cuts[0][1] :]
    return title.strip().rstrip("|").rstrip()


def _cuts(title: str) -> list[tuple[int, int]]:
    """Return where the separators in a title begin and end."""
    known: list[tuple[int, int]] | None = _QUICK.cuts(title) if _QUICK else None
    if known is not None or not _SEPARATING.search(title):
        return known or []
    return [found.span() for found in _SEPARATORS.finditer(title)]


def site_name(title: str, address: str) -> str:
    """Return the last part of a page's title where it is the name of the address's host."""
    known: str | None = _TITLES.site_name(title, address) if _TITLES else None
    return _site_name(title, address) if known is None else known


def _site_name(title: str, address: str) -> str:
    words = " ".join(unescape(title).split())
    part = words[cuts[-1][1] :].strip() if (cuts := _cuts(words)) else words
    return part if part != title.strip() and _names_site(part, _host_names(address)) else ""


def part_named_by(address: str, name: str) -> str:
    """Return the part of a site's name that its host repeats, without a slogan; else all of it.

    An abbreviation stays with the name that it is short for.
    """
    if not _cuts(name) and name == name.strip():
        return name
    hosts = _host_names(address)
    parts = _SEPARATORS.split(name) if hosts else []
    named = (part.strip() for part in parts if not part.isupper() and _names_site(part, hosts))
    return next(named, name)


def is_byline(line: str) -> bool:
    """Tell whether a line begins as bylines do, whatever name follows."""
    return line[:_LONGEST_BY].lower().startswith(BY_BEGINS) and bool(_BY.match(line))


def people(words: str) -> tuple[str, ...]:
    """Return the names in what may be a byline; nothing unless all of them look like names."""
    known: tuple[str, ...] | None = _QUICK.people(words) if _QUICK else None
    return _people(words) if known is None else known


def _people(words: str) -> tuple[str, ...]:
    names = authors(words)
    return names if all(map(is_person, names)) else ()


def is_person(name: str) -> bool:
    """Tell whether a name looks like a person's: two words or more, and none of a menu's."""
    known: bool | None = _QUICK.person(name) if _QUICK else None
    return _is_person(name) if known is None else known


def _is_person(name: str) -> bool:
    return bool(_PERSON.fullmatch(name)) and not _NO_PERSON.search(name)


def has_parts(title: str) -> bool:
    """Tell whether a title has a separator in it."""
    return bool(_cuts(title))


def site_behind(title: str, headline: str) -> str:
    """Return what a page's title says behind the headline: the site's name, or a desk's."""
    known: str | None = _TITLES.site_behind(title, headline) if _TITLES else None
    return _site_behind(title, headline) if known is None else known


def _site_behind(title: str, headline: str) -> str:
    words, known, begin = _squashed(headline), 0, 0
    for start, end in _cuts(title):
        part = _squashed(title[begin:start])
        if not words.startswith(part, known):
            return ""
        known, begin = known + len(part), start
        if known == len(words):
            return " ".join(title[end:].split())
    return ""


def _names_site(part: str, names: set[str]) -> bool:
    """Tell whether a part of a title is the site's name, or begins with it and adds a word."""
    squashed = _squashed(part)
    if not squashed:
        return False
    if not names.isdisjoint({squashed, "the" + squashed, squashed.removeprefix("the")}):
        return True
    return any(squashed.startswith(n) and 2 * len(n) > len(squashed) for n in names if len(n) > 3)  # noqa: PLR2004 - a short name begins many words


def _squashed(name: str) -> str:
    folded = name.casefold()
    if folded.isascii():  # bytes are put through a table much faster than through a pattern
        return folded.encode().translate(None, _ASCII_SIGNS).decode()
    return _NO_LETTERS.sub("", folded)


def _host_names(address: str) -> set[str]:
    """Return the ways in which a host names its site: ``bbc``, ``bbccouk``, ``newsbbccouk``."""
    found = _HOST.match(address)
    if found is None:
        return set()
    host = found[1].lower().removeprefix("www.")
    labels = host.split(".")
    main = max(labels[:-1], key=len, default="")
    return {_squashed(host), _squashed(main), _squashed("".join(labels[-2:]))} - {""}


def plain_address(stated: str, base: str = "") -> str:
    """Return an http address without tracking parameters and fragment; empty where it is none.

    A ``base`` completes an address that is relative to it.
    """
    known: str | None = _ADDRESSES.address(stated, bool(base)) if _ADDRESSES else None
    return _plain_address(stated, base) if known is None else known


def _plain_address(stated: str, base: str) -> str:
    address = unescape(stated).strip() if "&" in stated else stated.strip()
    if base and address and not _SCHEME.match(address):
        address = joined(base, address)
    if not _WEB_ADDRESS.fullmatch(address):
        return ""
    address, _, query = address.partition("#")[0].partition("?")
    kept = [pair for pair in query.split("&") if not _TRACKING.match(pair.partition("=")[0])]
    return f"{address}?{'&'.join(kept)}" if query and kept else address


def joined(base: str, address: str) -> str:
    """Complete a relative address; empty where the two make none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def language_tag(stated: str) -> str:
    """Return a BCP 47 tag, ``en_us`` as ``en-US``; empty where it is none."""
    known: str | None = _QUICK.language(stated) if _QUICK else None
    return _language_tag(stated) if known is None else known


def _language_tag(stated: str) -> str:
    parts = stated.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]) or not all(p.isalnum() for p in parts):
        return ""
    rest = [p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in parts[1:3]]  # noqa: PLR2004 - regions have two letters, scripts four
    return "-".join([parts[0].lower(), *rest])


def file_name(stated: str) -> str:
    """Return the last part of a file's path, whichever system wrote it, for people to read."""
    last = re.split(r"[/\\]", stated)[-1]
    return "".join(c for c in last if c.isprintable())[-120:]
