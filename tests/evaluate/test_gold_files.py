"""A gold file that cannot be used is told with its line, its key and what to do."""

from __future__ import annotations

import pytest

from kg.errors import Problem, RecordsError
from kg.evaluate.gold_files import read_gold

from ..conftest import Folder
from .conftest import HARSK_GOLD, changed


def problem_of(folder: Folder, *, only: tuple[str, ...] = ()) -> Problem:
    """The one problem of a folder."""
    with pytest.raises(RecordsError) as caught:
        read_gold(folder.path, only)
    (problem,) = caught.value.problems
    return problem


def test_gold_is_read_with_its_article(gold_folder: Folder) -> None:
    """The name is the file's, the text the article's."""
    (gold,) = read_gold(gold_folder.path)
    assert (gold.name, gold.article, gold.warnings) == ("harsk", "harsk.txt", ())
    assert gold.text.startswith("Blast in Harsk")


@pytest.mark.parametrize(
    ("old", "new", "message", "fix"),
    [
        ("factuality: PSplus", "factuality: maybe", "claims[5].factuality: 'maybe' is none of its values", "CTplus"),
        ("type: shelling", "type: shellling", "claims[2].type: 'shellling' is none of its values", "shelling"),
        ("    type: shelling\n", "", "claims[2].type: is missing", "add it"),
        ("label: Lonmark, class: Place", "label: Lonmark, class: Town", "entities[9].class: 'Town' is no", "Place"),
        ("roles: {place: [Harsk]}", "roles: {site: [Harsk]}", "claims[1].roles.site: 'site' is no role", "place"),
        ("roles: {place: [Harsk]}", "roles: {place: [Harks]}", "claims[1].roles.place[1]: no entity", "add it"),
        ("source: Coastal Herald", "source: Herald", "claims[3].chain[1][1].source: no entity has the label", "add it"),
        ("nationality: Tarkan", "nationality: Tarka", "entities[2].nationality: no entity has the label", "add it"),
        ("label: Lorn, c", "label: Harsk, c", "entities[5].label: 'Harsk' is the label of two", "another label"),
        ('quote: "The quay is gone"', 'quote: "The quay is lost"', "claims[4].quote: “The quay is lost” is", "exact"),
        ('quote: "The quay is gone"', "quote: Harrow said", "claims[4].quote: “Harrow said” is 2 times in", "longer"),
        ("earliest: 2031-03-11", "earliest: Tuesday", "claims[1].time.earliest: 'Tuesday' is no day", "2031-03-14"),
        ("value: 12", "value: twelve", "claims[1].quantities[1].value: 'twelve' is not a number", "digits"),
        ("optional: true\n    ch", "optional: perhaps\n    ch", "claims[4].optional: 'perhaps' is neither", "true"),
    ],
)  # fmt: skip
def test_a_fault_names_its_key_and_the_fix(gold_folder: Folder, old: str, new: str, message: str, fix: str) -> None:
    """File, line, way to the value, and what to write."""
    text = changed(HARSK_GOLD, ((old, new),))
    path = gold_folder.add("harsk.gold.yaml", text)
    problem = problem_of(gold_folder)
    assert problem.file == str(path)
    assert problem.line is not None
    assert problem.message.startswith(message)
    assert problem.fix is not None
    assert fix in problem.fix


def test_the_line_is_that_of_the_key(gold_folder: Folder) -> None:
    """Counted from 1."""
    text = changed(HARSK_GOLD, (("factuality: PSplus", "factuality: maybe"),))
    gold_folder.add("harsk.gold.yaml", text)
    line = problem_of(gold_folder).line
    assert line is not None
    assert "maybe" in text.splitlines()[line - 1]


def test_a_key_that_the_format_lacks_is_a_warning(gold_folder: Folder) -> None:
    """It is not read, and a misspelt one is noticed."""
    gold_folder.add(
        "harsk.gold.yaml", changed(HARSK_GOLD, (("factuality: PSplus", "factuality: PSplus\n    tme: {}"),))
    )
    (gold,) = read_gold(gold_folder.path)
    (warning,) = gold.warnings
    assert "claims[5].tme is no key of the format" in warning


def test_yaml_that_cannot_be_parsed_is_told_with_its_line(gold_folder: Folder) -> None:
    """As for every YAML file of a user."""
    gold_folder.add("harsk.gold.yaml", "name: harsk\nentities: [{label: Osk\n")
    assert problem_of(gold_folder).message.startswith("not valid YAML")


def test_gold_without_its_article_is_refused(gold_folder: Folder) -> None:
    """Quotes need a text."""
    (gold_folder.path / "harsk.txt").unlink()
    problem = problem_of(gold_folder)
    assert (problem.message, problem.fix) == ("its article is missing", "put harsk.txt beside it")


def test_a_folder_without_gold_is_refused(folder: Folder) -> None:
    """So that no score of nothing is taken for one."""
    assert problem_of(folder).message == "holds no *.gold.yaml"


def test_a_name_without_gold_is_refused(gold_folder: Folder) -> None:
    """The message lists those there are."""
    problem = problem_of(gold_folder, only=("velmora",))
    assert (problem.message, problem.fix) == ("holds no velmora.gold.yaml", "there are harsk")


def test_every_faulty_file_is_told(gold_folder: Folder) -> None:
    """One run is enough to see all faults."""
    for name in ("one", "two"):
        gold_folder.add(f"{name}.txt", "Nothing happened.\n")
        gold_folder.add(f"{name}.gold.yaml", "- no gold\n")
    with pytest.raises(RecordsError) as caught:
        read_gold(gold_folder.path)
    assert [problem.message for problem in caught.value.problems] == ["holds no gold", "holds no gold"]
