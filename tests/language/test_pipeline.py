"""The shipped pipeline, on sentences of invented people."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from kg.article import Article
from kg.errors import LanguageError
from kg.language import article_span, load_pipeline, parse_article, pipeline_version
from kg.language.model import SHIPPED, Model, files_sha256
from kg.language.training.examples import read_marked
from kg.read import read_article

from ..conftest import ROOT, VELMORA_TEXT


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture(scope="module")
def velmora(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> tuple[Article, Doc]:
    path = tmp_path_factory.mktemp("velmora") / "velmora.txt"
    path.write_text(VELMORA_TEXT, encoding="utf-8")
    article = read_article(path, name="velmora.txt")
    return article, parse_article(nlp, article)


def test_a_plain_sentence_is_tagged_and_parsed(nlp: Language) -> None:
    """Universal Dependencies: prepositional phrases hang by their noun, passive subjects are marked."""
    doc = nlp("Three soldiers were wounded near the harbour.")
    words = {token.text: token for token in doc}
    assert words["soldiers"].dep_ == "nsubj:pass"
    assert words["soldiers"].head.text == "wounded"
    assert words["wounded"].dep_ == "ROOT"
    assert words["wounded"].tag_ == "VBN"
    assert words["harbour"].dep_ == "obl"
    assert words["near"].head.text == "harbour"
    assert words["soldiers"].lemma_ == "soldier"
    assert words["soldiers"].pos_ == "NOUN"
    assert "Number=Plur" in str(words["soldiers"].morph)


def test_every_sentence_has_one_root(velmora: tuple[Article, Doc]) -> None:
    """Each sentence is a tree of its own."""
    roots = [sum(token.dep_ == "ROOT" for token in sentence) for sentence in velmora[1].sents]
    assert roots == [1] * len(velmora[0].sentences)


def test_sentences_are_those_of_the_reader(velmora: tuple[Article, Doc]) -> None:
    """The pipeline does not split anew what the reader has split."""
    article, doc = velmora
    assert [article_span(s) for s in doc.sents] == [(s.start, s.end) for s in article.sentences]


def test_sentences_stay_where_they_were_set(nlp: Language) -> None:
    """Writing trees moves no boundary: over the whole corpus, one sentence in is one sentence with one root."""
    for path in sorted((ROOT / "tests" / "corpus" / "mentions").glob("*.txt")):
        examples = read_marked(path)[:60]
        words = [word for example in examples for word in example.words]
        starts = [position == 0 for example in examples for position in range(len(example.words))]
        doc = nlp(Doc(nlp.vocab, words, sent_starts=list(starts)))
        assert [len(sentence) for sentence in doc.sents] == [len(example.words) for example in examples]
        assert sum(token.dep_ == "ROOT" for token in doc) == len(examples)


def test_a_very_long_sentence_is_still_one(nlp: Language) -> None:
    """Stretches that the encoder reads apart hang together by one root."""
    doc = nlp("Harrow met officials from Lonmark and " * 180 + "left.")
    assert len(list(doc.sents)) == 1


def test_every_token_stands_in_the_file(velmora: tuple[Article, Doc]) -> None:
    """Offsets are code points of the article's own text."""
    article, doc = velmora
    assert all(article.text[slice(*article_span(token))] == token.text for token in doc)


def test_names_are_found_with_their_kind(nlp: Language) -> None:
    """People, bodies and places."""
    doc = nlp("Maria Hollis, who lives in Berlin, works for the Red Cross.")
    assert [(span.text, span.label_) for span in doc.ents if span.label_ != "MISC"] == [
        ("Maria Hollis", "PER"), ("Berlin", "LOC"), ("Red Cross", "ORG"),
    ]  # fmt: skip


def test_those_who_act_are_mentions_also_without_a_name(nlp: Language) -> None:
    """News is full of officials and residents."""
    doc = nlp("Residents said that police officers had beaten two protesters in Velmora.")
    found = {span.text: span.label_ for span in doc.spans["mentions"]}
    assert found["Residents"] == "GRP"
    assert found["protesters"] == "GRP"
    assert found["Velmora"] == "PLACE"
    assert all(0 < span._.confidence <= 1 for span in doc.spans["mentions"])


def test_what_a_head_names_is_known(nlp: Language) -> None:
    """A teacher is a person, a village a place."""
    doc = nlp("The teacher walked to the village.")
    assert {token.text: token._.kind for token in doc if token._.kind != "none"} == {
        "teacher": "person", "village": "place",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "…", "🚀🚀 🚀", "a" * 3_000, "word " * 2_000, "\u200b \ufeff", "((((("]
)
def test_no_text_is_too_odd(nlp: Language, text: str) -> None:
    """Empty, endless and outlandish texts give a Doc, not an error."""
    assert nlp(text).text == text


def test_a_document_says_the_same_beside_others() -> None:
    """Every document is a batch of its own, so that what was read before changes nothing, to the last digit."""
    nlp = load_pipeline()
    text = "Harrow said the 7th Coastal Brigade may withdraw from Velmora to Lonmark."

    def told() -> list[tuple[str, str, float]]:
        doc = nlp(text)
        return [(t.text, t.dep_, t.head.i) for t in doc] + [
            (s.text, s.label_, s._.confidence) for s in doc.spans["mentions"]
        ]

    alone = told()
    nlp("A short one. " * 40)
    assert told() == alone


def test_another_process_says_the_same(tmp_path: Path) -> None:
    """Hash seeds and a fresh start change nothing."""
    program = (
        "from kg.language import load_pipeline\n"
        "doc = load_pipeline()('Osk Harrow told the Coastal Herald that Tarkan forces had left Velmora.')\n"
        "print([(t.text, t.tag_, t.dep_, t.head.i) for t in doc])\n"
        "print([(s.text, s.label_, s._.confidence) for s in doc.spans['mentions']])\n"
    )
    root = str(Path(kg.language.__file__).parents[2])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
            capture_output=True, text=True, check=True, cwd=tmp_path,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(outputs) == 1


def test_a_sentence_beyond_the_encoder_is_read_in_stretches() -> None:
    """Every word of a very long sentence is tagged and has a head inside it."""
    words = ["Harrow", "met", "officials", "from", "Lonmark", ","] * 150
    annotation = Model().annotate([words])[0]
    assert len(annotation.xpos) == len(annotation.heads) == len(words)
    assert all(0 <= head <= len(words) for head in annotation.heads)


def test_a_pipeline_that_is_not_there_is_named() -> None:
    """The message says how to install it."""
    with pytest.raises(LanguageError, match="python -m spacy download en_no_such_thing"):
        load_pipeline("en_no_such_thing")


def test_the_version_is_of_these_files() -> None:
    """Weights that are renewed without their hash would be traced to the wrong version."""
    assert pipeline_version().endswith(files_sha256(SHIPPED))
    assert pipeline_version("kg") == pipeline_version()


def test_the_version_names_the_weights() -> None:
    """Records can be traced to the weights that made them."""
    assert pipeline_version().startswith("kg-en ")
    assert "sha256:" in pipeline_version()
