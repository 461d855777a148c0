"""What an extractor says about one article: entities, events, times, quantities and claims, each on its exact words.

A person's reviewed file, the language pipeline and any other extractor all make these records. In YAML or JSON a
span is just its quote; validated with `context={"article": article}`, the records find the offsets themselves.
References are by `id`; an entity's id is its label unless it says otherwise.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from kg.article import LANGUAGE_TAG
from kg.records.base import Iri, Record, Span, as_tuple
from kg.records.entities import (
    AnyEntity,
    Entity,
    Equipment,
    GeopoliticalEntity,
    Group,
    MilitaryUnit,
    Organization,
    Person,
    Place,
    Reason,
)
from kg.records.references import ReferenceFaultsError, reference_faults
from kg.records.statements import AttributionLink, Claim, Event, Quantity, TimeSpan

__all__ = [
    "AttributionLink",
    "Claim",
    "DocumentMetadata",
    "Entity",
    "Equipment",
    "Event",
    "GeopoliticalEntity",
    "Group",
    "MilitaryUnit",
    "Organization",
    "Person",
    "Place",
    "Quantity",
    "Reason",
    "Record",
    "Records",
    "ReferenceFaultsError",
    "Span",
    "TimeSpan",
]


class DocumentMetadata(Record):
    """What a reviewer corrects about the article; what is left out stays as it was read."""

    headline: str | None = None
    authors: Annotated[
        tuple[str, ...] | None,
        BeforeValidator(lambda v: v if v is None else as_tuple(v), json_schema_input_type=str | tuple[str, ...] | None),
    ] = Field(None, alias="author")
    publisher: str | None = None
    published: dt.date | None = None
    url: Iri | None = None
    language: str | None = Field(None, pattern=LANGUAGE_TAG, description="a language code: en, en-GB")


class Records(Record):
    """All that one extractor says about one article."""

    sha256: str | None = Field(None, description="sha256 of the article's bytes that the records were made for")
    document: DocumentMetadata = Field(default_factory=lambda: DocumentMetadata.model_validate({}))
    entities: tuple[AnyEntity, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        faults = reference_faults(self.entities, self.times, self.quantities, self.events, self.claims)
        if faults:
            raise ReferenceFaultsError(faults)
        return self
