"""The parts behind the names: the packed gazetteer, runs of capitals, datelines, agreement."""

from __future__ import annotations

import pytest

from digest_app.domain.fact import FactType
from digest_app.facts.names import dateline, firms
from digest_app.facts.names.acronyms import explained, is_plain
from digest_app.facts.names.agreement import agree
from digest_app.facts.names.lexicon import Entry, Lexicon, lexicon
from digest_app.facts.names.model import Mention
from digest_app.facts.names.runs import runs, segments
from digest_app.facts.names.words import Word, WordBook, shape
from digest_app.facts.names.works import titles
from digest_app.facts.tokens import tokens

PERSON, ORGANIZATION, PLACE = FactType.PERSON, FactType.ORGANIZATION, FactType.PLACE


def words(text: str) -> list[Word]:
    book = WordBook(lexicon())
    return [book.word(token.text) for token in tokens(text)]


def test_every_word_of_every_page_is_found_again():
    packed = "\na\tt\t\t\nab\t\t012345678\t7\n\n\nb\to\t\t\nba\t\t\t12"
    small = Lexicon(packed, "Bank of England\tO\nAP\tO")

    assert small.entry("a") == Entry("t")
    assert small.entry("ab") == Entry("", "012345678", "7")
    assert small.entry("b") == Entry("o")
    assert small.entry("ba") == Entry("", "", "12")
    assert [small.entry(word) for word in ("", "aa", "c")] == [Entry()] * 3


def test_a_phrase_is_known_by_its_words_and_a_word_by_its_capitals():
    small = Lexicon("\na\t\t\t", "Bank of England\tO\nAP\tO")

    assert small.phrase("bank of england") == "O"
    assert small.phrase("bank of") == ""
    assert (small.longest("bank"), small.longest("england")) == (3, 0)
    assert small.is_exact("AP")
    assert not small.is_exact("Ap")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("paris", "C"), ("france", "N"), ("mary", "F"), ("ministry", "o"), ("gmbh", "x")],
)
def test_the_shipped_gazetteer_knows_the_plain_cases(word: str, kind: str):
    assert kind in lexicon().entry(word).kinds


@pytest.mark.parametrize(
    ("word", "outline"),
    [
        ("Paris", "Xx"),
        ("NATO", "XX"),
        ("W.", "X."),
        ("U.S.", "X.X."),
        ("Inc.", "Xx."),
        ("A", "X1"),
        ("eBay", "xX"),
        ("McCoy", "XxX"),
        ("Jean-Claude", "X-X"),
        ("1998", "9"),
        ("the", "x"),
        ("'s", "'s"),
        ("(", "("),
        ("...", "~"),
    ],
)
def test_the_outline_of_a_word(word: str, outline: str):
    assert shape(word) == outline


def test_runs_are_capitals_in_a_row_without_the_word_that_opens_a_sentence():
    found = runs(words("The Bank of England and Smith & Wesson met"))

    assert [(run.first, run.end) for run in found] == [(1, 2), (3, 4), (5, 8)]


def test_stretches_hold_names_with_small_words_inside_and_leave_the_rest_out():
    text = words("Ministers of the Bank of England met here to talk about money in Paris")

    assert [" ".join(w.text for w in text[a:b]) for a, b in segments(text)] == [
        "Ministers of the Bank of England",
        "Paris",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TOKYO — Prices rose.", [(0, 1, PLACE)]),
        ("OSLO, Norway (AP) — He won.", [(0, 1, PLACE), (2, 3, PLACE), (4, 5, ORGANIZATION)]),
        ("NEW YORK (Reuters) - Shares fell.", [(0, 2, PLACE), (3, 4, ORGANIZATION)]),
        ("WASHINGTON, D.C. -- The Senate met.", [(0, 1, PLACE), (2, 3, PLACE)]),
        ("The minister — a friend — left.", []),
        ("A — B", []),
        ("LITTLE ROCK", []),
        ("OSLO ( ) — He won.", []),
        ("UPDATE — He won.", []),
        ("NATO — the alliance — met.", []),
        ("Mr. — he won.", []),
        ("NATO, as it said (again) — will act", []),
        ("", []),
    ],
)
def test_datelines(line: str, expected: list[tuple[int, int, FactType]]):
    assert [(m.start, m.end, m.type) for m in dateline.mentions(words(line))] == expected


def test_one_doubtful_mention_follows_the_many():
    sentences = [words("Wells grew"), words("Wells fell"), words("Wells rose")]
    found = [
        [Mention(0, 1, ORGANIZATION, 0.9)],
        [Mention(0, 1, ORGANIZATION, 0.8)],
        [Mention(0, 1, PERSON, 0.5)],
    ]

    settled = agree(sentences, found)

    assert [m.type for mentions in settled for m in mentions] == [ORGANIZATION] * 3


def test_a_mention_that_was_passed_over_is_taken_in_and_a_surname_counts():
    sentences = [words("Mary Whitfield spoke"), words("Then Whitfield left"), words("Acme left")]
    found = [[Mention(0, 2, PERSON, 0.99)], [Mention(1, 2, PERSON, 0.9)], []]
    more = [*sentences, words("So did Whitfield")]

    settled = agree(more, [*found, []])

    assert settled[3] == [Mention(2, 3, PERSON, settled[3][0].confidence)]
    assert settled[2] == []


@pytest.mark.parametrize("text", ["South Korean", "Israeli", "North", "Southwest"])
def test_adjectives_of_places_and_points_of_the_compass_are_no_places(text: str):
    sentence = words(text)

    assert agree([sentence], [[Mention(0, len(sentence), PLACE, 0.9)]]) == [[]]


def test_the_book_of_words_forgets_before_it_grows_too_large():
    book = WordBook(Lexicon("\na\t\t\t", ""))

    for number in range(25_000):
        book.word(f"w{number}")

    assert len(book._words) <= 10_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Kosovo Liberation Army (KLA) fought", [("kla", "Kosovo Liberation Army", False)]),
        ("large language models (LLMs) grow", [("llm", "large language models", True)]),
        ("the Bank of England (BoE) and others (IMF)", []),
        ("the Department of Health and Human Services (DHHS)", [
            ("dhhs", "Department of Health and Human Services", False),
        ]),
        ("(AP) and ( ) and (", []),
    ],
)  # fmt: skip
def test_short_forms_are_tied_to_the_words_that_explain_them(
    text: str, expected: list[tuple[str, str, bool]]
):
    sentence = words(text)

    found = [
        (
            form.short,
            " ".join(w.text for w in sentence[form.start : form.end]),
            is_plain(sentence, form),
        )
        for form in explained(sentence)
    ]

    assert found == expected


def test_a_short_form_for_common_words_is_no_name_anywhere():
    sentences = [words("large language models (LLM) grow"), words("LLM makers met")]
    found = [[Mention(4, 5, ORGANIZATION, 0.9)], [Mention(0, 1, ORGANIZATION, 0.9)]]

    assert agree(sentences, found) == [[], []]


def test_a_short_form_is_of_the_type_of_the_name_that_explains_it():
    sentences = [words("the Johnson Space Center (JSC) grew"), words("JSC said so")]
    found = [
        [Mention(1, 4, PLACE, 0.9), Mention(5, 6, ORGANIZATION, 0.9)],
        [Mention(0, 1, ORGANIZATION, 0.9)],
    ]

    assert [m.type for mentions in agree(sentences, found) for m in mentions] == [PLACE] * 3


@pytest.mark.parametrize(
    ("text", "type_", "stays"),
    [
        ("Serbs", PERSON, False),
        ("Chinese", ORGANIZATION, False),
        ("French", PERSON, True),
        ("Georgia", PLACE, True),
    ],
)
def test_a_people_is_nobody_in_particular(text: str, type_: FactType, stays: bool):
    assert bool(agree([words(text)], [[Mention(0, 1, type_, 0.9)]])[0]) is stays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rep. Jane Roe, R-Calif., and Sen. John Doe (D-New York) met", ["Calif.", "New York"]),
        ("an R-rated film, D - day and F-16", []),
        ("Plan D-Day", []),
    ],
)
def test_a_politician_stands_for_a_place(text: str, expected: list[str]):
    sentence = words(text)

    found = dateline.constituencies(sentence)

    assert [" ".join(w.text for w in sentence[m.start : m.end]) for m in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She read “Angela’s Ashes” there", ["Angela ’s Ashes"]),
        (
            'He wrote "The Life and Work of Mark O\'Brien," it said',
            ["The Life and Work of Mark O'Brien ,"],
        ),
        ("Zeljko “Arkan” Raznatovic left", []),
        ("“I saw Mary in Paris,” he said", []),
        ("“Paris is lovely” and ” then “", []),
    ],
)
def test_titles_of_works_are_told_from_speech_and_nicknames(text: str, expected: list[str]):
    sentence = words(text)

    assert [" ".join(w.text for w in sentence[a:b]) for a, b in titles(sentence)] == expected


def test_a_name_inside_a_title_is_no_mention():
    sentence = words("She read “Angela’s Ashes” there")

    assert agree([sentence], [[Mention(3, 4, PERSON, 0.9)]]) == [[]]


@pytest.mark.parametrize(
    ("texts", "at", "stays"),
    [
        (["the AI tool Sora grew", "Sora fell"], (3, 0), False),
        (["the Ernie AI chatbot grew", "Ernie fell"], (1, 0), False),
        (["the film Whitfield grew", "Whitfield fell"], (2, 0), False),
        (["the senator Whitfield grew", "Whitfield fell"], (2, 0), True),
    ],
)
def test_a_product_or_a_work_is_nobody(texts: list[str], at: tuple[int, int], stays: bool):
    sentences = [words(text) for text in texts]
    found = [[Mention(place, place + 1, PERSON, 0.9)] for place in at]

    assert all(bool(mentions) is stays for mentions in agree(sentences, found))


def test_who_has_a_first_name_is_no_film():
    sentences = [words("the film Whitfield grew"), words("Then Mary Whitfield left")]
    found = [[Mention(2, 3, PERSON, 0.9)], [Mention(1, 3, PERSON, 0.9)]]

    assert all(agree(sentences, found))


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Johnson & Johnson grew", [(0, 1), (2, 3)], [(0, 3, ORGANIZATION)]),
        ("Kirkland & Ellis advised", [(0, 3)], [(0, 3, ORGANIZATION)]),
        ("an analyst at Jane Roe spoke", [(3, 5)], [(3, 5, ORGANIZATION)]),
        ("shares of Jane Roe fell", [(2, 4)], [(2, 4, ORGANIZATION)]),
        ("Merrill Lynch rose", [(0, 2)], [(0, 2, ORGANIZATION)]),
        ("designer Ralph Lauren said", [(1, 3)], [(1, 3, PERSON)]),
        ("she looked at Jane Roe", [(3, 5)], [(3, 5, PERSON)]),
    ],
)
def test_a_firm_that_is_called_like_somebody_is_a_firm(
    text: str, found: list[tuple[int, int]], expected: list[tuple[int, int, FactType]]
):
    mentions = [Mention(start, end, PERSON, 0.9) for start, end in found]

    judged = firms.as_firms(words(text), mentions, frozenset())

    assert [m[:3] for m in judged] == expected


def test_who_is_called_mister_somewhere_is_nobody_s_firm():
    people = firms.titled([words("Mr. Schwab left")])

    judged = firms.as_firms(words("Charles Schwab left"), [Mention(0, 2, PERSON, 0.9)], people)

    assert judged[0].type is PERSON


@pytest.mark.parametrize(
    ("text", "places"),
    [("He said the Fed would act", [3]), ("Fed up, he left", []), ("the Fed Cup began", [])],
)
def test_the_fed_is_known_alone(text: str, places: list[int]):
    assert [m.start for m in firms.houses(words(text))] == places
