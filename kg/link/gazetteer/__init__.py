"""Places of the world by name: countries, regions, cities, villages and named areas, shipped with kg."""

from kg.link.gazetteer.model import FITTING, Candidate, GazetteerPlace, PlaceKind
from kg.link.gazetteer.store import Gazetteer, load_gazetteer

__all__ = ["FITTING", "Candidate", "Gazetteer", "GazetteerPlace", "PlaceKind", "load_gazetteer"]
