"""Military formations by the grammar of their names: number, branch, echelon, and what they are part of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.concepts import Echelon
from kg.extract.mentions import Kind, Mention, Taken, look_around
from kg.extract.text import Text

_ORDINAL = re.compile(r"^\d{1,4}(?:st|nd|rd|th)$")
_ROMAN = re.compile(r"^[IVXL]{1,5}$")
_WRITTEN = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_DIGITS = 4  # of a number without ordinal ending
_LONGEST = 10  # tokens from the number to the echelon
_EVERYDAY = frozenset({"command", "district", "company", "group", "wing", "division"})  # not only of armed forces


@dataclass(frozen=True, slots=True)
class UnitName:
    """The parts of a formation's name: its number, the words for its kind, and its level."""

    number: str | None
    words: tuple[str, ...]
    echelon: Echelon | None


def find_units(text: Text, taken: Taken) -> None:
    """Put every formation with a number or a proper name among the mentions."""
    for start, end in text.sentences:
        position = start
        while position < end:
            found = _numbered(text, position, end) or _named(text, position, start, end)
            if found is None:
                position += 1
                continue
            mention = Mention(found[0], found[1], Kind.UNIT, "unit-grammar")
            known = taken.within(*found)
            if not any(m.kind is Kind.PERSON or _is_body_name(text, m, found) for m in known):
                longer = next(
                    (m for m in known if m.kind is Kind.UNIT and m.start <= found[0] and m.end >= found[1]), None
                )
                if longer is None:
                    taken.put(mention)
            position = found[1]


def _is_body_name(text: Text, mention: Mention, found: tuple[int, int]) -> bool:
    """Whether a tagger is sure of a body where the grammar sees a formation without a number: 'Arakan Army'."""
    military = text.lexicons.military
    formation = military.formations.longest_ending(text.folded, *found)
    if (formation and found[1] - formation[0] > 1) or military.usage.longest_at(text.folded, *found):
        return False  # 'Military District', 'Group of Forces'
    numbered = any(text.words[i][:1].isdigit() for i in range(*found))
    covers = mention.start <= found[0] and mention.end >= found[1]
    return mention.kind is Kind.ORGANIZATION and mention.origin == "tagger" and covers and not numbered


def _numbered(text: Text, position: int, stop: int) -> tuple[int, int] | None:
    """'110th Mechanized Brigade', 'II Corps', 'Third Army'."""
    word = text.words[position]
    if (
        word.isdigit()
        and len(word) <= _DIGITS
        and position + 1 < stop
        and text.capital(position + 1)
        and not text.initial(position)
    ):
        level = text.lexicons.military.echelons.longest_at(text.folded, position + 1, stop)
        if level:
            return position, level[0]  # '211 Brigade'
    if not (
        _ORDINAL.match(word) or _ROMAN.match(word) or (text.folded[position] in _WRITTEN and text.capital(position))
    ):
        return None
    end = _to_echelon(text, position + 1, min(stop, position + 1 + _LONGEST), numbered=True)
    return (position, end) if end else None


def _to_echelon(text: Text, position: int, stop: int, *, numbered: bool) -> int | None:
    """The end of the first echelon word that is reached over words that may belong to a formation's name.

    A longer name goes on: 'Army Corps' is a corps, 'Tank Brigade' no tank.
    """
    military = text.lexicons.military
    found: int | None = None
    while position < stop:
        level = military.echelons.longest_at(text.folded, position, stop)
        formation = military.formations.longest_at(text.folded, position, stop)
        if level or formation:
            end = max(level[0] if level else 0, formation[0] if formation else 0)
            if numbered or text.capital(position):
                found = end
            position = end
            continue
        word = text.folded[position]
        if found and not text.capital(position):
            break
        if word in {"of", ",", "(", "and"} and found:
            break
        if not (
            text.capital(position) or military.qualifiers.has(word) or text.words[position] in {"-", "“", "”", '"'}
        ):
            break
        if text.pos[position] in {"VERB", "AUX"} and not text.capital(position):
            break
        position += 1
    return found


def _named(text: Text, position: int, first: int, stop: int) -> tuple[int, int] | None:
    """'Kelme Group of Forces', 'Black Sea Fleet', 'Central Military District': capitals up to an echelon word."""
    military = text.lexicons.military
    if not text.capital(position) or text.shouted(position):
        return None
    found = military.formations.longest_at(text.folded, position, stop) or military.echelons.longest_at(
        text.folded, position, stop
    )
    if not found or (found[0] == position + 1 and text.folded[position] in _EVERYDAY):
        return None
    rank = text.lexicons.titles.any.longest_at(text.folded, position, stop)
    if rank and rank[0] > found[0]:
        return None  # 'Army General Osk Harrow'
    start = position
    while start > first and (
        text.capital(start - 1) or (text.words[start - 1] == "-" and start - 1 > first and text.capital(start - 2))
    ):
        if text.folded[start - 1] in {"the", "a"} or text.lexicons.titles.any.has(text.folded[start - 1]):
            break
        start -= 1
    if start == position or (start == first and text.pos[start] not in {"PROPN", "ADJ", "NOUN", "NUM"}):
        return None
    countries = text.lexicons.countries
    adjective = countries.adjectives.longest_at(text.folded, start, position)
    if adjective and adjective[0] == position and len(text.folded[position : found[0]]) == 1:
        return start, found[0]  # 'Russian Army'
    end = found[0]
    if end < stop and text.words[end].isdigit() and len(text.words[end]) <= _DIGITS:
        end += 1  # 'Light Infantry Battalion 318'
    return start, end


def unit_name(text: Text, mention: Mention) -> UnitName:
    """The parts of a formation's name as a mention gives it."""
    military = text.lexicons.military
    words = text.folded[mention.start : mention.end]
    number = next((w for w in words if _ORDINAL.match(w)), None)
    if number is None:
        roman = next((text.words[i] for i in range(mention.start, mention.end) if _ROMAN.match(text.words[i])), None)
        number = roman or next((w for w in words if w in _WRITTEN or (w.isdigit() and len(w) <= _DIGITS)), None)
    end = mention.end - 1 if words and words[-1].isdigit() else mention.end
    level = military.echelons.longest_ending(text.folded, mention.start, end)
    return UnitName(number, tuple(words), level[1] if level else None)


def is_force(text: Text, mention: Mention) -> bool:
    """Whether a mention is forces without a name of their own: 'Russian troops', 'the soldiers'."""
    found = text.lexicons.military.forces.longest_ending(text.folded, mention.start, mention.end)
    if found is None:
        return False
    last = mention.end - 1
    return not text.capital(last) or text.shouted(last) or (last == mention.start and text.initial(last))


def is_branch(text: Text, mention: Mention) -> bool:
    """Whether a mention ends in a branch or service: 'Ukrainian Air Force'."""
    return text.lexicons.military.branches.longest_ending(text.folded, mention.start, mention.end) is not None


def parents(text: Text, units: list[Mention], taken: Taken) -> list[tuple[Mention, Mention]]:
    """(part, whole) for formations that the text puts into one another.

    'A (B, C)': A is part of B, B of C. 'A of the B', 'B's A', 'A, part of the B'.
    """
    found: list[tuple[Mention, Mention]] = []
    for unit in units:
        after = text.after(unit.end)
        if after == "(":
            found += _bracketed(text, unit, taken)
        elif after in {"of", "from", "in", "under"} or (
            after == "," and text.folded[unit.end + 1 : unit.end + 3] == ["part", "of"]
        ):
            start = unit.end + (3 if after == "," else 1)
            whole = _at_after_determiner(text, start, taken)
            if whole is not None and _is_body(whole):
                found.append((unit, whole))
        if unit.possessor is not None:
            owner = taken.at(unit.possessor)
            if owner is not None and owner.kind is Kind.UNIT:
                found.append((unit, owner))
    return found


def _is_body(mention: Mention) -> bool:
    return mention.kind is Kind.UNIT


def _at_after_determiner(text: Text, position: int, taken: Taken) -> Mention | None:
    stop = min(len(text), position + 3)
    while position < stop:
        if (mention := taken.at(position)) is not None:
            return mention
        if text.folded[position] not in {"the", "a", "its", "their", "russian", "ukrainian"}:
            return None
        position += 1
    return None


def _bracketed(text: Text, unit: Mention, taken: Taken) -> list[tuple[Mention, Mention]]:
    pairs: list[tuple[Mention, Mention]] = []
    part, position, stop = unit, unit.end + 1, text.bounds(unit.start)[1]
    while position < stop and text.words[position] != ")":
        whole = taken.at(position)
        if whole is not None:
            if whole.kind is not Kind.UNIT or not whole.named or is_abbreviation(text, whole):
                return pairs
            pairs.append((part, whole))
            part, position = whole, whole.end
        elif text.words[position] in {",", ";"} or text.folded[position] in {"the", "of", "part"}:
            position += 1
        else:
            return pairs
    return pairs


def is_abbreviation(text: Text, mention: Mention) -> bool:
    """Whether a mention is one word of capitals in brackets: the 'SAF' of 'Sudanese Armed Forces (SAF)'."""
    return (
        mention.end - mention.start == 1
        and text.words[mention.start].isupper()
        and text.before(mention.start) == "("
        and text.after(mention.end) == ")"
    )


def look_at_unit(text: Text, mention: Mention) -> None:
    """Label and names of a formation: the nationality goes where the rest is a name by itself."""
    look_around(text, mention)
    mention.label = text.written(mention.start, mention.end)
    name = unit_name(text, mention)
    start = mention.start
    if mention.country:
        adjective = text.lexicons.countries.adjectives.longest_at(text.folded, mention.start, mention.end)
        start = adjective[0] if adjective else start
    rest = Mention(start, mention.end, Kind.UNIT, mention.origin)
    generic = is_force(text, mention) or (is_branch(text, rest) and name.number is None and _is_only_branch(text, rest))
    telling = name.number or _has_own_word(text, start, mention.end)
    if mention.country and not generic and start < mention.end and telling and text.words[start][:1].isalnum():
        mention.aliases.append(mention.label)
        mention.label = text.written(start, mention.end)
    mention.named = not is_force(text, mention) and any(
        text.capital(i) for i in range(start, mention.end) if not (i == mention.start and text.initial(i))
    )
    if name.number:
        mention.named = True


def _has_own_word(text: Text, start: int, end: int) -> bool:
    """Whether a name without its country still tells which: 'Azov Brigade', but not 'National Army'."""
    military = text.lexicons.military
    generic = (military.qualifiers, military.echelons, military.branches, military.forces)
    return text.capital(start) and any(
        not any(table.has(word) for table in generic) and word not in {"force", "command", "of", "-"}
        for word in text.folded[start:end]
    )


def _is_only_branch(text: Text, rest: Mention) -> bool:
    found = text.lexicons.military.branches.longest_ending(text.folded, rest.start, rest.end)
    return found is not None and found[0] == rest.start


def numbers_sharing_a_name(text: Text, mention: Mention) -> list[Mention]:
    """The '47th' of 'the 47th and 93rd Mechanized Brigades', as formations with the whole name."""
    if not _ORDINAL.match(text.folded[mention.start]) or not text.plural(mention.end - 1):
        return []
    singular = {
        "brigades": "Brigade",
        "divisions": "Division",
        "battalions": "Battalion",
        "regiments": "Regiment",
        "armies": "Army",
    }
    last = text.folded[mention.end - 1]
    rest = " ".join([*text.words[mention.start + 1 : mention.end - 1], singular.get(last, text.words[mention.end - 1])])
    mention.label = f"{text.words[mention.start]} {rest}"
    found: list[Mention] = []
    position = mention.start - 1
    first = text.bounds(mention.start)[0]
    while (
        position > first and text.folded[position] in {"and", ",", "or"} and _ORDINAL.match(text.folded[position - 1])
    ):
        twin = Mention(position - 1, position, Kind.UNIT, "coordination", mention.confidence)
        twin.root, twin.country, twin.label = mention.root, mention.country, f"{text.words[position - 1]} {rest}"
        found.append(twin)
        position -= 2
    return found
