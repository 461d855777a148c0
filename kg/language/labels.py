"""Docs of other spaCy English pipelines under kg's conventions: the one place where label differences are handled.

The stock models follow ClearNLP dependencies, which head a prepositional phrase on its preposition and a copular
clause on its verb. The trees are turned into Universal Dependencies after the correspondences of the UD guidelines
(universaldependencies.org/u/dep) and of Nivre et al. (2020); what has no clean counterpart keeps the general label.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, SpanGroup, Token

DEPENDENCIES = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "npadvmod": "obl:unmarked",
    "quantmod": "advmod",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "intj": "discourse",
    "meta": "parataxis",
    "nmod": "compound",
    "expl": "expl",
}
NAMES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
         "WORK_OF_ART": "MISC", "LAW": "MISC", "PRODUCT": "MISC"}  # fmt: skip
MENTIONS = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "NORP": "NAT",
    "PRODUCT": "EQP",
    "DATE": "TIME",
    "TIME": "TIME",
    "CARDINAL": "FIG",
    "QUANTITY": "FIG",
    "MONEY": "FIG",
    "PERCENT": "FIG",
}
KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "PRODUCT": "object",
         "EVENT": "event", "DATE": "time", "TIME": "time"}  # fmt: skip
_SURE = 0.5  # such pipelines say nothing of confidence


def to_conventions(doc: Doc) -> Doc:
    """Relabel a Doc in place; one that has UD labels already keeps its trees."""
    if any(token.dep_ in {"pobj", "prep", "dobj", "nsubjpass"} for token in doc):
        _to_universal(doc)
    names, mentions = [], []
    for entity in doc.ents:
        if entity.label_ in NAMES:
            names.append(Span(doc, entity.start, entity.end, label=NAMES[entity.label_]))
        if entity.label_ in MENTIONS:
            mention = Span(doc, entity.start, entity.end, label=MENTIONS[entity.label_])
            mention._.confidence = _SURE
            mentions.append(mention)
        if entity.label_ in KINDS:
            entity.root._.kind = KINDS[entity.label_]
    doc.set_ents(names)
    doc.spans["mentions"] = SpanGroup(doc, name="mentions", spans=mentions)
    return doc


def _to_universal(doc: Doc) -> None:
    for preposition in [token for token in doc if token.dep_ in {"prep", "agent"}]:
        if any(child.dep_ in {"pobj", "pcomp"} for child in preposition.children):
            _head_on_noun(preposition)
    for token in list(doc):
        if token.dep_ in {"prep", "agent"}:
            token.dep_ = "advmod" if not any(token.children) else "obl"
        elif token.lemma_ == "be":
            _head_on_predicate(token)
    for token in doc:
        token.dep_ = DEPENDENCIES.get(token.dep_, token.dep_)


def _head_on_noun(preposition: Token) -> None:
    """'in ← pobj Velmora' becomes 'case(Velmora, in)', Velmora hanging where the preposition hung."""
    noun = next(child for child in preposition.children if child.dep_ in {"pobj", "pcomp"})
    head = preposition.head
    is_clause = noun.dep_ == "pcomp"
    nominal = head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
    label = "advcl" if is_clause else "obl:agent" if preposition.dep_ == "agent" else "nmod" if nominal else "obl"
    if head.i == preposition.i:  # a headless phrase, as in a title
        noun.head, noun.dep_ = noun, "ROOT"
    else:
        noun.head, noun.dep_ = head, label
    for child in [c for c in preposition.children if c.i != noun.i]:
        child.head = noun
    preposition.head, preposition.dep_ = noun, "mark" if is_clause else "case"


def _head_on_predicate(copula: Token) -> None:
    """'is → attr mayor' becomes 'cop(mayor, is)', the predicate hanging where the copula hung."""
    predicate = next((child for child in copula.children if child.dep_ in {"attr", "acomp"}), None)
    if predicate is None:
        return
    for child in [c for c in copula.children if c.i != predicate.i]:
        child.head = predicate
    predicate.head = predicate if copula.head.i == copula.i else copula.head
    predicate.dep_ = copula.dep_
    copula.head, copula.dep_ = predicate, "cop"
