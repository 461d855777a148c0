"""Entities that look alike and were not made one, for a person to decide; and the list of all entities."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from kg.iris import slug
from kg.link.decisions import Decisions
from kg.link.namesakes import in_document
from kg.link.persons import PersonName, is_same_name, person_name, single_name, surname_key
from kg.link.spelling import normalise
from kg.records import Entity, Records
from kg.records.entities import PLACE_CLASSES

_LEAST_LETTERS = 6  # one letter more or less makes another name of a short one
_LEAST_ACRONYM = 2
_INITIALS, _SHORT = "initials of ", ", written as initials"  # begin and end the kind of a block
_LEAST_GIVEN = 3  # letters of a short form of a given name: 'Osk' for 'Oskar'
_UNLINKED = "a place of one article without a link, and one of its name that has one"
_TWO_BY_LINKS = "two things of one name, by their links"
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ](?:[\w .’'-]*[\w.])?")  # what YAML reads as these words, if it is no keyword
_KEYWORDS = frozenset({"yes", "no", "y", "n", "on", "off", "true", "false", "null"})
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "de", "on", "to"})


@dataclass(frozen=True, order=True)
class EntityRow:
    """One named entity of a build: its documents by id, how often they mention it, and its first link elsewhere."""

    label: str
    class_name: str
    documents: tuple[str, ...]
    mentions: int
    link: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class LookAlike:
    """Two entities that may be one, or one that may be two: why, and the line that would decide it.

    `decision` is a whole decisions file of one line, 'same: [[A, B]]' or 'is: {A: {in: DOCUMENT, id: IRI}}', whose
    items may be added to one by hand; empty where the classes differ, and where links say that the two are two.
    """

    left: str
    right: str
    class_name: str
    why: str
    decision: str = field(compare=False)


def list_entities(documents: Mapping[str, Records]) -> tuple[EntityRow, ...]:
    """The named entities of some documents by document id, each once, by label. Labels are those after linking."""
    seen: dict[tuple[str, str], list[tuple[str, Entity]]] = defaultdict(list)
    for document, records in documents.items():
        for entity in records.entities:
            if entity.named:
                seen[entity.class_, slug(entity.label)].append((document, entity))
    rows = []
    for (class_name, _), found in seen.items():
        labels = Counter(entity.label for _, entity in found)
        label = min(labels, key=lambda text, labels=labels: (-labels[text], text.swapcase()))  # type: ignore[misc]
        links = sorted({link for _, entity in found for link in entity.same_as})
        aliases = sorted({alias for _, entity in found for alias in entity.aliases} - {label})
        rows.append(
            EntityRow(
                label,
                class_name,
                tuple(sorted({document for document, _ in found})),
                sum(len(entity.mentions) for _, entity in found),
                links[0] if links else None,
                tuple(aliases),
            )
        )
    return tuple(sorted(rows))


def find_lookalikes(documents: Mapping[str, Records], decisions: Decisions | None = None) -> tuple[LookAlike, ...]:
    """Pairs of entities that look alike, sorted; what a person decided to keep apart is left out."""
    decisions = decisions or Decisions()
    rows = list_entities(documents)
    found: dict[tuple[str, str, str], LookAlike] = {}
    for left, right in _near(rows):
        if decisions.are_apart(left.label, right.label):
            continue
        if why := _why(left, right):
            key = (left.label, right.label, left.class_name)
            found.setdefault(
                key,
                LookAlike(
                    left.label,
                    right.label,
                    left.class_name if left.class_name == right.class_name else f"{left.class_name}/{right.class_name}",
                    why,
                    _decision(left, right, why),
                ),
            )
    return tuple(sorted(found.values()))


def _decision(left: EntityRow, right: EntityRow, why: str) -> str:
    """What a person would write who found that the two are one."""
    if why == _UNLINKED:
        for one, other in ((left, right), (right, left)):
            if found := in_document(one.label):
                what = f"{{in: {json.dumps(found.document)}, id: {json.dumps(other.link)}}}"
                return f"is: {{{_quoted(found.name)}: {what}}}"
    if left.label == right.label or left.class_name != right.class_name or why == _TWO_BY_LINKS:
        return ""
    first, second = _fuller_first(left, right)
    return f"same: [[{_quoted(first)}, {_quoted(second)}]]"


def _near(rows: tuple[EntityRow, ...]) -> Iterator[tuple[EntityRow, EntityRow]]:
    """Pairs that have something in common, so that not all are compared with all."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in _keys(row):
            blocks[key].append(number)
    initials = {key: blocks.pop(key) for key in list(blocks) if key[0].startswith(_INITIALS)}
    pairs = {pair for numbers in blocks.values() for pair in combinations(sorted(set(numbers)), 2)}
    for (kind, letters), short in initials.items():
        if kind.endswith(_SHORT):  # 'NCG' with all whose initials these are; not those with each other
            long = initials.get((kind.removesuffix(_SHORT), letters), ())
            pairs |= {(min(one, other), max(one, other)) for one in short for other in long}
    for one, other in sorted(pairs):
        yield rows[one], rows[other]


def _keys(row: EntityRow) -> Iterator[tuple[str, str]]:
    words = normalise(row.label).split()
    if not words:
        return
    if row.class_name != "Person" and (letters := _acronym(row.label)):
        yield f"{_INITIALS}{row.class_name}{'' if ' ' in row.label else _SHORT}", letters
    yield "name", normalise(row.label)
    for alias in row.aliases:
        yield "name", normalise(alias)
    if row.class_name == "Person":
        yield "surname", surname_key(words[-1])
    whole = "".join(words)
    if len(whole) >= _LEAST_LETTERS:  # halves: names one edit apart share one of them
        yield f"{row.class_name} start", whole[: len(whole) // 2 - 1]
        yield f"{row.class_name} start", whole[: len(whole) // 2]
        yield f"{row.class_name} end", whole[len(whole) // 2 + 1 :]
        yield f"{row.class_name} end", whole[len(whole) // 2 :]


def _why(left: EntityRow, right: EntityRow) -> str | None:
    for one, other in ((left, right), (right, left)):
        found = in_document(one.label) if one.class_name in PLACE_CLASSES else None
        if found and normalise(found.name) in map(normalise, (other.label, *other.aliases)):
            return _UNLINKED if other.link and not found.is_decided else None
    return _why_names(left, right)


def _why_names(left: EntityRow, right: EntityRow) -> str | None:
    if left.class_name != right.class_name:
        same = normalise(left.label) == normalise(right.label)
        return f"one name as {left.class_name} and as {right.class_name}" if same else None
    if left.link and right.link:
        return _why_linked(left, right)
    if left.class_name == "Person":
        return _why_person(left.label, right.label)
    if normalise(right.label) in map(normalise, left.aliases) or normalise(left.label) in map(normalise, right.aliases):
        return "one article uses the one's label as a name of the other"
    for short, long in ((left.label, right.label), (right.label, left.label)):
        if _is_acronym_of(short, long):
            return f"'{short}' are the initials of '{long}'"
    # Every letter of a designation counts.
    return None if left.class_name == "Equipment" else _one_edit(left.label, right.label)


def _why_linked(left: EntityRow, right: EntityRow) -> str | None:
    if left.link == right.link:
        return f"both are {left.link}"
    one, other = ({normalise(name) for name in (row.label, *row.aliases)} for row in (left, right))
    return _TWO_BY_LINKS if one & other else None


def _why_person(left: str, right: str) -> str | None:
    one, other = person_name(left), person_name(right)
    if one is None or other is None:
        single, full, parts = (left, right, other) if one is None else (right, left, one)
        if parts is not None and single_name(single) == parts.surname:
            return f"'{single}' is the surname of '{full}'"
        return _one_edit(left, right)
    if is_same_name(left, right):
        return "spellings of one name"
    return _why_namesakes(one, other) or _one_edit(left, right)


def _why_namesakes(one: PersonName, other: PersonName) -> str | None:
    if (one.surname, one.suffix) != (other.surname, other.suffix):
        return None
    if one.given == other.given:
        return "one surname and given name; what stands between them differs"
    if min(len(one.given), len(other.given)) == 1 and one.given[0] == other.given[0]:
        return "one surname, and an initial that fits"
    if _is_short_form(one.given, other.given) or _is_short_form(other.given, one.given):
        return "one surname, and a short form of the given name"
    return None


def _is_short_form(short: str, long: str) -> bool:
    return len(short) >= _LEAST_GIVEN and long.startswith(short)


def _one_edit(left: str, right: str) -> str | None:
    one, other = normalise(left).replace(" ", ""), normalise(right).replace(" ", "")
    if re.sub(r"\d", "", one) != one or re.sub(r"\d", "", other) != other:
        return None  # the 1st and the 2nd brigade are two
    if min(len(one), len(other)) >= _LEAST_LETTERS and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1:
        return "names that differ in one letter"
    return None


def _acronym(label: str) -> str | None:
    """The initials of a label's words, or the label itself where it is written as initials; lower case."""
    bare = label.replace(".", "")
    if bare.isupper() and bare.isalpha() and len(bare) >= _LEAST_ACRONYM:
        return bare.lower()
    words = [word for word in re.findall(r"[\w]+", label) if word.lower() not in _SMALL_WORDS]
    return "".join(word[0] for word in words).lower() if len(words) > 1 else None


def _is_acronym_of(short: str, long: str) -> bool:
    bare = short.replace(".", "")
    return bare.isupper() and bare.isalpha() and " " not in bare and " " in long and _acronym(long) == bare.lower()


def _fuller_first(left: EntityRow, right: EntityRow) -> tuple[str, str]:
    """The label that more documents have, then the longer one, is proposed as the label of both."""
    order = sorted((left, right), key=lambda row: (-len(row.documents), -len(row.label), row.label))
    return order[0].label, order[1].label


def _quoted(name: str) -> str:
    """A name as YAML reads it back in a list."""
    if _PLAIN.fullmatch(name) and name.lower() not in _KEYWORDS:
        return name
    return json.dumps(name, ensure_ascii=not name.isprintable())
