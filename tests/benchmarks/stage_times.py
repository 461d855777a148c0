"""Time that a build spends in each stage, taken by wrapping the functions where the stages are called."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import kg.building
import kg.documents
import kg.extract.automatic
import kg.language
import kg.validate
from kg.extract.statements.statement_records import Statements
from kg.graph import Graph

# Where the functions of a stage are looked up; what is nested in another counts for the inner one alone.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("read", kg.documents, "read_article"),
    ("load", kg.language, "load_pipeline"),
    ("load", kg.documents, "load_gazetteer"),
    ("load", kg.extract.automatic, "load_lexicons"),
    ("parse", kg.language, "parse_article"),
    ("records", kg.extract.automatic, "extract_records"),
    ("entities", kg.extract.automatic, "find_entities"),
    ("statements", kg.extract.automatic, "find_statements"),
    ("statements", Statements, "write"),
    ("link", kg.documents, "link_places"),
    ("link", kg.building, "link_names"),
    ("link", kg.building, "link_documents"),
    ("link", kg.building, "find_happenings"),
    ("map", kg.building, "_add_document"),
    ("map", kg.building, "map_links"),
    ("shapes", kg.validate, "validate_shapes"),
    ("spans", kg.validate, "validate_spans"),
    ("spans", kg.validate, "validate_times"),
    ("spans", kg.validate, "validate_derivations"),
    ("export", Graph, "write"),
)


def largest(seconds: Mapping[str, float]) -> list[tuple[str, float]]:
    """The entries by their time, the largest first."""
    return sorted(seconds.items(), key=lambda item: -item[1])


@dataclass
class StageTimes:
    """Seconds by stage, and by document for what is done document by document."""

    stages: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    documents: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _inner: list[float] = field(default_factory=list)

    @contextmanager
    def measure(self) -> Iterator[StageTimes]:
        """Measure what is built meanwhile, in this process."""
        with ExitStack() as stack:
            for stage, owner, name in STAGES:
                stack.enter_context(patch.object(owner, name, self._timed(stage, getattr(owner, name))))
            one = kg.documents.extract_document
            stack.enter_context(patch.object(kg.documents, "extract_document", self._timed_document(one)))
            yield self

    @property
    def total(self) -> float:
        """Seconds in all stages."""
        return sum(self.stages.values())

    def table(self) -> str:
        """A line of shares, the largest first."""
        return ", ".join(f"{name} {seconds / self.total:.1%}" for name, seconds in largest(self.stages))

    def _timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **options: Any) -> Any:
            started = time.perf_counter()
            self._inner.append(0.0)
            try:
                return work(*args, **options)
            finally:
                took = time.perf_counter() - started
                self.stages[stage] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return wrapper

    def _timed_document(self, work: Callable[..., Any]) -> Callable[..., Any]:
        timed = self._timed("records", work)

        def wrapper(path: Any, name: str, *args: Any) -> Any:
            started = time.perf_counter()
            try:
                return timed(path, name, *args)
            finally:
                self.documents[name] += time.perf_counter() - started

        return wrapper
