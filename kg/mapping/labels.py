"""Labels of nodes that have no name of their own, in words a reader understands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kg.concepts import AUTHORS_VOICE, UNSPECIFIED_SOURCE, Anonymity, ValueStatus
from kg.records import AttributionLink, Claim, Entity, Quantity, TimeSpan

# Symbols of the QUDT units that news uses; of any other the unit's QUDT name is shown.
UNIT_SYMBOLS = {
    "NUM": "",
    "PERCENT": "%",
    "M": "m",
    "KiloM": "km",
    "MI": "miles",
    "KiloM2": "km²",
    "HA": "ha",
    "HR": "hours",
    "DAY": "days",
    "WK": "weeks",
    "MO": "months",
    "YR": "years",
    "TONNE": "t",
}


def _grouped(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def time_label(time: TimeSpan) -> str:
    """The words of the article, or else the EDTF expression."""
    words = " … ".join(span.quote for span in time.evidence)
    return f"{words} ({time.edtf})" if words else time.edtf


def quantity_label(quantity: Quantity, quantities: Mapping[str, Quantity]) -> str:
    """'approximately 0.5 of 12,000 (lost)', 'at least 1,000 km² (territory-gained)'."""
    if quantity.fraction is not None:
        whole = quantities.get(quantity.fraction_of or "")
        number = f"{_grouped(quantity.fraction)} of {_hedged(whole) if whole else 'the whole'}"
    else:
        number = _figure(quantity)
    unit = UNIT_SYMBOLS.get(quantity.unit, quantity.unit.removeprefix("CCY_"))
    derived = "derived" if quantity.status is ValueStatus.DERIVED else ""
    kind = ", ".join(word for word in (quantity.measure.value, derived) if word)
    return " ".join(word for word in (_hedge(quantity), number, unit, f"({kind})") if word)


def _hedge(quantity: Quantity) -> str:
    return " ".join(approximator.value.replace("-", " ") for approximator in quantity.approximators)


def _hedged(quantity: Quantity) -> str:
    return " ".join([_hedge(quantity), _figure(quantity)]).strip()


def _figure(quantity: Quantity) -> str:
    if quantity.value is not None:
        return _grouped(quantity.value)
    if quantity.min is not None and quantity.max is not None:
        return f"{_grouped(quantity.min)}-{_grouped(quantity.max)}"
    bound = quantity.min if quantity.min is not None else quantity.max
    if bound is None:
        return ""
    # The approximator, where there is one, says already on which side the bound is.
    sign = "" if quantity.approximators else "≥ " if quantity.min is not None else "≤ "
    return f"{sign}{_grouped(bound)}"


def source_label(link: AttributionLink, entities: Mapping[str, Entity]) -> str:
    """The name of a link's source."""
    return entities[link.source].label if link.source is not None else UNSPECIFIED_SOURCE


def link_label(link: AttributionLink, entities: Mapping[str, Entity]) -> str:
    """'US officials (on-request)'."""
    name = source_label(link, entities)
    return name if link.anonymity in {Anonymity.NAMED, Anonymity.UNSPECIFIED} else f"{name} ({link.anonymity.value})"


def claim_label(claim: Claim, entities: Mapping[str, Entity]) -> str:
    """The chain and the words: 'The New York Times ← US officials: “the withdrawal may be temporary”'."""
    levels = (" and ".join(source_label(link, entities) for link in level) for level in claim.chain)
    return f"{' ← '.join(levels) or AUTHORS_VOICE}: “{claim.evidence[0].quote}”"
