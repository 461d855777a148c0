"""One label for each entity that several articles name: 'OSK HARROW' here and 'Osk Harrow' there are one node.

An entity's IRI is made of its class and its label, so one label is one node, and two labels are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.iris import slug
from kg.link.decisions import Decisions
from kg.link.gazetteer import Gazetteer, GazetteerPlace
from kg.link.identities import OPEN, UNKNOWN, WITHIN, Occurrence, place_identities
from kg.link.merging import merge_entities, reason
from kg.link.namesakes import Namesake, told_apart
from kg.link.persons import is_same_name, person_name
from kg.link.positions import Facts, common_facts
from kg.records import Entity, GeopoliticalEntity, Reason, Records
from kg.records.entities import PLACE_CLASSES

Name = tuple[str, str, str]  # class, slug and the identity that sets namesakes apart; '' where there is none

_NO_DECISIONS = Decisions()


@dataclass(slots=True)
class _Group:
    """The names that are one entity's."""

    labels: Counter[str] = field(default_factory=Counter)
    reviewed: Counter[str] = field(default_factory=Counter)
    reviewers: set[tuple[str, str]] = field(default_factory=set)  # class and reviewed document
    names: set[Name] = field(default_factory=set)
    rule: str = ""

    def add(self, other: _Group, rule: str) -> None:
        self.labels.update(other.labels)
        self.reviewed.update(other.reviewed)
        self.reviewers |= other.reviewers
        self.names |= other.names
        self.rule = rule


def link_names(
    documents: Mapping[str, Records],
    *,
    decisions: Decisions = _NO_DECISIONS,
    gazetteer: Gazetteer | None = None,
    reviewed: Collection[str] = (),
) -> dict[str, Records]:
    """The records of some documents by document id, every named entity under the label that most of them give it.

    One entity's are: labels that differ in case and punctuation alone; spellings of one full name of a person; and
    places with one link to a gazetteer, which is named by its name there where the articles differ. Places of one
    name that are not known to be one get labels that differ ('Paris, Texas'). Names that a person decided are apart
    stay so, and labels in `reviewed` documents, or decided by a person, go before others.

    A place has one position, precision and set of links in all articles. Of reviewed records no more is changed than
    a label that other documents write otherwise, and that only where no other of the document has it.

    Ties go to the label that is first in code point order of its reverse case, so that 'Osk Harrow' comes before
    'OSK HARROW'. Another label becomes an alias; references stay as they are, since an entity keeps its id.
    """
    identities, places = place_identities(documents, decisions, gazetteer)
    groups = _groups(documents, reviewed, identities)
    _join_persons(groups, decisions)
    _join_places(groups, decisions)
    chosen = {name: _label(group, places, decisions) for name, group in groups.items()}
    chosen |= _told_apart(groups, chosen, places, gazetteer)
    classes = _classes(groups)
    facts = _facts(documents, groups, identities, reviewed)
    linked = {}
    for document, records in documents.items():
        own = document in reviewed
        entities: list[Entity] = []
        for entity in records.entities:
            if not entity.named:
                entities.append(entity)
                continue
            name = _name(document, entity, identities)
            if own:
                entities.append(_under(entity, groups[name], chosen[name], None))
                continue
            described = facts[id(groups[name])].given_to(entity) if id(groups[name]) in facts else entity
            entities.append(_under(described, groups[name], chosen[name], classes.get(name)))
        if own:
            entities = _unless_taken(entities, records.entities)
        relabelled = records.model_copy(update={"entities": tuple(entities)})
        linked[document] = relabelled if own else merge_entities(relabelled, _collisions(relabelled))
    return linked


def _unless_taken(entities: Sequence[Entity], before: Sequence[Entity]) -> list[Entity]:
    """Reviewed entities under their new labels, but for those whose label another of the document has."""
    labels = Counter((entity.class_, slug(entity.label)) for entity in entities if entity.named)
    if not labels or max(labels.values()) == 1:
        return list(entities)
    kept = [
        old if new.named and labels[new.class_, slug(new.label)] > 1 else new
        for new, old in zip(entities, before, strict=True)
    ]
    return _unless_taken(kept, before)


def _name(document: str, entity: Entity, identities: Mapping[Occurrence, str]) -> Name:
    return (entity.class_, slug(entity.label), identities.get((document, entity.id), ""))


def _groups(
    documents: Mapping[str, Records], reviewed: Collection[str], identities: Mapping[Occurrence, str]
) -> dict[Name, _Group]:
    groups: dict[Name, _Group] = defaultdict(_Group)
    for document, records in documents.items():
        for entity in records.entities:
            if entity.named:
                name = _name(document, entity, identities)
                group = groups[name]
                group.labels[entity.label] += 1
                group.names.add(name)
                if document in reviewed:
                    group.reviewed[entity.label] += 1
                    group.reviewers.add((entity.class_, document))
    return groups


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
        if not pairs or _are_two_somewhere(groups[name] for name in names):
            continue
        if all(is_same_name(*pair) and not decisions.are_apart(*pair) for pair in pairs):
            _join(groups, names, "spelling-variant")


def _first(group: _Group) -> str:
    return min(group.labels, key=lambda label: (-group.labels[label], label.swapcase()))


def _are_two_somewhere(groups: Iterable[_Group]) -> bool:
    """Whether a person recorded two of some names in one document, and so said that they are two."""
    counts = Counter(reviewer for group in groups for reviewer in group.reviewers)
    return any(count > 1 for count in counts.values())


def _join_places(groups: dict[Name, _Group], decisions: Decisions) -> None:
    """Places with one identity, of either class."""
    known: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(groups):
        if name[2] and not name[2].startswith((WITHIN, UNKNOWN, OPEN)):  # much lies in Ukraine, and is not one place
            known[name[2]].append(name)
        elif name[2]:
            known[f"{name[2]} {name[1]}"].append(name)
    for names in known.values():
        labels = sorted({label for name in names for label in groups[name].labels})
        if _are_two_somewhere(groups[name] for name in names):
            continue
        if not any(decisions.are_apart(*pair) for pair in combinations(labels, 2)):
            _join(groups, names, "same-place")


def _label(group: _Group, places: Mapping[str, GazetteerPlace], decisions: Decisions) -> str:
    fixed = sorted(label for label in group.labels if decisions.is_fixed(label))
    counts = Counter({label: group.labels[label] for label in fixed}) or group.reviewed or group.labels
    if not fixed and not group.reviewed and len({slug(label) for label in group.labels}) > 1:
        for _, _, identity in sorted(group.names):
            if identity in places:
                return places[identity].name
    return min(counts, key=lambda label: (-counts[label], label.swapcase()))


def _told_apart(
    groups: Mapping[Name, _Group],
    chosen: Mapping[Name, str],
    places: Mapping[str, GazetteerPlace],
    gazetteer: Gazetteer | None,
) -> dict[Name, str]:
    """Labels for places that share one with another place."""
    located = [name for name in groups if name[0] in PLACE_CLASSES]
    apart = told_apart(
        (
            Namesake(chosen[name], name[2], places.get(name[2]), bool(group.reviewed), group.labels.total())
            for name in located
            if (group := groups[name])
        ),
        gazetteer,
    )
    keys = {name: (slug(chosen[name]), name[2]) for name in located}
    return {name: apart[key] for name, key in keys.items() if key in apart}


def _classes(groups: Mapping[Name, _Group]) -> dict[Name, str]:
    """Where a linked place acts in one article, it is a GeopoliticalEntity in all: one thing has one class and IRI."""
    return {
        name: "GeopoliticalEntity" for name, group in groups.items()
        if name[0] == "Place" and any(other[0] == "GeopoliticalEntity" for other in group.names)
    }  # fmt: skip


def _facts(
    documents: Mapping[str, Records],
    groups: Mapping[Name, _Group],
    identities: Mapping[Occurrence, str],
    reviewed: Collection[str],
) -> dict[int, Facts]:
    """What is known of the places that several entities are, by the group's id."""
    members: dict[int, list[tuple[bool, Entity]]] = defaultdict(list)
    for document, records in documents.items():
        for entity in records.entities:
            if entity.named and entity.class_ in PLACE_CLASSES:
                group = groups[_name(document, entity, identities)]
                members[id(group)].append((document in reviewed, entity))
    return {key: facts for key, found in members.items() if (facts := common_facts(found)) is not None}


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
