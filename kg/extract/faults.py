"""Pydantic's faults in the words of someone who writes records."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from kg.iris import slug
from kg.records.entities import ENTITY_CLASSES

_CLASSES = f"one of {', '.join(sorted(ENTITY_CLASSES))}"

MOST_SHOWN = 12  # terms that a message can list


def explain(fault: ErrorDetails) -> tuple[str, str | None]:
    """What is wrong and, where it can be said, what to write instead."""
    context: dict[str, Any] = fault.get("ctx", {})
    given = fault.get("input")
    cause = context.get("error")
    message, fix = str(cause) if isinstance(cause, ValueError) else fault["msg"], context.get("fix")
    match fault["type"]:
        case "union_tag_not_found":
            message, fix = "the class is missing", f"add class: {_CLASSES}"
        case "union_tag_invalid":
            message, fix = f"'{context.get('tag')}' is no class of entity", f"write {_CLASSES}"
        case "missing":
            message, fix = "is missing", "add it; 'kg schema' lists what each record needs"
        case "extra_forbidden":
            message = "is no key of this record"
            fix = "remove it, or correct its spelling; 'kg schema' lists the keys"
        case "enum":
            message, fix = f"'{given}' is no term of the vocabulary", _near(str(given), context)
        case "string_pattern_mismatch" if isinstance(given, str):
            message, fix = f"'{given}' has characters that are not allowed", f"write '{slug(given)}', say"
        case "decimal_parsing" | "decimal_type" | "int_parsing" | "int_type":
            message, fix = f"'{given}' is not a number", "write digits without separators, such as 12000 or 0.5"
        case "tuple_type":
            fix = "write a list: [ … ]"
    return message, fix


def _near(given: str, context: dict[str, Any]) -> str:
    known = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").split(", ")
    near = get_close_matches(given, known, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"write one of {', '.join(known)}" if len(known) <= MOST_SHOWN else "'kg schema' lists the terms"
