"""CSV tables for people who work in a spreadsheet: one row a thing, names instead of IRIs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from pyoxigraph import NamedNode

from kg.dataset import Dataset, Term
from kg.export.view import ClaimView, class_of, concept, local_name, read_claims, read_spans
from kg.vocab import ENTITY_CLASSES, KG, ORG, PROV, QUDT, ROLES, SCHEMA, SKOS

Row = dict[str, str]
JOINER = "; "
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may run (OWASP, CSV injection)


class Table(NamedTuple):
    """A table by the names of its columns, apart by a space, and the rows of a dataset."""

    header: str
    rows: Callable[[Dataset], Iterator[Row]]

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.header.split()


def write_table(table: Table, dataset: Dataset, stream: BinaryIO) -> None:
    """Write a table as RFC 4180 CSV in UTF-8 with a byte-order mark, which Excel needs to see that it is UTF-8.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table.columns, lineterminator="\r\n")
    writer.writeheader()
    for row in table.rows(dataset):
        writer.writerow({key: _inert(value) for key, value in row.items()})
    stream.write(codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "surrogatepass"))


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _names(dataset: Dataset, node: Term, predicate: NamedNode) -> str:
    return JOINER.join(sorted(dataset.label(other) for other in dataset.objects(node, predicate)))


def _concepts(dataset: Dataset, node: Term, predicate: NamedNode) -> str:
    return JOINER.join(sorted(local_name(other.value) for other in dataset.objects(node, predicate)))


def entity_rows(dataset: Dataset) -> Iterator[Row]:
    """Actors, places and equipment by class and name, with their mentions in all documents."""
    nodes = [node for class_iri in ENTITY_CLASSES for node in dataset.instances(class_iri)]
    for node in sorted(set(nodes), key=lambda n: (class_of(dataset, n), dataset.label(n), n.value)):
        mentions = read_spans(dataset, dataset.objects(node, KG.evidence))
        yield {
            "name": dataset.label(node),
            "class": class_of(dataset, node),
            "aliases": JOINER.join(alias.value for alias in dataset.objects(node, SKOS.altLabel)),
            "nationality": _names(dataset, node, SCHEMA.nationality),
            "job_title": JOINER.join(title.value for title in dataset.objects(node, SCHEMA.jobTitle)),
            "echelon": _concepts(dataset, node, KG.echelon),
            "part_of": _names(dataset, node, ORG.subOrganizationOf),
            "contained_in": _names(dataset, node, SCHEMA.containedInPlace),
            "mentions": str(len(mentions)),
            "first_mention": mentions[0].exact if mentions else "",
            "same_as": JOINER.join(other.value for other in dataset.objects(node, SCHEMA.sameAs)),
            "iri": node.value,
        }


def event_rows(dataset: Dataset) -> Iterator[Row]:
    """Events with their roles and the number of claims about each."""
    for node in dataset.instances(KG.Event):
        yield {
            "event": dataset.label(node),
            "type": concept(dataset, node, KG.eventType),
            **{role: _names(dataset, node, predicate) for role, predicate in ROLES.items()},
            "part_of": _names(dataset, node, KG.partOfEvent),
            "caused_by": _names(dataset, node, KG.causedBy),
            "same_as": JOINER.join(other.value for other in dataset.objects(node, KG.sameEventAs)),
            "claims": str(len(dataset.subjects(KG.about, node))),
            "iri": node.value,
        }


def claim_rows(dataset: Dataset) -> Iterator[Row]:
    """Claims in the order of the text, each with its words and where they stand."""
    for claim in read_claims(dataset):
        about, document = NamedNode(claim.about), NamedNode(claim.document)
        first = claim.spans[0] if claim.spans else None
        yield {
            "document": dataset.label(document),
            "published": dataset.text(document, SCHEMA.datePublished) or "",
            "about": dataset.label(about),
            "event_type": concept(dataset, about, KG.eventType),
            "sources": claim.chain,
            "factuality": claim.factuality,
            "words": first.exact if first else "",
            "quotation": JOINER.join(span.exact for span in claim.quotations),
            "figures": JOINER.join(claim.figures),
            "time": claim.time or "",
            "conflicts_with": JOINER.join(dataset.label(NamedNode(other)) for other in claim.alternatives),
            "start": str(first.start) if first else "",
            "end": str(first.end) if first else "",
            "iri": claim.iri,
        }


def figure_rows(dataset: Dataset) -> Iterator[Row]:
    """Figures side by side: by event and measure, one row for each claim of one; derived ones without a source."""
    told: dict[str, list[ClaimView]] = {}
    for claim in read_claims(dataset):
        for quantity in claim.quantities:
            told.setdefault(quantity, []).append(claim)
    rows = [
        _figure_row(dataset, node, claim, told)
        for node in dataset.instances(KG.Quantity)
        for claim in told.get(node.value, [None])
    ]
    yield from sorted(rows, key=lambda row: (row["about"], row["measure"], row["status"], row["iri"], row["sources"]))


def _figure_row(dataset: Dataset, node: NamedNode, claim: ClaimView | None, told: dict[str, list[ClaimView]]) -> Row:
    # A derived figure stands beside the event of the figures that it was computed from.
    parts = [part.value for part in dataset.objects(node, PROV.wasDerivedFrom)]
    near = claim or next((told[part][0] for part in parts if part in told), None)
    return {
        "about": dataset.label(NamedNode(near.about)) if near else "",
        "measure": concept(dataset, node, KG.measure),
        "figure": dataset.label(node),
        "value": dataset.text(node, SCHEMA.value) or "",
        "min": dataset.text(node, SCHEMA.minValue) or "",
        "max": dataset.text(node, SCHEMA.maxValue) or "",
        "fraction": dataset.text(node, KG.fraction) or "",
        "fraction_of": _names(dataset, node, KG.fractionOf),
        "unit": concept(dataset, node, QUDT.hasUnit),
        "approximator": _concepts(dataset, node, KG.approximator),
        "status": concept(dataset, node, KG.valueStatus),
        "sources": claim.chain if claim else "",
        "factuality": claim.factuality if claim else "",
        "time": (claim.time or "") if claim else "",
        "words": claim.spans[0].exact if claim and claim.spans else "",
        "conflicts_with": JOINER.join(dataset.label(NamedNode(o)) for o in claim.alternatives) if claim else "",
        "derived_from": JOINER.join(dataset.label(NamedNode(part)) for part in parts),
        "iri": node.value,
    }


def source_rows(dataset: Dataset) -> Iterator[Row]:
    """Who is cited, how openly and how deep: one row a source, anonymity and depth."""
    claims: dict[tuple[str, str, str, int], list[ClaimView]] = {}
    for claim in read_claims(dataset):
        for link in claim.links:
            claims.setdefault((link.name, link.source or "", link.anonymity, link.depth), []).append(claim)
    for (name, iri, anonymity, depth), found in sorted(claims.items()):
        node = NamedNode(iri) if iri else None
        yield {
            "source": name,
            "class": class_of(dataset, node) if node else "",
            "anonymity": anonymity,
            "depth": str(depth),
            "claims": str(len(found)),
            "documents": str(len({claim.document for claim in found})),
            "first_words": found[0].spans[0].exact if found[0].spans else "",
            "iri": iri,
        }


TABLES: dict[str, Table] = {
    "entities": Table(
        "name class aliases nationality job_title echelon part_of contained_in mentions first_mention same_as iri",
        entity_rows,
    ),
    "events": Table(
        f"event type {' '.join(ROLES)} part_of caused_by same_as claims iri",
        event_rows,
    ),
    "claims": Table(
        "document published about event_type sources factuality words quotation figures time "
        "conflicts_with start end iri",
        claim_rows,
    ),
    "figures": Table(
        "about measure figure value min max fraction fraction_of unit approximator status sources "
        "factuality time words conflicts_with derived_from iri",
        figure_rows,
    ),
    "sources": Table(
        "source class anonymity depth claims documents first_words iri",
        source_rows,
    ),
}
