"""The network's heads by name, as training writes them and the pipeline reads them."""

from __future__ import annotations

TAG_HEADS = ("xpos", "upos", "feats", "lemma", "kind")
"""One label a word; the other heads are the parser's, `arcs` and `deps`, and those of spans."""

MENTION_LABELS = ("PER", "TITLE", "GRP", "ORG", "UNIT", "GPE", "PLACE", "EQP", "NAT", "TIME", "FIG")
"""Types of the head `mention`, as the guidelines of `tests/corpus/mentions` define them."""
