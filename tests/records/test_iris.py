"""The same article and records always get the same names, and different things different ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.iris import MAX_SLUG_LENGTH, Minter, checked_iri, document_id, kebab, links_graph, slug

BASE = "https://example.org/id/"
SHA = "0123456789abcdef" * 4
MINTER = Minter(SHA, BASE)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Osk Harrow", "osk-harrow"),
        ("O'Hara’s 7th Brigade", "oharas-7th-brigade"),
        ("U.S.", "us"),
        ("  Velmora—Lonmark  ", "velmora-lonmark"),
        ("snake_case", "snake-case"),
        ("Straße", "strasse"),
        ("Київ", "київ"),
        ("北朝鮮", "北朝鮮"),
        ("हिन्दी", "हिन्दी"),
        ("ﬁre ①", "fire-1"),
        ("Cafe\u0301", "café"),
    ],
)
def test_a_slug_is_readable(label: str, expected: str) -> None:
    """Lower case, letters, marks and digits of any script, one hyphen between words."""
    assert slug(label) == expected


def test_vowel_signs_tell_names_apart() -> None:
    """In Indic scripts vowels are marks; names that differ only in them are different."""
    assert slug("कि") != slug("कु")


def test_a_long_label_keeps_its_beginning_and_gets_a_hash() -> None:
    """Two long labels that differ at the end do not meet."""
    one, other = slug("word " * 40 + "one"), slug("word " * 40 + "two")
    assert one != other
    assert one.startswith("word-word")
    assert len(one) <= MAX_SLUG_LENGTH + 13


@pytest.mark.parametrize("label", ["…", "!!!", "“”", "🚀"])
def test_a_label_without_letters_gets_a_hash(label: str) -> None:
    """Labels of signs alone are not all one node."""
    assert len(slug(label)) == 12
    assert slug(label) != slug(label * 2)


@given(st.text(min_size=1))
def test_any_label_makes_a_valid_iri(label: str) -> None:
    """Whatever an extractor calls an entity, its node is an IRI of one path segment."""
    iri = MINTER.entity("Person", label, named=True)
    name = iri.value.removeprefix(f"{BASE}entity/person/")
    assert name
    assert not set(name) & set("/#?%")
    assert checked_iri(iri.value) == iri.value


@given(st.text(min_size=1))
def test_case_makes_no_other_node(label: str) -> None:
    """A slug of a slug is the same slug: naming is stable."""
    assert slug(slug(label)) == slug(label)


def test_a_named_entity_is_shared_by_documents() -> None:
    """Its IRI depends on class and label alone."""
    other = Minter("f" * 64, BASE)
    assert MINTER.entity("MilitaryUnit", "7th Coastal Brigade", named=True) == other.entity(
        "MilitaryUnit", "7th Coastal Brigade", named=True
    )
    assert MINTER.entity("MilitaryUnit", "X", named=True).value == f"{BASE}entity/military-unit/x"


def test_an_unnamed_entity_belongs_to_its_document() -> None:
    """'officials' of two articles are two nodes."""
    other = Minter("f" * 64, BASE)
    assert MINTER.entity("Group", "officials", named=False) != other.entity("Group", "officials", named=False)
    assert MINTER.entity("Group", "officials", named=False).value == f"{BASE}doc/0123456789abcdef#group-officials"


def test_records_are_fragments_of_their_document() -> None:
    """One look at an IRI tells the document and the kind of a node."""
    assert MINTER.document == NamedNode(f"{BASE}doc/0123456789abcdef")
    assert MINTER.local("claim", "gone").value == f"{MINTER.document.value}#claim-gone"
    assert MINTER.span(3, 9).value == f"{MINTER.document.value}#span-3-9"
    assert MINTER.attribution("gone", 2, 1).value == f"{MINTER.document.value}#claim-gone-source-2-1"
    assert MINTER.part("image").value == f"{MINTER.document.value}#image"


def test_a_document_is_named_by_its_bytes() -> None:
    """Another version of an article is another document."""
    assert document_id(SHA) == "0123456789abcdef"
    assert Minter("f" * 64, BASE).document != MINTER.document


def test_the_links_graph_is_no_document() -> None:
    """What holds between documents has a graph of its own."""
    assert links_graph(BASE).value == f"{BASE}links"


def test_class_names_become_words() -> None:
    """`GeopoliticalEntity` → `geopolitical-entity`."""
    assert kebab("GeopoliticalEntity") == "geopolitical-entity"


@pytest.mark.parametrize("text", ["velmora", "", "https://example.org/a b", "https://example.org/<x>", "/path"])
def test_what_is_no_absolute_iri_is_refused(text: str) -> None:
    """The message shows what one looks like."""
    with pytest.raises(ValueError, match="no absolute IRI such as"):
        checked_iri(text)
