"""Search as one would do it without an index: look at every article, test every part."""

from __future__ import annotations

from digest_app.domain.article import Article
from digest_app.domain.fact import FactType
from digest_app.domain.listing import StoredArticle
from digest_app.domain.marks import Place, anchor, in_force
from digest_app.domain.query import (
    All,
    Any,
    Dated,
    Field,
    HasFact,
    HasFigure,
    HasLabel,
    InPlace,
    IsRead,
    IsStarred,
    Not,
    Phrase,
    Query,
    Sign,
    asks_for_place,
)
from digest_app.domain.words import folded_words
from digest_app.library.library import Library


def search(library: Library, query: Query) -> list[int]:
    """Return the numbers of the articles that match, the newest first."""
    rows = library.database.rows("SELECT id FROM article ORDER BY id DESC")
    stored = [library.articles.get(row[0]) for row in rows]
    return [s.id for s in stored if is_in_sight(s, query) and matches(s, query)]


def is_in_sight(stored: StoredArticle, query: Query) -> bool:
    return asks_for_place(query) or stored.marks.place is not Place.TRASH


def matches(stored: StoredArticle, query: Query) -> bool:  # noqa: C901, PLR0911 - one a part
    match query:
        case All(parts):
            return all(matches(stored, part) for part in parts)
        case Any(parts):
            return any(matches(stored, part) for part in parts)
        case Not(part):
            return not matches(stored, part)
        case Phrase():
            return any(has_phrase(text, query) for text in texts(stored, query.field))
        case IsRead(read):
            return stored.marks.read is read
        case IsStarred():
            return stored.marks.starred
        case InPlace(place):
            return stored.marks.place is place
        case HasLabel(name):
            labels = [label.lower() for label in stored.marks.labels]
            return name.lower() in labels if name else bool(labels)
        case HasFact(kind):
            return kind in {fact.type for fact in facts(stored)}
        case HasFigure():
            return any(is_such_a_figure(fact, query) for fact in facts(stored))
        case Dated(sign, date):
            return compare(stored.article.published or stored.added, sign, date)


def facts(stored: StoredArticle):
    return [f for f in stored.facts if anchor(f) not in stored.marks.hidden_facts]


def texts(stored: StoredArticle, field: Field) -> list[str]:
    article = stored.article
    shown = Article(article.document, in_force(article.removals, stored.marks))
    by_field = {
        Field.TITLE: [article.title or stored.name],
        Field.BODY: [shown.cleaned_text],
        Field.BYLINE: [article.byline],
        Field.PUBLISHER: [article.publisher],
        Field.SPEAKERS: [f.speaker for f in facts(stored)],
    }
    if field is not Field.ANYWHERE:
        return by_field[field]
    values = [f.value for f in facts(stored) if f.value != f.text]
    return [text for own in by_field.values() for text in own] + values


def has_phrase(text: str, phrase: Phrase) -> bool:
    there = folded_words(text)
    length = len(phrase.words)
    for first in range(len(there) - length + 1):
        window = there[first : first + length]
        if phrase.grows and window[-1].startswith(phrase.words[-1]):
            window[-1] = phrase.words[-1]
        if tuple(window) == phrase.words:
            return True
    return False


def is_such_a_figure(fact, query: HasFigure) -> bool:
    if fact.type is not query.type or not fact.value:
        return False
    unit, _, number = fact.value.rpartition(" ") if query.type is FactType.MONEY else ("", "", "")
    if query.type is FactType.PERCENT:
        number = fact.value.removesuffix(" %")
    return query.unit in {"", unit} and compare(float(number), query.sign, query.amount)


def compare(one, sign: Sign, other) -> bool:
    return {
        Sign.OVER: one > other,
        Sign.AT_LEAST: one >= other,
        Sign.UNDER: one < other,
        Sign.AT_MOST: one <= other,
        Sign.EQUAL: one == other,
    }[sign]
