"""Docs of other spaCy pipelines under kg's conventions."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import LanguageError
from kg.language import load_pipeline
from kg.language.labels import to_conventions


def stock_doc() -> Doc:
    """'The mayor was beaten by police in Velmora.' as the stock English models label it (ClearNLP)."""
    return Doc(
        spacy.blank("en").vocab,
        words=["The", "mayor", "was", "beaten", "by", "police", "in", "Velmora", "."],
        heads=[1, 3, 3, 3, 3, 4, 3, 6, 3],
        deps=["det", "nsubjpass", "auxpass", "ROOT", "agent", "pobj", "prep", "pobj", "punct"],
        pos=["DET", "NOUN", "AUX", "VERB", "ADP", "NOUN", "ADP", "PROPN", "PUNCT"],
        lemmas=["the", "mayor", "be", "beat", "by", "police", "in", "Velmora", "."],
        ents=["O", "O", "O", "O", "O", "O", "O", "B-GPE", "O"],
    )


def arcs(doc: Doc) -> dict[str, tuple[str, str]]:
    return {token.text: (token.dep_, token.head.text) for token in doc}


def test_prepositional_phrases_hang_by_their_noun() -> None:
    """The agent of a passive is obl:agent, a place obl, the preposition its case."""
    load_pipeline()
    found = arcs(to_conventions(stock_doc()))
    assert found["mayor"] == ("nsubj:pass", "beaten")
    assert found["police"] == ("obl:agent", "beaten")
    assert found["by"] == ("case", "police")
    assert found["Velmora"] == ("obl", "beaten")
    assert found["in"] == ("case", "Velmora")


def test_a_copula_hangs_by_its_predicate() -> None:
    """'Harrow is mayor' has the mayor as its root."""
    load_pipeline()
    doc = Doc(
        spacy.blank("en").vocab,
        words=["Harrow", "is", "mayor"],
        heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "attr"],
        pos=["PROPN", "AUX", "NOUN"],
        lemmas=["Harrow", "be", "mayor"],
    )
    doc[0].dep_ = "nsubjpass"  # so that the labels are recognised as ClearNLP's
    found = arcs(to_conventions(doc))
    assert found["mayor"] == ("ROOT", "mayor")
    assert found["is"] == ("cop", "mayor")
    assert found["Harrow"][1] == "mayor"


def test_entities_become_names_and_mentions() -> None:
    """A GPE of the stock models is a place among the mentions, a LOC among the names."""
    load_pipeline()
    doc = to_conventions(stock_doc())
    assert [(s.text, s.label_) for s in doc.ents] == [("Velmora", "LOC")]
    assert [(s.text, s.label_) for s in doc.spans["mentions"]] == [("Velmora", "PLACE")]
    assert doc[7]._.kind == "place"


def test_an_installed_pipeline_takes_the_place_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--nlp NAME` loads any spaCy pipeline; a stand-in with an entity ruler shows it, no model being installed."""

    def stand_in(name: str) -> Language:
        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer", name="tagger")
        nlp.add_pipe("sentencizer", name="parser")
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Osk Harrow"}])  # type: ignore[attr-defined]
        nlp.meta["name"] = name
        return nlp

    monkeypatch.setattr(spacy, "load", stand_in)
    doc = load_pipeline("stand_in_for_tests")("Osk Harrow left.")
    assert [(s.text, s.label_) for s in doc.spans["mentions"]] == [("Osk Harrow", "PER")]
    assert isinstance(doc.spans["mentions"][0], Span)


def test_a_pipeline_without_a_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a pipeline would find little and say nothing of it."""

    def half(name: str) -> Language:
        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer")
        nlp.meta["name"] = name
        return nlp

    monkeypatch.setattr(spacy, "load", half)
    with pytest.raises(LanguageError, match="has no tagger and no parser and no ner"):
        load_pipeline("half_for_tests")
