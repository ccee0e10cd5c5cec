"""Every text is decoded as it was written, and nothing that hurts stays in it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.readers.encoding import decode, decode_page, scrub

ENGLISH = (
    "The mayor said “we don’t know yet” – and left. The pier’s bill, £4.2 million, was paid on "
    "Monday; a café owner called it “naïve”. Nobody else spoke for the better part of an hour."
)
GERMAN = (
    "Die Fähre fährt trotzdem weiter – vorerst. Rund 8.000 Menschen drängten sich durch die Röhre, "
    "bevor am Abend die ersten Autos rollen durften, und viele waren müde, aber glücklich."
)
RUSSIAN = (
    "Паром продолжает ходить, сообщили в порту в понедельник. Строительство пирса обошлось в четыре "
    "миллиона и заняло шесть лет, а старый деревянный пирс сгорел несколько лет назад."
)
JAPANESE = (
    "新しい桟橋が月曜日に開業した。港の責任者は「潮を待ち、それから予算を待った」と話している。"
    "古い木造の桟橋は数年前の火事で失われていた。町の人々は朝早くから列を作って船を待った。"
)
CHINESE = "新码头星期一启用。港务负责人说，他们先等潮水，后等预算。旧的木码头几年前毁于火灾，居民清早就来排队等船。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (GERMAN, "cp1252"),
        (GERMAN.replace("–", "-"), "iso8859-15"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        ("東京都の町で地熱を使った暖房が始まった。" * 4, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_a_text_in_a_national_encoding_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, JAPANESE])
def test_a_byte_order_mark_decides_and_goes(text: str, encoding: str) -> None:
    assert decode(("\ufeff" + text).encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)).text == ENGLISH


def test_stray_windows_bytes_in_utf_8_are_read_as_what_they_are() -> None:
    mixed = "Résumé – naïve café".encode() + b" \x93quoted\x94 " + "später".encode()

    assert decode(mixed).text == "Résumé – naïve café “quoted” später"


def test_a_character_cut_off_at_the_end_costs_that_character_only() -> None:
    cut = "später".encode() * 3 + "ä".encode()[:1]

    assert decode(cut).text == "später" * 3 + "\ufffd"


def test_a_page_is_read_in_the_encoding_it_names() -> None:
    html = f"<html><head><meta charset='windows-1251'></head><body>{RUSSIAN[:40]}</body></html>"

    assert decode_page(html.encode("cp1251")) == html


def test_a_page_that_names_latin_1_means_windows_1252() -> None:
    html = "<meta charset=iso-8859-1><p>“quoted”</p>"

    assert decode_page(html.encode("cp1252")) == html


@pytest.mark.parametrize("name", ["base64", "no-such-encoding", "utf-7", "idna"])
def test_an_encoding_that_makes_no_sense_is_not_believed(name: str) -> None:
    html = f"<meta charset={name}><p>café – “open”, says the owner’s résumé</p>"

    assert "café" in decode_page(html.encode("cp1252"))


def test_pairs_of_surrogates_are_one_character_and_lone_ones_are_marked() -> None:
    assert scrub("a\ud83d\ude00b\ud800c") == "a😀b\ufffdc"


@given(st.binary(max_size=300))
def test_whatever_the_bytes_the_text_is_clean(data: bytes) -> None:
    text = decode(data).text

    assert "\0" not in text
    assert "\r" not in text
    text.encode("utf-8")


@given(st.text(max_size=200))
def test_what_is_utf_8_stays_what_it_is(text: str) -> None:
    data = text.encode("utf-8", "replace")
    strange = (
        data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE)) or b"\0" in data or b"\x1b" in data
    )

    assert strange or decode(data).text == scrub(data.decode("utf-8"))
