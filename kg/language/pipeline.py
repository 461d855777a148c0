"""The shipped pipeline as spaCy components, and any other installed pipeline under the same conventions.

Conventions of every Doc that leaves here:

- `pos_`, `tag_`, `morph`, `lemma_`, `dep_`: Universal Dependencies for English, Penn tags; every sentence has one root.
- `doc.ents`: names, labelled PER, ORG, LOC, MISC.
- `doc.spans["mentions"]`: flat mentions, names and nominals, labels as in `MENTION_LABELS`, with `span._.confidence`.
- `doc.spans["events"]`: words that tell of an event, labels as in `kg.concepts.EventType`, with `span._.confidence`.
- `token._.kind`: what a mention with this head is: person, place, organization, object, event, …, or none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import spacy
from sentencex import get_sentence_boundaries
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from kg.errors import LanguageError, Problem
from kg.language.heads import EVENT
from kg.language.labels import to_conventions
from kg.language.model import SHIPPED, Annotation, Model

SHIPPED_NAME = "kg"
_PACKAGE = re.compile(r"[a-z]{2,3}_\w+")
_NEEDED = {
    "tagger": {"tagger", "morphologizer"},
    "parser": {"parser", "biaffine_parser", "experimental_biaffine_parser"},
    "ner": {"ner", "entity_ruler", "beam_ner", "spancat", "span_ruler"},
}
MENTIONS = "mentions"
EVENTS = "events"

_COLUMNS: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD"]
_UNSIGNED = 0xFFFF_FFFF_FFFF_FFFF  # spaCy keeps the distance to the head as an unsigned number


def _register_extensions() -> None:
    if not Token.has_extension("kind"):
        Token.set_extension("kind", default="none")
    if not Span.has_extension("confidence"):
        Span.set_extension("confidence", default=None)


@Language.component("kg_sentences", assigns=["token.is_sent_start"])
def find_sentences(doc: Doc) -> Doc:
    """Sentence starts by sentencex, for a text that comes without; those that are set already stay."""
    if doc.has_annotation("SENT_START") or not len(doc):
        return doc
    ends = [boundary["end_index"] for boundary in get_sentence_boundaries("en", doc.text)]
    position = 0
    starts_new = True
    for token in doc:
        while position < len(ends) and token.idx >= ends[position]:
            position += 1
            starts_new = True
        token.is_sent_start = starts_new
        starts_new = False
    return doc


@Language.factory(
    "kg_annotator",
    default_config={"folder": None},
    requires=["token.is_sent_start"],
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "token._.kind",
             "doc.ents", "doc.spans"],
)  # fmt: skip
def make_annotator(nlp: Language, name: str, folder: str | None) -> Annotator:
    """The factory that spaCy calls."""
    del nlp, name
    return Annotator(Model(Path(folder) if folder else SHIPPED))


class Annotator:
    """Writes what the network says into a Doc whose sentences are known."""

    def __init__(self, model: Model) -> None:
        _register_extensions()
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc in place."""
        sentences = list(doc.sents) if len(doc) else []
        annotations = self.model.annotate([[token.text for token in sentence] for sentence in sentences])
        self._write_tokens(doc, annotations)
        names: list[Span] = []
        mentions: list[Span] = []
        events: list[Span] = []
        for sentence, annotation in zip(sentences, annotations, strict=True):
            names += _spans(doc, sentence.start, annotation, "conll")
            mentions += _spans(doc, sentence.start, annotation, "mention")
            events += _spans(doc, sentence.start, annotation, EVENT)
        doc.set_ents(names)
        doc.spans[MENTIONS] = SpanGroup(doc, name=MENTIONS, spans=mentions)
        doc.spans[EVENTS] = SpanGroup(doc, name=EVENTS, spans=events)
        return doc

    @staticmethod
    def _write_tokens(doc: Doc, annotations: Sequence[Annotation]) -> None:
        """Tags, lemmas and trees of all sentences at once: a head written by itself moves sentence boundaries."""
        add, add_morph = doc.vocab.strings.add, doc.vocab.morphology.add
        rows = []
        for sentence in annotations:
            for position, head in enumerate(sentence.heads):
                feats = sentence.feats[position]
                rows.append(
                    (
                        add(sentence.xpos[position]),
                        add(sentence.upos[position]),
                        add_morph("" if feats == "_" else feats),
                        add(sentence.lemmas[position]),
                        add(sentence.deps[position] if head else "ROOT"),
                        (head - 1 - position if head else 0) & _UNSIGNED,
                    )
                )
        if rows:
            doc.from_array(_COLUMNS, np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]  # the stub asks for thinc's
        position = 0
        for sentence in annotations:
            for kind in sentence.kinds:
                if kind != "none":
                    doc[position]._.kind = kind
                position += 1


def _spans(doc: Doc, offset: int, annotation: Annotation, head: str) -> list[Span]:
    found = []
    for start, end, label, confidence in annotation.spans.get(head, ()):
        span = Span(doc, start + offset, end + offset, label=label)
        span._.confidence = confidence
        found.append(span)
    return found


def load_pipeline(name: str | None = None) -> Language:
    """The shipped pipeline, or an installed spaCy pipeline by name whose Docs then follow the same conventions.

    Raises LanguageError where there is no such pipeline.
    """
    return _load(name or SHIPPED_NAME)


@cache
def _load(name: str) -> Language:
    _register_extensions()
    if name == SHIPPED_NAME:
        nlp = spacy.blank("en")
        nlp.add_pipe("kg_sentences")
        nlp.add_pipe("kg_annotator")
        return nlp
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        install = f"install it (python -m spacy download {name}), or " if _PACKAGE.fullmatch(name) else ""
        fix = f"{install}leave --nlp out"
        if isinstance(error, OSError):
            raise LanguageError(Problem(None, None, f"there is no spaCy pipeline '{name}' installed", fix)) from error
        raise LanguageError(Problem(None, None, f"spaCy cannot load the pipeline '{name}': {error}", fix)) from error
    missing = [part for part, names in _NEEDED.items() if not names & set(nlp.pipe_names)]
    if missing:
        what = f"the spaCy pipeline '{name}' has no {' and no '.join(missing)}"
        raise LanguageError(Problem(None, None, what, "use a full pipeline such as en_core_web_trf"))
    Language.component("kg_conventions", func=_conventions)
    nlp.add_pipe("kg_conventions", last=True)
    return nlp


def _conventions(doc: Doc) -> Doc:
    return to_conventions(doc)


def pipeline_version(name: str | None = None) -> str:
    """What names a pipeline so that its results can be repeated: its name, its version, and the hash of our weights."""
    if name in {None, SHIPPED_NAME}:
        meta = json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['name']} {meta['version']} sha256:{meta['sha256']}"
    meta = load_pipeline(name).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
