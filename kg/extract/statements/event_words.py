"""The lexicon of events: which words tell of which type of event, and under which conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from kg.concepts import EventType, Measure
from kg.extract.phrases import plurals

RoleTable = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sense:
    """One entry: words with the type of event that they tell of, and the conditions for it (see events.toml)."""

    type: EventType
    words: tuple[tuple[str, ...], ...]
    measure: Measure | None = None
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    object_words: frozenset[str] = frozenset()
    subject_words: frozenset[str] = frozenset()
    subject_words_not: frozenset[str] = frozenset()
    needs_words: frozenset[str] = frozenset()
    preposition: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    passive: bool = False
    complement: bool = False
    infinitive: bool = False
    object_role: str | None = None
    subject_role: str | None = None
    undergoer: bool = False
    needs_agent: bool = False


Entry = tuple[tuple[str, ...], Sense]
Verbs = Mapping[str, Sequence[tuple[str, ...]]]  # verbs with their particles, by the verb


@dataclass(frozen=True, slots=True)
class Joining:
    """Base forms of verbs that say how an event stands to what is beside it (see events.toml)."""

    supporting: frozenset[str]
    ordering: frozenset[str]
    causing: frozenset[str]
    giving_with: frozenset[str]
    giving_to: frozenset[str]


@dataclass(frozen=True)
class EventWords:
    """All entries by their first (verbs) or last (nouns) word, in the order in which they are tried."""

    verbs: Mapping[str, Sequence[Entry]]
    nouns: Mapping[str, Sequence[Entry]]
    adjectives: Mapping[str, Sense]
    light: Verbs
    subject_verbs: Verbs
    undergoing: frozenset[str]  # light verbs whose subject the event happens to
    partitive: frozenset[str]
    series: frozenset[str]  # nouns that make one of several events, partitives among them
    joining: Joining
    shares: frozenset[str]
    narrower: Sequence[tuple[frozenset[EventType], frozenset[str], EventType]]
    irregular: Mapping[str, str]  # past forms to base forms
    list_leads: frozenset[str]
    common: frozenset[str]  # verbs that tell of an event only in company, so that alone they are no sign of one
    roles: Mapping[str, RoleTable]
    scheme: Mapping[EventType, str]

    @cached_property
    def noun_forms(self) -> frozenset[str]:
        """The last words of all nouns, in singular and plural."""
        return frozenset(self.nouns)

    @property
    def known_verbs(self) -> frozenset[str]:
        """The base forms of all verbs that are an entry or part of one."""
        return frozenset([*self.verbs, *self.light, *self.subject_verbs])

    def roles_of(self, type_: EventType) -> RoleTable:
        """The role of each slot: by the type itself, else by its wider type."""
        return self.roles.get(type_.value) or self.roles.get(self.scheme[type_], self.roles["politics"])


_TOPS = ("conflict", "movement", "control", "harm", "support", "diplomacy", "politics", "other-event")


def wider_types() -> dict[EventType, str]:
    """The top concept of each event type: the enumeration lists each group after its top."""
    found: dict[EventType, str] = {}
    top = ""
    for type_ in EventType:
        if type_.value in _TOPS:
            top = type_.value
        found[type_] = top
    return found


WIDER = wider_types()


def event_words(table: Mapping[str, Any]) -> EventWords:
    """The lexicon from its TOML tables. Raises TypeError for a key or a value that no entry has."""
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for entry in table["verbs"]:
        sense = _sense(entry)
        for words in sense.words:
            verbs[words[0]].append((words, sense))
    for entry in table["nouns"]:
        sense = _sense(entry)
        for words in sense.words:
            # A lemmatiser may leave a rare plural as it is.
            for last in dict.fromkeys((words[-1], plurals(words[-1]))):
                nouns[last].append(((*words[:-1], last), sense))
    # Of two nouns the longer says more: 'air strike' before 'strike'; entries of equal length keep their order.
    light, partitive = table["light"], frozenset(table["light"]["partitive"])
    ordered = {word: sorted(entries, key=lambda entry: -len(entry[0])) for word, entries in nouns.items()}
    return EventWords(
        verbs=dict(verbs),
        nouns=ordered,
        adjectives={
            word: sense for entry in table["adjectives"] for sense in (_sense(entry),) for (word,) in sense.words
        },
        light=_by_first(light["verbs"]),
        subject_verbs=_by_first(light["subject_verbs"]),
        undergoing=frozenset(light["undergoing"]),
        partitive=partitive,
        shares=frozenset(table["shares"]["nouns"]),
        series=partitive | frozenset(light["series"]),
        joining=Joining(**{field.name: frozenset(table["joining"][field.name]) for field in fields(Joining)}),
        narrower=[
            (frozenset(map(EventType, entry["of"])), frozenset(entry["words"]), EventType(entry["type"]))
            for entry in table["narrower"]
        ],
        irregular={form: verb for verb, forms in table["irregular"].items() for form in forms},
        common=frozenset(table["common"]["verbs"]),
        list_leads=frozenset(table["lists"]["leads"]),
        roles=table["roles"],
        scheme=WIDER,
    )


def _split(words: str) -> tuple[str, ...]:
    """The tokens of an entry: a hyphen between letters is one, as in the texts."""
    return tuple(words.replace("-", " - ").split())


def _by_first(phrases: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        words = _split(phrase)
        found[words[0]].append(words)
    return dict(found)


_KEYS = {field.name.rstrip("_") for field in fields(Sense)}


def _sense(entry: Mapping[str, Any]) -> Sense:
    if unknown := set(entry) - _KEYS:
        raise TypeError(f"unknown key '{min(unknown)}' in an entry of type '{entry.get('type')}'")
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key == "words":
            values[key] = tuple(_split(words) for words in value)
        elif isinstance(value, list):
            values["with_" if key == "with" else key] = frozenset(value)
        else:
            values[key] = value
    try:
        values["type"] = EventType(entry["type"])
        values["measure"] = Measure(entry["measure"]) if "measure" in entry else None
    except ValueError as error:
        raise TypeError(str(error)) from error
    return Sense(**values)
