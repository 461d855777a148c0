"""What holds for all that the rules write: sound records, stable, extendable."""

from __future__ import annotations

import pytest

from kg.errors import SettingsError
from kg.extract.automatic import extract_records
from kg.extract.knowledge import load_lexicons
from kg.extract.phrases import phrase_words
from kg.language.article_doc import parse_article
from kg.language.pipeline import load_pipeline

from .conftest import article_of

SENTENCES = (
    "Ukrainian President Danylo Horbach met US officials in Warsaw.",
    "“The 3rd Battalion of the 24th Brigade holds Kreminna,” Horbach said; Moscow denied it.",
)


def test_every_mention_is_in_the_article(find):
    """Offsets are those of the file."""
    found = find(*SENTENCES)
    mentions = [m for e in found.all for m in e.mentions]
    assert mentions
    assert all(found.article.text[m.start : m.end] == m.quote for m in mentions)


def test_every_merge_has_a_reason(find):
    """An entity with mentions in different words says why they are one."""
    found = find(*SENTENCES)
    merged = [e for e in found.all if len({m.quote for m in e.mentions}) > 1]
    assert merged
    assert all(e.reasons for e in merged)


def test_the_same_text_gives_the_same_records():
    """No order of a set leaks."""
    nlp, article = load_pipeline(), article_of(*SENTENCES)
    runs = [extract_records(article, parse_article(nlp, article)).model_dump_json() for _ in range(2)]
    assert runs[0] == runs[1]


def test_an_article_without_sentences_has_no_entities():
    """Nothing to read is no fault."""
    article = article_of()
    assert extract_records(article, parse_article(load_pipeline(), article)).entities == ()


def test_a_user_adds_words(tmp_path):
    """A list of a user's file adds to the shipped one, and takes words out with '-'."""
    (tmp_path / "equipment.toml").write_text('designations = ["Zephyros"]\ngeneral = ["-system"]\n', encoding="utf-8")
    words = load_lexicons(tmp_path).equipment
    assert "Zephyros" in words.designations
    assert "Patriot" in words.designations
    assert "system" not in words.general


def test_a_user_adds_a_country(tmp_path):
    """Invented countries work as real ones."""
    (tmp_path / "countries.toml").write_text(
        '["Tarkan"]\nadjectives = ["Tarkanian"]\ncapitals = ["Velmora"]\n', encoding="utf-8"
    )
    article = article_of("Tarkanian troops crossed the river.", "Velmora denied it.")
    entities = extract_records(article, parse_article(load_pipeline(), article), tmp_path).entities
    assert "Tarkan" in {e.label for e in entities}
    assert next(e for e in entities if e.label == "Tarkanian troops").nationality == ("Tarkan",)


@pytest.mark.parametrize(
    ("name", "content"),
    [("weapons.toml", "kinds = []"), ("equipment.toml", "kinds = ["), ("equipment.toml", 'kinds = "tank"')],
)
def test_a_faulty_lexicon_is_named(tmp_path, name, content):
    """The message says which file, and how to mend it."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_lexicons(tmp_path)
    assert name in str(caught.value)


@pytest.mark.parametrize("list_of", ["people", "titles", "equipment", "places", "organizations"])
def test_phrases_are_found_as_they_are_written(list_of):
    """Every phrase of a shipped list is found again under its own words."""
    lexicons = load_lexicons()
    for table in vars(getattr(lexicons, list_of)).values():
        if hasattr(table, "longest_at"):
            for phrase in table:
                words = phrase.split()
                assert table.longest_at(words, 0, len(words)) is not None
    assert phrase_words("Lt. Gen.") == ("lt", "gen")
