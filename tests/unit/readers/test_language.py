"""A text's language is told by its words, and not told where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.readers.language import detect

TEXTS = {
    "en": "The harbour master said that the pier would open on Monday, and that the ferry was late.",
    "de": "Der Hafenmeister sagte, dass die Brücke am Montag öffnet und die Fähre noch nicht da ist.",
    "fr": "Le maître du port a dit que la jetée ouvrira lundi et que le bac est en retard sur les autres.",
    "es": "El jefe del puerto dijo que el muelle abrirá el lunes y que la barca no está en la ciudad.",
    "pt": "O chefe do porto disse que o cais vai abrir na segunda e que a barca não está na cidade.",
    "it": "Il capo del porto ha detto che il molo aprirà lunedì e che la barca non è nella città.",
    "nl": "De havenmeester zei dat de pier op maandag opent en dat de boot nog niet in de stad is.",
    "sv": "Hamnmästaren säger att bryggan öppnar på måndag och att färjan inte är i staden ännu.",
    "da": "Havnemesteren siger, at molen åbner efter weekenden, og at færgen ikke er kommet af sted.",
    "no": "Havnesjefen sier at moloen åpner etter helgen, og at fergen ikke er kommet av sted ennå.",
    "fi": "Satamapäällikkö sanoi, että laituri avataan, mutta se ei ole vielä valmis ja on myöhässä.",
    "pl": "Kapitan portu powiedział, że molo zostanie otwarte w poniedziałek i że prom nie jest na czas.",
    "ru": "Начальник порта сказал, что пирс откроется в понедельник, а паром опоздал.",
    "uk": "Начальник порту сказав, що пірс відкриється в понеділок, а пором спізнився, і їх чекали.",
    "ja": "港の責任者は、桟橋が月曜日に開くと話した。",
    "zh": "港务负责人说，码头星期一启用，渡轮晚点了。",
    "ko": "항만 책임자는 부두가 월요일에 문을 연다고 말했다.",
    "ar": "قال مدير الميناء إن الرصيف سيفتح يوم الاثنين وإن العبارة تأخرت.",
    "el": "Ο λιμενάρχης είπε ότι η προβλήτα θα ανοίξει τη Δευτέρα.",
    "tr": "Liman müdürü iskelenin pazartesi günü açılacağını ve vapurun bu sabah için çok geç olduğunu söyledi, ancak yeni bir gemi var.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert detect(TEXTS[language]) == language


def test_turkish_is_told_where_it_has_hardly_a_small_word() -> None:
    text = "Belediye Başkanı iskelenin yapımına ilkbaharda başlanacağını açıkladı."

    assert detect(text) == "tr"
    assert detect("Bələdiyyə başçısı körpünün yazda açılacağını dedi.") == ""


@pytest.mark.parametrize(
    "text", ["", "42", "Wang Changhu, AIsphere, Fortune Capital", "xq zzy wvb qqr"]
)
def test_words_of_no_language_tell_none(text: str) -> None:
    assert detect(text) == ""


@given(st.text(max_size=300))
def test_any_text_has_one_language_or_none(text: str) -> None:
    assert detect(text) == "" or detect(text).isalpha()
