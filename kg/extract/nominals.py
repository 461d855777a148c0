"""Mentions without a name: people, forces, bodies and buildings that a noun phrase tells of, where they matter.

'US officials', 'frontline troops', 'a Western diplomat', 'the government', 'the eye clinic'. Found by head noun; what
only counts heads ('21 people'), is addressed ('told reporters') or qualifies another noun is left out.
"""

from __future__ import annotations

from kg.concepts import Echelon
from kg.extract.mentions import Kind, Mention, Taken, look_around
from kg.extract.phrases import Phrases
from kg.extract.text import GENITIVE, QUOTES, Text, is_trusted

_ARGUMENTS = frozenset(
    {
        "nsubj",
        "nsubj:pass",
        "obj",
        "iobj",
        "obl:agent",
        "ROOT",
        "root",
        "csubj",
        "parataxis",
        "dislocated",
        "nmod:agent",
    }
)
_OBLIQUE = frozenset({"obl", "nmod"})
_TOWARDS = frozenset({
    "at", "against", "by", "to", "with", "from", "between", "among", "for", "of", "on", "upon", "towards", "toward",
    "including", "like", "under", "via", "through", "according",
})  # fmt: skip
_ORIGINS = frozenset({"of", "from", "for", "in", "at", "with"})
_AGENTS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ee", "ees", "man", "men", "ant", "ants")
_MODIFYING = frozenset({"amod", "compound", "nmod", "flat", "nmod:desc", "advmod", "acl"})
_FEW_WORDS = 8  # that a scare quote has at most, its marks included
_NOMINAL = frozenset({Kind.GROUP, Kind.ORGANIZATION, Kind.PLACE, Kind.UNIT})


def find_nominals(text: Text, taken: Taken) -> None:
    """Put noun phrases without a name among the mentions, by their head nouns.

    Where the tagger knows what it does, it has seen bodies and places that stand alone: those are not completed.
    """
    trusted = is_trusted(text)
    for first, stop in text.sentences:
        for position in range(first, stop):
            if taken.at(position) is not None or text.pos[position] not in {"NOUN", "PROPN", "ADJ"}:
                continue
            kind = _kind_at(text, position, first)
            if kind is Kind.GROUP and _stands_with_name(text, position, taken):
                kind = Kind.TITLE
            elif kind is None or (_modifies(text, position) and not _national_body(text, position, taken)):
                continue
            start = phrase_start(text, position, first, taken, position)
            told = start < position or _follows_nationality(text, start, taken)
            if trusted and kind in {Kind.ORGANIZATION, Kind.PLACE} and not told:
                continue
            taken.put(Mention(start, position + 1, kind, "nouns", 0.9))


def _follows_nationality(text: Text, start: int, taken: Taken) -> bool:
    before = taken.at(start - 1) if start > text.bounds(start)[0] else None
    return before is not None and before.kind is Kind.NATIONALITY


def _stands_with_name(text: Text, position: int, taken: Taken) -> bool:
    """Whether a noun is the office or profession right before a person's name: 'spokesman Osk Harrow'."""
    beside = taken.at(position + 1) if position + 1 < len(text) else None
    return (
        beside is not None and beside.kind is Kind.PERSON and not text.plural(position) and not text.capital(position)
    )


def join_nationality(text: Text, taken: Taken) -> None:
    """Make a nationality part of the noun phrase that it begins: 'North Korean' + 'troops'."""
    for mention in taken.all():
        if mention.kind is not Kind.NATIONALITY:
            continue
        following = taken.at(mention.end)
        if (
            following is None
            or following.kind not in _NOMINAL
            or text.sentence_of[mention.start] != text.sentence_of[following.start]
        ):
            continue
        if _is_nominal(text, following) or (
            following.kind is Kind.ORGANIZATION and text.heads[mention.end - 1] >= mention.end
        ):
            joined = Mention(mention.start, following.end, following.kind, following.origin, following.confidence)
            if following.kind is Kind.ORGANIZATION and text.capital(following.start):
                joined.aliases.append(text.written(following.start, following.end))
            taken.put(joined)


def _is_nominal(text: Text, mention: Mention) -> bool:
    """Whether a mention is a description, or a name with its country: 'Ukrainian Air Force', 'Russian command'."""
    if mention.kind is Kind.UNIT:
        return True
    if mention.kind is Kind.ORGANIZATION:
        return text.lexicons.organizations.heads.longest_ending(text.folded, mention.start, mention.end) is not None
    return not text.capital(mention.end - 1) or text.shouted(mention.start)


def _kind_at(text: Text, position: int, first: int) -> Kind | None:
    """What a phrase with this head noun is told of, by the lexicons."""
    lexicons, folded, end = text.lexicons, text.folded, position + 1
    people, military, places = lexicons.people, lexicons.military, lexicons.places
    if text.pos[position] == "ADJ" or people.tolls.has(folded[position]):
        return None

    def ends_in(*tables: Phrases[bool] | Phrases[Echelon]) -> bool:
        return any(table.longest_ending(folded, first, end) is not None for table in tables)

    kind: Kind | None = None
    if ends_in(military.forces):
        kind = Kind.UNIT
    elif ends_in(people.actors, people.collectives, people.audiences, people.counted):
        kind = Kind.GROUP
    elif ends_in(military.echelons) and not text.plural(position):
        kind = Kind.UNIT
    elif ends_in(places.facilities):
        body = lexicons.organizations.heads.has(folded[position]) and not _is_site(text, position)
        kind = Kind.ORGANIZATION if body else Kind.PLACE
    elif ends_in(lexicons.organizations.heads):
        kind = Kind.ORGANIZATION
    elif ends_in(places.areas):
        kind = Kind.PLACE
    elif text.kinds[position] == "person" and text.pos[position] == "NOUN" and folded[position].endswith(_AGENTS):
        kind = Kind.GROUP
    return kind


def _modifies(text: Text, position: int) -> bool:
    """Whether a noun is the first part of another, as in 'troop movements'."""
    head = text.heads[position]
    if text.lexicons.people.tolls.has(text.folded[head]):
        return False  # 'special forces casualties': the losses of forces
    return (
        text.deps[position] in {"compound", "amod", "nmod:desc", "flat"}
        and head > position
        and text.words[position + 1] not in GENITIVE
    )


def _is_site(text: Text, position: int) -> bool:
    """Whether a body that is also a building is told of as the building: 'outside the embassy', 'storm the court'."""
    role, head = text.role(position)
    if role in {"obl", "nmod"}:
        return text.case(position) in {
            "in",
            "at",
            "outside",
            "near",
            "inside",
            "into",
            "around",
            "towards",
            "on",
            "over",
            "opposite",
        }
    return role == "obj" and text.lemmas[head] in {
        "storm",
        "hit",
        "strike",
        "shell",
        "bomb",
        "damage",
        "destroy",
        "attack",
        "surround",
        "enter",
        "leave",
        "burn",
    }


def _national_body(text: Text, position: int, taken: Taken) -> bool:
    """'U.S. intelligence' in 'U.S. intelligence assessment': a body in front of another noun."""
    if not text.lexicons.organizations.national.has(text.folded[position]):
        return False
    before = taken.at(position - 1)
    head = text.heads[position]
    people = text.lexicons.people
    if people.actors.has(text.folded[head]) or people.collectives.has(text.folded[head]):
        return False
    return before is not None and before.kind is Kind.NATIONALITY and not text.plural(head)


def phrase_start(text: Text, position: int, first: int, taken: Taken, root: int) -> int:
    """Where the noun phrase of `root` that holds `position` begins; determiners, numbers and owners apart."""
    start = position
    while start > first:
        steps = _modifiers_before(text, start, first, taken, root)
        if not steps:
            break
        start -= steps
    vague = text.lexicons.people.vague
    while start < position and (
        vague.has(text.folded[start]) or text.pos[start] in {"ADV", "PUNCT"} or text.tags[start] == "JJS"
    ):
        start += 1
    return start


def _modifiers_before(text: Text, start: int, first: int, taken: Taken, root: int) -> int:
    """How many tokens before `start` belong to the phrase of `root`: none, one, or two with a hyphen."""
    before = start - 1
    if text.words[before] == "-" and before > first:
        joined = not text.doc[before].whitespace_ and not text.doc[before - 1].whitespace_
        return 2 if joined or taken.at(before - 1) is None else 0
    if taken.at(before) is not None or text.words[before] in GENITIVE:
        return 0
    if text.pos[before] == "VERB":
        fits = text.tags[before] in {"VBN", "VBG", "JJ"}
    else:
        fits = text.pos[before] in {"ADJ", "NOUN", "PROPN"}
    return int(fits and text.deps[before] in _MODIFYING and before < text.heads[before] <= root)


def look_at_nominal(text: Text, mention: Mention) -> None:
    """Label of a mention without a name."""
    look_around(text, mention)
    vague = text.lexicons.people.vague
    start = mention.start
    while start < mention.end - 1 and (
        vague.has(text.folded[start]) or text.pos[start] == "NUM" or text.tags[start] in {"JJS", "RBS"}
    ):
        start += 1
    mention.label = text.written(start, mention.end)
    if (
        mention.country is None
        and start == mention.start
        and text.initial(start)
        and text.folded[start] in text.lexicons.common
    ):
        mention.label = mention.label[:1].lower() + mention.label[1:]
    if text.shouted(start):
        mention.label = mention.label.lower()
    full = text.written(mention.start, mention.end)
    if full != mention.label:
        mention.aliases.append(full)
    mention.named = False
    mention.dropped = _scare_quoted(text, mention)


def _scare_quoted(text: Text, mention: Mention) -> bool:
    """Whether a description stands in a few quoted words: 'the "foreign agents" bill'."""
    first, stop = text.bounds(mention.start)
    left = next(
        (i for i in range(mention.start - 1, max(first, mention.start - 4) - 1, -1) if text.words[i] in QUOTES), None
    )
    right = next((i for i in range(mention.end, min(stop, mention.end + 4)) if text.words[i] in QUOTES), None)
    if text.words[mention.start] == "'" or (
        mention.start > first and text.words[mention.start - 1] == "'" and text.after(mention.end) in {"'", "’"}
    ):
        return True
    return left is not None and right is not None and right - left <= _FEW_WORDS


def is_actor(text: Text, mention: Mention) -> bool:
    """Whether a group without a name acts, suffers or speaks here, or is at least told from others."""
    people, folded = text.lexicons.people, text.folded
    root = mention.root
    role, head = text.role(root)
    modified = mention.country is not None or mention.end - mention.start > 1
    if people.audiences.longest_ending(folded, mention.start, mention.end) and not _does_or_suffers(text, role, head):
        return False
    if people.counted.longest_ending(folded, mention.start, mention.end) and not modified:
        return False
    if role in _ARGUMENTS:
        return role not in {"ROOT", "root"} or modified or mention.definite or mention.end < text.bounds(root)[1]
    if role in _OBLIQUE:
        return text.case(root) in _TOWARDS or modified
    return modified


def _does_or_suffers(text: Text, role: str, head: int) -> bool:
    """Whether who reports the news is in it: 'a journalist was killed', but not 'told reporters'."""
    if role in {"nsubj", "nsubj:pass"}:
        return text.pos[head] in {"VERB", "NOUN", "ADJ"}
    return role == "obj" and text.kinds[head] != "abstract" and not text.lexicons.people.telling.has(text.folded[head])


def complement(text: Text, mention: Mention, taken: Taken) -> Mention | None:
    """What a group without a name is of or from: Hamas in 'a spokesman for Hamas'."""
    if text.after(mention.end) not in _ORIGINS:
        return None
    position, stop = mention.end + 1, min(text.bounds(mention.start)[1], mention.end + 5)
    while position < stop:
        found = taken.at(position)
        if found is not None:
            if text.after(found.end) and taken.at(found.end) is not None and not found.named:
                found = taken.at(found.end)
            return found
        if text.pos[position] not in {"DET", "ADJ", "NOUN"}:
            return None
        position += 1
    return None
