"""Ctrl-C ends a command wherever it comes, with the exit code that shells expect."""

from __future__ import annotations

import signal
from types import FrameType


class Interrupted(KeyboardInterrupt):
    """Ctrl-C was pressed.

    Not KeyboardInterrupt itself: where that passes through an `exec` (dataclasses and named tuples have one), Python
    ends the process by the signal at the end, whatever exit code was asked for.
    """


_numbers: list[int] = []


def raise_on_interrupt() -> None:
    """Have Ctrl-C raise Interrupted, unless whoever started the command had it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _raise)


def check_interrupted() -> None:
    """Raise Interrupted again: an exception that is raised within a destructor or a C callback gets lost."""
    if _numbers:
        raise Interrupted


def _raise(number: int, frame: FrameType | None) -> None:
    del frame
    _numbers.append(number)
    raise Interrupted
