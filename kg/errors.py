"""Everything that kg raises on purpose, as one tree.

    KgError
    ├── SettingsError      kg.toml, an environment variable or an option holds what kg cannot use
    ├── SourceError        a file is not an article that can be read
    ├── DecisionsError     the file of a person's decisions about names cannot be used
    ├── LanguageError      a language pipeline is not installed or cannot be used
    ├── RecordsError       a records file does not fit its article; holds one Problem per fault
    ├── GraphError         a graph breaks the ontology's rules; holds one Problem per fault
    │   └── EmptyGraphError    nothing was built, so nothing is written
    ├── QueryError         a query cannot be parsed, found or run
    └── OutputError        a result cannot be written; earlier output is as it was

Errors of other libraries are turned into these at the border, with what to do next. Whatever else escapes is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it is, what is wrong and what to do about it.

    `file` is a path as the user gave it, `line` counts from 1; either may be unknown.
    """

    file: str | None
    line: int | None
    message: str
    fix: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  fix: {self.fix}" if self.fix else text


class KgError(Exception):
    """Base of all errors a caller of kg may want to catch."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            p if isinstance(p, Problem) else Problem(None, None, p) for p in problems
        )
        super().__init__("\n".join(str(p) for p in self.problems))


class SettingsError(KgError):
    """A setting in kg.toml, the environment or an option cannot be used."""


class SourceError(KgError):
    """A source file cannot be read as an article."""


class DecisionsError(KgError):
    """The file of decisions about names is malformed; holds one Problem per fault."""


class LanguageError(KgError):
    """A language pipeline is not installed, or cannot be used."""


class RecordsError(KgError):
    """A records file is malformed or does not fit its article."""


class GraphError(KgError):
    """A graph breaks a rule of the ontology, or a span does not match its source."""


class EmptyGraphError(GraphError):
    """No document yielded a graph."""


class QueryError(KgError):
    """A query cannot be parsed, is unknown, or failed."""


class OutputError(KgError):
    """Output cannot be written; what was there before is unchanged."""
