"""The document itself: what it is called, who wrote it and when, its image, and the run that read it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.article import PartKind
from kg.mapping.context import MappingContext, label
from kg.records import Span
from kg.records.entities import ACTOR_CLASSES, ENTITY_CLASSES
from kg.vocab import KG, RDF, SCHEMA, XSD

# By the class of a new entity for a name in an article's head: its term, and the classes that a known one may have.
_CLASSES = {"Person": (KG.Person, ENTITY_CLASSES), "Organization": (KG.Organization, ACTOR_CLASSES)}


def map_document_node(context: MappingContext) -> Iterator[Triple]:
    """The Document, its author, publisher and image, and the Extraction."""
    article, document = context.article, context.document
    yield Triple(document, RDF.type, KG.Document)
    yield label(document, article.headline or article.file)
    yield Triple(document, SCHEMA.sha256, Literal(article.sha256))
    yield Triple(document, SCHEMA.inLanguage, Literal(article.language))
    if article.headline:
        yield Triple(document, SCHEMA.headline, Literal(article.headline))
    if article.published:
        yield Triple(document, SCHEMA.datePublished, Literal(article.published.isoformat(), datatype=XSD.date))
    if article.url:
        yield Triple(document, SCHEMA.url, NamedNode(article.url))
    for name in article.authors:
        yield from _named(context, SCHEMA.author, name, "Person")
    if article.publisher:
        yield from _named(context, SCHEMA.publisher, article.publisher, "Organization")
    yield from _image(context)
    yield from _extraction(context)


def _named(context: MappingContext, predicate: NamedNode, name: str, class_name: str) -> Iterator[Triple]:
    """Someone the head of the article names: the entity of that name in the records, or else a new one of a class."""
    class_iri, classes = _CLASSES[class_name]
    known = next((e for e in context.records.entities if e.class_ in classes and name in (e.label, *e.aliases)), None)
    if known is not None:
        yield Triple(context.document, predicate, context.entity_iri(known.id))
        return
    node = context.minter.entity(class_name, name, named=True)
    yield Triple(context.document, predicate, node)
    yield Triple(node, RDF.type, class_iri)
    yield label(node, name)
    for part in context.article.parts:
        start = context.article.text.find(name, part.start, part.end)
        if part.kind in {PartKind.BYLINE, PartKind.MASTHEAD} and start >= 0:
            span = Span(quote=name, start=start, end=start + len(name))
            yield from context.evidence(node, KG.evidence, [span])
            break


def _image(context: MappingContext) -> Iterator[Triple]:
    article = context.article
    if not article.caption and not article.credit:
        return
    image = context.minter.part("image")
    yield Triple(context.document, SCHEMA.image, image)
    yield Triple(image, RDF.type, SCHEMA.ImageObject)
    yield label(image, article.caption or "Image without a caption")
    if article.caption:
        yield Triple(image, SCHEMA.caption, Literal(article.caption))
    if article.credit:
        yield Triple(image, SCHEMA.creditText, Literal(article.credit))


def _extraction(context: MappingContext) -> Iterator[Triple]:
    run, node = context.extraction, context.minter.part("extraction")
    yield Triple(node, RDF.type, KG.Extraction)
    yield label(node, f"{run.extractor}, kg {run.software_version}")
    yield Triple(node, SCHEMA.name, Literal(run.extractor))
    yield Triple(node, SCHEMA.softwareVersion, Literal(run.software_version))
    yield Triple(node, SCHEMA.sha256, Literal(run.settings_sha256))
