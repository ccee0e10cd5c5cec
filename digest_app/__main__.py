"""``python -m digest_app`` is the command line."""

import multiprocessing

from digest_app.cli.main import main

# Import workers are spawned, and load this module again: only the program itself may run it.
if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main())
