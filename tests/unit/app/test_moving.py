"""Everything can leave, and comes in again elsewhere as an equal library."""

import json
from datetime import date
from pathlib import Path

import pytest

from digest_app.app.digests import list_digests, load_digest, save_digest
from digest_app.app.moving import differences, export_everything, import_everything
from digest_app.app.moving_whole import Exported, Imported, export_into, import_from
from digest_app.domain import deciding
from digest_app.domain.digest import Digest, Entry, Section
from digest_app.domain.fact import FactType
from digest_app.domain.marks import Anchor, Place
from digest_app.domain.problems import LibraryError
from digest_app.domain.span import Span
from digest_app.domain.steps import CalledOff, Step
from digest_app.library.library import Library
from tests.library_making import add_article


def fill(library: Library) -> list[int]:
    ids = [
        add_article(library, f"News {n} for ${n}.\n\nAd: x", title=f"Title: {n}?", publisher="C")
        for n in range(6)
    ]
    library.labels.make("Empty", "#112233")
    library.marks.add_label(ids[:2], "AI")
    library.marks.set_read(ids[1:3])
    library.marks.set_starred(ids[2:4])
    library.marks.move(ids[4:5], Place.TRASH)
    library.marks.move(ids[5:], Place.ARCHIVE)
    library.marks.decide(ids[0], lambda m: deciding.restore(m, Span(16, 21)))
    library.marks.decide(ids[1], lambda m: deciding.pin(m, Anchor(FactType.MONEY, 11, 13)))
    library.saved_searches.save("Money", "has:money")
    library.settings.set("theme", "night")
    library.settings.teach("[[rule]]", "publisher:C")
    entries = (Entry(ids[3], note="Look."), Entry(ids[0]))
    save_digest(library, Digest("Week", "Hello", (Section("One", entries),)))
    return ids


def test_an_exported_library_comes_in_elsewhere_as_an_equal_one(tmp_path: Path):
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        add_article(one, "Deleted again.")
        one.articles.delete([1])  # so that the numbers differ
        fill(one)

        assert export_everything(one, tmp_path / "out") == 6
        added = import_everything(two, tmp_path / "out")

        assert len(added) == 6
        assert list(differences(one, two)) == []
        assert list(one.originals.all()) == list(two.originals.all())
        assert one.listing.counts() == two.listing.counts()


def test_a_difference_is_noticed(tmp_path: Path):
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        ids = fill(one)
        export_everything(one, tmp_path / "out")
        import_everything(two, tmp_path / "out")

        two.marks.set_starred(two.listing.ids()[:1])
        one.settings.set("theme", "day")

        assert len(list(differences(one, two))) == 2
        assert ids


def test_coming_in_twice_adds_nothing_and_digests_name_the_articles_that_are_here(tmp_path: Path):
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        fill(one)
        export_everything(one, tmp_path / "out")
        add_article(two, "It was here first.")
        import_everything(two, tmp_path / "out")

        assert import_everything(two, tmp_path / "out") == ()
        digest = load_digest(two, list_digests(two)[0].id)
        titles = [two.articles.get(e.article).article.title for e in digest.entries]
        assert titles == ["Title: 3?", "Title: 0?"]


def test_the_export_is_plain_files(tmp_path: Path):
    with Library.open(tmp_path / "one") as one:
        ids = fill(one)
        export_everything(one, tmp_path / "out")

    written = (tmp_path / "out" / "articles.jsonl").read_text()
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["number"] for line in lines] == ids
    assert lines[2]["cleaned"] == "News 2 for $2."
    page = tmp_path / "out" / "markdown" / f"{ids[2]:06d} Title 2.md"
    assert page.read_text() == "# Title: 2?\n\nC\n\nNews 2 for $2.\n"


def test_an_export_never_mixes_with_what_lies_in_a_folder(tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep")

    with Library.open(tmp_path / "one") as one, pytest.raises(LibraryError, match="not empty"):
        export_everything(one, tmp_path / "out")


def test_what_is_no_export_or_was_changed_is_told(tmp_path: Path):
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        with pytest.raises(LibraryError, match="no exported library"):
            import_everything(two, tmp_path)

        fill(one)
        export_everything(one, tmp_path / "out")
        next((tmp_path / "out" / "originals").glob("*/*")).write_bytes(b"changed")
        with pytest.raises(LibraryError, match="missing or was changed"):
            import_everything(two, tmp_path / "out")


DAY = date(2026, 11, 23)


def test_an_export_has_a_folder_of_its_own_and_tells_how_far_it_is(tmp_path: Path):
    told: list[Step] = []
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        fill(one)
        first = export_into(one, tmp_path, told.append, DAY)
        second = export_into(one, tmp_path, today=DAY)

        came = import_from(two, second.folder, told.append)

        assert first == Exported(tmp_path / "Digest library 2026-11-23", 6)
        assert second.folder.name == "Digest library 2026-11-23 (2)"
        assert came == Imported(6, 6)
        assert import_from(two, first.folder) == Imported(0, 6)
        assert list(differences(one, two)) == []
    assert told[5] == Step("Writing articles", 6, 6)
    assert told[-1] == Step("Adding articles", 6, 6)


def test_an_export_that_is_called_off_or_fails_leaves_nothing_behind(tmp_path: Path):
    def enough(step: Step) -> None:
        if step.done == 3:
            raise CalledOff

    with Library.open(tmp_path / "one") as one:
        fill(one)
        with pytest.raises(CalledOff):
            export_into(one, tmp_path, enough, DAY)
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(LibraryError, match="cannot be written there"):
            export_into(one, tmp_path / "file", today=DAY)

    assert {path.name for path in tmp_path.iterdir()} == {"one", "file"}


def test_an_import_that_was_called_off_is_finished_by_the_next_one(tmp_path: Path):
    def enough(step: Step) -> None:
        if step.done == 3:
            raise CalledOff

    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        fill(one)
        out = export_into(one, tmp_path, today=DAY).folder
        with pytest.raises(CalledOff):
            import_from(two, out, enough)
        some = two.listing.counts().everything

        import_from(two, out)

        assert some == 2
        assert list(differences(one, two)) == []


@pytest.mark.parametrize("damage", ["{", "{}", "[]", '{"version": 1, "labels": 3}'])
def test_an_export_that_is_damaged_is_told(tmp_path: Path, damage: str):
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        fill(one)
        out = export_into(one, tmp_path, today=DAY).folder
        (out / "library.json").write_text(damage)

        with pytest.raises(LibraryError, match="this export is damaged"):
            import_from(two, out)


def test_what_was_set_and_taught_here_stays_when_another_library_comes_in(tmp_path: Path):
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        fill(one)
        two.settings.set("theme", "paper")
        two.settings.teach("[[mine]]", "publisher:C")

        import_from(two, export_into(one, tmp_path, today=DAY).folder)

        assert two.settings.get("theme") == "paper"
        assert two.settings.taught_rules("publisher:C") == "[[mine]]"
