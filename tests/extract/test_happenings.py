"""Which claims are about one event, what caused it and what it is part of; and the exact words they stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import Records, Span

from .conftest import ReadClaims, Told, known_fault


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norwegian troops withdrew from Velmora on Tuesday.",
         "Norwegian troops have withdrawn from Velmora, Osk Harrow said."),
        ("Norwegian troops withdrew from Velmora.", "The withdrawal of Norwegian troops from Velmora lasted two days."),
        ("Norway withdrew its troops from Velmora.", "Norwegian troops withdrew from Velmora, Osk Harrow said."),
        ("Norwegian troops shelled Velmora on Tuesday.", "Velmora was shelled by Norwegian troops on Tuesday."),
        ("Rebels captured two Norwegian officers near Velmora.",
         "The two Norwegian officers were captured on Tuesday, Osk Harrow said."),
        ("Osk Harrow met Maria Hollis in Velmora on Tuesday.",
         "Harrow and Hollis met in Velmora on Tuesday, officials said."),
    ],
)  # fmt: skip
def test_the_same_participants_and_places_are_one_event(claims_of: ReadClaims, one: str, other: str) -> None:
    """Two claims, one event, and the reason says why."""
    told = claims_of(f"{one} {other}")
    (event,) = {claim.record.about for claim in told.all}
    (record,) = [e for e in told.records.events if e.id == event]
    assert len(told.all) == 2
    assert record.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norwegian troops shelled Velmora.", "Norwegian troops shelled Lonmark."),
        ("Norwegian troops shelled Velmora on Tuesday.", "Norwegian troops shelled Velmora on Thursday."),
        ("Norwegian troops shelled Velmora.", "Finnish troops shelled Velmora."),
        ("Twelve people were killed in Velmora on Tuesday.", "Twelve people were killed in Velmora on Thursday."),
        ("Twelve people were killed in Velmora.", "Twelve people were killed in Lonmark."),
        ("Norwegian forces attacked Velmora with drones.", "Norwegian forces attacked Velmora with artillery."),
        ("Police arrested Osk Harrow.", "Police arrested Maria Hollis."),
    ],
)
def test_other_places_days_and_participants_are_other_events(claims_of: ReadClaims, one: str, other: str) -> None:
    """A wrong merge is worse than a missed one."""
    told = claims_of(f"{one} {other}")
    assert len(told.all) == len({claim.record.about for claim in told.all}) == 2


@pytest.mark.parametrize(
    ("first", "later", "type_"),
    [
        ("Norwegian troops withdrew from Velmora on Tuesday.", "The withdrawal may be temporary, Osk Harrow said.",
         "withdrawal"),
        ("Norwegian troops withdrew from Velmora on Tuesday.", "The withdrawal lasted two days.", "withdrawal"),
        ("Norwegian troops shelled Velmora.", "The shelling went on for four hours, Osk Harrow said.", "shelling"),
        known_fault("Norwegian troops withdrew from Velmora on Tuesday.", "Osk Harrow welcomed the withdrawal.",
                    "withdrawal", reason="a definite noun as the object of 'welcome' is no claim"),
    ],
)  # fmt: skip
def test_a_definite_noun_refers_back(claims_of: ReadClaims, first: str, later: str, type_: str) -> None:
    """'the withdrawal' is the one told of before."""
    told = claims_of(first, "The streets were empty.", later)
    assert [claim.record.about for claim in told.of(type_)] == [f"{type_}-1"] * 2


def test_a_definite_noun_with_others_beside_it_is_another(claims_of: ReadClaims) -> None:
    """'the withdrawal of Finnish troops' is not the one of the Norwegians."""
    told = claims_of(
        "Norwegian troops withdrew from Velmora. The withdrawal of Finnish troops from Lonmark lasted two days."
    )
    assert len({claim.record.about for claim in told.of("withdrawal")}) == 2


@pytest.mark.parametrize(
    "other",
    [
        "Norwegian troops did not shell Velmora, Osk Harrow said.",
        "Osk Harrow denied that Norwegian troops had shelled Velmora.",
        "Norwegian troops may shell Velmora.",
    ],
)
def test_what_did_not_happen_is_another_event_than_what_did(claims_of: ReadClaims, other: str) -> None:
    """An event that is denied or only possible is kept apart."""
    told = claims_of(f"Norwegian troops shelled Velmora. {other}")
    assert len({claim.record.about for claim in told.of("shelling")}) == 2


def causes(told: Told) -> set[tuple[str, str]]:
    """(effect, cause) by the types of their events."""
    types = {event.id: event.type.value for event in told.records.events}
    return {(event.type.value, types[cause]) for event in told.records.events for cause in event.caused_by}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Norwegian troops withdrew from Velmora because of the shelling of Lonmark by rebels.",
         ("withdrawal", "shelling")),
        ("Norwegian troops withdrew from Velmora because they had suffered heavy casualties.",
         ("withdrawal", "casualties")),
        ("Norwegian troops withdrew from Velmora after suffering heavy casualties.", ("withdrawal", "casualties")),
        ("Twelve people were killed when Norwegian troops shelled Velmora.", ("casualties", "shelling")),
        ("A shell hit the market of Velmora, killing 12 people.", ("casualties", "shelling")),
        ("Twelve people were wounded in Velmora as Norwegian troops shelled the port.", ("casualties", "shelling")),
        pytest.param("Norwegian shelling of Velmora killed 12 people.", ("casualties", "shelling")),
        known_fault("The shelling of Velmora by rebels forced the withdrawal of Norwegian troops.",
                    ("withdrawal", "shelling"), reason="a cause with participants of its own is not joined"),
    ],
)  # fmt: skip
def test_a_cause_is_linked_where_the_words_say_so(claims_of: ReadClaims, text: str, pair: tuple[str, str]) -> None:
    """'because', 'after suffering', 'killed when'."""
    assert causes(claims_of(text)) == {pair}


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian troops withdrew from Velmora after they shelled Lonmark.",
        "Norwegian troops shelled Velmora and withdrew from Lonmark.",
        "Norwegian troops shelled Velmora. Twelve people were arrested in Lonmark.",
        "Norwegian troops withdrew from Velmora before rebels shelled Lonmark.",
    ],
)
def test_what_only_comes_after_is_not_caused(claims_of: ReadClaims, text: str) -> None:
    """'after' is an order in time."""
    told = claims_of(text)
    assert len(told.records.events) == 2
    assert causes(told) == set()


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Rebels captured 12 soldiers during a Norwegian attack on Velmora.", "capture", "attack"),
        ("Rebels captured 12 soldiers during the shelling of Velmora by Norwegian troops.", "capture", "shelling"),
        known_fault("Rebels captured 12 soldiers during the Norwegian offensive near Velmora.", "capture", "offensive",
                    reason="the offensive is no event"),
        known_fault("Norwegian troops attacked Velmora. Rebels captured 12 soldiers during the attack.",
                    "capture", "attack", reason="'during the attack' does not refer back"),
        known_fault("Norwegian troops fought rebels near Velmora. Twelve soldiers were captured during the battle.",
                    "capture", "armed-clash", reason="'during the battle' does not refer back"),
        ("Twelve people died in the shelling of Velmora by Norwegian troops.", "casualties", "shelling"),
    ],
)  # fmt: skip
def test_what_happens_during_an_event_is_part_of_it(claims_of: ReadClaims, text: str, part: str, whole: str) -> None:
    """'during' and 'in' with an event that the sentence tells of."""
    told = claims_of(text)
    assert told.event(part).part_of == (told.event(whole).id,)
    assert told.event(whole).part_of == ()


SENTENCES = (
    "Norwegian troops shelled Velmora on Tuesday, governor Osk Harrow said.",
    "According to Osk Harrow, at least 12 people were killed and 30 wounded in Velmora.",
    "“Norwegian troops shelled the port at dawn. They killed four of our people,” Harrow said.",
    "Finnish officials, who spoke on condition of anonymity, said the withdrawal may be temporary.",
    "Norwegian troops, Osk Harrow said, withdrew from Lonmark after suffering heavy casualties.",
    "About half of the 12,000 Norwegian troops sent to Velmora in November have been lost.",
    "The New York Times says Finnish officials say Norwegian troops “failed” to capture Velmora.",
    "Norway provided Finland with 12 Leopard tanks – worth €30 million – on 9 April, when rebels captured Lonmark.",
    "The withdrawal, which was called off, surprised nobody.",
    "He denied it.",
    "Was Velmora attacked? “No one was killed,” said Ms Hollis.",
    "Rebels\u00a0ambushed the 7th Coastal Brigade’s convoy near Velmora\u00a0– it didn’t reach Lonmark.",
    "Norwegian forces reportedly fired 12 missiles at Velmora; the army shot down 11.",
)


def spans(records: Records) -> Iterator[Span]:
    """All spans of the records."""
    for claim in records.claims:
        yield from (*claim.evidence, *claim.cue, *claim.quotation)
        yield from (span for level in claim.chain for link in level for span in link.cue)
    for told in (records.times, records.quantities, records.events):
        for record in told:
            yield from record.evidence
    for entity in records.entities:
        yield from entity.mentions


@settings(max_examples=40)
@given(paragraphs=st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=4))
def test_every_span_is_the_articles_words(claims_of: ReadClaims, paragraphs: list[list[str]]) -> None:
    """However sentences follow each other: what a record quotes stands there, and no claim is without words."""
    told = claims_of(*(" ".join(paragraph) for paragraph in paragraphs))
    text = told.article.text
    prose = [(s.start, s.end) for s in told.article.sentences]
    for span in spans(told.records):
        assert span.quote
        assert text[span.start : span.end] == span.quote
    for claim in told.records.claims:
        assert claim.evidence
        for span in claim.evidence:
            assert any(start <= span.start < span.end <= end for start, end in prose), span.quote


@pytest.mark.parametrize("sentence", SENTENCES[:8])
def test_a_claim_stands_on_words_of_its_sentence_alone(claims_of: ReadClaims, sentence: str) -> None:
    """The sentences before and after it change nothing of its evidence."""
    alone = {claim.words for claim in claims_of(sentence).all}
    beside = {claim.words for claim in claims_of("The town was quiet.", sentence, "It rained.").all}
    assert alone
    assert alone == beside
