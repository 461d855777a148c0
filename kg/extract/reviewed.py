"""Records that a person wrote: `ARTICLE.records.yaml` (or `.json`) beside the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import ConstructorError

from kg.article import Article
from kg.errors import Problem, RecordsError
from kg.extract.faults import explain
from kg.records import Records, ReferenceFaultsError
from kg.yaml_files import DatesAsText, load_yaml

EXTRACTOR = "reviewed-records"
RECORDS_SUFFIXES = (".records.yaml", ".records.yml", ".records.json")
_NOT_YAML = "quote text that holds ': ' or begins with a special character"
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Constructor(DatesAsText):
    """Reads JSON too.

    JSON escapes what lies beyond U+FFFF as two surrogates (`json.dumps` does so by default), and YAML does not know
    that they are one character.
    """

    def construct_scalar(self, node: Any) -> Any:  # noqa: ANN401  (ruamel's nodes and scalars)
        value = super().construct_scalar(node)
        if not isinstance(value, str) or not _SURROGATE.search(value):
            return value
        try:
            return value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError as error:
            problem = "an escape such as \\ud83d is half of a character"
            raise ConstructorError(problem=problem, problem_mark=node.start_mark) from error


def find_reviewed(source: Path) -> Path | None:
    """The records file beside an article, if a person wrote one: `NAME.records.yaml` for `NAME.txt`."""
    candidates = [source.with_name(source.stem + suffix) for suffix in RECORDS_SUFFIXES]
    return next((path for path in candidates if path.is_file()), None)


def read_reviewed(path: Path, article: Article, name: str | None = None) -> Records:
    """The records of a file, each quote found in the article.

    `name` is how the file is called in messages. Raises RecordsError with one Problem per fault: file, line, what is
    wrong and the fix.
    """
    shown = name or path.name
    data = load_yaml(path, shown, RecordsError, _NOT_YAML, _Constructor)
    if not isinstance(data, CommentedMap):
        raise RecordsError(Problem(shown, 1, "holds no records", "write entities, events and claims; see 'kg schema'"))
    stated = data.get("sha256")
    if isinstance(stated, str) and stated != article.sha256:
        raise RecordsError(
            Problem(
                shown,
                _line_of(data, ("sha256",)),
                f"made for another version of the article: its sha256 is {article.sha256}",
                "review the records against this version, then correct sha256",
            )
        )
    try:
        return Records.model_validate(data, context={"article": article})
    except ValidationError as error:
        raise RecordsError(*_problems(error, data, shown)) from error


def _problems(error: ValidationError, data: CommentedMap, shown: str) -> Iterator[Problem]:
    """Each fault once, in file order, with its line."""
    found: set[Problem] = set()
    faults = error.errors(include_url=False)
    for fault in faults:
        if fault["type"] == "too_short" and any(_is_within(f["loc"], fault["loc"]) for f in faults):
            continue  # a list is too short only because its items are faulty
        cause = fault.get("ctx", {}).get("error")
        if isinstance(cause, ReferenceFaultsError):
            found |= {
                Problem(shown, _line_of(data, path), f"{_place(path, data)}: {message}", fix)
                for path, message, fix in cause.faults
            }
            continue
        path = tuple(part for part in fault["loc"] if not _is_tag(part, fault["loc"]))
        message, fix = explain(fault)
        found.add(Problem(shown, _line_of(data, path), f"{_place(path, data)}: {message}", fix))
    return iter(sorted(found, key=lambda p: (p.line or 0, p.message)))


def _is_within(path: Sequence[str | int], outer: Sequence[str | int]) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer


def _is_tag(part: str | int, path: Sequence[str | int]) -> bool:
    """Pydantic puts the class of a discriminated union into the path: ('entities', 0, 'Person', 'label')."""
    return isinstance(part, str) and part[:1].isupper() and path[0] == "entities"


def _line_of(data: Any, path: Sequence[str | int]) -> int | None:  # noqa: ANN401
    """The line, from 1, of the value at a path, or of the nearest thing above it that the file has."""
    line: int | None = 1
    node = data
    for part in path:
        try:
            if isinstance(node, CommentedMap) and part in node:
                line = node.lc.value(part)[0] + 1
            elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
                line = node.lc.item(part)[0] + 1
            else:
                continue  # one item written without its list: the path is longer than the file is deep
        except KeyError:
            break
        node = node[part]
    return line


def _place(path: Sequence[str | int], data: Any) -> str:  # noqa: ANN401
    """A path in words, records by their id: 'claims[return].chain'."""
    words: list[str] = []
    node = data
    for part in path:
        if isinstance(part, int):
            node = node[part] if isinstance(node, CommentedSeq) and part < len(node) else None
            name = (node.get("id") or node.get("label")) if isinstance(node, CommentedMap) else None
            words.append(f"[{name or part + 1}]")
        else:
            node = node.get(part) if isinstance(node, CommentedMap) else None
            words.append(f".{part}" if words else part)
    return "".join(words) or "records"
