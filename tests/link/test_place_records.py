"""What linking makes of the places in an article's records."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.concepts import LocationPrecision
from kg.iris import slug
from kg.link.decisions import Decisions
from kg.link.gazetteer import Gazetteer, load_gazetteer
from kg.link.names import link_names
from kg.link.place_records import link_places
from kg.records import GeopoliticalEntity, Place, Records

from ..conftest import plain_article
from .conftest import Linked, records_of

TEXT = "Shells fell on Sudzha in the Kursk region, Russia, and near Robotyne in Ukraine, the U.S. said."


def test_a_city_gets_position_precision_link_and_reason(linked: Linked) -> None:
    """The reason is a sentence, and is about a mention."""
    town = linked(TEXT, "Sudzha")["Sudzha"]
    assert isinstance(town, Place)
    assert town.precision is LocationPrecision.CITY
    assert (round(town.latitude or 0), round(town.longitude or 0)) == (51, 35)
    assert town.same_as == ("https://sws.geonames.org/486816/",)
    (reason,) = town.reasons
    assert reason.rule == "gazetteer"
    assert "Kursk Oblast" in reason.note
    assert [span.quote for span in reason.mentions] == ["Sudzha"]


def test_holders_are_those_that_the_article_names(linked: Linked) -> None:
    """Village in region in country, under the names that the article has."""
    found = linked(TEXT, "Sudzha", "Kursk region", {"label": "Russia", "class": "GeopoliticalEntity"})
    assert set(found) == {"Sudzha", "Kursk region", "Russia"}
    assert found["Sudzha"].contained_in == ("Kursk region",)
    assert found["Kursk region"].contained_in == ("Russia",)


def test_holders_that_the_article_does_not_name_are_added(linked: Linked) -> None:
    """As a Place the region, as a GeopoliticalEntity the country."""
    found = linked(TEXT, "Robotyne")
    assert found["Robotyne"].contained_in == ("Zaporizhzhia Oblast",)
    assert found["Zaporizhzhia Oblast"].class_ == "Place"
    assert found["Zaporizhzhia Oblast"].precision is LocationPrecision.REGION
    assert found["Ukraine"].class_ == "GeopoliticalEntity"


def test_a_village_of_the_postal_table_has_no_link(linked: Linked) -> None:
    """GeoNames' postal codes have no IRIs, and none is made up."""
    assert linked(TEXT, "Robotyne")["Robotyne"].same_as == ()


def test_a_country_has_one_label_and_keeps_its_id(linked: Linked) -> None:
    """'U.S.' here and 'United States' there are one node; references by the id hold."""
    country = linked(TEXT, {"label": "U.S.", "class": "GeopoliticalEntity"})["U.S."]
    assert (country.label, country.aliases) == ("United States", ("U.S.",))


def test_a_country_is_a_geopolitical_entity(linked: Linked) -> None:
    """Whether an article speaks of its land or of its government."""
    assert isinstance(linked(TEXT, "Ukraine")["Ukraine"], GeopoliticalEntity)


def test_spellings_of_one_place_become_one_entity(gazetteer: Gazetteer) -> None:
    """References to the one that went lead to the one that stays."""
    text = "Envoys met in Kiev. Kyiv said nothing. The Kyiv envoys left."
    article, records = records_of(
        text,
        {"label": "Kiev", "class": "Place"},
        {"label": "Kyiv", "class": "GeopoliticalEntity"},
        {"label": "Osk Harrow", "class": "Person", "nationality": "Kyiv", "mentions": []},
    )
    found = link_places(records, article, gazetteer, Decisions())
    city, person, *_ = found.entities
    assert (city.class_, city.label, city.aliases) == ("GeopoliticalEntity", "Kyiv", ("Kiev",))
    assert [span.quote for span in city.mentions] == ["Kiev", "Kyiv"]
    assert person.nationality == (city.id,)


@pytest.mark.parametrize(
    "name", ["Avdiivka Coke Plant", "Tarvi Arab Hospital", "homes", "the railway", "Velmorivka", "Kursk front"]
)
def test_what_is_no_settlement_is_not_pinned(linked: Linked, name: str) -> None:
    """A plant is not its town, a noun is no name, an unknown village is unknown."""
    place = linked(f"Shells fell on {name} near Avdiivka in Ukraine.", name, "Avdiivka")[name]
    assert (place.latitude, place.same_as, place.contained_in) == (None, (), ())


def test_a_part_lies_in_the_whole(linked: Linked) -> None:
    """Without a position: nobody knows where in the east."""
    part = linked("Shells fell in eastern Ukraine.", "eastern Ukraine")["eastern Ukraine"]
    assert part.contained_in == ("Ukraine",)
    assert (part.precision, part.latitude, part.same_as) == (LocationPrecision.REGION, None, ())


def test_a_state_beside_a_city_of_its_name_has_another_label(linked: Linked) -> None:
    """Two places, two labels, two nodes."""
    found = linked("A bus left Oklahoma City for Tulsa in Oklahoma.", "Oklahoma City", "Tulsa", "Oklahoma")
    assert found["Tulsa"].contained_in == ("Oklahoma",)
    found = linked("A ferry left Luxembourg for Trier.", "Luxembourg", "Trier")
    assert len({(e.class_, e.label) for e in found.values()}) == len(found)


def test_what_has_a_position_or_a_link_is_left_alone(linked: Linked) -> None:
    """Someone knew better."""
    row = {"label": "Sudzha", "class": "Place", "latitude": 1, "longitude": 2, "precision": "exact"}
    town = linked(TEXT, row)["Sudzha"]
    assert (town.latitude, town.reasons, town.contained_in) == (1, (), ())


def test_unnamed_places_are_left_alone(linked: Linked) -> None:
    """'The town' is known by its article alone."""
    assert linked(TEXT, {"label": "Sudzha", "class": "Place", "named": False})["Sudzha"].reasons == ()


def test_linking_twice_changes_nothing_more(gazetteer: Gazetteer) -> None:
    """What is linked is not linked again."""
    article, records = records_of(TEXT, "Sudzha", "Robotyne", "Kursk region")
    once = link_places(records, article, gazetteer, Decisions())
    twice = link_places(once, article, gazetteer, Decisions())
    assert {e.id: (e.label, e.same_as) for e in twice.entities} == {e.id: (e.label, e.same_as) for e in once.entities}


def test_the_dateline_counts_as_a_place_of_the_article(gazetteer: Gazetteer) -> None:
    """Records without places stay as they are."""
    article, records = records_of(TEXT)
    assert link_places(records, article, gazetteer, Decisions()) == records
    assert Records().entities == ()


def test_regions_have_one_label_in_all_articles(linked: Linked) -> None:
    """Without a link that could tell that they are one, the name has to."""
    region = linked(TEXT, "Kursk region")["Kursk region"]
    assert (region.label, region.aliases) == ("Kursk Oblast", ("Kursk region",))


def test_a_label_that_is_taken_is_not_given_twice(linked: Linked) -> None:
    """The state stays 'New York state' beside the city."""
    found = linked("Rain fell on New York and on all of New York state.", "New York", "New York state")
    assert found["New York"].label == "New York"
    assert found["New York state"].label == "New York state"


def test_what_lies_in_another_is_not_made_one_with_it(linked: Linked) -> None:
    """An extractor that saw containment saw two places."""
    inner = {"label": "Kiev", "class": "Place", "contained_in": "Kyiv"}
    found = linked("In Kiev, in Kyiv.", inner, "Kyiv")
    assert found["Kiev"].contained_in == ("Kyiv",)


def test_a_place_elsewhere_known_is_linked_there(linked: Linked) -> None:
    """A person may give any IRI; there is no position then."""
    decisions = Decisions.model_validate({"is": {"Velmorivka": "https://example.org/velmorivka"}})
    place = linked("Shells fell on Velmorivka.", "Velmorivka", decisions=decisions)["Velmorivka"]
    assert place.same_as == ("https://example.org/velmorivka",)
    assert (place.latitude, [why.rule for why in place.reasons]) == (None, ["decision"])


def test_the_result_is_the_same_in_another_process() -> None:
    """Byte for byte, whatever the seed of Python's hashes is."""
    code = f"""
from kg.article import Article
from kg.link.decisions import Decisions
from kg.link.gazetteer import load_gazetteer
from kg.link.names import link_names
from kg.link.place_records import link_places
from kg.records import Records
article = Article(file="a.txt", sha256="0" * 64, encoding="utf-8", text={TEXT!r}, parts=())
names = ["Sudzha", "Kursk region", "Russia", "Robotyne", "Ukraine", "U.S."]
records = Records.model_validate({{"entities": [{{"label": n, "class": "Place", "mentions": n}} for n in names]}},
                                 context={{"article": article}})
linked = link_places(records, article, load_gazetteer(), Decisions())
print(link_names({{"a": linked, "b": linked}}, gazetteer=load_gazetteer())["a"].model_dump_json())
"""
    out = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(out) == 1
    assert b"Kursk Oblast" in out.pop()


_LABELS = st.sampled_from(
    ["U.S.", "United States", "US", "Kyiv", "Kiev", "KYIV", "Kursk", "Kursk region", "Kursk Oblast", "New York",
     "New York state", "Georgia", "Gaza", "Gaza City", "Gaza Strip", "eastern Ukraine", "Ukraine", "Xyzzy", "homes",
     "Paris", "Crimea", "Congo", "Middle East", "the Hague", "Luxembourg", "Singapore", "."]
)  # fmt: skip
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "label": _LABELS,
            "class": st.sampled_from(["Place", "GeopoliticalEntity"]),
            "named": st.sampled_from([True, True, True, False]),
            "precision": st.sampled_from([None, None, "country", "region", "city"]),
            "aliases": st.lists(_LABELS, max_size=2),
        }
    ),
    max_size=9,
    unique_by=lambda row: (row["class"], row["named"], slug(row["label"])),
)


@settings(max_examples=60)
@given(_ROWS)
def test_whatever_is_linked_the_records_hold(rows: list[dict[str, object]]) -> None:
    """No dangling reference, no label twice, no circle; ids that went are mentioned nowhere; and again the same."""
    rows = [{**row, "id": str(number)} for number, row in enumerate(rows)]
    for number in range(1, len(rows), 2):
        rows[number]["contained_in"] = [str(number - 1)]
    text = " ".join(f"Rain fell on {row['label']}." for row in rows)
    article, records = plain_article(text), Records.model_validate({"entities": rows})
    found = link_places(records, article, load_gazetteer(), Decisions())
    assert Records.model_validate(found.model_dump()) == found
    assert found == link_places(records, article, load_gazetteer(), Decisions())
    assert all(entity.id in {row["id"] for row in rows} or entity.reasons for entity in found.entities)
    together = link_names({"a": found, "b": found}, gazetteer=load_gazetteer())
    assert Records.model_validate(together["a"].model_dump()) == together["a"]
    # A place that may be any of its name is labelled by its document; all else is the same in both.
    told = [together[document].model_dump_json().replace(f"document {document}", "document") for document in "ab"]
    assert told[0] == told[1]


@pytest.mark.parametrize("class_name", ["Place", "GeopoliticalEntity"])
def test_a_place_that_a_person_left_unknown_holds_nothing(linked: Linked, class_name: str) -> None:
    """Tbilisi lies in the country, which has a label of its own then."""
    decisions = Decisions.model_validate({"is": {"Georgia": "unknown"}})
    rows = [{"label": "Georgia", "class": class_name}, "Tbilisi"]
    found = linked("Georgia is no place. Rain fell on Tbilisi.", *rows, decisions=decisions)
    (holder,) = found["Tbilisi"].contained_in
    assert holder != "Georgia"
    assert found[holder].same_as == ("https://sws.geonames.org/614540/",)


def test_a_holder_is_not_mixed_up_with_another_entity(linked: Linked) -> None:
    """Not even with one that has the label which the holder would get."""
    others = [
        {"label": "Luxembourg", "class": "GeopoliticalEntity", "latitude": 1, "longitude": 2},
        {"label": "Luxembourg (country)", "class": "Person", "mentions": []},
    ]
    found = linked("A ferry left Luxembourg for Esch-sur-Alzette.", *others, "Esch-sur-Alzette")
    country = [e for e in found.values() if e.same_as == ("https://sws.geonames.org/2960313/",)]
    assert len(country) == 1
    assert country[0].label not in {"Luxembourg", "Luxembourg (country)"}


def test_a_place_that_a_person_left_unknown_speaks_for_no_other(linked: Linked) -> None:
    """Birmingham is not that in the state of Alabama because of an Alabama that is none."""
    text, names = "Birmingham and Alabama sent buses.", ("Birmingham", "Alabama")
    decisions = Decisions.model_validate({"is": {"Alabama": "unknown"}})
    assert linked(text, *names)["Birmingham"].same_as == ("https://sws.geonames.org/4049979/",)
    assert linked(text, *names, decisions=decisions)["Birmingham"].same_as == ("https://sws.geonames.org/2655603/",)
