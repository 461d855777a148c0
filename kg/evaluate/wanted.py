"""The gold as it is compared: labels become names, quotes become offsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.concepts import EventType
from kg.evaluate.gold import GoldClaim, GoldContent, GoldEntity, GoldQuantity
from kg.evaluate.gold_files import Gold
from kg.evaluate.names import Names, names_of, normalise
from kg.evaluate.sides import (
    ClaimSide,
    Content,
    EntitySide,
    Envelope,
    Figure,
    FigureWords,
    Link,
    Metadata,
    Role,
    as_figure,
    top_type,
)

_MOVERS = frozenset({"agent", "patient"})


@dataclass(frozen=True)
class Wanted:
    """What should be found in an article; `never` are strings that should stand in no literal."""

    metadata: Metadata
    entities: tuple[EntitySide, ...]
    claims: tuple[ClaimSide, ...]
    never: tuple[str, ...]


def wanted_of(gold: Gold) -> Wanted:
    """The sides of a gold file."""
    file = gold.file
    names = {e.label: names_of([e.label, *e.aliases], is_person=e.class_ == "Person") for e in file.entities}
    metadata = Metadata(
        published=(file.published,) if file.published else (),
        author=tuple(_named(name, names) for name in file.author),
        publisher=tuple(_named(name, names) for name in file.publisher),
    )
    return Wanted(
        metadata,
        tuple(_entity(entity, names) for entity in file.entities),
        tuple(_claim(claim, gold.text, names) for claim in file.claims),
        file.never,
    )


def _named(name: str, names: Mapping[str, Names]) -> Names:
    return names.get(name) or names_of([name], is_person=True)


def _entity(entity: GoldEntity, names: Mapping[str, Names]) -> EntitySide:
    links = {"nationality": entity.nationality, "parent": entity.parent}
    return EntitySide(
        entity.label,
        names[entity.label],
        frozenset({entity.class_, *entity.accept}),
        entity.echelon.value if entity.echelon else None,
        {key: names[label] for key, label in links.items() if label},
        entity.optional,
    )


def _claim(claim: GoldClaim, text: str, names: Mapping[str, Names]) -> ClaimSide:
    start = text.index(claim.quote)
    links = (
        Link(depth, names[source.source] if source.source else Names(), source.anonymity.value)
        for depth, level in enumerate(claim.chain, 1)
        for source in level
    )
    return ClaimSide(
        f"{claim.type.value if claim.type else None}: {claim.quote}",
        ((start, start + len(claim.quote)),),
        frozenset(kind.value for kind in (claim.type, *claim.or_) if kind),
        _content(claim, names, claim.type),
        tuple(links),
        (claim.factuality.value,),
        tuple(normalise(quotation) for quotation in claim.quotation),
        _content(claim.may, names, None),
        claim.event,
        claim.optional,
    )


def _content(content: GoldContent, names: Mapping[str, Names], kind: EventType | None) -> Content:
    """What a claim or its `may` says; who moves by himself may be agent or patient."""
    told = _MOVERS & content.roles.keys()
    either = kind is not None and top_type(kind.value) == "movement" and len(told) == 1
    roles = (
        Role(_MOVERS if either and role in _MOVERS else frozenset({role}), names[label])
        for role, labels in content.roles.items()
        for label in labels
    )
    times = (Envelope(content.time.earliest, content.time.latest),) if content.time else ()
    return Content(tuple(roles), times, tuple(_figure(quantity) for quantity in content.quantities))


def _figure(told: GoldQuantity) -> Figure:
    return as_figure(
        FigureWords(
            told.value,
            told.min,
            told.max,
            told.fraction,
            told.of,
            told.unit,
            told.measure.value if told.measure else None,
            told.approximator.value if told.approximator else None,
        )
    )
