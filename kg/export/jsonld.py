"""JSON-LD, compacted with the ontology's own context, which travels in the file: no processor has to fetch it.

Our own writer: rdflib's changes with the hash seed and Oxigraph's does not compact.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.dataset import Dataset, Term
from kg.ontology_files import read_ontology
from kg.vocab import KGV, RDF, XSD


@dataclass(frozen=True, slots=True)
class _TermDefinition:
    """A term of the context: its short name, and what its values are coerced to."""

    name: str
    type: str | None
    language: str | None


@lru_cache(maxsize=1)
def load_context() -> dict[str, Any]:
    """The context of `ontology/context.jsonld`."""
    context: dict[str, Any] = json.loads(read_ontology("context.jsonld"))["@context"]
    return context


@lru_cache(maxsize=1)
def _definitions() -> dict[str, _TermDefinition]:
    """The terms by the IRI they stand for."""
    context = load_context()

    def expand(compact: str) -> str:
        prefix, _, rest = compact.partition(":")
        base = context.get(prefix)
        return base + rest if isinstance(base, str) and not rest.startswith("//") else compact

    found = {}
    for name, value in context.items():
        if name.startswith("@") or (isinstance(value, str) and value.endswith(("/", "#"))):
            continue
        written = {"@id": value} if isinstance(value, str) else value
        kind = written.get("@type")
        found[expand(written["@id"])] = _TermDefinition(
            name, expand(kind) if kind and not kind.startswith("@") else kind, written.get("@language")
        )
    return found


def write_jsonld(dataset: Dataset, stream: BinaryIO, base_iri: str) -> None:
    """Write the union of all graphs as one JSON-LD document, nodes and keys sorted."""
    context = {"@base": base_iri, **load_context()}
    nodes = [
        _node(subject.value if isinstance(subject, NamedNode) else str(subject), list(triples), base_iri)
        for subject, triples in groupby(dataset.triples(), key=lambda triple: triple.subject)
    ]
    stream.write(b'{"@context": ')
    stream.write(json.dumps(context, ensure_ascii=False, sort_keys=True).encode())
    stream.write(b',\n "@graph": [\n')
    stream.write(",\n".join(json.dumps(node, ensure_ascii=False, indent=1) for node in nodes).encode())
    stream.write(b"\n]}\n")


def _node(subject: str, triples: list[Triple], base_iri: str) -> dict[str, Any]:
    values: dict[str, list[Any]] = defaultdict(list)
    for triple in triples:
        definition = _definitions().get(triple.predicate.value)
        if isinstance(triple.object, Triple):
            raise TypeError("JSON-LD 1.1 has no triple terms, and kg makes none")
        if triple.predicate == RDF.type:
            values["@type"].append(_type_name(str(triple.object.value)))
        elif definition is None:
            values[triple.predicate.value].append(_value(triple.object, _TermDefinition("", None, None), base_iri))
        else:
            values[definition.name].append(_value(triple.object, definition, base_iri))
    compact = {key: found[0] if len(found) == 1 else found for key, found in values.items()}
    return {"@id": _relative(subject, base_iri), **compact}


def _type_name(iri: str) -> str:
    definition = _definitions().get(iri)
    return definition.name if definition else iri


def _relative(iri: str, base_iri: str) -> str:
    """Relative to the base where that cannot be read as anything else."""
    rest = iri.removeprefix(base_iri)
    return rest if rest != iri and ":" not in rest and rest[:1].isalnum() else iri


def _value(term: Term, definition: _TermDefinition, base_iri: str) -> Any:  # noqa: ANN401  (JSON)
    if isinstance(term, Literal):
        return _literal(term, definition)
    if definition.type == "@vocab" and term.value.startswith(KGV):
        return f"kgv:{term.value.removeprefix(KGV)}"
    name = str(term) if isinstance(term, BlankNode) else _relative(term.value, base_iri)
    return name if definition.type == "@id" else {"@id": name}


def _literal(literal: Literal, definition: _TermDefinition) -> Any:  # noqa: ANN401  (JSON)
    """The bare value where the context says the rest; a number only for an integer that JSON writes the same."""
    text, datatype = literal.value, literal.datatype.value
    if literal.language:
        return text if definition.language == literal.language else {"@value": text, "@language": literal.language}
    if datatype == definition.type:
        return int(text) if datatype == XSD.integer.value and str(int(text)) == text else text
    if datatype != XSD.string.value:
        return {"@value": text, "@type": datatype}
    return text if definition.type is None and definition.language is None else {"@value": text}
