"""Labels that tell places of one name apart: 'Paris' and 'Paris, Texas'. One label would be one node."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.iris import slug
from kg.link.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from kg.link.identities import NAMED_WITH_REGION, OPEN, UNKNOWN, WITHIN

_IN_DOCUMENT = re.compile(r"(.+) \((unknown )?in document (\S+)\)")


@dataclass(frozen=True, slots=True)
class InDocument:
    """A label of a place that only its document knows: the name, the document, and whether a person left it so."""

    name: str
    document: str
    is_decided: bool


def in_document(label: str) -> InDocument | None:
    """The parts of a label that `told_apart` gave to a place of one document; None for other labels."""
    found = _IN_DOCUMENT.fullmatch(label)
    return InDocument(found.group(1), found.group(3), bool(found.group(2))) if found else None


@dataclass(frozen=True, slots=True)
class Namesake:
    """A place under its label: its identity, what the gazetteer knows of it, and who named it how often."""

    label: str
    identity: str
    place: GazetteerPlace | None
    is_reviewed: bool
    mentions: int


def told_apart(namesakes: Iterable[Namesake], gazetteer: Gazetteer | None) -> dict[tuple[str, str], str]:
    """Labels for places that share theirs with another, by (slug of the label, identity).

    One keeps its label: that of reviewed records, else the one with most people, else the one of which most is known.
    """
    sharing: dict[str, dict[str, Namesake]] = defaultdict(dict)
    for one in sorted(namesakes, key=_richest_first):
        sharing[slug(one.label)].setdefault(one.identity, one)
    taken = set(sharing)
    labels = {}
    for key in sorted(sharing):
        found = list(sharing[key].values())
        for one in found[1:]:
            others = [other.place for other in found if other is not one and other.place is not None]
            label, number = _told(one, others, gazetteer), 1
            while slug(label) in taken:
                number += 1
                label = f"{_told(one, others, gazetteer)} ({number})"
            taken.add(slug(label))
            labels[key, one.identity] = label
    return labels


def _richest_first(one: Namesake) -> tuple[bool, int, int, int, str, str]:
    people = one.place.population if one.place is not None else 0
    return (not one.is_reviewed, _vagueness(one), -people, -one.mentions, one.identity, one.label.swapcase())


def _vagueness(one: Namesake) -> int:
    """How little is known of a place: the gazetteer has it, it is known elsewhere, by its name alone, not at all."""
    if one.place is not None:
        return 0
    return next((n for n, kind in ((4, UNKNOWN), (3, OPEN)) if one.identity.startswith(kind)), 1 if one.identity else 2)


def _told(one: Namesake, others: Sequence[GazetteerPlace], gazetteer: Gazetteer | None) -> str:
    identity = one.identity
    if one.place is not None and gazetteer is not None:
        return qualified(one.label, one.place, others, gazetteer)
    if identity.startswith(WITHIN):
        return f"{one.label}, {identity.removeprefix(WITHIN)}"
    if identity.startswith("geo:"):
        return f"{one.label} ({identity.removeprefix('geo:').replace(',', ', ')})"
    for prefix, words in ((OPEN, "in document"), (f"{UNKNOWN} ", "unknown in document")):
        if identity.startswith(prefix):
            return f"{one.label} ({words} {identity.removeprefix(prefix)})"
    parts = urlsplit(identity)
    last = parts.fragment or parts.path.rstrip("/").rpartition("/")[2].rpartition(":")[2]
    host = (parts.hostname or parts.scheme).removeprefix("www.")
    return f"{one.label} ({f'{host} {last}'.strip() or UNKNOWN})"


def qualified(label: str, place: GazetteerPlace, others: Iterable[GazetteerPlace], gazetteer: Gazetteer) -> str:
    """A place's label with what tells it from others of its name: 'Paris, Texas', 'Tripoli, Lebanon'.

    The country, if no other lies there; else the region, the district, the kind, and at last the position.
    """
    others = list(others)
    country, region = gazetteer.country(place.country), gazetteer.region(place.country, place.region)
    in_country = [other for other in others if other.country == place.country]
    in_region = [other for other in in_country if other.region == place.region]
    if country and country.id != place.id and not in_country and place.country not in NAMED_WITH_REGION:
        return f"{label}, {country.name}"
    if region and region.id != place.id and not in_region:
        return f"{label}, {region.name}"
    if place.county and all(other.county != place.county for other in in_region):
        return f"{label}, {place.county}"
    if place.kind is not PlaceKind.CITY and all(other.kind is not place.kind for other in others):
        return f"{label} ({place.kind.value})"
    return f"{label} ({place.id if place.latitude is None else f'{place.latitude}, {place.longitude}'})"
