"""A gold file: everything that a careful reader finds in one article, as it is written and checked.

name: velmora
published: 2031-03-14          # null where the text gives none
author: Ilsa Brandt            # one or a list, null
publisher: null
entities:
  - {label: Osk Harrow, class: Person, aliases: [Harrow], accept: [Group], optional: true}
  - {label: 7th Coastal Brigade, class: MilitaryUnit, echelon: brigade, nationality: Norrland, parent: null}
claims:
  - quote: "At least 12 people were killed"      # exact and unique in the text
    type: casualties                             # null where it is about an entity; `or: [damage]` is as good
    factuality: CTplus
    chain: [[{source: Osk Harrow, anonymity: named}]]      # outermost first; [] is the author
    roles: {place: [Velmora]}
    time: {earliest: 2031-03-11, latest: 2031-03-11}
    quantities: [{value: 12, min: 12, unit: NUM, measure: killed, approximator: at-least}]
    quotation: null            # one or a list
    event: deaths              # claims with one key are about one event
    optional: false            # never missed, never spurious
    may: {roles: {}, time: {}, quantities: []}   # not required, not spurious
never: []                      # strings that may stand in no literal but the stored text
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kg.concepts import Anonymity, Approximator, Echelon, EventType, Factuality, Measure
from kg.records.entities import ENTITY_CLASSES
from kg.vocab import ROLES

Path_ = tuple[str | int, ...]
Fault = tuple[Path_, str, str]
"""Where in the file, what is wrong, what to do."""


def _listed(value: Any) -> Any:  # noqa: ANN401  (whatever YAML holds)
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _class_of_entity(value: str) -> str:
    if value not in ENTITY_CLASSES:
        raise ValueError(f"'{value}' is no class of entity: write one of {', '.join(sorted(ENTITY_CLASSES))}")
    return value


def _role(value: str) -> str:
    if value not in ROLES:
        raise ValueError(f"'{value}' is no role: write one of {', '.join(ROLES)}")
    return value


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
ClassName = Annotated[str, AfterValidator(_class_of_entity)]
Number = Decimal | None


class _Gold(BaseModel):
    """What a gold file has besides is kept, and told as not read."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)


class GoldEntity(_Gold):
    """An actor, place or piece of equipment; `nationality` and `parent` are labels of others."""

    label: Text
    class_: ClassName = Field(alias="class")
    aliases: Texts = ()
    accept: Annotated[tuple[ClassName, ...], BeforeValidator(_listed)] = ()
    optional: bool = False
    echelon: Echelon | None = None
    nationality: Text | None = None
    parent: Text | None = None
    same_as: Texts = ()


class GoldSource(_Gold):
    """One source at one depth; none where the text names none."""

    source: Text | None = None
    anonymity: Anonymity


class GoldTime(_Gold):
    """The days between which something happened."""

    earliest: dt.date | None = None
    latest: dt.date | None = None


class GoldQuantity(_Gold):
    """A figure in full units; `of` is the number that a fraction is of."""

    value: Number = None
    min: Number = None
    max: Number = None
    fraction: Number = None
    of: Number = None
    unit: Text | None = None
    measure: Measure | None = None
    approximator: Approximator | None = None


class GoldContent(_Gold):
    """Roles, time and quantities of a claim, or those that it may have."""

    roles: dict[Annotated[str, AfterValidator(_role)], Texts] = {}
    time: GoldTime | None = None
    quantities: Annotated[tuple[GoldQuantity, ...], BeforeValidator(_listed)] = ()


class GoldClaim(GoldContent):
    """One proposition."""

    quote: Text
    type: EventType | None
    or_: Annotated[tuple[EventType, ...], BeforeValidator(_listed)] = Field((), alias="or")
    factuality: Factuality
    chain: tuple[tuple[GoldSource, ...], ...]
    quotation: Texts = ()
    event: Annotated[str | None, Field(coerce_numbers_to_str=True)] = None
    optional: bool = False
    may: GoldContent = GoldContent()


class GoldFile(_Gold):
    """One file."""

    name: Annotated[str, Field(coerce_numbers_to_str=True, min_length=1)]
    published: Annotated[str | None, Field(coerce_numbers_to_str=True)] = None
    author: Texts = ()
    publisher: Texts = ()
    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]
    never: Texts = ()


def faults_of(gold: GoldFile, text: str) -> Iterator[Fault]:
    """What does not hold together: labels that no entity has, or two have, and quotes that are not once in the text."""
    labels: set[str] = set()
    for number, entity in enumerate(gold.entities):
        if entity.label in labels:
            yield (
                ("entities", number, "label"),
                f"'{entity.label}' is the label of two entities",
                "give one another label",
            )
        labels.add(entity.label)
    for path, label in _references(gold):
        if label not in labels:
            yield path, f"no entity has the label '{label}'", "add it to entities, or write the label of one"
    for number, claim in enumerate(gold.claims):
        times = text.count(claim.quote)
        if times != 1:
            what = "is not in the article" if times == 0 else f"is {times} times in the article"
            fix = "copy the article's exact words" if times == 0 else "make it longer until it is there once"
            yield ("claims", number, "quote"), f"“{claim.quote}” {what}", fix


def _references(gold: GoldFile) -> Iterator[tuple[Path_, str]]:
    for number, entity in enumerate(gold.entities):
        links = (("nationality", entity.nationality), ("parent", entity.parent))
        yield from ((("entities", number, key), label) for key, label in links if label is not None)
    for number, claim in enumerate(gold.claims):
        here: Path_ = ("claims", number)
        yield from _sources(claim, here)
        yield from _fillers(claim, here)
        yield from _fillers(claim.may, (*here, "may"))


def _sources(claim: GoldClaim, here: Path_) -> Iterator[tuple[Path_, str]]:
    for depth, level in enumerate(claim.chain):
        for place, source in enumerate(level):
            if source.source is not None:
                yield (*here, "chain", depth, place, "source"), source.source


def _fillers(content: GoldContent, here: Path_) -> Iterator[tuple[Path_, str]]:
    for role, fillers in content.roles.items():
        yield from (((*here, "roles", role, place), label) for place, label in enumerate(fillers))


def unread_keys(value: Any, path: Path_ = ()) -> Iterator[Path_]:  # noqa: ANN401  (models, lists and mappings)
    """The way to each key that the format does not have."""
    if isinstance(value, BaseModel):
        for key in value.model_extra or {}:
            yield (*path, key)
        for name in type(value).model_fields:
            yield from unread_keys(getattr(value, name), (*path, name.rstrip("_")))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from unread_keys(inner, (*path, key))
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            yield from unread_keys(inner, (*path, number))
