"""Countries, places, organisations and equipment."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Pyongyang has denied that it sent shells.", "North Korea"),
        ("Moscow's demand was rejected by the council.", "Russia"),
        ("Islamabad accuses New Delhi of arming the rebels.", "India"),
    ],
)
def test_a_capital_that_acts_is_its_country(find, sentence, country):
    """A seat of government speaks for the country."""
    found = find(sentence)
    assert country in found.labels("GeopoliticalEntity")
    assert "capital" in found.rules(country)


@pytest.mark.parametrize("sentence", [
    "The leaders met in Berlin on Monday.", "Rain fell on Berlin's streets.", "The envoy left Berlin on Saturday.",
])  # fmt: skip
def test_a_capital_where_something_is_stays_a_place(find, sentence):
    """'in Berlin' is the city."""
    found = find(sentence)
    assert found("Berlin").class_ == "Place"
    assert "Germany" not in found.labels()


def test_a_country_is_known_by_its_other_names(find):
    """One entity under one English label."""
    assert find("The UK and the U.S. signed a pact.").labels("GeopoliticalEntity") == {
        "United Kingdom",
        "United States",
    }


def test_an_adjective_alone_mentions_no_country(find):
    """A nationality gives the link; the country needs no mention of its own."""
    found = find("A Dutch journalist was arrested.")
    assert "Netherlands" not in found.labels()
    assert found("Netherlands").mentions == ()


def test_an_adjective_that_tells_who_acts_mentions_the_country(find):
    """'Russian missile strikes': Russia struck."""
    assert "Russia" in find("Russian missile strikes destroyed the power plant.").labels("GeopoliticalEntity")


def test_a_part_of_a_country_is_a_place_in_it(find):
    """The words say that it lies in the country."""
    found = find("Rockets landed in southern Israel on Friday.")
    assert found("southern Israel").class_ == "Place"
    assert found("southern Israel").contained_in == ("Israel",)


def test_a_longer_name_is_no_country(find):
    """'Mexico City' is not Mexico."""
    found = find("The ministers met in Mexico City on Thursday.")
    assert "Mexico City" in found.labels()
    assert "Mexico" not in found.labels()


def test_a_region_has_several_names(find):
    """Oblast and region of one name are one place."""
    found = find("Drones hit depots in Sumy Oblast.", "A school in the Sumy region was damaged.")
    assert found("Sumy Oblast") is found("Sumy region")


def test_a_building_that_suffers_is_a_place(find):
    """A facility with a word that tells which is kept without a name."""
    assert "eye clinic" in find("Its eye clinic had been hit by shells in May.").labels("Place")


def test_the_town_is_the_only_one_told_of(find):
    """A definite noun stands for a named place."""
    found = find("Troops withdrew from Vuhledar on Tuesday.", "The town had been defended for two years.")
    assert "definite-place" in found.rules("Vuhledar")


def test_an_abbreviation_in_brackets(find):
    """It is introduced once and used alone later."""
    found = find("The Rapid Support Forces (RSF) took the depot.", "The RSF said it would hold the road.")
    assert found("RSF").label == "Rapid Support Forces"
    assert "abbreviation" in found.rules("RSF")


def test_initials_of_a_name(find):
    """'NYT' and 'The New York Times' are one, in either order."""
    found = find("NYT: talks have failed", "The New York Times reports that talks have failed, citing officials.")
    assert found("NYT") is found("New York Times")


def test_the_ministry_is_the_only_one_told_of(find):
    """A definite noun stands for a named body."""
    found = find("The Interior Ministry counted 18,000 marchers.", "The ministry claims that they broke a cordon.")
    assert "definite-body" in found.rules("Interior Ministry")


def test_a_country_and_its_government_are_two(find):
    """'the Ukrainian government' is an organisation of the country."""
    found = find("The Ukrainian government confirmed the figures.")
    assert found("Ukrainian government").class_ == "Organization"
    assert found("Ukrainian government").nationality == ("Ukraine",)


def test_equipment_goes_by_its_designation(find):
    """The type is the label; with its kind it is an alias."""
    found = find("Crews shot down two Su-34 bombers and lost a T-72 tank.")
    assert found("Su-34").class_ == "Equipment"
    assert "Su-34 bombers" in found("Su-34").aliases
    assert found("T-72").class_ == "Equipment"


def test_equipment_goes_by_its_kind(find):
    """Weapons without a designation are kept by what they are."""
    assert "artillery shells" in find("Latvia will send artillery shells to the front.").labels("Equipment")


def test_a_drone_strike_is_no_equipment(find):
    """What only qualifies an event is not mentioned as a thing."""
    assert find("A drone strike killed the mayor.").labels("Equipment") == set()


def test_ministries_of_two_countries_are_two(find):
    """Every country has an interior ministry: the owner tells which."""
    found = find(
        "Syria's Interior Ministry said five people had died.", "Turkey's Interior Ministry said that nobody had died."
    )
    assert {"Interior Ministry of Syria", "Interior Ministry of Turkey"} <= found.labels("Organization")


def test_a_ministry_of_no_country_is_shared_with_no_article(find):
    """Another article's Interior Ministry may be another country's."""
    assert not find("The Interior Ministry said that five people had died.")("Interior Ministry").named


def test_an_agency_in_a_dateline_is_no_place(find):
    """'BEIRUT (AP)' names a town and an agency."""
    found = find("BEIRUT (AP) - Residents of the town fled on Monday.")
    assert not {"AP", "Associated Press"} & (found.labels("Place") | found.labels("GeopoliticalEntity"))


def test_the_army_is_not_the_rebels_who_call_themselves_one(find):
    """'the army' after 'Baloch Vanguard Army' is the state's."""
    found = find("The Baloch Vanguard Army claimed the attack.", "The army denied that soldiers had died.")
    assert "army" not in found("Baloch Vanguard Army").aliases
