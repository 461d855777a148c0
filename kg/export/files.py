"""Files that appear whole or not at all: written aside, then renamed into place."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from kg.errors import OutputError, Problem

if sys.platform != "win32":
    import fcntl

STAGING_PREFIX = ".kg-writing-"


@contextmanager
def staged(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """A folder to write into, and a list for names of files that are to go.

    When the block ends well, its files replace those of the same name in `folder`, and the named ones are removed.

    When the block raises, or is interrupted, `folder` is as it was. Raises OutputError where the operating system
    refuses: no rights, no space, a file where a folder should be.
    """
    try:
        existed = folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=folder))
        lock = _lock(staging)
    except OSError as error:
        raise _output_error(folder, error) from error
    done = False
    try:
        obsolete: list[str] = []
        yield staging, obsolete
        with _interrupts_held():
            sources = sorted(path for path in staging.rglob("*") if path.is_file())
            moves = [(source, folder / source.relative_to(staging)) for source in sources]
            for source, target in moves:
                target.parent.mkdir(parents=True, exist_ok=True)
                _refuse_if_in_the_way(target)
                source.chmod(0o666 & ~_umask())
            for source, target in moves:
                source.replace(target)
            for name in obsolete:
                (folder / name).unlink(missing_ok=True)
            done = True
    except OSError as error:
        raise _output_error(folder, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if lock is not None:
            os.close(lock)
        if not done and not existed:
            _remove_if_empty(folder)


def _refuse_if_in_the_way(target: Path) -> None:
    """What a rename would be refused for, asked before the first one: afterwards some files would be new, some old."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not os.access(target.parent, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target.parent))


def _lock(staging: Path) -> int | None:
    """Mark a staging folder as in use; the system takes the mark away when the process ends, however it ends.

    None where somebody else has it, or where the system has no such locks (Windows, some network drives).
    """
    if sys.platform == "win32":
        return None
    descriptor = os.open(staging, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed left behind."""
    for abandoned in folder.glob(f"{STAGING_PREFIX}*"):
        lock = _lock(abandoned)
        if lock is not None:
            shutil.rmtree(abandoned, ignore_errors=True)
            os.close(lock)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the renames are done: a few milliseconds, and never half of the files new."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        del frame
        held.append(number)

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # it holds something that is not ours


def _output_error(folder: Path, error: OSError) -> OutputError:
    fixes = {
        errno.ENOSPC: "free some space on that disk, or write elsewhere with --output",
        errno.EDQUOT: "free some of your quota, or write elsewhere with --output",
        errno.EACCES: "give yourself the right to write there, or write elsewhere with --output",
        errno.EPERM: "give yourself the right to write there, or write elsewhere with --output",
        errno.EROFS: "write elsewhere with --output",
        errno.EISDIR: "a folder is in the way: write elsewhere with --output",
        errno.EEXIST: "a file is in the way: write elsewhere with --output",
        errno.ENOTDIR: "a file is in the way: write elsewhere with --output",
    }
    reason = error.strerror or str(error)
    return OutputError(
        Problem(
            str(folder),
            None,
            f"cannot be written: {reason}; what was there before is unchanged",
            fixes.get(error.errno or 0, "write elsewhere with --output"),
        )
    )
