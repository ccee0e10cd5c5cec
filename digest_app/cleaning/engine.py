"""The door of cleaning: a document goes in, what is boilerplate in it comes out.

Nothing is deleted. Every removal is a span with a kind, the rule that decided and a reason, and
the text with its removals cut out, cleaned again, has nothing more to remove.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import cached_property
from operator import itemgetter, le, lt
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from digest_app.cleaning import lines, rules
from digest_app.cleaning.lines import Note, Verdict
from digest_app.cleaning.lines_evidence import scale
from digest_app.cleaning.lines_kept import caught
from digest_app.cleaning.lines_reasons import quoted
from digest_app.cleaning.lines_text import Judging, lines_of
from digest_app.cleaning.lines_views import View, views_of
from digest_app.cleaning.rules import Rules
from digest_app.cleaning.rules_match import word_count
from digest_app.cleaning.rules_words import Vocabulary, fold
from digest_app.cleaning.spans_cut import Cutter
from digest_app.cleaning.taught import Taught
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document
from digest_app.domain.rule import Action

if TYPE_CHECKING:
    from digest_app.cleaning.pages import PageLabels

# Each pass sees what the one before left; two do for nearly every text.
_MOST_PASSES: Final = 8
_LONGEST_ASKED_OF_LIBRARY: Final = 400
# Of a block that a page's structure holds for the article at twenty to one, words say no more.
_SURE_OF_PAGE: Final = 3.0
_WORDS_OF_A_PARAGRAPH: Final = 12
_AT_THE_EDGE: Final = (
    *(BoilerplateKind.NAV, "page-furniture"),
    "Stands at the edge of the pages, outside the text.",
)

_START, _END = itemgetter(0), itemgetter(1)
_Cut = Callable[[View], tuple[View, list[Removal]]]


class Seen(Protocol):
    """What the library knows about the lines of the article's publisher."""

    def articles(self, line: str) -> int:
        """Return in how many other articles of this publisher the very same line stands."""


class Cleaned(NamedTuple):
    """What cleaning says of a document.

    ``note`` is a sentence for the user where the page is no article (a home page, a login, a
    paywall's notice, an error), else empty.
    """

    removals: tuple[Removal, ...]
    note: str = ""


def clean(
    document: Document, *, rules: Rules | None = None, seen: Seen | None = None
) -> tuple[Removal, ...]:
    """Return what is boilerplate in the document: sorted, inside its blocks, never overlapping.

    The same document, rules and library give the same answer. ``rules`` are what the user
    taught; ``seen`` is what the library knows of the publisher's other articles.
    """
    return judge(document, rules=rules, seen=seen).removals


def judge(document: Document, *, rules: Rules | None = None, seen: Seen | None = None) -> Cleaned:
    """Return what :func:`clean` returns, and a note where the document is no article."""
    given = rules or Rules()
    labels = _labels(document) if any(block.layout for block in document.blocks) else None
    if labels and not given.taught and seen is None:
        found = caught(document, labels.inside, labels.odds, _SURE_OF_PAGE)
        if found is not None:
            return Cleaned(_settled([*labels.removals, *found]), labels.no_article)
    page = _of_page(document, labels) if labels else None
    removals, views = (page.removals, page.views) if page else _of_text(document)
    cleaning = _Cleaning(document, given, seen, page)
    for _ in range(1 if page else _MOST_PASSES):
        views, found = cleaning.once(views)
        if not found:
            break
        removals += found
    return Cleaned(_settled(removals), page.note if page else "")


class _Page(NamedTuple):
    """What a page's structure says: removals, blocks that stay, and those it is not sure of."""

    removals: list[Removal]
    views: list[View]
    doubtful: frozenset[int]
    note: str


def _of_text(document: Document) -> tuple[list[Removal], list[View]]:
    """Return what the file itself sets apart from its text, and the blocks that stay."""
    edges = frozenset(document.furniture)
    set_apart = [document.blocks[i] for i in sorted(edges)]
    removals = [Removal(b.start, b.end, *_AT_THE_EDGE) for b in set_apart]
    inside = [i for i in range(len(document.blocks)) if i not in edges]
    return removals, views_of(document.text, document.blocks, inside)


def _labels(document: Document) -> PageLabels:
    from digest_app.cleaning.pages import label  # noqa: PLC0415 - plain texts do without it

    return label(document)


def _of_page(document: Document, labels: PageLabels) -> _Page:
    odds = labels.odds or (0.0,) * len(labels.inside)
    doubtful = frozenset(i for i, o in zip(labels.inside, odds, strict=True) if o < _SURE_OF_PAGE)
    views = views_of(document.text, document.blocks, labels.inside)
    return _Page(list(labels.removals), views, doubtful, labels.no_article)


class _Cleaning:
    """One document being cleaned: what it is asked by, made once."""

    def __init__(
        self, document: Document, given: Rules, seen: Seen | None, page: _Page | None
    ) -> None:
        self._document, self._text = document, document.text
        self._seen, self._page = seen, page
        self._publisher = document.metadata.publisher
        self._matcher, spotter = rules.asked_for(document.metadata.language)
        inside = "\n".join([view.line for view in page.views]) if page else self._text
        self._vocabulary = vocabulary = Vocabulary(inside)
        self._fold = vocabulary.fold if not page else _folding(self._text)
        self._taught = Taught(given.taught, publisher=self._publisher, article=given.article)
        aligned = vocabulary.folded if vocabulary.aligned and not page else ""
        spotting = spotter.on(vocabulary)
        self._cutter = Cutter(self._text, spotting, self._taught, self._fold, aligned)
        self._scale = scale()

    @cached_property
    def _lines(self) -> Judging:
        """The lines of a plain text; those of pages are told by their structure."""
        asking = self._matcher.on(self._vocabulary)
        return lines_of(self._text, self._vocabulary, asking, self._scale)

    def once(self, views: Sequence[View]) -> tuple[list[View], list[Removal]]:
        """Judge what is left once; return what is then left, and what was removed."""
        removals: list[Removal] = []
        touched = self._cutter.touched(views) if self._cutter else frozenset()
        if touched:
            cut = self._cutter.before_judging
            views = [self._cut(v, cut, removals) if v.number in touched else v for v in views]
        texts = [view.line for view in views]
        verdicts = self._verdicts(views, texts)
        if not touched and not any(verdicts):
            return list(views), removals
        left: list[View] = []
        for view, verdict in zip(views, verdicts, strict=True):
            if verdict:
                start, end, *_ = self._document.blocks[view.number]
                removals.append(Removal(start, end, *verdict))
            elif view.number in touched:
                left.append(self._cut(view, self._cutter.after_judging, removals))
            else:
                left.append(view)
        return left, removals

    def _cut(self, view: View, cut: _Cut, removals: list[Removal]) -> View:
        if self._taught and self._kept(view.line):
            return view
        left, found = cut(view)
        removals += found
        return left

    def _verdicts(self, views: Sequence[View], texts: Sequence[str]) -> list[Verdict | None]:
        if self._page:
            verdicts = self._surely(views, texts, self._page.doubtful)
        else:
            notes = self._notes(texts)
            verdicts = self._lines.verdicts(views, notes, self._document.metadata)
        if self._taught:
            verdicts = [self._as_taught(*pair) for pair in zip(texts, verdicts, strict=True)]
        return verdicts

    def _surely(
        self, views: Sequence[View], texts: Sequence[str], doubtful: frozenset[int]
    ) -> list[Verdict | None]:
        """Return the verdicts of a page's lines; only few of them are asked about."""
        notes = self._notes(texts)
        verdicts: list[Verdict | None] = [None] * len(texts)
        open_to = [i for i, view in enumerate(views) if view[0] in doubtful]
        asked = sorted({*open_to, *notes}) if notes else open_to
        if asked:
            lines_asked = [texts[i] for i in asked]
            is_open = [views[i].number in doubtful for i in asked]
            noted = {k: notes[i] for k, i in enumerate(asked) if i in notes}
            asking = self._matcher.on_these(self._vocabulary, lines_asked)
            found = lines.judge_surely(lines_asked, is_open, asking, self._scale, noted)
            for i, verdict in zip(asked, found, strict=True):
                verdicts[i] = verdict
        return verdicts

    def _notes(self, texts: Sequence[str]) -> dict[int, Note]:
        """Return what the library says of lines that stand in the publisher's other articles."""
        if self._seen is None:
            return {}
        where = f" of {self._publisher}" if self._publisher else ""
        found: dict[int, Note] = {}
        for i, text in enumerate(texts):
            articles = self._seen.articles(text) if len(text) <= _LONGEST_ASKED_OF_LIBRARY else 0
            bias = lines.surprise(articles)
            if bias:
                found[i] = Note(bias, f"Seen in {articles} articles{where}.")
        return {} if _is_known_report(texts, found) else found

    def _as_taught(self, text: str, verdict: Verdict | None) -> Verdict | None:
        hit = self._taught.about(text)
        if hit is None:
            return verdict
        if hit.rule.action is Action.KEEP:
            return None
        return Verdict(hit.rule.kind, hit.rule.name, f"You taught this: {_lowered(quoted(hit))}")

    def _kept(self, text: str) -> bool:
        """Tell whether the user taught that this line is never to be hidden."""
        hit = self._taught.about(text) if self._taught else None
        return hit is not None and hit.rule.action is Action.KEEP


def _folding(text: str) -> Callable[[int, int], str]:
    """Return what folds a stretch of the text."""
    return lambda start, end: fold(text[start:end])


def _is_known_report(texts: Sequence[str], seen: Container[int]) -> bool:
    """Tell whether hardly a paragraph is new: the same report came in again and again."""
    paragraphs = [i for i, text in enumerate(texts) if word_count(text) >= _WORDS_OF_A_PARAGRAPH]
    return 4 * sum(i in seen for i in paragraphs) > 3 * len(paragraphs)


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _settled(removals: list[Removal]) -> tuple[Removal, ...]:
    """Return the removals in order; one that lies inside a later, larger one is taken in by it."""
    if _QUICK:
        settled: tuple[Removal, ...] = _QUICK.settled(removals)
        return settled
    starts = [removal[0] for removal in removals]
    later = starts[1:]
    if all(map(lt, starts, later)) and all(map(le, [removal[1] for removal in removals], later)):
        return tuple(removals)
    kept: list[Removal] = []
    removals.sort(key=_END, reverse=True)
    removals.sort(key=_START)
    end = -1
    for removal in removals:
        if removal[0] >= end:
            kept.append(removal)
            end = removal[1]
    return tuple(kept)


_QUICK: Final = compiled("digest_app.cleaning.compiled_kept")
