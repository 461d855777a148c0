"""Who tells of a deed did not do it, and what somebody denies is not told as a fact."""

from __future__ import annotations

import pytest

from .conftest import ReadClaims


def test_deeds_in_a_list_are_of_those_told_of(claims_of: ReadClaims) -> None:
    """'X said A had struck, killed and taken': X did nothing, and all of it is X's word."""
    told = claims_of("The governor said gunmen had attacked a church, killed nine worshippers and abducted 14 women.")
    for type_ in ("attack", "casualties", "abduction"):
        assert (told(type_).roles["agent"], told(type_).sources) == ({"gunmen"}, [{"governor"}])


def test_who_is_said_to_have_killed_is_not_who_says_it(claims_of: ReadClaims) -> None:
    """'the man who police said killed six' is not about the police."""
    claims = [c for c in claims_of("The man who police said killed six shoppers in Lonmark fled.").all if c.quantities]
    assert [claim.sources for claim in claims] == [[{"police"}]]
    assert "police" not in claims[0].roles.get("agent", set())


@pytest.mark.parametrize(
    ("text", "type_", "who"),
    [
        ("Finland denied a report by Reuters that it had shelled Velmora.", "shelling", "Finland"),
        ("Finland rejected claims that its troops had bombed Velmora.", "bombing", "Finland"),
        ("Finland said it was false that soldiers had killed 12 miners.", "casualties", "Finland"),
        ("Finland disputed that its troops had bombed Velmora.", "bombing", "Finland"),
    ],
)
def test_what_is_denied_is_the_deniers_no(claims_of: ReadClaims, text: str, type_: str, who: str) -> None:
    """Denied, rejected, disputed or called false: certain not to be, by who says so."""
    claim = claims_of(text)(type_)
    assert (claim.factuality, claim.sources[-1]) == ("CTminus", {who})


def test_a_denial_that_a_relative_clause_tells_is_the_articles(claims_of: ReadClaims) -> None:
    """'…, a claim that Finland denied': that it denied is not its opponent's word."""
    told = claims_of("Norway said its forces captured Velmora, a claim Finland denied.")
    assert (told("denial").roles["agent"], told("denial").sources) == ({"Finland"}, [])


def test_who_did_not_comment_is_no_source(claims_of: ReadClaims) -> None:
    """Silence attributes nothing."""
    told = claims_of("Finnish officials said Norway had shelled Velmora; Norway did not immediately comment.")
    assert told("shelling").sources == [{"Finnish officials"}]


@pytest.mark.parametrize(
    ("text", "type_", "factuality"),
    [
        ("Did Norway bomb the port of Velmora?", "bombing", "Uu"),
        ("Rebels nearly captured Velmora.", "territorial-gain", "CTminus"),
        ("Troops almost captured Velmora.", "territorial-gain", "CTminus"),
    ],
)
def test_questions_and_near_misses_are_no_facts(claims_of: ReadClaims, text: str, type_: str, factuality: str) -> None:
    """What is asked is not told, and what nearly happened did not."""
    assert claims_of(text)(type_).factuality == factuality


@pytest.mark.parametrize(
    "text",
    [
        "Harrow must be stopped before he attacks Finland.",
        "Suppose Norway had bombed Velmora.",
        "Police arrested five men accused of plotting to bomb a bridge.",
    ],
)
def test_what_is_only_imagined_is_no_claim(claims_of: ReadClaims, text: str) -> None:
    """Plots, suppositions and what is to be prevented tell of no bombing and no attack."""
    assert [claim.type for claim in claims_of(text).all if claim.type in {"attack", "bombing", "airstrike"}] == []


def test_to_call_on_somebody_is_a_demand(claims_of: ReadClaims) -> None:
    """It is no visit."""
    claim = claims_of("The United Nations called on Norway to withdraw its troops.")("demand")
    assert claim.roles == {"agent": {"United Nations"}, "opponent": {"Norway"}}


def test_a_release_is_no_arrest(claims_of: ReadClaims) -> None:
    """Two articles on an arrest and a release must not look like one event."""
    assert [c.type for c in claims_of("Police released two suspects in Velmora on Tuesday.").all] == []
