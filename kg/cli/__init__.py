"""The command `kg`: thin commands over the public API."""

from __future__ import annotations

import sys

EXIT_OK = 0
EXIT_FAILED = 1
INTERRUPTED = "interrupted; earlier output is unchanged"
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> None:
    """Run the command line; errors that kg raises on purpose become a message and an exit code."""
    from kg.cli.interrupts import raise_on_interrupt  # noqa: PLC0415

    raise_on_interrupt()
    try:
        _run()
    except KeyboardInterrupt:  # before a command began: the commands have their own handler
        sys.stderr.write(f"{INTERRUPTED}\n")
        sys.exit(EXIT_INTERRUPTED)


def _run() -> None:
    from kg.cli.app import app  # noqa: PLC0415  (takes a tenth of a second, in which Ctrl-C may come)
    from kg.errors import KgError  # noqa: PLC0415

    try:
        app()
    except KgError as error:
        from kg.cli.console import print_problems  # noqa: PLC0415

        print_problems(error.problems)
        sys.exit(EXIT_FAILED)
