"""`advisor`, and `python -m advisor`: where a process of its own begins."""

from __future__ import annotations

import sys

# INVARIANT: nothing else is imported up here, so that Ctrl-C finds the `try` below within milliseconds


def run() -> None:
    """Run the command line; Ctrl-C ends it without a traceback, even while the modules are loading."""
    try:
        from advisor.cli import main

        main.run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
