"""The RDF formats kg reads and writes, each with its media type and file suffix."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath
from typing import NamedTuple

from pyoxigraph import RdfFormat

from kg.errors import OutputError


class _Registration(NamedTuple):
    title: str
    media_type: str
    suffix: str
    engine: RdfFormat


class Format(Enum):
    """An RDF serialisation, with its media type and file suffix as registered with IANA."""

    TURTLE = _Registration("Turtle", "text/turtle", ".ttl", RdfFormat.TURTLE)
    N_TRIPLES = _Registration("N-Triples", "application/n-triples", ".nt", RdfFormat.N_TRIPLES)
    N_QUADS = _Registration("N-Quads", "application/n-quads", ".nq", RdfFormat.N_QUADS)
    TRIG = _Registration("TriG", "application/trig", ".trig", RdfFormat.TRIG)
    JSON_LD = _Registration("JSON-LD", "application/ld+json", ".jsonld", RdfFormat.JSON_LD)
    RDF_XML = _Registration("RDF/XML", "application/rdf+xml", ".rdf", RdfFormat.RDF_XML)

    @property
    def title(self) -> str:
        """The format's name."""
        return self.value.title

    @property
    def media_type(self) -> str:
        """The media type, for content negotiation."""
        return self.value.media_type

    @property
    def suffix(self) -> str:
        """The file suffix, with its dot."""
        return self.value.suffix

    @property
    def engine(self) -> RdfFormat:
        """Oxigraph's name of the format."""
        return self.value.engine

    @property
    def holds_graphs(self) -> bool:
        """Whether kg keeps the named graphs in this format; the others hold the union of all graphs."""
        return self in {Format.N_QUADS, Format.TRIG}

    @classmethod
    def from_path(cls, path: PurePath | str) -> Format:
        """The format a file's suffix stands for; raises OutputError for an unknown one."""
        suffix = PurePath(path).suffix.lower()
        for candidate in cls:
            if candidate.suffix == suffix:
                return candidate
        known = ", ".join(f.suffix for f in cls)
        raise OutputError(f"{path}: '{suffix}' is no RDF format that kg knows; use one of {known}")
