"""The program as a user starts it, with its own notes on what it shows sent to a test."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    from digest_app.ui.main import run

    sys.exit(run(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
