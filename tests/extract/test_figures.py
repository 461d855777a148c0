"""Figures in sentences: how many of what, with what loosens and bounds them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts import Approximator
from kg.extract.knowledge import load_lexicons
from kg.extract.statements.figures import Figure, FigureKind, find_figures
from kg.extract.text import Text
from kg.language.article_doc import parse_article
from kg.language.pipeline import load_pipeline

from .conftest import article_of


def read(*sentences: str, blocked: str | None = None) -> tuple[Text, list[Figure]]:
    """The text of some sentences, and its figures; the tokens of the words `blocked` are those of a name."""
    article = article_of(*sentences)
    text = Text(article, parse_article(load_pipeline(), article), load_lexicons())
    tokens = [i for i, word in enumerate(text.words) if blocked and word in blocked.split()]
    return text, find_figures(text, tokens)


def only(sentence: str) -> Figure:
    """The one figure of a sentence."""
    (figure,) = read(sentence)[1]
    return figure


def numbers(figure: Figure) -> tuple[str | None, str | None, str | None]:
    """Value, lower and upper bound."""
    value, low, high = (None if n is None else str(n) for n in (figure.value, figure.min, figure.max))
    return value, low, high


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mayor said 4,100 people fled.", "4100"),
        ("The mayor said twenty-five people fled.", "25"),
        ("The mayor said one hundred and twenty people fled.", "120"),
        ("The mayor said two million people fled.", "2000000"),
        ("The mayor said 1.4 million people fled.", "1400000"),
        ("The mayor said 2.5m people fled.", "2500000"),
        ("The mayor said 12 000 people fled.", "12000"),
        ("The mayor said half a million people fled.", "500000"),
        ("The mayor said a quarter of a million people fled.", "250000"),
        ("The mayor said two and a half million people fled.", "2500000"),
        ("The mayor said a dozen people fled.", "12"),
        ("The mayor said two dozen people fled.", "24"),
        ("The mayor said half a dozen people fled.", "6"),
        ("The mayor said a hundred people fled.", "100"),
        ("The mayor said zero people fled.", "0"),
        ("The mayor said one person fled.", "1"),
        ("The mayor said a pair of people fled.", "2"),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(sentence: str, value: str) -> None:
    """Digits, words and multipliers give one value without bounds."""
    figure = only(sentence)
    assert (numbers(figure), figure.kind, figure.unit) == ((value, None, None), FigureKind.COUNT, "NUM")


@pytest.mark.parametrize(
    ("words", "expected", "approximator"),
    [
        ("at least 12", ("12", "12", None), Approximator.AT_LEAST),
        ("no fewer than 12", ("12", "12", None), Approximator.AT_LEAST),
        ("more than 20", ("20", "20", None), Approximator.MORE_THAN),
        ("over 20", ("20", "20", None), Approximator.MORE_THAN),
        ("up to 300", ("300", None, "300"), Approximator.UP_TO),
        ("as many as 300", ("300", None, "300"), Approximator.UP_TO),
        ("fewer than 30", ("30", None, "30"), Approximator.LESS_THAN),
        ("less than 30", ("30", None, "30"), Approximator.LESS_THAN),
        ("at most 30", ("30", None, "30"), Approximator.AT_MOST),
        ("no more than 30", ("30", None, "30"), Approximator.AT_MOST),
        ("about 40", ("40", None, None), Approximator.APPROXIMATELY),
        ("some 40", ("40", None, None), Approximator.APPROXIMATELY),
        ("nearly 40", ("40", None, None), Approximator.APPROXIMATELY),
        ("an estimated 40", ("40", None, None), Approximator.APPROXIMATELY),
        ("close to 40", ("40", None, None), Approximator.APPROXIMATELY),
        ("a couple of", ("2", None, None), Approximator.APPROXIMATELY),
        ("500+", ("500", "500", None), Approximator.AT_LEAST),
        ("40-odd", ("40", None, None), Approximator.APPROXIMATELY),
    ],
)
def test_words_around_a_number_loosen_or_bound_it(
    words: str, expected: tuple[str | None, ...], approximator: Approximator
) -> None:
    """The words belong to the figure; a bound is the value too."""
    text, (figure,) = read(f"Rebels seized {words} villages on the coast.")
    assert (numbers(figure), figure.approximators) == (expected, (approximator,))
    assert text.written(figure.start, figure.end) == words


@pytest.mark.parametrize(
    ("sentence", "approximator"),
    [
        ("The siege lasted five years or so.", Approximator.APPROXIMATELY),
        ("The hall holds 20 people or more.", Approximator.AT_LEAST),
    ],
)
def test_words_behind_the_noun_loosen_a_number_too(sentence: str, approximator: Approximator) -> None:
    """'20 people or more' is as loose as 'at least 20 people'."""
    assert only(sentence).approximators == (approximator,)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between 100 and 300", "100", "300"),
        ("100 to 300", "100", "300"),
        ("100-300", "100", "300"),
        ("100–300", "100", "300"),
        ("10 or 15", "10", "15"),
        ("two to three thousand", "2000", "3000"),
        ("anywhere from 2,000 to 10,000", "2000", "10000"),
    ],
)
def test_a_range_has_bounds_and_no_value(words: str, low: str, high: str) -> None:
    """Both ends are told, and no number between them."""
    figure = only(f"The report counted {words} fighters.")
    assert (numbers(figure), figure.approximators) == ((None, low, high), ())


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    """'Rose from 100 to 300' tells two numbers."""
    _, figures = read("The toll rose from 100 to 300.")
    assert [numbers(f) for f in figures] == [("100", None, None), ("300", None, None)]


@pytest.mark.parametrize(
    ("words", "approximator"),
    [
        ("dozens of", Approximator.DOZENS),
        ("a few dozen", Approximator.DOZENS),
        ("several hundred", Approximator.HUNDREDS),
        ("hundreds of", Approximator.HUNDREDS),
        ("several thousand", Approximator.THOUSANDS),
        ("tens of thousands of", Approximator.THOUSANDS),
        ("hundreds of thousands of", Approximator.THOUSANDS),
    ],
)
def test_a_vague_number_is_an_approximator_without_a_value(words: str, approximator: Approximator) -> None:
    """The words say how many by themselves."""
    text, (figure,) = read(f"The army moved {words} soldiers.")
    assert (numbers(figure), figure.approximators) == ((None, None, None), (approximator,))
    assert figure.counted is not None
    assert text.words[figure.counted] == "soldiers"


def test_a_bound_of_a_vague_number_is_told_before_it() -> None:
    """'Up to several hundred' has both approximators."""
    assert only("Up to several hundred men fled.").approximators == (Approximator.UP_TO, Approximator.HUNDREDS)


@pytest.mark.parametrize("sentence", ["Millions of people fled.", "They spent several million dollars."])
def test_vague_millions_are_no_figure(sentence: str) -> None:
    """The ontology has no approximator for them."""
    assert read(sentence)[1] == []


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("1.4 billion euros", "1400000000", "CCY_EUR"),
        ("€1.4bn", "1400000000", "CCY_EUR"),
        ("$61 million", "61000000", "CCY_USD"),
        ("US$5m", "5000000", "CCY_USD"),
        ("£200,000", "200000", "CCY_GBP"),
        ("28 billion dollars", "28000000000", "CCY_USD"),
        ("50 million Canadian dollars", "50000000", "CCY_CAD"),
        ("12,000 roubles", "12000", "CCY_RUB"),
        ("300 hryvnia", "300", "CCY_UAH"),
        ("500 pounds", "500", "CCY_GBP"),
        ("5 million shekels", "5000000", "CCY_ILS"),
    ],
)
def test_money_is_told_in_full_units_of_its_currency(words: str, value: str, unit: str) -> None:
    """Signs and words give the code of ISO 4217."""
    figure = only(f"The ministry spent {words} on bridges.")
    assert (figure.kind, str(figure.value), figure.unit) == (FigureKind.MONEY, value, unit)


def test_a_range_of_money_shares_its_sign_and_multiplier() -> None:
    """'$10-15 million' begins at ten million dollars."""
    figure = only("The ministry spent $10-15 million on bridges.")
    assert (numbers(figure), figure.unit) == ((None, "10000000", "15000000"), "CCY_USD")


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "unit"),
    [
        ("They stopped 8.6 kilometers from Lonmark.", FigureKind.DISTANCE, "8.6", "KiloM"),
        ("They dug a 30-kilometre trench.", FigureKind.DISTANCE, "30", "KiloM"),
        ("They stopped 5km from Lonmark.", FigureKind.DISTANCE, "5", "KiloM"),
        ("They stopped 300m from Lonmark.", FigureKind.DISTANCE, "300", "M"),
        ("They stopped twelve miles from Lonmark.", FigureKind.DISTANCE, "12", "MI"),
        ("They lost 500 sq km of forest.", FigureKind.AREA, "500", "KiloM2"),
        ("They lost 40 hectares of forest.", FigureKind.AREA, "40", "HA"),
        ("They lost 900 square kilometers of forest.", FigureKind.AREA, "900", "KiloM2"),
        ("They held out for nearly two years.", FigureKind.DURATION, "2", "YR"),
        ("They agreed on a 72-hour truce.", FigureKind.DURATION, "72", "HR"),
        ("They held out for two decades.", FigureKind.DURATION, "20", "YR"),
        ("They shipped 12 tonnes of grain.", FigureKind.MASS, "12", "TONNE"),
        ("They found 12 pounds of explosives.", FigureKind.MASS, "12", "LB"),
        ("They restored 200 megawatts.", FigureKind.OTHER, "200", "MegaW"),
    ],
)
def test_a_measure_has_the_unit_of_qudt(sentence: str, kind: FigureKind, value: str, unit: str) -> None:
    """Glued, hyphenated and spelled units are found."""
    figure = only(sentence)
    assert (figure.kind, str(figure.value), figure.unit) == (kind, value, unit)


@pytest.mark.parametrize(
    ("sentence", "fraction"),
    [
        ("Half of the houses burned.", "0.5"),
        ("Half the town burned.", "0.5"),
        ("A third of the houses burned.", "0.333"),
        ("Two thirds of the houses burned.", "0.667"),
        ("Three-quarters of the houses burned.", "0.75"),
        ("They own 45% of the houses.", "0.45"),
        ("They own 20 per cent of the houses.", "0.2"),
        ("One in five houses burned.", "0.2"),
        ("Nine out of 10 houses burned.", "0.9"),
    ],
)
def test_a_share_is_a_fraction(sentence: str, fraction: str) -> None:
    """A share has no value of its own."""
    figure = only(sentence)
    assert (figure.kind, figure.fraction, figure.value) == (FigureKind.SHARE, Decimal(fraction), None)


def test_a_bound_of_a_share_sets_no_minimum() -> None:
    """'More than half' is a fraction with an approximator."""
    figure = only("More than half of the houses burned.")
    assert (figure.min, figure.fraction, figure.approximators) == (None, Decimal("0.5"), (Approximator.MORE_THAN,))


@pytest.mark.parametrize(
    ("sentence", "whole", "unit"),
    [
        ("Half of the 12,000 Tarkan soldiers left.", "12000", "NUM"),
        ("They regained about half of the 1000+ square kilometers.", "1000", "KiloM2"),
        ("They lost 20 per cent of their 300 ships.", "300", "NUM"),
    ],
)
def test_a_share_names_the_figure_that_it_is_of(sentence: str, whole: str, unit: str) -> None:
    """The whole is a figure of the list, and its unit and noun are the share's."""
    _, (share, figure) = read(sentence)
    assert share.whole is figure
    assert (str(figure.value), share.unit, share.counted) == (whole, unit, figure.counted)


def test_a_share_above_the_whole_is_no_figure() -> None:
    """Records hold fractions up to one."""
    assert read("Prices rose by 300 per cent.")[1] == []


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("At least 471 people died.", "people"),
        ("The blast left 342 wounded.", "wounded"),
        ("The port has 2 coastal air defence systems.", "systems"),
        ("About 12 of the soldiers fled.", "soldiers"),
        ('They saw "a few dozen" people.', "people"),
        ("They sent 50 Wolf 1 A5 battle tanks.", "tanks"),
        ("A 40,000-strong crowd came.", "crowd"),
        ("The 12-member team came.", "member"),
        ("A further 10,000 are to come.", None),
        ("The toll stands at 12.", None),
    ],
)
def test_a_count_knows_its_noun(sentence: str, noun: str | None) -> None:
    """The noun, or the participle in its place; None where the number is bare."""
    text, (figure,) = read(sentence)
    assert (None if figure.counted is None else text.words[figure.counted]) == noun


def test_coordinated_numbers_are_figures_of_their_own() -> None:
    """Each counts its own noun."""
    text, figures = read("They lost two T-72s and one T-90.")
    assert [(str(f.value), text.words[f.counted or 0]) for f in figures] == [("2", "T-72s"), ("1", "T-90")]


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("They fired 60 rockets a day.", "DAY"),
        ("They fired 60 rockets per month.", "MO"),
        ("They sold 5,000 barrels a day.", "DAY"),
        ("They fired 60 rockets.", None),
    ],
)
def test_a_rate_names_its_unit_of_time(sentence: str, unit: str | None) -> None:
    """'A day' after the noun or the unit."""
    assert only(sentence).per == unit


@pytest.mark.parametrize(
    ("sentence", "additive"),
    [
        ("A further 10,000 are to come.", [True]),
        ("Another 20 died.", [True]),
        ("At least 12 more people died.", [True]),
        ("The blast killed 40 people, including at least three children and two women.", [False, True, True]),
        ("They hold 471 people, of whom 138 are children.", [False, True]),
        ("They hold 471 people, among them 12 nurses.", [False, True]),
        ("They hold 471 people and 12 dogs.", [False, False]),
    ],
)
def test_a_part_of_another_figure_is_marked(sentence: str, additive: list[bool]) -> None:
    """What is beside another figure or a part of it is not its rival."""
    assert [f.additive for f in read(sentence)[1]] == additive


@pytest.mark.parametrize(
    "sentence",
    [
        "A 22-year-old man left.",
        "Her son, aged 45, left.",
        "Mira Dol, 34, left.",
        "Mira Dol (34) left.",
        "They left at 10:30.",
        "They left at 5 p.m. on Monday.",
        "They left at six.",
        "They left on 5 March 2031.",
        "They left on March 17 and 18.",
        "The war began in 2014.",
        "They quoted Resolution 1701.",
        "They quoted order No. 241.",
        "They quoted Article 5 of the law.",
        "They won 3-2.",
        "They left two years ago.",
        "They tried three times.",
        "They fired 155mm shells.",
        "They fired 155-mm shells.",
        "They are one of the largest groups.",
        "They fought one another.",
        "No one left.",
        "The first and the 3rd left.",
        "Both left.",
        "Several left and many stayed.",
        "No casualties were told.",
        "They want a two-state solution.",
        "They lost the second half.",
        "It was a third attack.",
        "The Su-34 and the T-72 left.",
        "Masts stand at 48.5° N.",
        "Her mother of three left.",
    ],
)
def test_numbers_of_other_things_are_no_figures(sentence: str) -> None:
    """Ages, times of day, dates, labels, scores, calibres, ordinals and pronouns."""
    assert read(sentence)[1] == []


def test_a_number_of_a_name_is_no_figure() -> None:
    """What the caller blocks is no figure, and what a name's neighbour counts still is."""
    _, figures = read("They sent 20 Wolf 2 tanks.", blocked="Wolf 2")
    assert [str(f.value) for f in figures] == ["20"]


def test_a_headline_in_capitals_tells_figures() -> None:
    """A capital is no name where all words have one."""
    _, figures = read("THREE DEAD AND 20 HURT IN LONMARK")
    assert [str(f.value) for f in figures] == ["3", "20"]


_SAMPLE = """
    one two half a the third quarter of hundred hundreds million dozen $ € 5 12 2024 4,100 1.4bn 5m 100-300 3rd 00 1,00
    . , ; - – / ( ) # + % per cent km sq between and to or from up more than at least about including whom No. May U.S.
    9/11 10:30 ° people were killed couple pair every in out ² ½ +44 A$ s'
"""
_WORDS = st.sampled_from(_SAMPLE.split())


@pytest.mark.slow
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8))
def test_any_words_give_figures_that_hold_together(sentences: list[str]) -> None:
    """Nothing raises; a figure lies in its sentence and tells some number."""
    text, figures = read(*sentences)
    for figure in figures:
        start, stop = text.bounds(figure.number)
        assert start <= figure.start <= figure.number < figure.end <= stop
        told = [n for n in (figure.value, figure.min, figure.max, figure.fraction) if n is not None]
        assert told or figure.approximators
        assert figure.fraction is None or 0 <= figure.fraction <= 1
