"""The window shows before anything that can wait: its start imports nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    *("bs4", "markdown", "selectolax", "pycrfsuite", "chardet", "nh3", "lxml"),
    *("multiprocessing", "asyncio", "email.parser", "PySide6.QtNetwork", "PySide6.QtPrintSupport"),
)
PROBE = """
import sys
from pathlib import Path
from digest_app.ui.main import application, made_desk
desk = made_desk(application(), Path(sys.argv[1]))
desk.window.show()
print(" ".join(sys.modules))
desk.window.close()
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_start_imports_no_parser_no_model_and_no_process_pool(tmp_path: Path) -> None:
    told = run("-c", PROBE, str(tmp_path))

    assert told.returncode == 0, told.stderr
    assert set(HEAVY) & set(told.stdout.split()) == set()


def test_the_window_opens_and_closes_again_when_it_is_asked_to(tmp_path: Path) -> None:
    told = run(
        "-c",
        "import sys; from pathlib import Path; from digest_app.ui.main import run;"
        "sys.exit(run(Path(sys.argv[1]), [], quit_when_ready=True))",
        str(tmp_path / "new" / "library"),
    )

    assert (
        told.returncode,
        told.stderr.replace("This plugin does not support propagateSizeHints()\n", ""),
    ) == (0, "")
    assert (tmp_path / "new" / "library" / "library.sqlite").is_file()
