"""Armed formations: names, numbers, levels, parents and whose they are."""

from __future__ import annotations


def test_a_unit_has_its_level(find):
    """The last word for a formation in a name gives the echelon."""
    found = find("The 41st Mechanized Brigade and the 7th Army Corps entered the village.")
    assert found("41st Mechanized Brigade").echelon == "brigade"
    assert found("7th Army Corps").echelon == "corps"


def test_a_unit_is_part_of_what_stands_in_brackets(find):
    """'A (B, C)': A is part of B, and B of C."""
    found = find("Elements of the 14th Tank Regiment (3rd Guards Tank Division, Northern Military District) advanced.")
    assert found("14th Tank Regiment").parent == ("3rd Guards Tank Division",)
    assert found("3rd Guards Tank Division").parent == ("Northern Military District",)


def test_a_unit_is_part_of_what_follows_of(find):
    """'the 3rd Battalion of the 24th Brigade'."""
    found = find("The 3rd Battalion of the 24th Mechanized Brigade held the bridge for two days.")
    assert found("3rd Battalion").parent == ("24th Mechanized Brigade",)


def test_the_nationality_before_a_numbered_unit_is_no_part_of_its_name(find):
    """'Ukrainian 65th Mechanized Brigade' is the 65th Mechanized Brigade, of Ukraine."""
    found = find("The Ukrainian 65th Mechanized Brigade denied losing any ground on Monday.")
    unit = found("65th Mechanized Brigade")
    assert unit.label == "65th Mechanized Brigade"
    assert unit.nationality == ("Ukraine",)
    assert "Ukrainian 65th Mechanized Brigade" in unit.aliases


def test_a_branch_keeps_its_country(find):
    """'Polish Air Force' is a name; a country's army is no field army."""
    found = find("The Polish Air Force scrambled four jets, and the Polish Army closed a road.")
    assert found("Polish Air Force").nationality == ("Poland",)
    assert getattr(found("Polish Army"), "echelon", None) is None


def test_numbers_are_never_merged(find):
    """Two brigades of one kind stay two."""
    found = find("The 71st Rifle Brigade relieved the 17th Rifle Brigade.", "The 17th Rifle Brigade withdrew.")
    assert {"71st Rifle Brigade", "17th Rifle Brigade"} <= found.labels("MilitaryUnit")


def test_a_shorter_form_with_the_same_number_is_the_same_unit(find):
    """'110th Brigade' is the only 110th brigade there is."""
    found = find("The 110th Mechanized Brigade held the town.", "The 110th Brigade lost six vehicles there.")
    assert found("110th Brigade").label == "110th Mechanized Brigade"
    assert "unit-number" in found.rules("110th Brigade")


def test_a_unit_takes_the_nationality_of_its_parent(find):
    """A part is of the country of the whole, and the reason says so."""
    found = find("The 9th Battalion of the Romanian 30th Mountain Brigade reached the pass.")
    assert found("9th Battalion").nationality == ("Romania",)
    assert "nationality-of-parent" in found.rules("9th Battalion")


def test_a_command_moves_its_own(find):
    """Who may redeploy a division is of its country."""
    found = find("The Russian command may redeploy the 95th Rifle Division to the river.")
    assert found("95th Rifle Division").nationality == ("Russia",)


def test_forces_of_one_country_are_one(find):
    """Troops, forces and soldiers of a country are one entity, however they are counted."""
    found = find(
        "Eritrean troops crossed the border on Friday, officials said.",
        "About 4,000 Eritrean soldiers have been seen in the valley.",
        "Asmara's troops burned two farms.",
    )
    forces = found("Eritrean troops")
    assert forces.nationality == ("Eritrea",)
    assert {"Eritrean soldiers", "Asmara's troops"} <= set(forces.aliases)


def test_forces_of_another_kind_are_another_entity(find):
    """Airborne troops are not simply a country's forces."""
    found = find("Russian forces shelled the town.", "Russian airborne troops attacked near the river.")
    assert {"Russian forces", "Russian airborne troops"} <= found.labels()


def test_some_servicemen_are_not_the_forces(find):
    """'some' tells of a part."""
    found = find("Ukrainian forces left the city.", "Some Ukrainian servicemen were captured on the road.")
    assert {"Ukrainian forces", "Ukrainian servicemen"} <= found.labels()


def test_the_troops_are_those_told_of_last(find):
    """A definite noun stands for the only forces of the sentences before."""
    found = find("Rwandan troops entered the town at dawn.", "The troops set up roadblocks.")
    assert len(found("Rwandan troops").mentions) == 2
    assert "definite-forces" in found.rules("Rwandan troops")


def test_fighters_of_a_group_are_its_own(find):
    """'Hezbollah fighters' stand close to Hezbollah."""
    found = find("Hezbollah fighters fired rockets at a patrol, Hezbollah said.")
    assert found("Hezbollah fighters").affiliation == ("Hezbollah",)


def test_soldiers_of_an_army_are_told_by_it(find):
    """What follows 'of' tells whose soldiers."""
    found = find("The town was retaken by soldiers of the Kenyan army on Sunday.")
    assert found("soldiers of the Kenyan army").affiliation == ("Kenyan army",)


def test_two_numbers_share_one_name(find):
    """'the 47th and 93rd Mechanized Brigades' are two units."""
    found = find("The 47th and 93rd Mechanized Brigades held the line for a week.")
    assert {"47th Mechanized Brigade", "93rd Mechanized Brigade"} <= found.labels("MilitaryUnit")


def test_an_abbreviation_of_a_unit_is_no_parent(find):
    """Letters in brackets are another name."""
    found = find("The Sudanese Armed Forces (SAF) retook the bridge.", "The SAF gave no figures.")
    assert found("SAF").label == "Sudanese Armed Forces"


def test_a_term_of_one_army_gives_the_nationality(find):
    """'Motorized Rifle' is of the only country of the article whose forces use it, and the reason says so."""
    found = find(
        "Russian forces attacked near Kupiansk.",
        "Elements of the 27th Motorized Rifle Brigade crossed the river, Ukrainian officials said.",
    )
    assert found("27th Motorized Rifle Brigade").nationality == ("Russia",)
    assert "usage" in found.rules("27th Motorized Rifle Brigade")
