"""The RDF formats kg reads and writes, each with its media type and file suffix."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath

from pyoxigraph import RdfFormat

from kg.errors import OutputError


class Format(Enum):
    """An RDF serialisation: (name, media type, file suffix, Oxigraph's format).

    Media types and suffixes are those registered with IANA.
    """

    TURTLE = ("Turtle", "text/turtle", ".ttl", RdfFormat.TURTLE)
    N_TRIPLES = ("N-Triples", "application/n-triples", ".nt", RdfFormat.N_TRIPLES)
    N_QUADS = ("N-Quads", "application/n-quads", ".nq", RdfFormat.N_QUADS)
    TRIG = ("TriG", "application/trig", ".trig", RdfFormat.TRIG)
    JSON_LD = ("JSON-LD", "application/ld+json", ".jsonld", RdfFormat.JSON_LD)
    RDF_XML = ("RDF/XML", "application/rdf+xml", ".rdf", RdfFormat.RDF_XML)

    def __init__(self, title: str, media_type: str, suffix: str, engine: RdfFormat) -> None:
        self.title = title
        self.media_type = media_type
        self.suffix = suffix
        self.engine = engine

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
