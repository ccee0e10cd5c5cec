"""Where a name begins and ends, and whether it is one: what the words right beside it settle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest_app.domain.fact import FactType
from digest_app.facts.names.lexicon import lexicon
from digest_app.facts.names.model import Mention
from digest_app.facts.names.words import Word
from digest_app.facts.tokens import listed

# Small words that stand inside people's names.
_PARTICLES = listed(
    """de da di do del della degli dei der den des du dos das van von vom zu zur ten ter te bin ibn
    ben bint al el la le los las lo y e i of the and af av d' ap jr sr"""
)
# Houses that are called by their founder's name alone.
_FOUNDERS = listed(
    """mcdonald lloyd moody macy sotheby christie wendy kohl lowe domino levi sainsbury dillard
    denny bloomingdale applebee hershey kellogg"""
)
_HIGHNESS = listed("king queen prince princess pope emperor empress sheikh sheik emir")
# Kinds of words that make no person of what has a title before it: Prince George County.
_NO_PERSON = frozenset("po")
_SHARES = listed("shares stock units bonds")
_IN = listed("of in")
# What something is that a text explains a name by: “Veldhuis, a Dutch consultancy,”.
_BODIES = listed(
    """agency association authority bank board broadcaster brokerage bureau charity club commission
    committee company conglomerate consortium consultancy consultant corporation council
    department developer directorate federation firm foundation fund group institute insurer
    lender maker manufacturer ministry network newspaper nonprofit operator organisation
    organization party producer publisher regulator retailer startup start-up subsidiary
    supermarket supplier union university utility watchdog"""
)
_ARTICLES = listed("a an the")
_FURTHEST = 6  # words from the article to what it is


def edged(words: Sequence[Word], mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions with their edges put right; symbols of stock exchanges are left out."""
    made: list[Mention] = []
    for mention in mentions:
        if made and _goes_on_from(words, made[-1], mention):
            made[-1] = made[-1]._replace(end=mention.end)
        elif not _is_symbol(words, mention) and not _is_thing_in_general(words, mention):
            made += [_as_told(words, one) for one in _around_verb(words, mention)]
    return made


def _as_told(words: Sequence[Word], mention: Mention) -> Mention:
    """Return one mention with what stands beside it in mind."""
    mention = _somebody(words, _without_tail(words, _without_shares(words, mention)))
    return _as_explained(words, _of_its_founder(words, mention))


def _somebody(words: Sequence[Word], mention: Mention) -> Mention:
    """Return a place as a person where it has a title: Crown Prince Haakon."""
    name = words[mention.start : mention.end]
    lowered = " ".join(word.lower for word in name)
    if mention.type is not FactType.PLACE or len(name) == 1 or lexicon().phrase(lowered):
        return mention
    titled = name[0].lower in _HIGHNESS or lowered.startswith("crown prince")
    is_somebody = titled and name[-1].is_capital and _NO_PERSON.isdisjoint(name[-1].kinds)
    return mention._replace(type=FactType.PERSON) if is_somebody else mention


def _of_its_founder(words: Sequence[Word], mention: Mention) -> Mention:
    """Return a house that bears its founder's name: McDonald's, Lloyd's."""
    is_one = mention.end == mention.start + 1 < len(words) and mention.type is not FactType.PLACE
    if not is_one or words[mention.start].lower not in _FOUNDERS:
        return mention
    if words[mention.end].lower != "'s":
        return mention
    return mention._replace(end=mention.end + 1, type=FactType.ORGANIZATION)


def _goes_on_from(words: Sequence[Word], before: Mention, mention: Mention) -> bool:
    """Tell an organization whose name goes on after its founder's: Lloyd's List."""
    org = FactType.ORGANIZATION
    joined = before.type is mention.type is org and before.end == mention.start
    return joined and words[before.end - 1].lower == "'s"


def _is_symbol(words: Sequence[Word], mention: Mention) -> bool:
    """Tell the exchange and the symbol in “(NASDAQ: AAPL)”, which name nobody new."""
    first, last = mention.start - 1, mention.end
    if first < 0 or last >= len(words) or words[mention.start].shape != "XX":
        return False
    if mention.end - mention.start > 1 and words[mention.start + 1].text != ":":
        return False
    exchange = words[first].text == "(" and words[last].text == ":"
    symbol = words[first].text == ":" and words[last].text in {")", ",", ";"}
    return exchange or (symbol and first > 1 and words[first - 2].text in {"(", ",", ";"})


def _is_thing_in_general(words: Sequence[Word], mention: Mention) -> bool:
    """Tell a kind of business that only stands first: “Insurance premiums rose”."""
    i = mention.start
    if i or mention.end != 1 or mention.type is not FactType.ORGANIZATION or len(words) == 1:
        return False
    word = words[0]
    is_general = "o" in word.kinds and word.shape == "Xx" and not lexicon().phrase(word.lower)
    return is_general and words[1].shape == "x"


def _around_verb(words: Sequence[Word], mention: Mention) -> Iterator[Mention]:
    """Yield the people before and after a word that no name holds: “Flynn said Trump”."""
    inside = range(mention.start + 1, mention.end) if mention.type is FactType.PERSON else ()
    at = next((i for i in inside if _is_small(words[i])), None)
    if at is None:
        yield mention
        return
    yield mention._replace(end=at)
    rest = words[at + 1 : mention.end]
    if rest and all(word.is_capital for word in rest) and "t" not in rest[-1].kinds:
        yield mention._replace(start=at + 1)


def _is_small(word: Word) -> bool:
    return word.shape == "x" and word.text.isalpha() and word.text not in _PARTICLES


def _without_shares(words: Sequence[Word], mention: Mention) -> Mention:
    """Return a firm's name without its shares: “Shares of Acme Inc.”."""
    first = mention.start
    if mention.end - first < 3 or words[first].lower not in _SHARES:  # noqa: PLR2004 - shares of X
        return mention
    return mention._replace(start=first + 2) if words[first + 1].lower in _IN else mention


def _without_tail(words: Sequence[Word], mention: Mention) -> Mention:
    """Return a place without what goes on after a hyphen: Geneva-based."""
    end = mention.end
    if mention.type is not FactType.PLACE or end - mention.start < 3:  # noqa: PLR2004 - Geneva - based
        return mention
    goes_on = words[end - 2].text == "-" and words[end - 1].shape == "x"
    return mention._replace(end=end - 2) if goes_on else mention


def _as_explained(words: Sequence[Word], mention: Mention) -> Mention:
    """Return a person of one name as an organization where the text says what it is."""
    if mention.type is not FactType.PERSON or mention.end - mention.start > 1:
        return mention
    after = words[mention.end : mention.end + 2]
    if len(after) < 2 or after[0].text != "," or after[1].lower not in _ARTICLES:  # noqa: PLR2004
        return mention
    for i in range(mention.end + 2, min(len(words), mention.end + 2 + _FURTHEST)):
        if words[i].lower in _BODIES and _ends(words, i + 1):
            return mention._replace(type=FactType.ORGANIZATION)
        if not words[i].text[0].isalpha():
            break
    return mention


def _ends(words: Sequence[Word], i: int) -> bool:
    """Tell whether an explanation ends here, or goes on with “of”, “that” and the like."""
    return i >= len(words) or words[i].text in {",", ".", ";", "that", "which", "of", "for", "in"}
