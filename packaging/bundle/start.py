"""What a bundle starts: the command line, which opens the window."""

import multiprocessing

from digest_app.__main__ import main

if __name__ == "__main__":
    # In a bundle, the processes of an import are this very program, started again.
    multiprocessing.freeze_support()
    raise SystemExit(main())
