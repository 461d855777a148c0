"""What the gazetteer knows of a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.concepts import LocationPrecision

GEONAMES = "https://sws.geonames.org/{}/"
_GEONAMES_FORMS = re.compile(r"https?://(?:www\.|sws\.)?geonames\.org/(\d+)(?:[/?#].*)?", re.IGNORECASE)


def canonical_iri(iri: str) -> str:
    """The IRI that GeoNames gives a place, for any address of its page; others as they are."""
    found = _GEONAMES_FORMS.fullmatch(iri)
    return GEONAMES.format(int(found.group(1))) if found else iri


def is_geonames(iri: str) -> bool:
    """Whether an IRI is one that GeoNames gives."""
    return iri.startswith(GEONAMES.partition("{")[0])


class PlaceKind(StrEnum):
    """What a place is, as far as names and maps are concerned; the values stand in the data files."""

    AREA = "area"  # a continent, a region of several countries, a sea: known by name, without a position
    COUNTRY = "country"
    REGION = "region"  # first-level division: oblast, state, governorate
    COUNTY = "county"  # second-level division
    CITY = "city"
    FEATURE = "feature"  # a river, an island, a range with a position


PRECISION: dict[PlaceKind, LocationPrecision] = {
    PlaceKind.AREA: LocationPrecision.REGION,
    PlaceKind.COUNTRY: LocationPrecision.COUNTRY,
    PlaceKind.REGION: LocationPrecision.REGION,
    PlaceKind.COUNTY: LocationPrecision.REGION,
    PlaceKind.CITY: LocationPrecision.CITY,
    PlaceKind.FEATURE: LocationPrecision.REGION,
}


# The kinds of places that a generic word ('Kursk region'), or a precision known from elsewhere, allows.
FITTING: dict[str, frozenset[PlaceKind]] = {
    "country": frozenset({PlaceKind.COUNTRY}),
    "region": frozenset({PlaceKind.REGION, PlaceKind.COUNTY, PlaceKind.AREA, PlaceKind.FEATURE}),
    "county": frozenset({PlaceKind.COUNTY, PlaceKind.REGION}),
    "city": frozenset({PlaceKind.CITY}),
}


class NameUse(StrEnum):
    """How a name belongs to a place; the values stand in the data files."""

    MAIN = "m"  # its English name
    OTHER = "o"  # another name or spelling
    BARE = "b"  # a region without its generic word: 'Kursk' of Kursk Oblast
    DEMONYM = "d"  # 'Turkish', 'Syrians'
    SHORT = "s"  # an abbreviation: 'Tex.', 'TX'


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place. Degrees are WGS 84; a position that is only that of a wider area is left out.

    `country` is ISO 3166-1 alpha-2 or empty; `region` is GeoNames' first-level code within it; `county` the name of
    the second-level division. `population` is 0 where it is not known. `feature` is GeoNames' feature code or empty.
    """

    id: str
    name: str
    kind: PlaceKind
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
    region: str = ""
    county: str = ""
    population: int = 0
    feature: str = ""
    geonames: int | None = None

    @property
    def iri(self) -> str | None:
        """The IRI of the place at GeoNames, if it is known there."""
        return GEONAMES.format(self.geonames) if self.geonames else None

    @property
    def precision(self) -> LocationPrecision:
        """How exactly the position says where something at this place is."""
        if self.kind is PlaceKind.CITY and self.latitude is None:
            return LocationPrecision.REGION  # a village of which only the oblast is known
        return PRECISION[self.kind]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, how the name belongs to it, and the kind that the words asked for.

    `variant` is the listed spelling where the name as written is in no list; `part` as in `spelling.Reading`.
    """

    place: GazetteerPlace
    use: NameUse
    wants: str | None = None
    part: bool = False
    variant: str | None = None
