"""Publishers' names as people write them: no slogan, no address, no copyright sign, no author."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from digest_app.domain.compiled import compiled
from digest_app.readers import naming
from digest_app.readers.claims import Claim, first_of

_COPYRIGHT: Final = re.compile(r"©|ⓒ|\(c\)|\bcopyright\b", re.IGNORECASE)
_YEARS: Final = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)(?:\s?[-–]\s?(?:(?:19|20)\d\d)?)?")
_ALL_RIGHTS: Final = re.compile(r"\ball rights reserved\b.*", re.IGNORECASE)
_EDGES: Final = " .,;|-–—"
_QUICK: Final = compiled("digest_app.readers.compiled_naming")  # knows what is simple
_CLAIMS: Final = compiled("digest_app.readers.compiled_site_names")


def tidied(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims whose publishers are names, and whose authors do not end in one of them.

    A publisher who is the author (as one-person sites state it) comes after the site's name.
    """
    stated = list(claims)
    known: list[Claim] | None = _CLAIMS.tidied(stated) if _CLAIMS else None
    return _tidied(stated) if known is None else known


def _tidied(known: list[Claim]) -> list[Claim]:
    address = first_of(known, "url")
    named = [_named(c, address) if c.field == "publisher" else c for c in known]
    publishers = [str(c.value) for c in named if c.field == "publisher" and c.value]
    ends = tuple([f" {publisher.casefold()}" for publisher in publishers])
    tidy = [_without(c, publishers, ends) if c.field == "authors" else c for c in named]
    people = _people_of(known, {end[1:] for end in ends})
    return _site_first(tidy, people) if people else tidy


def _people_of(claims: list[Claim], publishers: set[str]) -> set[str]:
    """Return the folded names of the authors who are publishers too, and people."""
    names = [name for claim in claims if claim.field == "authors" for name in claim.value]
    return {n.casefold() for n in names if n.casefold() in publishers and naming.is_person(n)}


def _site_first(claims: list[Claim], people: set[str]) -> list[Claim]:
    """Return the claims with those last that publishers are people, if the site has a name."""
    if not any(c.value for c in claims if (c.field, c.source) == ("publisher", "OpenGraph")):
        return claims
    return sorted(
        claims, key=lambda c: c.field == "publisher" and str(c.value).casefold() in people
    )


def _named(claim: Claim, address: str) -> Claim:
    name = publisher_name(str(claim.value), address)
    return claim if name == claim.value else claim._replace(value=name)


def publisher_name(stated: str, address: str) -> str:
    """Return the name in what is stated; of a name with a slogan the part that its host repeats."""
    known: str | None = _QUICK.publisher(stated) if _QUICK else None
    return _publisher_name(stated, address) if known is None else known


def _publisher_name(stated: str, address: str) -> str:
    if naming.plain_address(stated):
        return ""
    if _COPYRIGHT.search(stated):
        stated = _ALL_RIGHTS.sub("", _YEARS.sub("", _COPYRIGHT.sub("", stated))).strip(_EDGES)
    return naming.part_named_by(address, stated)


def _without(claim: Claim, publishers: list[str], ends: tuple[str, ...]) -> Claim:
    """Take the publisher's name off the end of people's names: ``Ada Lindqvist Florida Today``.

    ``ends`` are the publishers' names as such names end, in lower case.
    """
    if not any(name.casefold().endswith(ends) for name in claim.value):
        return claim
    return claim._replace(value=tuple(_shorter(name, publishers) for name in claim.value))


def _shorter(name: str, publishers: Iterable[str]) -> str:
    for publisher in publishers:
        before = name[: -len(publisher)].rstrip(_EDGES)
        if name.casefold().endswith(f" {publisher.casefold()}") and naming.is_person(before):
            return before
    return name
