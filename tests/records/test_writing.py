"""Records as YAML that a person can take over."""

from __future__ import annotations

from pathlib import Path

from kg.article import Article
from kg.extract.reviewed import read_reviewed
from kg.records import Records
from kg.records.writing import to_yaml


def test_what_is_written_reads_back_the_same(first_article: Article, first_records: Records, tmp_path: Path) -> None:
    """Records to YAML to records is where one began, but for the hash that ties them to their article."""
    path = tmp_path / "first.records.yaml"
    path.write_text(to_yaml(first_records, first_article), encoding="utf-8")
    again = read_reviewed(path, first_article)
    assert again.sha256 == first_article.sha256
    assert again.model_copy(update={"sha256": first_records.sha256}) == first_records


def test_a_quote_is_written_by_itself_where_that_is_enough(first_article: Article, first_records: Records) -> None:
    """Offsets are for quotes that stand more than once."""
    text = to_yaml(first_records, first_article)
    assert "Gen. Oleksandr Syrskyi" in text
    assert "quote: Gen. Oleksandr Syrskyi" not in text
    assert "named: true" not in text


def test_an_entity_says_what_it_is_beside_its_label(first_article: Article, first_records: Records) -> None:
    """A reviewer reads label and class together."""
    text = to_yaml(first_records, first_article)
    assert "- label: Volodymyr Zelenskyy\n  class: Person\n" in text
