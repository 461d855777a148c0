"""Times and quantities: what the words say, and what was derived from them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.mapping.context import MappingContext, decimal, label
from kg.mapping.labels import quantity_label, time_label
from kg.vocab import EDTF, KG, PROV, QUDT, RDF, SCHEMA, UNIT, XSD


def map_times(context: MappingContext) -> Iterator[Triple]:
    """Time spans as envelopes."""
    for time in context.records.times:
        node = context.minter.local("time", time.id)
        yield Triple(node, RDF.type, KG.TimeSpan)
        yield label(node, time_label(time))
        yield Triple(node, KG.edtf, Literal(time.edtf, datatype=EDTF.EDTF))
        yield Triple(node, KG.valueStatus, time.status.iri)
        for predicate, day in ((KG.earliest, time.earliest), (KG.latest, time.latest)):
            if day is not None:
                yield Triple(node, predicate, Literal(day.isoformat(), datatype=XSD.date))
        yield from context.evidence(node, KG.evidence, time.evidence)


def map_quantities(context: MappingContext) -> Iterator[Triple]:
    """Quantities, derived ones with what they were computed from."""
    for quantity in context.records.quantities:
        node = context.minter.local("quantity", quantity.id)
        yield Triple(node, RDF.type, KG.Quantity)
        yield label(node, quantity_label(quantity, context.quantities))
        yield Triple(node, KG.measure, quantity.measure.iri)
        yield Triple(node, KG.valueStatus, quantity.status.iri)
        yield Triple(node, QUDT.hasUnit, NamedNode(UNIT + quantity.unit))
        for predicate, number in (
            (SCHEMA.value, quantity.value),
            (SCHEMA.minValue, quantity.min),
            (SCHEMA.maxValue, quantity.max),
            (KG.fraction, quantity.fraction),
        ):
            if number is not None:
                yield Triple(node, predicate, decimal(number))
        for approximator in quantity.approximators:
            yield Triple(node, KG.approximator, approximator.iri)
        if quantity.fraction_of is not None:
            yield Triple(node, KG.fractionOf, context.minter.local("quantity", quantity.fraction_of))
        for part in quantity.derived_from:
            yield Triple(node, PROV.wasDerivedFrom, context.minter.local("quantity", part))
        yield from context.evidence(node, KG.evidence, quantity.evidence)
