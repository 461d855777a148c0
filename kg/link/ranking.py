"""Which of its candidates each name of an article means: population, kind, and how well all the names fit together.

Every candidate has a score, a sum of weighted features; all names are decided together in a few rounds, in which
each name sees where the others probably lie (mean-field inference, as in collective entity linking). The idea that
toponyms of one text lie near each other and in the same regions is that of Leidner (2007, Toponym Resolution in
Text) and of Lieberman and Samet (2012, adaptive context features); the weights were tuned on half of the documents
of two public corpora.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.link.gazetteer import FITTING, Candidate, PlaceKind
from kg.link.gazetteer.model import NameUse
from kg.link.toponyms import Clue, holds

Floats = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0
ROUNDS = 4
MOST_CANDIDATES = 25  # of one name: beyond are hamlets, of which the context would have to name the region
LEAST_CANDIDATES = 3
MOST_TOGETHER = 1500  # candidates that are compared with each other: memory grows with the square
MOST_NAMES = 500  # that are decided together: an article with more is a table


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts for, in logits."""

    population: float = 0.9  # per power of ten
    metropolis: float = 0.5  # per power of ten above 100,000: names that everyone knows
    country: float = 4.0  # a country is named more often than towns of its name
    region: float = 0.5
    bare_region: float = -1.9  # 'Kursk' alone is more often the city than the oblast
    county: float = 0.0
    bare_county: float = -2.5  # 'Orange' is not often Orange County
    area: float = 4.0  # hand-written names are well known
    capital: float = 1.5
    other_name: float = -1.4  # an alternative name of a place is rarer than a place of that name
    variant: float = -1.0
    part: float = -0.9
    short: float = -1.0
    held: float = 6.0  # 'Paris, Texas'
    holder: float = 2.0  # 'Albany, New York': the second is more often a region
    wanted: float = 2.0  # 'Kursk region'
    near: float = 3.1  # others within some hundred kilometres
    in_region: float = 3.1
    in_country: float = 1.5


WEIGHTS = Weights()
_HAMLET = 100  # people, where nothing is known of them
_METROPOLIS = 5.0  # a power of ten
_COUNTRY_SIZE = 6.0  # powers of ten: all countries count alike, Tuvalu as Tunisia
_AREA_SIZE = 4.0
HOLDING = 0.5  # a region is as near to what it holds as two towns in it are to each other
SCALE_KM = 120.0  # others at this distance count for a third


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an article: its candidates, how often it is mentioned and what the words beside it say."""

    key: str
    candidates: tuple[Candidate, ...]
    clue: Clue
    mentions: int = 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score and its share of belief among the candidates of its name, 0 to 1."""

    candidate: Candidate
    score: float
    belief: float
    support: float  # what the other names and the words beside it add


def rank(names: Sequence[Name], weights: Weights = WEIGHTS) -> list[list[Ranked]]:
    """The candidates of each name, the best first. The same on every run; ties go by the gazetteer's id."""
    ranked: list[list[Ranked]] = []
    for start in range(0, len(names), MOST_NAMES):
        ranked += _rank(names[start : start + MOST_NAMES], weights)
    return ranked


def _rank(names: Sequence[Name], weights: Weights) -> list[list[Ranked]]:
    most = max(LEAST_CANDIDATES, min(MOST_CANDIDATES, MOST_TOGETHER // len(names)))
    kept = [_pruned(name, most, weights) for name in names]
    flat = [candidate for candidates in kept for candidate in candidates]
    if not flat:
        return [[] for _ in names]
    owner = np.repeat(np.arange(len(names)), [len(candidates) for candidates in kept])
    prior = np.array([prior_score(candidate, weights) for candidate in flat])
    local = np.array([local_score(flat[i], names[owner[i]].clue, weights) for i in range(len(flat))])
    near, region, country = _affinities(flat)
    others = (owner[:, None] != owner[None, :]).astype(float)
    members = [np.flatnonzero(owner == number) for number in range(len(names))]
    score = prior + local
    support = np.zeros_like(score)
    for _ in range(ROUNDS):
        likely = others * _beliefs(score, members)[None, :]
        # Logarithms: the first names that agree count most.
        support = (
            weights.near * np.log1p((near * likely).sum(axis=1))
            + weights.in_region * np.log1p((region * likely).sum(axis=1))
            + weights.in_country * np.log1p((country * likely).sum(axis=1))
        )
        score = prior + local + support
    belief = _beliefs(score, members)
    return [
        sorted(
            # Rounded, so that the last bits of a processor's arithmetic decide nothing.
            (Ranked(flat[i], *(round(float(x[i]), 6) for x in (score, belief, support + local))) for i in own),
            key=lambda r: (-r.score, r.candidate.place.id),
        )
        for own in members
    ]


def _pruned(name: Name, most: int, weights: Weights) -> list[Candidate]:
    def order(candidate: Candidate) -> tuple[float, str]:
        return (-prior_score(candidate, weights) - local_score(candidate, name.clue, weights), candidate.place.id)

    return sorted(name.candidates, key=order)[:most]


def prior_score(candidate: Candidate, weights: Weights = WEIGHTS) -> float:
    """What speaks for a candidate before the article is read."""
    place = candidate.place
    score = _kind_score(candidate, weights)
    if place.feature == "PPLC":
        score += weights.capital
    if candidate.use is NameUse.OTHER and place.kind is PlaceKind.CITY:
        score += weights.other_name
    if candidate.use is NameUse.SHORT:
        score += weights.short
    if candidate.variant is not None:
        score += weights.variant
    if candidate.part:
        score += weights.part
    return score


def _kind_score(candidate: Candidate, weights: Weights) -> float:
    """By how many people live in a place, and how often news name places of its kind."""
    place, is_bare = candidate.place, candidate.use is NameUse.BARE
    size = math.log10(max(place.population, _HAMLET))
    match place.kind:
        case PlaceKind.COUNTRY:
            return weights.population * _COUNTRY_SIZE + weights.country
        case PlaceKind.AREA | PlaceKind.FEATURE:
            return weights.population * _AREA_SIZE + weights.area
        case PlaceKind.REGION:
            return weights.population * size + (weights.bare_region if is_bare else weights.region)
        case PlaceKind.COUNTY:
            return weights.population * size + (weights.bare_county if is_bare else weights.county)
        case PlaceKind.CITY:
            return weights.population * size + weights.metropolis * max(0.0, size - _METROPOLIS)


def local_score(candidate: Candidate, clue: Clue, weights: Weights = WEIGHTS) -> float:
    """What the words of and beside the name add."""
    place = candidate.place
    score = 0.0
    if clue.holders and any(holds(holder, place) for holder in clue.holders):
        score += weights.held
    if clue.is_holder and place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY):
        score += weights.holder
    for wanted in (candidate.wants, clue.kind):
        if wanted is not None:
            score += weights.wanted if place.kind in FITTING[wanted] else -weights.wanted
    return score


def _beliefs(score: Floats, groups: Sequence[NDArray[np.intp]]) -> Floats:
    belief = np.zeros_like(score)
    for members in groups:
        if members.size:
            exponent = np.exp(score[members] - score[members].max())
            belief[members] = exponent / exponent.sum()
    return belief


def _affinities(candidates: Sequence[Candidate]) -> tuple[Floats, Floats, Floats]:
    """For each pair: nearness 0 to 1, whether in one first-level division, whether in one country."""
    places = [candidate.place for candidate in candidates]
    latitude = np.radians([math.nan if p.latitude is None else p.latitude for p in places])
    longitude = np.radians([math.nan if p.longitude is None else p.longitude for p in places])
    chord = (
        np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
        + np.cos(latitude[:, None])
        * np.cos(latitude[None, :])
        * np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    )
    distance = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    near = np.nan_to_num(np.exp(-distance / SCALE_KM), nan=0.0)
    point = np.array([p.kind in (PlaceKind.CITY, PlaceKind.COUNTY, PlaceKind.FEATURE) for p in places])
    near = near * point[:, None] * point[None, :]
    identity = _codes([p.id for p in places])
    distinct = identity[:, None] != identity[None, :]  # two names of one article are seldom one place
    countries = _codes([p.country for p in places])
    regions = _codes([f"{p.country}.{p.region}" if p.region else "" for p in places])
    country = ((countries[:, None] == countries[None, :]) & (countries[:, None] >= 0)).astype(float)
    region = ((regions[:, None] == regions[None, :]) & (regions[:, None] >= 0)).astype(float)
    is_region = np.array([p.kind is PlaceKind.REGION for p in places])
    near = near + HOLDING * region * is_region[:, None] * ~is_region[None, :]
    return near * distinct, region * distinct, country * distinct


def _codes(values: Sequence[str]) -> NDArray[np.intp]:
    numbers: Mapping[str, int] = {value: number for number, value in enumerate(sorted(set(values) - {""}))}
    return np.array([numbers.get(value, -1) for value in values])
