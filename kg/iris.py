"""Deterministic IRIs: the same article and the same records always get the same names.

What lives in one document is a fragment of the document's IRI; what documents share is named by class and label.
There are no blank nodes, so merging two graphs is a set union.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kg.vocab import DEFAULT_BASE_IRI

DOCUMENT_ID_LENGTH = 16  # hex digits of the sha256: 64 bits, no collision to fear below a billion documents
MAX_SLUG_LENGTH = 80

_LAST_NAME_CHARACTER = "\U000e0000"  # beyond are marks that no IRI may hold


def checked_iri(text: str) -> str:
    """The text if it is an absolute IRI; raises ValueError."""
    try:
        NamedNode(text)
    except ValueError as error:
        raise ValueError(f"'{text}' is no absolute IRI such as https://example.org/x: {error}") from error
    return text


def slug(label: str) -> str:
    """A label as the last part of an IRI: lower case, letters, marks and digits of any script, hyphens between.

    Labels that differ in case, punctuation or symbols alone have one name. Those too long, or without a letter or
    digit, get a hash of the whole label, so that two never meet by accident.
    """
    folded = unicodedata.normalize("NFKC", label).casefold().replace("'", "").replace("’", "").replace(".", "")
    name = re.sub("-+", "-", "".join(c if _is_name_character(c) else "-" for c in folded)).strip("-")
    if name and len(name) <= MAX_SLUG_LENGTH:
        return name
    digest = hashlib.sha256(label.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{name[:MAX_SLUG_LENGTH].rstrip('-')}-{digest}".lstrip("-")


def _is_name_character(character: str) -> bool:
    # Vowel signs of Indic scripts are marks (M): without them, different names would become one.
    return unicodedata.category(character)[0] in "LMN" and character < _LAST_NAME_CHARACTER


def kebab(class_name: str) -> str:
    """A class name as a part of an IRI: `MilitaryUnit` → `military-unit`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", class_name).lower()


def document_id(sha256: str) -> str:
    """The short name of a document version, from the hex sha256 of its bytes."""
    return sha256[:DOCUMENT_ID_LENGTH]


def document_iri(base: str, short_id: str) -> NamedNode:
    """The IRI of a document version, also the name of its graph."""
    return NamedNode(f"{base}doc/{short_id}")


def links_graph(base: str) -> NamedNode:
    """The graph of what holds between documents, recomputed at each build."""
    return NamedNode(f"{base}links")


def in_document(document: NamedNode, kind: str, name: str) -> NamedNode:
    """A node that lives in one document, such as `doc/8f8b9c3719dff006#claim-return`."""
    return NamedNode(f"{document.value}#{kind}-{name}")


@dataclass(frozen=True)
class Minter:
    """Mints the IRIs of one document version and of the entities it mentions."""

    sha256: str
    base: str = DEFAULT_BASE_IRI

    @cached_property
    def document(self) -> NamedNode:
        return document_iri(self.base, document_id(self.sha256))

    def local(self, kind: str, name: str) -> NamedNode:
        """A node of this document: `#claim-…`, `#event-…`, `#quantity-…`, `#time-…`."""
        return in_document(self.document, kind, name)

    def part(self, name: str) -> NamedNode:
        """A node of which a document has one: `#extraction`, `#image`."""
        return NamedNode(f"{self.document.value}#{name}")

    def span(self, start: int, end: int) -> NamedNode:
        """A stretch of the document's text, by code point offsets."""
        return self.local("span", f"{start}-{end}")

    def attribution(self, claim_id: str, depth: int, position: int) -> NamedNode:
        """One link of a claim's chain: the `position`-th source, from 1, at a depth."""
        return self.local("claim", f"{claim_id}-source-{depth}-{position}")

    def entity(self, class_name: str, label: str, *, named: bool) -> NamedNode:
        """An entity that documents share, by class and label; an unnamed one belongs to this document alone."""
        if named:
            return NamedNode(f"{self.base}entity/{kebab(class_name)}/{slug(label)}")
        return self.local(kebab(class_name), slug(label))
