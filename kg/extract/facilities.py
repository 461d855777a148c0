"""Houses of bodies: a chancellery or a court where something happens and which does nothing is a place."""

from __future__ import annotations

from kg.concepts import LocationPrecision
from kg.extract.drafts import Draft, Drafts
from kg.extract.text import Text

_AT = frozenset({"at", "outside", "inside", "near", "around", "beside", "opposite", "into"})


def settle_facilities(text: Text, drafts: Drafts) -> None:
    """Make places of the organisations whose name ends in a house and which are only ever where something is."""
    linked = {other for draft in drafts for other in (*draft.affiliation, *draft.head_of, draft.parent)}
    for draft in drafts.of_class("Organization"):
        if draft in linked or draft.parent is not None:
            continue
        if draft.mentions and _is_house(text, draft) and all(text.case(m.root) in _AT for m in draft.mentions):
            draft.class_, draft.precision = "Place", LocationPrecision.EXACT


def _is_house(text: Text, draft: Draft) -> bool:
    houses = text.lexicons.places.houses
    return any(houses.has(word) for m in draft.mentions for word in text.folded[m.start : m.end])
