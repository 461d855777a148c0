"""A person's decisions are read, win, and are undone by taking the line out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.article import Article
from kg.errors import DecisionsError
from kg.iris import document_id
from kg.link.decisions import Decisions, apply_decisions, load_decisions
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


@pytest.mark.parametrize("written", ["4250542", "https://sws.geonames.org/4250542/", "{id: 4250542}"])
def test_a_place_is_what_a_person_said(tmp_path: Path, linked: Linked, written: str) -> None:
    """By GeoNames number or IRI; the place is linked with all that is known of it."""
    town = linked(TEXT, "Springfield", decisions=decisions_of(tmp_path, f"is: {{Springfield: {written}}}"))
    assert town["Springfield"].same_as == ("https://sws.geonames.org/4250542/",)
    assert town["Springfield"].contained_in == ("Illinois",)
    assert [reason.rule for reason in town["Springfield"].reasons] == ["decision"]


def test_a_place_may_be_unknown(tmp_path: Path, linked: Linked) -> None:
    """A person knows that it is not the one that everyone knows."""
    place = linked("A fair in Paris.", "Paris", decisions=decisions_of(tmp_path, "is: {Paris: unknown}"))["Paris"]
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
    ],
)
def test_a_fault_is_shown_where_it_stands(tmp_path: Path, text: str, line: int, message: str) -> None:
    """File, line, what is wrong and what to write."""
    with pytest.raises(DecisionsError) as error:
        decisions_of(tmp_path, text)
    problem = error.value.problems[0]
    assert (problem.file, problem.line) == ("kg-decisions.yaml", line)
    assert message in problem.message
    assert problem.fix or message.startswith(("both", "no absolute"))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Not there, or not UTF-8."""
    with pytest.raises(DecisionsError, match="cannot be read"):
        load_decisions(tmp_path / "kg-decisions.yaml")
    (tmp_path / "kg-decisions.yaml").write_bytes(b"\xff")
    with pytest.raises(DecisionsError, match="not UTF-8"):
        load_decisions(tmp_path / "kg-decisions.yaml")
