"""One label for each entity that several articles name: 'OSK HARROW' here and 'Osk Harrow' there are one node.

An entity's IRI is made of its class and its label, so one label is one node, and two labels are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.iris import slug
from kg.link.decisions import Decisions
from kg.link.gazetteer import Gazetteer, GazetteerPlace
from kg.link.merging import merge_entities, reason
from kg.link.persons import is_same_name, person_name
from kg.records import Entity, GeopoliticalEntity, Place, Reason, Records

Name = tuple[str, str, str]  # class, slug and the link that sets namesakes apart; '' where there is none

_NOT_RELATED = Decisions()
_WITHIN = "in "  # begins an identity that is only that of what holds a place
_QUALIFIED_BY_REGION = frozenset({"US", "CA", "AU"})  # 'Paris, Texas' as newspapers write it, but 'Paris, France'


@dataclass(slots=True)
class _Group:
    """The names that are one entity's."""

    labels: Counter[str] = field(default_factory=Counter)
    reviewed: Counter[str] = field(default_factory=Counter)
    links: set[str] = field(default_factory=set)
    names: set[Name] = field(default_factory=set)
    rule: str = ""

    def add(self, other: _Group, rule: str) -> None:
        self.labels.update(other.labels)
        self.reviewed.update(other.reviewed)
        self.links |= other.links
        self.names |= other.names
        self.rule = rule


def link_names(
    documents: Mapping[str, Records],
    *,
    decisions: Decisions = _NOT_RELATED,
    gazetteer: Gazetteer | None = None,
    reviewed: Collection[str] = (),
) -> dict[str, Records]:
    """The records of some documents by document id, every named entity under the label that most of them give it.

    One entity's are: labels that differ in case and punctuation alone; spellings of one full name of a person; and
    places with one link to a gazetteer, which is named by its name there where the articles differ. Places of one
    name with different links get labels that differ ('Paris, Texas'), given the gazetteer. Names that a person
    decided are apart stay so, and labels in `reviewed` documents, or decided by a person, go before others.

    Ties go to the label that is first in code point order of its reverse case, so that 'Osk Harrow' comes before
    'OSK HARROW'. Another label becomes an alias; references stay as they are, since an entity keeps its id.
    """
    groups = _groups(documents, reviewed)
    _join_persons(groups, decisions)
    _join_places(groups, decisions)
    places = _places(groups, gazetteer)
    chosen = {name: _label(group, places, decisions) for name, group in groups.items()}
    chosen |= _told_apart(groups, chosen, places, gazetteer)
    classes = _classes(groups)
    linked = {}
    for document, records in documents.items():
        own = document in reviewed
        entities = []
        for entity in records.entities:
            if entity.named:
                name = _name(entity, records)
                class_name = None if own else classes.get(name)
                entities.append(_under(entity, groups[name], chosen[name], class_name))
            else:
                entities.append(entity)
        relabelled = records.model_copy(update={"entities": tuple(entities)})
        linked[document] = relabelled if own else merge_entities(relabelled, _collisions(relabelled))
    return linked


def _name(entity: Entity, records: Records) -> Name:
    return (entity.class_, slug(entity.label), _identity(entity, records))


def _identity(entity: Entity, records: Records) -> str:
    """What tells places of one name apart: the link, or where the gazetteer put them; '' where neither is known."""
    if not isinstance(entity, Place | GeopoliticalEntity):
        return ""
    if entity.same_as:
        return entity.same_as[0]
    if all(why.rule != "gazetteer" for why in entity.reasons):
        return ""
    if entity.latitude is not None:
        return _spot(float(entity.latitude), float(entity.longitude or 0))
    holders = [other.label for other in records.entities if other.id in entity.contained_in]
    return f"{_WITHIN}{holders[0]}" if holders else ""


def _spot(latitude: float, longitude: float) -> str:
    return f"geo:{latitude},{longitude}"  # the form of RFC 5870


def _identity_of(place: GazetteerPlace, gazetteer: Gazetteer) -> str:
    if place.iri or (place.latitude is not None and place.longitude is not None):
        return place.iri or _spot(place.latitude or 0.0, place.longitude or 0.0)
    holder = gazetteer.container(place)
    return f"{_WITHIN}{holder.name}" if holder is not None else ""


def _groups(documents: Mapping[str, Records], reviewed: Collection[str]) -> dict[Name, _Group]:
    groups: dict[Name, _Group] = defaultdict(_Group)
    for document, records in documents.items():
        for entity in records.entities:
            if entity.named:
                name = _name(entity, records)
                group = groups[name]
                group.labels[entity.label] += 1
                group.names.add(name)
                if document in reviewed:
                    group.reviewed[entity.label] += 1
                if name[2]:
                    group.links.add(name[2])
    _join_unlinked(groups)
    return groups


def _join_unlinked(groups: dict[Name, _Group]) -> None:
    """A place without a link is the one of its name that has one, if there is only one."""
    by_label: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in sorted(groups):
        by_label[name[:2]].append(name)
    for names in by_label.values():
        if len(names) == 2 and not names[0][2]:  # noqa: PLR2004  (one without a link, one with)
            _join(groups, names, "")


def _join(groups: dict[Name, _Group], names: Iterable[Name], rule: str) -> None:
    first, *others = names
    for other in others:
        if groups[other] is not groups[first]:
            groups[first].add(groups[other], rule)
            for name in groups[other].names:
                groups[name] = groups[first]


def _join_persons(groups: dict[Name, _Group], decisions: Decisions) -> None:
    """Spellings of one full name; none of a family where any two could be two persons."""
    families: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in sorted(groups):
        if name[0] == "Person" and (parts := person_name(_first(groups[name]))):
            families[parts.surname, parts.given, parts.suffix].append(name)
    for names in families.values():
        labels = [_first(groups[name]) for name in names]
        pairs = list(combinations(labels, 2))
        if pairs and all(is_same_name(*pair) and not decisions.are_apart(*pair) for pair in pairs):
            _join(groups, names, "spelling-variant")


def _first(group: _Group) -> str:
    return min(group.labels, key=lambda label: (-group.labels[label], label.swapcase()))


def _join_places(groups: dict[Name, _Group], decisions: Decisions) -> None:
    """Places with one link, of either class."""
    linked: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(groups):
        if name[2] and not name[2].startswith(_WITHIN):  # much lies in Ukraine, and is not one place
            linked[name[2]].append(name)
    for names in linked.values():
        labels = sorted({label for name in names for label in groups[name].labels})
        if not any(decisions.are_apart(*pair) for pair in combinations(labels, 2)):
            _join(groups, names, "same-place")


def _places(groups: Mapping[Name, _Group], gazetteer: Gazetteer | None) -> dict[str, GazetteerPlace]:
    """The places of the gazetteer that entities are linked to, by IRI."""
    if gazetteer is None:
        return {}
    found: dict[str, GazetteerPlace] = {}
    for group in groups.values():
        for label in sorted(group.labels):
            for candidate in gazetteer.candidates(label) if group.links - found.keys() else ():
                if (identity := _identity_of(candidate.place, gazetteer)) in group.links:
                    found.setdefault(identity, candidate.place)
    return found


def _label(group: _Group, places: Mapping[str, GazetteerPlace], decisions: Decisions) -> str:
    fixed = sorted(label for label in group.labels if decisions.is_fixed(label))
    counts = Counter({label: group.labels[label] for label in fixed}) or group.reviewed or group.labels
    if not fixed and not group.reviewed and len({slug(label) for label in group.labels}) > 1:
        for link in sorted(group.links):
            if link in places:
                return places[link].name
    return min(counts, key=lambda label: (-counts[label], label.swapcase()))


def _told_apart(
    groups: Mapping[Name, _Group],
    chosen: Mapping[Name, str],
    places: Mapping[str, GazetteerPlace],
    gazetteer: Gazetteer | None,
) -> dict[Name, str]:
    """Labels for places that share one with a place elsewhere; the one with most people keeps it."""
    if gazetteer is None:
        return {}
    sharing: dict[str, dict[str, GazetteerPlace]] = defaultdict(dict)
    for name, label in chosen.items():
        for link in groups[name].links & places.keys():
            sharing[slug(label)][link] = places[link]
    labels = {}
    for name, label in chosen.items():
        links = sorted(groups[name].links & places.keys())
        namesakes = sharing[slug(label)]
        if not links or len(namesakes) < 2:  # noqa: PLR2004  (it and another)
            continue
        others = [namesakes[link] for link in sorted(namesakes) if link != links[0]]
        if links[0] != min(namesakes, key=lambda link: (-namesakes[link].population, link)):
            labels[name] = qualified(label, places[links[0]], others, gazetteer)
    return labels


def qualified(label: str, place: GazetteerPlace, others: Iterable[GazetteerPlace], gazetteer: Gazetteer) -> str:
    """A place's label with what tells it from others of its name: 'Paris, Texas', 'Tripoli, Lebanon'.

    The country, if no other lies there; else the region, the district, and at last the position.
    """
    others = list(others)
    country, region = gazetteer.country(place.country), gazetteer.region(place.country, place.region)
    in_country = [other for other in others if other.country == place.country]
    in_region = [other for other in in_country if other.region == place.region]
    if country and not in_country and place.country not in _QUALIFIED_BY_REGION:
        return f"{label}, {country.name}"
    if region and not in_region:
        return f"{label}, {region.name}"
    if place.county and all(other.county != place.county for other in in_region):
        return f"{label}, {place.county}"
    return f"{label} ({place.id if place.latitude is None else f'{place.latitude}, {place.longitude}'})"


def _classes(groups: Mapping[Name, _Group]) -> dict[Name, str]:
    """Where a linked place acts in one article, it is a GeopoliticalEntity in all: one thing has one class and IRI."""
    return {
        name: "GeopoliticalEntity" for name, group in groups.items()
        if name[0] == "Place" and any(other[0] == "GeopoliticalEntity" for other in group.names)
    }  # fmt: skip


def _collisions(records: Records) -> dict[str, str]:
    """Entities of one article that now have one name: the id that goes, and the id that stays."""
    first: dict[tuple[str, str], str] = {}
    into = {}
    for entity in records.entities:
        if entity.named and first.setdefault((entity.class_, slug(entity.label)), entity.id) != entity.id:
            into[entity.id] = first[entity.class_, slug(entity.label)]
    return into


def _under(entity: Entity, group: _Group, label: str, class_name: str | None) -> Entity:
    if class_name is not None and class_name != entity.class_:
        fields = {name: getattr(entity, name) for name in type(entity).model_fields if name != "class_"}
        entity = GeopoliticalEntity.model_validate({**fields, "class": class_name})
    if label == entity.label:
        return entity
    aliases = dict.fromkeys((entity.label, *entity.aliases))
    aliases.pop(label, None)
    update: dict[str, object] = {"label": label, "aliases": tuple(aliases)}
    if slug(label) != slug(entity.label):
        update["reasons"] = (*entity.reasons, _reason(entity.label, label, group))
    return entity.model_copy(update=update)


def _reason(own: str, label: str, group: _Group) -> Reason:
    if label.startswith(own):
        return reason("namesake", f"another article names another place '{own}'")
    rule = group.rule or "spelling-variant"
    return reason(rule, f"'{own}' here is '{label}' in other articles")
