"""YAML 1.2 that people write, read with the line of every value, so that a fault is shown where it stands.

ruamel.yaml reads YAML 1.2: unlike 1.1 it does not turn `NO` into false or `12:30` into 750.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kg.errors import KgError, Problem


class DatesAsText(RoundTripConstructor):
    """Leaves dates as they are written: models read them, and an EDTF expression must stay text."""


DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_yaml_str)


def load_yaml(
    path: Path,
    shown: str,
    raised: type[KgError],
    fix: str,
    constructor: type[RoundTripConstructor] = RoundTripConstructor,
) -> Any:  # noqa: ANN401  (whatever the file holds)
    """What a file holds; each key stands once.

    `shown` is how messages call the file, `fix` what to do where it is not YAML. Raises `raised` with one Problem.
    """
    parser = YAML(typ="rt", pure=True)
    parser.Constructor = constructor
    parser.allow_duplicate_keys = False
    try:
        return parser.load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        problem = Problem(shown, None, f"cannot be read: {error.strerror}", "check the path and the file's rights")
        raise raised(problem) from error
    except UnicodeDecodeError as error:
        raise raised(Problem(shown, None, f"not UTF-8 at byte {error.start}", "save the file as UTF-8")) from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise raised(Problem(shown, line, f"not valid YAML: {error.problem}", fix)) from error
    except (YAMLError, ValueError) as error:
        raise raised(Problem(shown, None, f"not valid YAML: {error}")) from error
    except RecursionError as error:
        raise raised(Problem(shown, None, "not valid YAML: nested too deeply")) from error


def line_of(data: Any, path: Iterable[str | int]) -> int:  # noqa: ANN401  (whatever the file holds)
    """The line, from 1, of the key or item at a path, or of the nearest thing above it that the file has."""
    line, node = 1, data
    for part in path:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
        else:
            break
        node = node[part]
    return line
