"""What the lexicons, and the article as a whole, know better than a tagger that sees one sentence at a time."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.equipment import find_designation
from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.nominals import phrase_start
from kg.extract.text import Text

_NAMES = frozenset({Kind.PLACE, Kind.ORGANIZATION, Kind.UNIT})
_SHARED = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.COUNTRY, Kind.UNIT})
_INTRODUCED = 9.0  # the weight of the name before an abbreviation in brackets
_SURNAME = 3.0  # how much a full name tells of its last word
_CLEARLY = 1.2  # how much more evidence another kind needs to win


def correct_learned(text: Text, taken: Taken) -> None:
    """Correct the labels and bounds of learned mentions."""
    for mention in taken.all():
        if mention.kind is Kind.PERSON:
            _cut_titles(text, mention, taken)
        elif text.capital(mention.start):
            _correct_by_country(text, mention, taken)
    for mention in taken.all():
        if mention.kind is Kind.TITLE and taken.at(mention.start) is mention:
            _complete_title(text, mention, taken)
    for mention in taken.all():
        _correct_by_words(text, mention, taken)
    _agree(text, taken)
    for mention in taken.all():
        _extend(text, mention, taken)


def _cut_titles(text: Text, mention: Mention, taken: Taken) -> None:
    start, end = mention.start, mention.end
    title_end = start
    while title_end < end - 1:
        found = text.lexicons.titles.any.longest_at(text.folded, title_end, end - 1)
        if not found:
            break
        title_end = found[0]
    if title_end > start:
        taken.put(Mention(start, title_end, Kind.TITLE, "titles", mention.confidence))
        taken.put(Mention(title_end, end, Kind.PERSON, mention.origin, mention.confidence))


def _complete_title(text: Text, mention: Mention, taken: Taken) -> None:
    """Let a title of the lexicons go on over what a tagger cut: 'Chief of the General Staff' + 'Army General'."""
    found = text.lexicons.titles.any.longest_at(text.folded, mention.start, text.bounds(mention.start)[1])
    if found is None or found[0] <= mention.end:
        return
    last = taken.at(found[0] - 1)
    taken.put(Mention(mention.start, found[0], Kind.TITLE, "titles", mention.confidence))
    if last is not None and last.end > found[0] and last.kind is Kind.TITLE:
        taken.put(Mention(found[0], last.end, Kind.TITLE, last.origin, last.confidence))


def _correct_by_country(text: Text, mention: Mention, taken: Taken) -> None:
    countries, start, end = text.lexicons.countries, mention.start, mention.end
    adjective = countries.adjectives.longest_at(text.folded, start, end)
    if adjective and adjective[0] == end and mention.kind not in {Kind.NATIONALITY, Kind.COUNTRY}:
        taken.remove(mention)
        return
    if adjective and adjective[0] < end and mention.kind is Kind.TITLE:
        taken.put(Mention(start, adjective[0], Kind.NATIONALITY, "countries", mention.confidence))
        taken.put(Mention(adjective[0], end, Kind.TITLE, mention.origin, mention.confidence))
        return
    country = countries.names.longest_at(text.folded, start, end)
    if country and country[0] == end and mention.kind in _NAMES:
        taken.put(Mention(start, end, Kind.COUNTRY, "countries", mention.confidence))


def _correct_by_words(text: Text, mention: Mention, taken: Taken) -> None:
    """Known bodies, forces, equipment and counted dead, whatever the label."""
    lexicons, folded, start, end = text.lexicons, text.folded, mention.start, mention.end
    organizations, name = lexicons.organizations, " ".join(folded[start:end])
    if mention.kind is Kind.GROUP and lexicons.people.tolls.has(folded[end - 1]):
        taken.remove(mention)
    elif mention.kind is Kind.GROUP and lexicons.military.forces.longest_ending(folded, start, end):
        mention.kind = Kind.UNIT
    elif mention.kind in {Kind.PLACE, Kind.COUNTRY, Kind.PERSON} and text.capital(start):
        known = organizations.names.get(name) or organizations.media.get(name)
        if known or (end - start == 1 and text.words[start] in organizations.acronyms):
            mention.kind = Kind.ORGANIZATION
    elif mention.kind in {Kind.UNIT, Kind.ORGANIZATION}:
        designation = find_designation(text, start, end)
        kind = lexicons.equipment.kinds.longest_ending(folded, start, end)
        if designation and designation[0] == start and kind and kind[0] >= designation[1]:
            mention.kind = Kind.EQUIPMENT


def _agree(text: Text, taken: Taken) -> None:
    """Give a name that has several kinds the one that most evidence of the whole article is for."""
    evidence: dict[tuple[str, ...], dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    mentions = [m for m in taken.all() if m.kind in _SHARED and text.capital(m.start)]
    for mention in mentions:
        key = tuple(text.folded[mention.start : mention.end])
        evidence[key][mention.kind] += mention.confidence
        if mention.kind is Kind.PERSON and len(key) > 1:
            evidence[key[-1:]][Kind.PERSON] += _SURNAME * mention.confidence
    at = {m.end: m for m in mentions}
    for mention in mentions:
        full = (
            at.get(mention.start - 1) if text.before(mention.start) == "(" and text.after(mention.end) == ")" else None
        )
        word = text.words[mention.start]
        if word in text.lexicons.organizations.acronyms:
            continue  # 'BEIRUT (AP)': an agency after a dateline's town
        if full is not None and mention.end - mention.start == 1 and word.isupper():
            evidence[tuple(text.folded[mention.start : mention.end])][full.kind] += _INTRODUCED
    countries = text.lexicons.countries
    for mention in mentions:
        key = tuple(text.folded[mention.start : mention.end])
        told = evidence[key]
        if len(told) == 1 or countries.names.get(" ".join(key)) or countries.seats.get(" ".join(key)):
            continue
        best = max(told, key=lambda kind: (round(told[kind], 6), kind.value))
        if told[best] > _CLEARLY * told[mention.kind]:
            mention.kind = best


def _extend(text: Text, mention: Mention, taken: Taken) -> None:
    """Take in the adjectives of kind that a description has: 'old parliament', 'senior intelligence official'."""
    if mention.kind not in {Kind.GROUP, Kind.PLACE, Kind.ORGANIZATION} or text.capital(mention.end - 1):
        return
    if text.capital(mention.start) and not text.initial(mention.start):
        return
    first = text.bounds(mention.start)[0]
    start = phrase_start(text, mention.start, first, taken, mention.end - 1)
    if start < mention.start and not text.capital(start):
        taken.put(Mention(start, mention.end, mention.kind, mention.origin, mention.confidence))
