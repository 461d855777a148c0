"""All mentions of an article: what the taggers are sure of, completed and corrected by grammar and lexicons."""

from __future__ import annotations

from kg.extract.corrections import correct_learned
from kg.extract.countries import find_countries
from kg.extract.equipment import drop_apposed_kinds, find_equipment, look_at_equipment
from kg.extract.mentions import Kind, Mention, Taken, look_around, start_after_area
from kg.extract.names import find_names, take_learned
from kg.extract.nicknames import join_nicknames, name_without_nickname
from kg.extract.nominals import find_nominals, join_nationality, look_at_nominal
from kg.extract.text import Text
from kg.extract.units import find_units, look_at_unit, numbers_sharing_a_name

_JOINTS = frozenset({"and", "or", ",", "/"})


def find_mentions(text: Text) -> Taken:
    """The mentions of a text, each looked at; notes of the newsroom have none."""
    taken = Taken(len(text))
    take_learned(text, taken)
    correct_learned(text, taken)
    find_units(text, taken)
    find_countries(text, taken)
    find_equipment(text, taken)
    drop_apposed_kinds(text, taken)
    find_names(text, taken)
    join_nicknames(text, taken)
    find_nominals(text, taken)
    join_nationality(text, taken)
    _silence_notes(text, taken)
    for mention in taken.all():
        _look_at(text, mention)
    _share_adjectives(text, taken)
    return taken


def _share_adjectives(text: Text, taken: Taken) -> None:
    """'Ruvian officials and frontline troops': the troops are Ruvian too."""
    for mention in taken.all():
        if mention.kind is not Kind.UNIT or mention.country or mention.named or mention.definite or mention.counted:
            continue
        before = taken.at(mention.start - 2) if text.before(mention.start) in {"and", "or"} else None
        if before is None or before.end != mention.start - 1 or before.kind not in {Kind.GROUP, Kind.UNIT}:
            continue
        if before.country and before.plural and text.heads[mention.root] == before.root:
            adjective = text.lexicons.countries.adjectives.longest_at(text.folded, before.start, before.end)
            if adjective is not None:
                mention.country = before.country
                mention.aliases.append(mention.label)
                mention.label = f"{text.written(before.start, adjective[0])} {mention.label}"


def coordinated(text: Text, taken: Taken) -> list[Mention]:
    """What an adjective that shares its noun stands for: the 'Ukrainian officials' of 'Ukrainian and US officials'."""
    found: list[Mention] = []
    for mention in taken.all():
        if mention.kind is Kind.UNIT:
            found += numbers_sharing_a_name(text, mention)
        if mention.kind is not Kind.NATIONALITY:
            continue
        position, stop = mention.end, text.bounds(mention.start)[1]
        following = None
        while position < stop and text.folded[position] in _JOINTS:
            following = taken.at(position + 1)
            if following is None or following.kind is not Kind.NATIONALITY:
                break
            position = following.end
        if (
            following is None
            or following.country is None
            or following.kind not in {Kind.GROUP, Kind.UNIT, Kind.ORGANIZATION}
        ):
            continue
        adjective = text.lexicons.countries.adjectives.longest_at(text.folded, following.start, following.end)
        if adjective is None or adjective[0] >= following.end:
            continue
        shared = text.written(adjective[0], following.end)
        twin = Mention(mention.start, following.end, following.kind, "coordination", following.confidence)
        twin.root, twin.plural, twin.country, twin.named = (
            following.root,
            following.plural,
            mention.country,
            following.named,
        )
        twin.definite, twin.counted = following.definite, following.counted
        twin.label = f"{text.written(mention.start, mention.end)} {shared}"
        found.append(twin)
    return found


def _silence_notes(text: Text, taken: Taken) -> None:
    notes = text.lexicons.newsroom
    for start, stop in text.sentences:
        position = start
        while position < stop and not text.words[position][:1].isalnum():
            position += 1
        if position < stop and notes.longest_at(text.folded, position, stop):
            for mention in taken.within(start, stop):
                taken.remove(mention)


def _look_at(text: Text, mention: Mention) -> None:
    """Fill in what a mention's words and neighbours say."""
    if mention.kind is Kind.UNIT:
        look_at_unit(text, mention)
        _lower_initial(text, mention)
    elif mention.kind is Kind.EQUIPMENT:
        mention.dropped = not look_at_equipment(text, mention)
    elif mention.kind is Kind.GROUP:
        look_at_nominal(text, mention)
        head, people = text.folded[mention.root], text.lexicons.people
        if text.kinds[mention.root] == "object" and not (people.actors.has(head) or people.collectives.has(head)):
            mention.dropped = True  # 'generators' are nobody
    else:
        look_around(text, mention)
        mention.label = text.written(mention.start, mention.end)
        mention.country = _country_of(text, mention)
        _look_at_name(text, mention)


def _country_of(text: Text, mention: Mention) -> str | None:
    """The country that a name or adjective is of, also as its capital."""
    countries = text.lexicons.countries
    tables = {
        Kind.COUNTRY: (countries.names, countries.seats),
        Kind.PLACE: (countries.names, countries.seats),
        Kind.NATIONALITY: (countries.adjectives,),
    }.get(mention.kind)
    if tables is None:
        return mention.country
    for table in tables:
        found = table.longest_at(text.folded, mention.start, mention.end)
        if found and (found[0] == mention.end or mention.kind is Kind.NATIONALITY):
            return found[1]
    return None


def _look_at_name(text: Text, mention: Mention) -> None:
    if mention.kind is Kind.TITLE:
        mention.named = False
    elif mention.kind is Kind.PERSON:
        names = name_without_nickname(text, mention)
        if names is not None:
            mention.aliases += [mention.label, names[1]]
            mention.label = names[0]
    elif mention.kind in {Kind.PLACE, Kind.ORGANIZATION}:
        mention.named = _has_name(text, mention)
        if not mention.named:
            look_at_nominal(text, mention)
        elif mention.kind is Kind.PLACE and (start := start_after_area(text, mention)) > mention.start:
            mention.aliases.append(mention.label)
            mention.label = text.written(start, mention.end)


def _has_name(text: Text, mention: Mention) -> bool:
    """Whether a place or body is called by a name: a capital that neither the sentence nor a nationality puts there."""
    if mention.origin == "nouns" and not text.capital(mention.end - 1):
        return False
    start = mention.start
    adjective = text.lexicons.countries.adjectives.longest_at(text.folded, start, mention.end)
    if adjective:
        start = adjective[0]
    capitals = [i for i in range(start, mention.end) if text.capital(i)]
    if not capitals:
        return False
    if (
        capitals == [mention.start]
        and text.initial(mention.start)
        and text.folded[mention.start] in text.lexicons.common
    ):
        return False
    if text.shouted(mention.start):
        return text.pos[mention.root] == "PROPN"
    if mention.kind is Kind.PLACE and start_after_area(text, mention) == mention.start:
        return text.capital(mention.root) or capitals[0] < mention.root  # not 'road to Sudan'
    return True


def _lower_initial(text: Text, mention: Mention) -> None:
    if (
        not mention.named
        and mention.country is None
        and text.initial(mention.start)
        and text.folded[mention.start] in text.lexicons.common
    ):
        mention.label = mention.label[:1].lower() + mention.label[1:]
