"""A person's decisions are read, win, and are undone by taking the line out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.article import Article
from kg.errors import DecisionsError
from kg.iris import document_id
from kg.link.decisions import Decisions, apply_decisions, load_decisions, unused_decisions
from kg.link.gazetteer import Gazetteer
from kg.link.names import link_names
from kg.link.place_records import link_places
from kg.records import Records

from .conftest import Linked, records_of

TEXT = "Osk Harrow and Oskar Harrow met in Springfield. Harrow left."


def decisions_of(folder: Path, text: str) -> Decisions:
    """Decisions read from a file."""
    path = folder / "kg-decisions.yaml"
    path.write_text(text, encoding="utf-8")
    return load_decisions(path)


def people(*names: str) -> tuple[Article, Records]:
    """An article with some persons."""
    return records_of(TEXT, *({"label": name, "class": "Person"} for name in names))


def test_same_names_are_one_entity(tmp_path: Path) -> None:
    """Under the first of them, with a reason; its names become aliases."""
    decisions = decisions_of(tmp_path, "same: [[Osk Harrow, Oskar Harrow]]")
    article, records = people("Osk Harrow", "Oskar Harrow")
    (person,) = apply_decisions(records, article, decisions).entities
    assert (person.label, person.aliases) == ("Osk Harrow", ("Oskar Harrow",))
    assert [reason.rule for reason in person.reasons] == ["decision"]


@pytest.mark.parametrize(
    "text",
    [
        "same: [[Osk Harrow, Oskar Harrow], [Harrow, Oskar Harrow]]",
        "same: [[Osk Harrow, Oskar Harrow], [O. H., Harrow], [Oskar Harrow, Harrow]]",
        "same: [[Osk Harrow, Oskar Harrow]]\naliases: {Oskar Harrow: [Harrow]}",
        "aliases: {Osk Harrow: [Oskar Harrow], Oskar Harrow: [Harrow]}",
    ],
)
def test_groups_that_overlap_are_one(tmp_path: Path, text: str) -> None:
    """The first name of the first is the label of all."""
    article, records = people("Harrow", "Oskar Harrow")
    (person,) = apply_decisions(records, article, decisions_of(tmp_path, text)).entities
    assert person.label == "Osk Harrow"
    assert set(person.aliases) == {"Harrow", "Oskar Harrow"}


def test_an_alias_is_another_name_of_the_label(tmp_path: Path) -> None:
    """A surname alone, say."""
    decisions = decisions_of(tmp_path, "aliases: {Osk Harrow: [Harrow]}")
    article, records = people("Harrow")
    (person,) = apply_decisions(records, article, decisions).entities
    assert (person.id, person.label) == ("Harrow", "Osk Harrow")


def test_two_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    """In the documents that the decision names, by id or by file."""
    article, records = people("Osk Harrow")
    for document in (document_id(article.sha256), article.file):
        decisions = decisions_of(
            tmp_path, f"keep_apart: [{{name: Osk Harrow, in: '{document}', as: Osk Harrow (mayor)}}]"
        )
        (person,) = apply_decisions(records, article, decisions).entities
        assert (person.id, person.label, person.aliases) == ("Osk Harrow", "Osk Harrow (mayor)", ("Osk Harrow",))
    elsewhere = decisions_of(tmp_path, "keep_apart: [{name: Osk Harrow, in: other.txt, as: Osk Harrow (mayor)}]")
    assert apply_decisions(records, article, elsewhere) == records


def test_names_that_are_not_the_same_stay_two(tmp_path: Path) -> None:
    """Whatever the rules for spellings say."""
    documents = {"a": people("Osk Harrow")[1], "b": people("Osk Harrow")[1]}
    documents["b"] = Records.model_validate({"entities": [{"label": "Osk Harrov", "class": "Person"}]})
    documents["a"] = Records.model_validate({"entities": [{"label": "Osk Harroff", "class": "Person"}]})

    def labels(decisions: Decisions) -> set[str]:
        linked = link_names(documents, decisions=decisions)
        return {entity.label for records in linked.values() for entity in records.entities}

    assert len(labels(Decisions())) == 1
    assert len(labels(decisions_of(tmp_path, "not_same: [[Osk Harrov, Osk Harroff]]"))) == 2


def test_what_holds_of_one_name_holds_of_the_others(tmp_path: Path) -> None:
    """Names of one entity are all apart from what one of them is apart from."""
    decisions = decisions_of(tmp_path, "same: [[Osk Harrow, O. H.]]\nnot_same: [[O. H., Oskar Harrow]]")
    assert decisions.are_apart("Oskar Harrow", "OSK HARROW")
    assert not decisions.are_apart("Osk Harrow", "O. H.")


@pytest.mark.parametrize(
    "written",
    [
        "4250542",
        "https://sws.geonames.org/4250542/",
        "{id: 4250542}",
        "https://www.geonames.org/4250542/springfield.html",
        "http://sws.geonames.org/4250542",
        "https://sws.geonames.org/4250542/about.rdf",
    ],
)
def test_a_place_is_what_a_person_said(tmp_path: Path, linked: Linked, written: str) -> None:
    """By GeoNames number or IRI; the place is linked with all that is known of it."""
    town = linked(TEXT, "Springfield", decisions=decisions_of(tmp_path, f"is: {{Springfield: {written}}}"))
    assert town["Springfield"].same_as == ("https://sws.geonames.org/4250542/",)
    assert town["Springfield"].contained_in == ("Illinois",)
    assert [reason.rule for reason in town["Springfield"].reasons] == ["decision"]


def test_a_place_may_be_unknown(tmp_path: Path, linked: Linked) -> None:
    """A person knows that it is not the one that everyone knows."""
    for unknown in ("unknown", "Unknown", "UNKNOWN"):
        decisions = decisions_of(tmp_path, f"is: {{Paris: {unknown}}}")
        place = linked("A fair in Paris.", "Paris", decisions=decisions)["Paris"]
        assert (place.latitude, place.same_as) == (None, ())


def test_an_identity_may_hold_in_some_documents_alone(tmp_path: Path, linked: Linked) -> None:
    """Named by their file or id."""
    here = decisions_of(tmp_path, "is: {Paris: {id: unknown, in: [invented.txt]}}")
    elsewhere = decisions_of(tmp_path, "is: {Paris: {id: unknown, in: [other.txt]}}")
    assert linked("A fair in Paris.", "Paris", decisions=here)["Paris"].same_as == ()
    assert linked("A fair in Paris.", "Paris", decisions=elsewhere)["Paris"].same_as != ()


def test_what_a_person_is_may_be_said_too(tmp_path: Path) -> None:
    """Any IRI."""
    decisions = decisions_of(tmp_path, "is: {Osk Harrow: https://example.org/harrow}")
    article, records = people("Osk Harrow")
    (person,) = apply_decisions(records, article, decisions).entities
    assert person.same_as == ("https://example.org/harrow",)


def test_taking_the_line_out_undoes_it(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """The records are what they were before, bytes and all."""
    article, records = records_of(TEXT, {"label": "Osk Harrow", "class": "Person"}, "Springfield")

    def built(decisions: Decisions) -> str:
        applied = apply_decisions(records, article, decisions)
        return link_places(applied, article, gazetteer, decisions).model_dump_json()

    before = built(decisions_of(tmp_path, "same: []"))
    changed = built(decisions_of(tmp_path, "same: [[O. H., Osk Harrow]]\nis: {Springfield: 4250542}"))
    after = built(decisions_of(tmp_path, ""))
    assert before != changed
    assert before == after


def test_no_file_is_no_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the file in the working folder is found."""
    monkeypatch.chdir(tmp_path)
    assert load_decisions() == Decisions()
    (tmp_path / "kg-decisions.yaml").write_text("same: [[A B, C D]]", encoding="utf-8")
    assert load_decisions().same == (("A B", "C D"),)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("same: [[Osk Harrow]]", 1, "fewer than two"),
        ("is:\n  Paris: 1\nsmae: []", 3, "no key"),
        ("is:\n  Paris: not an iri", 2, "no absolute IRI"),
        ("keep_apart:\n  - {name: A}", 2, "missing"),
        ("same: [[A, B]]\nnot_same: [[B, A]]", 1, "both same and not_same"),
        ("same: [", 1, "not valid YAML"),
        ("same: []\nsame: []", 2, "not valid YAML"),
        ("- a", 1, "no decisions"),
        ("same: Osk Harrow", 1, "not a list"),
        ("same: [[' ', A]]", 1, "no letter"),
        ("keep_apart:\n  - {name: A, in: [], as: B}", 2, "names no document"),
        ("is:\n  Paris: {id: unknown, in: []}", 2, "names no document"),
        ("is:\n  Paris:", 2, "says nothing"),
        ("is: [Paris]", 1, "not a list of names and what they are"),
        ("is:\n  Paris: unknown\n  1984: unknown", 3, "is.1984: is not text"),
        ("is:\n  Paris: javascript:alert(1)", 2, "no IRI of a thing"),
        ("is:\n  Paris: ftp://example.org/paris", 2, "no IRI of a thing"),
        ("same: [[A, B], [B, C]]\nnot_same: [[A, C]]", 1, "both same and not_same"),
        ("same: [[A, B]]\naliases: {B: [C]}\nnot_same: [[A, C]]", 1, "both same and not_same"),
        ("aliases: {Osk Harrow: [Harrow], Ilsa Harrow: [Harrow]}", 1, "an alias both of"),
        ("same: [[Osk Harrow, Harrow]]\naliases: {Ilsa Harrow: [Harrow]}", 1, "and the same as"),
        ("keep_apart: [{name: A, in: x, as: B}, {name: A, in: [x, y], as: C}]", 1, "is both 'B' and 'C'"),
    ],
)
def test_a_fault_is_shown_where_it_stands(tmp_path: Path, text: str, line: int, message: str) -> None:
    """File, line, what is wrong and what to write."""
    with pytest.raises(DecisionsError) as error:
        decisions_of(tmp_path, text)
    problem = error.value.problems[0]
    assert (problem.file, problem.line) == (str(tmp_path / "kg-decisions.yaml"), line)
    assert message in problem.message
    assert problem.fix


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Not there, or not UTF-8."""
    with pytest.raises(DecisionsError, match="cannot be read"):
        load_decisions(tmp_path / "kg-decisions.yaml")
    (tmp_path / "kg-decisions.yaml").write_bytes(b"\xff")
    with pytest.raises(DecisionsError, match="not UTF-8"):
        load_decisions(tmp_path / "kg-decisions.yaml")


def test_a_decision_about_a_document_goes_before_one_about_all(tmp_path: Path) -> None:
    """Whichever stands first."""
    article, _ = people()
    decisions = decisions_of(tmp_path, "is:\n  Paris: unknown\n  PARIS: {id: 2988507, in: invented.txt}")
    assert decisions.identity_of(["Paris"], article) == "https://sws.geonames.org/2988507/"


def test_decisions_that_matched_nothing_are_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """A name misspelled, a file that is gone; those that matched are not named."""
    text = """
same: [[Osk Harrow, Oskar Harrow, Osk Harow]]
not_same: [[Osk Harrow, Ilsa Brandt]]
keep_apart:
  - {name: Osk Harrow, in: gone.txt, as: Osk Harrow (mayor)}
  - {name: Ilsa Brandt, in: invented.txt, as: Ilsa Brandt (mayor)}
is: {Springfield: 4250542, Sprinfield: unknown}
aliases: {Osk Harrow: [Harrow, the mayor]}
"""
    decisions = decisions_of(tmp_path, text)
    article, records = records_of(
        TEXT, *({"label": n, "class": "Person"} for n in ("Osk Harrow", "Oskar Harrow", "Harrow")), "Springfield"
    )
    records = link_places(apply_decisions(records, article, decisions), article, gazetteer, decisions)
    document = document_id(article.sha256)
    linked = link_names({document: records}, decisions=decisions, gazetteer=gazetteer)
    assert unused_decisions(decisions, linked, {document: "source_docs/invented.txt"}) == (
        "same: no document names 'Osk Harow'",
        "not_same: no document names 'Ilsa Brandt'",
        "keep_apart: 'Osk Harrow' is decided in 'gone.txt', and no document is called so",
        "keep_apart: 'invented.txt' does not name 'Ilsa Brandt'",
        "is: no document names 'Sprinfield'",
        "aliases: no document names 'the mayor', an alias of 'Osk Harrow'",
    )
    assert unused_decisions(Decisions(), linked, {}) == ()
