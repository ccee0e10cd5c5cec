"""What a reader sees of cleaning: what goes, what stays, and the reason."""

from __future__ import annotations

import pytest

from digest_app.cleaning.engine import clean
from digest_app.domain.boilerplate import BoilerplateKind as Kind
from digest_app.domain.boilerplate import pieces
from digest_app.readers.text import read_text
from tests.shared_data import shared
from tests.unit.cleaning.texts import PROSE, among_prose, document, removal, removed

LONG = " ".join(PROSE[1:])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("(Photo : Maria Lindqvist/Nordfoto)", Kind.PHOTO_CREDIT),
        ("Read Also: Why the ferry stays in the harbour", Kind.READ_ALSO),
        ("Stay posted here at Coast Times.", Kind.PROMO),
        ("ⓒ 2024 COASTTIMES.com All rights reserved.", Kind.COPYRIGHT),
        ("Tags: Harbour Bridge", Kind.TAGS),
        ("Join the Discussion", Kind.COMMENT_PROMPT),
        ("FacebookTwitterFlipboardEmail", Kind.SHARE),
        ("Advertisement", Kind.AD),
        ("By Ada Brandt", Kind.BYLINE),
        ("Published on 30/04/2024 - 16:38", Kind.DATELINE_META),
        ("Sign up for our newsletter", Kind.NEWSLETTER),
        ("Skip to content", Kind.NAV),
    ],
)
def test_a_line_between_paragraphs_goes_with_its_kind(line: str, kind: Kind) -> None:
    made = document(*among_prose(line))

    assert removed(made) == [line]
    assert removal(made, line).kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "SHANGHAI, June 18 — Nothing moved in the port on Tuesday, said the three pilots on duty.",
        "A bridge that nobody asked for",
        "Related articles of incorporation were filed.",
        "“Sign up,” says a sheet of paper on the door of the chamber, and eleven people have.",
        "Copyright law was not what the two sisters had wanted to talk about on that afternoon.",
    ],
)
def test_a_line_that_only_looks_like_boilerplate_stays(line: str) -> None:
    assert removed(document(*among_prose(line))) == []


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        (f"{LONG} (Photo : Maria Lindqvist/Nordfoto)", "(Photo : Maria Lindqvist/Nordfoto)"),
        (
            f"{PROSE[0]} Read more: Why the ferry stays. {PROSE[1]}",
            "Read more: Why the ferry stays.",
        ),
        (f"{PROSE[0]}Advertisement", "Advertisement"),
        (f"412 Shares {PROSE[0]}", "412 Shares"),
        (f"Share Tweet Pin {PROSE[0]}", "Share Tweet Pin"),
        (f"{PROSE[0]} Follow us on Facebook", "Follow us on Facebook"),
    ],
)
def test_words_inside_a_paragraph_go_and_the_paragraph_stays(paragraph: str, words: str) -> None:
    made = document(PROSE[0], paragraph, PROSE[3])

    assert removed(made) == [words]


def test_each_reason_is_a_sentence_that_quotes_its_evidence() -> None:
    made = document(*among_prose("Read Also: Why the ferry stays", "Related", "Why it rains"))

    assert removal(made, "Read Also").reason == "Begins with “read also:”."
    assert removal(made, "Related").reason == "The whole line is “Related”."
    assert all(r.reason[0].isupper() and r.reason.endswith(".") for r in clean(made))


def test_the_headline_shown_again_is_a_repetition() -> None:
    made = document("A bridge at last", *PROSE, title="A Bridge at Last")

    assert removal(made, "A bridge").kind is Kind.TITLE_REPEAT
    assert removal(made, "A bridge").reason == "Repeats the title."


def test_a_standfirst_goes_but_a_lead_that_is_also_the_description_stays() -> None:
    stated = PROSE[0]

    apart = document(stated, "By Ada Brandt", *PROSE[1:], description=stated)
    lead = document(stated, *PROSE[1:], description=stated)

    assert removal(apart, stated).kind is Kind.TITLE_REPEAT
    assert removed(lead) == []


def test_the_publishers_name_alone_above_the_article_is_navigation() -> None:
    made = document("COAST TIMES", *PROSE, publisher="Coast Times")

    assert removal(made, "COAST TIMES").kind is Kind.NAV


def test_a_standfirst_that_is_stated_nowhere_else_stays() -> None:
    standfirst = "Six years, two floods and one quarrel later, the harbour gets its bridge back"
    made = document(
        "A bridge at last", standfirst, "By Ada Brandt", *PROSE, title="A bridge at last"
    )

    assert removed(made) == ["A bridge at last", "By Ada Brandt"]


def test_a_long_paragraph_that_ends_oddly_stays() -> None:
    paragraph = f"{PROSE[0]} {PROSE[1]} {PROSE[2]} ($1 = 0.86 euros)"

    assert removed(document(*PROSE, paragraph)) == []


class SeenBefore:
    """A library in which one line stands in so many articles of the publisher."""

    def __init__(self, line: str, articles: int) -> None:
        self.line, self.count = line, articles

    def articles(self, line: str) -> int:
        return self.count if line == self.line else 0


def test_a_line_of_the_publishers_other_articles_goes_and_says_in_how_many() -> None:
    line = "The Harbour Letter: all that floats, every Friday at noon"
    made = document(*PROSE, line, publisher="Coast Times")

    (found,) = clean(made, seen=SeenBefore(line, 14))

    assert made.text[found.start : found.end] == line
    assert found.reason == "Seen in 14 articles of Coast Times."


class SeenAll:
    """A library in which every line stands in nine articles of the publisher."""

    def articles(self, line: str) -> int:
        return 9


def test_a_report_that_came_in_again_and_again_is_not_boilerplate() -> None:
    made = document(*PROSE, publisher="Coast Times")

    assert clean(made, seen=SeenAll()) == ()


def test_a_paragraph_seen_in_two_other_articles_is_no_evidence_yet() -> None:
    made = document(*PROSE, publisher="Coast Times")

    assert clean(made, seen=SeenBefore(PROSE[1], 2)) == ()


@pytest.mark.parametrize(
    ("language", "prose", "line"),
    [
        ("de", "Der Rat stimmte am Dienstag für den Bau der Brücke, sagte die Bürgermeisterin.", "Lesen Sie auch: Warum die Fähre nicht fährt"),
        ("fr", "Le conseil a voté mardi soir la reconstruction du pont, a dit le maire de la ville.", "À lire aussi : Pourquoi le ferry reste à quai"),
        ("ja", "市議会は火曜日の夜、古い橋を冬までに架け替えることを決めたと市長が述べた。", "【関連記事】フェリーはなぜ動かないのか"),
        ("ar", "صوت المجلس مساء الثلاثاء على إعادة بناء الجسر القديم قبل الشتاء كما قال رئيس البلدية.", "اقرأ أيضا: لماذا لا تبحر العبّارة"),
    ],
)  # fmt: skip
def test_other_languages_have_their_own_words(language: str, prose: str, line: str) -> None:
    made = document(prose, line, f"{prose} {prose}", language=language)

    assert removed(made) == [line]


def test_a_subheading_in_a_script_without_capitals_stays() -> None:
    prose = "صوت المجلس مساء الثلاثاء على إعادة بناء الجسر القديم قبل الشتاء كما قال رئيس البلدية."
    made = document(prose, "حجم الكارثة", f"{prose} {prose}", language="ar")

    assert removed(made) == []


def test_the_users_own_sample_article_is_cleaned_exactly() -> None:
    made = read_text(shared("seeds", "000_3a02282e3539df46.txt").read_text("utf-8"))

    gone = removed(made)
    kept = "".join(
        made.text[p.start : p.end] for p in pieces(made.text, clean(made)) if not p.removal
    )

    assert [" ".join(line.split())[:22] for line in gone] == [
        "SHANGHAI, CHINA - JUNE",
        "(Photo : Photo by Andr",
        "Read Also: Apple's AI-",
        "Stay posted here at Te",
        "Related Article: Chine",
        "(Photo : Tech Times Wr",
        "ⓒ 2024 TECHTIMES.com A",
        "Tags: China AI",
        "Join the Discussion",
    ]
    assert "China's AIsphere to Rival OpenAI's Sora" in kept
    assert "AIsphere's Ambitious Targets" in kept
    assert "(via South China Morning Post)" in " ".join(kept.split())


@pytest.mark.parametrize(
    "line", ["0" * 60 + ">", "1 " * 40 + ">", "by " * 40 + ">", "on " * 40 + ">", "by Ada " * 20]
)
def test_a_line_that_repeats_itself_is_soon_judged(line: str) -> None:
    """Given what made a pattern try 2^40 ways, when it is judged, there is an answer at all."""
    text = f"The pier opened on Monday.\n\n{line}\n\nIt cost four million."

    assert "".join(text[p.start : p.end] for p in pieces(text, clean(read_text(text)))) == text
