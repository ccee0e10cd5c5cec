"""The compiled form of judging lines says what the Python form says, to the last digit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_app.assets import seeds
from digest_app.cleaning import rules
from digest_app.cleaning.lines import Note, Verdict, surely_judged
from digest_app.cleaning.lines_evidence import look_at, scale
from digest_app.cleaning.lines_text import TextLines
from digest_app.cleaning.lines_views import View, plain_views
from digest_app.cleaning.rules_words import Vocabulary
from digest_app.domain.block import Block, BlockKind
from digest_app.domain.compiled import compiled
from digest_app.domain.document import Document, Metadata
from digest_app.readers.text import read_text
from tests.shared_data import shared
from tests.unit.cleaning.texts import PROSE

_QUICK = compiled("digest_app.cleaning.compiled_lines")
pytestmark = pytest.mark.skipif(_QUICK is None, reason="the compiled form was not built")

TITLE = "The quay opens late, says the mayor"
SCRAPS = (
    *(
        "Read more:",
        "READ ALSO",
        "Photo by A. Hand",
        "Photo: Reuters",
        "© 2026 Harbour News",
        "Home",
    ),
    *(
        "By Ada Hand",
        "12:30",
        "9.15 pm",
        "14h05",
        "80 g sugar",
        "½ lemon",
        "- 2 eggs",
        "• Salt",
        "—",
    ),
    *("— Ada Hand", "— Ada Hand (@ada) March 3", "Ada @ada", "5:01 PM - 3 Mar", "Advertisement"),
    *("Share this", "Facebook Twitter Email", "Subscribe to our newsletter", "Tags: quay, harbour"),
    *(TITLE, TITLE.upper(), "Harbour News", "Ein Hafen – “neu” … und groß", "ΟΔΟΣ ΣΟΦΊΑΣ", "İzmir"),
    *(
        "第二码头将于春季开放。",
        "الميناء يفتح متأخرا",
        "हमारा बंदरगाह।",
        "٣ مارس",
        "Ǆungla",
        "ŉ",
        "ﬃ",
    ),
    *(
        "\u0301",
        "\u0301\u0301 a",
        "a\u00a0b",
        "a\x1cb",
        "\u2028",
        "x" * 41,
        "x" * 40,
        "😀",
        "²",
        "No..",
    ),
    *(
        "See http://a.b",
        "A: b - c",
        '"Quoted"',
        "(AP)",
        "[Update]",
        "The quay. Ada Hand",
        "$5",
        "a/b",
    ),
)
LINES = (*SCRAPS, *PROSE, " ".join(PROSE), f"{PROSE[0][:60]} else", "Pay now, " * 30)

bits = st.sampled_from(
    "aAßİiǅ1²٣½ .,:;!?…\"'“”’»)（@|©#/$[—•-\n\u00a0\u2009\u0301漢あ\U00010400\U0001d7d8\x1c"
)
words = st.text(bits, max_size=60) | st.text(max_size=60) | st.sampled_from(LINES)
rows = words.map(lambda text: " ".join(text.split()) or ".")
kinds = st.sampled_from(list(BlockKind))
notes = st.dictionaries(
    st.integers(0, 3), st.sampled_from([2.0, 4.5]).map(lambda b: Note(b, "Seen."))
)
metadata = st.builds(
    Metadata,
    title=st.sampled_from(["", TITLE, "Home"]),
    publisher=st.sampled_from(["", "Harbour News"]),
    description=st.sampled_from(["", PROSE[0]]),
)


def views_of(document: Document) -> list[View]:
    """Return the blocks as cleaning looks at them."""
    blocks, text = document.blocks, document.text
    return [
        View(
            i,
            block.kind,
            ((block.start, block.end),),
            " ".join(text[block.start : block.end].split()),
        )
        for i, block in enumerate(blocks)
    ]


def judged(document: Document, told: dict[int, Note]) -> list[Verdict | None]:
    """Return what both forms say of a text, of all its lines and of every second one again."""
    assert _QUICK is not None
    views, vocabulary = views_of(document), Vocabulary(document.text)
    told = {i: note for i, note in told.items() if i < len(views)}
    asking = rules.asked_for(document.metadata.language)[0].on(vocabulary)
    each = [
        made(document.text, vocabulary, asking, scale()) for made in (_QUICK.TextLines, TextLines)
    ]
    for some in (views[::2], views):
        notes = {i: note for i, note in told.items() if i < len(some)}
        quickly, slowly = [form.verdicts(some, notes, document.metadata) for form in each]
        assert quickly == slowly
        assert repr(quickly) == repr(slowly)
    return slowly


@given(rows, kinds, st.booleans())
def test_a_line_is_looked_at_alike(line: str, kind: BlockKind, closes: bool):
    assert _QUICK is not None
    text = f"{line}." if closes else line
    asking = rules.asked_for("en")[0].on(Vocabulary(text))
    quickly, slowly = [one(text, kind, asking, scale()) for one in (_QUICK.look_at, look_at)]

    assert quickly == slowly
    assert repr(quickly) == repr(slowly)


@pytest.mark.parametrize("number", range(0, 0x110000, 0x1000))
def test_a_line_of_any_letter_is_looked_at_alike(number: int):
    assert _QUICK is not None
    asking = rules.asked_for("en")[0].on(Vocabulary(""))
    step = 1 if number < 0x3000 else 61  # every letter of alphabets, some of each large script
    for letter in map(chr, range(number, number + 0x1000, step)):
        for text in (letter, f"{letter}a {letter}", f"A.{letter}"):
            if not text.isspace() and not text[0].isspace():
                quickly = _QUICK.look_at(text, BlockKind.PARAGRAPH, asking, scale())
                assert quickly == look_at(text, BlockKind.PARAGRAPH, asking, scale())


@given(st.text(bits), st.lists(st.tuples(st.integers(-9, 99), st.integers(-9, 99)), max_size=9))
def test_blocks_are_seen_alike(text: str, spans: list[tuple[int, int]]):
    blocks = tuple(Block(start, end) for start, end in spans)
    quick = compiled("digest_app.cleaning.compiled_lines_views")
    assert quick is not None
    numbers = range(len(blocks))
    quickly, slowly = quick.views_of(text, blocks, numbers), plain_views(text, blocks, numbers)

    assert quickly == slowly
    assert repr(quickly) == repr(slowly)


@settings(max_examples=200)
@given(st.lists(st.tuples(rows, kinds), min_size=1, max_size=40), notes, metadata)
def test_a_text_is_judged_alike(
    lines: Sequence[tuple[str, BlockKind]], told: dict[int, Note], stated: Metadata
):
    text = "\n".join(line for line, _ in lines)
    read = Document(text, tuple(blocks_of(lines)), stated)

    judged(read, told)


def blocks_of(lines: Sequence[tuple[str, BlockKind]]) -> Iterator[Block]:
    """Yield the blocks of a text that has these lines."""
    start = 0
    for line, kind in lines:
        yield Block(start, start + len(line), kind)
        start += len(line) + 1


@settings(max_examples=100)
@given(st.lists(rows, max_size=20), st.integers(0), notes)
def test_doubtful_lines_of_pages_are_judged_alike(
    texts: list[str], open_to: int, told: dict[int, Note]
):
    assert _QUICK is not None
    asking = rules.asked_for("en")[0].on(Vocabulary("\n".join(texts)))
    is_open = [bool(open_to >> i & 1) for i in range(len(texts))]
    told = {i: note for i, note in told.items() if i < len(texts)}

    asked = texts, is_open, asking, scale(), told
    assert _QUICK.judge_surely(*asked) == surely_judged(*asked)


@pytest.mark.parametrize("seed", [path.name for path in seeds().iterdir()])
def test_seeds_are_judged_alike(seed: str):
    judged(read_text(seeds().joinpath(seed).read_bytes().decode("utf-8", "replace")), {})


@pytest.mark.parametrize("text", [
    "word " * 200_000, "x" * 1_000_000, "a\u00a0" * 300_000, "漢" * 300_000, "ok\n" * 2_000,
    f"{'x' * 50}\n{'x' * 49}y\n" * 1_000, "\u0301", "@\n" * 3_000, "Read more:\n" * 3_000,
    "80 g sugar\n" * 3_000,
])  # fmt: skip
def test_texts_made_to_hurt_are_judged_alike(text: str):
    judged(read_text(text), {0: Note(1.0, "Seen.")})


def test_articles_are_judged_alike():
    found = 0
    for row in shared("bench", "clean_text", "dev.jsonl").read_text("utf-8").splitlines()[::2]:
        text = "\n".join(line["text"] for line in json.loads(row)["lines"])
        found += sum(
            verdict is not None for verdict in judged(read_text(text), {1: Note(3.5, "Seen.")})
        )

    assert found
