"""How Markdown becomes an article; offsets always count the raw file."""

from __future__ import annotations

import datetime as dt

from kg.article import PartKind
from kg.read import read_article_bytes

BODY = "Soldiers left the town of **Ostrava Nova** on Monday, a council member said. They took [lorries](http://x)."


def read(text: str):
    return read_article_bytes(text.encode(), "a.md")


def shown(article) -> list[tuple[str, str]]:
    return [(part.kind.value, article.text[part.start : part.end]) for part in article.parts]


def test_blocks_become_parts_without_their_marks():
    """Headings, emphasis, lists and quotations lose the signs that frame them."""
    text = f"# Garrison leaves\n\n*It took its lorries.*\n\n{BODY}\n\n## The road\n\n"
    text += "> “We wait.”\n\n- two tanks\n1. ten tents\n"
    assert shown(read(text)) == [
        ("headline", "Garrison leaves"),
        ("standfirst", "It took its lorries."),
        ("paragraph", BODY),
        ("subheading", "The road"),
        ("paragraph", "“We wait.”"),
        ("paragraph", "two tanks"),
        ("paragraph", "ten tents"),
    ]


def test_front_matter_gives_metadata():
    """Under the names that site generators use."""
    text = (
        "---\ntitle: Garrison leaves\nsubtitle: It took its lorries\nauthors: [Ann Roe, {name: Bo Zed}]\n"
        "date: 2025-01-31T10:00:00Z\npublisher: Border Wire\nurl: https://wire.example/1\nlang: en\n"
        f"image_caption: A lorry\n---\n\n{BODY}\n"
    )
    article = read(text)
    assert article.headline == "Garrison leaves"
    assert article.standfirst == "It took its lorries"
    assert article.authors == ("Ann Roe", "Bo Zed")
    assert article.published == dt.date(2025, 1, 31)
    assert (article.publisher, article.url, article.caption) == ("Border Wire", "https://wire.example/1", "A lorry")
    assert ("headline", "Garrison leaves") in shown(article)
    assert article.warnings == ()


def test_heading_comes_before_the_title_of_the_front_matter():
    """The text's own headline is the one with a place."""
    article = read(f"---\ntitle: Garrison | Border Wire\n---\n# Garrison leaves *now*\n\n{BODY}\n")
    assert article.headline == "Garrison leaves now"


def test_language_of_the_front_matter_is_a_code():
    """The name of a language would be refused by the graph, so it is a warning and English is assumed."""
    assert read("---\nlanguage: en-GB\n---\n\n# Quiet\n\nAll is quiet.\n").language == "en-GB"
    article = read("---\nlanguage: English\n---\n\n# Quiet\n\nAll is quiet.\n")
    assert (article.language, article.warnings) == (
        "en",
        ("the front matter's language is no code such as en: English",),
    )


def test_invalid_front_matter_is_a_warning():
    """The text below it is still read."""
    article = read(f"---\ntitle: [Garrison\n---\n# Garrison leaves\n\n{BODY}\n")
    assert "not valid YAML" in article.warnings[0]
    assert article.headline == "Garrison leaves"


def test_furniture_lines_of_a_paragraph_are_told_apart():
    """Markdown joins lines that a page shows one below the other."""
    article = read(f"Garrison leaves\n===============\nBy Ann Roe\n31 January 2025\n2 minute read\n{BODY}\n")
    assert (article.headline, article.authors) == ("Garrison leaves", ("Ann Roe",))
    assert [kind for kind, _ in shown(article)] == ["headline", "byline", "dateline", "boilerplate", "paragraph"]


def test_image_gives_the_caption():
    """Its alternative text is what a reader sees below it."""
    article = read(f"# Garrison leaves\n\n![A lorry on the bridge](lorry.jpg)\n\n{BODY}\n")
    assert article.caption == "A lorry on the bridge"
    assert PartKind.CAPTION in {part.kind for part in article.parts}


def test_link_definitions_and_html_are_boilerplate():
    """What no reader sees is kept, but not as prose."""
    article = read(f"# Garrison leaves\n\n<!-- draft -->\n\n{BODY}\n\n[1]: http://x.example\n")
    assert [text for kind, text in shown(article) if kind == "boilerplate"] == [
        "<!-- draft -->",
        "[1]: http://x.example",
    ]
