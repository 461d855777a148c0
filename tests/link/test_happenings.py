"""One happening that two articles tell of: linked where nothing else fits, and their figures set against each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

import kg

Linked = Callable[..., tuple[set[frozenset[str]], set[frozenset[str]]]]

EVENTS = "SELECT ?a ?b ?la ?lb { ?a kg:sameEventAs ?b . ?a rdfs:label ?la . ?b rdfs:label ?lb }"
CLAIMS = """
    SELECT ?a ?b ?la ?lb {
      ?a kg:alternativeTo ?b ; kg:attributedTo/rdfs:label ?la ; kg:statedIn ?da .
      ?b kg:attributedTo/rdfs:label ?lb ; kg:statedIn ?db FILTER(?da != ?db)
    }
"""


def rows_of(graph: kg.Graph, query: str) -> list[pyoxigraph.QuerySolution]:
    """The rows that a SELECT gives."""
    results = graph.query(query)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    return list(results)


def pairs(graph: kg.Graph, query: str) -> set[frozenset[str]]:
    """The labels of what is linked; each link must lead both ways."""
    rows = rows_of(graph, query)
    links = {(row["a"].value, row["b"].value) for row in rows}
    assert links == {(b, a) for a, b in links}
    return {frozenset((row["la"].value, row["lb"].value)) for row in rows}


@pytest.fixture
def linked(tmp_path: Path) -> Linked:
    """Builds articles of 3 May 2031 and the days after; the linked events by label, the linked claims by source."""

    def build(*bodies: str) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
        for number, body in enumerate(bodies):
            text = f"Morning notes, part {number}\n\nBy Ada Merrow\n{3 + number} May 2031\n\n{body}\n"
            (tmp_path / f"article{number}.txt").write_text(text, encoding="utf-8")
        graph = kg.build(tmp_path)
        return pairs(graph, EVENTS), pairs(graph, CLAIMS)

    return build


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Norwegian troops withdrew from Velmora on Friday, Osk Harrow said.",
         "Norwegian troops have withdrawn from Velmora on Friday, Maria Hollis said.",
         "Withdrawal by Norwegian troops, Velmora"),
        ("Norwegian troops attacked Bergen on Friday.",
         "Bergen was attacked by Norwegian troops on 2 May, Maria Hollis said.",
         "Attack by Norwegian troops, Bergen"),
        # A town that no gazetteer has may be a place in one article and a body in the other.
        ("Norwegian troops shelled Velmora on Friday.",
         "Velmora was shelled by Norwegian troops on Friday, Maria Hollis said.",
         "Shelling by Norwegian troops, Velmora"),
        ("Rebels captured two Norwegian officers near Velmora on Friday.",
         "Two Norwegian officers were captured by rebels near Velmora on Friday, Maria Hollis said.",
         "Capture of Norwegian officers by rebels, Velmora"),
    ],
)  # fmt: skip
def test_an_event_that_two_articles_tell_of_is_linked(linked: Linked, one: str, other: str, label: str) -> None:
    """Type, participants, place and day agree; the link leads both ways."""
    events, claims = linked(one, other)
    assert (events, claims) == ({frozenset({label})}, set())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norwegian troops withdrew from Velmora on Friday.", "Norwegian troops withdrew from Lonmark on Friday."),
        ("Norwegian troops withdrew from Kharkiv on Friday.", "Norwegian troops withdrew from Odesa on Friday."),
        ("Norwegian troops shelled Velmora on Friday.", "Norwegian troops shelled Velmora on Thursday."),
        ("Norwegian troops shelled Velmora on Friday.", "Finnish troops shelled Velmora on Friday."),
        ("Norwegian troops shelled Velmora on Friday.", "Norwegian troops attacked Velmora on Friday."),
        ("Norwegian troops shelled Velmora on Friday.", "Norwegian troops may shell Velmora on Friday."),
        ("Norwegian troops shelled Velmora on Friday.", "Norwegian troops did not shell Velmora on Friday."),
        ("At least 12 people were killed on Friday.", "At least 12 people were killed in Lonmark."),
    ],
)
def test_other_towns_days_people_and_kinds_are_not_linked(linked: Linked, one: str, other: str) -> None:
    """Nor what did not happen with what did: a wrong link is worse than a missed one."""
    assert linked(one, other) == (set(), set())


def test_one_of_two_that_fit_equally_is_not_chosen(linked: Linked) -> None:
    """The other article tells of two shellings that day; which of them it is, nothing says."""
    events, _ = linked(
        "Velmora was shelled on Friday.",
        "Norwegian troops shelled Velmora on Friday. Finnish troops shelled Velmora on Friday.",
    )
    assert events == set()


def test_the_one_of_two_that_fits_better_is_chosen(linked: Linked) -> None:
    """Who did it tells the two apart."""
    events, _ = linked(
        "Norwegian troops shelled Velmora on Friday.",
        "Norwegian troops shelled Velmora on Friday. Finnish troops shelled Velmora on Friday.",
    )
    assert events == {frozenset({"Shelling by Norwegian troops, Velmora"})}


def test_events_of_one_article_are_not_linked_with_each_other(linked: Linked) -> None:
    """What is one within an article is one node already."""
    assert linked("Norwegian troops shelled Velmora on Friday. Finnish troops shelled Lonmark on Friday.") == (
        set(),
        set(),
    )


def test_figures_of_one_event_that_exclude_each_other_are_linked(linked: Linked) -> None:
    """Two sources in two articles on one toll."""
    events, claims = linked(
        "Twelve people were killed in Velmora on Friday, Osk Harrow said.",
        "Thirty people were killed in Velmora on Friday, Maria Hollis said.",
    )
    assert events == {frozenset({"Casualties, Velmora"})}
    assert claims == {frozenset({"Osk Harrow", "Maria Hollis"})}


@pytest.mark.parametrize(
    "other",
    [
        "Fifteen people were killed in Velmora on Friday, Maria Hollis said.",
        "At least 14 people were killed in Velmora on Friday, Maria Hollis said.",
        "Thirty people were wounded in Velmora on Friday, Maria Hollis said.",
    ],
)
def test_figures_that_may_both_be_right_are_not_linked(linked: Linked, other: str) -> None:
    """The event is one all the same."""
    events, claims = linked("At least 12 people were killed in Velmora on Friday, Osk Harrow said.", other)
    assert events == {frozenset({"Casualties, Velmora"})}
    assert claims == set()


def test_three_articles_on_one_event_are_linked_pair_by_pair(linked: Linked, tmp_path: Path) -> None:
    """Each with each of the others."""
    body = "Norwegian troops withdrew from Velmora on Friday, {} said."
    linked(*(body.format(name) for name in ("Osk Harrow", "Maria Hollis", "Ivo Tarn")))
    rows = rows_of(kg.build(tmp_path), EVENTS)
    assert len({(row["a"].value, row["b"].value) for row in rows}) == 6


def test_the_order_of_the_files_changes_nothing(linked: Linked, tmp_path: Path) -> None:
    """Under other names the same articles are linked alike."""
    bodies = (
        "Twelve people were killed in Velmora on Friday, Osk Harrow said.",
        "Thirty people were killed in Velmora on Friday, Maria Hollis said.",
    )
    first = linked(*bodies)
    (tmp_path / "article0.txt").rename(tmp_path / "z.txt")
    graph = kg.build(tmp_path)
    assert (pairs(graph, EVENTS), pairs(graph, CLAIMS)) == first
