"""What the figures of a claim count, which of them conflict, and which time belongs to which claim."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .conftest import ReadClaims, Told, known_fault


@pytest.mark.parametrize(
    ("text", "type_", "figures"),
    [
        ("Rebels killed 12 people in Velmora.", "casualties", {("killed", 12)}),
        ("Twelve people died in Velmora.", "casualties", {("killed", 12)}),
        ("Rebels wounded 12 people in Velmora.", "casualties", {("wounded", 12)}),
        ("At least 12 people were killed and 30 wounded in Velmora.", "casualties", {("killed", 12), ("wounded", 30)}),
        ("Some 300 soldiers were killed or wounded in Velmora.", "casualties", {("killed-or-wounded", 300)}),
        ("Norwegian forces suffered 300 casualties in Velmora.", "casualties", {("casualties", 300)}),
        ("Norwegian forces lost 300 soldiers in Velmora.", "casualties", {("lost", 300)}),
        ("Twelve people are missing in Velmora.", "casualties", {("missing", 12)}),
        ("Rebels captured 12 soldiers near Velmora.", "capture", {("captured", 12)}),
        ("Rebels abducted 12 people in Velmora.", "abduction", {("abducted", 12)}),
        ("Police arrested 12 people in Velmora.", "detention", {("detained", 12)}),
        pytest.param("Police arrested 12 protesters in Velmora.", "detention", {("detained", 12)}),
        ("About 4,000 people fled from Velmora.", "displacement", {("displaced", 4000)}),
        ("The army evacuated 300 residents from Velmora.", "evacuation", {("evacuated", 300)}),
        ("About 4,000 people protested in Velmora.", "protest", {("participants", 4000)}),
        ("Norway sent 3,000 soldiers to Velmora.", "deployment", {("personnel-deployed", 3000)}),
        ("Norway trained 3,000 Finnish soldiers.", "training", {("personnel-trained", 3000)}),
        ("Norwegian forces lost 12 tanks near Velmora.", "damage", {("equipment-lost", 12)}),
        ("The army shot down 12 drones over Velmora.", "interception", {("weapons-intercepted", 12)}),
        ("The army shot down two helicopters over Velmora.", "interception", {("equipment-lost", 2)}),
        ("Norwegian forces launched 40 drones at Velmora.", "drone-strike", {("weapons-launched", 40)}),
        ("Norway delivered 12 tanks to Finland.", "military-aid", {("equipment-delivered", 12)}),
        ("Norway gave Finland 30 million euros.", "financial-aid", {("money", 30_000_000)}),
        ("The strike damaged 12 houses in Velmora.", "damage", {("buildings-damaged", 12)}),
        ("Norwegian troops captured 300 square kilometres near Velmora.", "territorial-gain",
         {("territory-gained", 300)}),
        ("Finnish troops recaptured 300 square kilometres near Velmora.", "territorial-gain",
         {("territory-regained", 300)}),
        ("Finnish troops lost 300 square kilometres near Velmora.", "territorial-loss", {("territory-lost", 300)}),
    ],
)  # fmt: skip
def test_what_a_figure_counts_follows_from_the_event(
    claims_of: ReadClaims, text: str, type_: str, figures: set[tuple[str, int]]
) -> None:
    """Soldiers killed, captured and sent are three measures."""
    assert claims_of(text)(type_).figures == figures


def test_an_area_has_its_unit(claims_of: ReadClaims) -> None:
    """Square kilometres, not pieces."""
    claim = claims_of("Norwegian troops captured more than 1,000 square kilometres near Velmora.")("territorial-gain")
    assert [(q.unit, [a.value for a in q.approximators]) for q in claim.quantities] == [("KiloM2", ["more-than"])]


@pytest.mark.parametrize(
    "text",
    [
        "Finland reclaimed about half of the 600 square kilometres captured by Norwegian forces.",
        known_fault(
            "The 600 square kilometres captured by Norwegian forces are empty.",
            reason="the figure is lost where the clause above tells of no event",
        ),
        known_fault(
            "Norwegian forces, which captured 600 square kilometres, rested.",
            reason="the relative pronoun is read as who was captured",
        ),
        "Finland reclaimed about half of the 600 square kilometres that Norwegian forces captured.",
    ],
)
def test_a_relative_clause_has_the_figure_of_its_noun(claims_of: ReadClaims, text: str) -> None:
    """'the 600 square kilometres captured by' tells how much was captured."""
    figures = [c.figures for c in claims_of(text).of("territorial-gain") if c.roles["agent"] == {"Norwegian forces"}]
    assert figures == [{("territory-gained", 600)}]


def test_a_figure_of_something_else_in_the_sentence_is_not_the_events(claims_of: ReadClaims) -> None:
    """Two events in a sentence have a figure each."""
    told = claims_of("Rebels killed 12 people in Velmora, and 4,000 residents fled to Lonmark.")
    assert (told("casualties").figures, told("displacement").figures) == ({("killed", 12)}, {("displaced", 4000)})


@pytest.mark.parametrize("figure", ["the 7th Coastal Brigade", "the 47-year-old mayor", "two-storey houses"])
def test_a_number_in_a_name_or_a_description_counts_nothing(claims_of: ReadClaims, figure: str) -> None:
    """No figure of the claim comes of it."""
    assert claims_of(f"Rebels attacked {figure} in Velmora.")("attack").figures == set()


@pytest.mark.parametrize(
    ("text", "type_", "figure"),
    [
        ("Governor Osk Harrow put the death toll at 12.", "casualties", ("killed", 12)),
        ("Governor Osk Harrow put the toll at 12.", "casualties", ("killed", 12)),
        ("Governor Osk Harrow put the number of wounded at 12.", "casualties", ("wounded", 12)),
        ("Governor Osk Harrow estimated the crowd at 3,000.", "protest", ("participants", 3000)),
    ],
)
def test_who_puts_a_figure_on_something_is_its_source(
    claims_of: ReadClaims, text: str, type_: str, figure: tuple[str, int]
) -> None:
    """'put the toll at' is a word on what is counted."""
    claim = claims_of(text)(type_)
    assert (claim.figures, claim.sources) == ({figure}, [{"Osk Harrow"}])


def rivals(told: Told) -> set[frozenset[str]]:
    """The pairs of claims that are linked as alternatives, by the sources of each; links that lead one way fail."""
    by_id = {claim.record.id: claim for claim in told.all}
    for claim in told.all:
        for other in claim.record.alternative_to:
            assert claim.record.id in by_id[other].record.alternative_to
    return {
        frozenset(next(iter(c.sources[-1]), "") for c in (claim, by_id[other]))
        for claim in told.all
        for other in claim.record.alternative_to
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osk Harrow said 12 people were killed in Velmora.", "Maria Hollis said 30 people were killed in Velmora."),
        ("Osk Harrow said 12 people were killed in Velmora.", "Maria Hollis put the death toll at 30."),
        ("Osk Harrow put the crowd at 3,000.", "Maria Hollis put it at 12,000."),
        ("Osk Harrow said up to 300 people were killed in Velmora.",
         "Maria Hollis said 15 people were killed in Velmora."),
        ("Osk Harrow said at least 30 people were killed in Velmora.",
         "Maria Hollis said 12 people were killed in Velmora."),
        ("Osk Harrow said 300 soldiers were killed or wounded in Velmora.",
         "Maria Hollis said 30 soldiers had been lost in Velmora."),
    ],
)  # fmt: skip
def test_rival_figures_of_one_event_are_alternatives(claims_of: ReadClaims, one: str, other: str) -> None:
    """The claims stay, each with its source, and are linked both ways."""
    told = claims_of(f"{one} {other}")
    assert len({claim.record.about for claim in told.all}) == 1
    assert rivals(told) == {frozenset({"Osk Harrow", "Maria Hollis"})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osk Harrow said at least 12 people were killed in Velmora.",
         "Maria Hollis said 15 people were killed in Velmora."),
        ("Osk Harrow said at least 12 people were killed in Velmora.",
         "Maria Hollis said more than 14 people were killed in Velmora."),
        ("Osk Harrow said between 10 and 20 people were killed in Velmora.",
         "Maria Hollis said 15 people were killed in Velmora."),
        ("Osk Harrow said 12 soldiers were killed in Velmora.",
         "Maria Hollis said 30 soldiers were wounded in Velmora."),
        ("Osk Harrow said 12 people were killed in Velmora.",
         "Maria Hollis said 12 people were killed in Velmora."),
        ("Osk Harrow said 12 people were killed in Velmora.",
         "Maria Hollis said 30 people were killed in Lonmark."),
    ],
)  # fmt: skip
def test_figures_that_may_both_be_right_are_no_conflict(claims_of: ReadClaims, one: str, other: str) -> None:
    """Bounds that allow each other, figures of other measures and of other events."""
    told = claims_of(f"{one} {other}")
    assert len(told.of("casualties")) == 2
    assert rivals(told) == set()


def test_a_share_of_a_whole_is_a_fraction(claims_of: ReadClaims) -> None:
    """'half of the 12,000' states one half, and what it is the half of, and no number of lost."""
    claim = claims_of("About half of the 12,000 Norwegian troops sent to Velmora have been lost.")("casualties")
    (share,) = claim.quantities
    by_id = {quantity.id: quantity for quantity in claim.records.quantities}
    assert (share.fraction, share.value, share.measure.value) == (Decimal("0.5"), None, "lost")
    assert [a.value for a in share.approximators] == ["approximately"]
    assert share.fraction_of is not None
    assert by_id[share.fraction_of].value == 12000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("About half of the 12,000 Norwegian troops sent to Velmora have been lost.", 6000),
        ("A third of the 300 Norwegian soldiers were killed in Velmora.", 100),
        ("About 40 per cent of the 3,000 Norwegian soldiers were killed.", 1200),
        ("Finland reclaimed about half of the 1,000 square kilometres captured by Norwegian forces.", 500),
    ],
)
def test_what_a_share_amounts_to_is_derived(claims_of: ReadClaims, text: str, value: int) -> None:
    """The number is computed from the two that are stated, says so, and is claimed by nobody."""
    told = claims_of(text)
    (derived,) = [q for q in told.records.quantities if q.status.value == "derived"]
    assert (round(derived.value or 0), len(derived.derived_from)) == (value, 2)
    assert all(derived.id not in claim.record.quantities for claim in told.all)


def test_the_whole_is_a_figure_of_its_own_event(claims_of: ReadClaims) -> None:
    """The 12,000 were sent, and half of them lost: two claims."""
    told = claims_of("About half of the 12,000 Norwegian troops sent to Velmora have been lost.")
    assert told("deployment").figures == {("personnel-deployed", 12000)}


def test_who_a_share_is_of_is_the_patient(claims_of: ReadClaims) -> None:
    """Not the share."""
    claim = claims_of("A third of the 300 Norwegian soldiers were killed in Velmora.")("casualties")
    assert claim.roles["patient"] == {"Norwegian soldiers"}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Norwegian troops shelled Velmora on Tuesday.", "2031-03-11"),
        ("On Tuesday Norwegian troops shelled Velmora.", "2031-03-11"),
        ("Norwegian troops shelled Velmora in February.", "2031-02"),
        ("Norwegian troops shelled Velmora in late October.", "[2030-10-21..2030-10-31]"),
        ("Norwegian troops shelled Velmora on 9 April 2029.", "2029-04-09"),
        ("Tuesday's shelling of Velmora by Norwegian troops lasted all night.", "2031-03-11"),
        ("Norwegian troops shelled Velmora.", None),
    ],
)
def test_a_claim_has_the_time_that_its_clause_tells(claims_of: ReadClaims, text: str, time: str | None) -> None:
    """Counted from the day of publication where it names no year."""
    assert claims_of(text)("shelling").time == time


@pytest.mark.parametrize(
    ("text", "shelled", "captured"),
    [
        ("Norwegian troops shelled Velmora on Tuesday and captured Lonmark on Thursday.", "2031-03-11", "2031-03-13"),
        ("Norwegian troops, who shelled Velmora on Tuesday, captured Lonmark.", "2031-03-11", None),
        ("Norwegian troops shelled Velmora. On Thursday they captured Lonmark.", None, "2031-03-13"),
        ("Norwegian troops captured Lonmark on Thursday after they shelled Velmora.", None, "2031-03-13"),
    ],
)
def test_a_time_goes_to_the_claim_whose_it_is(
    claims_of: ReadClaims, text: str, shelled: str | None, captured: str | None
) -> None:
    """It does not wander to the other event of the sentence."""
    told = claims_of(text)
    assert (told("shelling").time, told("territorial-gain").time) == (shelled, captured)


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian troops withdrew from Velmora on 9 April, when rebels captured Lonmark.",
        "On 9 April, when rebels captured Lonmark, Norwegian troops withdrew from Velmora.",
    ],
)
def test_when_gives_both_events_the_time(claims_of: ReadClaims, text: str) -> None:
    """'on 9 April, when …' is the day of the one and of the other."""
    told = claims_of(text)
    assert (told("withdrawal").time, told("territorial-gain").time) == ("2030-04-09", "2030-04-09")


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian troops have shelled Velmora since February.",
        known_fault(
            "Norwegian troops have shelled Velmora since the war in February.",
            reason="the month of the war becomes that of the shelling",
        ),
    ],
)
def test_since_a_month_is_not_in_that_month(claims_of: ReadClaims, text: str) -> None:
    """What goes on since February did not take place in February."""
    assert claims_of(text)("shelling").time in {None, "2031-02-01/2031-03-14", "2031-02-01/.."}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Osk Harrow said on Thursday that Norwegian troops had shelled Velmora.", None),
        ("Osk Harrow said on Thursday that Norwegian troops had shelled Velmora on Tuesday.", "2031-03-11"),
        ("Norwegian troops shelled Velmora on Tuesday, Osk Harrow said on Thursday.", "2031-03-11"),
        ("On Thursday, Osk Harrow said that Norwegian troops had shelled Velmora.", None),
    ],
)
def test_when_it_was_said_is_the_time_of_the_link(claims_of: ReadClaims, text: str, time: str | None) -> None:
    """It is not when it happened."""
    claim = claims_of(text)("shelling")
    assert (claim.said, claim.time) == (["2031-03-13"], time)


def test_earlier_is_before_publication(claims_of: ReadClaims) -> None:
    """'said earlier' bounds the time on one side."""
    claim = claims_of("Osk Harrow said earlier that Norwegian troops had shelled Velmora.")("shelling")
    assert claim.said == ["../2031-03-14"]


@pytest.mark.parametrize(
    "text",
    [
        "Osk Harrow earlier stressed the importance of Velmora, describing it as a “buffer zone”.",
        "Harrow earlier emphasized the importance of keeping positions in Velmora, describing them as a “buffer zone”.",
    ],
)
def test_when_it_was_said_holds_for_a_participle_behind_it(claims_of: ReadClaims, text: str) -> None:
    """Who earlier stressed it, described it earlier."""
    (claim,) = [claim for claim in claims_of(text).all if claim.quoted == ["buffer zone"]]
    assert claim.said == ["../2031-03-14"]


def test_times_apart_conflict(claims_of: ReadClaims) -> None:
    """Two sources who tell one event of different months cannot both be right."""
    told = claims_of(
        "Osk Harrow said the 12,000 Norwegian soldiers were sent to Velmora in October. "
        "Maria Hollis said the 12,000 Norwegian soldiers were sent to Velmora in November."
    )
    assert len({claim.record.about for claim in told.of("deployment")}) == 1
    assert rivals(told) == {frozenset({"Osk Harrow", "Maria Hollis"})}
