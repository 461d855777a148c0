"""Time expressions: which words they are, and which days they allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.article import Article, Part, PartKind, Sentence
from kg.concepts import ValueStatus
from kg.edtf import edtf_bounds
from kg.extract.knowledge import load_lexicons
from kg.extract.statements.times import TimeExpression, TimeKind, find_times
from kg.extract.text import Text
from kg.language.article_doc import parse_article
from kg.language.pipeline import load_pipeline

PUBLISHED = dt.date(2031, 3, 14)
"""A Friday."""


class Times:
    """The time expressions of a text."""

    def __init__(self, text: Text, found: list[TimeExpression]) -> None:
        self.text = text
        self.found = found

    def words(self) -> list[str]:
        """The words of each, without a preposition."""
        return [self.text.written(time.start, time.end) for time in self.found]

    def __call__(self, words: str) -> TimeExpression:
        """The expression of these words."""
        return self.found[self.words().index(words)]


Find = Callable[..., Times]


def article_of(sentences: tuple[str, ...], published: dt.date | None) -> Article:
    """An article whose paragraphs are these sentences."""
    text = "\n\n".join(sentences)
    parts, start = [], 0
    for sentence in sentences:
        end = start + len(sentence)
        spans = (Sentence(start=start, end=end),)
        parts.append(Part(kind=PartKind.PARAGRAPH, start=start, end=end, sentences=spans))
        start = end + 2
    return Article(
        file="invented.txt", sha256="0" * 64, encoding="utf-8", text=text, parts=tuple(parts), published=published
    )


@pytest.fixture(scope="session")
def times() -> Find:
    """Reads sentences, published on a Friday in March 2031, and gives their times."""
    nlp = load_pipeline()

    def find(*sentences: str, published: dt.date | None = PUBLISHED) -> Times:
        article = article_of(sentences, published)
        text = Text(article, parse_article(nlp, article), load_lexicons())
        return Times(text, find_times(text, article))

    return find


@pytest.mark.parametrize(
    ("sentence", "words", "edtf"),
    [
        ("The bridge fell on 7 October 2030.", "7 October 2030", "2030-10-07"),
        ("The bridge fell on October 7, 2030.", "October 7, 2030", "2030-10-07"),
        ("The bridge fell on the 7th of October 2030.", "the 7th of October 2030", "2030-10-07"),
        ("The bridge fell on 2030-10-07.", "2030-10-07", "2030-10-07"),
        ("The bridge fell on 07.10.2030.", "07.10.2030", "2030-10-07"),
        ("The bridge fell on 10/31/2030.", "10/31/2030", "2030-10-31"),
        ("The bridge fell in October 2030.", "October 2030", "2030-10"),
        ("The bridge fell in 2030.", "2030", "2030"),
        ("The bridge was built in the 1990s.", "the 1990s", "1990/1999"),
        ("Velmora grew in spring 2029.", "spring 2029", "2029-03/2029-05"),
        ("Velmora grew in the first half of 2029.", "the first half of 2029", "2029-01/2029-06"),
        ("Velmora grew in the second quarter of 2029.", "the second quarter of 2029", "2029-04/2029-06"),
        ("It lasted from March to May 2029.", "March to May 2029", "2029-03/2029-05"),
        ("The 2029 annexation of Lonmark was condemned.", "2029", "2029"),
        ("Tarkan seized it in late 2029.", "late 2029", "[2029-09-01..2029-12-31]"),
        (
            "The port was built in the last weekend of June 2030.",
            "the last weekend of June 2030",
            "2030-06-29/2030-06-30",
        ),
    ],
)
def test_dates_with_a_year_are_stated(times: Find, sentence: str, words: str, edtf: str) -> None:
    """A date that tells its year needs nothing else."""
    found = times(sentence)(words)
    assert (found.kind, found.edtf, found.status) == (TimeKind.DATE, edtf, ValueStatus.STATED)


@pytest.mark.parametrize(
    ("sentence", "words", "edtf"),
    [
        ("The bridge fell on 7 October.", "7 October", "2030-10-07"),
        ("The bridge fell in November.", "November", "2030-11"),
        ("The bridge fell in late October.", "late October", "[2030-10-21..2030-10-31]"),
        ("The bridge fell in early March.", "early March", "[2031-03-01..2031-03-10]"),
        ("The bridge fell on Tuesday.", "Tuesday", "2031-03-11"),
        ("The bridge fell on Friday.", "Friday", "2031-03-14"),
        ("The bridge fell last Friday.", "last Friday", "2031-03-07"),
        ("Harrow will visit Velmora on Tuesday.", "Tuesday", "2031-03-18"),
        ("Harrow plans to visit Velmora on Tuesday.", "Tuesday", "2031-03-18"),
        ("Harrow refused to visit Velmora on Tuesday.", "Tuesday", "2031-03-11"),
        ("Harrow will return in May.", "May", "2031-05"),
        ("Shells hit the quay on February 17 and 18.", "February 17 and 18", "2031-02-17/2031-02-18"),
        ("Shells hit the quay between 3 and 5 June.", "3 and 5 June", "2030-06-03/2030-06-05"),
        ("The army fought from 12 to 14 August.", "12 to 14 August", "2030-08-12/2030-08-14"),
        ("He was held from Monday to Wednesday.", "Monday to Wednesday", "2031-03-10/2031-03-12"),
        ("Shells hit the quay on the night of 30 April.", "the night of 30 April", "2030-04-30"),
        ("Harrow spoke today.", "today", "2031-03-14"),
        ("Harrow spoke yesterday evening.", "yesterday evening", "2031-03-13"),
        ("Harrow spoke last night.", "last night", "2031-03-13"),
        ("Drones struck the port overnight.", "overnight", "2031-03-13/2031-03-14"),
        ("The port closed this week.", "this week", "2031-03-10/2031-03-16"),
        ("The port closed last month.", "last month", "2031-02"),
        ("The port closed earlier this week.", "earlier this week", "[2031-03-10..2031-03-14]"),
        ("The port closed three days ago.", "three days ago", "2031-03-11"),
        ("The port closed two weeks ago.", "two weeks ago", "2031-02-24/2031-03-02"),
        ("The port closed five years ago.", "five years ago", "2026"),
        ("Two boats sank in the past 24 hours.", "the past 24 hours", "2031-03-13/2031-03-14"),
        ("Two boats sank over the past three months.", "the past three months", "2030-12-14/2031-03-14"),
        ("Tuesday's attack destroyed the quay.", "Tuesday", "2031-03-11"),
        ("Tarkan's August incursion surprised Lonmark.", "August", "2030-08"),
    ],
)
def test_other_dates_are_told_from_the_publication(times: Find, sentence: str, words: str, edtf: str) -> None:
    """Without a year, the verb says whether the last or the next such day is meant, and the date is inferred."""
    found = times(sentence)(words)
    assert (found.edtf, found.status) == (edtf, ValueStatus.INFERRED)


@pytest.mark.parametrize(
    ("sentence", "words", "edtf"),
    [
        ("Tarkan has held Lonmark since 2029.", "2029", "2029-01-01/2031-03-14"),
        ("Tarkan has bombarded Lonmark since Oct 7.", "Oct 7", "2030-10-07/2031-03-14"),
        ("The work will end by the end of the year.", "the end of the year", "../2031-12-31"),
        ("The ban remains until 5 April.", "5 April", "../2031-04-05"),
        ("They fled before 24 February.", "24 February", "../2031-02-23"),
        ("They returned after 24 February.", "24 February", "2031-02-24/2031-03-14"),
        ("They will return after 24 May.", "24 May", "2031-05-24/.."),
        ("Harrow previously served in Lonmark.", "previously", "../2031-03-14"),
    ],
)
def test_a_preposition_opens_or_closes_a_time(times: Find, sentence: str, words: str, edtf: str) -> None:
    """'Since' reaches to the publication, 'by', 'until' and 'before' only tell a last day."""
    assert times(sentence)(words).edtf == edtf


def test_since_reaches_over_the_nouns_below_it(times: Find) -> None:
    """In 'since the start of the war in May 2029', the date tells when the time begins."""
    found = times("Tarkan has lost ships since the start of the war in May 2029.")
    time = found("May 2029")
    assert time.edtf == "2029-05-01/2031-03-14"
    assert found.text.written(time.span_start, time.end) == "since the start of the war in May 2029"


@pytest.mark.parametrize(
    ("sentence", "words", "edtf"),
    [
        ("That night the quay burned.", "That night", "2028-04-09"),
        ("The next day the quay burned.", "The next day", "2028-04-10"),
        ("Three days later the quay burned.", "Three days later", "2028-04-12"),
        ("On 12 May of that year the quay burned.", "12 May of that year", "2028-05-12"),
        ("The following month the quay burned.", "The following month", "2028-05"),
        ("A week earlier the quay had burned.", "A week earlier", "2028-03-27/2028-04-02"),
    ],
)
def test_some_words_go_back_to_the_last_date_told(times: Find, sentence: str, words: str, edtf: str) -> None:
    """'That night' and 'three days later' are told from the date before them in the text."""
    assert times("Tarkan forces landed on 9 April 2028.", sentence)(words).edtf == edtf


def test_days_after_a_dated_event_are_counted_from_its_date(times: Find) -> None:
    """'Two days after the 7 October attack' is a date."""
    assert times("Harrow resigned two days after the 7 October 2030 attack.")("two days").edtf == "2030-10-09"


def test_days_after_an_event_without_a_date_are_a_duration(times: Find) -> None:
    """Any date for 'two days after the vote' would be a guess."""
    found = times("Harrow resigned two days after the vote.")("two days")
    assert (found.kind, found.value, found.edtf) == (TimeKind.DURATION, "P2D", None)


@pytest.mark.parametrize(
    ("sentence", "words", "kind", "value"),
    [
        ("The siege lasted for two years.", "two years", TimeKind.DURATION, "P2Y"),
        ("The three-day truce failed.", "three-day", TimeKind.DURATION, "P3D"),
        ("The siege lasted for decades.", "decades", TimeKind.DURATION, "PXY"),
        ("Tarkan fired 60 rockets a day.", "a day", TimeKind.SET, "P1D"),
        ("Shells fall every day.", "every day", TimeKind.SET, "P1D"),
        ("The bell rang at 1:00 pm.", "1:00 pm", TimeKind.CLOCK, "2031-03-14T13:00"),
        ("Harrow was recently arrested.", "recently", TimeKind.DATE, "PAST_REF"),
        ("Harrow was arrested a few days ago.", "a few days ago", TimeKind.DATE, "PAST_REF"),
    ],
)
def test_what_names_no_days_has_no_edtf(times: Find, sentence: str, words: str, kind: TimeKind, value: str) -> None:
    """Durations, sets, hours and vague times have a value, but give the graph nothing."""
    found = times(sentence)(words)
    assert (found.kind, found.value, found.edtf) == (kind, value, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The 22-year-old fled.",
        "Harrow, aged 45 years, fled.",
        "Harrow may leave, governor May said.",
        "The marchers march to Velmora.",
        "The attack killed 2014 soldiers.",
        "Prices rose by 2,014 marks.",
        "Harrow told the Sunday Times about it.",
        "Harrow won the second race and a quarter of the votes.",
        "April Brandt and June Harrow left.",
    ],
)
def test_numbers_and_names_are_no_times(times: Find, sentence: str) -> None:
    """Ages, counts, names and verbs that look like times are none."""
    assert times(sentence).words() == []


def test_without_a_publication_only_full_dates_have_days(times: Find) -> None:
    """A day without a year stays open until the text tells a year."""
    found = times("On 7 October they left.", "On 3 May 2029 they met.", "On 9 June they left.", published=None)
    assert [(t.value, t.edtf, t.status) for t in found.found] == [
        ("XXXX-10-07", None, ValueStatus.INFERRED),
        ("2029-05-03", "2029-05-03", ValueStatus.STATED),
        ("2029-06-09", "2029-06-09", ValueStatus.INFERRED),
    ]


def test_a_time_knows_its_preposition_and_its_verb(times: Find) -> None:
    """The span with the preposition is evidence; the head is what the time belongs to."""
    found = times("Tarkan forces shelled the quay on Tuesday evening.")
    time = found("Tuesday evening")
    assert found.text.written(time.span_start, time.end) == "on Tuesday evening"
    assert found.text.words[time.head] == "shelled"
    assert time.start <= time.root < time.end


def test_a_time_hangs_on_no_other_time(times: Find) -> None:
    """Both times of 'on Tuesday and on 7 May' belong to the verb."""
    found = times("Tarkan forces shelled the quay on Tuesday and on 7 May.")
    assert {found.text.words[time.head] for time in found.found} == {"shelled"}


@pytest.mark.parametrize("published", [None, dt.date.min, dt.date.max, dt.date(2028, 2, 29)])
def test_no_words_make_it_fail(times: Find, published: dt.date | None) -> None:
    """Impossible dates and dates beyond the calendar have no days, and every EDTF is one that records accept."""
    found = times(
        "Overnight overnight on 31 February 30 30 2023-13-45 0000-00-00 1/1/1 99/99/9999 of the of.",
        "9999 years ago, a century later, the following century, next year, last year and last week in 2100.",
        "From the end of the 1990s to 12 the to 31 June '82 '82s mid-2022 pre-1000 post-2100 the last",
        "between 5 and between early late early every every 99999999 decades before the day after the same",
        published=published,
    )
    for time in found.found:
        assert time.start < time.end
        if time.edtf is not None:
            edtf_bounds(time.edtf)
