"""Reads a file of decisions; a fault is told with its line and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap

from kg.errors import DecisionsError, Problem
from kg.link.decision_model import Decisions
from kg.yaml_files import line_of, load_yaml

DECISIONS_FILE = "kg-decisions.yaml"
_NOT_YAML = "quote names that hold ': ' or begin with a special character; write each key once"


def load_decisions(path: Path | None = None) -> Decisions:
    """The decisions of a file; by default of `kg-decisions.yaml` in the working folder, none where it is not there.

    Raises DecisionsError with one Problem per fault: file, line, what is wrong and the fix.
    """
    if path is None and not Path(DECISIONS_FILE).is_file():
        return Decisions()
    path = path or Path(DECISIONS_FILE)
    data = load_yaml(path, str(path), DecisionsError, _NOT_YAML)
    if data is None:
        return Decisions()
    if not isinstance(data, CommentedMap):
        raise DecisionsError(
            Problem(str(path), 1, "holds no decisions", "write same, not_same, keep_apart, is, aliases")
        )
    try:
        return Decisions.model_validate(data)
    except ValidationError as error:
        raise DecisionsError(*_problems(error, data, str(path))) from error


_NOT_A_MAPPING = "is not a list of names and what they are"
_ALL = ""
# By section and the fault's type: what is wrong, None for the fault's own words, and what to write.
_FIXES: dict[tuple[str, str], tuple[str | None, str]] = {
    (_ALL, "extra_forbidden"): ("is no key of decisions", "write same, not_same, keep_apart, is or aliases"),
    ("keep_apart", "extra_forbidden"): ("is no key of keep_apart", "keep_apart has name, in and as"),
    ("is", "extra_forbidden"): ("is no key of is", "write NAME: {id: WHAT, in: DOCUMENT}"),
    ("same", "too_short"): ("names fewer than two", "write two names or more: [Osk Harrow, Oskar Harrow]"),
    ("not_same", "too_short"): ("names fewer than two", "write two names or more: [Osk Harrow, Osk Harro]"),
    (_ALL, "too_short"): ("names no document", "name a file or a document's id, as in: report.txt"),
    (_ALL, "tuple_type"): ("is not a list", "write a list: [Osk Harrow, Oskar Harrow]"),
    ("keep_apart", "tuple_type"): ("is not a list", "write a list: [{name: Osk Harrow, in: report.txt, as: Osk H.}]"),
    ("keep_apart", "model_type"): ("is no decision", "keep_apart has name, in and as"),
    ("is", "dict_type"): (_NOT_A_MAPPING, "write one a line, as Springfield: 4250542"),
    ("aliases", "dict_type"): (_NOT_A_MAPPING, "write one a line, as Osk Harrow: [Harrow]"),
    (_ALL, "missing"): ("is missing", "keep_apart has name, in and as; is has id"),
    (_ALL, "string_type"): ("is not text", "put it in quotation marks"),
    ("is", "value_error"): (None, "write a GeoNames number, an IRI that begins with https://, or unknown"),
    (_ALL, "value_error"): (None, "write a name with letters, or take the line out"),
    ("decisions", "value_error"): (None, "take one of the two out"),
}


def _problems(error: ValidationError, data: CommentedMap, shown: str) -> Iterator[Problem]:
    found = set()
    for fault in error.errors(include_url=False):
        path = [part for part in fault["loc"] if part != "[key]"]
        kind = fault["type"]
        section = str(path[0]) if path else "decisions"
        if kind == "extra_forbidden" and len(path) == 1:
            section = _ALL
        message, fix = _FIXES.get((section, kind)) or _FIXES.get((_ALL, kind)) or (None, "see the README's example")
        cause = fault.get("ctx", {}).get("error")
        said = message or (str(cause) if cause else fault["msg"])
        found.add(Problem(shown, line_of(data, path), f"{_shown(data, path) or 'decisions'}: {said}", fix))
    return iter(sorted(found, key=lambda p: (p.line or 0, p.message)))


def _shown(data: Any, path: Iterable[str | int]) -> str:  # noqa: ANN401
    """The way to a fault: names as they are, places in a list counted from 1."""
    parts, node = [], data
    for part in path:
        is_place = isinstance(part, int) and not isinstance(node, CommentedMap)
        parts.append(str(int(part) + 1 if is_place else part))
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            node = None
    return ".".join(parts)
