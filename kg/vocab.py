"""Every namespace and IRI of the project's graphs, once; a misspelt name is a type error.

Attributes are named exactly as in RDF. Of other vocabularies only the terms that the ontology's contract uses are here.
The values of the controlled vocabularies are in `kg.concepts`.
"""
# ruff: noqa: N815  (RDF names its properties in camelCase)

from __future__ import annotations

from typing import Final, final

from pyoxigraph import NamedNode

ONTOLOGY_VERSION: Final = "0.1.0"
ONTOLOGY_IRI: Final = "https://w3id.org/kg-news/ontology"
DEFAULT_BASE_IRI: Final = "https://w3id.org/kg-news/id/"
KGV: Final = "https://w3id.org/kg-news/vocab/"
UNIT: Final = "http://qudt.org/vocab/unit/"

PREFIXES: Final[dict[str, str]] = {
    "kg": f"{ONTOLOGY_IRI}#",
    "kgv": KGV,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": UNIT,
    "geo": "http://www.opengis.net/ont/geosparql#",
}
"""The prefixes of everything kg writes. `time` and `edtf` are missing on purpose: they are kg properties in JSON-LD."""


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


@final
class KG:
    """The ontology's own classes and properties."""

    Document: Final = _term("kg", "Document")
    TextSpan: Final = _term("kg", "TextSpan")
    Claim: Final = _term("kg", "Claim")
    Attribution: Final = _term("kg", "Attribution")
    Event: Final = _term("kg", "Event")
    Actor: Final = _term("kg", "Actor")
    Person: Final = _term("kg", "Person")
    Group: Final = _term("kg", "Group")
    Organization: Final = _term("kg", "Organization")
    MilitaryUnit: Final = _term("kg", "MilitaryUnit")
    GeopoliticalEntity: Final = _term("kg", "GeopoliticalEntity")
    Place: Final = _term("kg", "Place")
    Equipment: Final = _term("kg", "Equipment")
    TimeSpan: Final = _term("kg", "TimeSpan")
    Quantity: Final = _term("kg", "Quantity")
    Extraction: Final = _term("kg", "Extraction")

    evidence: Final = _term("kg", "evidence")
    quotation: Final = _term("kg", "quotation")
    cue: Final = _term("kg", "cue")

    about: Final = _term("kg", "about")
    statedIn: Final = _term("kg", "statedIn")
    attribution: Final = _term("kg", "attribution")
    attributedTo: Final = _term("kg", "attributedTo")
    quantity: Final = _term("kg", "quantity")
    time: Final = _term("kg", "time")
    factuality: Final = _term("kg", "factuality")
    alternativeTo: Final = _term("kg", "alternativeTo")
    confidence: Final = _term("kg", "confidence")

    source: Final = _term("kg", "source")
    depth: Final = _term("kg", "depth")
    anonymity: Final = _term("kg", "anonymity")

    eventType: Final = _term("kg", "eventType")
    participant: Final = _term("kg", "participant")
    agent: Final = _term("kg", "agent")
    patient: Final = _term("kg", "patient")
    opponent: Final = _term("kg", "opponent")
    beneficiary: Final = _term("kg", "beneficiary")
    instrument: Final = _term("kg", "instrument")
    target: Final = _term("kg", "target")
    place: Final = _term("kg", "place")
    origin: Final = _term("kg", "origin")
    destination: Final = _term("kg", "destination")
    partOfEvent: Final = _term("kg", "partOfEvent")
    causedBy: Final = _term("kg", "causedBy")
    sameEventAs: Final = _term("kg", "sameEventAs")

    edtf: Final = _term("kg", "edtf")
    earliest: Final = _term("kg", "earliest")
    latest: Final = _term("kg", "latest")
    valueStatus: Final = _term("kg", "valueStatus")

    approximator: Final = _term("kg", "approximator")
    measure: Final = _term("kg", "measure")
    fraction: Final = _term("kg", "fraction")
    fractionOf: Final = _term("kg", "fractionOf")

    locationPrecision: Final = _term("kg", "locationPrecision")
    echelon: Final = _term("kg", "echelon")


@final
class RDF:
    """RDF."""

    type: Final = _term("rdf", "type")


@final
class RDFS:
    """RDF Schema."""

    label: Final = _term("rdfs", "label")


@final
class XSD:
    """XML Schema datatypes."""

    string: Final = _term("xsd", "string")
    date: Final = _term("xsd", "date")
    decimal: Final = _term("xsd", "decimal")
    integer: Final = _term("xsd", "integer")


@final
class SKOS:
    """SKOS."""

    altLabel: Final = _term("skos", "altLabel")


@final
class SCHEMA:
    """schema.org."""

    ImageObject: Final = _term("schema", "ImageObject")

    affiliation: Final = _term("schema", "affiliation")
    author: Final = _term("schema", "author")
    caption: Final = _term("schema", "caption")
    containedInPlace: Final = _term("schema", "containedInPlace")
    creditText: Final = _term("schema", "creditText")
    datePublished: Final = _term("schema", "datePublished")
    headline: Final = _term("schema", "headline")
    image: Final = _term("schema", "image")
    inLanguage: Final = _term("schema", "inLanguage")
    jobTitle: Final = _term("schema", "jobTitle")
    maxValue: Final = _term("schema", "maxValue")
    minValue: Final = _term("schema", "minValue")
    name: Final = _term("schema", "name")
    nationality: Final = _term("schema", "nationality")
    publisher: Final = _term("schema", "publisher")
    sameAs: Final = _term("schema", "sameAs")
    sha256: Final = _term("schema", "sha256")
    softwareVersion: Final = _term("schema", "softwareVersion")
    url: Final = _term("schema", "url")
    value: Final = _term("schema", "value")


@final
class OA:
    """Web Annotation: selectors of text."""

    TextQuoteSelector: Final = _term("oa", "TextQuoteSelector")
    TextPositionSelector: Final = _term("oa", "TextPositionSelector")

    hasSource: Final = _term("oa", "hasSource")
    hasSelector: Final = _term("oa", "hasSelector")
    exact: Final = _term("oa", "exact")
    prefix: Final = _term("oa", "prefix")
    suffix: Final = _term("oa", "suffix")
    start: Final = _term("oa", "start")
    end: Final = _term("oa", "end")


@final
class PROV:
    """PROV-O."""

    wasDerivedFrom: Final = _term("prov", "wasDerivedFrom")
    wasGeneratedBy: Final = _term("prov", "wasGeneratedBy")


@final
class ORG:
    """The Organization Ontology."""

    headOf: Final = _term("org", "headOf")
    memberOf: Final = _term("org", "memberOf")
    subOrganizationOf: Final = _term("org", "subOrganizationOf")


@final
class QUDT:
    """QUDT."""

    hasUnit: Final = _term("qudt", "hasUnit")


@final
class GEO:
    """GeoSPARQL."""

    Geometry: Final = _term("geo", "Geometry")

    hasGeometry: Final = _term("geo", "hasGeometry")
    asWKT: Final = _term("geo", "asWKT")
    wktLiteral: Final = _term("geo", "wktLiteral")


@final
class EDTF:
    """The Library of Congress's datatype for Extended Date/Time Format."""

    EDTF: Final = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")


ENTITY_CLASSES: Final[tuple[NamedNode, ...]] = (
    KG.Person,
    KG.Group,
    KG.Organization,
    KG.MilitaryUnit,
    KG.GeopoliticalEntity,
    KG.Place,
    KG.Equipment,
)
"""The classes that an entity is asserted to be of; `kg:Actor` is for reasoners."""

ROLES: Final[dict[str, NamedNode]] = {
    "participant": KG.participant,
    "agent": KG.agent,
    "patient": KG.patient,
    "opponent": KG.opponent,
    "beneficiary": KG.beneficiary,
    "instrument": KG.instrument,
    "target": KG.target,
    "place": KG.place,
    "origin": KG.origin,
    "destination": KG.destination,
}
"""The roles of an event by name."""
