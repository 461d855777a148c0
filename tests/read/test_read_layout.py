"""How the lines of a plain text become the parts and metadata of an article."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.article import PartKind
from kg.read import read_article, read_article_bytes

FIRST = Path(__file__).parents[2] / "source_docs" / "2025-01-31-north-korean-troops-withdrawn.txt"
BODY = (
    "Soldiers of the northern garrison left the town of Ostrava Nova on Monday, a council member said. "
    "They took their vehicles with them.\n\nNobody was hurt, and the bridge is open again, she added.\n"
)


def read(text: str, name: str = "a.txt"):
    return read_article_bytes(text.encode(), name)


def parts(article, kind: PartKind) -> list[str]:
    return [article.text[part.start : part.end] for part in article.parts if part.kind is kind]


def test_first_article_gives_all_its_metadata():
    """The example that comes with the project."""
    article = read_article(FIRST)
    assert article.headline == "NYT: North Korean troops withdrawn from front lines after casualties mount"
    assert article.published == dt.date(2025, 1, 31)
    assert article.publisher is None
    assert article.authors == ("Yuri Zoria",)
    assert article.standfirst is not None
    assert article.standfirst.startswith("Disorganization")
    assert article.caption == "A North Korean soldier before their attack in Kursk Oblast."
    assert article.credit == "Photo via Tsapliyenko from Ukrainian drone operators."
    assert parts(article, PartKind.BOILERPLATE) == ["Support us on Patreon", "2 minute read"]
    assert article.warnings == ()


def test_no_break_space_ends_a_sentence_of_the_first_article():
    """The space after `Kursk Oblast.` cannot be broken by a typesetter, but it is one."""
    article = read_article(FIRST)
    assert "Despite comprising" in {article.text[s.start : s.start + 18] for s in article.sentences}


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Roe", ("Ann Roe",)),
        ("byAnn Roe", ("Ann Roe",)),
        ("By Ann Roe and Jean-Paul O’Neil", ("Ann Roe", "Jean-Paul O’Neil")),
        ("BY ANN ROE, NORTHERN CORRESPONDENT", ("ANN ROE",)),
        ("Written by Ann Roe, Bo van der Zed and Cy Poe", ("Ann Roe", "Bo van der Zed", "Cy Poe")),
        ("By Ann Roe in Ostrava Nova | 3 min read", ("Ann Roe",)),
        ("By our own correspondent", ()),
    ],
)
def test_byline_names_the_authors(line, authors):
    """Roles, places and reading times are no authors."""
    article = read(f"Garrison leaves Ostrava Nova\n{line}\n\n{BODY}")
    assert article.authors == authors
    assert article.headline == "Garrison leaves Ostrava Nova"
    assert parts(article, PartKind.BYLINE)


def test_reporters_at_the_foot_are_authors_and_editors_are_not():
    """The credit itself is no prose."""
    foot = "(Reporting by Ann Roe in Ostrava Nova and Bo Zed; Additional reporting by Cy Poe; Editing by Di Low)"
    article = read(f"Garrison leaves Ostrava Nova\n\n{BODY}\n{foot}\n")
    assert article.authors == ("Ann Roe", "Bo Zed", "Cy Poe")
    assert parts(article, PartKind.BYLINE) == [foot]


@pytest.mark.parametrize(
    "line",
    [
        "31 January 2025", "January 31, 2025", "Jan. 31, 2025", "Friday, January 31, 2025", "2025-01-31",
        "31.01.2025", "31/01/2025", "01/31/2025", "Published: 31 January 2025, 10:15 GMT", "Fri 31.01.2025",
        "Published 31 January 2025 Updated 1 February 2025", "Ostrava Nova, 31 January 2025",
        "2025-01-31T10:15:00Z", "31st January 2025 | Updated: 2 February 2025",
    ],
)  # fmt: skip
def test_date_line_gives_the_day_of_publication(line):
    """Whatever its form; updates do not count."""
    article = read(f"Garrison leaves Ostrava Nova\n{line}\n\n{BODY}")
    assert article.published == dt.date(2025, 1, 31)
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("name", "extra", "published"),
    [
        ("a.txt", "", None),
        ("2025-03-04-garrison.txt", "", dt.date(2025, 3, 4)),
        ("2025-04-03-garrison.txt", "", dt.date(2025, 4, 3)),
        ("a.txt", "Updated: 25/04/2025\n", dt.date(2025, 4, 3)),
        ("a.txt", "Updated: 4 March 2025\n", dt.date(2025, 3, 4)),
    ],
)
def test_ambiguous_date_needs_another_date(name, extra, published):
    """03/04/2025 is March or April; without evidence it is neither, and the article warns."""
    article = read(f"Garrison leaves Ostrava Nova\n03/04/2025\n{extra}\n{BODY}", name)
    assert article.published == published
    assert bool(article.warnings) == (published is None)


def test_weekday_settles_an_ambiguous_date():
    """The third of April 2025 was a Thursday."""
    assert read(f"Garrison leaves\nThursday 03/04/2025\n\n{BODY}").published == dt.date(2025, 4, 3)


def test_first_of_conflicting_dates_is_taken_with_a_warning():
    """Two days without a label contradict each other."""
    article = read(f"Garrison leaves Ostrava Nova\n31 January 2025\n2 February 2025\n\n{BODY}")
    assert article.published == dt.date(2025, 1, 31)
    assert "conflict" in article.warnings[0]


def test_dateline_gives_day_and_agency_and_stays_in_its_paragraph():
    """It is part of the first sentence that readers quote."""
    article = read(f"Garrison leaves town\n\nOSTRAVA NOVA, Freedonia, Oct 20, 2023 (Border Wire) - {BODY}")
    assert article.publisher == "Border Wire"
    assert article.published == dt.date(2023, 10, 20)
    assert parts(article, PartKind.PARAGRAPH)[0].startswith("OSTRAVA NOVA")


def test_masthead_above_the_headline_is_the_publisher():
    """A newspaper's name and the date stand over its front page."""
    article = read(f"The Ostrava Gazette\nSunday 12.05.2024\n\nGarrison leaves town after long siege\n\n{BODY}")
    assert (article.publisher, article.headline) == ("The Ostrava Gazette", "Garrison leaves town after long siege")


def test_long_name_of_a_body_above_the_headline_is_the_publisher():
    """'Office for …' is longer than most headlines and still no headline."""
    body = "Freedonian Office for the Protection of Harbours and Coasts"
    article = read(f"{body}\nOSTRAVA: Garrison - Update No. 7\n\n{BODY}")
    assert (article.publisher, article.headline) == (body, "OSTRAVA: Garrison - Update No. 7")


def test_a_headline_that_begins_with_a_body_stays_one():
    """The ministry is what it is about: prose follows, no other headline."""
    headline = "Ministry of Harbours condemns attack on the garrison of Ostrava"
    assert read(f"{headline}\n\n{BODY}").headline == headline


def test_publisher_with_the_sections_of_its_pages():
    """Between bars only the first is a name."""
    article = read(f"THE OSTRAVA COURIER  |  News  |  World\nGarrison leaves town after long siege\n\n{BODY}")
    assert (article.publisher, article.headline) == ("THE OSTRAVA COURIER", "Garrison leaves town after long siege")


def test_a_line_in_brackets_tells_when_it_was_published():
    """The period that a report covers is not its date."""
    article = read(
        f"Garrison leaves town after long siege\n(Reporting period: 3-9 May 2024; published 12 May 2024)\n\n{BODY}"
    )
    assert article.published == dt.date(2024, 5, 12)
    assert "Reporting period" not in " ".join(parts(article, PartKind.PARAGRAPH))


def test_a_byline_may_name_the_craft():
    """'Text:' and 'Words:' stand where others write 'By'."""
    for label in ("Text", "Words", "Reporting"):
        article = read(f"Garrison leaves town after long siege\n\n{label}: Osk Harrow\n\n{BODY}")
        assert article.authors == ("Osk Harrow",)


def test_daily_report_has_its_date_in_the_headline():
    """A headline in capitals before a date is no place."""
    article = read(f"Institute for Border Studies\nDAILY FRONT REPORT, MAY 12, 2024\n\n{BODY}")
    assert article.headline == "DAILY FRONT REPORT, MAY 12, 2024"
    assert article.published == dt.date(2024, 5, 12)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "Subscribe to our newsletter", "Share this article", "Follow us on Telegram",
        "Read more: Council meets again", "© 2024 Ostrava Gazette. All rights reserved.", "Support us on Patreon",
        "Media contact: press@ostrava.example", "FOR IMMEDIATE RELEASE", "Press release No. 12", "* * *", "# # #",
        "Sign up for our daily briefing", "READ ALSO: The bridge is open", "https://ostrava.example/1",
    ],
)  # fmt: skip
def test_furniture_is_boilerplate_and_never_prose(line):
    """Wherever in the article it stands."""
    article = read(f"Garrison leaves Ostrava Nova\n\n{BODY}\n{line}\n\nThe council meets again on Friday, she said.\n")
    assert parts(article, PartKind.BOILERPLATE) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices of the mill fell by a third on Monday.",
        "Correction: an earlier version gave a wrong number of soldiers.",
        "Editor’s note: the garrison denies this report.",
        "Read more slowly, the treaty says the opposite.",
        "On 12 May 2024 the bridge was closed for the first time.",
        "Support us with weapons and not with words, the mayor said on television.",
        "Contact with the garrison was lost on Monday, she said.",
        "By Monday Evening the bridge was open.",
        "Photographs by residents show the bridge, the council said. They were taken on Monday.",
    ],
)
def test_prose_that_resembles_furniture_stays_prose(line):
    """Nothing is lost to a pattern."""
    article = read(f"Garrison leaves Ostrava Nova\n\n{BODY}\n{line}\n\nThe council meets again on Friday, she said.\n")
    assert line in parts(article, PartKind.PARAGRAPH)


def test_short_line_between_paragraphs_is_a_subheading():
    """It has no full stop, or a mark of its own."""
    article = read(f"Garrison leaves Ostrava Nova\n\n{BODY}\nThe bridge\n{BODY}\n## The road\n{BODY}")
    assert parts(article, PartKind.SUBHEADING) == ["The bridge", "The road"]


def test_list_items_are_paragraphs_without_their_mark():
    """A bullet is no part of the sentence."""
    article = read(f"Garrison leaves Ostrava Nova\n\n{BODY}\n- 2 tanks\n* 3 lorries\n• 10 tents\n")
    assert parts(article, PartKind.PARAGRAPH)[-3:] == ["2 tanks", "3 lorries", "10 tents"]


def test_wrapped_lines_are_one_paragraph():
    """Lines broken at a width run on; a blank line ends the paragraph."""
    wrapped = (
        "Garrison leaves\n\nSoldiers of the northern garrison left the\ntown on Monday, a council member said. They\n"
    )
    wrapped += (
        "took their vehicles with them, and nobody\nwas hurt.\n\nThe bridge is open again, she added, and\nthe road.\n"
    )
    assert len(parts(read(wrapped), PartKind.PARAGRAPH)) == 2


def test_caption_and_credit_are_told_apart():
    """The credit follows the last sentence of the caption."""
    line = "A lorry crosses the bridge. Photo: Ann Roe/Border Wire"
    article = read(f"Garrison leaves Ostrava Nova\n{line}\n{BODY}")
    assert (article.caption, article.credit) == ("A lorry crosses the bridge.", "Photo: Ann Roe/Border Wire")


def test_text_without_headline_is_all_prose():
    """A file may begin with its first paragraph; the article warns."""
    article = read(BODY)
    assert article.headline is None
    assert "no headline was found" in article.warnings
    assert {part.kind for part in article.parts} == {PartKind.PARAGRAPH}
