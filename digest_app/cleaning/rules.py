"""The rules in force: the tables that ship with the program, and what the user taught it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from digest_app.assets import resource
from digest_app.cleaning.rules_match import Matcher
from digest_app.cleaning.spans import Spotter
from digest_app.domain.boilerplate import BoilerplateKind
from digest_app.domain.rule import Action, Reach, Rule, Scope, Where

_TABLES = "rules/lines"
_EVERYONES = "en"


@dataclass(frozen=True, slots=True)
class Table:
    """One language's word rules."""

    language: str
    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What :func:`~digest_app.cleaning.engine.clean` goes by beside the shipped tables.

    ``taught`` are the user's rules, of any scope; ``article`` is the key of the article at hand,
    for the rules that hold for one article only.
    """

    taught: tuple[Rule, ...] = ()
    article: str = ""


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a table, as BCP 47 tags, sorted."""
    return tuple(sorted(path.stem for path in resource(_TABLES).glob("*.toml")))


@cache
def table(language: str) -> Table:
    """Return one language's table.

    Raises:
        FileNotFoundError: if the language has no table.
        ValueError: if a rule in it is not complete; the message names the rule.
    """
    data = tomllib.loads((resource(_TABLES) / f"{language}.toml").read_text("utf-8"))
    return Table(
        language, data["name"], tuple(rule_from(entry, language) for entry in data["rule"])
    )


def asked_for(language: str) -> tuple[Matcher, Spotter]:
    """Return what asks the built-in rules about a text in this language, a BCP 47 tag.

    The English table is always among them: sites all over the world speak English around their
    articles.
    """
    own = language.partition("-")[0].lower()
    return _arranged(own if own in languages() else _EVERYONES)


@cache
def _arranged(language: str) -> tuple[Matcher, Spotter]:
    named = dict.fromkeys((language, _EVERYONES))
    rules = [rule for name in named for rule in table(name).rules]
    return Matcher(rules), Spotter(rules)


def rule_from(entry: dict[str, object], language: str = "") -> Rule:
    """Return the rule that a TOML table states.

    Raises:
        ValueError: if it is not complete; the message names the rule. Its pattern is not looked at.
    """
    name = str(entry.get("name", "without a name"))
    try:
        rule = Rule(
            name=f"{name}/{language}" if language else name,
            kind=BoilerplateKind(str(entry["kind"])),
            where=Where(str(entry["where"])),
            words=_texts(entry.get("words", ())),
            pattern=str(entry.get("pattern", "")),
            action=Action(str(entry.get("action", "hide"))),
            longest=int(str(entry.get("longest", 0))),
            scope=Scope(Reach(str(entry.get("reach", "everywhere"))), str(entry.get("of", ""))),
            language=language or str(entry.get("language", "")),
            note=str(entry.get("note", "")),
            hits=_texts(entry.get("hits", ())),
            misses=_texts(entry.get("misses", ())),
        )
    except (KeyError, ValueError) as error:
        msg = f"The rule “{name}” is not complete: {error}"
        raise ValueError(msg) from error
    if not rule.pattern and not any(word.strip() for word in rule.words):
        msg = f"The rule “{name}” has neither words nor a pattern"
        raise ValueError(msg)
    return rule


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(text) for text in value) if isinstance(value, Iterable) else ()
