"""``clean`` and ``facts``: one file in, text or JSON out; the library is not touched."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest_app.app.describing import article_shape, facts_shape
from digest_app.app.extracting import facts_of, read_articles
from digest_app.cli.exits import Exit
from digest_app.domain.article import Article
from digest_app.domain.counting import counted
from digest_app.domain.fact import Fact, FactType
from digest_app.domain.problems import UnreadableFile

if TYPE_CHECKING:
    from argparse import Namespace

_NAMES = {FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE}
_STANDARD_INPUT = Path("-")


def clean(options: Namespace) -> Exit:
    """Print the cleaned text, or the text with its removals, or the removals' reasons, or JSON."""
    article = _article(options)
    if options.json:
        _print_json(article_shape(article))
    elif options.explain:
        print("\n".join(_explained(article)) or "Nothing was removed.")
    elif options.show_removed:
        print("".join(_shown(article)))
    else:
        print(article.cleaned_text)
    return Exit.DONE


def facts(options: Namespace) -> Exit:
    """Print the key facts and what was found in all, or every mention, or JSON."""
    article = _article(options)
    found = facts_of(article)
    if options.json:
        _print_json(facts_shape(found, article.text))
    else:
        print("\n".join(fact_lines(article, (f for f in found if options.all or f.key))))
        if not options.all:
            print("\nIn all:", *_others(found), sep="\n")
    return Exit.DONE


def _others(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield what was found in all, a line a type: each thing once, with how often it is named."""
    for kind in FactType:
        named = Counter(
            " ".join((fact.value if kind in _NAMES else fact.text).split())
            for fact in facts
            if fact.type is kind and kind is not FactType.QUOTE
        )
        if named:
            told = (f"{name} ×{n}" if n > 1 else name for name, n in named.most_common())
            yield f"{kind.value:<13} {' · '.join(told)}"


def fact_lines(article: Article, facts: Iterable[Fact]) -> Iterator[str]:
    """Yield one line a fact: type, words, speaker where there is one, and the sentence."""
    for fact in facts:
        words = " ".join(fact.text.split())
        said = f" ({fact.speaker})" if fact.speaker else ""
        sentence = " ".join(article.text[fact.sentence_start : fact.sentence_end].split())
        proof = f"\n              {sentence}" if sentence and sentence != words else ""
        yield f"{fact.type.value:<13} {words}{said}{proof}"


def _article(options: Namespace) -> Article:
    """Read the file and return the article asked for; a file with several says so."""
    path: Path = options.file
    articles = read_articles(_content(path), "" if path == _STANDARD_INPUT else path.name)
    if options.article > len(articles):
        held = counted(len(articles), "article")
        raise UnreadableFile(path.name, f"it holds {held}, so there is no {options.article}.")
    if len(articles) > 1 and options.article == 1:
        told = f"“{path.name}” holds {len(articles)} articles; this is the first."
        print(f"{told} --article 2 shows the next.", file=sys.stderr)
    article = articles[int(options.article) - 1]
    for note in article.document.notes:
        print(note, file=sys.stderr)
    return article


def _content(path: Path) -> bytes:
    if path == _STANDARD_INPUT:
        return sys.stdin.buffer.read()
    from digest_app.app.files import file_content  # noqa: PLC0415 - standard input needs none

    return file_content(path)


def _explained(article: Article) -> Iterator[str]:
    for removal in article.removals:
        words = " ".join(article.text[removal.start : removal.end].split())
        yield f"{removal.kind.value:<15} {removal.rule:<28} {removal.reason}\n    {words}"


def _shown(article: Article) -> Iterator[str]:
    """Yield the whole text with each removal between marks that name its kind."""
    for piece in article.pieces:
        words = article.text[piece.start : piece.end]
        yield words if piece.removal is None else f"[-{piece.removal.kind.value}: {words}-]"


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
