"""Short lines that are the article's own stay, though scraps from around an article look so."""

from __future__ import annotations

from digest_app.cleaning.engine import clean
from digest_app.domain.article import cleaned
from digest_app.readers.text import read_text

LIVE = """Storm over the harbour, as it happened

14.32
Ferries back from noon
The harbour master says that ferries will run again from noon today.

14.20
No change for the bridge
The bridge stays shut until Friday. Drivers shout "shame".

14.05
Wind falls to 38 knots
The wind has gone down to 38 knots, not 45, says the weather office. It will be 20 by the evening.

13.58
Good afternoon
Welcome to our coverage. Ada Brandt is on the quay; I am in the newsroom."""

CRUMBLE = """This is what I make when the pears all ripen on one day.

Ingredients
6 ripe pears
80 g soft brown sugar
2 tsp ground ginger
Salt
150 g plain flour
½ lemon

Method
Heat the oven to 180C. Peel the pears and cut them into large pieces, then mix them with the sugar.
Cover the pears and bake for 40 minutes."""

TEASERS = """The ferry to Marram is back after three days, and the harbour master says that it will stay.
It sailed at noon with forty passengers and the mail, and came back with as many in the evening.
Related
14:32
Bridge stays shut
14:20
Wind turns north again
14:05
Two hurt at the quay"""


POSTS = """The harbour master had hoped that nobody would notice, but a great many people did, and said so.
Follow
Ada Brandt @adabrandt
Nobody told us that the #bridge would be shut for a year ??@coastnews #harbour
11:22 PM - 19 Oct 2016
4,101 4,101 Retweets   3,957 3,957 likes
It was an honest mistake, said the office of the harbour master on the following day, and went on.
Why did they shut the #bridge on the one day that all of us need it? #harbour
— Jon Lind (@jonlind) October 20, 2016
The bridge will open again in the spring, after the ice has gone and the piers have been mended."""


def left(text: str) -> str:
    return cleaned(text, clean(read_text(text)))


def test_the_entries_of_a_live_blog_stay_with_their_times() -> None:
    assert left(LIVE).strip() == LIVE.partition("\n")[2].strip()


def test_a_list_of_amounts_stays_whole() -> None:
    assert left(CRUMBLE) == CRUMBLE


def test_times_of_teasers_are_still_boilerplate() -> None:
    assert left(TEASERS).strip() == TEASERS[: TEASERS.index("Related")].strip()


def test_no_reason_speaks_of_figures_where_there_are_none() -> None:
    removals = clean(read_text(TEASERS))
    told = {TEASERS[r.start : r.end]: r.reason for r in removals}

    assert told
    assert not [t for t, why in told.items() if "figures" in why and not any(map(str.isdigit, t))]


def test_the_words_of_an_embedded_post_stay() -> None:
    kept = left(POSTS)

    assert "Nobody told us" in kept
    assert "Why did they shut" in kept


def test_the_frame_of_an_embedded_post_goes() -> None:
    kept = left(POSTS)

    assert "Retweets" not in kept
    assert "Follow" not in kept
