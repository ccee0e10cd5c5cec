"""A slimmed page is read as the page is: the same tree, but for what nobody reads.

White space between blocks is none of the tree here: that it is not missed is seen by reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

import digest_app.readers
from digest_app.domain.compiled import compiled
from digest_app.readers import nesting, slimming
from digest_app.readers.page import read_page, reading, walk

slim: Any = compiled("digest_app.readers.compiled_scan")
deep: Any = compiled("digest_app.readers.compiled_nesting")
pytestmark = pytest.mark.skipif(not slim or not deep, reason="the compiled form was not built")

READ_SCRIPT = re.compile(r"ld\+json", re.IGNORECASE)
TEXT, COMMENT, UNREAD = "-text", "-comment", "not read"
MOST_TEMPLATES = 4  # in each other

TELLING = "script style svg template select title p table g path "
OTHERS = """
textarea noscript iframe xmp plaintext noembed noframes math foreignObject desc option td tr
colgroup col caption div a b i span frameset html head body form br mi annotation-xml mtext pre li
ul button object STYLE sCript scripts stylesheet link meta img image input em ol time base
"""
ELEMENTS = (TELLING * 3 + OTHERS).split()
ATTRIBUTES = (
    *("class=a", 'id="x"', 'data-x="1"', "data-x=1", "data-y='>'", 'data-z="<script>"', "/"),
    *('onclick="a>b"', 'd="M0 0"', "d=M0/", 'title="a"', "TITLE=b", "data-src=q", "hidden", "x="),
    *("= ", '="v"', 'type="application/ld+json"', "type=module", "data-q", "width=3/", 'a"b'),
    *("aria-x=\"'\"", "srcset='\"'", 'data-a="1"data-b="2"', "color=red", 'x = data-x="1"', 'd="\0"'),
    *("rel=author", "rel=icon", 'rel="canonical"', "rel='&#97;uthor'", "href=u", "src=s", "itemprop=author"),
    *('style="display: none"', "style=x", 'style="x"style="display:none"', "content='c'", "role=r"),
)  # fmt: skip
PIECES = (
    *("<!--", "-->", "--!>", "<!-->", "<!--->", "<!---->", "<!", "<![CDATA[", "]]>", "<?xml ", "?>"),
    *("</>", "</ x>", "< ", "<", ">", '"', "'", "=", "/", "-", "--", "<!doctype html>", "text", " "),
    *('<!DOCTYPE html PUBLIC "a>b">', "\n", "\t", "\r", "\f", "\v", "&lt;", "&", "<script", "</script"),
    *("</SCRIPT ", "<ScRiPt>", "</scripty>", "</style", "<!-", "a-->b", "<!--<script>", "é", '="2"'),
    *('var x="<b>";', "</svg>", "</select>", "</template>", "x<!--y-->z", "\0", "<desc>a</desc>"),
)  # fmt: skip
ENDS = st.sampled_from([">"] * 6 + ["/>", " >", "", ' a="b>">', "\n>"])
ELEMENT = st.sampled_from(ELEMENTS)
END_TAG = st.builds("</{}{}".format, ELEMENT, ENDS)
START_TAG = st.builds(
    "<{}{}{}".format,
    ELEMENT,
    st.lists(st.builds(str.__add__, st.sampled_from(["", " ", "\n", "/"]), st.sampled_from(ATTRIBUTES)), max_size=3).map("".join),
    ENDS,
)  # fmt: skip
PART = st.one_of(START_TAG, END_TAG, st.sampled_from(PIECES))
WHOLE = st.builds(
    lambda name, inside: f"<{name}>{''.join(inside)}</{name}>", ELEMENT, st.lists(PART, max_size=3)
)
PAGES = st.lists(st.one_of(PART, PART, WHOLE), max_size=14).map("".join)

BLOCKS = (
    "div",
    "ul",
    "li",
    "p",
    "section",
    "h1",
    "h2",
    "table",
    "td",
    "form",
    "button",
    "dd",
    "pre",
)
INLINE = ("a", "b", "span", "i", "noscript", "video", "time", "label", "br", "img", "svg", "x-y")
NAMED = st.sampled_from(["", "", "", " itemprop=author", " rel=author", " class=c", " href=u"])
SPACE = st.sampled_from(["", "", " ", "\n ", "\t"])
WORDS = st.sampled_from(["", "", "a", "b c ", "1 May 2020"])


def element(name: str, stated: str, inside: str, end: str, space: str) -> str:
    return f"{space}<{name}{stated}>{inside}{end.format(name)}{space}"


NAMES = st.sampled_from(BLOCKS + INLINE)
ENDING = st.one_of(
    st.just("</{}>"), st.just("</{}>"), NAMES.map("</{{}}></{}>".format), st.just("")
)
SPACED = st.recursive(
    st.builds("{}{}{}".format, SPACE, WORDS, SPACE),
    lambda inside: st.lists(
        st.builds(element, NAMES, NAMED, inside, ENDING, SPACE), max_size=3
    ).map("".join),
    max_leaves=8,
)
"""Blocks in blocks with white space around them, some not closed, some closed as others."""


def is_shapes(drawing: LexborNode) -> bool:
    inside = [n for n in drawing.traverse(include_text=True) if n.mem_id != drawing.mem_id]
    return all(node.tag in slimming.SHAPES or is_blank(node) for node in inside)


def is_blank(node: LexborNode) -> bool:
    return node.tag == TEXT and not (node.text_content or "").strip(" \t\n\f")


def children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def shown(markup: bytes, templates: int = 0) -> list[Any]:
    """What a page's tree holds that may be read, in order, each with its depth."""
    made: list[Any] = []
    waiting = [(LexborHTMLParser(markup).root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if node is None:
            continue
        tag = str(node.tag)
        if is_blank(node):
            continue
        made.append((depth, tag, *of_node(node, tag)))
        if tag == "template" and templates < MOST_TEMPLATES:
            made.append(shown(f"<body>{node.inner_html or ''}".encode(), templates + 1))
        if tag != "svg" or not is_shapes(node):
            below = list(children(node))
            if tag in {"script", "style"} and is_code(node):
                below = [child for child in below if child.tag != TEXT]
            waiting += [(child, depth + 1) for child in reversed(below)]
    return made


def of_node(node: LexborNode, tag: str) -> tuple[Any, ...]:
    if tag == TEXT:
        return (node.text_content,)
    if tag == COMMENT or not tag[0].isalpha():
        return ()
    stated, asked = node.attributes, slimming.asked(tag.lower())
    if asked is None:
        return tuple(stated.items())
    if tag == "link" and (stated.get("rel") or "").lower() != "canonical":
        asked -= {"href"}
    read = ((name, as_read(tag, name, value)) for name, value in stated.items() if name in asked)
    return tuple(item for item in read if item[1] != UNREAD)


def as_read(tag: str, name: str, value: str | None) -> str | None:
    """What readers take from an attribute, where that is less than its value."""
    if name == "rel":
        said = (value or "").lower()
        return value if said == "author" or (said, tag) == ("canonical", "link") else UNREAD
    if name == "style" and tag not in {"img", "image", "amp-img"}:
        return "" if "display:none" in (value or "").replace(" ", "") else UNREAD
    if name == "type" and tag == "script":
        return value if READ_SCRIPT.search(value or "") else UNREAD
    return value


def is_code(node: LexborNode) -> bool:
    return node.tag == "style" or not READ_SCRIPT.search(node.attributes.get("type") or "")


@settings(max_examples=500)
@given(PAGES)
@example("<g><svg></g></svg>>")
@example("<template><col><script><b></script>")
@example("<script><!--<script></script>--></script><p>")
@example('<p x data-a="1" ="2">')
def test_a_slimmed_page_has_the_same_tree(page: str) -> None:
    markup = page.encode()

    assert shown(slim.slimmed(markup)) == shown(markup)


@settings(max_examples=300, deadline=None)
@given((PAGES | SPACED).map(str.encode) | st.binary(max_size=80))
@example(b"<h2> <table>\n a\n <a>b</a>")
@example(b"<h1> <p>a</h1> <b><p> c</b><body itemprop=author>")
@example(b"<p><b>a</p> <div> <p>c</b> <a>d <i>e</a> </p> f")
@example(b"a<noscript><p>b</p></noscript> <b>c</b>")
@example(b"<li> <a>a</a> <div> </li> b</div> <a> c</a>")
@example(b"<button> <table></table> <button> <p> a")
@example(b"<table><table></table>a </table> <a>b </a>")
@example(b"<ol><li> <li>a")
@example(b"<i itemprop=author>a<svg>" + b" " * 99 + b"</svg>b c" + b" d" * 60)
@example(b'<div style="x"style="display:none">a</div>')
@example(b"<link rel=icon rel=canonical href=a><div rel=x rel=author>a b c")
@example(b'<body style="x">a<body style="display:none" rel=author>')
def test_a_slimmed_page_is_read_as_the_page(page: bytes) -> None:
    read = read_page(page)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "slimmed", bytes)
        assert read == read_page(page)


@settings(max_examples=300)
@given(st.binary(max_size=80) | PAGES.map(str.encode))
def test_slimming_again_changes_nothing_more(page: bytes) -> None:
    once = slim.slimmed(page)

    assert len(once) <= len(page)
    assert len(slim.slimmed(once)) <= len(once)


@given(PAGES.map(str.encode), st.integers(0, 4), st.integers(0, 4))
def test_pages_nest_as_deep_as_the_python_says(page: bytes, fewest: int, deepest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nesting, "_nesting", None)
        expected = nesting.nests_too_deep(page, fewest, deepest)

    assert deep.nests_too_deep(page, fewest, deepest) == expected


@given(st.integers(0, 9000), st.integers(0, 40))
def test_tags_are_counted_wherever_they_stand(count: int, gap: int) -> None:
    page = (b"." * gap + b"<b>") * count

    assert deep.nests_too_deep(page, count - 1, count - 1) == (count > 0)
    assert not deep.nests_too_deep(page, count, 0)


def test_what_scripts_styles_and_comments_hold_goes_and_what_is_stated_stays() -> None:
    stated = b'<script type="application/ld+json">{"headline": "Bells"}</script>'
    page = b"<script>var a = '<p>'</script><style>p {}</style><!-- no --><p>Words</p>" + stated

    slimmed = slim.slimmed(page)

    assert slimmed == b"<script></script><style></style><!----><p>Words</p>" + stated


def test_attributes_and_shapes_that_nothing_reads_go() -> None:
    page = b'<img src=a data-src=b srcset="c 2x" width=3><svg class=e> <path d="M0 0"/></svg>'

    assert slim.slimmed(page) == b"<img src=a data-src=b ><svg ></svg>"


def test_what_stays_of_an_element_is_what_it_is_asked_for() -> None:
    page = b"<div id=a lang=en style='color: red' hidden>"
    links = b"<a href=b class=c rel=nofollow><a rel=author><link rel=icon href=d>"
    whole = b"<link rel=canonical href=e type=f><b class=g>"

    slimmed = slim.slimmed(page + links + whole)

    assert slimmed == (
        b"<div id=a hidden><a href=b ><a rel=author><link ><link rel=canonical href=e ><b class=g>"
    )


@pytest.mark.parametrize(
    "page",
    [
        b"<svg><style>a<b></style></svg><script>1</script>",  # tags, or text: nobody knows here
        b"<math><mi>x</mi></math><script>1</script>",
        b"<template><script><b></script></template><script>1</script>",
        b"<frameset><script>1</script>",
        b"<script>never closed",
        b"<p a\0=b><script>1</script>",
    ],
)  # fmt: skip
def test_from_where_the_state_is_open_the_page_stays_as_it_is(page: bytes) -> None:
    assert slim.slimmed(page) == page


@pytest.mark.parametrize(
    "repeated", [b"<svg>", b"<!--", b"<script>", b"<a b=", b"<template>", b"<svg><g>", b"<p d='1' "]
)
def test_hostile_pages_are_passed_over_once(repeated: bytes) -> None:
    page = repeated * 400_000

    assert len(slim.slimmed(page)) <= len(page)


def test_readers_ask_for_no_attribute_that_is_left_out_everywhere() -> None:
    folder = Path(digest_app.readers.__file__).parent
    asked = re.compile(
        r"""(?:attributes|attrs|stated)(?:\.get\(|\[)["']([\w:-]+)["']|\[([a-z]+)=[a-zA-Z]"""
        r"""|[a-z]\[([a-z]+)\]["']|attribute_id\("([\w:-]+)"\)"""
    )
    pages = [*folder.glob("page/*.py*"), *folder.glob("compiled_head.pyx")]
    pages += map(folder.joinpath, ("metadata.py", "page_lines.py"))
    found = [
        asked.findall(path.read_text("utf-8")) for path in pages if path.suffix in {".py", ".pyx"}
    ]
    names = {name for pairs in found for pair in pairs for name in pair if name}
    known = slimming.READ_OF_ALL.union(slimming.NAMING, *slimming.READ_OF.values())

    assert {"content", "datetime", "data-src", "itemprop", "start", "rel"} <= names
    assert names <= known
    assert {*walk.NAMES, *walk.TELLING, "class"} <= slimming.asked("div")  # type: ignore[operator] # not all stay
