"""Reads a folder of gold: NAME.gold.yaml beside the article NAME.txt or NAME.md; a fault is told with its line."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap

from kg.errors import KgError, Problem, RecordsError
from kg.evaluate.gold import GoldFile, Path_, faults_of, unread_keys
from kg.read.decoding import decode
from kg.yaml_files import DatesAsText, line_of, load_yaml

SUFFIX = ".gold.yaml"
_ARTICLES = (".txt", ".md")
_FIXES = {
    "missing": ("is missing", "add it, as the format has it"),
    "tuple_type": ("is not a list", "write a list: [ … ]"),
    "dict_type": ("is not a mapping", "write keys and values: {place: [Velmora]}"),
    "decimal_parsing": ("is not a number", "write digits without separators, such as 12000 or 0.5"),
    "bool_parsing": ("is neither true nor false", "write true or false"),
    "string_type": ("is not text", "put it in quotation marks"),
    "string_too_short": ("is empty", "write it, or null"),
}
_NOT_YAML = "quote text that holds ': ' or begins with a special character; write each key once"
_DATE_FIX = "write a day as 2031-03-14, or null"


@dataclass(frozen=True)
class Gold:
    """A gold file with its article: the file's name without suffix, what it says, the text and its bytes' sha256."""

    name: str
    file: GoldFile
    text: str
    sha256: str
    article: str
    warnings: tuple[str, ...] = ()


def read_gold(folder: Path, only: Collection[str] = ()) -> tuple[Gold, ...]:
    """The gold of a folder in the order of names, or of those `only` that are named.

    Raises RecordsError with one Problem per fault.
    """
    if not folder.is_dir():
        raise RecordsError(Problem(str(folder), None, "there is no such folder", f"name one with NAME{SUFFIX} files"))
    paths = {path.name.removesuffix(SUFFIX): path for path in sorted(folder.glob(f"*{SUFFIX}"))}
    if not paths:
        fix = f"put NAME{SUFFIX} there beside the article NAME.txt"
        raise RecordsError(Problem(str(folder), None, f"holds no *{SUFFIX}", fix))
    unknown = sorted(set(only) - paths.keys())
    if unknown:
        message = f"holds no {', '.join(f'{name}{SUFFIX}' for name in unknown)}"
        raise RecordsError(Problem(str(folder), None, message, f"there are {', '.join(paths)}"))
    found: list[Gold] = []
    problems: list[Problem] = []
    for name, path in paths.items():
        if only and name not in only:
            continue
        try:
            found.append(_read(name, path))
        except RecordsError as error:
            problems += error.problems
    if problems:
        raise RecordsError(*problems)
    return tuple(found)


def _read(name: str, path: Path) -> Gold:
    article = _article_of(path, name)
    try:
        raw = article.read_bytes()
        text, _ = decode(raw, str(article))
    except OSError as error:
        raise RecordsError(Problem(str(article), None, f"cannot be read: {error.strerror}")) from error
    except KgError as error:
        raise RecordsError(*error.problems) from error
    data = load_yaml(path, str(path), RecordsError, _NOT_YAML, DatesAsText)
    if not isinstance(data, CommentedMap):
        raise RecordsError(Problem(str(path), 1, "holds no gold", "write name, entities and claims"))
    try:
        gold = GoldFile.model_validate(data)
    except ValidationError as error:
        raise RecordsError(*_problems(error, data, str(path))) from error
    faults = [
        Problem(str(path), line_of(data, where), f"{_shown(where)}: {message}", fix)
        for where, message, fix in faults_of(gold, text)
    ]
    if faults:
        raise RecordsError(*faults)
    warnings = tuple(f"{path}: {_shown(where)} is no key of the format, and is not read" for where in unread_keys(gold))
    return Gold(name, gold, text, hashlib.sha256(raw).hexdigest(), article.name, warnings)


def _article_of(path: Path, name: str) -> Path:
    for suffix in _ARTICLES:
        article = path.with_name(name + suffix)
        if article.is_file():
            return article
    raise RecordsError(Problem(str(path), None, "its article is missing", f"put {name}.txt beside it"))


def _problems(error: ValidationError, data: CommentedMap, shown: str) -> Iterator[Problem]:
    found = set()
    for fault in error.errors(include_url=False):
        where = tuple(part for part in fault["loc"] if part != "[key]")
        message, fix = _explained(fault)
        found.add(Problem(shown, line_of(data, where), f"{_shown(where)}: {message}", fix))
    return iter(sorted(found, key=lambda p: (p.line or 0, p.message)))


def _explained(fault: ErrorDetails) -> tuple[str, str]:
    kind, given = fault["type"], fault.get("input")
    cause = fault.get("ctx", {}).get("error")
    if kind.startswith("date"):
        return f"'{given}' is no day", _DATE_FIX
    if kind == "enum":
        return f"'{given}' is none of its values", f"write {fault['ctx']['expected']}"
    if isinstance(cause, ValueError):
        message, _, fix = str(cause).partition(": ")
        return message, fix
    message, fix = _FIXES.get(kind, (fault["msg"], "write it as the format has it"))
    return (message if kind == "missing" or isinstance(given, list | dict) else f"'{given}' {message}"), fix


def _shown(path: Path_) -> str:
    """The way to a value: keys as they are, places in a list counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".") or "gold"
