"""`kg explain`: why a record is as it is; and what the report says of sentences without a claim."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import Command

LONMARK = """\
Quiet day in Lonmark

By Ada Merrow
3 May 2031

At least 12 people were killed in Velmora on Friday, governor Osk Harrow said. Norwegian troops may withdraw.

The attack surprised nobody. The market was empty all day.
"""


@pytest.fixture
def article(workplace: Path) -> Path:
    """An article without reviewed records."""
    path = workplace / "lonmark.txt"
    path.write_text(LONMARK, encoding="utf-8")
    return path


def test_explain_prints_where_a_claim_stands_and_its_words(kg_command: Command, article: Path) -> None:
    """File and line, the claim with its factuality, and the words it stands on."""
    done = kg_command("explain", "casualties-1", article)
    assert done.code == 0
    assert "lonmark.txt:6: casualties-1, CTplus: Casualties, Velmora\n" in done.out
    assert "  “At least 12 people were killed in Velmora on Friday”\n" in done.out


@pytest.mark.parametrize(
    ("claim", "rule", "word"),
    [
        ("casualties-1", "event-lexicon", "'kill"),
        ("casualties-1", "source-", "Osk Harrow said"),
        ("casualties-1", "figure", "'At least 12' is read as killed"),
        ("casualties-1", "time", "'on Friday' is 2031-05-02"),
        ("withdrawal-1", "event-lexicon", "'withdraw'"),
        ("withdrawal-1", "factuality", "PSplus by 'may'"),
        ("withdrawal-1", "role-agent", "Norwegian troops"),
    ],
)
def test_explain_names_the_rule_and_the_word(
    kg_command: Command, article: Path, claim: str, rule: str, word: str
) -> None:
    """Each rule on a line of its own, with what it saw."""
    lines = kg_command("explain", claim, article).out.splitlines()
    assert [line for line in lines if line.startswith(f"  {rule}") and word in line]


def test_explain_takes_the_iri_of_a_claim(kg_command: Command, article: Path) -> None:
    """As it stands in the graph."""
    assert kg_command("build", article, "-q").code == 0
    (iri,) = set(re.findall(r"<(\S+#claim-withdrawal-1)>", Path("output/graph.nt").read_text(encoding="utf-8")))
    done = kg_command("explain", iri, article)
    assert done.code == 0
    assert "withdrawal-1, PSplus" in done.out


def test_explain_takes_the_label_of_an_entity(kg_command: Command, article: Path) -> None:
    """With the rule that found it."""
    done = kg_command("explain", "Osk Harrow", article)
    assert done.code == 0
    assert "Osk Harrow (Person)" in done.out


def test_explain_says_where_a_person_decided(kg_command: Command) -> None:
    """Reviewed records have no rules."""
    done = kg_command("explain", "may-withdraw")
    assert done.code == 0
    assert "reviewed: a person wrote it so" in done.out


def test_explain_of_an_unknown_record_fails_with_a_fix(kg_command: Command, article: Path) -> None:
    """It names what was asked for and how to find the names of records."""
    done = kg_command("explain", "casualties-99", article)
    assert done.code != 0
    assert done.out == ""
    assert "no article has a record 'casualties-99'" in done.err
    assert "kg extract" in done.err


def test_explain_of_another_documents_iri_fails(kg_command: Command, article: Path) -> None:
    """The number of the claim alone is not enough where a document is named."""
    done = kg_command("explain", "https://w3id.org/kg-news/id/doc/0123456789abcdef#claim-casualties-1", article)
    assert done.code != 0


def test_the_report_names_the_event_words_of_silent_sentences(kg_command: Command, article: Path) -> None:
    """Where extraction may have missed something: 'attack', and nothing on the market."""
    assert kg_command("build", article, "-q").code == 0
    (document,) = json.loads(Path("output/report.json").read_text(encoding="utf-8"))["documents"]
    silent = {row["text"]: row["event_words"] for row in document["coverage"]["silent"]}
    assert silent["The attack surprised nobody."] == ["attack"]
    assert silent["The market was empty all day."] == []
    assert not any("killed" in text for text in silent)
