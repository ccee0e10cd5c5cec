"""A page shows every word once: to be read, or folded under its reason."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest_app.domain.block import Block
from digest_app.domain.boilerplate import BoilerplateKind, Removal
from digest_app.ui.article.page import Passage, Strip, blocks_of, lay_out

KINDS = list(BoilerplateKind)


def removal(start: int, end: int, kind: BoilerplateKind = BoilerplateKind.AD) -> Removal:
    return Removal(start, end, kind, "rule", "Because.")


def words(text: str, part: Passage | Strip) -> str:
    if isinstance(part, Passage):
        return text[part.block.start : part.block.end]
    return " ".join(line.of(text) for hidden in part.hidden for line in hidden.lines)


texts = st.lists(st.sampled_from(["news", "more", "😀", "\n", "\n\n", " "]), max_size=30).map(
    "".join
)
ranges = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 25), st.sampled_from(KINDS)), max_size=6
)


@given(texts, ranges)
def test_every_word_is_on_the_page_once_and_in_order(text: str, found: list) -> None:
    removals = [removal(start, start + length, kind) for start, length, kind in found]

    page = lay_out(text, (), removals)

    assert "".join("".join(words(text, part) for part in page).split()) == "".join(text.split())


@given(texts, ranges)
def test_a_passage_has_a_word_to_read_and_its_pieces_are_the_block(text: str, found: list) -> None:
    removals = [removal(start, start + length, kind) for start, length, kind in found]

    for part in lay_out(text, (), removals):
        if isinstance(part, Passage):
            assert part.pieces[0].start == part.block.start
            assert part.pieces[-1].end == part.block.end
            kept = [text[p.start : p.end] for p in part.pieces if p.removal is None]
            assert "".join(kept).strip()


@given(texts, ranges)
def test_the_original_folds_nothing(text: str, found: list) -> None:
    removals = [removal(start, start + length, kind) for start, length, kind in found]

    page = lay_out(text, (), removals, fold=False)

    assert [part.block for part in page] == list(blocks_of(text, ()))


def test_removed_blocks_that_stand_together_are_one_strip() -> None:
    text = "News.\n(Photo: A)\nRead also: B\nMore news."
    blocks = [Block(0, 5), Block(6, 16), Block(17, 29), Block(30, 40)]
    kinds = BoilerplateKind.PHOTO_CREDIT, BoilerplateKind.READ_ALSO
    removals = [removal(6, 16, kinds[0]), removal(17, 29, kinds[1])]

    page = lay_out(text, blocks, removals)

    assert [type(part) for part in page] == [Passage, Strip, Passage]
    assert page[1].title == "2 lines hidden · photo credit · read also"
    assert (page[1].start, page[1].end) == (6, 29)


def test_one_line_is_not_lines() -> None:
    page = lay_out("News.\nAd", [Block(0, 5), Block(6, 8)], [removal(6, 8)])

    assert page[1].title == "1 line hidden · advertisement"


def test_many_kinds_are_counted_and_not_all_named() -> None:
    text = "\n".join("abcdefg")
    blocks = [Block(i * 2, i * 2 + 1) for i in range(7)]
    removals = [removal(b.start, b.end, KINDS[i]) for i, b in enumerate(blocks)]

    (strip,) = lay_out(text, blocks, removals)

    assert strip.title.endswith("3 more kinds")
    assert strip.title.startswith("7 lines hidden · title repeated")
