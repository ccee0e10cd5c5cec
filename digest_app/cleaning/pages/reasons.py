"""Why a block is not the article, in one sentence that a user understands, and its kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from digest_app.cleaning.pages.page import Page
from digest_app.cleaning.pages.words import STEMS, stems
from digest_app.domain.block import HIDDEN, BlockKind
from digest_app.domain.boilerplate import BoilerplateKind

_Kind = BoilerplateKind
_MOST_LINK: Final = 0.6
_HEADLINE: Final = 25  # letters; a link of fewer names a part of the site, and not an article
_SHORTEST: Final = 8  # letters of a title or standfirst worth comparing
_LOOK_UP: Final = 4  # elements around a block whose names may speak for it

# What the words mean that pages name their parts with; sites use English names in all languages.
_MEANINGS: Final[dict[str, BoilerplateKind]] = {
    word: kind
    for kind, words in (
        (_Kind.COMMENT_PROMPT, "comment comments commentlist respond disqus reply kommentare "),
        (_Kind.COMMENT_PROMPT, "commentaires comentarios comentários ~comment"),
        (_Kind.READ_ALSO, "related recommended recommendations recirc outbrain taboola teaser "),
        (_Kind.READ_ALSO, "teasers more popular trending latest ~teaser ~related"),
        (_Kind.NEWSLETTER, "newsletter subscribe signup ~newsletter"),
        (_Kind.SHARE, "share sharing social ~share ~social"),
        (_Kind.TAGS, "tags tag topics keywords categories ~tags"),
        (_Kind.BYLINE, "byline author authors bio vcard ~byline ~author"),
        (_Kind.BYLINE, "autor autoren autorin auteur auteurs autore autori verfasser"),
        (_Kind.DATELINE_META, "date time published timestamp updated ~timestamp"),
        (_Kind.DATELINE_META, "datum datetime fecha pubdate meta-date date-published"),
        (_Kind.PHOTO_CREDIT, "credit copyright-image ~credit"),
        (_Kind.CAPTION, "caption figcaption ~caption"),
        (_Kind.AD, "ad ads advert advertisement sponsored ~advert ~sponsor"),
        (_Kind.PROMO, "promo promotion cta banner paywall ~promo ~paywall"),
        (_Kind.COPYRIGHT, "copyright legal"),
        (_Kind.NAV, "nav navbar navigation menu breadcrumb breadcrumbs footer header colophon "),
        (_Kind.NAV, "contentinfo sidebar rightrail pagination"),
        (_Kind.OTHER, "cookie cookies consent gdpr onetrust usercentrics modal popup"),
    )
    for word in words.split()
}
_TAGS: Final = {
    "nav": (_Kind.NAV, "the page's navigation"),
    "footer": (_Kind.NAV, "the page's footer"),
    "header": (_Kind.NAV, "the page's header"),
    "aside": (_Kind.READ_ALSO, "a box beside the article"),
    "form": (_Kind.OTHER, "a form"),
    "button": (_Kind.OTHER, "a button"),
    "figure": (_Kind.CAPTION, "a picture's caption"),
    "figcaption": (_Kind.CAPTION, "a picture's caption"),
}


class Why(NamedTuple):
    """Kind, the rule that decided, and the reason as a sentence."""

    kind: BoilerplateKind
    rule: str
    reason: str


_TAGGED: Final = {
    tag: Why(kind, f"page/{tag}", f"Stands in {told}.") for tag, (kind, told) in _TAGS.items()
}
_NAMED: Final = {
    word: Why(kind, f"page/{word.lstrip('~')}", f"The page names this part “{word.lstrip('~')}”.")
    for word, kind in _MEANINGS.items()
}
_TELLING_STEMS: Final = [f"~{stem}" for stem in STEMS if f"~{stem}" in _NAMED]
_HIDDEN: Final = Why(_Kind.OTHER, "page/hidden", "The page does not show it.")


AGAIN: Final = Why(_Kind.OTHER, "page/again", "Says again what stands elsewhere on the page.")
UNSTATED: Final = Why(
    _Kind.OTHER, "page/unstated", "The page's own data on the article leaves this out."
)
_PUBLISHER: Final = Why(_Kind.NAV, "page/publisher", "Is the publisher's name alone.")
_HEADLINE_ITSELF: Final = Why(_Kind.TITLE_REPEAT, "page/headline", "Is the headline.")
_TITLE: Final = Why(_Kind.TITLE_REPEAT, "page/title", "Repeats the title.")
_STANDFIRST: Final = Why(_Kind.TITLE_REPEAT, "page/standfirst", "Repeats the standfirst.")
_LINK: Final = Why(_Kind.NAV, "page/link", "Is a link and nothing else.")
_LINK_ELSEWHERE: Final = Why(_Kind.READ_ALSO, "page/link", "Is a link and nothing else.")
_COPYRIGHT: Final = Why(_Kind.COPYRIGHT, "page/copyright", "Begins with “©”.")
_COPYRIGHT_IN: Final = Why(_Kind.COPYRIGHT, "page/copyright", "Is a short line with “©”.")
_LONGEST_COPYRIGHT: Final = 120  # letters
_CAPTION: Final = Why(_Kind.CAPTION, "page/caption", "Is a picture's caption.")
_OUTSIDE: Final = Why(
    _Kind.OTHER, "page/outside", "Stands outside the part of the page that holds the article."
)
_ABOVE: Final = Why(_Kind.OTHER, "page/above", "Stands above the article's first paragraph.")
_BELOW: Final = Why(_Kind.OTHER, "page/below", "Stands below the article's last paragraph.")
_UNLIKE: Final = Why(_Kind.OTHER, "page/unlike", "Is unlike the paragraphs around it.")
_NAV, _FIGURE = _Kind.NAV, BlockKind.FIGURE


class Reasons:
    """Finds the reason for each block of a page that is not the article's."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._out = page.elements.out
        self._elements = page.elements.all
        self._by_number: dict[int, Why | None] = {}
        self._meant: dict[str, Why | None] = {"": None}
        metadata = page.document.metadata
        self._longest = 1.5 * max(len(metadata.title), len(metadata.description))
        self._begins = page.begins_as_told

    def of(self, i: int, told: Why | None = None) -> Why:
        """Return why a block is not the article; the plainest reason that holds.

        ``told`` is what else speaks against it, where neither its links nor its names do.
        """
        number, share, links = self._page.layouts[i]
        if not self._out[number] and _SHORTEST < self._page.lengths[i] < self._longest:
            why = self._repeats(i) if self._begins(i) else None
            if why:
                return why
        if links > 1 and share > _MOST_LINK:
            return listed(links)
        if "©" in self._page.texts[i]:
            why = self._rights(i, links)
            if why:
                return why
        if number not in self._by_number:
            self._by_number[number] = self._name(number)
        return self._by_number[number] or told or self._alone(i) or self._outside(i)

    def _rights(self, i: int, links: int) -> Why | None:
        """Tell who holds the rights: that says more than the footer it stands in."""
        if self._page.texts[i].lstrip("( ")[0] == "©":
            return _COPYRIGHT
        is_line = not links and self._page.lengths[i] < _LONGEST_COPYRIGHT
        return _COPYRIGHT_IN if is_line else None

    def _repeats(self, i: int) -> Why | None:
        likeness = self._page.likeness(i)
        if likeness.same:
            return _TITLE
        if likeness.standfirst:
            return _STANDFIRST
        return None

    def _name(self, number: int) -> Why | None:
        """Return what the names and tags around a block say, the nearest first.

        All around it are asked inside furniture, which has a name or a tag that says so.
        """
        known, elements = self._meant, self._elements
        for _ in range(len(elements) if self._out[number] else _LOOK_UP):
            tag, words, parent = elements[number]
            if parent < 0:
                break
            if words not in known:
                known[words] = meant(words, self._page.elements.names[words])
            why = known[words] or _TAGGED.get(tag)
            if why:
                return why
            number = parent
        return None

    def _alone(self, i: int) -> Why | None:
        page, (_, share, links) = self._page, self._page.layouts[i]
        if links == 1 and share > _MOST_LINK:
            return _LINK if page.lengths[i] < _HEADLINE else _LINK_ELSEWHERE
        if page.names_publisher(i):
            return _PUBLISHER
        return _CAPTION if page.blocks[i][2] is _FIGURE else None

    def _outside(self, i: int) -> Why:
        page, number = self._page, self._page.numbers[i]
        if i <= page.first and self._elements[number][0] == "h1":
            return _HEADLINE_ITSELF
        if page.elements.steps[number] and page.elements.height[number]:
            return _OUTSIDE
        if i < page.first:
            return _ABOVE
        return _BELOW if i > page.last else _UNLIKE


def listed(links: int) -> Why:
    """Return why a list of so many links is not the article."""
    return Why(_NAV, "page/links", f"A list of {links} links.")


def meant(words: str, names: Sequence[str]) -> Why | None:
    """Return what an element's name, given whole and in its words, says of what is in it."""
    if HIDDEN in words and words.endswith(HIDDEN):
        return _HIDDEN
    for name in names:
        if name in _NAMED:
            return _NAMED[name]
    found = [stem for name in names for stem in stems(name)]
    if not found:
        return None
    return next((_NAMED[stem] for stem in _TELLING_STEMS if stem in found), None)
