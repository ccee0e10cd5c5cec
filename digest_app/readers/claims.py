"""Metadata from several sources: the best one wins, and what the others say is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from digest_app.domain.compiled import compiled
from digest_app.domain.document import Metadata, Origin
from digest_app.readers.encoding import scrub

_DATES: Final = frozenset({"published", "modified"})
Value = str | tuple[str, ...]


class Claim(NamedTuple):
    """``source`` says that ``field`` of :class:`Metadata` is ``value``; authors are a tuple."""

    field: str
    source: str
    value: Value


_QUICK: Final = compiled("digest_app.readers.compiled_claims")


def first_of(claims: Iterable[Claim], field: str) -> str:
    """Return the first text claimed for a field that is not empty; empty where there is none."""
    for claimed, _, value in claims:
        if claimed == field and value:
            return str(value)
    return ""


def settle(claims: Iterable[Claim]) -> Metadata:
    """Choose for each field the first claim that is not empty; ``claims`` come best first.

    A later claim replaces a date only where it says the same more precisely.

    Every choice is recorded as an :class:`Origin`, with the claims that say something else.
    """
    settled: Metadata = _QUICK.settle(claims) if _QUICK else _settle(claims)
    return settled


def _settle(claims: Iterable[Claim]) -> Metadata:
    chosen: dict[str, Claim] = {}
    others: dict[str, dict[str, str]] = {}
    for claim in filter(None, map(_clean, claims)):
        first = chosen.setdefault(claim.field, claim)
        if _is_finer(claim, first):
            chosen[claim.field] = claim
        elif first is not claim and not _agree(first.value, claim.value):
            others.setdefault(claim.field, {}).setdefault(claim.source, _shown(claim.value))
    origins = tuple(
        Origin(name, claim.source, _shown(claim.value), tuple(others.get(name, {}).items()))
        for name, claim in chosen.items()
    )
    return Metadata(**{c.field: c.value for c in chosen.values()}, origins=origins)  # type: ignore[arg-type] # the fields are named by the claims


def _clean(claim: Claim) -> Claim | None:
    """Return the claim without characters that must not be kept; None where it says nothing."""
    value = claim.value
    if not value:
        return None
    if isinstance(value, str):
        kept: Value = scrub(value)
    else:
        kept = tuple(filter(None, map(scrub, value)))
    return (claim if kept == value else claim._replace(value=kept)) if kept else None


def merged(stated: Metadata, found: Metadata) -> Metadata:
    """Return what ``stated`` says, and what ``found`` adds; disagreements are recorded."""
    return settle([*claims_of(stated), *claims_of(found)])


def claims_of(metadata: Metadata) -> list[Claim]:
    """Return what a document's metadata states as claims again, its origins' order kept."""
    known: list[Claim] = _QUICK.claims_of(metadata) if _QUICK else _claims_of(metadata)
    return known


def _claims_of(metadata: Metadata) -> list[Claim]:
    made: list[Claim] = []
    for origin in metadata.origins:
        made.append(Claim(origin.field, origin.source, getattr(metadata, origin.field)))
        for source, value in origin.others:
            made.append(Claim(origin.field, source, _value(origin.field, value)))
    return made


def _value(field: str, shown: str) -> Value:
    return tuple(shown.split(", ")) if field == "authors" else shown


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _is_finer(claim: Claim, chosen: Claim) -> bool:
    """Tell whether a claim is the chosen date, stated more precisely."""
    return (
        claim.field in _DATES
        and len(claim.value) > len(chosen.value)
        and isinstance(claim.value, str)
        and claim.value.startswith(str(chosen.value))
    )


def _agree(one: Value, other: Value) -> bool:
    """Tell whether two sources mean the same; a date that is less precise does not differ."""
    a, b = _shown(one).casefold(), _shown(other).casefold()
    return a == b or (a[:4].isdigit() and (a.startswith(b) or b.startswith(a)))
