"""What is told at a glance to be a page is one by the whole look too."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest_app.domain.compiled import compiled
from digest_app.readers import sniffing
from digest_app.readers.sniffing import Format, sniff

quick: Any = compiled("digest_app.readers.compiled_sniffing")
pytestmark = pytest.mark.skipif(not quick, reason="the compiled form was not built")

BEGINNINGS = (
    *(b"<!doctype html>", b"<!DOCTYPE html [", b"<!doctype html public 'x'>", b"<!doctype htmls>"),
    *(b"<html", b"<HTML lang=en>", b"<html>", b"<head>", b"a: b\n", b"To: c\nFrom: d\n\n", b"\f"),
    *(b" ", b"\n", b"\t", b"<rss>", b"%PDF-", b"%", b"%PDF", b"<!doctype plist", b"<plist>", b"\0"),
    *(b"ustar", b"." * 200, b"\x1b", b"\x01", b"]>", b">", b"<!--", b"-->", b"\xc3\xa9", b"\xff"),
)  # fmt: skip


@given(st.lists(st.sampled_from(BEGINNINGS), max_size=8).map(b"".join))
@example(b"<html><p>To: a\nFrom: b")
@example(b"<html >" + b"." * 250 + b"ustar")
@example(b"<!doctype html><html>" + b"\1" * 200)
@example(b"<html >%PDF-")
def test_a_page_at_a_glance_is_a_page(data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sniffing, "_quick", None)
        expected = sniff(data)

    assert expected is Format.PAGE or not quick.is_page(data)


def test_pages_that_begin_as_most_do_are_told_at_a_glance() -> None:
    assert quick.is_page(b"<!DOCTYPE html>\n<html lang='en'><head>")
    assert quick.is_page(b"\n<HTML lang='en'>")
    assert not quick.is_page(b"")
    assert not quick.is_page(b"<!doctype html>")
