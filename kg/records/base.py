"""The base of all records, references between them, and spans that find their own offsets."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from kg.article import Article
from kg.quotes import QuoteError, locate

Ref = Annotated[str, Field(min_length=1, description="the id of another record; for an entity, its label")]
RecordId = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="lower-case letters, digits and hyphens; names the node")
]


def as_tuple(value: Any) -> Any:  # noqa: ANN401  (whatever YAML holds)
    """One item where a list is expected stands for a list of one."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


OneOrMore = BeforeValidator(as_tuple, json_schema_input_type=Any)


class Record(BaseModel):
    """Base of all records: immutable, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_serializer(mode="wrap")
    def _without_empty_fields(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:  # noqa: ANN401
        """A person reads what is there: null, empty lists and defaults are left out."""
        del info
        fields = type(self).model_fields
        return {
            key: value
            for key, value in handler(self).items()
            if value is not None and value not in ((), []) and (key not in fields or value != fields[key].default)
        }


class Span(Record):
    """A stretch of the article, half-open code point offsets: `text[start:end] == quote`."""

    quote: str
    start: int
    end: int

    @model_validator(mode="before")
    @classmethod
    def _find(cls, value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401
        written = {"quote": value} if isinstance(value, str) else value
        article: Article | None = (info.context or {}).get("article")
        if article is None or not isinstance(written, dict) or not isinstance(written.get("quote"), str):
            return written
        unknown = set(written) - {"quote", "within", "start", "end"}
        if unknown:
            fix = "a span has quote and, if needed, within or start; in {…} put words with a comma in quotation marks"
            message = f"unknown key in a span: {min(unknown)}"
            raise PydanticCustomError("quote", "{message}", {"message": message, "fix": fix})
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


Spans = Annotated[tuple[Span, ...], OneOrMore]
Refs = Annotated[tuple[Ref, ...], OneOrMore]
