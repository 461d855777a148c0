"""The JSON Schema of records files says what kg accepts, so that editors complete and check."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from ruamel.yaml import YAML

from kg.records import Records

from ..conftest import FIRST_RECORDS, VELMORA_RECORDS

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: pip install jsonschema")

SCHEMA = Records.model_json_schema()


def plain(text: str) -> Any:
    """YAML as JSON: dates as text, as editors that read YAML 1.2 have them."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


SHIPPED = plain(FIRST_RECORDS.read_text(encoding="utf-8"))


def errors(data: object) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_schema_is_a_json_schema() -> None:
    """It keeps the rules of its own draft."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_shipped_records_are_valid() -> None:
    """The file that a reviewer takes as an example has no red line in an editor."""
    assert errors(SHIPPED) == []


def test_single_items_without_a_list_are_valid() -> None:
    """What kg accepts as a list of one, the schema accepts too."""
    assert errors(plain(VELMORA_RECORDS)) == []


def mutated(*path: str | int, value: object) -> Any:
    data = copy.deepcopy(plain(VELMORA_RECORDS))
    node = data
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = value
    return data


MISTAKES = [
    mutated("clams", value=[]),
    mutated("claims", 0, "factualty", value="CTplus"),
    mutated("claims", 0, "factuality", value="maybe"),
    mutated("claims", 0, "evidence", value={"quote": "killed", "inside": "people were killed"}),
    mutated("claims", 0, "evidence", value=[]),
    mutated("claims", 0, "chain", 0, "sorce", value="Osk Harrow"),
    mutated("claims", 0, "chain", 0, "anonymity", value="secret"),
    mutated("claims", 0, "quantities", value=[12]),
    mutated("entities", 0, "clas", value="Person"),
    mutated("entities", 0, "aliases", value=[1]),
    mutated("quantities", 0, "approximator", value="roughly"),
    mutated("events", 0, "type", value="fire"),
    mutated("document", value={"autor": "Ilsa Brandt"}),
]


@pytest.mark.parametrize("data", MISTAKES, ids=range(len(MISTAKES)))
def test_a_misspelt_key_or_value_is_invalid(data: object) -> None:
    """An editor marks what kg would refuse, however deep it stands."""
    assert errors(data)


def test_every_record_is_described() -> None:
    """An editor can show what a record is: each definition is an object or an enumeration with words of its own."""
    records = [name for name, entry in SCHEMA["$defs"].items() if entry.get("type") == "object"]
    assert {"Claim", "AttributionLink", "Event", "Quantity", "TimeSpan", "Person", "DocumentMetadata"} <= set(records)
    assert [name for name in records if not SCHEMA["$defs"][name].get("description")] == []
