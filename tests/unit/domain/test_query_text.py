"""The query language says what it understands, and where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.fact import FactType
from digest_app.domain.marks import Place
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
)
from digest_app.domain.query_text import QueryError, parse


def word(*words: str, field: Field = Field.ANYWHERE, grows: bool = False) -> Phrase:
    return Phrase(words, field, grows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", All(())),
        ("news", word("news")),
        ("new* york", All((word("new", grows=True), word("york")))),
        ('"New York"', word("new", "york")),
        ("14.5%", word("14", "5")),
        ("-news", Not(word("news"))),
        ('-"new york" x', All((Not(word("new", "york")), word("x")))),
        ("well-known", word("well", "known")),
        ("a OR b c", Any((word("a"), All((word("b"), word("c")))))),
        ("(a OR b) c", All((Any((word("a"), word("b"))), word("c")))),
        ("or", word("or")),
        ("ORDER", word("order")),
        ("from:courier", word("courier", field=Field.PUBLISHER)),
        ('says:"Wang Changhu"', word("wang", "changhu", field=Field.SPEAKERS)),
        ("By:Miller", word("miller", field=Field.BYLINE)),
        ("title:energ*", word("energ", field=Field.TITLE, grows=True)),
        ("is:unread", IsRead(False)),
        ("-is:read", Not(IsRead(True))),
        ("is:starred", IsStarred()),
        ("in:trash", InPlace(Place.TRASH)),
        ('label:"Big news"', HasLabel("Big news")),
        ("has:label", HasLabel("")),
        ("has:money", HasFact(FactType.MONEY)),
        ("money:>1m", HasFigure(FactType.MONEY, Sign.OVER, 1e6)),
        ("money:<=€2.5bn", HasFigure(FactType.MONEY, Sign.AT_MOST, 2.5e9, "EUR")),
        ("money:>1,000,000", HasFigure(FactType.MONEY, Sign.OVER, 1e6)),
        ("money:>1.000.000", HasFigure(FactType.MONEY, Sign.OVER, 1e6)),
        ("money:>1 000 000", HasFigure(FactType.MONEY, Sign.OVER, 1e6)),
        ("money:>1,500", HasFigure(FactType.MONEY, Sign.OVER, 1500)),
        ("money:>1.500", HasFigure(FactType.MONEY, Sign.OVER, 1.5)),
        ("money:>C$2 million", HasFigure(FactType.MONEY, Sign.OVER, 2e6, "CAD")),
        ('money:">EUR 1 m"', HasFigure(FactType.MONEY, Sign.OVER, 1e6, "EUR")),
        ("a AND NOT b", All((word("a"), Not(word("b"))))),
        ("AND", All(())),
        ("money:>usd3k", HasFigure(FactType.MONEY, Sign.OVER, 3e3, "USD")),
        ("percent:>=4,5%", HasFigure(FactType.PERCENT, Sign.AT_LEAST, 4.5)),
        ("after:2024-03", Dated(Sign.AT_LEAST, "2024-03")),
        ("before:2024-03-12", Dated(Sign.UNDER, "2024-03-12")),
        ("https://a.example/b", word("https", "a", "example", "b")),
        ("10:30", word("10", "30")),
        ("Note: this", All((word("note"), word("this")))),
        ("🙂 …", All(())),
    ],
)
def test_what_is_typed_is_understood_as(text: str, expected: Query):
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence", "place"),
    [
        ("a OR", "“OR” needs something on both sides.", "OR"),
        ("OR a", "“OR” needs something on both sides.", "OR"),
        ("(a b", "There is a “(” without a “)”.", "("),
        ("a) b", "There is a “)” without a “(”.", ")"),
        ("x lable:AI", "Did you mean “label:”?", "lable:"),
        ("author:miller", "Did you mean “by:”?", "author:"),
        ("money:>1.000,000", "is no amount", ">1.000,000"),
        ("a NOT (", "There is a “(” without a “)”.", "("),
        ("from: x", "“from:” needs something to look for, as in “from:courier”.", "from:"),
        ("is:red", "“red” is not one of read, unread, starred, star.", "red"),
        ("money:lots", "“lots” is no amount; write it as in “money:>1m”.", "lots"),
        ("after:March", "“March” is no date; write it as in “after:2024-03”.", "March"),
        ("after:2024-13", "“2024-13” is no date", "2024-13"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(text: str, sentence: str, place: str):
    with pytest.raises(QueryError) as told:
        parse(text)

    assert sentence in told.value.sentence
    assert text[told.value.start : told.value.end] == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("solar pow", All((word("solar"), word("pow", grows=True)))),
        ("solar ", word("solar")),
        ("北京", word("北", "京")),
        ("s", word("s")),
        ("news from:", word("news")),
        ("news is:unr", word("news")),
        ("news OR ", word("news")),
        ("(news", word("news", grows=True)),
        ('"new yor', word("new", "yor")),
        ("money:>", All(())),
    ],
)
def test_what_is_still_being_typed_is_read_as_far_as_it_goes(text: str, expected: Query):
    assert parse(text, typing=True) == expected


pieces = st.sampled_from(
    [
        "a",
        "OR",
        "(",
        ")",
        "-",
        '"',
        "from:",
        "is:unread",
        "money:>1m",
        " ",
        "label:",
        "x*",
        "--",
        ":",
    ]
)


@given(st.one_of(st.text(), st.lists(pieces).map("".join)), st.booleans())
def test_every_text_is_a_query_or_a_sentence_with_a_place_in_it(text: str, typing: bool):
    told = trouble_with(text, typing=typing)

    assert told is None or (told.sentence and 0 <= told.start <= told.end <= len(text))


def trouble_with(text: str, *, typing: bool) -> QueryError | None:
    try:
        parse(text, typing=typing)
    except QueryError as told:
        return told
    return None
