"""Which files are articles, and the names they are shown under."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import Problem, SourceError

SUFFIXES = (".txt", ".md")
_ACCEPTED = " and ".join(SUFFIXES)
_RECORDS = ".records"  # before the suffix: report.records.yaml, report.records.json


def find_sources(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The article files among files and folders, each once, with its display name, sorted by that name.

    A file in a folder is shown by its path from that folder with `/`, a file given by itself by its name.
    Hidden files and records files (`*.records.*`) are passed over. Raises SourceError for a path that
    does not exist, a file of another suffix, a folder without articles, and two files with one name.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        for file, name in _sources_of(path):
            found.setdefault(file.resolve(), (file, name))
    named: dict[str, Path] = {}
    for file, name in found.values():
        if not name.isprintable():  # no report, IRI or table could hold it
            message = f"the file name {name!r} has characters that are no text"
            raise SourceError(Problem(None, None, message, "rename the file"))
        other = named.setdefault(name, file)
        if other != file:
            message = f"'{other}' and '{file}' would both be shown as '{name}'"
            raise SourceError(Problem(str(file), None, message, "give the folder that holds both, or rename one"))
    return sorted(found.values(), key=lambda source: source[1])


def _sources_of(path: Path) -> Iterator[tuple[Path, str]]:
    if path.is_dir():
        files = sorted(_walk(path))
        if not files:
            fix = f"put articles ({_ACCEPTED} files) in it or name another folder"
            raise SourceError(Problem(str(path), None, "the folder holds no articles", fix))
        yield from ((file, file.relative_to(path).as_posix()) for file in files)
    elif not path.exists():
        raise SourceError(Problem(str(path), None, "no such file or folder", "check the path"))
    elif path.suffix.lower() in SUFFIXES:
        yield path, path.name
    elif Path(path.stem).suffix != _RECORDS:
        what = f"'{path.suffix}'" if path.suffix else "no suffix"
        message = f"a file with {what} is no article kg can read"
        raise SourceError(Problem(str(path), None, message, f"give {_ACCEPTED} files, or a folder of them"))


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        message = f"the folder cannot be read: {error.strerror}"
        raise SourceError(Problem(error.filename, None, message, "check its permissions")) from error

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(root, name)
