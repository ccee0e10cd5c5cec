"""Whom the words beside a quotation mean: the name in them, or what a pronoun stands for."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from digest_app.assets import resource
from digest_app.domain.fact import FactType
from digest_app.facts.names.found import Name

_OURSELVES = frozenset({"i"})
_PREPOSITION = re.compile(r"\s(?:of|for|from|at|in|on|with|to|by|about|against)\s")
_TITLES = (("mr", "m"), ("sir", "m"), ("mrs", "f"), ("ms", "f"), ("miss", "f"), ("lady", "f"))
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDS = re.compile(r"[.!?\n”\"]")
# Words before a name that opens its sentence: a title, or “The bank's new governor,”.
_OPENING, _MOST_OF_TITLE, _MOST_OF_OFFICE = 60, 2, 6
_SEXES = ("m", "f")
_BACK = 1500


@cache
def first_names() -> Mapping[str, str]:
    """Return the first names that tell a sex, ``m`` or ``f``."""
    with resource("quotes/en.toml").open("rb") as file:
        table = tomllib.load(file)["first_names"]
    return {name: kind[0] for kind, names in table.items() for name in names.split()}


@dataclass(slots=True)
class Resolver:
    """Turns the words that name a speaker into a name of the article.

    ``names`` are those of the article in order; ``pronouns`` what the language's table says of
    each; ``voices`` those that spoke so far, latest last; ``sex`` what pronouns and titles have
    said about a surname.
    """

    text: str
    names: Sequence[Name]
    pronouns: Mapping[str, str]
    voices: list[Name] = field(default_factory=list)
    sex: dict[str, str] = field(default_factory=dict)

    def resolve(self, start: int, end: int, before: int) -> Name | None:
        """Return the name that the words ``[start, end)`` mean; None where they name nobody.

        ``before`` is where the quotation begins: a pronoun never means a name inside it.
        """
        word = self.text[start:end].lower()
        meant = self.pronouns.get(word, "")
        if meant in _SEXES:
            name = self._person(start, meant)
        elif meant:
            name = self._thing(start)
        else:
            name = self._inside(start, end)
        if name:
            self.voices.append(name)
        return name

    def _inside(self, start: int, end: int) -> Name | None:
        """Return the name that heads the words: the last one before a preposition."""
        preposition = _PREPOSITION.search(self.text, start, end)
        stop = preposition.start() if preposition else end
        inside = [n for n in self._between(start, stop) if n.end <= stop]
        if not inside or inside[-1].end < stop - len("’s"):
            return None
        self._learn(inside[-1])
        return inside[-1]

    def _learn(self, name: Name) -> None:
        """Note what a title before a name says."""
        before = self.text[max(0, name.start - 6) : name.start + 6].lower()
        for title, sex in _TITLES:
            if re.search(rf"\b{title}\b", before):
                self.sex[self._surname(name)] = sex

    def _surname(self, name: Name) -> str:
        """Return the last word of a name."""
        words = _POSSESSIVE.sub("", self.text[name.start : name.end]).split()
        return words[-1].lower() if words else ""

    def _sex(self, name: Name) -> str:
        """Return what is known about somebody's sex: by pronouns so far, or by the first name."""
        first = self.text[name.start : name.end].partition(" ")[0].lower()
        return first_names().get(first) or self.sex.get(self._surname(name), "")

    def _person(self, position: int, sex: str) -> Name | None:
        """Return whom he or she means: who spoke or was spoken of last and fits."""
        near = [n for n in self._back(position) if n.type is FactType.PERSON]
        known = [(n, self._surname(n), self._sex(n)) for n in near]
        same = {surname for _, surname, told in known if told == sex}
        other = {surname for _, surname, told in known if told not in ("", sex)} - same
        fitting = [n for n, surname, told in known if told in ("", sex) and surname not in other]
        if not fitting:
            return None
        spoke = {self._surname(n) for n in self.voices[-3:]}
        subjects = [n for n in fitting if self._opens_sentence(n)]
        paragraph = self.text.rfind("\n", 0, position)
        chosen = next((n for n in subjects if n.start > paragraph), None)
        chosen = chosen or next((n for n in subjects if self._surname(n) in spoke), None)
        chosen = chosen or next((n for n in fitting if self._surname(n) in spoke), None)
        chosen = chosen or (subjects or fitting)[0]
        self.sex.setdefault(self._surname(chosen), sex)
        return chosen

    def _thing(self, position: int) -> Name | None:
        """Return what it or they means: the organization named last."""
        near = [n for n in self._back(position) if n.type is FactType.ORGANIZATION]
        return next((n for n in near if self._opens_sentence(n)), near[0] if near else None)

    def _back(self, position: int) -> list[Name]:
        """Return the names shortly before a position, nearest first."""
        near = self._between(position - _BACK, position)
        return [n for n in reversed(near) if n.end <= position]

    def _between(self, start: int, end: int) -> Sequence[Name]:
        """Return the names that begin in a stretch; ``names`` are in order."""
        first = bisect_left(self.names, start, key=lambda n: n.start)
        return self.names[first : bisect_left(self.names, end, key=lambda n: n.start)]

    def _opens_sentence(self, name: Name) -> bool:
        """Tell whether the name stands at the beginning of its sentence, or after a quotation."""
        before = self.text[max(0, name.start - _OPENING) : name.start].rstrip(" ")
        last = _ENDS.split(before)[-1]
        title = _MOST_OF_OFFICE if last.endswith(",") and last != before else _MOST_OF_TITLE
        return len(last.split()) <= title or before[-1:] in ("”", '"', "\n", "")
