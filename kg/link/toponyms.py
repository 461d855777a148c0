"""Mentions of places in a text, and what the words beside them say: 'Paris, Texas', 'the Alabama town of Troy'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.link.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from kg.link.gazetteer.model import NameUse

CONTAINERS = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.COUNTY})

# A name of up to four capitalised words after a comma or in brackets: ', Ala.', ', Kursk Oblast', ' (Texas)'.
_AFTER = re.compile(r"(?:'s|’s)?\s{0,2}[,(]\s{0,2}((?:[A-Z][\w.’'-]*[ ]?(?:of |the |and )*){1,4})")
_WITHIN = re.compile(r"\s(?:in|of)\s(?:the\s)?((?:[A-Z][\w.’'-]*[ ]?(?:of |the )?){1,4})")
_BEFORE = re.compile(r"((?:[A-Z][\w.’'-]*\s){1,3})(?:city|town|village|port|port city|capital|suburb|community) of\s$")
_PRECEDED = re.compile(r"[\w.’']+(?:'s)?,\s$")
_PARTY = re.compile(r"^\s*\([RDI]-([A-Z][\w.]+)")


@dataclass(frozen=True, slots=True)
class ToponymMention:
    """A mention of a place: its words and half-open code point offsets.

    `kind` is what is known from elsewhere: 'country', 'region', 'county' or 'city'.
    """

    text: str
    start: int
    end: int
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """What the words beside a mention say: which places hold it, and whether it is itself named as a container.

    `kind` is what the mention itself knows: a key of FITTING.
    """

    holders: tuple[GazetteerPlace, ...] = ()
    is_holder: bool = False
    kind: str | None = None


def clue_of(mention: ToponymMention, text: str, gazetteer: Gazetteer) -> Clue:
    """The clue of the words around one mention."""
    after, before = text[mention.end : mention.end + 60], text[max(0, mention.start - 60) : mention.start]
    holders: tuple[GazetteerPlace, ...] = ()
    for pattern, window in ((_AFTER, after), (_WITHIN, after)):
        if found := pattern.match(window):
            holders = _containers(found.group(1), gazetteer, abbreviated=pattern is _AFTER)
        if holders:
            break
    if not holders and (found := _BEFORE.search(before)):
        holders = _containers(found.group(1), gazetteer, abbreviated=False)
    return Clue(holders, bool(_PRECEDED.search(before)), mention.kind)


def _containers(words: str, gazetteer: Gazetteer, *, abbreviated: bool) -> tuple[GazetteerPlace, ...]:
    """The countries, regions and counties that the longest start of some words names."""
    parts = words.split()
    for length in range(len(parts), 0, -1):
        name = " ".join(parts[:length])
        found = tuple(
            candidate.place
            for candidate in gazetteer.candidates_listed(name.rstrip(",;)"))
            if candidate.place.kind in CONTAINERS
            and not candidate.part
            and (candidate.use is not NameUse.DEMONYM)
            and (candidate.use is not NameUse.SHORT or (abbreviated and _is_abbreviation(name)))
        )
        if found:
            return found
    return ()


def _is_abbreviation(name: str) -> bool:
    return name.rstrip(".,;)").isupper() or name.rstrip(",;)").endswith(".")


def mentions_of(names: Sequence[str], text: str) -> Iterator[ToponymMention]:
    """All whole-word mentions of some names in a text."""
    for name in names:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield ToponymMention(name, found.start(), found.end())


def holds(holder: GazetteerPlace, place: GazetteerPlace) -> bool:
    """Whether a place lies in another, as far as codes say."""
    if holder.id == place.id or holder.country != place.country or not place.country:
        return False
    if holder.kind is PlaceKind.COUNTRY:
        return place.kind is not PlaceKind.COUNTRY
    if holder.kind is PlaceKind.REGION:
        return holder.region == place.region and place.kind is not PlaceKind.REGION
    if holder.kind is PlaceKind.COUNTY:
        return holder.region == place.region and holder.county == place.county and place.kind is PlaceKind.CITY
    return False
