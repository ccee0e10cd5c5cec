"""What a library costs on disk, originals aside."""

from pathlib import Path

from digest_app.library.library import Library
from tests.bench.synthetic_news import SyntheticNews, fill

#: As many as a worker of an import writes at a time, more or less.
TURN = 32


def test_database_and_index_take_less_than_two_and_a_half_times_the_text(tmp_path: Path):
    with Library.open(tmp_path) as library:
        text = sum(fill(library, SyntheticNews(), 500, TURN))
        pages = library.database.value("PRAGMA page_count")  # those that lie empty too
        size = pages * library.database.value("PRAGMA page_size")

    assert size <= 2.5 * text
