"""The gazetteer's files, read lazily: a lookup decompresses the members it needs, and nothing else is loaded.

Two zip files of small text members: names (normalised key → numbers of places, sorted, by the first letters of the
key) and places (one line each, a thousand in a member). Countries and hand-written areas are small and held whole.
"""

from __future__ import annotations

import bisect
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from kg.link.gazetteer.model import FITTING, GEONAMES, Candidate, GazetteerPlace, NameUse, PlaceKind
from kg.link.gazetteer.world import World, load_world
from kg.link.spelling import Reading, normalise, readings, variants

PLACES_FILE = "places.zip"
NAMES_FILE = "names.zip"
ROWS_PER_MEMBER = 1000
_FIELDS = 11
REGIONS_MEMBER = "regions"
_LEAST_LETTERS = 5  # of a name that may be spelled otherwise: short ones have too many neighbours
_MOST_VARIANTS = 60  # guesses that are looked up for one name


def member_of(key: str) -> str:
    """The member of the names file that holds a key."""
    return key[:2].strip() or "0"


def write_place(place: GazetteerPlace) -> str:
    """A place as one line."""
    fields = (
        place.id,
        "" if place.kind is PlaceKind.CITY else place.kind.value,
        place.name,
        "" if place.latitude is None else str(place.latitude),
        "" if place.longitude is None else str(place.longitude),
        place.country,
        place.region,
        place.county,
        str(place.population or ""),
        place.feature,
        "" if place.geonames is None or str(place.geonames) == place.id else str(place.geonames),
    )
    return "\t".join(fields).rstrip("\t")


def read_place(line: str) -> GazetteerPlace:
    """A place from its line."""
    fields = line.split("\t")
    id_, kind, name, latitude, longitude, country, region, county, population, feature, geonames = [
        *fields, *[""] * (_FIELDS - len(fields)),
    ]  # fmt: skip
    return GazetteerPlace(
        id_,
        name,
        PlaceKind(kind or "city"),
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        country,
        region,
        county,
        int(population or 0),
        feature,
        int(geonames or id_) if geonames or id_.isdecimal() else None,
    )


class Gazetteer:
    """Places by name and by id. All answers are in a fixed order, the same on every run."""

    def __init__(self, names: bytes, places: bytes, world: World) -> None:
        self._names = zipfile.ZipFile(io.BytesIO(names))
        self._places = zipfile.ZipFile(io.BytesIO(places))
        self._members = frozenset(self._names.namelist())
        self._place_members = frozenset(self._places.namelist()) - {REGIONS_MEMBER}
        self._world = world
        self._regions = cache(self._read_regions)
        self._numbers = cache(self._read_numbers)
        self._lines = lru_cache(maxsize=None)(self._read_lines)
        self.named = lru_cache(maxsize=8192)(self._named)
        self.place_at = lru_cache(maxsize=65536)(self._place_at)
        self.by_iri = lru_cache(maxsize=1024)(self._by_iri)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """All places that a name may mean, not ranked; spelling variants where nothing else is found.

        A name that is listed as it is written means that: 'Kansas City' is not Kansas. A generic word rules out other
        kinds of places: 'Tokmak region' is not the town. A place appears once.
        """
        found: dict[str, Candidate] = {}
        for candidate in self.candidates_listed(name) or self._respelled(name):
            found.setdefault(candidate.place.id, candidate)
        return tuple(found.values())

    def candidates_listed(self, name: str) -> tuple[Candidate, ...]:
        """The places that a name means as it is written, or else without its generic words; no spelling variants."""
        literal, *others = readings(name)
        return tuple(self._read(literal)) or tuple(c for reading in others for c in self._read(reading))

    def _read(self, reading: Reading) -> Iterator[Candidate]:
        for place, use in self.named(reading.key):
            if reading.wants is None or place.kind in FITTING[reading.wants]:
                yield Candidate(place, use, reading.wants, reading.part)

    def _respelled(self, name: str) -> Iterator[Candidate]:
        for reading in readings(name):
            if len(reading.key) < _LEAST_LETTERS:
                continue
            for spelling in variants(reading.key)[:_MOST_VARIANTS]:
                if found := tuple(self._read(Reading(spelling, reading.wants, reading.part))):
                    yield from (replace(candidate, variant=spelling) for candidate in found)
                    return

    def _named(self, key: str) -> tuple[tuple[GazetteerPlace, NameUse], ...]:
        """The places that a normalised key names, with how it names them."""
        found = list(self._world.named(key))
        member = member_of(key)
        if key and member in self._members:
            lines = self._lines("names", member)
            at = bisect.bisect_left(lines, f"{key}\t")
            if at < len(lines) and lines[at].startswith(f"{key}\t"):
                words = lines[at].partition("\t")[2].split(" ")
                found.extend((self.place_at(int(word[:-1], 16)), NameUse(word[-1])) for word in words)
        return tuple(found)

    def _place_at(self, number: int) -> GazetteerPlace:
        member, row = divmod(number, ROWS_PER_MEMBER)
        return read_place(self._lines("places", str(member))[row])

    def _read_lines(self, archive: str, member: str) -> Sequence[str]:
        source = self._names if archive == "names" else self._places
        return source.read(member).decode().split("\n")

    def demonyms(self, word: str) -> tuple[GazetteerPlace, ...]:
        """The countries whose people or adjective a word is."""
        return tuple(place for place, use in self._world.named(normalise(word)) if use is NameUse.DEMONYM)

    def country(self, code: str) -> GazetteerPlace | None:
        """A country by its ISO 3166-1 alpha-2 code."""
        return self._world.country(code)

    def region(self, country: str, code: str) -> GazetteerPlace | None:
        """A first-level division by its country and GeoNames' code."""
        return self._regions().get((country, code))

    def _read_regions(self) -> dict[tuple[str, str], GazetteerPlace]:
        lines = self._lines("places", REGIONS_MEMBER)
        return {(p.country, p.region): p for p in map(read_place, lines)}

    def _by_iri(self, iri: str) -> GazetteerPlace | None:
        """A place by its GeoNames IRI. The first one reads the whole table: for what a person wrote, not for names."""
        number = iri.rstrip("/").rpartition("/")[2]
        if iri != GEONAMES.format(number):
            return None
        for place in self._world.places():
            if place.iri == iri:
                return place
        row = self._numbers().get(int(number)) if number.isdecimal() else None
        return None if row is None else self.place_at(row)

    def _read_numbers(self) -> dict[int, int]:
        """The row of each place that has a GeoNames number."""
        rows: dict[int, int] = {}
        for member in sorted(self._place_members, key=int):
            for row, line in enumerate(self._lines("places", member), start=int(member) * ROWS_PER_MEMBER):
                fields = line.split("\t")
                number = fields[-1] if len(fields) == _FIELDS else fields[0]
                if number.isdecimal():
                    rows.setdefault(int(number), row)
        return rows

    def container(self, place: GazetteerPlace) -> GazetteerPlace | None:
        """The next wider place that is known to hold a place: its region, else its country."""
        if place.kind in (PlaceKind.COUNTRY, PlaceKind.AREA):
            return None
        if place.kind is not PlaceKind.REGION and (region := self.region(place.country, place.region)):
            return region
        return self.country(place.country)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that ships with kg. Takes milliseconds; members are read when they are asked for."""
    folder = files("kg.link.gazetteer").joinpath("data")
    # In memory as they are, compressed: no file stays open, and none is shared by processes that were forked.
    return Gazetteer(folder.joinpath(NAMES_FILE).read_bytes(), folder.joinpath(PLACES_FILE).read_bytes(), load_world())
