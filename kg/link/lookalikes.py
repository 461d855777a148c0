"""Entities that look alike and were not made one, for a person to decide; and the list of all entities."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from kg.iris import slug
from kg.link.decisions import Decisions
from kg.link.persons import is_same_name, person_name, surname_key
from kg.link.spelling import normalise
from kg.records import Entity, Records

_LEAST_LETTERS = 6  # one letter more or less makes another name of a short one
_LEAST_ACRONYM = 2
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

    `decision` is a list item for the decisions file under the key that begins it: 'same: [A, B]'; empty where the
    names are one already and the classes differ.
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
            first, second = _fuller_first(left, right)
            decision = f"same: [{_quoted(first)}, {_quoted(second)}]" if left.label != right.label else ""
            found.setdefault(
                key,
                LookAlike(
                    left.label,
                    right.label,
                    left.class_name if left.class_name == right.class_name else f"{left.class_name}/{right.class_name}",
                    why,
                    decision,
                ),
            )
    return tuple(sorted(found.values()))


def _near(rows: tuple[EntityRow, ...]) -> Iterator[tuple[EntityRow, EntityRow]]:
    """Pairs that have something in common, so that not all are compared with all."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in _keys(row):
            blocks[key].append(number)
    pairs = {pair for numbers in blocks.values() for pair in combinations(sorted(set(numbers)), 2)}
    for one, other in sorted(pairs):
        yield rows[one], rows[other]


def _keys(row: EntityRow) -> Iterator[tuple[str, str]]:
    words = normalise(row.label).split()
    if not words:
        return
    yield "acronym", _acronym(row.label) or words[0]
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
    return "two things of one name, by their links" if one & other else None


def _why_person(left: str, right: str) -> str | None:
    one, other = person_name(left), person_name(right)
    if one is None or other is None:
        single, full = (left, right) if one is None else (right, left)
        parts = person_name(full)
        if parts is not None and person_name(single) is None and surname_key(single) == parts.surname:
            return f"'{single}' is the surname of '{full}'"
        return _one_edit(left, right)
    if is_same_name(left, right):
        return "spellings of one name"
    if one.surname == other.surname and one.suffix == other.suffix:
        if one.given == other.given:
            return "one surname and given name; what stands between them differs"
        if min(len(one.given), len(other.given)) == 1 and one.given[0] == other.given[0]:
            return "one surname, and an initial that fits"
    return _one_edit(left, right)


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
    return (
        name
        if re.fullmatch(r"[A-Za-zÀ-ɏ][\w .’-]*", name) and name.lower() not in ("yes", "no", "null")
        else f'"{name}"'
    )
