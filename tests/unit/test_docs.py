"""The documents keep up with the program: every command, key, kind and type is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from digest_app.app.describing import article_shape, facts_shape
from digest_app.cli.exits import Exit
from digest_app.cli.main import COMMANDS as CLI_COMMANDS
from digest_app.cli.main import main
from digest_app.domain.article import Article
from digest_app.domain.boilerplate import KIND_NAMES, BoilerplateKind, Removal
from digest_app.domain.document import Document
from digest_app.domain.fact import Fact, FactType, Part
from digest_app.readers.sniffing import Format
from digest_app.ui.commands import COMMANDS, PANEL_KEYS, Command

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "packaging").glob("*.md")]
NAMED = [command for command in COMMANDS if command.name]


def page(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", NAMED, ids=[command.name for command in NAMED])
def test_every_command_of_the_window_is_in_the_guide_with_its_keys(command: Command) -> None:
    keys = " or ".join(f"`{key}`" for key in command.keys)

    row = f"| {command.text.replace('&', '')} | {keys} |".replace("|  |", "| |")

    assert row in page("keys")


@pytest.mark.parametrize(("key", "words"), PANEL_KEYS)
def test_every_key_of_the_facts_panel_is_in_the_guide(key: str, words: str) -> None:
    assert f"| {words} | `{key}` |" in page("keys")
    assert f"| {words} | `{key}` |" in page("facts")


@pytest.mark.parametrize("command", CLI_COMMANDS)
def test_every_option_of_a_command_is_in_the_guide(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--library"}

    usage = [line for line in page("command-line").splitlines() if f"app {command} " in line]

    assert options <= set(re.findall(r"--[a-z-]+", usage[0]))


def test_every_exit_code_is_in_the_guide() -> None:
    told = re.findall(r"^\| (\d) \|", page("command-line"), re.MULTILINE)

    assert [int(code) for code in told] == list(Exit)


def test_the_guide_shows_the_json_that_the_program_writes() -> None:
    removal = Removal(0, 1, BoilerplateKind.NAV, "rule", "reason")
    fact = Fact(FactType.QUOTE, "words", 0, 5, parts=(Part("cue", 0, 1),))
    written = [article_shape(Article(Document("words"), (removal,))), facts_shape([fact], "words")]

    shown = [
        json.loads(text)
        for text in re.findall(r"```json\n(.*?)```", page("command-line"), re.DOTALL)
    ]

    assert [keys(example) for example in shown] == [keys(shape) for shape in written]


def keys(value: object) -> object:
    """Return the shape of a JSON value: its keys, and those of the objects in its lists."""
    if isinstance(value, dict):
        return {key: keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [keys(inner) for inner in value[:1]]
    return None


def test_every_kind_and_every_type_is_in_the_guide() -> None:
    for kind, name in KIND_NAMES.items():
        assert f"`{kind}`" in page("command-line")
        assert name in page("reading")
    for kind in FactType:
        assert f"`{kind}`" in page("command-line")
        assert f"| {kind} |" in page("facts")


def test_every_format_that_is_read_is_in_the_guide() -> None:
    first_cells = "".join(re.findall(r"^\|([^|]+)\|", page("adding"), re.MULTILINE))

    assert [form.value for form in Format if form.value not in first_cells] == []


def test_every_target_of_the_makefile_that_is_told_of_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())

    for document in DOCUMENTS:
        told = re.findall(r"`make ([a-z-]+)`", document.read_text(encoding="utf-8"))
        assert set(told) <= targets, document.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_of_a_document_leads_nowhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))

    for link in links:
        assert link.startswith("https://") or (document.parent / link).exists(), link
