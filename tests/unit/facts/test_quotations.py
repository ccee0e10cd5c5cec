"""Quotations: which words are quoted, whole or in part, and who says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.fact import Fact, FactType
from digest_app.facts.finding import find


def quotes(text: str, **known: str) -> list[Fact]:
    return [f for f in find(text, **known) if f.type is FactType.QUOTE]


def said(text: str) -> list[tuple[str, str]]:
    return [(f.text, f.speaker) for f in quotes(text)]


WORDS = "We are going to build it"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{WORDS},” Jane Roe said on Monday.", "Jane Roe"),
        (f"“{WORDS},” said Jane Roe, the mayor of Torvik.", "Jane Roe"),
        (f"Jane Roe told reporters: “{WORDS}.”", "Jane Roe"),
        (f"Jane Roe, the mayor, who was late, said that “{WORDS.lower()}.”", "Jane Roe"),
        (f"According to Jane Roe, “{WORDS.lower()}.”", "Jane Roe"),
        (f"“{WORDS},” the company's lawyers argued.", "the company's lawyers"),
        (f"“{WORDS}.” ― Jane Roe", "Jane Roe"),
        (f'"{WORDS}," Jane Roe said.', "Jane Roe"),
        (f"«{WORDS}», Jane Roe said.", "Jane Roe"),
        (f"‘{WORDS},’ Jane Roe said.", "Jane Roe"),
        (f"The plan is that “{WORDS.lower()},” Jane Roe said.", "Jane Roe"),
        (f"“{WORDS},” the company's chief financial officer, Jane Roe, said.", "Jane Roe"),
        (f"“{WORDS},” said the bank's chairman, Jane Roe, on Friday.", "Jane Roe"),
        (f"Its supply minister, Jane Roe, told reporters that “{WORDS.lower()}.”", "Jane Roe"),
        (f"Jane Roe said Bob Smith’s latest words showed that “{WORDS.lower()}.”", "Jane Roe"),
    ],
)
def test_the_words_around_a_quotation_name_its_speaker(text: str, speaker: str):
    [quote] = quotes(text)

    assert quote.text.casefold().rstrip(".,") == WORDS.casefold()
    assert quote.speaker == speaker
    assert quote.speaker_start is not None
    assert quote.speaker_end is not None
    assert speaker in text[quote.speaker_start : quote.speaker_end]


def test_a_pronoun_is_shown_with_the_name_it_stands_for():
    text = f"Jane Roe opened the bridge on Monday. “{WORDS},” she said."

    [quote] = quotes(text)

    assert quote.speaker == "Jane Roe"
    assert text[quote.speaker_start : quote.speaker_end] == "she"
    assert [text[p.start : p.end] for p in quote.parts if p.name == "speaker"] == ["Jane Roe"]
    assert [text[p.start : p.end] for p in quote.parts if p.name == "cue"] == ["said"]


def test_a_pronoun_means_whom_its_own_paragraph_is_about():
    text = (
        f"Bob Smith was angry. “{WORDS},” Smith said.\n\n"
        f"The agriculture minister, Mark Hill, promised aid on Friday. “{WORDS},” he said."
    )

    assert [speaker for _, speaker, *_ in said(text)] == ["Smith", "Mark Hill"]


def test_a_speaker_goes_on_after_an_interruption_and_in_the_next_sentence():
    text = (
        "“We are going to build it,” Jane Roe said, “and we will finish it in May.” "
        "“Nobody here doubts that any more.”"
    )

    assert [speaker for _, speaker in said(text)] == ["Jane Roe"] * 3


def test_a_quotation_that_runs_over_paragraphs_keeps_its_speaker():
    text = (
        "“We are going to build it,” Jane Roe said. “It will take us a year.\n\n"
        "“Nobody here doubts that any more.”"
    )

    assert [speaker for _, speaker in said(text)] == ["Jane Roe"] * 3
    assert said(text)[1][0] == "It will take us a year."


def test_a_paragraph_that_ends_in_a_colon_introduces_the_next_one():
    text = f"Jane Roe wrote in a letter to the council:\n\n“{WORDS}.”"

    assert said(text) == [(f"{WORDS}.", "Jane Roe")]


def test_inner_quotation_marks_belong_to_the_outer_quotation():
    text = "“He told me ‘never again’ and then he left,” Jane Roe said."

    assert said(text) == [("He told me ‘never again’ and then he left,", "Jane Roe")]


def test_a_sentence_is_told_from_a_few_words_of_one():
    whole, part = quotes(
        f"“{WORDS},” Jane Roe said. She called the old bridge “a danger to every child in town” too."
    )

    assert (whole.value, part.value) == ("whole", "partial")


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” bridge is closed.",
        "He has the “company gene” in him.",
        "The film “Gone With the Wind” ran for years.",
        "On “The Morning Show With Bob” they laughed.",
        "The 5' 10\" man left.",
        "The workers' and the owners' views differ.",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_no_quotations(text: str):
    assert quotes(text) == []


def test_a_name_inside_the_quotation_is_never_its_speaker():
    text = "“I met Bob Smith and he was very kind,” the mayor said."

    assert said(text)[0][1] == "the mayor"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Wir werden die Brücke bald bauen“, sagte Anna Berg am Montag.", "Anna Berg"),
        ("de", "Anna Berg sagte: „Wir werden die Brücke bald bauen.“", "Anna Berg"),
        (
            "de",
            "Die Bürgermeisterin Anna Berg erklärte am Montag, man habe „keine Angst vor der Zukunft“.",
            "Anna Berg",
        ),
        ("de", "„Wir werden die Brücke bald bauen“, so Anna Berg.", "Anna Berg"),
        ("de", "Laut Anna Berg ist der Plan „eine Gefahr für die Stadt“.", "Anna Berg"),
        ("fr", "« Nous allons construire ce pont », a déclaré Anne Berg lundi.", "Anne Berg"),
        ("fr", "Anne Berg a affirmé : « Nous allons construire ce pont. »", "Anne Berg"),
        ("fr", "Selon Anne Berg, le projet est « un danger pour toute la ville ».", "Anne Berg"),
        (
            "fr",
            "Anne Berg dirige la mairie. « Nous allons construire ce pont », explique-t-elle.",
            "Anne Berg",
        ),
        ("fr", "« Nous allons construire ce pont », explique la maire Anne Berg.", "Anne Berg"),
        ("es", "«Vamos a construir el puente», dijo Ana Ruiz.", "Ana Ruiz"),
        ("es", "Ana Ruiz afirmó: «Vamos a construir el puente».", "Ana Ruiz"),
        ("es", "“Vamos a construir el puente”, ha asegurado la alcaldesa Ana Ruiz.", "Ana Ruiz"),
        ("es", "Ana Ruiz dijo que es “un peligro para la ciudad”.", "Ana Ruiz"),
        ("it", "«Costruiremo il ponte entro maggio», ha detto Anna Rossi.", "Anna Rossi"),
        ("it", "Anna Rossi ha dichiarato: «Costruiremo il ponte entro maggio».", "Anna Rossi"),
        ("it", "Secondo Anna Rossi il progetto è «un pericolo per la città».", "Anna Rossi"),
        ("it", "“Costruiremo il ponte entro maggio”, spiega la sindaca Anna Rossi.", "Anna Rossi"),
        ("pt", "“Vamos construir a ponte em breve”, disse Ana Souza.", "Ana Souza"),
        ("pt", "Ana Souza afirmou: “Vamos construir a ponte em breve”.", "Ana Souza"),
        ("pt", "Segundo Ana Souza, o projeto é “um perigo para a cidade”.", "Ana Souza"),
        ("pt", '"Vamos construir a ponte em breve", afirmou a prefeita Ana Souza.', "Ana Souza"),
        ("nl", "“We gaan de brug snel bouwen”, zei Anna de Vries.", "Anna de Vries"),
        ("nl", "Anna de Vries zei: “We gaan de brug snel bouwen.”", "Anna de Vries"),
        ("nl", "“We gaan de brug snel bouwen”, aldus Anna de Vries.", "Anna de Vries"),
        ("nl", "Volgens Anna de Vries is het plan “een gevaar voor de stad”.", "Anna de Vries"),
        ("pl", "„Zbudujemy ten most do maja” – powiedział Jan Kowalski.", "Jan Kowalski"),
        ("pl", "Jan Kowalski powiedział: „Zbudujemy ten most do maja”.", "Jan Kowalski"),
        ("pl", "„Zbudujemy ten most do maja”, podkreśliła burmistrz Anna Nowak.", "Anna Nowak"),
        ("ru", "«Мы построим этот мост к маю», — сказал Иван Петров.", "Иван Петров"),
        ("ru", "Иван Петров заявил: «Мы построим этот мост к маю».", "Иван Петров"),
        ("ru", "«Мы построим этот мост к маю», — отметила мэр Анна Иванова.", "Анна Иванова"),
        ("tr", "“Köprüyü gelecek yıl mutlaka bitireceğiz” dedi Ahmet Yılmaz.", "Ahmet Yılmaz"),
        ("tr", "Ahmet Yılmaz, “Köprüyü gelecek yıl mutlaka bitireceğiz” dedi.", "Ahmet Yılmaz"),
        (
            "tr",
            'Belediye Başkanı Ahmet Yılmaz, toplantıda yaptığı konuşmada "Köprüyü gelecek yıl mutlaka bitireceğiz" diye konuştu.',
            "Belediye Başkanı Ahmet Yılmaz",
        ),
        ("ar", 'قال أحمد علي: "سوف نبني الجسر في العام المقبل".', "أحمد علي"),
        (
            "ar",
            "وأكد وزير النقل أحمد علي أن المشروع «خطر كبير على المدينة كلها».",
            "وزير النقل أحمد علي",
        ),
        ("zh", "王明在接受采访时表示：“我们将在明年完成这座大桥的建设。”", "王明"),
        ("zh", "“我们将在明年完成这座大桥的建设，”王明说。", "王明"),
        ("zh", "公司董事长李华告诉记者，“我们不会放弃这个项目。”", "公司董事长李华"),
        ("zh", "外交部發言人林健指出，「這是不能接受的做法」。", "外交部發言人林健"),
        ("zh", "“我们不会放弃这个项目”，市长陈刚强调。", "市长陈刚"),
        ("ja", "市長は「橋を必ず再建します」と述べた。", "市長"),
        ("ja", "田中一郎社長は記者会見で、「橋を必ず再建します」と話した。", "田中一郎社長"),
        ("ja", "「橋を必ず再建します」と田中氏は語った。", "田中氏"),
        ("ja", "「橋を必ず再建します」と話すのは、田中一郎さん。", "田中一郎さん"),
        ("ko", '김철수 대표는 "내년까지 다리를 반드시 완공하겠다"고 말했다.', "김철수 대표"),
        (
            "es",
            "La alcaldesa, Ana Ruiz, subió la tarifa. “Vamos a construir el puente”, afirmó en mayo.",
            "Ana Ruiz",
        ),
        (
            "it",
            "Il sindaco Mario Rossi ha visto il ponte. “Costruiremo il ponte entro maggio”, ha detto.",
            "Mario Rossi",
        ),
        ("ko", '농민단체는 "피해액의 절반에도 못 미친다"며 추가 지원을 요구했다.', "농민단체"),
        (
            "ko",
            "김 시장은 18일 기자회견에서 “내년까지 다리를 반드시 완공하겠다”라고 밝혔다.",
            "김 시장",
        ),
        ("ko", '"내년까지 다리를 반드시 완공하겠다"라고 김철수 대표가 말했다.', "김철수 대표"),
    ],
)
def test_other_languages_quote_in_their_own_way(language: str, text: str, speaker: str):
    [quote] = quotes(text, language=language)

    assert quote.speaker == speaker
    assert quote.value in ("whole", "partial")


def test_a_language_without_a_table_that_parts_no_words_names_no_speaker():
    [quote] = quotes("เขากล่าวว่า “we are going to build it”", language="th")

    assert quote.speaker == ""


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Jane Roe warns of a gap if Acme has “secret weapons.”", "secret weapons", "Jane Roe"),
        ("Acme bills itself as having the “company gene,” using Bo.", "company gene", "Acme"),
        ("Jane Roe said the talks were “just not true.”", "just not true", "Jane Roe"),
        (
            "They condemned what Jane Roe called a “brazen breach” of law.",
            "brazen breach",
            "Jane Roe",
        ),
    ],
)
def test_two_or_three_words_are_quoted_where_a_named_speaker_says_them(
    text: str, words: str, speaker: str
):
    assert said(text) == [(words, speaker)]
    assert quotes(text)[0].value == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe said she liked “Blue Fox Rising.”",
        "Jane Roe said she closed the so-called “smart bridge.”",
        "Jane Roe told them about a singer nicknamed “the fox.”",
        "Jane Roe said the “smart bridge” would open.",
        "The city has a new “smart bridge.”",
        "Jane Roe said it was “odd.”",
    ],
)
def test_a_few_quoted_words_that_nobody_is_told_to_say_are_no_quotation(text: str):
    assert quotes(text) == []


def test_whoever_issues_a_statement_says_what_it_says():
    text = f"Jane Roe issued a statement calling the plan “{WORDS.lower()}.”"

    assert said(text)[0][1] == "Jane Roe"


def test_what_is_told_without_marks_is_no_quotation():
    assert quotes("Jane Roe said that she would build it in May.") == []


marks = st.lists(
    st.sampled_from(
        ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "「", "」", "said", "Jane Roe", "he", ",", ".", ":",
         "\n", "according to", "who", "(", ")", "-", "the", "mayor", "…"]
    ),
    max_size=25,
)  # fmt: skip


@given(marks.map(" ".join) | marks.map("".join))
def test_any_marks_in_any_order_can_be_read(text: str):
    for fact in quotes(text):
        assert fact.text == text[fact.start : fact.end]
        assert (fact.speaker_start is None) == (fact.speaker == "")
        assert all(p.start < p.end for p in fact.parts)


@pytest.mark.parametrize(
    "unit",
    ["and says “a thing or two,” ", "bills itself as “a thing or two,” ", "(he said “a b,” "],
)
def test_a_line_of_quotations_without_a_full_stop_is_read_to_its_end(unit: str):
    text = unit * 500

    assert all(q.text in unit for q in quotes(text))
