"""Runs of capitalised words, cut into titles, nationalities and names, each with the kind that most evidence is for.

What the tagger is sure of stands as it is. Where it is not, the run is cut by grammar, and its label is one vote
among those of the lexicons, of the other name tagger and of the kind of thing that the head noun is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extract.equipment import find_designation
from kg.extract.mentions import Kind, Mention, Taken, trimmed
from kg.extract.offices import Run, cut_titles
from kg.extract.runs import begins_name, begins_with_particle, may_be_place, over_place, run_end
from kg.extract.text import SURE, Text, is_trusted

_LEARNED = {kind.value: kind for kind in Kind}
_OTHER = {"PER": Kind.PERSON, "ORG": Kind.ORGANIZATION, "LOC": Kind.PLACE}
_KINDS = {"person": Kind.PERSON, "place": Kind.PLACE, "organization": Kind.ORGANIZATION}
_NAMED_KINDS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.COUNTRY, Kind.UNIT, Kind.EQUIPMENT})
_LETTERS = 3  # from which a word of capitals looks like an abbreviation
_LEAST_BESIDE_TRUSTED = 1.0  # the same where a tagger that knows what it does saw nothing
_LEAST = 0.25  # evidence below which a capitalised run is no name


def take_learned(text: Text, taken: Taken) -> None:
    """Put what the tagger is sure of among the mentions, with the label that the lexicons leave it."""
    for span in text.doc.spans.get("mentions", ()):
        kind = _LEARNED.get(span.label_)
        confidence = 1.0 if span._.confidence is None else float(span._.confidence)
        if kind is None or confidence < SURE or not taken.free(span.start, span.end):
            continue
        start, end = trimmed(text, span.start, span.end)
        if start < end:
            taken.put(Mention(start, end, kind, "tagger", confidence))


def find_names(text: Text, taken: Taken) -> None:
    """Put the names that no mention holds yet among the mentions."""
    votes = _votes(text)
    runs: list[Run] = []
    for start, stop in text.sentences:
        position = start
        while position < stop:
            if taken.at(position) is not None or not (
                begins_name(text, position) or begins_with_particle(text, position, stop)
            ):
                position += 1
                continue
            end = run_end(text, position, stop, taken)
            cut = cut_titles(text, position, end, taken)
            if cut and cut[-1][1] == end and may_be_place(text, *cut[-1]):
                cut[-1] = cut[-1][0], over_place(text, end, stop, taken)
                end = cut[-1][1]
            runs += cut
            position = max(end, position + 1)
    _decide(text, runs, taken, votes)


def _decide(text: Text, runs: list[Run], taken: Taken, votes: dict[int, dict[Kind, float]]) -> None:
    """Give each run its kind: what most evidence is for in all places where the name stands."""
    tallies: dict[tuple[str, ...], dict[Kind, float]] = {}
    own: list[tuple[Run, tuple[str, ...], dict[Kind, float]]] = []
    for run in runs:
        if text.lexicons.newsroom_events.has(text.folded[run[0]]):
            continue
        full = (
            taken.at(run[0] - 2)
            if run[1] - run[0] == 1 and text.before(run[0]) == "(" and text.after(run[1]) == ")"
            else None
        )
        known = text.words[run[0]] in text.lexicons.organizations.acronyms  # an agency after a dateline's town
        if full is not None and not known and text.words[run[0]].isupper() and full.kind in _NAMED_KINDS:
            taken.put(Mention(run[0], run[1], full.kind, "names", full.confidence))
            continue
        key = tuple(text.folded[run[0] : run[1]])
        tally = _tally(text, *run, votes)
        own.append((run, key, tally))
        joint = tallies.setdefault(key, {})
        for kind, weight in tally.items():
            joint[kind] = joint.get(kind, 0.0) + weight
    _share_with_abbreviations(text, own, tallies)
    least = _LEAST_BESIDE_TRUSTED if is_trusted(text) else _LEAST
    for (start, end), key, tally in own:
        best, confidence = _winner(tallies[key], tally, least)
        if best is not None:
            taken.put(Mention(start, end, best, "names", confidence))


def _share_with_abbreviations(
    text: Text,
    own: list[tuple[Run, tuple[str, ...], dict[Kind, float]]],
    tallies: dict[tuple[str, ...], dict[Kind, float]],
) -> None:
    """An abbreviation in brackets is of the kind of the name before it: 'EU Mission in Armenia (EUMA)'."""
    ends = {run[1]: key for run, key, _ in own}
    for (start, end), key, _ in own:
        if end - start == 1 and text.before(start) == "(" and text.after(end) == ")" and text.words[start].isupper():
            full = ends.get(start - 1)
            known = text.words[start] in text.lexicons.organizations.acronyms
            if full is not None and full != key and not known:
                for kind, weight in list(tallies[full].items()):
                    tallies[key][kind] = tallies[key].get(kind, 0.0) + 2 * weight


def _tally(text: Text, start: int, end: int, votes: dict[int, dict[Kind, float]]) -> dict[Kind, float]:
    """The evidence for each kind of a name in one place."""
    tally: dict[Kind, float] = defaultdict(float)
    for position in range(start, end):
        for kind, weight in votes.get(position, {}).items():
            tally[kind] += weight / (end - start)
    found = _KINDS.get(text.kinds[text.root(start, end)])
    if found:
        tally[found] += 0.4
    for kind, weight in (
        *_in_lexicons(text, start, end),
        *_as_body(text, start, end),
        *_neighbourhood(text, start, end),
    ):
        tally[kind] += weight
    return tally


def _in_lexicons(text: Text, start: int, end: int) -> Iterator[tuple[Kind, float]]:
    """What a name's own words say: designations, branches, words of places."""
    lexicons, folded = text.lexicons, text.folded
    places, military = lexicons.places, lexicons.military
    if find_designation(text, start, end):
        yield Kind.EQUIPMENT, 3.0
    if military.branches.longest_ending(folded, start, end) or military.usage.longest_at(folded, start, end):
        yield Kind.UNIT, 3.0
    if end - start > 1:
        tables = (places.regions, places.facilities, places.named)
        body = lexicons.organizations.heads.has(folded[end - 1])
        if not body and any(table.longest_ending(folded, start, end) for table in tables):
            yield Kind.PLACE, 2.0
        if places.named.has(folded[start]):
            yield Kind.PLACE, 1.0


def _as_body(text: Text, start: int, end: int) -> Iterator[tuple[Kind, float]]:
    """What speaks for a body or an outlet: known names, head nouns, words of the press, letters."""
    organizations, folded = text.lexicons.organizations, text.folded
    several, name = end - start > 1, " ".join(folded[start:end])
    head = organizations.heads.longest_ending(folded, start, end) or organizations.heads.has(folded[start])
    press = organizations.media.longest_ending(folded, start, end) or organizations.media.has(folded[start])
    if organizations.names.get(name) or organizations.media.get(name):
        yield Kind.ORGANIZATION, 3.0
    elif several and organizations.stations.has(folded[start]):
        yield Kind.ORGANIZATION, 2.5
    elif head or (several and press):
        yield Kind.ORGANIZATION, 1.6
    if several:
        return
    if text.words[start] in organizations.acronyms:
        yield Kind.ORGANIZATION, 1.5
    elif text.words[start].isupper() and len(text.words[start]) >= _LETTERS and not text.shouted(start):
        yield Kind.ORGANIZATION, 0.8


def _neighbourhood(text: Text, start: int, end: int) -> list[tuple[Kind, float]]:
    """What the words beside a name say of its kind: 'near X', 'the movement X', 'X spokesman', 'the town of X'."""
    lexicons, before, after = text.lexicons, text.before(start), text.after(end)
    first = text.bounds(start)[0]
    found: list[tuple[Kind, float]] = []
    if before in {"in", "near", "into", "towards", "toward", "around", "outside", "inside"}:
        found.append((Kind.PLACE, 0.6))
    if start > first and before.isalpha() and not text.capital(start - 1):
        if lexicons.organizations.heads.has(before):
            found.append((Kind.ORGANIZATION, 2.0))
        elif lexicons.people.actors.longest_ending(text.folded, first, start):
            found.append((Kind.PERSON, 0.8))
    if before == "of" and start - 1 > first and lexicons.places.areas.has(text.folded[start - 2]):
        found.append((Kind.PLACE, 1.0))
    if after and not text.capital(end):
        if lexicons.places.sectors.has(after) or lexicons.places.areas.has(after):
            found.append((Kind.PLACE, 0.6))
        elif lexicons.people.actors.has(after) or lexicons.organizations.heads.has(after):
            found.append((Kind.ORGANIZATION, 0.4))
    return found


def _winner(joint: dict[Kind, float], own: dict[Kind, float], least: float) -> tuple[Kind | None, float]:
    """The kind with most evidence; the place itself decides only between equals."""
    best = max(
        (k for k in joint if k in _NAMED_KINDS),
        key=lambda k: (round(joint[k], 6), own.get(k, 0.0), k.value),
        default=None,
    )
    if best is None or joint[best] < least:
        return None, 0.0
    confidence = min(1.0, joint[best])
    if best is Kind.COUNTRY:  # the lexicon knows the countries: this is another body or place
        best = Kind.PLACE if joint.get(Kind.PLACE, 0.0) >= joint.get(Kind.ORGANIZATION, 0.0) else Kind.ORGANIZATION
    return best, confidence


def _votes(text: Text) -> dict[int, dict[Kind, float]]:
    """By token, what the taggers say of it."""
    votes: dict[int, dict[Kind, float]] = {}

    def vote(span: Span, kind: Kind, weight: float) -> None:
        for position in range(span.start, span.end):
            at = votes.setdefault(position, {})
            at[kind] = at.get(kind, 0.0) + weight

    for span in text.doc.spans.get("mentions", ()):
        kind = _LEARNED.get(span.label_)
        if kind is not None:
            vote(span, kind, 0.3 + float(span._.confidence if span._.confidence is not None else 0.5))
    for span in text.doc.ents:
        kind = _OTHER.get(span.label_)
        if kind is not None:
            vote(span, kind, 0.9)
    return votes
