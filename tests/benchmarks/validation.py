"""SHACL validation of the shipped article's graph: pyrudof, which kg uses, beside pySHACL.

python tests/benchmarks/validation.py [--copies 1] [--runs 3]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pyshacl
import rdflib
from build_time import SOURCES, median_of, multiply
from pyoxigraph import serialize

import kg
from kg.formats import Format
from kg.ontology_files import read_ontology
from kg.validate import validate_shapes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        multiply(Path(name), options.copies)
        build = median_of(options.runs, lambda: kg.build(SOURCES))
        triples = kg.build(name).dataset.triples()
    shapes = rdflib.Graph().parse(data=read_ontology("shapes.ttl"), format="turtle")
    data = rdflib.Graph().parse(data=serialize(triples, format=Format.N_TRIPLES.engine), format="nt")
    own = median_of(options.runs, lambda: validate_shapes(triples))
    peer = median_of(options.runs, lambda: pyshacl.validate(data, shacl_graph=shapes))
    print(f"{len(triples):,} triples: pyrudof {own:.3f} s, pySHACL {peer:.3f} s, ratio {own / peer:.3f}")
    if options.copies == 1:
        print(f"building the article without writing takes {build:.3f} s; validation is {own / build:.0%} of it")


if __name__ == "__main__":
    main()
