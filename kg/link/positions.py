"""One description of a place in all articles: two positions would be two places at one node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.concepts import LocationPrecision
from kg.link.merging import reason
from kg.records import Entity, GeopoliticalEntity, Place


@dataclass(frozen=True, slots=True)
class Facts:
    """Where a place is, how exactly, and what it is elsewhere."""

    latitude: Decimal | None
    longitude: Decimal | None
    precision: LocationPrecision | None
    same_as: tuple[str, ...]

    def given_to(self, entity: Entity) -> Entity:
        """The entity with these facts, and with a reason if they are new to it."""
        if not isinstance(entity, Place | GeopoliticalEntity) or _facts_of(entity) == self:
            return entity
        why = reason("same-place", "position and links are those of the place in other articles")
        update = {name: getattr(self, name) for name in ("latitude", "longitude", "precision", "same_as")}
        return entity.model_copy(update={**update, "reasons": (*entity.reasons, why)})


def _facts_of(entity: Place | GeopoliticalEntity) -> Facts:
    return Facts(entity.latitude, entity.longitude, entity.precision, entity.same_as)


def common_facts(members: Iterable[tuple[bool, Entity]]) -> Facts | None:
    """What all descriptions of one place are to say, from (whether it is reviewed, description); None if all agree.

    The position and its precision come from one description: a reviewed one first, then the most frequent. So do the
    links, from the same one if it has any.
    """
    counts = Counter((own, _facts_of(e)) for own, e in members if isinstance(e, Place | GeopoliticalEntity))
    if len({facts for _, facts in counts}) < 2:  # noqa: PLR2004  (they differ)
        return None
    order = sorted(counts, key=lambda key: (not key[0], -counts[key], repr(key[1])))

    def first(has: Callable[[Facts], object]) -> Facts | None:
        return next((facts for _, facts in order if has(facts)), None)

    where = first(lambda f: f.latitude is not None) or first(lambda f: f.precision) or order[0][1]
    links = where if where.same_as else first(lambda f: f.same_as) or where
    return Facts(where.latitude, where.longitude, where.precision, links.same_as)
