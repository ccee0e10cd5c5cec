"""The command line's entry."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    raise SystemExit("not yet")
