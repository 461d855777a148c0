"""Who and what an article mentions: actors, places and equipment."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from kg.concepts import Echelon, LocationPrecision
from kg.records.base import Iri, Names, Number, Record, Ref, Refs, Spans, one_or_more, without_defaults


class Reason(Record):
    """Why a program holds that mentions are one entity, or that the entity is this one."""

    rule: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="the rule, lexicon or component: 'surname'")
    note: str = Field("", description="what it saw, in a sentence")
    mentions: Spans = Field((), description="the mentions that it is about")


class _EntityBase(Record):
    id: Ref = Field("", description="what other records call it; by default its label")
    label: str = Field(min_length=1, description="the full name, in English spelling")
    aliases: Names = Field((), description="other names that the article uses")
    named: bool = Field(
        default=True, description="false: no name of its own ('US officials'); never shared between articles"
    )
    mentions: Spans = Field((), description="where the article mentions it")
    same_as: Annotated[tuple[Iri, ...], one_or_more(Iri)] = Field(
        (), description="IRIs of the same thing elsewhere, from a source that can be named"
    )
    reasons: tuple[Reason, ...] = Field((), description="why a program made it so; a person needs none")

    @model_validator(mode="before")
    @classmethod
    def _default_id(cls, data: Any) -> Any:  # noqa: ANN401
        return {**data, "id": data.get("id") or data.get("label")} if isinstance(data, dict) else data

    @model_serializer(mode="wrap")
    def _without_default_id(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """An id that is the label goes without saying."""
        return {k: v for k, v in without_defaults(self, handler).items() if k != "id" or v != self.label}


class _Located(_EntityBase):
    contained_in: Refs = Field((), description="the place that holds it")
    precision: LocationPrecision | None = None
    latitude: Number | None = Field(None, ge=-90, le=90, description="degrees, WGS 84")
    longitude: Number | None = Field(None, ge=-180, le=180, description="degrees, WGS 84")

    @model_validator(mode="after")
    def _whole_position(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together")
        return self


class _ActorBase(_EntityBase):
    nationality: Refs = Field((), description="the country it belongs to")
    affiliation: Refs = Field((), description="the organisation it works for or stands close to")


class Person(_ActorBase):
    """A human being."""

    class_: Literal["Person"] = Field(alias="class")
    job_title: str | None = None
    member_of: Refs = ()
    head_of: Refs = ()


class Group(_ActorBase):
    """People without a formal structure: 'US officials', 'protesters'."""

    class_: Literal["Group"] = Field(alias="class")
    named: bool = Field(default=False, description="true for a group with a name of its own; others are never shared")


class Organization(_ActorBase):
    """A body with a structure: a ministry, a newspaper, a party."""

    class_: Literal["Organization"] = Field(alias="class")
    parent: Refs = Field((), description="the organisation or country it is part of")


class MilitaryUnit(Organization):
    """An armed formation of any echelon, permanent or ad hoc."""

    class_: Literal["MilitaryUnit"] = Field(alias="class")  # type: ignore[assignment]  # narrowed on purpose
    echelon: Echelon | None = None


class GeopoliticalEntity(_Located):
    """A country, region or city that acts as a body."""

    class_: Literal["GeopoliticalEntity"] = Field(alias="class")


class Place(_Located):
    """A location, region, natural feature or facility."""

    class_: Literal["Place"] = Field(alias="class")


class Equipment(_EntityBase):
    """A weapon, platform, vehicle or ammunition."""

    class_: Literal["Equipment"] = Field(alias="class")


Entity = Person | Group | Organization | MilitaryUnit | GeopoliticalEntity | Place | Equipment
AnyEntity = Annotated[Entity, Field(discriminator="class_")]

ACTOR_CLASSES = frozenset({"Person", "Group", "Organization", "MilitaryUnit", "GeopoliticalEntity"})
PLACE_CLASSES = frozenset({"Place", "GeopoliticalEntity"})
ENTITY_CLASSES = ACTOR_CLASSES | PLACE_CLASSES | {"Equipment"}
