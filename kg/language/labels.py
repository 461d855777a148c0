"""Docs of other spaCy English pipelines under kg's conventions: the one place where label differences are handled.

The stock models follow ClearNLP dependencies, which head a prepositional phrase on its preposition and a copular
clause on its verb. The trees are turned into Universal Dependencies after the correspondences of the UD guidelines
(universaldependencies.org/u/dep) and of Nivre et al. (2020); what has no clean counterpart keeps the general label.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc, Span, SpanGroup

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
    """Turn the trees on lists and write them at once: a head written by itself moves sentence boundaries."""
    tree = _Tree(doc)
    for position, dep in enumerate(tree.deps):
        if dep in {"prep", "agent"}:
            tree.head_on_noun(position)
    for position in range(len(doc)):
        if tree.deps[position] in {"prep", "agent"}:
            tree.deps[position] = "obl" if tree.children(position) else "advmod"
        elif doc[position].lemma_ == "be":
            tree.head_on_predicate(position)
    add = doc.vocab.strings.add
    rows = [
        (add(DEPENDENCIES.get(dep, dep)), (head - position) & 0xFFFF_FFFF_FFFF_FFFF)
        for position, (dep, head) in enumerate(zip(tree.deps, tree.heads, strict=True))
    ]
    doc.from_array(["DEP", "HEAD"], np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]  # the stub asks for thinc's


class _Tree:
    """Heads and labels of a Doc as lists that can be changed; a root is its own head."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]

    def children(self, position: int) -> list[int]:
        sentence = self.doc[position].sent
        return [i for i in range(sentence.start, sentence.end) if self.heads[i] == position and i != position]

    def head_on_noun(self, preposition: int) -> None:
        """'in ← pobj Velmora' becomes 'case(Velmora, in)', Velmora hanging where the preposition hung."""
        children = self.children(preposition)
        noun = next((child for child in children if self.deps[child] in {"pobj", "pcomp"}), None)
        if noun is None:
            return
        is_clause, is_agent = self.deps[noun] == "pcomp", self.deps[preposition] == "agent"
        head = self.heads[preposition]
        nominal = self.doc[head].pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
        self._replace(preposition, noun, children)
        if head != preposition:
            self.deps[noun] = "advcl" if is_clause else "obl:agent" if is_agent else "nmod" if nominal else "obl"
        self.deps[preposition] = "mark" if is_clause else "case"

    def head_on_predicate(self, copula: int) -> None:
        """'is → attr mayor' becomes 'cop(mayor, is)', the predicate hanging where the copula hung."""
        children = self.children(copula)
        predicate = next((child for child in children if self.deps[child] in {"attr", "acomp"}), None)
        if predicate is None:
            return
        dep = self.deps[copula]
        self._replace(copula, predicate, children)
        self.deps[predicate], self.deps[copula] = dep, "cop"

    def _replace(self, old: int, new: int, children: list[int]) -> None:
        """Hang `new` where `old` hung, and `old` with its other children below it."""
        is_root = self.heads[old] == old
        self.heads[new] = new if is_root else self.heads[old]
        if is_root:
            self.deps[new] = "ROOT"
        for child in children:
            if child != new:
                self.heads[child] = new
        self.heads[old] = new
