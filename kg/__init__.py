"""kg turns news articles into a knowledge graph you can audit.

>>> import kg
>>> graph = kg.build("source_docs")
>>> for row in graph.query("figures-side-by-side"): ...
>>> graph.write("output")

The public names are those of `__all__`; each is imported when it is first used, so that `import kg` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.article import Article
    from kg.building import build
    from kg.errors import (
        EmptyGraphError,
        GraphError,
        KgError,
        OutputError,
        Problem,
        QueryError,
        RecordsError,
        SettingsError,
        SourceError,
    )
    from kg.formats import Format
    from kg.graph import Graph, load
    from kg.records import Records
    from kg.report import BuildReport
    from kg.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Article",
    "BuildReport",
    "EmptyGraphError",
    "Format",
    "Graph",
    "GraphError",
    "KgError",
    "OutputError",
    "Problem",
    "QueryError",
    "Records",
    "RecordsError",
    "Settings",
    "SettingsError",
    "SourceError",
    "__version__",
    "build",
    "load",
]

_ERRORS = (
    "EmptyGraphError",
    "GraphError",
    "KgError",
    "OutputError",
    "Problem",
    "QueryError",
    "RecordsError",
    "SettingsError",
    "SourceError",
)
_HOMES = {
    **dict.fromkeys(_ERRORS, "kg.errors"),
    "Article": "kg.article",
    "BuildReport": "kg.report",
    "Format": "kg.formats",
    "Graph": "kg.graph",
    "Records": "kg.records",
    "Settings": "kg.settings",
    "build": "kg.building",
    "load": "kg.graph",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (PEP 562)
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
