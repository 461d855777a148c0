"""What an article states: events, the claims about them, their times and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from kg.concepts import Anonymity, Approximator, EventType, Factuality, Measure, ValueStatus
from kg.edtf import edtf_bounds
from kg.records.base import Number, Record, RecordId, Ref, Refs, Span, Spans, one_or_more
from kg.records.entities import ACTOR_CLASSES, PLACE_CLASSES, Reason
from kg.vocab import ROLES


class TimeSpan(Record):
    """An envelope, 'somewhere within'; the bounds come from the EDTF."""

    id: RecordId
    edtf: str = Field(
        coerce_numbers_to_str=True,  # a bare year is a number in YAML
        description="EDTF: 2024-11, [2024-10-21..2024-10-31], 2024-11-01/2025-01-31, ../2025-01-31",
    )
    status: ValueStatus = ValueStatus.STATED
    evidence: Spans = ()

    @field_validator("edtf")
    @classmethod
    def _is_edtf(cls, value: str) -> str:
        edtf_bounds(value)
        return value

    @property
    def earliest(self) -> dt.date | None:
        return edtf_bounds(self.edtf)[0]

    @property
    def latest(self) -> dt.date | None:
        return edtf_bounds(self.edtf)[1]


VAGUE_NUMBERS = frozenset({Approximator.DOZENS, Approximator.HUNDREDS, Approximator.THOUSANDS})
"""Approximators that say how many by themselves."""


class Quantity(Record):
    """A number, bound or fraction, as the words say it, or derived from others."""

    id: RecordId
    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    fraction: Number | None = Field(None, ge=0, le=1)
    fraction_of: Ref | None = Field(None, description="the quantity that the fraction is of")
    measure: Measure
    unit: str = Field("NUM", pattern=r"^[A-Za-z0-9_-]+$", description="local name of a QUDT unit: NUM, KiloM2, CCY_EUR")
    approximators: Annotated[tuple[Approximator, ...], one_or_more(Approximator)] = Field((), alias="approximator")
    status: ValueStatus = ValueStatus.STATED
    derived_from: Refs = Field((), description="the quantities a derived number was computed from")
    evidence: Spans = ()

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        numbers = (self.value, self.min, self.max, self.fraction)
        if all(number is None for number in numbers) and not VAGUE_NUMBERS & set(self.approximators):
            raise ValueError("a quantity has a value, min, max, fraction, or an approximator like 'dozens'")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is above max {self.max}")
        if (self.status is ValueStatus.DERIVED) != bool(self.derived_from):
            raise ValueError("a derived quantity names what it is derived_from, and no other does")
        if self.status is not ValueStatus.DERIVED and not self.evidence:
            raise ValueError("evidence is missing: only a derived quantity has no words of its own")
        if self.fraction_of is not None and self.fraction is None:
            raise ValueError("fraction_of without a fraction")
        return self


ROLE_CLASSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("participant", "agent", "patient", "opponent", "beneficiary"), ACTOR_CLASSES),
    **dict.fromkeys(("instrument", "target"), frozenset({"Equipment"})),
    **dict.fromkeys(("place", "origin", "destination"), PLACE_CLASSES),
}


class Event(Record):
    """A happening as at least one claim describes it; it asserts nothing itself."""

    id: RecordId
    type: EventType
    label: str = Field(min_length=1, description="a short name for readers")
    evidence: Spans = Field((), description="the words that name it")
    participant: Refs = ()
    agent: Refs = ()
    patient: Refs = ()
    opponent: Refs = ()
    beneficiary: Refs = ()
    instrument: Refs = Field((), description="equipment used or delivered")
    target: Refs = Field((), description="equipment struck, downed or seized")
    place: Refs = ()
    origin: Refs = ()
    destination: Refs = ()
    part_of: Refs = Field((), description="events this one is part of")
    caused_by: Refs = Field((), description="events that caused this one")
    same_event_as: Refs = Field((), description="the same happening in another document: '{document id}#{event id}'")
    reasons: tuple[Reason, ...] = Field((), description="why a program holds that its claims are about one happening")

    def roles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The roles that are filled, each with the ids of its fillers."""
        for role in ROLES:
            fillers: tuple[str, ...] = getattr(self, role)
            if fillers:
                yield role, fillers


class AttributionLink(Record):
    """One source at one depth of a claim's chain."""

    source: Ref | None = Field(None, description="absent for 'reportedly' and the like")
    anonymity: Anonymity
    cue: Spans = Field((), description="the words that attribute: 'The New York Times reports'")
    time: Ref | None = Field(None, description="when the source said it")
    factuality: Factuality | None = Field(None, description="how sure this source is, where it differs")

    @model_validator(mode="after")
    def _source_unless_unspecified(self) -> Self:
        if (self.source is None) != (self.anonymity is Anonymity.UNSPECIFIED):
            raise ValueError("a link has a source, or its anonymity is 'unspecified'")
        return self


ChainLevel = Annotated[tuple[AttributionLink, ...], Field(min_length=1), one_or_more(AttributionLink, least=1)]


class Claim(Record):
    """One proposition that the article conveys; nothing says that it is true."""

    id: RecordId
    about: Ref = Field(description="the event, or the entity, that it is about")
    evidence: Annotated[tuple[Span, ...], Field(min_length=1), one_or_more(Span, least=1)]
    factuality: Factuality = Field(description="FactBank value, as the deepest source gives it")
    chain: tuple[ChainLevel, ...] = Field(
        (), description="sources, nearest the author first; each level one link or parallel links; [] is the author"
    )
    quantities: Refs = ()
    time: Ref | None = None
    cue: Spans = Field((), description="the words that set the factuality: 'may be', 'failing to'")
    quotation: Spans = Field((), description="words in quotation marks")
    confidence: Number | None = Field(None, ge=0, le=1, description="the extractor's, not the source's")
    alternative_to: Refs = Field((), description="claims that conflict; '{document id}#{claim id}' in another document")
    reasons: tuple[Reason, ...] = Field((), description="which rules of a program made it so; a person needs none")
