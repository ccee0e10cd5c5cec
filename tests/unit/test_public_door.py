"""What other programs import: light, without Qt, and with one documented shape."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import digest_app
from digest_app.domain.article import Article

PAGE = b"""<html><head><title>Tunnel opens</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Tunnel opens</h1><p>The tunnel under the harbour opened on Monday, after nine years
of digging and $14 million of overruns that nobody had foreseen.</p></article></body></html>"""


def loaded_after(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after running the code."""
    tell = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_importing_the_program_loads_no_parser_and_no_window():
    loaded = loaded_after("import digest_app; digest_app.extract; digest_app.find_facts")

    assert not loaded & {
        "PySide6",
        "bs4",
        "markdown",
        "selectolax",
        "pycrfsuite",
        "sqlite3",
        "lxml",
    }


def test_extracting_a_page_needs_no_beautifulsoup_and_no_window():
    loaded = loaded_after(f"import digest_app; digest_app.extract({PAGE!r})")

    assert "selectolax" in loaded
    assert not loaded & {"PySide6", "bs4", "markdown", "sqlite3"}


def test_a_page_becomes_an_article():
    article = digest_app.extract(PAGE, name="tunnel.html")

    assert article.title == "Tunnel opens"
    assert "$14 million of overruns" in article.cleaned_text
    assert "Home" not in article.cleaned_text


def test_text_and_markup_come_as_strings_too():
    assert digest_app.extract("The tunnel opened.").text == "The tunnel opened."
    assert digest_app.extract(PAGE.decode()).title == "Tunnel opens"


@given(st.text(max_size=300))
def test_any_text_is_kept_whole_and_its_facts_are_its_words(text: str):
    if not text.strip():
        return
    article = digest_app.extract(f"News. {text}")

    joined = "".join(article.text[p.start : p.end] for p in article.pieces)
    facts = digest_app.find_facts(article.text, article=article)

    assert joined == article.text
    assert all(article.text[f.start : f.end] == f.text for f in facts)
    assert not any(f.span.overlaps(r.span) for f in facts for r in article.removals)


def test_facts_are_found_in_any_text_without_an_article():
    facts = digest_app.find_facts("Acme paid $5 million on 3 May 2024.")

    assert ("money", "$5 million") in {(f.type.value, f.text) for f in facts}


def test_an_unknown_name_is_an_ordinary_attribute_error():
    with pytest.raises(AttributeError, match="nothing_here"):
        digest_app.nothing_here  # noqa: B018


def test_both_functions_document_shapes_units_errors_and_source():
    for function in (digest_app.extract, digest_app.find_facts):
        told = function.__doc__
        assert "code points" in told
        assert "Returns:" in told
    assert "UnreadableFile" in digest_app.extract.__doc__
    assert Article.__doc__
