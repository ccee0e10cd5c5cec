"""Who says a quotation, read off the words around it in its paragraph.

The patterns run over class strings, see :mod:`digest_app.facts.quotes.units`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# A noun phrase: a pronoun; words up to a name; the words; one.
_NAMED = r"D?[CJB#s\-]*N"
_PHRASE = r"(?:P|D[CJB#s\-N]*[CJBN]|[CJ#s\-N]*[CJN]|D)"
_OF = r"(?:pD?[CJ#s\-N]*[CJN])*"
_WHO = rf"(?P<who>{_PHRASE}(?:&{_PHRASE})?{_OF})"
_ASIDE = r"(?:,[^QV:]{1,40}?,|\([^)QV]{1,20}\),?)"
# Whom an aside names after what they are: “the bank’s governor, Jane Roe, said”.
_OFFICE = r"[DP]?[CJ#s\-N]*[CJ](?:pD?[CJ#s\-N]*[CJN])*"
_ASIDE_FIRST = re.compile(rf",?{_OFFICE},(?P<who>N),[XR]*(?P<cue>[VB])")
_ASIDE_BEFORE = re.compile(rf"{_OFFICE},(?P<who>N),$")
_VERB_ASIDE = re.compile(rf"[,\-]{{0,2}}[RX]*(?P<cue>V)R*{_OFFICE},(?P<who>N)(?=[,.])")
_NAME_FIRST = re.compile(rf",?{_WHO}{_ASIDE}{{0,3}}[XR]*(?P<cue>[VB])")
_VERB_FIRST = re.compile(rf"[,\-]{{0,2}}[RX]*(?P<cue>V)(?:-(?:J-)?)?R*(?P<who>{_NAMED}|{_PHRASE})")
_INVERTED = re.compile(r"[,\-]{0,2}X-(?:J-)?(?P<who>P)R*(?P<cue>V)")
_SIGNED = re.compile(rf"[.]?-(?P<who>{_NAMED}|C+)")
_LATER = re.compile(
    rf"[,\-](?:{_WHO}{_ASIDE}?[XR]*(?P<cue>V)|(?P<cue2>V)(?P<who2>{_PHRASE}))(?=[.,p#\-&]|$)"
)
_ACCORDING_AFTER = re.compile(rf",?(?P<cue>[Zz])p?(?P<who>{_NAMED}|{_PHRASE})")
_BEHIND = (_VERB_ASIDE, _VERB_FIRST, _INVERTED, _SIGNED, _ACCORDING_AFTER)
_ACCORDING = re.compile(rf"(?P<cue>Z)p?(?P<who>{_NAMED}|{_PHRASE})")
_AFTER_VERB = re.compile(rf"R*(?P<who>{_NAMED}|{_PHRASE})")
_BEFORE = re.compile(rf"{_WHO}$")
_NEXT_TO = re.compile(rf"(?P<who>P|{_NAMED}|D[CJ]+)$")
_SUBJECT = re.compile(r"(?:P|D?[CJ#s\-]*N|D?[CJ#s\-]{1,3}|D)")
_ADVERBIAL = re.compile(
    r"p(?:[XRB]*G)?p?D?(?:#[s#CJ,]*|[JCR\-]*N?(?:s[JC#]+)?)(?:&N)?(?=.)|#|[R&,t:x\-.]|[GB][^,]*,"
)
_CUES = re.compile("[VGB]")
_ADJACENT = re.compile(r"[VGB][^VGBQN.]{0,4}$")
_NO_SUBJECT = re.compile(r",?[XR]*V(?=[p.,]|$)")
_SAYS = re.compile(r"[NP]Vt?$")
_ENDS_OPEN = ",?!-"
_RIGHT_BEFORE = 2
#: No speaker stands further away, in units; without it a text without full stops costs its square.
_REACH = 300
#: Nor is it found by the tenth verb before, nor is a verb's subject further off than this.
_MOST_CUES, _NEAR = 8, 100


class Said(NamedTuple):
    """Who says a quotation: units ``[first, last)``, and the cue's unit (-1 for none)."""

    first: int
    last: int
    cue: int = -1


def sentence_start(classes: str, at: int) -> int:
    """Return the unit with which the sentence around a quotation begins, as far as it reaches."""
    furthest = max(0, at - _REACH)
    return max(furthest, classes.rfind(".", furthest, at) + 1)


def named_in_sentence(classes: str, at: int, *, ends: str) -> Said | None:
    """Return the speaker whom the quotation's own sentence names with a verb of saying.

    ``at`` is the quotation's unit and ``ends`` the last character inside its marks.
    """
    lo = sentence_start(classes, at)
    clause = classes[lo:at]
    after = _after(classes, at, ends)
    if after and (ends in _ENDS_OPEN or not _CUES.search(clause)) and not _ADJACENT.search(clause):
        return after
    return _before(classes, lo, at) or after or _later(classes, at)


def _after(classes: str, at: int, ends: str) -> Said | None:
    """Read “…,” X said and “…,” said X; and “…” ― X."""
    match = next((m for p in _BEHIND if (m := p.match(classes, at + 1))), None)
    if match is None and ends != ".":
        match = _ASIDE_FIRST.match(classes, at + 1) or _NAME_FIRST.match(classes, at + 1)
    return _said(match) if match else None


def _later(classes: str, at: int) -> Said | None:
    """Read “…” is wrong, X said."""
    end = classes.find(".", at, at + _REACH)
    furthest = at + 1 + _REACH
    match = _LATER.search(classes, at + 1, min(end + 1 if end >= 0 else furthest, furthest))
    if match is None:
        return None
    which = "2" if match["who2"] else ""
    return Said(*match.span(f"who{which}"), match.start(f"cue{which}"))


def _said(match: re.Match[str]) -> Said:
    cue = match.start("cue") if "cue" in match.re.groupindex else -1
    return Said(*match.span("who"), cue)


def _before(classes: str, lo: int, at: int) -> Said | None:
    """Read X said that “…”: the last verb of saying that has a subject."""
    according = _ACCORDING.search(classes, lo, at)
    if according:
        return _said(according)
    cues = [m.start() for m in _CUES.finditer(classes, lo, at)]
    for cue in reversed(cues[-_MOST_CUES:]):
        relative = cue > lo and classes[cue - 1] == "w"
        if relative and cue < at - _RIGHT_BEFORE:
            continue
        who = _subject(classes, lo, cue)
        if who and not _is_what_was_said(classes, lo, *who):
            return Said(*who, cue)
    return None


def _is_what_was_said(classes: str, lo: int, first: int, last: int) -> bool:
    """Tell a thing that somebody speaks of: “Roe said the figures showed”."""
    return classes[last - 1] in "CJ" and bool(_SAYS.search(classes, lo, first))


def last_speaker(classes: str, lo: int, hi: int) -> Said | None:
    """Return who speaks last in a stretch that need not hold a quotation."""
    for cue in reversed([m.start() for m in re.finditer("V", classes[lo:hi])]):
        who = _subject(classes, sentence_start(classes, lo + cue), lo + cue)
        if who:
            return Said(*who, lo + cue)
    return None


def subject_understood(classes: str, lo: int, hi: int, at: int) -> Said | None:
    """Return who is named in the sentence before, where the verb of saying has no subject.

    Spanish and Italian leave it out: “…”, afirmó. ``at`` is the quotation's unit.
    """
    cue = _NO_SUBJECT.match(classes, at + 1)
    subject = main_subject(classes, lo, hi) if cue else None
    if cue is None or subject is None:
        return None
    first, last = subject
    if classes[last : last + 3] == ",N,":
        first, last = last + 1, last + 2
    return Said(first, last, cue.end() - 1) if "N" in classes[first:last] else None


def _subject(classes: str, lo: int, cue: int) -> tuple[int, int] | None:
    """Return the units of who is the subject of a verb."""
    if classes[cue] in "GB":
        return _distant_subject(classes, lo, cue)
    end = _before_helpers(classes, lo, cue)
    named = _ASIDE_BEFORE.search(classes, lo, end)
    return named.span("who") if named else _phrase_before(classes, lo, end, cue)


def _before_helpers(classes: str, lo: int, cue: int) -> int:
    """Return where the words end that stand before a verb, its helpers and a “who” apart."""
    end = cue
    while end > lo and classes[end - 1] in "XRB":
        end -= 1
    return end - 1 if end > lo and classes[end - 1] == "w" else end


def _phrase_before(classes: str, lo: int, end: int, cue: int) -> tuple[int, int] | None:
    """Return the phrase that ends there, asides skipped; or what the verb has instead."""
    skipped = end
    while end > lo and classes[end - 1] in ",)":
        before = _before_aside(classes, lo, end)
        if before == end:
            break
        end = before
    if end <= lo or classes[end - 1] in "Q,-:":
        after = _AFTER_VERB.match(classes, cue + 1)
        return after.span("who") if after and end > lo else main_subject(classes, lo, cue)
    if classes[end - 1] == "&":
        return _distant_subject(classes, lo, cue)
    match = _BEFORE.search(classes, lo, end)
    if match is None:
        return main_subject(classes, lo, cue)
    first = match.start("who")
    # Two asides, “Jane Roe, the mayor, who was late, said”: the name explains both.
    if end < skipped and classes[max(lo, first - 2) : first] == "N,":
        return first - 2, first - 1
    return match.span("who")


def _before_aside(classes: str, lo: int, end: int) -> int:
    """Return where the words end that an aside explains; ``end`` itself where there is none."""
    if classes[end - 1] == ")":
        opening = classes.rfind("(", lo, end)
        return opening if opening > lo else end
    comma = max(classes.rfind(",", lo, end - 1), classes.rfind(")", lo, end - 1))
    if comma <= lo:
        return end
    return comma + 1 if classes[comma] == ")" else comma


def _distant_subject(classes: str, lo: int, cue: int) -> tuple[int, int] | None:
    """Return the subject of saying, to say, and said: the next words, or an earlier verb's."""
    lo = max(lo, cue - _NEAR)
    beside = _NEXT_TO.search(classes, lo, cue)
    if beside and classes[cue] == "G":
        return beside.span("who")
    for earlier in reversed([m.start() for m in re.finditer("V", classes[lo:cue])]):
        return _subject(classes, lo, lo + earlier)
    return main_subject(classes, lo, cue)


def main_subject(classes: str, lo: int, hi: int) -> tuple[int, int] | None:
    """Return the first phrase of a clause that no preposition governs."""
    position = lo
    while position < hi:
        adverbial = _ADVERBIAL.match(classes, position, hi)
        if adverbial and adverbial.end() > position:
            position = adverbial.end()
            continue
        subject = _SUBJECT.match(classes, position, hi)
        if subject:
            return subject.span()
        position += 1
    return None
