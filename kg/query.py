"""Questions to a graph: SPARQL text, a file, or one of the queries that ship with kg."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, serialize

from kg.dataset import Dataset, Results
from kg.errors import Problem, QueryError
from kg.formats import Format
from kg.vocab import PREFIXES

QUERY_SUFFIX = ".rq"
_HEADER = re.compile(r"^#\s?(.*)$")
_DESCRIBE = re.compile(r"\s*(DESCRIBE|PREFIX|BASE)\s", re.IGNORECASE)  # the query form that needs no braces
_PARAMETER = re.compile(r"^param (\w+): (.+)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query needs: the variable of a `VALUES ?name { … }` in it, and what it means."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A query that comes with kg. Its first comment line is its title; `# param` lines name its parameters."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    sparql: str


@lru_cache(maxsize=1)
def shipped_queries() -> dict[str, ShippedQuery]:
    """The queries of `kg/queries`, by name."""
    found = {}
    for resource in sorted((files("kg") / "queries").iterdir(), key=lambda r: r.name):
        if resource.name.endswith(QUERY_SUFFIX):
            query = parse_query(resource.name.removesuffix(QUERY_SUFFIX), resource.read_text(encoding="utf-8"))
            found[query.name] = query
    return found


def parse_query(name: str, sparql: str) -> ShippedQuery:
    """Read the title and the parameters from a query's leading comments."""
    title, parameters = "", []
    for line in sparql.splitlines():
        comment = _HEADER.match(line)
        if comment is None:
            break
        if parameter := _PARAMETER.match(comment[1]):
            parameters.append(Parameter(parameter[1], parameter[2]))
        elif not title:
            title = comment[1]
    return ShippedQuery(name, title, tuple(parameters), sparql)


def find_query(text: str) -> ShippedQuery:
    """What a user means by `text`: a shipped query's name, a `.rq` file, or SPARQL itself.

    Raises QueryError with the names that are near.
    """
    shipped = shipped_queries()
    if text in shipped:
        return shipped[text]
    if len(text) < 4096 and "\n" not in text and "{" not in text and not _DESCRIBE.match(text):  # noqa: PLR2004  (the longest path of Linux)
        path = Path(text)
        try:
            if path.is_file():
                return parse_query(path.stem, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(Problem(text, None, f"cannot be read: {error}")) from error
        from difflib import get_close_matches  # noqa: PLC0415  (only when something is wrong)

        near = get_close_matches(text, shipped, n=3, cutoff=0.4)
        hint = f"did you mean {', '.join(near)}?" if near else "'kg queries' lists the shipped ones"
        raise QueryError(Problem(None, None, f"'{text}' is no shipped query, no file and no SPARQL", hint))
    return parse_query("", text)


def run_query(dataset: Dataset, text: str, parameters: Mapping[str, str] | None = None) -> Results:
    """Run what `find_query` finds, each parameter as a string in its `VALUES ?name { … }`.

    A query file is complete SPARQL with an example in that place, so that it runs in any other store as it is.
    Raises QueryError.
    """
    query = find_query(text)
    given = dict(parameters or {})
    for parameter in query.parameters:
        if parameter.name not in given:
            message = f"the query '{query.name}' needs {parameter.name}: {parameter.description}"
            raise QueryError(Problem(None, None, message, f"add --set {parameter.name}=…"))
    sparql = query.sparql
    for name, value in given.items():
        # Oxigraph's own substitution wants the variable among the results, and a parameter is none.
        block = re.compile(rf"VALUES\s+[?$]{re.escape(name)}\s*\{{[^}}]*\}}")
        if not block.search(sparql):
            raise QueryError(f"the query has no VALUES ?{name} {{ … }} to put a value in")
        sparql = block.sub(f"VALUES ?{name} {{ {Literal(value)} }}".replace("\\", r"\\"), sparql)
    return dataset.query(sparql)


def to_rows(results: QuerySolutions) -> tuple[list[str], list[list[str]]]:
    """Column names, and rows of strings: IRIs with the project's prefixes where those fit, unbound as ''."""
    names = [variable.value for variable in results.variables]
    return names, [[_shown(solution[name]) for name in names] for solution in results]


def _shown(term: object) -> str:
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    if isinstance(term, Literal):
        return value
    for prefix, iri in PREFIXES.items():
        if value.startswith(iri):
            return f"{prefix}:{value[len(iri) :]}"
    return value


def serialize_results(results: Results, output: str) -> str:
    """Results as 'json' (SPARQL 1.1 Query Results JSON), 'csv' (rows), or 'turtle' (CONSTRUCT and DESCRIBE).

    Raises QueryError where the kind of query and the output do not go together.
    """
    if isinstance(results, QueryTriples):
        if output == "turtle":
            triples = sorted(results, key=str)
            return serialize(triples, format=Format.TURTLE.engine, prefixes=PREFIXES).decode()  # type: ignore[union-attr]
        raise QueryError("a CONSTRUCT or DESCRIBE query gives triples: use --format turtle")
    if output == "turtle":
        raise QueryError("only a CONSTRUCT or DESCRIBE query gives Turtle: use table, csv or json")
    if output == "json":
        raw = results.serialize(format=QueryResultsFormat.JSON)
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=1) + "\n" if raw else ""
    if isinstance(results, QueryBoolean):
        return f"{str(bool(results)).lower()}\n"
    raw = results.serialize(format=QueryResultsFormat.CSV)
    return raw.decode() if raw else ""
