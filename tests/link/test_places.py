"""Which place a name means in an article, and when it means none that kg could know."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.gazetteer import Gazetteer, PlaceKind, load_gazetteer
from kg.link.places import PlaceLink, resolve_places
from kg.link.toponyms import ToponymMention, mentions_of


def links(gazetteer: Gazetteer, text: str, *names: str) -> dict[str, PlaceLink | None]:
    """The links of some names' first mentions in a text."""
    mentions = list(mentions_of(names, text))
    found = resolve_places(mentions, text, gazetteer)
    first: dict[str, PlaceLink | None] = {}
    for mention, link in zip(mentions, found, strict=True):
        first.setdefault(mention.text, link)
    return first


def where(link: PlaceLink | None) -> tuple[str, str, str] | None:
    """Name, country and region of a link."""
    return None if link is None else (link.place.name, link.place.country, link.place.region)


def test_a_name_alone_is_the_place_that_everyone_knows(gazetteer: Gazetteer) -> None:
    """By population, where nothing else is said."""
    assert where(links(gazetteer, "A fair was held in Paris.", "Paris")["Paris"]) == ("Paris", "FR", "11")


@pytest.mark.parametrize("state", ["Texas", "Tex.", "TX"])
def test_a_state_after_the_name_decides(gazetteer: Gazetteer, state: str) -> None:
    """'Paris, Texas', in full or abbreviated."""
    assert where(links(gazetteer, f"A fair was held in Paris, {state}, on Monday.", "Paris")["Paris"]) == (
        "Paris", "US", "TX",
    )  # fmt: skip


def test_what_is_said_once_holds_for_the_article(gazetteer: Gazetteer) -> None:
    """A later mention without the state means the same town."""
    text = "A barn burned in Paris, Texas. Nobody was in Paris that night."
    found = resolve_places(list(mentions_of(["Paris"], text)), text, gazetteer)
    assert [where(link) for link in found] == [("Paris", "US", "TX")] * 2


def test_two_towns_of_one_name_are_kept_apart(gazetteer: Gazetteer) -> None:
    """Where the article says so each time."""
    text = "She moved from Portland, Maine, to Portland, Oregon."
    found = resolve_places(list(mentions_of(["Portland"], text)), text, gazetteer)
    assert [link.place.region for link in found if link] == ["ME", "OR"]


def test_other_places_decide(gazetteer: Gazetteer) -> None:
    """Tripoli beside Sidon is the one in Lebanon, beside Misrata the one in Libya."""
    lebanon = links(gazetteer, "Roads from Sidon to Tripoli and Tyre were shut.", "Sidon", "Tripoli", "Tyre")
    libya = links(gazetteer, "Roads from Misrata to Tripoli and Zawiya were shut.", "Misrata", "Tripoli", "Zawiya")
    assert (lebanon["Tripoli"] and lebanon["Tripoli"].place.country) == "LB"
    assert (libya["Tripoli"] and libya["Tripoli"].place.country) == "LY"


def test_a_country_or_a_state_by_what_stands_around_it(gazetteer: Gazetteer) -> None:
    """Georgia beside Tbilisi, and Georgia beside Atlanta."""
    country = links(gazetteer, "Georgia said shells fell near Tbilisi and Gori.", "Georgia", "Tbilisi", "Gori")
    state = links(gazetteer, "Georgia closed schools in Atlanta, Macon and Savannah.", "Georgia", "Atlanta", "Macon")
    assert (country["Georgia"] and country["Georgia"].place.kind) is PlaceKind.COUNTRY
    assert (state["Georgia"] and state["Georgia"].place.id) == "US.GA"


def test_a_generic_word_decides_between_city_and_region(gazetteer: Gazetteer) -> None:
    """'Kursk' is the city, 'Kursk region' the oblast."""
    found = links(gazetteer, "Drones flew over Kursk.", "Kursk")
    assert (found["Kursk"] and found["Kursk"].place.kind) is PlaceKind.CITY
    found = links(gazetteer, "The Kursk region was shelled.", "Kursk region")
    assert (found["Kursk region"] and found["Kursk region"].place.kind) is PlaceKind.REGION


def test_a_region_whose_name_is_that_of_a_town_is_not_the_town(gazetteer: Gazetteer) -> None:
    """'Tokmak district' is not known, and Tokmak would be a false pin."""
    assert links(gazetteer, "Fighting went on in Tokmak district.", "Tokmak district")["Tokmak district"] is None


def test_an_unknown_name_is_unknown(gazetteer: Gazetteer) -> None:
    """Nothing is pinned to the capital of the country that the article is about."""
    found = links(gazetteer, "Troops in Ukraine held Velmorivka near Kyiv.", "Ukraine", "Velmorivka", "Kyiv")
    assert found["Velmorivka"] is None


def test_many_villages_of_one_name_and_nothing_to_choose_by(gazetteer: Gazetteer) -> None:
    """One of twenty-five is not known by guessing."""
    assert links(gazetteer, "Fighting went on in Bohdanivka.", "Bohdanivka")["Bohdanivka"] is None


def test_a_village_among_villages_is_found_by_its_neighbours(gazetteer: Gazetteer) -> None:
    """The one near the others."""
    found = links(
        gazetteer, "Fighting went on in Bohdanivka and Ivanivske near Bakhmut.", "Bohdanivka", "Ivanivske", "Bakhmut"
    )
    assert (found["Bohdanivka"] and found["Bohdanivka"].place.region) == "05"


def test_a_demonym_means_its_country(gazetteer: Gazetteer) -> None:
    """As the corpora of toponyms have it."""
    assert where(links(gazetteer, "Syrian doctors came.", "Syrian")["Syrian"]) == ("Syria", "SY", "")


def test_a_part_is_told_as_one(gazetteer: Gazetteer) -> None:
    """Eastern Ukraine is in Ukraine, and is not Ukraine."""
    link = links(gazetteer, "Shells fell in eastern Ukraine.", "eastern Ukraine")["eastern Ukraine"]
    assert link is not None
    assert link.part
    assert link.place.name == "Ukraine"


def test_no_mentions_no_links(gazetteer: Gazetteer) -> None:
    """An article that names no place."""
    assert resolve_places([], "Nothing happened.", gazetteer) == ()


_names = st.sampled_from(
    ["Paris", "Kursk region", "the U.S.", "Xyzzy", "", "Georgia", "eastern Ukraine", "Foo, Bar", "7"]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(_names, st.integers(0, 30), st.integers(0, 30))), st.text(max_size=40))
def test_any_mentions_can_be_resolved(rows: list[tuple[str, int, int]], text: str) -> None:
    """Offsets that do not fit, empty names, the same twice: one answer for each, the same on each run."""
    mentions = [ToponymMention(name, start, start + length) for name, start, length in rows]
    found = resolve_places(mentions, text, load_gazetteer())
    assert len(found) == len(mentions)
    assert found == resolve_places(mentions, text, load_gazetteer())
