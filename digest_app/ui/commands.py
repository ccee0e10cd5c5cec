"""Every command of the window, as data: its menu, its words, its key. Without Qt."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command. ``name`` is what code calls it; ``text`` stands in the menu.

    ``keys`` are in Qt's portable spelling, the first one shown; ``checkable`` commands switch
    something on and off. A separator is a command without a name.
    """

    menu: str
    name: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    checkable: bool = False


def _menu(title: str, *commands: tuple[str, str, str] | None) -> tuple[Command, ...]:
    """Return a menu's commands from ``(name, text, keys)``; a text ending in ``+`` is a switch."""
    made = []
    for command in commands:
        if command is None:
            made.append(Command(title))
            continue
        name, text, keys = command
        made.append(Command(title, name, text.rstrip("+"), tuple(keys.split()), text[-1] == "+"))
    return tuple(made)


COMMANDS: tuple[Command, ...] = (
    *_menu(
        "&File",
        ("add-files", "&Add Files…", "Ctrl+O"),
        ("add-folder", "Add F&older…", "Ctrl+Shift+O"),
        ("paste", "&Paste Article", "Ctrl+V"),
        ("samples", "Try the &Sample Articles", ""),
        ("watch-folders", "&Watched Folders…", ""),
        None,
        ("export", "&Export Digest…", "Ctrl+E"),
        None,
        ("quit", "&Quit", "Ctrl+Q"),
    ),
    *_menu(
        "&Edit",
        ("undo", "&Undo", "Ctrl+Z"),
        ("redo", "&Redo", "Ctrl+Shift+Z"),
        None,
        ("copy", "&Copy", "Ctrl+C"),
        ("select-all", "Select &All Articles", "Ctrl+A"),
        None,
        ("search", "&Search the Library", "/ Ctrl+Shift+F"),
        ("save-search", "Save Searc&h…", "Ctrl+S"),
        ("best-first", "&Best Match First+", "Ctrl+B"),
        ("find", "&Find in Article", "Ctrl+F"),
        ("find-next", "Find &Next", "F3"),
        ("find-previous", "Find Pre&vious", "Shift+F3"),
        None,
        ("letters", "Single-&Letter Keys+", ""),
    ),
    *_menu(
        "&View",
        ("original", "&Original Text+", "O"),
        ("unfold", "&Hidden Lines+", "H"),
        ("marks", "&Mark Facts in the Text+", "M"),
        None,
        ("larger", "&Larger Text", "Ctrl+= Ctrl++"),
        ("smaller", "&Smaller Text", "Ctrl+-"),
        ("usual-size", "&Usual Text Size", "Ctrl+0"),
        ("serif", "S&erif Text+", ""),
        ("compact", "&Compact List+", ""),
        None,
        ("sidebar", "Side&bar+", "F9"),
        ("facts", "&Facts+", "Shift+F9 F"),
        ("next-pane", "Next &Pane", "F6"),
        ("back", "&Back", "Esc"),
        ("full-screen", "F&ull Screen+", "F11"),
    ),
    *_menu(
        "&Article",
        ("next", "&Next Article", "J"),
        ("previous", "&Previous Article", "K"),
        ("next-unread", "Next &Unread", "N"),
        ("page-on", "Scroll &On, Then Next Unread", "Space"),
        ("page-back", "Scroll &Back", "Shift+Space"),
        None,
        ("read", "&Read or Unread", "U"),
        ("star", "&Star", "S"),
        ("label", "&Label…", "L"),
        ("archive", "&Archive", "E"),
        ("inbox", "Move to &Inbox", "I"),
        ("trash", "Move to &Trash", "Del"),
        None,
        ("details", "D&etails…", "Ctrl+I"),
        None,
        ("hide-selection", "&Hide the Selected Text", "Ctrl+H"),
        ("add-fact", "Add the Selected Text as a &Fact…", "Ctrl+Shift+F2"),
    ),
    *_menu(
        "F&acts",
        ("fact-jump", "&Go to the Words", ""),
        ("fact-pin", "&Pin or Unpin", "Ctrl+P"),
        ("fact-copy", "&Copy with Citation", "Ctrl+Shift+C"),
        ("fact-correct", "Correct the &Type or Speaker…", ""),
        ("fact-hide", "&Hide the Fact", ""),
        None,
        ("fact-filter", "&Filter Facts", "Ctrl+L"),
    ),
    *_menu(
        "&Digest",
        ("new-digest", "&New Digest", "Ctrl+D"),
        ("use", "&Add Article to Digest", "D"),
        ("digest-up", "Move &Up", "Alt+Up"),
        ("digest-down", "Move &Down", "Alt+Down"),
        ("digest-section", "New &Section", ""),
        ("digest-remove", "&Take Article Out", ""),
        ("digest-delete", "De&lete Digest", ""),
    ),
    *_menu(
        "&Library",
        ("new-label", "New &Label…", ""),
        ("rename-entry", "&Rename Label or Search…", "Shift+F2"),
        ("colour-entry", "Label &Colour…", ""),
        ("delete-entry", "&Delete Label or Search", ""),
        None,
        ("empty-trash", "&Empty Trash…", "Ctrl+Shift+Del"),
    ),
    *_menu(
        "&Library",
        ("check-library", "&Check Library…", ""),
        ("back-up", "&Back Up Now", ""),
        ("restore-backup", "&Restore a Backup…", ""),
        None,
        ("export-library", "&Export Everything…", ""),
        ("import-library", "&Import a Library…", ""),
        None,
        ("open-library", "&Open Another Library…", ""),
    ),
    *_menu(
        "&Help",
        ("keys", "&Keys", "F1"),
        ("outcomes", "Last &Import…", ""),
        ("about", "&About Digest", ""),
    ),
)

PANEL_KEYS: tuple[tuple[str, str], ...] = (
    ("Enter", "Go to the fact’s words"),
    ("P", "Pin or unpin"),
    ("C", "Copy with citation"),
    ("D", "Put it into the digest"),
    ("Del", "Hide the fact"),
    ("F2", "Correct its words, type or speaker"),
)
"""Keys that work on a row while the facts panel has the focus."""
