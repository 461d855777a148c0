"""Where the ontology's files are: inside the installed package, or in the source tree beside it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@lru_cache(maxsize=1)
def ontology_folder() -> Traversable:
    """The folder with `kg.ttl`, `vocab.ttl`, `shapes.ttl` and `context.jsonld`."""
    packaged = files("kg") / "ontology"
    # A wheel carries the folder inside the package; a source tree and an editable install have it at the top.
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "ontology"


def read_ontology(name: str) -> str:
    """The text of one of the ontology's files."""
    return (ontology_folder() / name).read_text(encoding="utf-8")
