"""Numbers and dates: which words they take, and what they are worth."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.fact import FactType
from digest_app.facts.grammar.figures import find_figures
from digest_app.facts.grammar.lexicon import languages

TODAY = "2024-03-12"  # a Tuesday


def read(
    text: str, kind: FactType, language: str = "en", published: str = TODAY
) -> list[tuple[str, str]]:
    found = find_figures(text, language=language, published=published)
    return [(text[f.start : f.end], f.value) for f in found if f.type is kind]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It raised $14 million.", "$14 million", "USD 14000000"),
        ("It cost C$2.5bn.", "C$2.5bn", "CAD 2500000000"),
        ("A loan of €1.2bn was agreed.", "€1.2bn", "EUR 1200000000"),
        ("About half a million dollars went.", "half a million dollars", "USD 500000"),
        ("A fund of $10-15 million.", "$10-15 million", "USD 10000000–15000000"),
        ("It is worth $3 to $4 million.", "$3 to $4 million", "USD 3000000–4000000"),
        ("He was paid $26 a week.", "$26 a week", "USD 26 per week"),
        ("It sells for £4 per copy.", "£4 per copy", "GBP 4 per copy"),
        ("The firm lost RM50,000.", "RM50,000", "MYR 50000"),
        ("They owe USD 3 million.", "USD 3 million", "USD 3000000"),
        ("He paid 135.42 yen.", "135.42 yen", "JPY 135.42"),
        ("A gift of ten million Canadian dollars.", "ten million Canadian dollars", "CAD 10000000"),
        ("It costs 8 cents.", "8 cents", "USD 0.08"),
        ("They spent several thousand dollars.", "several thousand dollars", ""),
        ("A grant of R4.2-million came.", "R4.2-million", "ZAR 4200000"),
        ("They won Rs. 500 crore.", "Rs. 500 crore", "INR 5000000000"),
        ("It is worth ₹5 lakh crore.", "₹5 lakh crore", "INR 5000000000000"),
        ("It cost US$2bn-3bn.", "US$2bn-3bn", "USD 2000000000–3000000000"),
        ("He paid Can$3m.", "Can$3m", "CAD 3000000"),
        ("He paid E£300.", "E£300", "EGP 300"),
        ("A ticket is 500 kr now.", "500 kr", ""),
        ("At 20p a share, in pence, it is cheap.", "20p a share", "GBP 0.2 per share"),
        ("Oil rose to $85.20 a barrel.", "$85.20 a barrel", "USD 85.2 per barrel"),
        ("It is $4 per reusable page.", "$4 per reusable page", "USD 4 per reusable page"),
        ("He gave a quarter of a million dollars.", "a quarter of a million dollars", "USD 250000"),
        ("It is worth millions of pounds.", "millions of pounds", ""),
        ("A multimillion-dollar deal.", "multimillion-dollar", ""),
    ],
)
def test_sums_of_money(text: str, words: str, value: str):
    assert read(text, FactType.MONEY) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Sales rose 4.5 percent.", "4.5 percent", "4.5 %"),
        ("It fell 3% overnight.", "3%", "3 %"),
        ("Between 3 and 5 per cent left.", "3 and 5 per cent", "3–5 %"),
        ("Twenty-eight percent agreed.", "Twenty-eight percent", "28 %"),
        ("It gained 2 percentage points.", "2 percentage points", "2 pp"),
        ("The yield fell 350 basis points.", "350 basis points", "350 bp"),
        ("It is one-tenth of 1 percent.", "one-tenth of 1 percent", "0.1 %"),
    ],
)
def test_percentages_and_points(text: str, words: str, value: str):
    assert read(text, FactType.PERCENT) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Founded in April 2023 by two.", "April 2023", "2023-04"),
        ("On June 18, 2021 it opened.", "June 18, 2021", "2021-06-18"),
        ("On 18 June 2021 it opened.", "18 June 2021", "2021-06-18"),
        ("It opened on 2021-06-18.", "2021-06-18", "2021-06-18"),
        ("It opened last Tuesday.", "last Tuesday", "2024-03-05"),
        ("They will vote on Friday.", "Friday", "2024-03-15"),
        ("They voted on Friday.", "Friday", "2024-03-08"),
        ("They met yesterday.", "yesterday", "2024-03-11"),
        ("It opened two years ago.", "two years ago", "2022"),
        ("It grew in the first quarter.", "the first quarter", "2024-01/2024-03"),
        ("In the second half of 2023 it fell.", "the second half of 2023", "2023-07/2023-12"),
        ("It was earlier this year.", "earlier this year", "2024"),
        (
            "Within the next three to six months.",
            "next three to six months",
            "2024-06-12/2024-09-12",
        ),
        ("It took three to six months.", "three to six months", "P3M–P6M"),
        ("It took 2 hours, 32 minutes.", "2 hours, 32 minutes", "PT2H32M"),
        ("Music of the 1990s.", "1990s", "1990/1999"),
        ("A 19th-century house.", "19th-century", "1801/1900"),
        ("In the season of 1972-73 it snowed.", "1972-73", "1972/1973"),
        ("The doors open at 8:30 p.m. sharp.", "8:30 p.m.", "T20:30"),
    ],
)
def test_dates_and_lengths_of_time(text: str, words: str, value: str):
    assert read(text, FactType.DATE) == [(words, value)]


@pytest.mark.parametrize(
    "text", ["It opened last Tuesday.", "It opened on June 18.", "He left in March."]
)
def test_a_date_that_cannot_be_reckoned_stays_open_and_says_why(text: str):
    [found] = find_figures(text)

    assert found.value == ""
    assert "date is not known" in found.note


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It cut 1,200 jobs.", "1,200 jobs", "1200 jobs"),
        ("In a dozen states it rained.", "a dozen states", "12 states"),
        ("Some two million people came.", "two million people", "2000000 people"),
        ("A 50-kilometre race.", "50-kilometre", "50 kilometre"),
        ("A 24-year-old man.", "24-year-old", "24 years old"),
    ],
)
def test_quantities_with_what_they_count(text: str, words: str, value: str):
    assert read(text, FactType.QUANTITY) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "You may go.",
        "They march on.",
        "The fall of Rome.",
        "One of them left.",
        "She won gold.",
        "Call 555.",
        "R2-D2 is no robot of R4 or R16.",
        "A 720p picture.",
    ],
)
def test_look_alikes_are_left_alone(text: str):
    assert find_figures(text) == []


def test_the_cells_of_a_row_are_read_apart():
    text = "12\t$4 million\t13\n5\t$20"

    assert [words for words, _ in read(text, FactType.MONEY)] == ["$4 million", "$20"]


def test_what_follows_a_sum_is_not_what_it_is_for():
    text = "They paid $5 million the year before and sold for $1 billion the unit."

    assert [words for words, _ in read(text, FactType.MONEY)] == ["$5 million", "$1 billion"]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "Am 18. Juni 2021 zahlte Acme 1,2 Mrd. Euro.", {"2021-06-18", "EUR 1200000000"}),
        ("de", "Öl kostet 80 Dollar das Fass.", {"USD 80 per Fass"}),
        ("fr", "Le pétrole à 80 dollars le baril.", {"USD 80 per baril"}),
        (
            "fr",
            "Le 18 juin 2021, 14 millions d’euros, soit 4,5 %.",
            {"2021-06-18", "EUR 14000000", "4.5 %"},
        ),
        ("es", "El 18 de junio de 2021, un 4,5 por ciento.", {"2021-06-18", "4.5 %"}),
        ("it", "Il 18 giugno 2021, 14 milioni di euro.", {"2021-06-18", "EUR 14000000"}),
        ("pt", "Em abril de 2023 pagou R$ 14 milhões.", {"2023-04", "BRL 14000000"}),
        ("nl", "Op 18 juni 2021 betaalde het 4,5 procent.", {"2021-06-18", "4.5 %"}),
        ("pl", "18 czerwca 2021 zapłacił 14 mln zł.", {"2021-06-18", "PLN 14000000"}),
        ("ru", "18 июня 2021 года выросла на 4,5 процента.", {"2021-06-18", "4.5 %"}),
        ("tr", "18 Haziran 2021 günü 14 milyon dolar ödedi.", {"2021-06-18", "USD 14000000"}),
        ("ja", "2021年6月18日に三百五十万ドル。", {"2021-06-18", "USD 3500000"}),
        ("zh", "2023年4月支付了14亿元。", {"2023-04", "CNY 1400000000"}),
        ("ko", "2021년 6월 18일 14억원.", {"2021-06-18", "KRW 1400000000"}),
    ],
)
def test_every_language_with_a_table_reads_numbers_and_dates(
    language: str, text: str, values: set[str]
):
    assert {f.value for f in find_figures(text, language=language)} == values


def test_a_language_without_a_table_is_read_with_the_english_one():
    assert "fi" not in languages()
    assert [f.value for f in find_figures("Hinta on €14.", language="fi")] == ["EUR 14"]


numberish = st.text(
    st.sampled_from(list("0123456789.,:/-–$€%²½٣  \n'")) | st.characters(), max_size=80
)
pieces = st.lists(
    st.sampled_from(
        ["$", "5", "million", "a", "half", "of", "May", "31", "2020", "percent", "last", "year", "to", "-",
         "two", "dozen", "ago", "quarter", "first", "1/2", "12:99", "0/0", "99/99/2020", "1990s", "week"]
    ),
    max_size=14,
)  # fmt: skip


@given(
    numberish | pieces.map(" ".join),
    st.sampled_from(languages()),
    st.sampled_from(["", TODAY, "2024", "0001-01-01"]),
)
def test_any_text_can_be_read_and_nothing_overlaps(text: str, language: str, published: str):
    found = find_figures(text, language=language, published=published)

    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["1", "1,", "'s ", "million ", "May 1, ", "1-", "half of a "])
def test_a_line_that_nobody_writes_is_read_to_its_end(unit: str):
    # Long enough that a reading in the square of the length would never come back.
    text = unit * (60_000 // len(unit)) + "\nIt cost $5 million."

    found = find_figures(text)

    assert text[found[-1].start : found[-1].end] == "$5 million"


@pytest.mark.parametrize(
    ("text", "language", "words", "value"),
    [
        ("事業費は31億4000万円。", "ja", "31億4000万円", "JPY 3140000000"),
        ("约1万2300元", "zh", "1万2300元", "CNY 12300"),
        ("a $3 million 2024 budget", "en", "$3 million", "USD 3000000"),
    ],
)
def test_digits_behind_a_magnitude_add_up_where_another_magnitude_or_the_currency_follows(
    text, language, words, value
):
    sums = [f for f in find_figures(text, language=language) if f.type is FactType.MONEY]

    assert [(text[f.start : f.end], f.value) for f in sums] == [(words, value)]
