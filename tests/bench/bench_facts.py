"""Measure the facts."""

from __future__ import annotations

from digest_app.facts.finding import find

_TYPES = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "money": "MONEY", "percent": "PERCENT", "date": "DATE", "quantity": "COUNT", "quote": "QUOTE", "role": "ROLE"}


def find_spans(text: str) -> list[dict[str, object]]:
    return [{"type": _TYPES[f.type], "start": f.start, "end": f.end, "text": f.text, "speaker": f.speaker, "speaker_start": f.speaker_start, "speaker_end": f.speaker_end} for f in find(text)]
