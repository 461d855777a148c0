"""The generated pages: in step with the sources, and the same on every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from .conftest import ONTOLOGY, ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", ["0", "1", "7"])
def test_pages_do_not_drift(seed):
    """Whatever Python's hash seed, generating the pages again changes no byte."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("generate_docs.py")), "--check"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_index_describes_every_term(ontology):
    """Each class and property is on the page with its definition."""
    page = (ONTOLOGY / "index.html").read_text(encoding="utf-8")
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            if isinstance(term, URIRef):
                assert str(term) in page
                assert str(ontology.value(term, RDFS.label)) in page


def test_vocabulary_page_describes_every_concept(vocabulary):
    """Each concept is on the page."""
    page = (ONTOLOGY / "vocab.html").read_text(encoding="utf-8")
    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        assert str(concept) in page


def test_pages_load_nothing_from_elsewhere():
    """The pages work offline: no script, style or image is fetched."""
    for name in ("index.html", "vocab.html"):
        page = (ONTOLOGY / name).read_text(encoding="utf-8")
        assert '<link rel="stylesheet"' not in page
        assert 'src="http' not in page
