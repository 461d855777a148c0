"""How sure the words are that something happened, and which words make it so."""

from __future__ import annotations

import pytest

from .conftest import ReadClaims, known_fault


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Norwegian troops withdrew from Velmora.", "CTplus"),
        ("Norwegian troops are withdrawing from Velmora.", "CTplus"),
        ("Norwegian troops managed to withdraw from Velmora.", "CTplus"),
        ("Norwegian troops will withdraw from Velmora.", "CTplus"),
        ("Norwegian troops may have withdrawn from Velmora.", "PSplus"),
        ("Norwegian troops may withdraw from Velmora.", "PSplus"),
        ("Norwegian troops might withdraw from Velmora.", "PSplus"),
        ("Norwegian troops could withdraw from Velmora.", "PSplus"),
        ("Norwegian troops possibly withdrew from Velmora.", "PSplus"),
        ("Norwegian troops considered withdrawing from Velmora.", "PSplus"),
        ("Norwegian troops must have withdrawn from Velmora.", "PRplus"),
        ("Norwegian troops would withdraw from Velmora.", "PRplus"),
        ("Norwegian troops should withdraw from Velmora by Friday.", "PRplus"),
        ("Norwegian troops probably withdrew from Velmora.", "PRplus"),
        ("Norwegian troops are expected to withdraw from Velmora.", "PRplus"),
        ("Norwegian troops are likely to withdraw from Velmora.", "PRplus"),
        ("Norwegian troops are set to withdraw from Velmora.", "PRplus"),
        ("Norwegian troops are to withdraw from Velmora.", "PRplus"),
        ("Norwegian troops are unlikely to withdraw from Velmora.", "PRminus"),
        ("Norwegian troops did not withdraw from Velmora.", "CTminus"),
        ("Norwegian troops have not withdrawn from Velmora.", "CTminus"),
        ("Norwegian troops will not withdraw from Velmora.", "CTminus"),
        ("Norwegian troops never withdrew from Velmora.", "CTminus"),
        ("Norwegian troops failed to withdraw from Velmora.", "CTminus"),
        ("Norwegian troops refused to withdraw from Velmora.", "CTminus"),
        ("Norwegian troops were unable to withdraw from Velmora.", "CTminus"),
        ("Norwegian troops want to withdraw from Velmora.", "Uu"),
        known_fault("Norwegian troops tried to withdraw from Velmora.", "Uu", reason="'try to' leaves no mark"),
        ("It is unclear whether Norwegian troops withdrew from Velmora.", "Uu"),
    ],
)
def test_words_set_the_factuality(claims_of: ReadClaims, text: str, factuality: str) -> None:
    """Certain, probable, possible, or not, and certain or probable that not; unknown where nobody commits himself."""
    claim = claims_of(text)("withdrawal")
    assert claim.factuality == factuality
    assert bool(claim.cue) == (factuality != "CTplus")


@pytest.mark.parametrize(
    ("text", "type_", "cue"),
    [
        ("Norwegian troops may have shelled Velmora.", "shelling", "may"),
        ("Norwegian troops failed to capture Velmora.", "territorial-gain", "failed"),
        ("Norwegian troops are expected to attack Velmora.", "attack", "expected"),
        ("Norwegian troops did not shell Velmora.", "shelling", "not"),
        ("Norwegian troops captured Velmora without attacking Lonmark.", "attack", "without"),
        ("There were no arrests in Velmora.", "detention", "no"),
        known_fault("No soldiers were killed in Velmora.", "casualties", "No",
                    reason="the cue is the noun that is negated: 'soldiers'"),
        known_fault("No one was killed in Velmora.", "casualties", "No one", reason="the cue is 'one'"),
    ],
)  # fmt: skip
def test_the_cue_is_the_word_that_sets_it(claims_of: ReadClaims, text: str, type_: str, cue: str) -> None:
    """A reader sees why."""
    assert claims_of(text)(type_).cue == [cue]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("There were no arrests in Velmora.", "detention"),
        ("Police made no arrests in Velmora.", "detention"),
        ("Nobody was killed in Velmora.", "casualties"),
        ("No one was killed in Velmora.", "casualties"),
        ("No soldiers were killed in Velmora.", "casualties"),
        ("The blast hurt nobody in Velmora.", "casualties"),
        ("The blast wounded no one in Velmora.", "casualties"),
        ("Norwegian troops entered Lonmark without shelling Velmora.", "shelling"),
        ("Norwegian troops left without being attacked.", "attack"),
        ("The attack on Velmora was called off.", "attack"),
        ("The failed attack on Velmora by Norwegian troops cost time.", "attack"),
        pytest.param("The army called off the attack on Velmora.", "attack"),
        ("Norway called off its offensive against Finland.", "offensive"),
        pytest.param("The planned attack on Velmora was cancelled.", "attack"),
        pytest.param("Rebels prevented Norwegian troops from capturing Velmora.", "territorial-gain"),
        known_fault("Neither Norwegian nor Finnish troops shelled Velmora.", "shelling",
                    reason="'neither … nor' in the subject negates nothing"),
        ("Norwegian troops surrounded Velmora but did not shell it.", "shelling"),
        ("Norwegian troops surrounded Velmora but failed to attack it.", "attack"),
    ],
)  # fmt: skip
def test_what_did_not_happen_is_told_as_that(claims_of: ReadClaims, text: str, type_: str) -> None:
    """The claim is there, certain that not: a graph without it could not tell denial from silence."""
    assert claims_of(text)(type_).factuality == "CTminus"


def test_a_negation_stays_in_its_clause(claims_of: ReadClaims) -> None:
    """What did happen in the same sentence is certain."""
    told = claims_of("Norwegian troops surrounded Velmora but did not attack Lonmark.")
    assert (told("blockade").factuality, told("attack").factuality) == ("CTplus", "CTminus")


def test_a_modal_covers_both_of_two_verbs(claims_of: ReadClaims) -> None:
    """'may withdraw and attack' says of neither that it will."""
    told = claims_of("Norwegian troops may withdraw from Velmora and attack Lonmark.")
    assert (told("withdrawal").factuality, told("attack").factuality) == ("PSplus", "PSplus")


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Osk Harrow denied that Norwegian troops had shelled Velmora.", "CTminus"),
        ("Osk Harrow believes that Norwegian troops shelled Velmora.", "PRplus"),
        ("Osk Harrow suspects that Norwegian troops shelled Velmora.", "PRplus"),
        ("Osk Harrow fears that Norwegian troops will shell Velmora.", "PSplus"),
        ("Osk Harrow doubts that Norwegian troops shelled Velmora.", "PRminus"),
        ("Osk Harrow said that Norwegian troops had shelled Velmora.", "CTplus"),
        ("Osk Harrow said that Norwegian troops may have shelled Velmora.", "PSplus"),
        ("Osk Harrow said that Norwegian troops had not shelled Velmora.", "CTminus"),
    ],
)
def test_a_source_is_as_sure_as_its_verb(claims_of: ReadClaims, text: str, factuality: str) -> None:
    """To deny, to believe and to fear are not to say."""
    claim = claims_of(text)("shelling")
    assert (claim.factuality, claim.sources) == (factuality, [{"Osk Harrow"}])


def test_denying_is_an_event_itself(claims_of: ReadClaims) -> None:
    """That somebody denied is certain; what is denied is not."""
    told = claims_of("Osk Harrow denied that Norwegian troops had shelled Velmora.")
    assert (told("denial").factuality, told("denial").roles) == ("CTplus", {"agent": {"Osk Harrow"}})


@pytest.mark.parametrize(
    "text",
    [
        "If Norwegian troops withdraw from Velmora, talks will resume.",
        "Talks will resume if Norwegian troops withdraw from Velmora.",
        "Unless Norwegian troops withdraw from Velmora, talks will fail.",
    ],
)
def test_a_condition_is_not_told_to_have_happened(claims_of: ReadClaims, text: str) -> None:
    """Nobody says whether it is fulfilled."""
    assert claims_of(text)("withdrawal").factuality == "Uu"


def test_what_would_have_been_was_not(claims_of: ReadClaims) -> None:
    """'would have captured … if' tells that it did not come to that."""
    told = claims_of("Norwegian troops would have captured Velmora if rebels had withdrawn from Lonmark.")
    assert (told("territorial-gain").factuality, told("withdrawal").factuality) == ("CTminus", "Uu")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Osk Harrow demanded that Norwegian troops withdraw from Velmora.", "withdrawal"),
        ("Osk Harrow called for a ceasefire in Velmora.", "ceasefire"),
        ("Norwegian troops threatened to attack Velmora.", "attack"),
        ("Osk Harrow urged Norwegian troops to withdraw from Velmora.", "withdrawal"),
        ("Osk Harrow promised to withdraw Norwegian troops from Velmora.", "withdrawal"),
    ],
)
def test_what_is_demanded_or_threatened_is_no_claim(claims_of: ReadClaims, text: str, type_: str) -> None:
    """The demand is an event; what it is for is not told to be one."""
    told = claims_of(text)
    assert told.all
    assert told.of(type_) == []


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Osk Harrow ruled out a withdrawal of Norwegian troops from Velmora.", "CTminus"),
        ("Osk Harrow did not rule out a withdrawal of Norwegian troops from Velmora.", "PSplus"),
        pytest.param("Norway has ruled out withdrawing from Velmora.", "CTminus"),
        pytest.param("Norway has not ruled out withdrawing from Velmora.", "PSplus"),
    ],
)  # fmt: skip
def test_not_to_rule_out_leaves_it_possible(claims_of: ReadClaims, text: str, factuality: str) -> None:
    """Two negations are no certainty."""
    assert claims_of(text)("withdrawal").factuality == factuality
