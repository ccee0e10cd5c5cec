"""What a line weighs is the sum of its evidence, though nobody names the evidence to weigh it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_app.cleaning import rules
from digest_app.cleaning.lines_evidence import look_at, scale
from digest_app.cleaning.rules_words import Vocabulary, fold
from digest_app.domain.block import BlockKind

words = st.sampled_from([
    *("Photo", "by", "the", "Élysée", "read", "More", "“quay”", "it’s", "3", "٣", "2,000", "©"),
    *("ß", "NATO", "http", "-", "|", "@ada", "said.", "said…", "(AP)", "новый", "港口"),
])  # fmt: skip
lines = st.lists(words, min_size=1, max_size=40).map(" ".join) | st.text().map(
    lambda text: " ".join(text.split()) or "."
)


@given(lines, st.sampled_from(list(BlockKind)))
def test_a_line_weighs_what_its_evidence_weighs(line: str, kind: BlockKind):
    asking = rules.asked_for("en")[0].on(Vocabulary(line))

    looked = look_at(line, kind, asking, scale())

    assert looked.weight == pytest.approx(scale().by.of(looked.evidence))
    assert look_at(line, kind, asking, scale(), fold(line)) == looked
