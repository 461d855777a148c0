"""Resolves the toponyms of an article to places of the gazetteer, or to none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.gazetteer import Gazetteer, GazetteerPlace
from kg.link.ranking import WEIGHTS, Name, Ranked, Weights, rank
from kg.link.spelling import is_facility, normalise
from kg.link.toponyms import Clue, ToponymMention, clue_of, holds

LEAST_BELIEF = 0.3  # below, another candidate is about as likely
LEAST_SCORE = 4.0  # a hamlet of this name somewhere in the world, with nothing in the article that speaks for it
FACILITY_SUPPORT = 2.0  # 'White House' is a town in Tennessee only in an article that has more of Tennessee


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """The place that a mention means, with how sure that is (0 to 1) and why, in a sentence.

    `part` is true where the mention names only a part of the place ('eastern Ukraine'). `variant` is the listed
    spelling where the article's own is in no list.
    """

    place: GazetteerPlace
    belief: float
    note: str
    part: bool = False
    variant: str | None = None
    rule: str = "gazetteer"


def resolve_places(
    mentions: Sequence[ToponymMention], text: str, gazetteer: Gazetteer, weights: Weights = WEIGHTS
) -> tuple[PlaceLink | None, ...]:
    """For each mention the place that it means, or None where none is likely enough.

    All mentions of an article are decided together. Mentions of one name mean one place, unless the words beside
    them say otherwise ('Portland, Maine' and 'Portland, Ore.').
    """
    clues = [clue_of(mention, text, gazetteer) for mention in mentions]
    groups = _groups(mentions, clues, gazetteer)
    names = list(groups.values())
    ranked = dict(zip(groups, rank(names, weights), strict=True))
    key_of = _assign(mentions, clues, groups)
    return tuple(_decide(ranked[key], groups[key]) for key in key_of)


_Key = tuple[str, tuple[str, ...]]


def _groups(mentions: Sequence[ToponymMention], clues: Sequence[Clue], gazetteer: Gazetteer) -> dict[_Key, Name]:
    clues_of: dict[str, Counter[Clue]] = defaultdict(Counter)
    surface: dict[str, str] = {}
    for mention, clue in zip(mentions, clues, strict=True):
        key = _name_key(mention)
        surface.setdefault(key, mention.text)
        clues_of[key][clue] += 1
    groups: dict[_Key, Name] = {}
    for key, found in clues_of.items():
        candidates = gazetteer.candidates(surface[key])
        total = sum(found.values())
        is_holder = sum(n for clue, n in found.items() if clue.is_holder) * 2 > total
        kind = next((clue.kind for clue in found if clue.kind), None)
        held = {_ids(clue): clue for clue in found if clue.holders}
        if not held:
            groups[key, ()] = Name(key, candidates, Clue((), is_holder, kind), total)
        for ids, clue in held.items():
            groups[key, ids] = Name(key, candidates, Clue(clue.holders, is_holder, kind), total)
    return groups


def _name_key(mention: ToponymMention) -> str:
    return normalise(mention.text)


def _ids(clue: Clue) -> tuple[str, ...]:
    return tuple(sorted(place.id for place in clue.holders))


def _assign(mentions: Sequence[ToponymMention], clues: Sequence[Clue], groups: dict[_Key, Name]) -> list[_Key]:
    """The group of each mention: its own clue's, else that of the mention before it, else the first of its name."""
    latest: dict[str, _Key] = {}
    first: dict[str, _Key] = {}
    for key in groups:
        first.setdefault(key[0], key)
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end))
    keys: dict[int, _Key] = {}
    for index in order:
        name = _name_key(mentions[index])
        own = (name, _ids(clues[index]))
        if own in groups:
            latest[name] = own
        keys[index] = latest.get(name, first[name])
    return [keys[index] for index in range(len(mentions))]


def _decide(ranked: Sequence[Ranked], name: Name) -> PlaceLink | None:
    if not ranked:
        return None
    best = ranked[0]
    if best.belief < LEAST_BELIEF or best.score < LEAST_SCORE:
        return None
    if is_facility(name.key) and best.support < FACILITY_SUPPORT:
        return None
    if len(ranked) == 1:
        note = "the only place of the name"
    elif best.support > ranked[1].support:
        note = f"of {len(ranked)} places of the name the one that fits the other places of the article best"
    else:
        note = f"the best known of {len(ranked)} places of the name"
    holder = next((holder for holder in name.clue.holders if holds(holder, best.candidate.place)), None)
    if holder is not None:
        note = f"the article says that it lies in {holder.name}"
    return PlaceLink(best.candidate.place, best.belief, note, best.candidate.part, best.candidate.variant)
