"""Which place each place of some articles is: by its link, its position, or what else its article names.

A name is not enough: an article's unlinked Springfield may be any. It is taken for the one that other articles link
only where there is one, and its own article names the country or the region of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.concepts import LocationPrecision
from kg.iris import slug
from kg.link.decisions import Decisions, is_decided, is_decided_unknown
from kg.link.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from kg.link.gazetteer.model import is_geonames
from kg.link.spelling import normalise
from kg.records import Entity, GeopoliticalEntity, Place, Records

Occurrence = tuple[str, str]  # document id, entity id

WITHIN = "in "  # begins an identity that is only that of what holds a place
UNKNOWN = "unknown"  # a person decided that it is none that is known; a document's id may follow
OPEN = "open "  # begins the identity of a place of one document that may be any of its name
NAMED_WITH_REGION = frozenset({"US", "CA", "AU"})  # 'Paris, Texas': the country alone tells little
_NEAR_TOWN = 0.5  # degrees: sources put one town, or one facility in it, that far apart
_NEAR_REGION = 3.0  # degrees: the middle of a region depends on who measures

Position = tuple[float, float]  # latitude, longitude
_Located = Place | GeopoliticalEntity


@dataclass(slots=True)
class _Known:
    """A place that some article knows: what the gazetteer has of it, where it is, and the names of what holds it."""

    place: GazetteerPlace | None = None
    position: Position | None = None
    holders: set[str] = field(default_factory=set)
    is_decided: bool = False


@dataclass(slots=True)
class _Around:
    """What an article says about where it is at home: names by entity id, and codes of country and region."""

    names: dict[str, frozenset[str]] = field(default_factory=dict)
    codes: set[tuple[str, str]] = field(default_factory=set)


def spot(latitude: float, longitude: float) -> str:
    """A position as an identity, in the form of RFC 5870."""
    return f"geo:{latitude},{longitude}"


def place_identities(
    documents: Mapping[str, Records], decisions: Decisions, gazetteer: Gazetteer | None
) -> tuple[dict[Occurrence, str], dict[str, GazetteerPlace]]:
    """What each named place of each document is, and the gazetteer's places among these, by identity.

    An identity is an IRI, a position, WITHIN and what holds it, UNKNOWN, OPEN and a document; or empty, where nothing
    but the name tells.
    """
    stated = {
        (document, entity.id): _stated(entity, document, records, decisions)
        for document, records in documents.items()
        for entity in _located(records)
    }
    places = _places(documents, stated, gazetteer)
    known = _known(documents, stated, places, gazetteer)
    around = {document: _around(document, records, stated, places) for document, records in documents.items()}
    namesakes: dict[str, list[tuple[str, _Located]]] = defaultdict(list)
    for document in sorted(documents):
        for entity in _located(documents[document]):
            namesakes[slug(entity.label)].append((document, entity))
    identities = dict(stated)
    for found in namesakes.values():
        one = _clusters({identity for d, e in found if (identity := stated[d, e.id]) in known}, known)
        sure = {identity for identity in one.values() if not _is_loose(identity, known[identity])}
        only = next(iter(sure or one.values())) if len(sure or set(one.values())) == 1 else None
        fitting = {
            (document, entity.id)
            for document, entity in found
            if only is not None
            and one.get(stated[document, entity.id], "") not in sure
            and _fits(entity, around[document], known[only], gazetteer)
        }
        if only in sure:  # a link says the same thing in all articles
            one |= {own: only for at in fitting if (own := stated[at]) in one and one[own] not in sure}
        for document, entity in found:
            at, own = (document, entity.id), stated[document, entity.id]
            if own:
                identities[at] = one.get(own, own)
            elif one:
                identities[at] = only if only is not None and at in fitting else f"{OPEN}{document}"
    return identities, places


def _located(records: Records) -> Iterator[_Located]:
    return (e for e in records.entities if isinstance(e, _Located) and e.named)


def _stated(entity: _Located, document: str, records: Records, decisions: Decisions) -> str:
    """What the article's records themselves say."""
    if is_decided_unknown(entity):
        names = (entity.label, *entity.aliases)
        return UNKNOWN if decisions.is_unknown_everywhere(names) else f"{UNKNOWN} {document}"
    if entity.same_as:
        return next(filter(is_geonames, entity.same_as), entity.same_as[0])
    if entity.latitude is not None and entity.longitude is not None:
        return spot(float(entity.latitude), float(entity.longitude))
    if any(why.rule == "gazetteer" for why in entity.reasons):
        holders = [other.label for other in records.entities if other.id in entity.contained_in]
        return f"{WITHIN}{holders[0]}" if holders else ""
    return ""


def _places(
    documents: Mapping[str, Records], stated: Mapping[Occurrence, str], gazetteer: Gazetteer | None
) -> dict[str, GazetteerPlace]:
    """The places of the gazetteer that entities are linked to, by identity."""
    if gazetteer is None:
        return {}
    labels: dict[str, set[str]] = defaultdict(set)
    for document, records in documents.items():
        for entity in _located(records):
            if identity := stated[document, entity.id]:
                labels[identity].update((entity.label, *entity.aliases))
    found: dict[str, GazetteerPlace] = {}
    for identity in sorted(labels):
        named = (c.place for label in sorted(labels[identity]) for c in gazetteer.candidates(label))
        place = next((place for place in named if _identity_of(place, gazetteer) == identity), None)
        if place is None and is_geonames(identity):
            place = gazetteer.by_iri(identity)
        if place is not None:
            found[identity] = place
    return found


def _identity_of(place: GazetteerPlace, gazetteer: Gazetteer) -> str:
    if place.iri:
        return place.iri
    if place.latitude is not None and place.longitude is not None:
        return spot(place.latitude, place.longitude)
    holder = gazetteer.container(place)
    return f"{WITHIN}{holder.name}" if holder is not None else ""


def _known(
    documents: Mapping[str, Records],
    stated: Mapping[Occurrence, str],
    places: Mapping[str, GazetteerPlace],
    gazetteer: Gazetteer | None,
) -> dict[str, _Known]:
    known: dict[str, _Known] = defaultdict(_Known)
    for document, records in sorted(documents.items()):
        by_id: dict[str, Entity] = {entity.id: entity for entity in records.entities}
        for entity in _located(records):
            identity = stated[document, entity.id]
            if not identity or identity.startswith(UNKNOWN):
                continue
            one = known[identity]
            one.holders |= {normalise(name) for name in _holders(entity, by_id)}
            one.is_decided |= is_decided(entity)
            if one.position is None and entity.latitude is not None and entity.longitude is not None:
                one.position = (float(entity.latitude), float(entity.longitude))
    for identity, one in known.items():
        one.place = place = places.get(identity)
        if place is not None and place.latitude is not None and place.longitude is not None:
            one.position = (place.latitude, place.longitude)
        if place is not None and gazetteer is not None:
            wider = (gazetteer.region(place.country, place.region), gazetteer.country(place.country))
            one.holders |= {normalise(holder.name) for holder in wider if holder is not None}
    return dict(known)


def _holders(entity: Entity, by_id: Mapping[str, Entity]) -> Iterator[str]:
    """The names of all that an entity lies in."""
    seen: set[str] = set()
    todo = list(getattr(entity, "contained_in", ()))
    while todo:
        if (id_ := todo.pop()) not in seen and id_ in by_id:
            seen.add(id_)
            yield from (by_id[id_].label, *by_id[id_].aliases)
            todo += getattr(by_id[id_], "contained_in", ())


def _around(
    document: str, records: Records, stated: Mapping[Occurrence, str], places: Mapping[str, GazetteerPlace]
) -> _Around:
    around = _Around()
    for entity in _located(records):
        around.names[entity.id] = frozenset(normalise(name) for name in (entity.label, *entity.aliases))
        if place := places.get(stated[document, entity.id]):
            around.codes |= {(place.country, place.region), (place.country, "")}
    return around


def _clusters(identities: Iterable[str], known: Mapping[str, _Known]) -> dict[str, str]:
    """Known places of one name: each with the identity that stands for it and for those at its position."""
    order = sorted(identities, key=lambda identity: (not is_geonames(identity), identity))
    one = {identity: identity for identity in order}
    for first, second in combinations(order, 2):
        if one[second] == second and one[first] == first and _is_one(first, second, known):
            one[second] = first
    return one


def _is_one(left: str, right: str, known: Mapping[str, _Known]) -> bool:
    """Whether two known places of one name lie at one spot.

    Two numbers of GeoNames are two places, and so are two villages of the gazetteer, and what a person decided.
    """
    one, other = known[left], known[right]
    if (is_geonames(left) and is_geonames(right)) or one.is_decided or other.is_decided:
        return False
    if one.position is None or other.position is None:
        return False
    if one.place is not None and other.place is not None:
        return False
    place = one.place or other.place
    is_town = place is None or place.kind in (PlaceKind.CITY, PlaceKind.FEATURE)
    reach = _NEAR_TOWN if is_town else _NEAR_REGION
    return all(abs(a - b) <= reach for a, b in zip(one.position, other.position, strict=True))


def _is_loose(identity: str, known: _Known) -> bool:
    """Whether a link says where nothing is: not one of the gazetteer, without a position, not a person's decision."""
    has_place = known.place is not None or known.position is not None
    return not (has_place or known.is_decided or identity.startswith(WITHIN) or is_geonames(identity))


def _fits(entity: _Located, around: _Around, known: _Known, gazetteer: Gazetteer | None) -> bool:
    """Whether an article speaks of the country or the region of a place of an entity's name."""
    place = known.place
    if gazetteer is not None and not gazetteer.candidates(entity.label):
        return True  # a name that nobody else is known to have
    others = frozenset[str]().union(*(names for id_, names in around.names.items() if id_ != entity.id))
    if place is None or place.kind is PlaceKind.AREA or gazetteer is None:
        return (place is not None and place.kind is PlaceKind.AREA) or bool(known.holders & others)
    if place.kind is PlaceKind.COUNTRY:
        return entity.precision is LocationPrecision.COUNTRY or (place.country, "") in around.codes
    region, country = gazetteer.region(place.country, place.region), gazetteer.country(place.country)
    if place.country in NAMED_WITH_REGION and place.kind is not PlaceKind.REGION:
        country = None
    holders = {normalise(holder.name) for holder in (region, country) if holder is not None and holder.id != place.id}
    codes = {(place.country, place.region)} | ({(place.country, "")} if country is not None else set())
    return bool(holders & others or codes & around.codes)
