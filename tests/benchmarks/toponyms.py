"""Share of gold toponyms placed within 161 km, on TR-News and LGL; half of the documents are for tuning.

python tests/benchmarks/toponyms.py --trnews TR-News.dev.xml --lgl lgl.xml [--errors 40]

161 km (100 miles) is the usual measure of toponym resolution; Mordecai 3 reports 87.3 % on TR-News and 82.7 % on
LGL. The corpora are XML: an article with its text, and toponyms with offsets and a GeoNames entry. Offsets that have
drifted are found again by their phrase. A document is for tuning if the sha256 of its id is even.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.link.gazetteer import load_gazetteer
from kg.link.places import PlaceLink, resolve_places
from kg.link.toponyms import ToponymMention

NEAR_KM = 161.0
DRIFT = 30  # characters that an offset may be off


@dataclass(frozen=True)
class Gold:
    """A toponym with the position and the GeoNames id that an annotator gave it."""

    mention: ToponymMention
    latitude: float
    longitude: float
    geonames: str
    feature: str


@dataclass(frozen=True)
class Document:
    """An article with all its toponyms; those without a position are context only."""

    name: str
    text: str
    mentions: tuple[ToponymMention, ...]
    gold: tuple[Gold | None, ...]

    @property
    def is_tuned(self) -> bool:
        """Whether the document is in the half that weights were tuned on."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 0


def read_corpus(path: Path) -> Iterator[Document]:
    """The documents of a corpus in the XML of LGL and TR-News."""
    for article in ET.parse(path).getroot():  # noqa: S314  (local files of the user)
        text = article.findtext("text") or ""
        mentions: list[ToponymMention] = []
        gold: list[Gold | None] = []
        for toponym in article.iter("toponym"):
            phrase = toponym.findtext("phrase") or ""
            start = _found(text, phrase, int(toponym.findtext("start") or 0))
            mention = ToponymMention(phrase, start, start + len(phrase))
            tag = toponym.find("gaztag")
            mentions.append(mention)
            gold.append(None if tag is None or not tag.findtext("lat") else Gold(
                mention, float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0), tag.get("geonameid") or "",
                f"{tag.findtext('fclass')}.{tag.findtext('fcode')}",
            ))  # fmt: skip
        yield Document(article.get("docid") or "", text, tuple(mentions), tuple(gold))


def _found(text: str, phrase: str, start: int) -> int:
    if text[start : start + len(phrase)] == phrase:
        return start
    nearby = [at for at in range(max(0, start - DRIFT), start + DRIFT) if text[at : at + len(phrase)] == phrase]
    return min(nearby, key=lambda at: abs(at - start)) if nearby else start


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    chord = math.sin((a - b) / 2) ** 2
    chord += math.cos(a) * math.cos(b) * math.sin(math.radians(longitude - other_longitude) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, chord)))


def error_of(gold: Gold, link: PlaceLink | None) -> float | None:
    """Kilometres between the gold position and the link's; None where there is no position."""
    if link is None or link.place.latitude is None or link.place.longitude is None:
        return None
    return kilometres(gold.latitude, gold.longitude, link.place.latitude, link.place.longitude)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--trnews", type=Path)
    parser.add_argument("--lgl", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="most frequent errors of the tuned half to print")
    options = parser.parse_args()
    gazetteer = load_gazetteer()
    for name, path in (("TR-News", options.trnews), ("LGL", options.lgl)):
        if path is None:
            continue
        counts: Counter[tuple[str, str]] = Counter()
        errors: Counter[tuple[str, str, str]] = Counter()
        began = time.perf_counter()
        for document in read_corpus(path):
            half = "tuned" if document.is_tuned else "unseen"
            links = resolve_places(document.mentions, document.text, gazetteer)
            for gold, link in zip(document.gold, links, strict=True):
                if gold is None:
                    continue
                error = error_of(gold, link)
                counts[half, "toponyms"] += 1
                counts[half, "near"] += error is not None and error <= NEAR_KM
                counts[half, "unknown"] += link is None
                counts[half, "placed"] += error is not None
                if document.is_tuned and (error is None or error > NEAR_KM):
                    told = "unknown" if link is None else f"{link.place.name} {link.place.country} {link.place.kind}"
                    errors[gold.mention.text, gold.feature, f"{told} {error and round(error)} [{document.name}]"] += 1
        took = time.perf_counter() - began
        for half in ("tuned", "unseen"):
            all_, near = counts[half, "toponyms"], counts[half, "near"]
            placed, unknown = counts[half, "placed"], counts[half, "unknown"]
            print(
                f"{name:8} {half:7} {near / all_:6.1%} within {NEAR_KM:g} km of {all_} toponyms; "
                f"{near / max(1, placed):6.1%} of the {placed} placed; {unknown} unknown"
            )
        near, all_ = (sum(counts[half, what] for half in ("tuned", "unseen")) for what in ("near", "toponyms"))
        print(f"{name:8} both    {near / all_:6.1%} within {NEAR_KM:g} km of {all_} toponyms; {took:.1f} s")
        for error, count in errors.most_common(options.errors):
            print(f"  {count:3} {' | '.join(error)}")


if __name__ == "__main__":
    main()
