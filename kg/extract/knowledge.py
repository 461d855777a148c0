"""The lexicons as the rules use them, read from the TOML files of `kg/extract/lexicons/` and of a user's folder.

A user's file has the name of a shipped one. Its lists add to the shipped lists ('-word' takes a word out), its tables
replace entries of the same key; in `countries.toml` each country is a table.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.concepts import Echelon
from kg.errors import Problem, SettingsError
from kg.extract.phrases import Phrases, phrase_set, phrase_words, plurals
from kg.extract.statements.event_words import EventWords, event_words
from kg.extract.statements.figure_words import FigureWords, load_figure_words
from kg.extract.statements.measure_words import MeasureWords, measure_words
from kg.extract.statements.source_words import FactualityWords, SourceWords, factuality_words, source_words

FILES = (
    "countries",
    "people",
    "titles",
    "organizations",
    "military",
    "places",
    "equipment",
    "newsroom",
    "times",
    "figures",
    "events",
    "sources",
    "factuality",
    "measures",
)


@dataclass(frozen=True)
class Countries:
    """Names, adjectives, peoples and seats of government, each leading to the label of a country."""

    names: Phrases[str]
    adjectives: Phrases[str]
    peoples: Phrases[str]
    seats: Phrases[str]
    metonyms: Phrases[str]
    adjective_of: Mapping[str, str]


@dataclass(frozen=True)
class People:
    """Nouns for people without a name; the value of an actor noun is whether it is plural."""

    actors: Phrases[bool]
    collectives: Phrases[bool]
    relations: Phrases[bool]
    sources: Phrases[bool]
    counted: Phrases[bool]
    tolls: Phrases[bool]
    audiences: Phrases[bool]
    telling: Phrases[bool]
    vague: Phrases[bool]
    male: Phrases[bool]
    female: Phrases[bool]


@dataclass(frozen=True)
class Titles:
    """Ranks, offices and professions; `any` has all of them."""

    ranks: Phrases[bool]
    offices: Phrases[bool]
    honorifics: Phrases[bool]
    modifiers: Phrases[bool]
    heads: Phrases[bool]
    styles: Phrases[bool]
    portfolios: Phrases[bool]
    any: Phrases[bool]


@dataclass(frozen=True)
class Organizations:
    """Head nouns of organisations, outlets and known short forms."""

    heads: Phrases[bool]
    national: Phrases[bool]
    vague: Phrases[bool]
    voices: Phrases[bool]
    media: Phrases[bool]
    platforms: Phrases[bool]
    stations: Phrases[bool]
    names: Phrases[bool]
    joining: Phrases[bool]  # words of names that go on with 'of'
    acronyms: Mapping[str, str]


@dataclass(frozen=True)
class Military:
    """Words for formations and forces."""

    forces: Phrases[bool]
    individuals: Phrases[bool]
    whole: Phrases[bool]
    kinds: Phrases[int]  # word before a force noun → number of its kind: synonyms share it
    branches: Phrases[bool]
    bodies: Phrases[bool]
    qualifiers: Phrases[bool]
    echelons: Phrases[Echelon]
    formations: Phrases[bool]
    usage: Phrases[tuple[str, ...]]  # term → countries whose forces use it
    moving: Phrases[bool]


@dataclass(frozen=True)
class Places:
    """Nouns for places."""

    facilities: Phrases[bool]
    general: Phrases[bool]
    areas: Phrases[bool]
    regions: Phrases[bool]
    sectors: Phrases[bool]
    sides: Phrases[bool]
    houses: Phrases[bool]
    named: Phrases[bool]  # words of names of natural features, streets and the like
    adjectives: Phrases[str]  # of regions that are no country: European, Western
    world: Phrases[str]
    speaking: Phrases[bool]
    addressing: Phrases[bool]


@dataclass(frozen=True)
class EquipmentWords:
    """Kinds and designations of equipment; the value of a kind is its singular."""

    kinds: Phrases[str]
    general: Phrases[bool]
    designations: Phrases[bool]
    fighters: Phrases[bool]  # kinds only after a designation
    vessels: Phrases[bool]
    hulls: Phrases[bool]
    measures: Phrases[bool]
    prefixes: frozenset[str]


@dataclass(frozen=True)
class TimeWords:
    """Words of dates and durations, folded, with what they count for."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]  # with their plurals
    parts: Mapping[str, str]
    thirds: Mapping[str, int]
    seasons: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    days: Mapping[str, int]
    shifts: Mapping[str, int]
    anchored: Mapping[str, int]
    afterwards: Phrases[str]
    references: Phrases[str]
    sets: Mapping[str, str]
    holidays: Phrases[str]
    prepositions: Phrases[str]
    words: Mapping[str, Phrases[bool]]
    future: Mapping[str, Phrases[bool]]


@dataclass(frozen=True)
class Lexicons:
    """All lexicons."""

    countries: Countries
    people: People
    titles: Titles
    organizations: Organizations
    military: Military
    places: Places
    equipment: EquipmentWords
    newsroom: Phrases[bool]
    newsroom_events: Phrases[bool]
    times: TimeWords
    figures: FigureWords
    events: EventWords
    sources: SourceWords
    factuality: FactualityWords
    measures: MeasureWords
    common: frozenset[str]  # words of common phrases: a capital at the start of a sentence makes no name of them


def load_lexicons(folder: Path | None = None) -> Lexicons:
    """The shipped lexicons, with the files of a user's folder merged over them.

    Raises SettingsError where a file of the folder is not one of the lexicons, or not TOML of their form.
    """
    return _load(folder)


@cache
def lexicons_sha256(folder: Path | None = None) -> str:
    """The hash of all lexicons in force, in hex: what a record that names them can be repeated with."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(files("kg.extract").joinpath("lexicons", f"{name}.toml").read_bytes())
    for path in sorted(folder.glob("*.toml")) if folder is not None else ():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def _load(folder: Path | None) -> Lexicons:
    tables = {name: _shipped(name) for name in FILES}
    if folder is not None:
        for path in sorted(folder.glob("*.toml")):
            if path.stem not in FILES:
                fix = f"name it {', '.join(f'{name}.toml' for name in FILES)}"
                raise SettingsError(Problem(str(path), None, f"there is no lexicon '{path.stem}'", fix))
            try:
                own = tomllib.loads(path.read_text(encoding="utf-8"))
                tables[path.stem] = _merged(tables[path.stem], own)
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
                fix = "write lists and tables as in the shipped file of that name"
                raise SettingsError(Problem(str(path), None, f"not a lexicon: {error}", fix)) from error
    try:
        return _lexicons(tables)
    except (TypeError, KeyError, ValueError) as error:
        fix = "compare it with the shipped files of the same names"
        raise SettingsError(Problem(str(folder), None, f"a lexicon does not hold together: {error}", fix)) from error


def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads(files("kg.extract").joinpath("lexicons", f"{name}.toml").read_text(encoding="utf-8"))


def _merged(shipped: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(shipped)
    for key, value in own.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[key] = {**before, **value}
        elif isinstance(before, list) and isinstance(value, list):
            if any(isinstance(item, dict) for item in (*before, *value)):
                merged[key] = [*value, *before]  # entries are tried in order: a user's come first
                continue
            gone = {item[1:] for item in value if isinstance(item, str) and item.startswith("-")}
            added = [item for item in value if not (isinstance(item, str) and item.startswith("-"))]
            merged[key] = [item for item in before if item not in gone] + added
        elif before is None or isinstance(before, type(value)):
            merged[key] = value
        else:
            raise TypeError(f"'{key}' is a {type(before).__name__} in the shipped file")
    return merged


def _lexicons(tables: Mapping[str, dict[str, Any]]) -> Lexicons:
    organizations, places = tables["organizations"], tables["places"]
    return Lexicons(
        countries=_countries(tables["countries"]),
        people=_people(tables["people"]),
        titles=_titles(tables["titles"]),
        organizations=Organizations(
            heads=_numbers(organizations["heads"]),
            national=phrase_set(organizations["national"]),
            vague=_numbers(organizations["vague"]),
            voices=phrase_set(organizations["voices"]),
            media=phrase_set(organizations["media"]),
            platforms=phrase_set(organizations["platforms"]),
            stations=phrase_set(organizations["stations"]),
            names=phrase_set(organizations["names"]),
            joining=phrase_set(organizations["joining"]),
            acronyms=dict(organizations["acronyms"]),
        ),
        military=_military(tables["military"]),
        places=Places(
            facilities=_numbers(places["facilities"]),
            general=_numbers(places["general"]),
            areas=_numbers(places["areas"]),
            regions=phrase_set(places["regions"]),
            sectors=phrase_set(places["sectors"]),
            sides=phrase_set(places["sides"]),
            houses=_numbers(places["houses"]),
            named=phrase_set(places["named"]),
            adjectives=Phrases(dict.fromkeys(places["adjectives"], "")),
            world=Phrases(dict.fromkeys(places["world"], "")),
            speaking=_verbs(places["speaking"]),
            addressing=_verbs(places["addressing"]),
        ),
        equipment=_equipment(tables["equipment"]),
        newsroom=phrase_set(tables["newsroom"]["notes"]),
        newsroom_events=phrase_set(tables["newsroom"]["events"]),
        times=_times(tables["times"]),
        figures=load_figure_words(tables["figures"]),
        events=event_words(tables["events"]),
        sources=source_words(tables["sources"]),
        factuality=factuality_words(tables["factuality"]),
        measures=measure_words(tables["measures"]),
        common=_common(tables),
    )


def _verbs(verbs: list[str]) -> Phrases[bool]:
    """Verbs with their regular forms: what a lemmatiser misses is found all the same."""
    forms: dict[str, bool] = {}
    for verb in verbs:
        stem = verb.removesuffix("e")
        past = f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{stem}ed"
        forms.update(dict.fromkeys((verb, plurals(verb), past, f"{stem}ing"), True))
    return Phrases(forms)


def _common(tables: Mapping[str, dict[str, Any]]) -> frozenset[str]:
    """The words of all lists of common nouns, in singular and plural."""
    people, titles, places, military = tables["people"], tables["titles"], tables["places"], tables["military"]
    phrases = [
        *(
            phrase
            for name in ("actors", "collectives", "relations", "counted", "tolls", "audiences", "vague")
            for phrase in people[name]
        ),
        *titles["modifiers"],
        *titles["professions"],
        *tables["organizations"]["heads"],
        *places["facilities"],
        *places["areas"],
        *military["forces"],
        *(word for kind in military["kinds"] for word in kind),
        *tables["equipment"]["kinds"],
    ]
    return frozenset(word for phrase in phrases for form in (phrase, plurals(phrase)) for word in phrase_words(form))


def _numbers(nouns: list[str]) -> Phrases[bool]:
    """Nouns in singular and plural; the value is whether it is the plural."""
    table: dict[str, bool] = {}
    for noun in nouns:
        table[noun] = noun.endswith("men") or noun in _PLURAL_NOUNS
        table.setdefault(plurals(noun), True)
    return Phrases(table)


_PLURAL_NOUNS = frozenset(
    {"women", "men", "children", "authorities", "troops", "firefighters", "security forces", "youths"}
)


def _countries(table: Mapping[str, Any]) -> Countries:
    names: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {"adjectives": {}, "peoples": {}, "capitals": {}, "metonyms": {}}
    for label, country in table.items():
        names[label] = label
        names.update(dict.fromkeys(country.get("names", ()), label))
        for column, words in columns.items():
            for word in country.get(column, ()):
                words.setdefault(word, label)
    adjective_of = {label: country["adjectives"][0] for label, country in table.items() if country.get("adjectives")}
    return Countries(
        names=Phrases(names),
        adjectives=Phrases(columns["adjectives"]),
        peoples=Phrases(columns["peoples"]),
        seats=Phrases(columns["capitals"]),
        metonyms=Phrases(columns["metonyms"]),
        adjective_of=adjective_of,
    )


def _people(table: Mapping[str, Any]) -> People:
    gender: Mapping[str, list[str]] = table["gender"]
    return People(
        actors=_numbers(table["actors"]),
        collectives=phrase_set(table["collectives"]),
        relations=_numbers(table["relations"]),
        sources=_numbers(table["sources"]),
        counted=_numbers(table["counted"]),
        tolls=_numbers(table["tolls"]),
        audiences=_numbers(table["audiences"]),
        telling=_verbs(table["telling"]),
        vague=phrase_set(table["vague"]),
        male=phrase_set(gender["male"]),
        female=phrase_set(gender["female"]),
    )


def _titles(table: Mapping[str, list[str]]) -> Titles:
    several = [*table["ranks"], *table["offices"], *table["professions"], *table["honorifics"], *table["styles"]]
    return Titles(
        ranks=phrase_set(table["ranks"]),
        offices=phrase_set(table["offices"]),
        honorifics=phrase_set(table["honorifics"]),
        modifiers=phrase_set(table["modifiers"]),
        heads=phrase_set(table["heads"]),
        styles=phrase_set(table["styles"]),
        portfolios=phrase_set(table["portfolios"]),
        any=phrase_set(several),
    )


def _military(table: Mapping[str, Any]) -> Military:
    usage: dict[str, tuple[str, ...]] = {}
    for entry in table["usage"]:
        usage.update(dict.fromkeys(entry["words"], tuple(entry["countries"])))
    return Military(
        forces=phrase_set(table["forces"]),
        individuals=phrase_set(table["individuals"]),
        whole=phrase_set(table["whole"]),
        kinds=Phrases({word: number for number, kind in enumerate(table["kinds"]) for word in kind}),
        branches=phrase_set(table["branches"]),
        bodies=phrase_set(table["bodies"]),
        qualifiers=phrase_set(table["qualifiers"]),
        echelons=Phrases({word: Echelon(level) for word, level in table["echelons"].items()}),
        formations=phrase_set(table["formations"]["words"]),
        usage=Phrases(usage),
        moving=_verbs(table["moving"]["verbs"]),
    )


def _equipment(table: Mapping[str, list[str]]) -> EquipmentWords:
    kinds: dict[str, str] = {}
    for noun in table["kinds"]:
        kinds[noun] = noun
        kinds.setdefault(plurals(noun), noun)
    return EquipmentWords(
        kinds=Phrases(kinds),
        general=_numbers(table["general"]),
        designations=phrase_set(table["designations"]),
        fighters=_numbers(table["after_designation"]),
        vessels=_numbers(table["vessels"]),
        hulls=phrase_set(table["hulls"]),
        measures=phrase_set(table["measures"]),
        prefixes=frozenset(table["prefixes"]),
    )


def _times(table: Mapping[str, Any]) -> TimeWords:
    future: Mapping[str, list[str]] = table["future"]
    return TimeWords(
        months=table["months"],
        weekdays=table["weekdays"],
        units={form: code for unit, code in table["units"].items() for form in (unit, plurals(unit))},
        parts=table["parts"],
        thirds=table["thirds"],
        seasons=table["seasons"],
        numbers=table["numbers"],
        ordinals=table["ordinals"],
        decades=table["decades"],
        days=table["days"],
        shifts=table["shifts"],
        anchored=table["anchored"],
        afterwards=Phrases(table["afterwards"]),
        references=Phrases(table["references"]),
        sets=table["sets"],
        holidays=Phrases(table["holidays"]),
        prepositions=Phrases(table["prepositions"]),
        words={name: phrase_set(words) for name, words in table["words"].items()},
        future={name: _verbs(words) if name != "auxiliaries" else phrase_set(words) for name, words in future.items()},
    )
