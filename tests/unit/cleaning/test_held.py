"""What stands among an article's paragraphs is the article's, and where a page hides one."""

from __future__ import annotations

import pytest

from digest_app.cleaning.engine import clean
from digest_app.domain.article import cleaned
from digest_app.readers.page import read_page
from tests.unit.cleaning.texts import PROSE

SHORT = "For three months the nightly build took four hours, and last week it took half of one."
NEXT = "Two steps stood out, and linking was done forty times over for the programs of the tests."
CODE = "$ make -j1 --trace\n12.4 link core\n90.1 link app"
ROWS = "<table><tr><th>Step</th><th>Before</th></tr><tr><td>Link</td><td>170</td></tr></table>"


def left(body: str, head: str = "") -> str:
    document = read_page(f"<html><head><title>Of the build</title>{head}</head><body>{body}</body>")
    return cleaned(document.text, clean(document))


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<div class=post>{}</div>"])
@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"<pre><code>{CODE}</code></pre>", CODE),
        ("<pre>lld -r --gc-sections</pre>", "lld -r --gc-sections"),
        (ROWS, "170"),
        ("<table><tr><td>Link</td><td>170</td></tr></table>", "170"),
        ("<ul><li>Measure first.</li><li>Link once.</li><li>For a cut: 1</li></ul>", "a cut: 1"),
        ("<blockquote>A build that nobody watches gets slower.</blockquote>", "nobody watches"),
        ("<dl><dt>Firn</dt><dd>Snow that has lasted a summer.</dd></dl>", "Firn"),
    ],
)
def test_what_stands_between_two_paragraphs_stays(around: str, inner: str, words: str) -> None:
    body = f"<h1>Of the build</h1><p>{SHORT}</p><p>{NEXT}</p>{inner}<p>{NEXT} So it was.</p>"

    assert words in left(around.format(body))


def test_a_list_that_ends_an_article_in_signs_stays() -> None:
    body = (
        "<article><h1>港湾組合、24時間ストを回避</h1>"
        "<p>全国港湾労働組合と港運協会は28日、賃上げ率4.2%で妥結した。ストライキは回避された。</p>"
        "<p>妥結内容は以下の通り。</p><ul><li>基本給 月額1万2000円</li><li>夜勤手当 5%</li></ul>"
        "<p>ストが実施された場合、1日あたり約350億円の影響が出ると試算されていた。</p></article>"
    )

    assert "夜勤手当" in left(body)


def test_footnotes_that_lead_back_to_the_text_stay() -> None:
    prose = "".join(f"<p>{one}</p>" for one in PROSE)
    notes = "<ol class=footnotes><li id=f1>Maps of 2013. <a href='#r1'>↩</a></li></ol>"

    assert "Maps of 2013." in left(f"<div><h1>Of the build</h1>{prose}<hr>{notes}</div>")


@pytest.mark.parametrize("heading", ["", "<h3>Of the linker</h3>"])
def test_the_times_of_a_live_blog_s_entries_stay(heading: str) -> None:
    clocks = ("16:42", "16:05", "15:31", "14:10")
    entries = "".join(
        f"<div><time>{clock}</time>{heading}<p>{one}</p></div>"
        for clock, one in zip(clocks, PROSE, strict=False)
    )

    text = left(f"<article><h1>Of the build</h1>{entries}</article>")

    assert [clock for clock in clocks if clock in text] == list(clocks[: len(PROSE)])


def test_times_of_a_list_of_teasers_go() -> None:
    prose = "".join(f"<p>{one}</p>" for one in PROSE)
    teasers = "".join(
        f"<li><time>1{n}:42</time> <a href=/{n}>The shoe that listens, {n}</a></li>"
        for n in range(5)
    )

    assert ":42" not in left(f"<article>{prose}</article><ul>{teasers}</ul>")


def test_the_publishers_name_alone_below_the_article_goes() -> None:
    prose = "".join(f"<p>{one}</p>" for one in PROSE)
    site = "<meta property='og:site_name' content='The Harbour Sheet'>"

    assert "Harbour Sheet" not in left(f"<article>{prose}<p>The Harbour Sheet</p></article>", site)


def test_an_article_sent_in_hidden_pieces_is_found() -> None:
    pieces = "".join(f"<div hidden id='S:{i:x}'><p>{one}</p></div>" for i, one in enumerate(PROSE))
    teaser = f"<p>{SHORT}</p><p>{NEXT}</p>"

    kept = left(f"<main>{teaser}</main>{pieces}")

    assert all(one in kept for one in PROSE)


def test_parts_that_open_at_a_click_are_found_where_they_are_most_of_the_page() -> None:
    parts = "".join(
        f"<h2>Question {i}</h2><div hidden role=region id=part-{i}><p>{one} {two}</p></div>"
        for i, one in enumerate(PROSE)
        for two in PROSE[:2]
    )

    kept = left(f"<main><h1>Of the build</h1><p>{SHORT}</p>{parts}</main>")

    assert all(one in kept for one in PROSE)


def test_an_article_inside_what_is_named_as_a_footer_is_found() -> None:
    prose = "".join(
        f"<p>{one} {two} {three}</p>" for one in PROSE for two in PROSE for three in PROSE
    )

    kept = left(f"<p>{SHORT}</p><div class='page1-footer'>{prose}</div>")

    assert all(one in kept for one in PROSE)


def test_comments_stay_out_however_many_there_are() -> None:
    comments = "".join(
        f"<p>{one} {two} {three}</p>" for one in PROSE for two in PROSE for three in PROSE
    )

    kept = left(
        f"<article><p>{SHORT}</p><p>{NEXT}</p></article><footer class=comments>{comments}</footer>"
    )

    assert not any(one in kept for one in PROSE)
