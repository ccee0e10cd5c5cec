"""What is read off a whole text at once is what each of its lines says by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning import rules
from digest_app.cleaning.lines_looks import Lettering, seen
from digest_app.cleaning.lines_views import View
from digest_app.cleaning.rules_words import Vocabulary
from digest_app.cleaning.spans_cut import Cutter
from digest_app.cleaning.taught import Taught
from digest_app.domain.block import BlockKind

texts = st.text() | st.text(alphabet="AaßİłŁéªº²٣3’™→😀 \t\n\u00a0\u2009\x1c\x85", max_size=60)
pieces = st.sampled_from([
    *("Read more: The ferry", "Read  more", "(Photo: AP)", "412 Shares", "ShareTweet", "Print"),
    *("The bridge is closed.", "Advertisement", "It said so", "İ", "ß", "\u00a0", "  ", "\n"),
])  # fmt: skip


@given(texts)
def test_the_table_tells_of_a_line_what_its_letters_tell(text: str):
    words = Vocabulary(text)
    line = text.strip()
    start = text.find(line)

    told = Lettering(text, words.lowered, words.others).of(start, start + len(line))

    if line and words.aligned and told:
        expected = seen(line)
        assert (told.small, told.digits) == (expected.small, expected.digits)
        assert told.folded.split() == expected.folded.split()


@given(st.lists(st.lists(pieces, min_size=1).map(" ".join), min_size=1, max_size=6))
def test_no_paragraph_with_words_to_cut_out_is_passed_over(paragraphs: list[str]):
    text = "\n".join(paragraphs)
    words = Vocabulary(text)
    spotting = rules.asked_for("en")[1].on(words)
    ends = [len("\n".join(paragraphs[: i + 1])) for i in range(len(paragraphs))]
    views = [
        View(i, BlockKind.PARAGRAPH, ((end - len(line), end),), line)
        for i, (line, end) in enumerate(zip(paragraphs, ends, strict=True))
    ]
    plainly = {v.number for v in views if spotting.find(text, *v.parts[0], words.fold)}

    aligned = words.folded if words.aligned else ""
    touched = Cutter(text, spotting, Taught(()), words.fold, aligned).touched(views)

    assert touched == plainly
