"""How far a source is identified: by name, as an institution, without a name, or without one at its own request."""

from __future__ import annotations

from collections import defaultdict

from kg.concepts import Anonymity
from kg.extract.drafts import Draft
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.source_words import SourceWords
from kg.extract.statements.syntax import subtree
from kg.extract.text import Text


class AnonymityFinder:
    """Tells the anonymity of the sources of one article."""

    def __init__(self, text: Text, words: SourceWords, fillers: Fillers) -> None:
        self._text = text
        self._words = words
        self._fillers = fillers
        self._on_request = self._find_requests()

    def of(self, draft: Draft, token: int) -> Anonymity:
        """The anonymity of a source at a token."""
        if draft.named or draft.class_ in {"Organization", "GeopoliticalEntity"}:
            return Anonymity.NAMED
        if self._text.lemmas[token] in self._words.institutions or self._text.folded[token] in self._words.institutions:
            return Anonymity.NAMED
        asked = self._on_request.get(self._text.sentence_of[token])
        if asked is not None and any(start <= token < end for start, end in asked):
            return Anonymity.ON_REQUEST
        return Anonymity.UNNAMED

    def _find_requests(self) -> dict[int, list[tuple[int, int]]]:
        """Where in a sentence a source asked not to be named: stretches that hold such sources."""
        text = self._text
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, (start, end) in enumerate(text.sentences):
            for position in range(start, end):
                hit = self._words.on_request.longest_at(text.folded, position, end)
                if hit is None:
                    continue
                nearest = [
                    token
                    for token in range(start, position)
                    if any(
                        not d.named and d.class_ in {"Person", "Group", "MilitaryUnit"}
                        for d in self._fillers.exactly(token)
                    )
                ]
                if nearest:
                    token = nearest[-1]
                    first = token
                    while text.deps[first] == "conj":
                        first = text.heads[first]
                    stretch = subtree(text, first)
                    found[number].append((stretch[0], max(token, stretch[-1]) + 1))
                else:
                    found[number].append((position, end))
        return found
