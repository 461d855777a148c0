"""When an article was published, who wrote it and who brought it out, in the forms that news files give them."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.article import PROSE, PartKind
from kg.read import read_article_bytes

HEADLINE = "Garrison leaves Ostrava Nova after long siege"
BODY = (
    "Soldiers of the northern garrison left the town on Monday, a council member said. "
    "They took their vehicles with them.\n\nNobody was hurt, and the bridge is open again, she added.\n"
)


def read(text: str, name: str = "a.txt"):
    return read_article_bytes(text.encode(), name)


def parts(article, kind: PartKind) -> list[str]:
    return [article.text[part.start : part.end] for part in article.parts if part.kind is kind]


def prose(article) -> str:
    return "\n".join(article.text[part.start : part.end] for part in article.parts if part.kind in PROSE)


@pytest.mark.parametrize("foot", ["(c) 2024 Border Wire. All rights reserved.", "© 2024", "© 2019–2024 Border Wire"])
@pytest.mark.parametrize(
    "dateline", ["OSTRAVA/VELMORA, 27 June (Border Wire)", "OSTRAVA, Thursday, June 27", "Thursday, 27 June"]
)
def test_notice_of_rights_tells_the_year_of_a_dateline(dateline, foot):
    """Day and month stand at the head, the year at the foot."""
    article = read(f"{HEADLINE}\n\n{dateline}\n\n{BODY}\n{foot}\n")
    assert article.published == dt.date(2024, 6, 27)
    assert article.headline == HEADLINE
    assert article.warnings == ()
    assert "27" not in prose(article)


def test_year_of_a_dateline_inside_its_paragraph():
    """The dateline of a wire report is part of the first sentence."""
    article = read(f"{HEADLINE}\n\nOSTRAVA, June 27 (Border Wire) - {BODY}\n© 2024 Border Wire\n")
    assert (article.published, article.publisher) == (dt.date(2024, 6, 27), "Border Wire")


@pytest.mark.parametrize(
    ("name", "line", "published"),
    [
        ("2024-06-28-garrison.txt", "", dt.date(2024, 6, 27)),
        ("a.txt", "Updated: 2 July 2024\n", dt.date(2024, 6, 27)),
        ("2023-12-28-garrison.txt", "", None),
    ],
)
def test_a_near_date_tells_the_year_of_a_dateline(name, line, published):
    """The file's name or an update can, if it is about the same time of the year."""
    assert read(f"{HEADLINE}\nOSTRAVA, 27 June (Border Wire)\n{line}\n{BODY}", name).published == published


def test_the_year_may_have_turned_between_dateline_and_update():
    """The nearest day counts, not the year that is printed."""
    article = read(f"{HEADLINE}\nOSTRAVA, 30 December (Border Wire)\nUpdated: 2 January 2025\n\n{BODY}")
    assert article.published == dt.date(2024, 12, 30)


@pytest.mark.parametrize(
    "foot",
    [
        "", "© 2019 Border Wire\n\n© 2024 Border Wire", "© 2024 Ann Roe", "The bridge was built in 2024, she said.",
        "© 2025",
    ],
)  # fmt: skip
def test_dateline_without_a_sure_year_is_no_date(foot):
    """Two years, the rights in a picture, a year in the prose, or one in which the 27th of June is no Thursday."""
    article = read(f"{HEADLINE}\n\nOSTRAVA, Thursday, 27 June (Border Wire)\n\n{BODY}\n{foot}\n")
    assert article.published is None
    assert "has no year" in article.warnings[0]


def test_a_full_date_makes_one_without_a_year_needless():
    """A wire report of the day before does not contradict the paper that prints it."""
    article = read(f"{HEADLINE}\n28 June 2024\n\nOSTRAVA, June 27 (Border Wire) - {BODY}\n© 2024 Border Wire\n")
    assert article.published == dt.date(2024, 6, 28)
    assert article.warnings == ()


@pytest.mark.parametrize("line", ["Kursk Offensive, August 6", "Deadline: August 6", "Battle of Velmora, 6 August"])
def test_words_before_a_day_and_month_may_be_a_headline(line):
    """Only a city in capitals, a weekday or an agency makes them a dateline."""
    article = read(f"{line}\n\n{BODY}\n© 2024 Border Wire\n")
    assert article.headline == line
    assert article.published is None


@pytest.mark.parametrize("date", ["14-May-25", "14-May-2025", "14/May/25", "14 May 2025"])
@pytest.mark.parametrize("sign", [",", ":"])
def test_dateline_of_its_own_line_gives_day_and_agency(date, sign):
    """A month by its name shows which number is the year; a comma or a colon follows the place."""
    article = read(f"{HEADLINE}\n\nOSTRAVA/VELMORA{sign} {date} (Harbour Press Service)\n\n{BODY}")
    assert (article.published, article.publisher) == (dt.date(2025, 5, 14), "Harbour Press Service")
    assert parts(article, PartKind.PARAGRAPH)[0].startswith("Soldiers")


def test_two_digits_that_leave_the_century_open_are_no_year():
    """'14-May-85' may be of either."""
    assert read(f"{HEADLINE}\n14-May-85\n\n{BODY}").published is None


def test_a_remark_in_brackets_after_a_date_is_no_agency():
    """No place stands before it."""
    assert read(f"{HEADLINE}\n14 May 2025 (Corrected)\n\n{BODY}").publisher is None


@pytest.mark.parametrize(
    "line",
    [
        "As of 17 February 2025", "Sunday magazine, 17 February 2025", "Print edition, 17 February 2025",
        "PUBLISHED: 06:12, 17 February 2025 | UPDATED: 09:47, 19 February 2025", "Velmora, 17 February 2025",
    ],
)  # fmt: skip
def test_line_below_the_headline_gives_the_date_and_no_publisher(line):
    """A part of the paper or a city may stand before it, and an update after it."""
    article = read(f"{HEADLINE}\n\n{line}\n\n{BODY}")
    assert (article.published, article.publisher) == (dt.date(2025, 2, 17), None)
    assert (article.headline, article.standfirst) == (HEADLINE, None)
    assert "2025" not in prose(article)


def test_headline_of_a_daily_report_may_end_with_a_remark_on_its_date():
    """The remark is in brackets."""
    headline = "Daily Assessment - 12 Nov 2024 (covering events through 1800 on 11 Nov)"
    article = read(f"HARBOUR CONFLICT MONITOR\n{headline}\n\n{BODY}")
    assert (article.headline, article.published) == (headline, dt.date(2024, 11, 12))


@pytest.mark.parametrize(
    "line",
    [
        "Caspian Courier | Dec. 15, 2020 | 9:15 p.m.", "Caspian Courier, 15 December 2020",
        "Caspian Courier, Velmora, 15 December 2020", "CASPIAN COURIER, VELMORA\n15 December 2020",
    ],
)  # fmt: skip
def test_publisher_beside_the_date(line):
    """Below the headline, with or without its city."""
    article = read(f"{HEADLINE}\n\n{line}\n\n{BODY}")
    assert article.publisher is not None
    assert article.publisher.casefold() == "caspian courier"
    assert (article.published, article.standfirst) == (dt.date(2020, 12, 15), None)


@pytest.mark.parametrize(
    ("masthead", "publisher"),
    [
        ("UNITED NATIONS OFFICE FOR HARBOUR WATCHING (UNOHW)", "UNITED NATIONS OFFICE FOR HARBOUR WATCHING"),
        ("Freedonian Office for the Protection of Harbours (FOPH)", "Freedonian Office for the Protection of Harbours"),
        ("MINISTRY OF NATIONAL DEFENCE - REPUBLIC OF FREEDONIA", "MINISTRY OF NATIONAL DEFENCE"),
        ("MINISTRY OF DEFENCE OF THE FREEDONIAN ISLANDS", "MINISTRY OF DEFENCE OF THE FREEDONIAN ISLANDS"),
        ("NOTICIAS DEL PUERTO", "NOTICIAS DEL PUERTO"),
    ],
)
def test_masthead_in_capitals_names_a_body(masthead, publisher):
    """Its name is given as written, without abbreviation and state."""
    article = read(f"{masthead}\nVelmora, 19 September 2024\n\n{HEADLINE}\n\n{BODY}")
    assert (article.publisher, article.headline) == (publisher, HEADLINE)


def test_rights_in_the_text_name_the_publisher():
    """When nothing else does."""
    foot = "(c) 2024 Tidewrack Maritime News. All rights reserved."
    assert read(f"{HEADLINE}\n\n{BODY}\n{foot}\n").publisher == "Tidewrack Maritime News"
    assert read(f"The Ostrava Gazette\n12 May 2024\n{HEADLINE}\n\n{BODY}\n{foot}\n").publisher == "The Ostrava Gazette"


@pytest.mark.parametrize("notice", ["© 2024 Ann Roe", "© 2024 Reuters", "© Getty Images", "(c) Border Wire"])
def test_rights_that_may_be_in_a_picture_name_no_publisher(notice):
    """A person's, an agency's without 'all rights reserved', and those without a year."""
    assert read(f"{HEADLINE}\n\n{BODY}\n{notice}\n").publisher is None


def test_a_name_in_the_prose_is_no_publisher():
    """A paper that speaks of itself may as well be another."""
    assert read(f"{HEADLINE}\n\nThe garrison left, The Daily Beacon can reveal.\n\n{BODY}").publisher is None


@pytest.mark.parametrize(
    "line",
    [
        "Words by Ann Roe", "Words: Ann Roe", "Text: Ann Roe", "Report: Ann Roe",
        "Report: Ann Roe | Editing desk: Velmora", "Words by Ann Roe, photographs by Bo Zed",
        "Text: Ann Roe | Photographs: Bo Zed", "Ann Roe, Diplomatic Editor",
    ],
)  # fmt: skip
def test_byline_in_other_words(line):
    """The craft or the role tells who wrote it; desks and photographers did not."""
    article = read(f"{HEADLINE}\n\n{line}\n\n{BODY}")
    assert article.authors == ("Ann Roe",)
    assert article.standfirst is None
    assert parts(article, PartKind.PARAGRAPH)[0].startswith("Soldiers")


def test_several_names_beside_the_date_are_a_byline():
    """No word introduces them."""
    article = read(f"Daily Update, June 17, 2025\nMarta Kowal and Ian Prentice\nData as of 6 pm Velmora time\n\n{BODY}")
    assert article.authors == ("Marta Kowal", "Ian Prentice")
    assert "Velmora time" not in prose(article)


@pytest.mark.parametrize(
    "line", ["Kharkiv Axis and Luhansk Axis", "Key Facts and Open Questions", "Marta Kowal", "Ora Council and Abe Nord"]
)
def test_capitalised_words_that_need_not_be_authors(line):
    """Fronts, ordinary words, a single name, or people whom the article is about."""
    more = "The facts are few, and the key questions are open, said Abe Nord.\n"
    assert read(f"Daily Update, June 17, 2025\n{line}\n\n{BODY}\n{more}").authors == ()


def test_correspondent_without_a_name_is_a_byline():
    """Also with a place."""
    article = read(f"{HEADLINE}\nBy Our Correspondent in Velmora\n6.3.2026\n\n{BODY}")
    assert (article.authors, article.standfirst) == ((), None)


def test_additional_reporting_makes_no_author_where_a_byline_does():
    """It is help; alone it is all that is known."""
    foot = "(Additional reporting by Cy Poe in Velmora; Editing by Di Low)"
    assert read(f"{HEADLINE}\nBy Ann Roe\n\n{BODY}\n{foot}\n").authors == ("Ann Roe",)
    assert read(f"{HEADLINE}\n\n{BODY}\n{foot}\n").authors == ("Cy Poe",)


@pytest.mark.parametrize(
    "line",
    [
        "Photographs: Sami Gosse", "Pictured: Soldiers cross the bridge on Monday (Photo: Sami Gosse/Harbour Images)",
        "— Photo: A soldier embraces his mother. (Sami Gosse/Harbour Images)", "Photo: Sami Gosse",
        "A lorry crosses the bridge (Photo: Sami Gosse)",
    ],
)  # fmt: skip
def test_photographers_at_the_foot_are_neither_authors_nor_prose(line):
    """Nor is what their pictures show."""
    article = read(f"{HEADLINE}\nBy Ann Roe\n\n{BODY}\n{line}\n")
    assert article.authors == ("Ann Roe",)
    assert "Gosse" in (article.credit or "")
    assert prose(article) == f"{HEADLINE}\n" + BODY.strip().replace("\n\n", "\n")


@pytest.mark.parametrize(
    "line",
    [
        "Share 214  View comments", "Do you know more? Email tips@ostrava.example", "To donate, visit relief.example",
        "Like this story? Subscribe for unlimited access.", "COMMUNIQUE 087",
        "To be added to the mailing list, visit www.ostrava.example/list", "Forward this email to a colleague.",
    ],
)  # fmt: skip
def test_words_to_the_reader_are_boilerplate(line):
    """They ask for something or tell nothing of the news."""
    assert parts(read(f"{HEADLINE}\n\n{BODY}\n{line}\n"), PartKind.BOILERPLATE) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Have they no shame? Residents call him a traitor.", "To help, visit your neighbours, the mayor said.",
        "She bought the boat (courtesy of her brother).", "Pictures of the bridge show no damage, she said.",
        "Share prices fell by 214 points.", "The ministry published on 27 June a list of the missing.",
    ],
)  # fmt: skip
def test_prose_that_resembles_them_stays_prose(line):
    """Nothing is lost to a pattern."""
    article = read(f"{HEADLINE}\n\n{BODY}\n{line}\n\nThe council meets again on Friday, she said.\n")
    assert line in parts(article, PartKind.PARAGRAPH)
