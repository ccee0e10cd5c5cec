"""``python -m digest_app`` is the command line."""

from digest_app.cli.main import main

raise SystemExit(main())
