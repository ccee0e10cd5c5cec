"""From bytes to articles and facts: the path that everything else in the program uses.

Source of the parts: ``readers`` (the text and what the file states), ``cleaning`` (what is
boilerplate, and why) and ``facts`` (who, where, when, how much, who said what).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from digest_app.domain.article import Article
from digest_app.domain.boilerplate import Removal
from digest_app.domain.document import Document
from digest_app.domain.fact import Fact
from digest_app.domain.problems import UnreadableFile
from digest_app.readers.allowance import extend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest_app.cleaning.engine import Cleaned

#: Says what of a document is boilerplate, and whether it is an article at all.
Cleaner = Callable[[Document], "Cleaned"]
#: Turns a file's bytes and name into its articles with their facts.
Analyse = Callable[[bytes, str], "tuple[Analysed, ...]"]


class Analysed(NamedTuple):
    """One article of a file with its facts."""

    article: Article
    facts: tuple[Fact, ...]


def read_articles(
    source: bytes | str, name: str = "", *, cleaner: Cleaner | None = None
) -> tuple[Article, ...]:
    """Read a file's content and clean each article in it.

    Raises:
        UnreadableFile: if no reader can make an article of it; the error says why and what
            to do.
    """
    judge = cleaner or _built_in_cleaner()
    return tuple(cleaned_article(d, judge(d), name) for d in _documents(source, name))


def _documents(source: bytes | str, name: str) -> tuple[Document, ...]:
    """Hand bytes to the reader that knows them; a string is text, or markup where it opens so."""
    if isinstance(source, str):
        if not source.lstrip().startswith("<"):
            from digest_app.readers.text import read_text  # noqa: PLC0415 - not needed for bytes

            return (read_text(source, name),)
        source = source.encode("utf-8", "replace")
    from digest_app.readers.registry import read  # noqa: PLC0415 - keeps the import of this light

    reading = read(source, name)
    extend(len(reading.documents), sum(len(document.text) for document in reading.documents))
    first, *others = reading.documents
    # What concerns the file as a whole is told once, with its first article.
    notes = tuple(dict.fromkeys((*reading.notes, *first.notes)))
    return (first if notes == first.notes else replace(first, notes=notes), *others)


def _built_in_cleaner() -> Cleaner:
    """Return cleaning by the shipped rules alone."""
    from digest_app.cleaning.engine import judge  # noqa: PLC0415 - keeps the import of this light

    return judge


def cleaned_article(document: Document, cleaned: Cleaned, name: str) -> Article:
    """Put a document and what cleaning says of it together; its note joins the reader's."""
    if cleaned.note:
        notes = dict.fromkeys((*document.notes, cleaned.note))
        document = replace(document, notes=tuple(notes))
    return Article(document, cleaned.removals, name)


def facts_of(article: Article, removals: Sequence[Removal] | None = None) -> tuple[Fact, ...]:
    """Find the facts of an article outside the removals given, or outside its own."""
    from digest_app.facts.finding import find  # noqa: PLC0415 - loads the grammars

    return find(
        article.text,
        removals=article.removals if removals is None else removals,
        blocks=article.blocks,
        title=article.title,
        published=article.published,
        language=article.language,
    )


def analyse(data: bytes, name: str = "", *, cleaner: Cleaner | None = None) -> tuple[Analysed, ...]:
    """Read, clean and find facts: everything that an import does with one file.

    Raises:
        UnreadableFile: if no reader can make an article of it.
    """
    return tuple(Analysed(a, facts_of(a)) for a in read_articles(data, name, cleaner=cleaner))


def extract(source: bytes | str, *, name: str | None = None) -> Article:
    """Read one article out of a file's bytes, or out of a string, and clean it.

    Args:
        source: the file's bytes (HTML in any encoding, plain text, Markdown, and every other
            format that the program reads), or text that is decoded already; a string that
            opens with ``<`` is read as HTML.
        name: the file's name, which helps where the content alone does not tell the format.

    Returns:
        The article. ``text`` is everything the file shows; ``removals`` are half-open spans of
        it, counted in code points, each with ``kind``, ``rule`` and ``reason``;
        ``cleaned_text`` is the text without them; ``title``, ``byline``, ``publisher``,
        ``published`` (ISO 8601), ``url`` and ``language`` (BCP 47) are what the file states,
        empty where it states nothing. Kept and removed spans together are ``text``, exactly.
        A file with several articles gives its first.

    Raises:
        UnreadableFile: the source cannot be read as an article; the message says why and what
            to do next.

    Nothing is fetched, nothing is generated. The method is described in ``docs/cleaning.md``.
    """
    articles = read_articles(source, name or "")
    if not articles:
        raise UnreadableFile(name or "the text", "there is no article in it.")
    return articles[0]


def find_facts(text: str, *, article: Article | None = None) -> list[Fact]:
    """Find people, organisations, places, money, percentages, dates, quantities, quotations, roles.

    Args:
        text: the text to search. All positions in the result count its code points, half open.
        article: the article that the text is from. Its title, date and language help, and
            where ``text`` is the article's own text, facts inside its removals are left out.

    Returns:
        The facts in the order of the text; ``text[fact.start:fact.end] == fact.text`` for each.
        ``value`` is normalised (``USD 14000000``, ``2023-04``, ``1200 jobs``), ``score`` is 0
        to 1 and comparable inside one text, ``key`` marks the few worth pinning, ``why`` says
        so in words. Relative dates are resolved against ``article.published``; without it their
        ``value`` is empty.

    Names come from a conditional random field trained on openly licensed text (see NOTICE),
    everything else from grammars. It raises nothing of its own.
    """
    from digest_app.facts.finding import find  # noqa: PLC0415 - loads the grammars

    if article is None:
        from digest_app.readers.language import detect  # noqa: PLC0415 - articles state theirs

        return list(find(text, language=detect(text)))
    if article.text == text:
        return list(facts_of(article))
    return list(
        find(
            text,
            title=article.title,
            published=article.published,
            language=article.language,
        )
    )
