"""Reading one article of the library, and every decision a user takes while reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING

from digest_app.app.extracting import facts_of
from digest_app.app.marked_facts import shown_facts
from digest_app.domain import deciding
from digest_app.domain.article import Article
from digest_app.domain.boilerplate import Removal
from digest_app.domain.changes import Changes
from digest_app.domain.document import Metadata
from digest_app.domain.fact import Fact
from digest_app.domain.marks import Correction, Marks, anchor, in_force
from digest_app.domain.span import Span

if TYPE_CHECKING:
    from digest_app.library.library import Library


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article as the user sees it now.

    ``article.removals`` is what cleaning proposes, ``removals`` what holds after the user's
    marks. ``facts`` has corrections in and hidden facts out; ``key`` says which are pinned.
    ``names_tuned`` is False where names were found by their shape alone, for want of a model
    of the article's language. ``article.metadata`` is as the user says it is, ``stated`` what
    the file states.
    """

    id: int
    article: Article
    removals: tuple[Removal, ...]
    facts: tuple[Fact, ...]
    marks: Marks
    sha256: str
    name: str
    added: str
    names_tuned: bool = True
    stated: Metadata = field(default_factory=Metadata)

    @property
    def shown(self) -> Article:
        """The article with the removals that hold, in place of those that were proposed."""
        return replace(self.article, removals=self.removals)

    @property
    def title(self) -> str:
        """The headline, or the first words where the file states none."""
        return self.article.title or first_words(self.shown) or self.name or "Untitled"

    @property
    def pinned(self) -> tuple[Fact, ...]:
        """The facts that stand pinned, in the order of the text."""
        return tuple(fact for fact in self.facts if fact.key)


def first_words(article: Article, *, most: int = 80) -> str:
    """Return the opening of the cleaned text on one line, cut at a word's end."""
    line = article.cleaned_text.partition("\n")[0].strip()
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]}…"


def open_article(library: Library, number: int) -> OpenArticle:
    """Return one article with everything the user decided about it.

    Raises:
        LibraryError: it is not in the library any more.
    """
    stored = library.articles.get(number)
    article, marks = stored.article, stored.marks
    removals = in_force(article.removals, marks)
    facts = shown_facts(article.text, article.blocks, stored.facts, marks, removals)
    return OpenArticle(
        number,
        article,
        removals,
        facts,
        marks,
        stored.original,
        stored.name,
        stored.added,
        _are_names_tuned(article.language),
        stored.stated,
    )


def _are_names_tuned(language: str) -> bool:
    """Ask without loading the model; where nobody knows the language, it is taken for English."""
    from digest_app.facts.names.model import is_tuned  # noqa: PLC0415 - 7 ms, only with an article

    return is_tuned(language or "en")


def restore(library: Library, number: int, span: Span) -> Changes:
    """Show a removed span again, and find the facts in it."""
    return _about_text(library, number, lambda marks: deciding.restore(marks, span))


def unrestore(library: Library, number: int, span: Span) -> Changes:
    """Let cleaning's removal of this span hold again."""
    return _about_text(library, number, lambda marks: deciding.take_back_restore(marks, span))


def hide(library: Library, number: int, span: Span) -> Changes:
    """Hide a span that cleaning kept."""
    return _about_text(library, number, lambda marks: deciding.hide(marks, span))


def unhide(library: Library, number: int, span: Span) -> Changes:
    """Show a span again that was hidden by hand."""
    return _about_text(library, number, lambda marks: deciding.unhide(marks, span))


def _about_text(library: Library, number: int, decision: Callable[[Marks], Marks]) -> Changes:
    """Take a decision about what is shown; the facts follow, for they live in shown text only."""
    changes = library.marks.decide(number, decision)
    if changes.changed:
        stored = library.articles.get(number)
        removals = in_force(stored.article.removals, stored.marks)
        facts = facts_of(stored.article, removals)
        library.articles.analyse_again(number, stored.article, facts, stored.analysed_by)
    return changes


def pin(library: Library, number: int, fact: Fact) -> Changes:
    """Pin a fact by hand."""
    return library.marks.decide(number, lambda marks: deciding.pin(marks, anchor(fact)))


def unpin(library: Library, number: int, fact: Fact) -> Changes:
    """Take a fact's pin away, be it from ranking or by hand."""
    return library.marks.decide(number, lambda marks: deciding.unpin(marks, anchor(fact)))


def hide_fact(library: Library, number: int, fact: Fact) -> Changes:
    """Leave a fact out of the panel."""
    return library.marks.decide(number, lambda marks: deciding.hide_fact(marks, anchor(fact)))


def show_fact(library: Library, number: int, fact: Fact) -> Changes:
    """Show a fact again that was hidden by hand."""
    return library.marks.decide(number, lambda marks: deciding.show_fact(marks, anchor(fact)))


def correct_fact(library: Library, number: int, correction: Correction) -> Changes:
    """Change a fact's type, speaker or words, or add one that was not found."""
    return library.marks.decide(number, lambda marks: deciding.correct(marks, correction))


def correct_facts(library: Library, number: int, corrections: tuple[Correction, ...]) -> Changes:
    """Change several facts in one decision, as all mentions of one thing."""
    return library.marks.decide(number, lambda marks: reduce(deciding.correct, corrections, marks))


def original(library: Library, number: int) -> bytes:
    """Return the file an article came from, byte for byte."""
    return library.articles.original(number)


def citation(opened: OpenArticle, fact: Fact) -> str:
    """Return the fact's sentence in quotation marks, with the source behind it."""
    sentence = " ".join(fact.sentence.of(opened.article.text).split())
    about = opened.article
    source = (opened.title, about.publisher, about.byline, about.published[:10], about.url)
    return f"“{sentence}” — {', '.join(filter(None, source))}"
