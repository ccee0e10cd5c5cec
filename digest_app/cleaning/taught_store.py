"""Taught rules as text: a TOML file that a person can read, edit, and pass on."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable

from digest_app.cleaning.rules import rule_from
from digest_app.cleaning.rules_match import compiled
from digest_app.domain.problems import DigestError
from digest_app.domain.rule import Action, Reach, Rule

_HEADER = """\
# Rules that you taught Digest, one [[rule]] each. Edit them here or in the program.
# where: whole, begins, ends, has, row or span. action: hide or keep ("never hide").
# reach: article, publisher or everywhere; of: which article or publisher.
format = 1
"""
_FORMAT = 1


class UnreadableRules(DigestError):
    """A file of taught rules that is not what Digest writes."""


def dump(rules: Iterable[Rule]) -> str:
    """Return the rules as TOML; :func:`load` gives them back equal."""
    return "\n".join([_HEADER, *(_entry(rule) for rule in rules)])


def _entry(rule: Rule) -> str:
    rows = {
        "name": rule.name,
        "kind": str(rule.kind),
        "where": str(rule.where),
        "action": str(rule.action),
        "reach": str(rule.scope.reach),
        "of": rule.scope.of,
        "words": list(rule.words),
        "pattern": rule.pattern,
        "longest": rule.longest,
        "language": rule.language,
        "note": rule.note,
        "hits": list(rule.hits),
        "misses": list(rule.misses),
    }
    needed = {"name", "kind", "where", "action", "reach"}
    lines = (f"{key} = {_value(value)}" for key, value in rows.items() if value or key in needed)
    return "[[rule]]\n" + "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """Return the value as TOML. JSON's strings are TOML's but for DEL and lone surrogates."""
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load(text: str, name: str = "rules.toml") -> tuple[Rule, ...]:
    """Return the rules of a TOML text; ``name`` is used in errors only.

    Raises:
        UnreadableRules: if it is no TOML, of a later format, or a rule in it is not complete;
            the error names the rule.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = f"It is not a file of rules: {error}."
        raise UnreadableRules(name, what, "Put the last good copy back.") from error
    if data.get("format", _FORMAT) != _FORMAT:
        what = "It was written by a later version of Digest."
        raise UnreadableRules(name, what, "Install the newest version.")
    entries = data.get("rule", [])
    return tuple(_loaded(entry, name) for entry in entries if isinstance(entry, dict))


def _loaded(entry: dict[str, object], name: str) -> Rule:
    try:
        rule = rule_from(entry)
        compiled(rule)
    except (ValueError, re.error, RecursionError, OverflowError) as error:
        raise UnreadableRules(name, f"{error}.", "Correct or remove that rule.") from error
    if rule.action is Action.HINT:
        what = f"The rule “{rule.name}” says neither hide nor keep."
        raise UnreadableRules(name, what, "Correct or remove that rule.")
    if rule.scope.reach is not Reach.EVERYWHERE and not rule.scope.of:
        what = f"The rule “{rule.name}” does not say of which {rule.scope.reach}."
        raise UnreadableRules(name, what, "Correct or remove that rule.")
    return rule
