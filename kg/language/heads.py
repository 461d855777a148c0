"""The network's heads by name, as training writes them and the pipeline reads them."""

from __future__ import annotations

TAG_HEADS = ("xpos", "upos", "feats", "lemma", "kind")
"""One label a word; the other heads are the parser's, `arcs` and `deps`, and those of spans."""

LATE_HEADS = ("event",)
"""Heads that are trained on the finished network, which stays as it is."""

MENTION_LABELS = ("PER", "TITLE", "GRP", "ORG", "UNIT", "GPE", "PLACE", "EQP", "NAT", "TIME", "FIG")
"""Types of the head `mention`, as the guidelines of `tests/corpus/mentions` define them."""

EVENT = "event"
"""The head of words that tell of events; its types are those of `kg.concepts.EventType`."""
