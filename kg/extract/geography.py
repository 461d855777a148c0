"""Countries and places: which names are one, and when a capital stands for its government."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.concepts import LocationPrecision
from kg.extract.drafts import Draft, Drafts
from kg.extract.mentions import Kind, Mention, name_key
from kg.extract.phrases import fold
from kg.extract.text import GENITIVE, Text

Key = tuple[str, ...]
_ABBREVIATION = 4  # letters of the longest abbreviation of a place
_POLITIES = frozenset({"kingdom", "republic", "state", "commonwealth", "federation", "sultanate", "emirate"})
_OF_TOWNS = frozenset({"obj", "obl", "obl:unmarked"})
_WHERE = frozenset(
    {"in", "at", "near", "from", "to", "into", "outside", "inside", "around", "over", "through", "towards"}
)
_TOWN_WORDS = frozenset({"city", "town", "village", "downtown", "central"})


def group_places(text: Text, mentions: Sequence[Mention], drafts: Drafts) -> None:
    """Countries by their names, capitals as governments where they act, and places by name."""
    atlas = _Atlas(text, drafts)
    for mention in mentions:
        key = name_key(text, mention)
        if key and not atlas.country(mention, key):
            atlas.place(mention, key)
    atlas.join_short_regions()
    atlas.join_facilities()


class _Atlas:
    """The places of one article by their folded names."""

    def __init__(self, text: Text, drafts: Drafts) -> None:
        self._text = text
        self._drafts = drafts
        self._by_key: dict[Key, Draft] = {}
        self._regions: dict[Key, Draft] = {}  # by the name without 'Oblast'
        self._bare: list[tuple[Key, Draft]] = []

    def _country_of(self, key: Key) -> str | None:
        found = self._text.lexicons.countries.names.longest_at(key, 0, len(key))
        return found[1] if found and found[0] == len(key) else None

    def country(self, mention: Mention, key: Key) -> bool:
        """Take a country by its name, or by its capital where that stands for the government."""
        countries, drafts = self._text.lexicons.countries, self._drafts
        polity = len(key) > 2 and key[0] in _POLITIES and key[1] == "of"  # noqa: PLR2004  (and a name)
        label = self._country_of(key) or (self._country_of(key[2:]) if polity else None)
        if label is not None:
            note = f"'{mention.label}' is a name of {label}"
            drafts.give(mention, drafts.country(label), "country-name" if mention.label != label else "", note)
            mention.country = label
            return True
        metonym = countries.metonyms.longest_at(key, 0, len(key))
        seat = metonym or countries.seats.longest_at(key, 0, len(key))
        if seat is None or seat[0] != len(key):
            return False
        if not (metonym or _is_government(self._text, mention) or self._is_seen_acting(mention)):
            return False
        note = f"'{mention.label}' stands for the government of {seat[1]}"
        drafts.give(mention, drafts.country(seat[1]), "capital", note)
        mention.country = seat[1]
        return True

    def _is_seen_acting(self, mention: Mention) -> bool:
        """Whether a tagger takes a capital for its government, and neither what it owns nor its role speaks against it.

        What is left, reached or bombed is the town, and so is what stands after 'in' or 'from'.
        """
        text = self._text
        if mention.kind is not Kind.COUNTRY or text.after(mention.end) in GENITIVE:
            return False
        return text.role(mention.root)[0] not in _OF_TOWNS and text.case(mention.root) not in _WHERE

    def place(self, mention: Mention, key: Key) -> None:
        """Take a place by its name."""
        drafts = self._drafts
        draft = self._by_key.get(key)
        if draft is not None:
            drafts.give(mention, draft, "same-name", f"'{mention.label}' again")
            return
        sides = self._sides(mention, key)
        if sides:
            self._part(mention, key, sides)
            return
        label = mention.label.title() if _is_dateline(mention.label) else mention.label
        acting = mention.kind is Kind.COUNTRY and self._text.lexicons.countries.seats.get(mention.label) is None
        class_ = "GeopoliticalEntity" if acting else "Place"
        draft = drafts.begin(Draft(class_, label, mentions=[mention], key=key, head=key[-1]))
        draft.call(mention.label, *mention.aliases)
        self._by_key[key] = draft
        if self._text.lexicons.places.world.get(mention.label) is not None:
            draft.precision = LocationPrecision.REGION
            return
        region = self._text.lexicons.places.regions.longest_ending(key, 1, len(key))
        if region is None:
            self._bare.append((key, draft))
            return
        other = self._regions.setdefault(key[: region[0]], draft)
        draft.precision = LocationPrecision.REGION
        if other is not draft:
            drafts.merge(other, draft, "region-name", f"'{mention.label}' names the region of '{other.label}'")
            self._by_key[key] = other
            if mention.label.split()[-1][:1].isupper() and not other.label.split()[-1][:1].isupper():
                other.rename(mention.label)

    def _sides(self, mention: Mention, key: Key) -> int:
        """How many words of a name tell a side; 'South Caucasus' with a capital is a name of its own."""
        text = self._text
        if text.capital(mention.start):
            return 0
        sides = 0
        while sides < len(key) - 1 and (text.lexicons.places.sides.has(key[sides]) or key[sides] == "-"):
            sides += 1
        return sides

    def _part(self, mention: Mention, key: Key, sides: int) -> None:
        """'southern Israel' is a place of its own in the country; 'eastern Velmora' is told of Velmora."""
        drafts, rest = self._drafts, key[sides:]
        country = self._country_of(rest)
        if country is not None:
            draft = drafts.begin(Draft("Place", mention.label, mentions=[mention], precision=LocationPrecision.REGION))
            draft.contained_in = drafts.country(country)
            self._by_key[key] = draft
            return
        whole = self._by_key.get(rest)
        if whole is not None and whole.class_ == "GeopoliticalEntity":
            draft = drafts.begin(Draft("Place", mention.label, mentions=[mention], precision=LocationPrecision.REGION))
            draft.contained_in = whole
            self._by_key[key] = draft
            return
        if whole is None:
            label = self._text.written(mention.start + sides, mention.end)
            whole = self._by_key[rest] = drafts.begin(Draft("Place", label, key=rest, head=rest[-1]))
        drafts.give(mention, whole, "part-of-place", f"'{mention.label}' is told of '{whole.label}'")
        self._by_key[key] = whole

    def join_short_regions(self) -> None:
        """'Kursk' for 'Kursk Oblast' where the region is told first and more often, and nothing tells of a town.

        A stretch of front ('Bakhmut direction') is called by its town.
        """
        drafts, sectors = self._drafts, self._text.lexicons.places.sectors
        for key, draft in self._bare:
            region = self._regions.get(key)
            if region is None:
                continue
            told_first = min(m.start for m in region.mentions) < min(m.start for m in draft.mentions)
            town = any(_is_town(self._text, m) for m in draft.mentions)
            if any(sectors.has(fold(name.split()[-1])) for name in (region.label, *region.aliases)):
                drafts.merge(
                    draft, region, "sector", f"'{region.label}' is a stretch of front called by '{draft.label}'"
                )
            elif told_first and len(region.mentions) >= len(draft.mentions) and not town:
                note = f"'{draft.label}' is short for '{region.label}', told before"
                drafts.merge(region, draft, "region-short-form", note)

    def join_facilities(self) -> None:
        """'Velmora hospital' is the only hospital with a name of its own in the article."""
        facilities, seats = self._text.lexicons.places.facilities, self._text.lexicons.countries.seats
        places = [d for d in self._drafts.of_class("Place") if len(d.key) > 1 and facilities.has(d.head)]
        towns = {d.key for d in self._drafts.of_class("Place") if d.key}
        own: dict[str, list[Draft]] = defaultdict(list)
        by_town: list[Draft] = []
        for draft in places:
            lead = draft.key[:-1]
            told_by_town = lead in towns or self._country_of(lead) or seats.get(" ".join(lead))
            (by_town if told_by_town else own[draft.head]).append(draft)
        for draft in by_town:
            if len(own[draft.head]) == 1:
                kept = own[draft.head][0]
                note = f"'{kept.label}' is the only {draft.head} with a name of its own"
                self._drafts.merge(kept, draft, "facility-by-town", note)


def _is_dateline(label: str) -> bool:
    """Whether a place is written in capitals as in a dateline: 'JERUSALEM', but not 'DRC'."""
    return label.isupper() and len(label) > _ABBREVIATION


def _is_town(text: Text, mention: Mention) -> bool:
    """Whether the words beside a name tell of a town."""
    before = text.folded[max(0, mention.start - 3) : mention.start]
    return not _TOWN_WORDS.isdisjoint(before) or text.after(mention.end) in {"city", "airport"}


def _is_government(text: Text, mention: Mention) -> bool:
    """Whether a capital speaks, decides, is addressed, or owns what governments own."""
    places = text.lexicons.places
    role, head = text.role(mention.root)
    if text.after(mention.end) in GENITIVE:
        return _owns_as_government(text, mention)
    if role in {"nsubj", "nsubj:pass"}:
        return text.is_verb(head, places.speaking)
    if role in {"obj", "iobj"}:
        return text.is_verb(head, places.addressing)
    return role == "obl:agent"


def _owns_as_government(text: Text, mention: Mention) -> bool:
    """'Pyongyang's troops' and 'Moscow's demand', but not 'Riga's streets'."""
    owned = text.heads[mention.root]
    noun, places = text.folded[owned], text.lexicons.places
    if owned <= mention.end or text.capital(owned) or text.kinds[owned] == "place":
        return False
    if places.facilities.has(noun) or places.areas.has(noun):
        return False
    return text.kinds[owned] in {"abstract", "event", "organization"} or text.lexicons.military.forces.has(noun)
