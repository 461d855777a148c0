"""The base of all records, references between them, and spans that find their own offsets."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from kg.article import Article
from kg.iris import checked_iri
from kg.quotes import QuoteError, locate

Iri = Annotated[str, AfterValidator(checked_iri)]
Ref = Annotated[str, Field(min_length=1, description="the id of another record; for an entity, its label")]
RecordId = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="lower-case letters, digits and hyphens; names the node")
]


def as_tuple(value: Any) -> Any:  # noqa: ANN401  (whatever YAML holds)
    """One item where a list is expected stands for a list of one."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def one_or_more(item: Any, *, least: int = 0) -> BeforeValidator:  # noqa: ANN401  (a type form)
    """The validator of a list that may be written as its only item; the JSON Schema offers both."""
    several = Annotated[list[item], Field(min_length=least or None)]
    return BeforeValidator(as_tuple, json_schema_input_type=item | several)


def _as_number(number: Decimal) -> int | float | str:
    """A number as a person writes it; text where a binary float would not give it back."""
    if number == number.to_integral_value():
        return int(number)
    return float(number) if Decimal(str(float(number))) == number else str(number)


Number = Annotated[Decimal, PlainSerializer(_as_number, when_used="json")]


class Record(BaseModel):
    """Base of all records: immutable, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_serializer(mode="wrap")
    def _without_defaults(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return without_defaults(self, handler)


def without_defaults(record: Record, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
    """A person reads what is there: null, empty lists and defaults are left out."""
    fields = type(record).model_fields
    return {
        key: value
        for key, value in handler(record).items()
        if value is not None and value not in ((), [], {}) and (key not in fields or value != fields[key].default)
    }


def _span_fault(written: Any) -> str | None:  # noqa: ANN401  (whatever YAML holds)
    """What makes it impossible to look for a span."""
    if not isinstance(written, dict):
        return f"a span is words of the article, not {written!r}"
    if unknown := {str(key) for key in written} - {"quote", "within", "start", "end"}:
        return f"unknown key in a span: {min(unknown)}"
    if not isinstance(written.get("quote"), str):
        return "a span has no quote, or one that is not text"
    if not isinstance(written.get("within"), str | None):
        return f"'within' is words of the article, not {written['within']!r}"
    if not isinstance(written.get("start"), int | None):
        return f"'start' is an offset in code points, not {written['start']!r}"
    return None


class Span(Record):
    """A stretch of the article, half-open code point offsets: `text[start:end] == quote`."""

    quote: str
    start: int
    end: int

    @model_validator(mode="before")
    @classmethod
    def _find(cls, value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401
        written: Any = {"quote": value} if isinstance(value, str) else value
        article: Article | None = (info.context or {}).get("article")
        if article is None or isinstance(written, Span):
            return written
        if fault := _span_fault(written):
            fix = "write quote and, if needed, within or start; put words with a comma, or a number, in quotation marks"
            raise PydanticCustomError("quote", "{message}", {"message": fault, "fix": fix})
        try:
            start, end = locate(article.text, written["quote"], written.get("within"), written.get("start"))
        except QuoteError as error:
            raise PydanticCustomError("quote", "{message}", {"message": str(error), "fix": error.fix}) from error
        return {"quote": article.text[start:end], "start": start, "end": end}

    @model_serializer(mode="wrap")
    def _as_written(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:  # noqa: ANN401
        """With the article at hand, as a person would write it: the quote alone wherever that is enough."""
        article: Article | None = (info.context or {}).get("article")
        if article is None:
            return handler(self)
        if article.text.count(self.quote) == 1:
            return self.quote
        return {"quote": self.quote, "start": self.start}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        del schema, handler
        text = {"type": "string", "minLength": 1}
        return {
            "title": "Span",
            "description": "exact words of the article; unique in it, or unique inside `within`",
            "anyOf": [
                text,
                {
                    "type": "object",
                    "properties": {
                        "quote": text,
                        "within": {**text, "description": "longer, unique words that hold the quote"},
                        "start": {"type": "integer", "minimum": 0, "description": "offset in code points"},
                        "end": {"type": "integer"},
                    },
                    "required": ["quote"],
                    "additionalProperties": False,
                },
            ],
        }


Spans = Annotated[tuple[Span, ...], one_or_more(Span)]
Refs = Annotated[tuple[Ref, ...], one_or_more(str)]
Names = Annotated[tuple[str, ...], one_or_more(str)]
