"""A document that is cut or repaired keeps every word and every mark on its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.block import Inline, InlineKind
from digest_app.domain.document import Document
from digest_app.readers.cutting import cut
from digest_app.readers.mojibake import repaired
from digest_app.readers.repairing import repair
from digest_app.readers.text import read_text

words = st.text(st.sampled_from("ab é“”\n"), min_size=1, max_size=80).filter(str.strip)


def marked(text: str, places: list[tuple[int, int]]) -> Document:
    document = read_text(text)
    inlines = tuple(
        Inline(a, b, InlineKind.STRONG) for a, b in places if a < b <= len(document.text)
    )
    return Document(document.text, document.blocks, inlines=inlines)


places = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4)


@given(words, st.lists(st.integers(-5, 100), max_size=4), places)
def test_no_word_is_lost_in_a_cut(
    text: str, starts: list[int], marks: list[tuple[int, int]]
) -> None:
    document = marked(text, marks)

    parts = cut(document, starts)

    assert "".join("".join(p.text for p in parts).split()) == "".join(text.split())
    assert sum(len(p.blocks) for p in parts) == len(document.blocks)
    for part in parts:
        assert all(0 <= b.start < b.end <= len(part.text) for b in part.blocks)
        assert all(0 <= i.start < i.end <= len(part.text) for i in part.inlines)


@given(words, places)
def test_a_repair_is_the_repair_of_each_block(text: str, marks: list[tuple[int, int]]) -> None:
    damaged = text.encode().decode("cp1252", "replace")
    document = marked(damaged, marks)

    made, place = repair(document)

    for old, new in zip(document.blocks, made.blocks, strict=True):
        assert made.text[new.start : new.end] == repaired(document.text[old.start : old.end])
    spots = [place(point) for point in range(len(document.text) + 1)]
    assert all(0 <= spot <= len(made.text) for spot in spots)
    assert (spots[0], spots[-1]) == (0, len(made.text))


@given(st.text("ab é\n", min_size=1).filter(str.strip))
def test_a_sound_text_stays_as_it_is(text: str) -> None:
    document = read_text(text)

    assert repair(document).document.text == repaired(document.text) == document.text


def test_a_mark_keeps_its_words_through_a_repair() -> None:
    text = "The cafÃ© of RenÃ©e Moreau closes."
    start = text.index("RenÃ©e")
    document = marked(text, [(start, start + len("RenÃ©e Moreau"))])

    made, _ = repair(document)

    (mark,) = made.inlines
    assert made.text[mark.start : mark.end] == "Renée Moreau"


def test_a_line_that_only_divides_is_in_no_part() -> None:
    text = "One.\n\n---\n\n* * *\n\nTwo --- and more.\n\n====="

    parts = cut(read_text(text), [text.index("Two")])

    assert [part.text for part in parts] == ["One.", "Two --- and more."]
    assert [len(part.blocks) for part in parts] == [1, 1]
