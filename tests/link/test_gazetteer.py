"""What the shipped gazetteer knows, and how its files behave."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts import LocationPrecision
from kg.link.gazetteer import Candidate, Gazetteer, PlaceKind, load_gazetteer
from kg.link.gazetteer.model import GazetteerPlace
from kg.link.gazetteer.store import read_place, write_place

LARGEST_FILE = 5_000_000


def best(gazetteer: Gazetteer, name: str, kind: PlaceKind) -> GazetteerPlace:
    """The most populous candidate of a kind."""
    found = [c.place for c in gazetteer.candidates(name) if c.place.kind is kind]
    return max(found, key=lambda place: place.population)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Kyiv", PlaceKind.CITY, "Kyiv"),
        ("Kiev", PlaceKind.CITY, "Kyiv"),
        ("Kharkov", PlaceKind.CITY, "Kharkiv"),
        ("Odessa", PlaceKind.CITY, "Odesa"),
        ("Artemivsk", PlaceKind.CITY, "Bakhmut"),
        ("U.S.", PlaceKind.COUNTRY, "United States"),
        ("Britain", PlaceKind.COUNTRY, "United Kingdom"),
        ("Burma", PlaceKind.COUNTRY, "Myanmar"),
        ("Syrian", PlaceKind.COUNTRY, "Syria"),
        ("Turks", PlaceKind.COUNTRY, "Turkey"),
        ("DRC", PlaceKind.COUNTRY, "Democratic Republic of the Congo"),
        ("Kursk Oblast", PlaceKind.REGION, "Kursk Oblast"),
        ("Kursk region", PlaceKind.REGION, "Kursk Oblast"),
        ("Donetsk Oblast", PlaceKind.REGION, "Donetsk Oblast"),
        ("Tex.", PlaceKind.REGION, "Texas"),
        ("North Darfur", PlaceKind.REGION, "North Darfur"),
        ("Rapides Parish", PlaceKind.COUNTY, "Rapides Parish"),
        ("Middle East", PlaceKind.AREA, "Middle East"),
        ("Sea of Azov", PlaceKind.FEATURE, "Sea of Azov"),
    ],
)
def test_names_and_spellings_are_known(gazetteer: Gazetteer, name: str, kind: PlaceKind, expected: str) -> None:
    """Under English names, older and other spellings, demonyms and abbreviations."""
    assert best(gazetteer, name, kind).name == expected


@pytest.mark.parametrize("village", ["Robotyne", "Klishchiivka", "Urozhaine"])
def test_villages_of_ukraine_are_known(gazetteer: Gazetteer, village: str) -> None:
    """The postal table has places that lists of towns lack."""
    assert any(c.place.country == "UA" for c in gazetteer.candidates(village))


def test_a_spelling_that_is_in_no_list_is_found_by_rule(gazetteer: Gazetteer) -> None:
    """The candidate says which listed spelling it was."""
    found = gazetteer.candidates("Klishcheevka")
    assert {(c.place.name, c.variant) for c in found} == {("Klishchiivka", "klishchiivka")}


def test_a_name_of_no_place_has_no_candidates(gazetteer: Gazetteer) -> None:
    """Nothing is guessed."""
    assert gazetteer.candidates("Xyzzyplugh") == ()
    assert gazetteer.candidates("") == ()


def test_a_village_without_a_position_of_its_own_is_only_as_exact_as_its_region() -> None:
    """The postal table puts some villages at the middle of their district."""
    place = GazetteerPlace("UA.01.x.y", "Y", PlaceKind.CITY, country="UA", region="01")
    assert place.precision is LocationPrecision.REGION
    assert place.iri is None


def test_containment_goes_from_village_to_country(gazetteer: Gazetteer) -> None:
    """Village, oblast, country, and then nothing."""
    village = best(gazetteer, "Robotyne", PlaceKind.CITY)
    oblast = gazetteer.container(village)
    assert oblast is not None
    country = gazetteer.container(oblast)
    assert country is not None
    assert (oblast.name, country.name) == ("Zaporizhzhia Oblast", "Ukraine")
    assert gazetteer.container(country) is None


@pytest.mark.parametrize("city", ["Kyiv", "Moscow", "Berlin"])
def test_a_city_that_is_a_region_of_its_own_lies_in_its_country(gazetteer: Gazetteer, city: str) -> None:
    """'Kyiv City' is no second place around Kyiv."""
    container = gazetteer.container(best(gazetteer, city, PlaceKind.CITY))
    assert container is not None
    assert container.kind is PlaceKind.COUNTRY


def test_links_are_those_of_geonames(gazetteer: Gazetteer) -> None:
    """Only a source that can be named is linked to."""
    kyiv = best(gazetteer, "Kyiv", PlaceKind.CITY)
    assert kyiv.iri == "https://sws.geonames.org/703448/"
    assert gazetteer.by_iri("https://sws.geonames.org/703448/") == kyiv
    assert gazetteer.by_iri("https://sws.geonames.org/1/") is None
    assert gazetteer.by_iri("https://example.org/703448/") is None


def test_all_sorts_of_places_are_found_by_their_links(gazetteer: Gazetteer) -> None:
    """Countries, regions, and cities in every part of the table."""
    country, region = gazetteer.country("RU"), gazetteer.region("US", "TX")
    assert country is not None
    assert region is not None
    for place in (country, region, *map(gazetteer.place_at, range(0, 150_000, 10_007))):
        assert place.iri is None or gazetteer.by_iri(place.iri) == place


def test_candidates_are_the_same_in_another_process() -> None:
    """Whatever the seed of Python's hashes is."""
    code = "from kg.link.gazetteer import *; print([c.place.id for c in load_gazetteer().candidates('Springfield')])"
    out = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(out) == 1


@given(st.text(max_size=30))
def test_any_name_can_be_looked_up(name: str) -> None:
    """Wild names give candidates or none, and no error."""
    assert all(isinstance(candidate, Candidate) for candidate in load_gazetteer().candidates(name))


_words = st.text(st.characters(codec="utf-8", exclude_characters="\t\n", exclude_categories=["C"]), max_size=20)


@given(
    st.builds(
        GazetteerPlace,
        id=st.from_regex(r"UA\.[a-z]+", fullmatch=True),
        name=_words,
        kind=st.sampled_from(PlaceKind),
        latitude=st.none() | st.integers(-9000, 9000).map(lambda n: n / 100),
        longitude=st.none() | st.integers(-9000, 9000).map(lambda n: n / 100),
        country=st.sampled_from(["", "UA"]),
        population=st.integers(0, 10**9),
        geonames=st.none() | st.integers(1, 10**8),
    )
)
def test_a_place_survives_its_line(place: GazetteerPlace) -> None:
    """What is written is read back."""
    assert read_place(write_place(place)) == place


def test_no_data_file_is_too_large_for_git() -> None:
    """Each below 5 MB."""
    folder = Path(str(files("kg.link.gazetteer").joinpath("data")))
    assert [path.name for path in folder.iterdir() if path.stat().st_size > LARGEST_FILE] == []


def test_every_source_is_credited() -> None:
    """GeoNames by CC BY 4.0, the countries by the ODbL."""
    notice = files("kg.link.gazetteer").joinpath("data", "NOTICE.md").read_text(encoding="utf-8")
    for credit in ("GeoNames", "CC BY 4.0", "mledoze/countries", "ODbL"):
        assert credit in notice
