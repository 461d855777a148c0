"""Reads GeoNames' postal table of Ukraine for the gazetteer: villages, and names in the national romanisation."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

from kg.link.gazetteer.model import GazetteerPlace, NameUse, PlaceKind
from kg.link.gazetteer.sources import Row, position_of
from kg.link.spelling import normalise, romanise

_Village = tuple[str, str, str]  # region, district, name in Cyrillic
_Spot = tuple[float, float]  # latitude, longitude

_CROWDED = 3  # villages at one spot: it is their post office's, or the middle of their district
_ATLAS_CELL = 0.25  # degrees: smaller than a region, larger than the distance between towns
_SAME_VILLAGE = 0.1  # degrees: two sources put one village that far apart, and seldom two of one name so near


def with_national_names(data: Path, rows: Sequence[Row]) -> list[Row]:
    """Ukrainian places under their national romanisation, as the postal table has them; older names stay known."""
    numbers = _by_ukrainian_name(rows)
    national: dict[str, str] = {}
    for (region, _, name), spots in sorted(_postal(data).items()):
        own, *others = _romanised(name)
        for other in (own, *others):
            for place in numbers[region, normalise(other)]:
                if spots and _is_near(place, spots):
                    national.setdefault(place.id, own)
    out = []
    for row in rows:
        name = national.get(row.place.id, row.place.name)
        if name == row.place.name:
            out.append(row)
            continue
        others_ = ((other, NameUse.OTHER) for other, _ in row.names if other != name)
        out.append(Row(replace(row.place, name=name), ((name, NameUse.MAIN), *others_)))
    return out


def _by_ukrainian_name(rows: Sequence[Row]) -> dict[tuple[str, str], list[GazetteerPlace]]:
    """The Ukrainian places of some rows by region and each of their names."""
    listed: dict[tuple[str, str], list[GazetteerPlace]] = defaultdict(list)
    for row in rows:
        if row.place.country == "UA":
            for name, _ in row.names:
                listed[row.place.region, normalise(name)].append(row.place)
    return listed


def read_villages(data: Path, cities: Sequence[Row]) -> list[Row]:
    """The places of Ukraine's postal table that GeoNames' list of bigger places lacks, by their romanised names.

    Where many places share one position it is that of their district, and is left out.
    """
    listed = _by_ukrainian_name(cities)
    rows = []
    for (region, district, name), spots in sorted(_plausible(_postal(data), _atlas(cities)).items()):
        names = _romanised(name)
        if any(_is_near(place, spots) for other in names for place in listed[region, normalise(other)]):
            continue
        latitude, longitude = spots[0] if spots else (None, None)
        id_ = f"UA.{region}.{normalise(district).replace(' ', '-')}.{normalise(names[0]).replace(' ', '-')}"
        place = GazetteerPlace(id_, names[0], PlaceKind.CITY, latitude, longitude, "UA", region, district)
        uses = ((names[0], NameUse.MAIN), *((other, NameUse.OTHER) for other in names[1:]))
        rows.append(Row(place, uses))
    unique: dict[str, Row] = {}
    for row in rows:
        number = 2
        id_ = row.place.id
        while id_ in unique:
            id_, number = f"{row.place.id}.{number}", number + 1
        unique[id_] = Row(replace(row.place, id=id_), row.names)
    return list(unique.values())


@cache
def _postal(data: Path) -> dict[_Village, tuple[tuple[float, float], ...]]:
    """The places of the postal table with their positions; a position that many share is none."""
    found: dict[_Village, dict[tuple[float, float], None]] = defaultdict(dict)
    crowd: dict[tuple[float, float], set[str]] = defaultdict(set)
    with (data / "ua_postal/zipcodes.ua.csv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            spot = (float(line["latitude"]), float(line["longitude"]))
            crowd[spot].add(line["place"])
            found[line["state_code"], line["province"], line["place"].partition("(")[0].strip()][spot] = None
    return {village: tuple(spot for spot in spots if len(crowd[spot]) < _CROWDED) for village, spots in found.items()}


def _atlas(cities: Iterable[Row]) -> dict[tuple[int, int], set[str]]:
    """The regions of Ukraine that the towns of each cell and of those around it lie in."""
    atlas: dict[tuple[int, int], set[str]] = defaultdict(set)
    for place in (row.place for row in cities if row.place.country == "UA"):
        latitude, longitude = position_of(place)
        for north, east in product((-1, 0, 1), repeat=2):
            atlas[int(latitude // _ATLAS_CELL) + north, int(longitude // _ATLAS_CELL) + east].add(place.region)
    return atlas


def _plausible(
    villages: Mapping[_Village, tuple[_Spot, ...]], atlas: Mapping[tuple[int, int], set[str]]
) -> dict[_Village, tuple[_Spot, ...]]:
    """The villages with the positions that can be theirs: the table puts some where a namesake of theirs lies."""
    own = {
        village: tuple(
            s for s in spots if village[0] in atlas.get((int(s[0] // _ATLAS_CELL), int(s[1] // _ATLAS_CELL)), ())
        )
        for village, spots in villages.items()
    }
    claims = Counter((village[2], spot) for village, spots in own.items() for spot in spots)
    return {village: tuple(s for s in spots if claims[village[2], s] == 1) for village, spots in own.items()}


def _romanised(name: str) -> tuple[str, ...]:
    """The national form first, then those that older maps and Russian texts would have."""
    plain = name.replace("'", "").replace("’", "")
    national = romanise(plain, russian=False)
    bgn = national.replace("iia", "iya").replace("ii", "iy").replace("ia", "ya").replace("iu", "yu").replace("ie", "ye")
    return tuple(dict.fromkeys((national, bgn)))


def _is_near(place: GazetteerPlace, spots: Sequence[tuple[float, float]]) -> bool:
    """Whether a listed place is the one at these positions; where they are not known, the name has to do."""
    latitude, longitude = position_of(place)
    return not spots or any(
        abs(latitude - a) < _SAME_VILLAGE and abs(longitude - b) < 1.5 * _SAME_VILLAGE for a, b in spots
    )
