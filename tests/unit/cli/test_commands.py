"""Every command does on the command line what the window does, and its exit code says how it went."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from digest_app import __version__
from digest_app.__main__ import main as program
from digest_app.cli.main import COMMANDS, main
from digest_app.library.backups import DATABASE

ARTICLE = """Harbour tunnel opens after nine years
By Dana Whitlock

The tunnel under the harbour opened on Monday after nine years of digging and $14 million of overruns.

“We are through,” said Dana Whitlock, the chief engineer.

Read Also: Why tunnels leak

© 2026 The Coast Courier. All rights reserved.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tunnel.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command on a library of its own; give exit code, output and errors."""

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["--library", str(tmp_path / "library"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_the_version_is_told_and_whether_compiled_parts_are_in_use(capsys, monkeypatch):
    monkeypatch.setenv("DIGEST_PLAIN_PYTHON", "1")

    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    version, parts = capsys.readouterr().out.splitlines()
    assert ended.value.code == 0
    assert version == f"digest-app {__version__}"
    assert parts == "compiled parts: turned off by DIGEST_PLAIN_PYTHON"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_tells_the_exit_codes(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert "3 nothing" in " ".join(capsys.readouterr().out.split())


def test_wrong_use_says_where_to_look(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["list", "--limit", "none"])

    assert ended.value.code == 2
    assert "--help" in capsys.readouterr().err


def test_clean_prints_the_article_without_its_boilerplate(call, article):
    code, out, _ = call("clean", article)

    assert code == 0
    assert "The tunnel under the harbour" in out
    assert "Read Also" not in out


def test_clean_shows_what_was_removed_on_request(call, article):
    _, out, _ = call("clean", article, "--show-removed")

    assert "[-read_also: Read Also: Why tunnels leak-]" in out


def test_clean_explains_each_removal_with_kind_and_reason(call, article):
    _, out, _ = call("clean", article, "--explain")

    assert "read_also" in out
    assert "Read Also: Why tunnels leak" in out


def test_clean_as_json_has_the_documented_shape(call, article):
    _, out, _ = call("clean", article, "--json")

    shape = json.loads(out)
    assert set(shape) == {
        *("version", "title", "byline", "publisher", "published", "url", "language"),
        *("text", "cleaned", "removals"),
    }
    assert {"start", "end", "kind", "rule", "reason"} == set(shape["removals"][0])
    words = [shape["text"][r["start"] : r["end"]] for r in shape["removals"]]
    assert "Read Also: Why tunnels leak" in words


def test_facts_as_json_has_the_documented_shape_and_every_fact_is_in_the_text(call, article):
    _, out, _ = call("facts", article, "--json")
    text = json.loads(call("clean", article, "--json")[1])["text"]

    facts = json.loads(out)["facts"]
    assert {"type", "text", "start", "end", "value", "speaker", "speaker_start", "speaker_end"} | {
        *("sentence_start", "sentence_end", "score", "key", "why")
    } <= set(facts[0])
    assert all(text[f["start"] : f["end"]] == f["text"] for f in facts)
    assert "$14 million" in [f["text"] for f in facts]


def test_a_file_is_read_from_standard_input(call, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))

    code, out, _ = call("clean", "-")

    assert code == 0
    assert "The tunnel under the harbour" in out


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_printed(call, tmp_path):
    code, out, err = call("clean", tmp_path / "gone.txt")

    assert (code, out) == (3, "")
    assert "“gone.txt”: there is no such file." in err


def test_asking_for_an_article_that_a_file_does_not_hold_is_told(call, article):
    code, _, err = call("clean", article, "--article", 2)

    assert code == 3
    assert "tunnel.txt" in err


def test_add_tells_the_fate_of_each_file_and_one_bad_file_loses_nothing(call, article, tmp_path):
    code, out, err = call("add", article, tmp_path / "gone.txt")

    assert code == 1
    assert "added" in out
    assert "gone.txt" in err


def test_adding_again_adds_nothing(call, article):
    call("add", article)

    code, out, _ = call("add", article)

    assert code == 0
    assert "already there" in out


def test_list_shows_what_was_added(call, article):
    call("add", article)

    _, out, _ = call("list")
    _, lines, _ = call("list", "--json")

    assert "Harbour tunnel opens after nine years" in out
    assert json.loads(lines)["title"] == "Harbour tunnel opens after nine years"


def test_export_writes_a_digest_whose_format_follows_the_files_ending(call, article, tmp_path):
    call("add", article)

    code, out, _ = call("export", "--to", tmp_path / "digest.html", "--title", "Morning")

    page = (tmp_path / "digest.html").read_text(encoding="utf-8")
    assert code == 0
    assert "1 article," in out
    assert "<title>Morning</title>" in page
    assert "Read Also" not in page


def test_export_prints_markdown_where_no_file_is_named(call, article):
    call("add", article)

    _, out, _ = call("export", 1)

    assert out.startswith("# Digest\n")
    assert "[^1]: Harbour tunnel opens after nine years." in out


def test_export_of_an_empty_inbox_says_what_to_do(call):
    code, out, err = call("export")

    assert (code, out) == (3, "")
    assert "Add files first" in err


def test_without_a_display_the_same_job_is_done_in_words(article, monkeypatch, tmp_path, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    code = program(["--library", str(tmp_path / "library"), str(article)])
    out, err = capsys.readouterr()

    assert code == 0
    assert "there is no display here" in err
    assert "We are through" in out
    assert (tmp_path / "library" / "digests" / "digest.md").is_file()
    assert (tmp_path / "library" / "digests" / "digest.html").is_file()


def test_a_library_that_is_whole_is_said_to_be(call, article):
    call("add", article)

    code, out, err = call("check")

    assert (code, err) == (0, "")
    assert out == "1 article, 1 original: all is whole.\n"


def test_a_check_names_an_original_that_was_changed(call, article, tmp_path: Path):
    call("add", article)
    (original,) = (p for p in (tmp_path / "library" / "originals").rglob("*") if p.is_file())
    original.chmod(0o600)
    original.write_bytes(b"something else")

    for words in (["check"], ["check", "--repair"]):
        code, out, err = call(*words)

        assert code == 1
        assert "its original was changed" in err
        assert "1 problem found" in out


@pytest.mark.parametrize("rubbish", [b"no database at all", b""])
def test_a_database_that_is_rubbish_is_repaired_on_demand_and_kept(
    call, article, tmp_path: Path, rubbish: bytes
):
    call("add", article)
    database = tmp_path / "library" / DATABASE
    for ending in ("-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    database.write_bytes(rubbish)

    code, out, err = call("check")
    assert (code, out) == (3, "")
    assert "database" in err

    code, out, _ = call("check", "--repair")
    assert code == 0
    assert "read 1 file again" in out
    assert "1 article, 1 original: all is whole." in out
    code, out, _ = call("list")
    assert "Harbour tunnel opens after nine years" in out
