"""Whether a graph keeps the ontology's rules: shapes, spans against their source, dates against their EDTF, sums.

Shapes are run by pyrudof: on one article of 2,400 triples it takes 0.16 s where pySHACL takes 7.5 s, most of that on
the SPARQL constraints. The tests check that both agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple, parse, serialize

from kg.dataset import Dataset
from kg.edtf import edtf_bounds
from kg.errors import Problem
from kg.formats import Format
from kg.ontology_files import read_ontology
from kg.records.references import Part, derivable_values
from kg.vocab import KG, OA, PROV, SCHEMA

if TYPE_CHECKING:
    import pyrudof

_ENGLISH = re.compile(r'"((?:[^"\\]|\\.)*)"@en')


def validate_shapes(triples: Iterable[Triple]) -> list[Problem]:
    """Violations of the SHACL shapes of `ontology/shapes.ttl`, sorted, each with its node."""
    import pyrudof  # noqa: PLC0415  (a large native library that most commands do not need)

    data = serialize(triples, format=Format.N_TRIPLES.engine)
    if not data:
        return []
    # A new engine each time, and strict: it would add the data to what it has, and drop lines it cannot parse.
    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_shacl(_shapes(), pyrudof.ShaclFormat.Turtle, reader_mode=pyrudof.ReaderMode.Strict)
    engine.read_data(data.decode(), pyrudof.RDFFormat.NTriples, reader_mode=pyrudof.ReaderMode.Strict)
    found = set()
    for violation in engine.validate_shacl().violations:
        value = f" ({violation.value})" if violation.value else ""
        found.add(Problem(None, None, f"{violation.focus_node}: {_message(violation)}{value}"))
    return sorted(found, key=lambda problem: problem.message)


@lru_cache(maxsize=1)
def _shapes() -> str:
    return read_ontology("shapes.ttl")


@lru_cache(maxsize=1)
def _shape_messages() -> dict[str, str]:
    """The words of each shape; for some kinds of constraint (sh:lessThan, sh:or …) the engine gives only its own."""
    message = NamedNode("http://www.w3.org/ns/shacl#message")
    return {
        str(quad.subject.value): str(quad.object.value)
        for quad in parse(_shapes(), format=Format.TURTLE.engine)
        if quad.predicate == message and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def _message(violation: pyrudof.ShaclValidationEntry) -> str:
    """The shapes' own words: beside the engine's, or those of the violated shape, or else the engine's alone."""
    told = violation.message or ""
    own = " ".join(_ENGLISH.findall(told))
    return own or _shape_messages().get(violation.source_shape or "", told or "breaks a shape")


def validate_spans(dataset: Dataset, texts: Mapping[str, str]) -> list[Problem]:
    """Spans whose words, or the words around them, do not stand at their place in the source.

    `texts` are the decoded sources by document IRI; spans of other documents are not checked.
    """
    problems = []
    for span in dataset.instances(KG.TextSpan):
        text = texts.get(dataset.text(span, OA.hasSource) or "")
        if text is not None:
            problems += [Problem(None, None, f"{span.value}: {fault}") for fault in _span_faults(dataset, span, text)]
    return problems


def _span_faults(dataset: Dataset, span: NamedNode, text: str) -> Iterator[str]:
    told: dict[NamedNode, str] = {}
    for selector in dataset.objects(span, OA.hasSelector):
        for predicate in (OA.exact, OA.prefix, OA.suffix, OA.start, OA.end):
            value = dataset.text(selector, predicate)
            if value is not None:
                told[predicate] = value
    try:
        start, end = int(told[OA.start]), int(told[OA.end])
        exact, prefix, suffix = told[OA.exact], told[OA.prefix], told[OA.suffix]
    except (KeyError, ValueError):
        yield "a span has exact words, prefix, suffix, start and end"
        return
    if not 0 <= start < end <= len(text):
        yield f"{start}-{end} is no stretch of a text of {len(text)} characters"
    elif text[start:end] != exact:
        yield f"the source has “{text[start:end]}” at {start}-{end}, not “{exact}”"
    elif text[max(0, start - len(prefix)) : start] != prefix:
        yield f"the source has other words than “{prefix}” before {start}"
    elif text[end : end + len(suffix)] != suffix:
        yield f"the source has other words than “{suffix}” after {end}"


def validate_times(dataset: Dataset) -> list[Problem]:
    """Time spans whose EDTF is not valid or has other bounds than `earliest` and `latest`."""
    problems = []
    for time in dataset.instances(KG.TimeSpan):
        expression = dataset.text(time, KG.edtf) or ""
        try:
            bounds = edtf_bounds(expression)
        except ValueError as error:
            problems.append(Problem(None, None, f"{time.value}: {error}"))
            continue
        for predicate, bound in zip((KG.earliest, KG.latest), bounds, strict=True):
            told = [value.value for value in dataset.objects(time, predicate)]
            if told != ([bound.isoformat()] if bound else []):
                name = predicate.value.rsplit("#", 1)[-1]
                problems.append(
                    Problem(
                        None,
                        None,
                        f"{time.value}: {name} is {', '.join(told) or 'missing'}, "
                        f"but {expression} gives {bound or 'none'}",
                    )
                )
    return problems


def validate_derivations(dataset: Dataset) -> list[Problem]:
    """Derived quantities whose number does not follow from their parts."""
    problems = []
    for quantity in dataset.instances(KG.Quantity):
        parts = [_part(dataset, part) for part in dataset.objects(quantity, PROV.wasDerivedFrom)]
        if not parts:
            continue
        number = _part(dataset, quantity).number
        if number is None or number not in set(derivable_values(parts)):
            problems.append(
                Problem(None, None, f"{quantity.value}: {number} does not follow from what it is derived from")
            )
    return problems


def _part(dataset: Dataset, node: object) -> Part:
    assert isinstance(node, NamedNode)  # noqa: S101  (the shapes have been checked: no blank nodes, no literals)

    def number(predicate: NamedNode) -> Decimal | None:
        text = dataset.text(node, predicate)
        return Decimal(text) if text is not None else None

    value = number(SCHEMA.value)
    return Part(
        id=node.value,
        number=value if value is not None else number(SCHEMA.minValue),
        fraction=number(KG.fraction),
        fraction_of=dataset.text(node, KG.fractionOf),
    )


def validate(dataset: Dataset, texts: Mapping[str, str]) -> list[Problem]:
    """All checks of a graph; the later ones only where the shapes hold, so that they can rely on them."""
    return validate_shapes(dataset.triples()) or [
        *validate_spans(dataset, texts),
        *validate_times(dataset),
        *validate_derivations(dataset),
    ]


def validate_shared(dataset: Dataset, base_iri: str) -> list[Problem]:
    """Whether the descriptions of shared entities, each sound in its document, are sound together.

    Nothing else is described by two documents, so nothing else has to be checked again.
    """
    shared = (
        triple
        for triple in dataset.triples()
        if isinstance(triple.subject, NamedNode)
        and triple.subject.value.startswith(f"{base_iri}entity/")
        and triple.predicate != KG.evidence  # the spans were checked with their document, and are left out here
        # So was the class of a body that only one document tells of; it is not among these triples.
        and not (isinstance(triple.object, NamedNode) and triple.object.value.startswith(f"{base_iri}doc/"))
    )
    return validate_shapes(shared)
