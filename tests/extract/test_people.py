"""Persons with their titles, and people without a name."""

from __future__ import annotations


def test_titles_are_no_part_of_the_label(find):
    """Rank and office are aliases and job, not name."""
    found = find("Ukraine's Commander-in-Chief Gen. Danylo Horbach said on Monday that the front was stable.")
    person = found("Danylo Horbach")
    assert person.class_ == "Person"
    assert person.label == "Danylo Horbach"
    assert person.job_title == "Commander-in-Chief"
    assert person.nationality == ("Ukraine",)
    assert "Gen. Danylo Horbach" in person.aliases


def test_a_rank_alone_is_the_job(find):
    """Where no office stands with a name, the rank says what somebody is."""
    assert find("Colonel Anton Reisz told reporters that the base was safe.")("Anton Reisz").job_title == "Colonel"


def test_a_title_after_the_name(find):
    """', a spokesman for …' tells job and affiliation."""
    found = find("Marta Selden, a spokeswoman for the World Food Programme, said the road was open.")
    assert found("Marta Selden").job_title == "spokeswoman"
    assert found("Marta Selden").affiliation == ("World Food Programme",)


def test_the_body_before_a_title(find):
    """'Hezbollah spokesman …' works for Hezbollah."""
    found = find("Hezbollah spokesman Karim Saleh rejected the claim.")
    assert found("Karim Saleh").affiliation == ("Hezbollah",)


def test_a_surname_is_the_only_one_who_bears_it(find):
    """The short form is merged, with the reason."""
    found = find("Governor Osk Harrow visited the port on Friday.", "Harrow said that nobody was hurt.")
    assert len(found("Harrow").mentions) >= 2
    assert "surname" in found.rules("Osk Harrow")


def test_a_surname_of_two_is_nobody(find):
    """A wrong merge is worse than a missed one."""
    found = find("Anna Keller and Peter Keller were arrested on Monday.", "Keller denied the charges.")
    assert {"Anna Keller", "Peter Keller"} <= found.labels("Person")
    assert "surname" not in found.rules("Anna Keller") | found.rules("Peter Keller")


def test_an_office_stands_for_who_holds_it(find):
    """'the Federal Chancellor' is the one who was introduced so."""
    found = find(
        "Federal Chancellor Lena Brandt received the guests in Vienna.",
        "The Federal Chancellor said talks would go on.",
    )
    assert "office" in found.rules("Lena Brandt")


def test_he_is_the_only_man_told_of(find):
    """A pronoun is resolved only where one person can be meant."""
    found = find("President Ivo Marsden spoke in Riga.", "He promised more aid.")
    assert "pronoun" in found.rules("Ivo Marsden")


def test_he_is_nobody_where_two_can_be_meant(find):
    """Two men in the last sentence: no guess."""
    found = find("Ivo Marsden met Karel Duda in Riga.", "He promised more aid.")
    assert "pronoun" not in found.rules("Ivo Marsden") | found.rules("Karel Duda")


def test_a_king_is_called_king(find):
    """Where no surname follows, the style is part of the name."""
    assert "King Aldemar" in find("King Aldemar received the envoys on Tuesday.").labels("Person")


def test_coordinated_adjectives_are_two_groups(find):
    """'Ukrainian and US officials' are two groups, not known to other articles."""
    found = find("The paper cited Ukrainian and US officials who spoke on condition of anonymity.")
    assert {"Ukrainian officials", "US officials"} <= found.labels("Group")
    assert not found("US officials").named
    assert found("US officials").nationality == ("United States",)


def test_sources_of_two_kinds_stay_two(find):
    """'Ukrainian sources' are not 'Ukrainian military sources'."""
    found = find("Ukrainian sources said so.", "Ukrainian military sources said the opposite.")
    assert {"Ukrainian sources", "Ukrainian military sources"} <= found.labels("Group")


def test_one_unnamed_speaker_is_a_person(find):
    """A single diplomat is a person without a name."""
    found = find("A senior Western diplomat told the news agency that talks had failed.")
    (person,) = [e for e in found.all if e.class_ == "Person"]
    assert person.label.endswith("Western diplomat")
    assert not person.named


def test_people_as_numbers_are_left_out(find):
    """Who is only counted, and who is only told, is no actor."""
    found = find("At least 21 people were killed, the mayor told reporters.")
    assert not {"people", "reporters"} & found.labels()


def test_residents_who_speak_are_kept(find):
    """A plain noun that acts is a group."""
    assert "residents" in find("Residents said that shells had hit the market.").labels("Group")


def test_somebodys_family(find):
    """A relative is named by whose it is."""
    found = find("The lawyer Gela Dvali was beaten on Friday.", "His family said he was in hospital.")
    assert "his family" in {name.lower() for name in found("family of Gela Dvali").aliases}


def test_who_wrote_it_is_no_actor(find):
    """The newsroom's own note names nobody of the news."""
    found = find("Shells hit the port of Sumy.", "(Reporting by Lina Orlo in Kyiv; Editing by Tom Grey)")
    assert not {"Lina Orlo", "Tom Grey", "Kyiv"} & found.labels()


def test_a_nickname_in_quotation_marks(find):
    """It is an alias, and the name without it is the label."""
    found = find('Prosecutors charged Ramiro "El Lobo" Zuleta on Monday.', "Zuleta denied it.")
    assert found("El Lobo").label == "Ramiro Zuleta"
    assert found("Zuleta").label == "Ramiro Zuleta"


def test_known_as_gives_another_name(find):
    """'X, known as Y' is one person."""
    found = find("General Hamid Dagalo, known as Hemedti, said on Tuesday that he would go to Geneva.")
    assert found("Hemedti").label == "Hamid Dagalo"
    assert "known-as" in found.rules("Hemedti")


def test_two_bearers_of_one_office_are_told_apart_by_nobody(find):
    """'the president' is nobody where there are two presidents."""
    found = find("President Ivo Marsden met President Karel Duda in Riga.", "The president left early.")
    assert "office" not in found.rules("Ivo Marsden") | found.rules("Karel Duda")


def test_an_office_in_the_possessive(find):
    """'the brigade's commander, Col. …' has the job."""
    found = find("The bridge was blown up on Friday, the mayor's spokesman, Pavlo Rud, told the agency.")
    assert found("Pavlo Rud").job_title == "spokesman"


def test_gunmen_of_a_group_carry_its_name(find):
    """The body before a plain noun tells which people."""
    assert "Hamas gunmen" in find("Hamas gunmen took hostages, Israeli officials said.").labels("Group")


def test_a_title_of_several_words_is_one(find):
    """'Chief of the General Staff' is an office; no staff and no army come of it."""
    found = find("Russian Chief of the General Staff Army General Anton Reisz visited a command post in May.")
    assert found("Anton Reisz").job_title == "Chief of the General Staff"
    assert found("Anton Reisz").nationality == ("Russia",)
    assert found.labels("Person") == {"Anton Reisz"}


def test_the_minister_is_the_one_told_of(find):
    """'the minister' is who was introduced as Minister of Defence."""
    found = find("Minister of Defence Bela Varga visited the base.", "The minister thanked the pilots.")
    assert "office" in found.rules("Bela Varga")


def test_a_pronoun_is_not_the_subject_of_its_own_verb(find):
    """'Harrow did not see her off': she is somebody else, whom the sentence before tells of."""
    found = find("Maria Hollis left Velmora on Saturday.", "Oskar Harrow did not see her off.")
    assert [span.quote for span in found("Maria Hollis").mentions] == ["Maria Hollis", "her"]
    assert [span.quote for span in found("Oskar Harrow").mentions] == ["Oskar Harrow"]


def test_a_surname_before_a_relative_of_that_name_is_somebody_else(find):
    """Two of one name in one clause are two."""
    found = find("Harrow met Melania Harrow in Rome.")
    assert {"Harrow", "Melania Harrow"} <= found.labels("Person")


def test_a_son_who_bears_his_fathers_name_is_not_his_father(find):
    """'Mahamat Idris Dorbo' is told after 'Idris Dorbo', and is longer: no short form of him."""
    found = find("President Idris Dorbo died on Monday.", "Mahamat Idris Dorbo took over the army council.")
    assert {"Idris Dorbo", "Mahamat Idris Dorbo"} <= found.labels("Person")


def test_a_first_name_before_a_full_one_is_somebody_else(find):
    """Whoever gives her first name only is not the nurse whom the next sentence brings in."""
    found = find(
        "“They came at dawn,” said Marie, a teacher, who gave only her first name.",
        "Marie Kabanda, a nurse, said the clinic was empty.",
    )
    assert {"Marie", "Marie Kabanda"} <= found.labels("Person")


def test_a_father_is_not_his_own(find):
    """In 'Osk Harrow was his father' he is not Harrow."""
    assert "father of Osk Harrow" not in find("Osk Harrow was his father.").labels()


def test_an_office_of_another_country_is_another_persons(find):
    """The French minister is not the German one, nor Uganda's president Kenya's."""
    found = find(
        "The German defence minister, Jonas Brandt, met the French defence minister.",
        "Kenyan President Otieno Wanjala spoke on Monday.",
        "The president of Uganda was angry.",
    )
    assert [span.quote for span in found("Jonas Brandt").mentions] == ["Jonas Brandt"]
    assert [span.quote for span in found("Otieno Wanjala").mentions] == ["Otieno Wanjala"]
