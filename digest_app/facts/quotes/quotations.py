"""The quotations of an article, each with who says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from digest_app.facts.names.found import Name
from digest_app.facts.passages import Passage
from digest_app.facts.quotes.judging import Beside, is_quotation, is_whole
from digest_app.facts.quotes.marks import Quoted, quoted
from digest_app.facts.quotes.ruled import speaker_by_rule
from digest_app.facts.quotes.speakers import (
    Said,
    last_speaker,
    main_subject,
    named_in_sentence,
    sentence_start,
    subject_understood,
)
from digest_app.facts.quotes.table import Table, table
from digest_app.facts.quotes.units import Units, units

_WORDS = re.compile("[PNDCJVGBI]")
_TRANSCRIPT = re.compile(r"((?:[A-Z][\w.'’\-]*\s?){1,4}):\s")


class Quotation(NamedTuple):
    """Quoted words, ``[start, end)`` without the marks, with the spans that say who speaks.

    ``whole`` tells a sentence or more from a few words inside somebody else's sentence.
    """

    start: int
    end: int
    whole: bool
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None


class _Voice(NamedTuple):
    """Who speaks, as spans of the text.

    ``by_name`` tells that the verb of saying has a name beside it, ``whole`` that what is said
    so is given in full.
    """

    speaker: tuple[int, int]
    cue: tuple[int, int] | None = None
    by_name: bool = False
    whole: bool = False


@dataclass(slots=True)
class _Paragraph:
    """One passage, cut into units; ``voice`` is who spoke last in it."""

    number: int
    units: Units
    classes: str
    voice: _Voice | None = None

    def voice_of(self, said: Said) -> _Voice:
        """Return the spans of the units that name a speaker."""
        who = (self.units.starts[said.first], self.units.ends[said.last - 1])
        cue = said.cue
        if cue < 0:
            return _Voice(who)
        by_name = "N" in self.units.signs[said.first : said.last] and self.units.signs[cue] != "B"
        return _Voice(who, (self.units.starts[cue], self.units.ends[cue]), by_name)


@dataclass(slots=True)
class _Finder:
    """Goes through the paragraphs in order and remembers who spoke last."""

    text: str
    kept: Sequence[Passage]
    names: Sequence[Name]
    table: Table
    last: _Paragraph | None = None
    found: list[Quotation] = field(default_factory=list)

    def paragraph(self, number: int, inside: Mapping[int, Quoted]) -> _Paragraph:
        """Cut a passage into units."""
        passage = self.kept[number]
        cut = units(self.text, passage[:2], self._names_in(passage), inside, self.table)
        return _Paragraph(number, cut, cut.classes)

    def _names_in(self, passage: Passage) -> Sequence[Name]:
        """Return the names that begin in a passage."""
        first = bisect_left(self.names, passage.start, key=lambda n: n.start)
        return self.names[first : bisect_left(self.names, passage.end, key=lambda n: n.start)]

    def read(self, number: int, inside: Mapping[int, Quoted]) -> None:
        """Find the quotations of one passage."""
        paragraph = self.paragraph(number, inside)
        places = {n: unit for unit, n in paragraph.units.quotes.items()}
        for n, stretch in inside.items():
            self._take(paragraph, stretch, places[n])
        self.last = paragraph

    def _take(self, paragraph: _Paragraph, stretch: Quoted, at: int) -> None:
        """Judge one stretch of quoted words and find its speaker."""
        content = self.text[stretch.start : stretch.end]
        said = self._said(paragraph, stretch, at, content)
        voice = said or self._from_context(paragraph, at)
        paragraph.voice = voice or paragraph.voice
        if self.kept[paragraph.number].heading:
            return
        signs = paragraph.classes
        clause = signs[sentence_start(signs, at) : at]
        beside = Beside(clause, signs[at + 1 : at + 9])
        if said and said.cue:
            beside = Beside(*beside[:2], said=True, named=said.by_name, direct=said.whole)
        if is_quotation(content, beside):
            whole = is_whole(content, beside)
            speaker, cue = voice[:2] if voice else (None, None)
            # The mark that ends the outer sentence is none of the words that are borrowed.
            end = stretch.end if whole else stretch.start + len(content.rstrip(".,;"))
            end = end if end > stretch.start else stretch.end
            self.found.append(Quotation(stretch.start, end, whole, speaker, cue))

    def _said(self, paragraph: _Paragraph, stretch: Quoted, at: int, content: str) -> _Voice | None:
        """Return who says it, as a transcript, a rule or the sentence tells."""
        passage = self.kept[paragraph.number]
        ruled = speaker_by_rule(self.text, stretch, passage[:2], self.table.rules)
        if ruled:
            return _Voice(ruled.speaker, ruled.cue, by_name=True, whole=ruled.whole)
        if not self.table.words:
            return None
        transcript = _TRANSCRIPT.match(content)
        if transcript:
            start = stretch.start
            return _Voice((start, start + transcript.end(1)))
        said = named_in_sentence(paragraph.classes, at, ends=content[-1])
        return paragraph.voice_of(said) if said else None

    def _from_context(self, paragraph: _Paragraph, at: int) -> _Voice | None:
        """Return who goes on speaking, or whose sentence holds a few quoted words."""
        if not self.table.words:
            return None
        signs = paragraph.classes
        lo = sentence_start(signs, at)
        if _WORDS.search(signs, lo, at):
            subject = main_subject(signs, lo, at)
            return paragraph.voice_of(Said(*subject)) if subject else paragraph.voice
        if paragraph.voice:
            return paragraph.voice
        if lo > 0:
            before = last_speaker(signs, sentence_start(signs, lo - 1), lo - 1)
            before = before or subject_understood(signs, sentence_start(signs, lo - 1), lo - 1, at)
            return paragraph.voice_of(before) if before else None
        return self._from_previous(paragraph)

    def _from_previous(self, paragraph: _Paragraph) -> _Voice | None:
        """Return who spoke at the end of the paragraph before."""
        if paragraph.number == 0:
            return None
        last = self.last
        if last is None or last.number != paragraph.number - 1:
            last = self.paragraph_before(paragraph)
        signs = last.classes
        introduced = signs.endswith(":")
        if last.voice and not introduced:
            return last.voice
        lo = sentence_start(signs, len(signs) - 1)
        said = last_speaker(signs, lo, len(signs))
        if said is None and introduced:
            subject = main_subject(signs, lo, len(signs))
            said = Said(*subject) if subject else None
        return last.voice_of(said) if said else None

    def paragraph_before(self, paragraph: _Paragraph) -> _Paragraph:
        """Cut the passage before this one, which holds no quotation."""
        passage = self.kept[paragraph.number - 1]
        cut = units(self.text, passage[:2], self._names_in(passage), {}, self.table)
        return _Paragraph(paragraph.number - 1, cut, cut.classes)


def find_quotations(
    text: str, kept: Sequence[Passage], names: Sequence[Name], *, language: str = "en"
) -> list[Quotation]:
    """Return the quotations in order; scare quotes, titles and headlines are left out.

    ``names`` are those found in the text, in order; ``kept`` the passages to look at.
    """
    finder = _Finder(text, kept, names, table(language))
    stretches = enumerate(quoted(text, kept))
    for number, group in groupby(stretches, key=lambda pair: pair[1].passage):
        finder.read(number, dict(group))
    return finder.found
