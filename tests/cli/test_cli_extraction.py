"""What kg finds by itself: `kg extract`, `kg entities`, and `kg build` without reviewed records."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kg.article import Article
from kg.extract.automatic import extract_records
from kg.records import Records

from ..conftest import VELMORA_TEXT
from .conftest import Command

RUNNEL = """\
Runnel border post shelled for third day

By Ada Merrow
3 May 2031

Ukrainian President Osk Harrow met Maria Hollis, the head of the Coastal Relief Agency (CRA), in Kyiv on Friday.

Harrow said the 3rd Battalion of the 24th Mechanized Brigade had left Kharkiv. "Nobody asked us," the CRA said.
"""

SECOND = """\
Agency chief leaves Kiev

By Ada Merrow
4 May 2031

Maria Hollis left Kiev on Saturday, the Coastal Relief Agency said. Oskar Harrow did not see her off.
"""

QUIET = """Osk Harrow is mayor of Velmora

By Ilsa Brandt
14 March 2031

Osk Harrow is the mayor of Velmora, a town in Norrland with a harbour and two bridges.
"""
"""An article in which nothing happens."""


@pytest.fixture
def articles(workplace: Path) -> Path:
    """Two articles without reviewed records."""
    folder = workplace / "articles"
    folder.mkdir()
    (folder / "runnel.txt").write_text(RUNNEL, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


def entity(output: str, label: str) -> dict[str, object]:
    """An entity of printed records, by its label."""
    return next(e for e in YAML(typ="safe").load(output)["entities"] if e["label"] == label)


def test_extract_prints_records_as_yaml(kg_command: Command, articles: Path) -> None:
    """Entities with class, links and mentions, in the format that a person writes."""
    done = kg_command("extract", articles / "runnel.txt")
    assert done.code == 0
    assert entity(done.out, "Maria Hollis")["class"] == "Person"
    assert entity(done.out, "24th Mechanized Brigade")["echelon"] == "brigade"
    assert entity(done.out, "3rd Battalion")["parent"] == ["24th Mechanized Brigade"]
    assert entity(done.out, "Kyiv")["precision"] == "city"


def test_what_extract_prints_is_a_records_file(kg_command: Command, articles: Path) -> None:
    """`kg extract a.txt > a.records.yaml` is where a reviewer begins: it builds as it is, to the same entities."""
    printed = kg_command("extract", articles / "runnel.txt").out
    (articles / "second.txt").unlink()
    assert kg_command("build", articles, "-o", "automatic", "-q").code == 0
    (articles / "runnel.records.yaml").write_text(printed, encoding="utf-8")
    assert kg_command("build", articles, "-o", "reviewed", "-q").code == 0
    tables = [
        Path(folder, "tables", "entities.csv").read_text(encoding="utf-8") for folder in ("automatic", "reviewed")
    ]
    assert tables[0] == tables[1]


def test_build_needs_no_records(kg_command: Command, articles: Path) -> None:
    """An article without reviewed records is read by the program, and the report says which extractor it was."""
    assert kg_command("build", articles, "-q").code == 0
    report = json.loads(Path("output/report.json").read_text(encoding="utf-8"))
    assert {d["extractor"] for d in report["documents"]} == {"rules"}


def test_build_says_how_many_entities_it_found(kg_command: Command, articles: Path) -> None:
    """A document without claims is no success in silence: what it has is said, and what it lacks."""
    quiet = articles.parent / "quiet"
    quiet.mkdir()
    (quiet / "quiet.txt").write_text(QUIET, encoding="utf-8")
    told = kg_command("build", quiet).err.splitlines()
    assert told[0].startswith("quiet.txt: ")
    assert told[0].endswith(" entities, and no claims: no word in it that kg knows to tell of an event")


def test_reviewed_records_stand(built: Path) -> None:
    """What a person wrote is not mixed with what the program would find."""
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert [d["extractor"] for d in report["documents"]] == ["reviewed-records"]


@pytest.mark.slow
def test_one_process_or_two_give_the_same_bytes(kg_process: Command, articles: Path, workplace: Path) -> None:
    """`--processes` changes the speed and nothing else; nor does the seed of Python's hashes."""
    shutil.copy(workplace / "source_docs" / "velmora.txt", articles / "velmora.txt")
    written = []
    for number, seed in (("1", "0"), ("2", "1")):
        done = kg_process(
            "build", articles, "-o", f"out{number}", "-p", number, "-q", env={**os.environ, "PYTHONHASHSEED": seed}
        )
        assert (done.code, done.err) == (0, "")
        files = sorted(path for path in (workplace / f"out{number}").rglob("*") if path.is_file())
        written.append({path.relative_to(workplace / f"out{number}"): path.read_bytes() for path in files})
    assert written[0] == written[1]


def test_an_article_is_read_the_same_alone_and_beside_others(kg_command: Command, articles: Path) -> None:
    """Where its mentions stand does not depend on what else is read in the same build."""

    def spans(output: str) -> set[str]:
        lines = Path(output, "graph.nt").read_text(encoding="utf-8").splitlines()
        return {line for line in lines if f"doc/{document}#span-" in line}

    document = hashlib.sha256(RUNNEL.encode()).hexdigest()[:16]
    kg_command("build", articles / "runnel.txt", "-o", "alone", "-q")
    kg_command("build", articles, "-o", "beside", "-q")
    own = {line for line in spans("alone") if line.startswith(f"<https://w3id.org/kg-news/id/doc/{document}#span-")}
    assert own
    assert own <= spans("beside")


def test_extract_of_nothing_says_so(kg_command: Command, workplace: Path) -> None:
    """A text without anything to find is no success over an empty list."""
    (workplace / "odd.txt").write_text("… — …\n", encoding="utf-8")
    done = kg_command("extract", workplace / "odd.txt")
    assert (done.code, done.out) == (1, "")
    assert "nothing was found in it" in done.err


def test_a_fault_of_the_rules_costs_one_document(
    kg_command: Command, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No article is known on which the rules contradict themselves, so one is made to: the other is built."""

    def contradict(article: Article, *rest: object) -> Records:
        if "RUNNEL" in article.text.upper():
            return Records.model_validate(
                {"entities": [{"label": "Runnel", "class": "Place", "contained_in": "Nowhere"}]}
            )
        return extract_records(article, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("kg.extract.automatic.extract_records", contradict)
    done = kg_command("build", articles)
    assert done.code == 1
    assert "runnel.txt: what was found in it does not hold together" in done.err
    assert "second.txt: " in done.err


def test_lexicons_that_are_not_there_are_named(
    kg_command: Command, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt folder is not passed over in silence."""
    monkeypatch.setenv("KG_LEXICONS", "no-such-folder")
    done = kg_command("extract", articles / "runnel.txt")
    assert done.code == 1
    assert "there is no folder no-such-folder" in done.err


def test_entities_lists_what_articles_name(kg_command: Command, articles: Path) -> None:
    """Each named entity once, with its class, and in how many documents."""
    done = kg_command("entities", articles, "--json")
    assert done.code == 0
    rows = {row["label"]: row for row in json.loads(done.out)["entities"]}
    assert len(rows["Maria Hollis"]["documents"]) == 2
    assert len(rows["Kyiv"]["documents"]) == 2


def test_entities_shows_who_looks_alike(kg_command: Command, articles: Path) -> None:
    """Osk Harrow and Oskar Harrow may be one: it says why, and the line that would decide it."""
    done = kg_command("entities", articles, "--alike", "--json")
    pairs = json.loads(done.out)["alike"]
    assert [{p["left"], p["right"]} for p in pairs if "Harrow" in p["left"]] == [{"Osk Harrow", "Oskar Harrow"}]
    assert all(p["why"] and p["decision"] for p in pairs)


def test_a_decision_wins_and_can_be_taken_back(kg_command: Command, articles: Path, workplace: Path) -> None:
    """Two names declared one are one node; without the line everything is as it was."""
    before = kg_command("entities", articles, "--json").out
    decisions = workplace / "kg-decisions.yaml"
    decisions.write_text("same:\n  - [Osk Harrow, Oskar Harrow]\n", encoding="utf-8")
    decided = json.loads(kg_command("entities", articles, "--json").out)["entities"]
    assert [row["label"] for row in decided if "Harrow" in row["label"]] == ["Osk Harrow"]
    decisions.unlink()
    assert kg_command("entities", articles, "--json").out == before


def test_a_decision_that_matches_nothing_is_told(kg_command: Command, articles: Path, workplace: Path) -> None:
    """A misspelt name decides nothing, and the person who wrote it learns so."""
    (workplace / "kg-decisions.yaml").write_text("is:\n  Kyvi: unknown\n", encoding="utf-8")
    done = kg_command("build", articles)
    assert done.code == 0
    assert "Kyvi" in done.err


def test_a_broken_decisions_file_is_named(kg_command: Command, articles: Path, workplace: Path) -> None:
    """File, line and fix; nothing is built."""
    (workplace / "kg-decisions.yaml").write_text("sames:\n  - [A, B]\n", encoding="utf-8")
    done = kg_command("build", articles)
    assert done.code == 1
    assert "kg-decisions.yaml:1" in done.err
    assert not (workplace / "output").exists()


def test_a_pipeline_that_is_not_installed_is_named(kg_command: Command, articles: Path) -> None:
    """`--nlp` with an unknown name says how to install it."""
    done = kg_command("extract", articles / "runnel.txt", "--nlp", "en_no_such_thing")
    assert done.code == 1
    assert "python -m spacy download en_no_such_thing" in done.err


def test_extract_of_a_file_that_is_no_article_fails(kg_command: Command, workplace: Path) -> None:
    """The message names the file; there is no half-printed YAML."""
    (workplace / "empty.txt").write_text("", encoding="utf-8")
    done = kg_command("extract", workplace / "empty.txt")
    assert (done.code, done.out) == (1, "")
    assert "the file is empty" in done.err


def test_velmora_is_read_without_its_records(kg_command: Command, workplace: Path) -> None:
    """The invented article of these tests: its governor, its brigade and its sources are found."""
    (workplace / "source_docs" / "velmora.records.yaml").unlink()
    done = kg_command("extract", workplace / "source_docs" / "velmora.txt")
    assert entity(done.out, "Osk Harrow")["class"] == "Person"
    assert entity(done.out, "7th Coastal Brigade")["class"] == "MilitaryUnit"
    assert entity(done.out, "Coastal Herald")["class"] == "Organization"
    assert "Tarkan officials" in VELMORA_TEXT
    assert entity(done.out, "Tarkan officials")["class"] == "Group"
