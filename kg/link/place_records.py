"""Links the places of an article's records: position, precision, GeoNames, and what contains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.article import Article, PartKind
from kg.concepts import LocationPrecision
from kg.link.containment import contained
from kg.link.decisions import RULE as DECISION
from kg.link.decisions import UNKNOWN, Decisions, is_decided_unknown, reason_of
from kg.link.gazetteer import Gazetteer
from kg.link.merging import reason, with_entities
from kg.link.one_place import join_one_place, under_one_name
from kg.link.places import PlaceLink, resolve_places
from kg.link.spelling import is_facility, normalise
from kg.link.toponyms import ToponymMention, mentions_of
from kg.records import Entity, GeopoliticalEntity, Place, Records

_KINDS = {
    LocationPrecision.COUNTRY: "country",
    LocationPrecision.REGION: "region",
    LocationPrecision.CITY: "city",
}
_CAPITALISED = re.compile(r"\b(?:(?:North|South|Saudi|Sierra|Sri)\s)?[A-Z][a-z]{3,}\b")
_Located = GeopoliticalEntity | Place


def link_places(records: Records, article: Article, gazetteer: Gazetteer, decisions: Decisions) -> Records:
    """The records with their named places linked; what is not certain enough stays as it was.

    A place that has a position or a `same_as` already is left alone. An entity keeps its id; two entities that are
    one place become one. Regions and countries that hold a place are added where the article does not name them.
    Not for records that a person reviewed.
    """
    open_places = [e for e in records.entities if isinstance(e, _Located) and _is_open(e)]
    decided = {e.id: _decided(e, article, gazetteer, decisions) for e in open_places}
    records = records.model_copy(update={"entities": tuple(decided.get(e.id, e) for e in records.entities)})
    links = _links(open_places, records, article, gazetteer, decisions)
    if not links:
        return records
    linked = {id_: _linked(entity, links[id_]) for id_, entity in _by_id(open_places).items() if id_ in links}
    records = records.model_copy(update={"entities": tuple(linked.get(e.id, e) for e in records.entities)})
    whole = {id_: link.place for id_, link in links.items() if not link.part}
    partial = {id_: link.place for id_, link in links.items() if link.part}
    records, places = join_one_place(records, whole, decisions)
    named = with_entities(records, under_one_name(records.entities, places, decisions))
    return with_entities(named, contained(named, places, partial, gazetteer))


def _decided(entity: _Located, article: Article, gazetteer: Gazetteer, decisions: Decisions) -> _Located:
    """A place that a person said is unknown, or is something that the gazetteer does not have."""
    iri = decisions.identity_of((entity.label, *entity.aliases), article)
    if iri is None or (iri != UNKNOWN and gazetteer.by_iri(iri) is not None):
        return entity
    why = reason_of(iri, entity)
    return entity.model_copy(update={"same_as": () if iri == UNKNOWN else (iri,), "reasons": (*entity.reasons, why)})


def _by_id(entities: Sequence[_Located]) -> dict[str, _Located]:
    return {entity.id: entity for entity in entities}


def _is_open(entity: _Located) -> bool:
    return entity.named and entity.latitude is None and not entity.same_as


def _links(
    open_places: Sequence[Entity], records: Records, article: Article, gazetteer: Gazetteer, decisions: Decisions
) -> dict[str, PlaceLink]:
    """The links of entities by id: what a person decided, else what the gazetteer and the article say."""
    mentions: list[ToponymMention] = []
    owners: list[str] = []
    for entity in records.entities:
        if isinstance(entity, _Located) and entity.named and not is_decided_unknown(entity):
            for mention in _mentions(entity, article.text):
                mentions.append(mention)
                owners.append(entity.id)
    context = list(_context(article, gazetteer))
    resolved = resolve_places([*mentions, *context], article.text, gazetteer)
    votes: dict[str, list[PlaceLink | None]] = {}
    for owner, link in zip(owners, resolved[: len(owners)], strict=True):
        votes.setdefault(owner, []).append(link)
    links: dict[str, PlaceLink] = {}
    for entity in open_places:
        decided = decisions.identity_of((entity.label, *entity.aliases), article)
        if decided is not None:
            if decided != UNKNOWN and (place := gazetteer.by_iri(decided)) is not None:
                links[entity.id] = PlaceLink(place, 1.0, f"a person decided that it is {decided}", rule=DECISION)
        elif (link := _elected(votes.get(entity.id, []))) is not None and _fits(entity, link):
            links[entity.id] = link
    return links


def _mentions(entity: _Located, text: str) -> Iterator[ToponymMention]:
    """The mentions of an entity under its label, where it is mentioned at all; else one at the end of the text."""
    kind = _KINDS.get(entity.precision) if entity.precision else None
    names = {normalise(name) for name in (entity.label, *entity.aliases)}
    spans = [(span.start, span.end) for span in entity.mentions if normalise(span.quote) in names]
    spans = spans or [(m.start, m.end) for m in mentions_of([entity.label], text)] or [(len(text), len(text))]
    for start, end in spans:
        yield ToponymMention(entity.label, start, end, kind)


def _context(article: Article, gazetteer: Gazetteer) -> Iterator[ToponymMention]:
    """Words that tell where an article is at home, and are no place of its records: demonyms, the dateline."""
    for found in _CAPITALISED.finditer(article.text):
        if gazetteer.demonyms(found.group()):
            yield ToponymMention(found.group(), found.start(), found.end())
    for part in article.parts:
        if part.kind is PartKind.DATELINE:
            words = article.text[part.start : part.end]
            city = words.partition(",")[0].partition("(")[0].strip(" —–-\n")
            if city:
                start = article.text.index(city, part.start)
                yield ToponymMention(city.title() if city.isupper() else city, start, start + len(city))


def _elected(votes: Sequence[PlaceLink | None]) -> PlaceLink | None:
    """The link that most mentions of an entity have; where they disagree about the place, the surest."""
    found = [vote for vote in votes if vote is not None]
    if not found:
        return None
    counts = {link.place.id: sum(other.place.id == link.place.id for other in found) for link in found}
    return max(found, key=lambda link: (counts[link.place.id], link.belief, link.place.id))


def _fits(entity: Entity, link: PlaceLink) -> bool:
    """A facility is never the town that it is named for, and what has no capital letter has no name."""
    return any(c.isupper() for c in entity.label) and not (
        is_facility(entity.label) and (link.part or link.variant is not None)
    )


def _linked(entity: _Located, link: PlaceLink) -> _Located:
    place = link.place
    reasons = [*entity.reasons, reason(link.rule, _note(entity, link), entity.mentions[:1])]
    if link.part:
        precision = entity.precision or LocationPrecision.REGION
        return entity.model_copy(update={"precision": precision, "reasons": tuple(reasons)})
    update: dict[str, object] = {"precision": place.precision, "reasons": tuple(reasons)}
    if place.latitude is not None and place.longitude is not None:
        update |= {"latitude": Decimal(str(place.latitude)), "longitude": Decimal(str(place.longitude))}
    if place.iri:
        update["same_as"] = (place.iri,)
    return entity.model_copy(update=update)


def _note(entity: Entity, link: PlaceLink) -> str:
    place = link.place
    where = f"{place.name} ({place.kind.value}{f', {place.country}' if place.country else ''})"
    what = f"a part of {where}" if link.part else where
    spelled = f"; '{entity.label}' is a spelling of '{link.variant}'" if link.variant else ""
    return f"{what}: {link.note}{spelled}"
