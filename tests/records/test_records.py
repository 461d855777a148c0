"""Records hold together, and come back from what a person would write."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from kg.article import Article
from kg.extract.reviewed import read_reviewed
from kg.records import Records, ReferenceFaultsError, Span

from ..conftest import VELMORA_RECORDS, VELMORA_TEXT, plain_article

ARTICLE = plain_article(VELMORA_TEXT)
EVIDENCE = "the whole quay is gone"


def small(**extra: list[dict[str, Any]]) -> dict[str, Any]:
    """Records with one event and one claim, and what a test adds or puts in their place."""
    base: dict[str, Any] = {
        "entities": [
            {"label": "Osk Harrow", "class": "Person"},
            {"label": "Velmora", "class": "Place"},
            {"label": "Norrland", "class": "GeopoliticalEntity"},
            {"label": "Harbour drone", "class": "Equipment"},
        ],
        "events": [{"id": "fire", "type": "shelling", "label": "Fire"}],
        "claims": [{"id": "gone", "about": "fire", "evidence": EVIDENCE, "factuality": "CTplus"}],
    }
    return {**base, **extra}


def read(data: dict[str, Any]) -> Records:
    return Records.model_validate(data, context={"article": ARTICLE})


def faults(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The reference faults of records: place, message and fix."""
    with pytest.raises(ValidationError) as caught:
        read(data)
    found = [error["ctx"]["error"] for error in caught.value.errors() if "error" in error.get("ctx", {})]
    cause = next(error for error in found if isinstance(error, ReferenceFaultsError))
    return [(".".join(map(str, path)), message, fix) for path, message, fix in cause.faults]


def dumped(records: Records, article: Article) -> dict[str, Any]:
    return records.model_dump(mode="json", by_alias=True, context={"article": article})


def quantity(**fields: object) -> dict[str, Any]:
    return {"id": "loss", "measure": "killed", "evidence": "At least 12 people", **fields}


def link(**fields: object) -> dict[str, Any]:
    return {"id": "gone", "about": "fire", "evidence": EVIDENCE, "factuality": "CTplus", "chain": [fields]}


INCOHERENT = (
    ("quantity that says nothing", {"quantities": [quantity()]}, "a quantity has a value"),
    ("'about' without a number", {"quantities": [quantity(approximator="approximately")]}, "a quantity has a value"),
    ("minimum above maximum", {"quantities": [quantity(min=9, max=3)]}, "min 9 is above max 3"),
    ("derived from nothing", {"quantities": [quantity(value=1, status="derived")]}, "derived_from"),
    ("stated and derived", {"quantities": [quantity(value=1, derived_from="other")]}, "derived_from"),
    ("stated without words", {"quantities": [quantity(value=1, evidence=[])]}, "evidence is missing"),
    ("fraction_of without a fraction", {"quantities": [quantity(value=1, fraction_of="x")]}, "without a fraction"),
    ("fraction above one", {"quantities": [quantity(fraction=1.5)]}, "less than or equal to 1"),
    ("fraction below zero", {"quantities": [quantity(fraction=-0.5)]}, "greater than or equal to 0"),
    ("number that is none", {"quantities": [quantity(value=float("nan"))]}, "finite"),
    ("number with a comma", {"quantities": [quantity(value="12,000")]}, "valid decimal"),
    ("unit that is no name", {"quantities": [quantity(value=1, unit="square km")]}, "pattern"),
    ("measure that does not exist", {"quantities": [quantity(value=1, measure="slain")]}, "'killed'"),
    ("named source without a source", {"claims": [link(anonymity="named")]}, "has a source"),
    (
        "unspecified source with a name",
        {"claims": [link(source="Osk Harrow", anonymity="unspecified")]},
        "has a source",
    ),
    ("level without links", {"claims": [{**link(), "chain": [[]]}]}, "at least 1 item"),
    ("claim without words", {"claims": [{**link(), "chain": [], "evidence": []}]}, "at least 1 item"),
    ("confidence above one", {"claims": [{**link(), "chain": [], "confidence": 2}]}, "less than or equal to 1"),
    ("factuality of another scheme", {"claims": [{**link(), "chain": [], "factuality": "true"}]}, "'CTplus'"),
    ("id with a capital", {"claims": [{**link(), "chain": [], "id": "Gone"}]}, "pattern"),
    ("latitude alone", {"entities": [{"label": "V", "class": "Place", "latitude": 3}]}, "go together"),
    (
        "latitude beyond the pole",
        {"entities": [{"label": "V", "class": "Place", "latitude": 91, "longitude": 0}]},
        "90",
    ),
    (
        "longitude beyond the line",
        {"entities": [{"label": "V", "class": "Place", "latitude": 0, "longitude": 181}]},
        "180",
    ),
    ("entity without a class", {"entities": [{"label": "V"}]}, "discriminator"),
    ("entity of an unknown class", {"entities": [{"label": "V", "class": "Ship"}]}, "'Place'"),
    ("entity without a label", {"entities": [{"class": "Place"}]}, "required"),
    ("echelon of a person", {"entities": [{"label": "V", "class": "Person", "echelon": "brigade"}]}, "not permitted"),
    ("same thing by no IRI", {"entities": [{"label": "V", "class": "Place", "same_as": "Q 1"}]}, "no absolute IRI"),
    ("address that is none", {"document": {"url": "velmora"}}, "no absolute IRI"),
    ("date that does not exist", {"times": [{"id": "t", "edtf": "2031-02-30"}]}, "EDTF"),
    ("event without a label", {"events": [{"id": "fire", "type": "shelling"}]}, "required"),
    ("event of no type", {"events": [{"id": "fire", "type": "fire", "label": "Fire"}]}, "'shelling'"),
    ("key that does not exist", {"claims": [{**link(), "chain": [], "factualty": "CTplus"}]}, "not permitted"),
)


@pytest.mark.parametrize(("data", "message"), [case[1:] for case in INCOHERENT], ids=[case[0] for case in INCOHERENT])
def test_an_incoherent_record_is_refused(data: dict[str, Any], message: str) -> None:
    """Each rule of a single record has its message."""
    with pytest.raises(ValidationError, match=re.escape(message)):
        read(small(**data))


def test_coherent_records_are_accepted() -> None:
    """The records that the refused ones above differ from by one fault are sound."""
    data = small(quantities=[quantity(value=12, min=12)], claims=[link(source="Osk Harrow", anonymity="named")])
    assert read(data).claims[0].chain[0][0].source == "Osk Harrow"


def claim(**fields: object) -> dict[str, Any]:
    return {"id": "gone", "about": "fire", "evidence": EVIDENCE, "factuality": "CTplus", **fields}


def event(**fields: object) -> dict[str, Any]:
    return {"id": "fire", "type": "shelling", "label": "Fire", **fields}


PARTS = [quantity(id="share", fraction="0.5", fraction_of="all"), quantity(id="all", value=12)]
DERIVED = {"id": "half", "measure": "killed", "status": "derived", "derived_from": ["share", "all"]}
PERSON = {"label": "Osk Harrow", "class": "Person"}

FAULTY = (
    (
        "claim about nothing",
        small(claims=[claim(), claim(id="more", about="fier")]),
        "claims.1.about",
        "did you mean 'fire'?",
    ),
    ("claim at no time", small(claims=[claim(time="then")]), "claims.0.time", "add it to times"),
    ("claim of no figure", small(claims=[claim(quantities="many")]), "claims.0.quantities", "add it to quantities"),
    (
        "claim against no claim",
        small(claims=[claim(alternative_to="x")]),
        "claims.0.alternative_to",
        "add it to claims",
    ),
    ("claim against itself", small(claims=[claim(alternative_to="gone")]), "claims.0.alternative_to", "the other one"),
    (
        "claim of a derived figure",
        small(quantities=[*PARTS, {**DERIVED, "value": 6}], claims=[claim(quantities="half")]),
        "claims.0.quantities",
        "derived from",
    ),
    (
        "source that is nobody",
        small(claims=[claim(chain=[{"source": "Osk Harow", "anonymity": "named"}])]),
        "claims.0.chain.0.0.source",
        "did you mean 'Osk Harrow'?",
    ),
    (
        "source that is a thing",
        small(claims=[claim(chain=[{"source": "Harbour drone", "anonymity": "named"}])]),
        "claims.0.chain.0.0.source",
        "source takes GeopoliticalEntity",
    ),
    (
        "source at no time",
        small(claims=[claim(chain=[{"anonymity": "unspecified", "time": "then"}])]),
        "claims.0.chain.0.0.time",
        "add it to times",
    ),
    ("agent that is a place", small(events=[event(agent="Velmora")]), "events.0.agent", "agent takes"),
    ("place that is a person", small(events=[event(place="Osk Harrow")]), "events.0.place", "place takes"),
    ("instrument that is a person", small(events=[event(instrument="Osk Harrow")]), "events.0.instrument", "Equipment"),
    ("part of no event", small(events=[event(part_of="war")]), "events.0.part_of", "add it to events"),
    ("caused by itself", small(events=[event(caused_by="fire")]), "events.0.caused_by", "the other one"),
    ("same event without a document", small(events=[event(same_event_as="blaze")]), "events.0.same_event_as", "16 hex"),
    (
        "conflict with a malformed document",
        small(claims=[claim(alternative_to="xyz#gone")]),
        "claims.0.alternative_to",
        "16 hex",
    ),
    ("event without a claim", small(events=[event(), event(id="flood")]), "events.1", "add the claim"),
    ("two claims of one id", small(claims=[claim(), claim()]), "claims.1", "another id"),
    ("two entities of one name", small(entities=[PERSON, PERSON]), "entities.1", "another id"),
    (
        "two labels one node",
        small(entities=[PERSON, {"label": "osk harrow.", "class": "Person"}]),
        "entities.1",
        "merge them",
    ),
    (
        "nationality of a place",
        small(entities=[{"label": "V", "class": "Place"}, {"label": "H", "class": "Person", "nationality": "V"}]),
        "entities.1.nationality",
        "GeopoliticalEntity",
    ),
    (
        "unit of itself",
        small(entities=[{"label": "Brigade", "class": "MilitaryUnit", "parent": "Brigade"}]),
        "entities.0.parent",
        "the other one",
    ),
    (
        "place in itself",
        small(entities=[{"label": "V", "class": "Place", "contained_in": "V"}]),
        "entities.0.contained_in",
        "the other one",
    ),
    (
        "derived figure miscalculated",
        small(quantities=[*PARTS, {**DERIVED, "value": 7}]),
        "quantities.2",
        "sum or diff",
    ),
    (
        "derived from no figure",
        small(quantities=[{**DERIVED, "value": 7, "derived_from": "xyz"}]),
        "quantities.0.derived_from",
        "add it to",
    ),
    (
        "derived from itself",
        small(quantities=[{**DERIVED, "value": 7, "derived_from": "half"}]),
        "quantities.0.derived_from",
        "the other one",
    ),
    (
        "fraction of itself",
        small(quantities=[quantity(fraction=0.5, fraction_of="loss")]),
        "quantities.0.fraction_of",
        "the other one",
    ),
    (
        "fraction of no figure",
        small(quantities=[quantity(fraction=0.5, fraction_of="all")]),
        "quantities.0.fraction_of",
        "add it to quantities",
    ),
)


@pytest.mark.parametrize(("data", "place", "fix"), [case[1:] for case in FAULTY], ids=[case[0] for case in FAULTY])
def test_a_reference_that_does_not_hold_is_named_with_its_fix(data: dict[str, Any], place: str, fix: str) -> None:
    """Each rule between records is reported where it is broken, and says what to do."""
    found = faults(data)
    assert [(where, fix in hint) for where, _, hint in found] == [(place, True)], found


def test_all_faults_are_reported_at_once() -> None:
    """A person corrects a file in one go, not fault by fault."""
    found = faults(small(events=[event(place="Osk Harrow", part_of="war")], claims=[claim(time="then")]))
    assert [where for where, _, _ in found] == ["events.0.place", "events.0.part_of", "claims.0.time"]


@pytest.mark.parametrize(
    ("value", "parts"), [(6, ["share", "all"]), (20, ["all", "rest"]), (4, ["all", "rest"]), (-4, ["rest", "all"])]
)
def test_a_derived_figure_may_be_a_fraction_a_sum_or_a_difference(value: int, parts: list[str]) -> None:
    """Half of 12, 12 + 8, 12 - 8 and 8 - 12 add up."""
    more = [*PARTS, quantity(id="rest", value=8), {**DERIVED, "value": value, "derived_from": parts}]
    assert read(small(quantities=more)).quantities[-1].value == value


@pytest.mark.parametrize("parts", [["all", "rest", "more"], ["more", "all", "rest"], ["rest", "more", "all"]])
def test_the_order_of_what_a_figure_is_derived_from_does_not_matter(parts: list[str]) -> None:
    """12 - 8 - 3 is 1 wherever the 12 stands: the graph keeps no order."""
    more = [*PARTS, quantity(id="rest", value=8), quantity(id="more", value=3)]
    derived = {**DERIVED, "value": 1, "derived_from": parts}
    assert read(small(quantities=[*more, derived])).quantities[-1].value == 1


def test_one_name_may_be_a_person_and_a_place() -> None:
    """Labels need to differ only within a class; ids tell the records apart."""
    entities = [{"label": "Velmora", "class": "Place"}, {"id": "mayor", "label": "Velmora", "class": "Person"}]
    assert [entity.id for entity in read(small(entities=entities)).entities] == ["Velmora", "mayor"]


def test_one_item_stands_for_a_list_of_one() -> None:
    """A person need not write brackets around a single span, name or reference."""
    records = read(small(entities=[{**PERSON, "aliases": "Harrow", "mentions": "governor Osk Harrow"}]))
    assert records.entities[0].aliases == ("Harrow",)
    assert records.entities[0].mentions[0].quote == "governor Osk Harrow"


def test_records_cannot_be_changed() -> None:
    """All stages see the same records."""
    with pytest.raises(ValidationError, match="frozen"):
        read(small()).claims[0].about = "flood"


@pytest.mark.parametrize(
    ("span", "message"),
    [
        (12, "a span is words of the article"),
        ({"quote": 12}, "not text"),
        ({"within": "quay"}, "no quote"),
        ({"quote": "quay", "within": 9}, "'within' is words"),
        ({"quote": "quay", "start": "9"}, "'start' is an offset"),
        ({"quote": "quay", "inside": "whole quay"}, "unknown key in a span: inside"),
        ({"quote": "quay", "start": -3}, "the text at -3"),
    ],
)
def test_a_malformed_span_says_how_to_write_one(span: object, message: str) -> None:
    """Whatever stands in the place of a quote is answered with a message, never with a Python error."""
    with pytest.raises(ValidationError, match=re.escape(message)):
        read(small(claims=[claim(evidence=span)]))


def test_the_first_article_survives_a_round_trip(first_records: Records, first_article: Article) -> None:
    """Records → YAML that a person could have written → the same records."""
    text = io.StringIO()
    YAML().dump(dumped(first_records, first_article), text)
    data = YAML(typ="safe", pure=True).load(text.getvalue())
    assert Records.model_validate(data, context={"article": first_article}) == first_records


def test_a_written_file_is_read_back(first_records: Records, first_article: Article, tmp_path: Path) -> None:
    """What kg dumps, kg reads as a records file."""
    path = tmp_path / "article.records.yaml"
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(dumped(first_records, first_article), stream)
    assert read_reviewed(path, first_article) == first_records


def test_dumping_is_what_a_person_would_write(tmp_path: Path) -> None:
    """Quotes instead of offsets where a quote is unique, plain numbers, and nothing that goes without saying."""
    path = tmp_path / "velmora.records.yaml"
    path.write_text(VELMORA_RECORDS, encoding="utf-8")
    data = dumped(read_reviewed(path, ARTICLE), ARTICLE)
    assert set(data) == {"entities", "times", "quantities", "events", "claims"}
    assert data["entities"][3] == {
        "label": "Velmora",
        "class": "Place",
        "precision": "city",
        "latitude": 61.25,
        "longitude": -3.5,
        "contained_in": ["Norrland"],
    }
    assert data["quantities"] == [
        {
            "id": "killed",
            "value": 12,
            "min": 12,
            "measure": "killed",
            "approximator": ["at-least"],
            "evidence": ["At least 12 people"],
        }
    ]
    assert data["times"] == [{"id": "tuesday", "edtf": "2031-03-11", "status": "inferred", "evidence": ["on Tuesday"]}]


def test_an_ambiguous_span_is_dumped_with_its_offset() -> None:
    """Where the quote alone would not do, the offset goes with it."""
    start = VELMORA_TEXT.rindex("Velmora")
    span = Span(quote="Velmora", start=start, end=start + 7)
    assert span.model_dump(context={"article": ARTICLE}) == {"quote": "Velmora", "start": start}


@given(st.data())
def test_any_span_survives_a_round_trip(data: st.DataObject) -> None:
    """Whatever stretch of whatever text a span is, what it is dumped as leads back to it."""
    text = data.draw(st.text(min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    article = plain_article(text)
    span = Span(quote=text[start:end], start=start, end=end)
    written = span.model_dump(mode="json", context={"article": article})
    assert Span.model_validate(written, context={"article": article}) == span


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_any_number_survives_a_round_trip(number: object) -> None:
    """A figure is written as a plain number and loses no digit."""
    records = read(small(quantities=[quantity(value=number)]))
    assert read(dumped(records, ARTICLE)) == records


def test_events_cannot_be_part_of_each_other() -> None:
    """A circle is named link by link, at one of its records."""
    events = [
        {"id": "fire", "type": "shelling", "label": "Fire", "part_of": "siege"},
        {"id": "siege", "type": "blockade", "label": "Siege", "part_of": "war"},
        {"id": "war", "type": "conflict", "label": "War", "part_of": "fire"},
    ]
    claims = [{"id": e["id"], "about": e["id"], "evidence": EVIDENCE, "factuality": "CTplus"} for e in events]
    ((place, message, fix),) = faults(small(events=events, claims=claims))
    assert re.fullmatch(r"events\.\d\.part_of", place)
    assert message.removeprefix("part_of leads in a circle: ") in {
        "fire → siege → war → fire",
        "siege → war → fire → siege",
        "war → fire → siege → war",
    }
    assert fix == "remove the link that is wrong"


@pytest.mark.parametrize("link_name", ["contained_in", "parent"])
def test_entities_cannot_hold_each_other(link_name: str) -> None:
    """Places in places and units of units end somewhere."""
    class_name = {"contained_in": "Place", "parent": "MilitaryUnit"}[link_name]
    entities = [
        {"label": "North", "class": class_name, link_name: "South"},
        {"label": "South", "class": class_name, link_name: "North"},
    ]
    ((_, message, _),) = faults(small(entities=entities))
    assert f"{link_name} leads in a circle" in message


def test_a_long_chain_is_no_circle() -> None:
    """Two that share a whole are fine."""
    events = [
        {"id": "fire", "type": "shelling", "label": "Fire", "part_of": "war"},
        {"id": "siege", "type": "blockade", "label": "Siege", "part_of": "war", "caused_by": "fire"},
        {"id": "war", "type": "conflict", "label": "War"},
    ]
    claims = [{"id": e["id"], "about": e["id"], "evidence": EVIDENCE, "factuality": "CTplus"} for e in events]
    assert len(read(small(events=events, claims=claims)).events) == 3


def test_a_range_may_be_one_number() -> None:
    """From 3 to 3 is no range turned round."""
    assert read(small(quantities=[quantity(value=None, min=3, max=3)])).quantities[0].max == 3


def test_a_named_group_and_an_unnamed_one_are_two() -> None:
    """The Dockers of a union are not the dockers of a street: their nodes differ."""
    groups = [
        {"id": "union", "label": "Dockers", "class": "Group", "named": True},
        {"label": "dockers", "class": "Group"},
    ]
    assert [entity.id for entity in read(small(entities=groups)).entities] == ["union", "dockers"]


def test_a_derived_figure_has_a_number() -> None:
    """'Dozens' follow from no parts."""
    vague = {k: v for k, v in DERIVED.items() if k != "value"} | {"approximator": "dozens"}
    (fault,) = faults(small(quantities=[*PARTS, vague]))
    assert "cannot be computed" in str(fault)
