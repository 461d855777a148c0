"""Whose word a claim is: the chain of its sources, and how far each is identified."""

from __future__ import annotations

import pytest

from .conftest import ReadClaims, known_fault

HARROW = [{"Osk Harrow"}]


@pytest.mark.parametrize(
    "text",
    [
        "Osk Harrow said Norwegian troops had shelled Velmora.",
        "Osk Harrow said that Norwegian troops had shelled Velmora.",
        "Norwegian troops shelled Velmora, Osk Harrow said.",
        "Norwegian troops shelled Velmora, said Osk Harrow.",
        "Norwegian troops, Osk Harrow said, shelled Velmora.",
        "Osk Harrow told residents that Norwegian troops had shelled Velmora.",
        "According to Osk Harrow, Norwegian troops shelled Velmora.",
        "Norwegian troops shelled Velmora, according to Osk Harrow.",
        "Norwegian troops shelled Velmora, Osk Harrow wrote on Telegram.",
        "Osk Harrow announced on Friday that Norwegian troops had shelled Velmora.",
        known_fault(
            "In the words of Osk Harrow, Norwegian troops shelled Velmora.",
            reason="the preposition 'in the words of' of sources.toml is not found",
        ),
        "“Norwegian troops shelled Velmora at dawn,” Osk Harrow said.",
        "“Norwegian troops shelled Velmora at dawn,” said Osk Harrow.",
        "Osk Harrow said: “Norwegian troops shelled Velmora at dawn.”",
        "Osk Harrow made the claim that Norwegian troops shelled Velmora.",
    ],
)
def test_who_says_it_is_its_source(claims_of: ReadClaims, text: str) -> None:
    """Before the words, after them or in their midst, with a verb of saying or with 'according to'."""
    claim = claims_of(text)("shelling")
    assert (claim.sources, claim.anonymity) == (HARROW, [{"named"}])


@pytest.mark.parametrize(
    "text",
    [
        "Osk Harrow said Norwegian troops had shelled Velmora.",
        "Norwegian troops shelled Velmora, Osk Harrow said.",
        "Norwegian troops shelled Velmora, according to Osk Harrow.",
        "According to Osk Harrow, Norwegian troops shelled Velmora.",
    ],
)
def test_the_words_that_attribute_are_no_part_of_the_claim(claims_of: ReadClaims, text: str) -> None:
    """They are the cue of the link; the evidence is what is said."""
    claim = claims_of(text)("shelling")
    (((link,),),) = (claim.record.chain,)
    assert "Harrow" not in claim.words
    cue = " ".join(span.quote for span in link.cue)
    assert "said" in cue or "ccording to" in cue


def test_without_a_source_it_is_the_article_that_says_it(claims_of: ReadClaims) -> None:
    """An empty chain is the author's voice."""
    assert claims_of("Norwegian troops shelled Velmora.")("shelling").sources == []


def test_a_speaker_says_both_of_two_clauses(claims_of: ReadClaims) -> None:
    """'said that … and that …' is one person's word twice."""
    told = claims_of("Osk Harrow said that Norwegian troops had shelled Velmora and that rebels had attacked Lonmark.")
    assert told("shelling").sources == told("attack").sources == HARROW


def test_two_who_say_it_together_are_parallel_sources(claims_of: ReadClaims) -> None:
    """They share a level of the chain."""
    claim = claims_of("Governor Osk Harrow and mayor Maria Hollis said that Norwegian troops had shelled Velmora.")(
        "shelling"
    )
    assert claim.sources == [{"Osk Harrow", "Maria Hollis"}]


@pytest.mark.xfail(strict=True, reason="of two names without a title the second is not found")
def test_two_names_without_a_title_are_parallel_sources(claims_of: ReadClaims) -> None:
    """They share a level as titled ones do."""
    claim = claims_of("Osk Harrow and Maria Hollis said that Norwegian troops had shelled Velmora.")("shelling")
    assert claim.sources == [{"Osk Harrow", "Maria Hollis"}]


def test_the_next_sentence_is_nobodys_word(claims_of: ReadClaims) -> None:
    """Who spoke in one sentence is not made the source of the next."""
    told = claims_of("Norwegian troops shelled Velmora, Osk Harrow said. Rebels attacked Lonmark.")
    assert (told("shelling").sources, told("attack").sources) == (HARROW, [])


def test_according_to_at_the_end_does_not_reach_back_over_when(claims_of: ReadClaims) -> None:
    """'…, when X, according to Y' has Y for the source of X; what the sentence began with is the article's."""
    told = claims_of(
        "Rebels attacked Lonmark on Monday, when Norwegian troops shelled Velmora, according to Osk Harrow."
    )
    assert (told("shelling").sources, told("attack").sources) == (HARROW, [])


@pytest.mark.parametrize(
    "word",
    [
        "but",
        known_fault("and", reason="the clause after 'and' hangs on what Harrow said"),
        "while",
    ],
)
def test_what_two_people_say_in_one_sentence_stays_apart(claims_of: ReadClaims, word: str) -> None:
    """Each clause has its own speaker."""
    told = claims_of(
        f"Osk Harrow said Norwegian troops had shelled Velmora, {word} Maria Hollis said rebels had attacked Lonmark."
    )
    assert (told("shelling").sources, told("attack").sources) == (HARROW, [{"Maria Hollis"}])


def test_a_pronoun_that_says_it_is_who_it_stands_for(claims_of: ReadClaims) -> None:
    """'She said' in the next sentence is the woman of the one before."""
    told = claims_of("Mayor Maria Hollis visited Lonmark on Friday. She said Norwegian troops had shelled Velmora.")
    assert told("shelling").sources == [{"Maria Hollis"}]


def test_a_quotation_of_several_sentences_is_one_speakers(claims_of: ReadClaims) -> None:
    """All that stands between the marks is said by who is named behind them."""
    told = claims_of(
        "“Norwegian troops shelled the port at dawn. They killed four of our people in Velmora,” Osk Harrow said."
    )
    assert told("shelling").sources == told("casualties").sources == HARROW
    assert all("shelled the port at dawn. They killed" in claim.quoted[0] for claim in told.all)


def test_a_quotation_goes_on_behind_its_speaker(claims_of: ReadClaims) -> None:
    """'“…,” said X. “…”': the second quotation is X's too."""
    told = claims_of(
        "“Norwegian troops shelled the port at dawn,” said Osk Harrow. “Then they withdrew from the town of Lonmark.”"
    )
    assert (told("shelling").sources, told("withdrawal").sources) == (HARROW, HARROW)


def test_a_term_in_quotation_marks_is_kept_with_its_claim(claims_of: ReadClaims) -> None:
    """A word or two in marks are a quotation within somebody's claim."""
    told = claims_of("Osk Harrow said Norway used Finnish troops as “cannon fodder” in attacks on Velmora.")
    assert [(c.quoted, c.sources) for c in told.all if c.quoted] == [(["cannon fodder"], HARROW)]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Osk Harrow told Reuters that Norwegian troops had shelled Velmora.", [{"Reuters"}, {"Osk Harrow"}]),
        ("Norwegian troops have shelled Velmora, governor Osk Harrow told the Coastal Herald.",
         [{"Coastal Herald"}, {"Osk Harrow"}]),
        known_fault("Norwegian troops shelled Velmora, Osk Harrow told Reuters.", [{"Reuters"}, {"Osk Harrow"}],
                    reason="the speaker is read as an opponent beside the place"),
        ("Osk Harrow told the Coastal Herald that Norwegian troops had shelled Velmora.",
         [{"Coastal Herald"}, {"Osk Harrow"}]),
        ("Osk Harrow said in an interview with Reuters that Norwegian troops had shelled Velmora.",
         [{"Reuters"}, {"Osk Harrow"}]),
        known_fault("Reuters reports that Norwegian troops shelled Velmora, citing Finnish officials.",
                    [{"Reuters"}, {"Finnish officials"}],
                    reason="'citing' at the end hangs on the clause that is reported"),
        ("Reuters reported on Friday, citing Finnish officials, that Norwegian troops had shelled Velmora.",
         [{"Reuters"}, {"Finnish officials"}]),
        ("Norwegian troops shelled Velmora, Reuters reports, citing Finnish officials.",
         [{"Reuters"}, {"Finnish officials"}]),
        ("Citing Finnish officials, Reuters reports that Norwegian troops shelled Velmora.",
         [{"Reuters"}, {"Finnish officials"}]),
        ("Norwegian troops shelled Velmora, the Coastal Herald reported.", [{"Coastal Herald"}]),
        known_fault("Norwegian troops shelled Velmora, the Coastal Herald reports, citing Finnish officials.",
                    [{"Coastal Herald"}, {"Finnish officials"}],
                    reason="an outlet that is not known by name is lost where 'citing' follows"),
        known_fault("Norwegian troops shelled Velmora, The Washington Post reports, citing Finnish officials.",
                    [{"Washington Post"}, {"Finnish officials"}],
                    reason="the outlet is read as an opponent beside the place"),
        ("The New York Times says Finnish officials say Norwegian troops shelled Velmora.",
         [{"The New York Times"}, {"Finnish officials"}]),
        ("Reuters reported that Osk Harrow had said that Norwegian troops shelled Velmora.",
         [{"Reuters"}, {"Osk Harrow"}]),
        ("According to Reuters, Osk Harrow said Norwegian troops had shelled Velmora.",
         [{"Reuters"}, {"Osk Harrow"}]),
        ("Finnish officials told Reuters that Osk Harrow had said that Norwegian troops shelled Velmora.",
         [{"Reuters"}, {"Finnish officials"}, {"Osk Harrow"}]),
    ],
)  # fmt: skip
def test_hearsay_is_a_chain(claims_of: ReadClaims, text: str, sources: list[set[str]]) -> None:
    """An outlet that is told, that cites or that reports what others say is the level above them."""
    claim = claims_of(text)("shelling")
    assert [{name.removeprefix("The ") for name in level} for level in claim.sources] == [
        {name.removeprefix("The ") for name in level} for level in sources
    ]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Norwegian troops reportedly shelled Velmora.", "CTplus"),
        ("Norwegian troops allegedly shelled Velmora.", "CTplus"),
        ("Norwegian troops are said to have shelled Velmora.", "CTplus"),
        ("Norwegian troops were reported to have shelled Velmora.", "CTplus"),
        ("Norwegian troops are believed to have shelled Velmora.", "PRplus"),
    ],
)
def test_somebodys_word_that_nobody_is_named_for_is_unspecified(
    claims_of: ReadClaims, text: str, factuality: str
) -> None:
    """'reportedly' and 'is said to' make it hearsay without a source."""
    claim = claims_of(text)("shelling")
    assert (claim.sources, claim.anonymity, claim.factuality) == ([{"?"}], [{"unspecified"}], factuality)


def test_reportedly_in_one_clause_leaves_the_other_alone(claims_of: ReadClaims) -> None:
    """It is no word about the whole sentence."""
    told = claims_of("Norwegian troops shelled Velmora, and rebels reportedly attacked Lonmark.")
    assert (told("shelling").sources, told("attack").sources) == ([], [{"?"}])


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Reuters: Norwegian troops withdraw from Velmora", "Reuters"),
        ("NYT: Norwegian troops withdrawn from Velmora", "The New York Times"),
        ("Coastal Herald: Norwegian troops withdraw from Velmora", "Coastal Herald"),
        ("Norwegian troops withdraw from Velmora, says governor Osk Harrow", "Osk Harrow"),
        known_fault(
            "Norwegian troops withdraw from Velmora – Osk Harrow",
            "Osk Harrow",
            reason="a source behind a dash is not read",
        ),
    ],
)
def test_a_headline_names_its_source(claims_of: ReadClaims, headline: str, source: str) -> None:
    """Before a colon, behind a dash or with a verb."""
    told = claims_of("The town was quiet on Friday.", headline=headline)
    assert told("withdrawal").sources == [{source}]


def test_a_colon_in_prose_makes_nobody_a_source(claims_of: ReadClaims) -> None:
    """Only headings are written like that."""
    told = claims_of("It was a day of ill tidings for Osk Harrow: Norwegian troops withdrew from Velmora.")
    assert told("withdrawal").sources == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The Coastal Herald reported that Norwegian troops had shelled Velmora.", []),
        ("Osk Harrow told the Coastal Herald that Norwegian troops had shelled Velmora.", HARROW),
    ],
)
def test_the_articles_own_outlet_is_no_source(claims_of: ReadClaims, text: str, sources: list[set[str]]) -> None:
    """What a paper says in its own columns is the author's voice."""
    assert claims_of(text, publisher="Coastal Herald")("shelling").sources == sources


@pytest.mark.parametrize(
    "text",
    [
        "Footage shows that Norwegian troops shelled Velmora.",
        "Satellite images show that Norwegian troops shelled Velmora.",
        "A video indicates that Norwegian troops shelled Velmora.",
    ],
)
def test_footage_is_no_source(claims_of: ReadClaims, text: str) -> None:
    """A picture says nothing; the article says what it shows."""
    assert claims_of(text)("shelling").sources == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Finnish officials, who spoke on condition of anonymity, said Norwegian troops had shelled Velmora.",
         "Finnish officials"),
        ("Speaking on condition of anonymity, a Finnish officer said Norwegian troops had shelled Velmora.",
         "Finnish officer"),
        ("A hospital worker, who asked not to be named, said Norwegian troops had shelled Velmora.",
         "hospital worker"),
        ("Norwegian troops shelled Velmora, said a hospital worker who asked not to be named.",
         "hospital worker"),
        known_fault("Norwegian troops shelled Velmora, a hospital worker who asked not to be named said.",
                    "hospital worker", reason="'said' is taken for the relative clause's verb"),
        ("Norwegian troops have shelled Velmora, a hospital worker told Reuters on condition of anonymity.",
         "hospital worker"),
        ("Norwegian troops shelled Velmora, according to a hospital worker who declined to be identified.",
         "hospital worker"),
    ],
)  # fmt: skip
def test_who_asked_not_to_be_named_is_anonymous_on_request(claims_of: ReadClaims, text: str, source: str) -> None:
    """The words that ask belong to the source that they hang on."""
    claim = claims_of(text)("shelling")
    assert (claim.sources[-1], claim.anonymity[-1]) == ({source}, {"on-request"})


def test_anonymity_is_that_of_the_source_that_asked(claims_of: ReadClaims) -> None:
    """The outlet that was told, and another source of the sentence, keep their own."""
    told = claims_of(
        "A hospital worker, who asked not to be named, told Reuters that four people had died. "
        "Finnish officials said Norwegian troops had shelled Velmora."
    )
    assert told("casualties").anonymity == [{"named"}, {"on-request"}]
    assert told("shelling").anonymity == [{"unnamed"}]


@pytest.mark.parametrize(
    ("speaker", "anonymity"),
    [
        ("The army", "named"),
        ("Police", "named"),
        ("The Finnish government", "named"),
        ("The Finnish defence ministry", "named"),
        ("The 7th Coastal Brigade", "named"),
        ("The Coastal Relief Agency", "named"),
        ("Governor Osk Harrow", "named"),
        ("A Finnish official", "unnamed"),
        ("Residents", "unnamed"),
        ("Witnesses", "unnamed"),
        ("Military analysts", "unnamed"),
        ("A doctor", "unnamed"),
    ],
)
def test_institutions_are_named_and_people_without_a_name_are_not(
    claims_of: ReadClaims, speaker: str, anonymity: str
) -> None:
    """'The army said' says who said it; 'residents said' does not."""
    claim = claims_of(f"{speaker} said Norwegian rebels had attacked Velmora.")("attack")
    assert claim.anonymity == [{anonymity}]


def test_they_in_what_residents_report_are_not_the_residents(claims_of: ReadClaims) -> None:
    """Who tells of troops who entered and killed is no killer."""
    told = claims_of("Residents reported that Norwegian troops entered Velmora, where they killed four people.")
    assert told("casualties").roles["agent"] == {"Norwegian troops"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The Finnish army confirmed the death of two officers.", ("killed", 2)),
        ("The Finnish army confirmed the arrest of two officers.", ("detained", 2)),
        pytest.param("The Finnish army announced the arrest of two officers.", ("detained", 2)),
        pytest.param("The Finnish army confirmed the arrest of 12 protesters.", ("detained", 12)),
        known_fault("The Finnish army reported the capture of two officers.", ("captured", 2),
                    reason="the noun 'capture' of people tells nothing"),
        ("The Finnish army acknowledged the loss of 12 tanks.", ("equipment-lost", 12)),
    ],
)  # fmt: skip
def test_who_confirms_an_event_is_its_source(claims_of: ReadClaims, text: str, figure: tuple[str, int]) -> None:
    """'confirmed the death of' is a word on the death, told with a noun."""
    (claim,) = claims_of(text).all
    assert (claim.sources, claim.figures, claim.factuality) == ([{"Finnish army"}], {figure}, "CTplus")


def test_a_report_speaks_for_who_made_it(claims_of: ReadClaims) -> None:
    """The document is no actor; the body behind it is."""
    claim = claims_of("A Coastal Relief Agency report said that Norwegian troops had shelled Velmora.")("shelling")
    assert claim.sources == [{"Coastal Relief Agency"}]


def test_a_spokesman_speaks_for_himself_where_he_is_named(claims_of: ReadClaims) -> None:
    """With a name he is the source, without one the body is."""
    told = claims_of(
        "Army spokesman Ivo Tarn said Norwegian troops had shelled Velmora.",
        "A spokesman for the Coastal Relief Agency said rebels had attacked Lonmark.",
    )
    assert told("shelling").sources == [{"Ivo Tarn"}]
    assert len(told("attack").sources) == 1
    assert "Ivo Tarn" not in told("attack").sources[0]


def test_a_denial_is_the_word_of_who_denies(claims_of: ReadClaims) -> None:
    """The claim is negative, and theirs."""
    claim = claims_of("Norwegian officials denied that the army had shelled Velmora.")("shelling")
    assert (claim.sources, claim.factuality) == ([{"Norwegian officials"}], "CTminus")


@pytest.mark.parametrize(
    "text",
    [
        "Osk Harrow called Velmora a “buffer zone”.",
        "Osk Harrow described Velmora as a “buffer zone”.",
        known_fault(
            "Osk Harrow stressed the importance of Velmora, describing it as a “buffer zone”.",
            reason="'it' is taken for the speaker",
        ),
    ],
)
def test_what_somebody_calls_something_is_a_claim_about_that(claims_of: ReadClaims, text: str) -> None:
    """The words in marks are about the place, and the speaker's."""
    (claim,) = claims_of(text).all
    assert (claim.record.about, claim.sources, claim.quoted) == ("Velmora", HARROW, ["buffer zone"])


@pytest.mark.parametrize(
    "text",
    [
        "Norway uses Finnish troops as “cannon fodder” in attacks, Swedish sources note.",
        "Norway uses the Finns as “cannon fodder” in human-wave attacks, Swedish sources note, and the Finns rest.",
    ],
)
def test_a_speaker_in_the_midst_of_a_sentence_says_what_comes_before(claims_of: ReadClaims, text: str) -> None:
    """'X, they note, and Y': X at least is theirs."""
    claim = claims_of(text)("attack")
    assert (claim.sources, claim.quoted) == ([{"Swedish sources"}], ["cannon fodder"])
