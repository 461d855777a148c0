"""Words of the event lexicon in a sentence, without a parse: what a build report points at where no claim was made."""

from __future__ import annotations

import re

from kg.extract.knowledge import Lexicons
from kg.extract.phrases import base_form, fold

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def event_words(sentence: str, lexicons: Lexicons) -> tuple[str, ...]:
    """The words of a sentence that may tell of an event, in order, each once; everyday verbs do not count."""
    events = lexicons.events
    nouns, verbs = events.noun_forms, events.verbs.keys() - events.common
    found: dict[str, None] = {}
    for word in _WORD.findall(sentence):
        folded = fold(word)
        base = events.irregular.get(folded) or base_form(folded, folded, verbs)
        if folded in nouns or base in verbs:
            found[word] = None
    return tuple(found)
