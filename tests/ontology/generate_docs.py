"""Writes the ontology's HTML pages with pyLODE, byte for byte the same on every run.

    python tests/ontology/generate_docs.py            write ontology/index.html and ontology/vocab.html
    python tests/ontology/generate_docs.py --check    only say whether they are up to date

pyLODE lists the members of a class union, and the objects of its JSON-LD, in the order of random blank node names and
of Python's string hashes; both are sorted here.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import logging
import re
import sys
import types
from pathlib import Path

ONTOLOGY = Path(__file__).parents[2] / "ontology"

# "a or b or c", as pyLODE writes the members of a union: spans joined by this one.
_OR = re.compile(r'\n *<span class="cardinality">or</span>\n')
_MEMBER = r" *<span>\n(?:(?! *</span>).*\n)* *</span>"
_UNION = re.compile(rf'{_MEMBER}(?:\n *<span class="cardinality">or</span>\n{_MEMBER})+')
_JSON_LD = re.compile(r'(<script[^>]*type="application/ld\+json"[^>]*>)(.*?)(</script>)', re.DOTALL)


def generate_pages() -> dict[str, str]:
    """File name to page."""
    # pyLODE 3.4.1 reads its version from a pyproject.toml that its wheel leaves out.
    version = types.ModuleType("pylode.version")
    version.__dict__["__version__"] = importlib.metadata.version("pylode")
    sys.modules.setdefault("pylode.version", version)
    from pylode import OntPub, VocPub  # type: ignore[import-untyped]  # noqa: PLC0415  (after the version is in place)

    logging.disable(logging.INFO)
    try:
        pages = {
            "index.html": OntPub(ontology=str(ONTOLOGY / "kg.ttl"), sort_subjects=True).make_html(),
            "vocab.html": VocPub(ontology=str(ONTOLOGY / "vocab.ttl")).make_html(),
        }
    finally:
        logging.disable(logging.NOTSET)
    return {name: _in_fixed_order(page) for name, page in pages.items()}


def _in_fixed_order(page: str) -> str:
    page = _JSON_LD.sub(lambda script: script[1] + "\n" + _sorted_json(script[2]) + "\n" + script[3], page)
    page = _UNION.sub(_sorted_union, page)
    return "\n".join(line.rstrip() for line in page.splitlines()) + "\n"


def _sorted_union(union: re.Match[str]) -> str:
    separator: str = _OR.findall(union[0])[0]
    return separator.join(sorted(_OR.split(union[0])))


def _sorted_json(text: str) -> str:
    return json.dumps(_sort(json.loads(text)), indent=1, sort_keys=True, ensure_ascii=False)


def _sort(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sort(item) for key, item in value.items() if not _is_blank(key, item)}
    if isinstance(value, list):
        return sorted((_sort(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def _is_blank(key: str, item: object) -> bool:
    return key == "@id" and isinstance(item, str) and item.startswith("_:")


def main() -> int:
    """Write or check the pages; 1 when they are out of date."""
    parser = argparse.ArgumentParser(description="Write the ontology's HTML pages.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")
    check = parser.parse_args().check
    stale = 0
    for name, page in generate_pages().items():
        path = ONTOLOGY / name
        if path.exists() and path.read_text(encoding="utf-8") == page:
            continue
        stale += 1
        if check:
            sys.stderr.write(f"{name} is out of date: run python tests/ontology/generate_docs.py\n")
        else:
            path.write_text(page, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
