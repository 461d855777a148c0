"""RDF files by Oxigraph's streaming serialisers, sorted, so that the same graph is the same bytes."""

from __future__ import annotations

import io
import re
from typing import BinaryIO

from pyoxigraph import Literal, serialize

from kg.dataset import Dataset
from kg.errors import OutputError, Problem
from kg.export.jsonld import write_jsonld
from kg.formats import Format
from kg.iris import kebab
from kg.vocab import ENTITY_CLASSES, KG, PREFIXES

# What XML 1.0 cannot hold, not even as a character reference.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_rdf(dataset: Dataset, file_format: Format, stream: BinaryIO, base_iri: str) -> None:
    """Write the dataset in one format: with its graphs where the format has them, else as the union of all.

    Raises OutputError where RDF/XML cannot hold a character of a literal.
    """
    if file_format is Format.JSON_LD:
        write_jsonld(dataset, stream, base_iri)
    elif file_format is Format.RDF_XML:
        _write_rdf_xml(dataset, stream)
    elif file_format.holds_graphs:
        serialize(dataset.quads(), stream, file_format.engine, prefixes=file_prefixes(dataset, base_iri))
    else:
        serialize(dataset.triples(), stream, file_format.engine, prefixes=file_prefixes(dataset, base_iri))


def file_prefixes(dataset: Dataset, base_iri: str) -> dict[str, str]:
    """The prefixes of a file for reading: the vocabularies, one per class of shared entities, one per document."""
    names = (kebab(c.value.removeprefix(PREFIXES["kg"])) for c in ENTITY_CLASSES)
    entities = {name: f"{base_iri}entity/{name}/" for name in names}
    documents = (d.value for d in dataset.instances(KG.Document) if d.value.startswith(f"{base_iri}doc/"))
    fragments = {f"doc-{iri.removeprefix(f'{base_iri}doc/')}": f"{iri}#" for iri in documents}
    return {**PREFIXES, "doc": f"{base_iri}doc/", **entities, **fragments}


def _write_rdf_xml(dataset: Dataset, stream: BinaryIO) -> None:
    triples = dataset.triples()
    for triple in triples:
        if isinstance(triple.object, Literal) and (bad := NOT_XML.search(triple.object.value)):
            raise OutputError(
                Problem(
                    None,
                    None,
                    f"RDF/XML cannot hold the character U+{ord(bad.group()):04X} in the {triple.predicate.value} "
                    f"of {triple.subject}",
                    "use another format, which all hold it, or remove the character from the article",
                )
            )
    buffer = io.BytesIO()
    serialize(triples, buffer, Format.RDF_XML.engine, prefixes=PREFIXES)
    # An XML parser reads a bare carriage return as a line feed, and spans of CRLF files would no longer match.
    stream.write(buffer.getvalue().replace(b"\r", b"&#13;"))
