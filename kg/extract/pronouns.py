"""He and she, where one person alone can be meant."""

from __future__ import annotations

from itertools import islice

from kg.extract.drafts import Draft
from kg.extract.mentions import Kind, Mention
from kg.extract.told import Told

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_OBJECTS = frozenset({"obj", "iobj", "obl", "obl:agent", "obl:unmarked"})
_REACH = 3  # sentences in which the person must have been told of, this one included


class Pronouns:
    """Finds the person of a pronoun: the only fitting one of the nearest sentence that has any."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._seen = 0
        self._persons: dict[int, list[tuple[Mention, Draft]]] = {}  # by sentence

    def _index(self) -> None:
        """Take in the mentions that came since the last look; they only ever grow."""
        sentence_of = self._told.text.sentence_of
        known = self._told.drafts.of
        for mention, draft in islice(known.items(), self._seen, None):
            if draft.class_ == "Person" and mention.origin != "pronoun":
                self._persons.setdefault(sentence_of[mention.start], []).append((mention, draft))
        self._seen = len(known)

    def person(self, position: int) -> Draft | None:
        """The person for whom the pronoun at a position stands, if that is plain."""
        text = self._told.text
        word = text.folded[position]
        if word not in _HE and word not in _SHE:
            return None
        self._index()
        here = text.sentence_of[position]
        for distance in range(_REACH):
            found = dict.fromkeys(
                draft
                for mention, draft in self._persons.get(here - distance, ())
                if mention.start < position
                and draft.female in {None, word in _SHE}
                and not self._is_other(mention, position)
            )
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None

    def _is_other(self, mention: Mention, position: int) -> bool:
        """Whether the pronoun cannot be the person of a mention: 'Harrow did not see her off' has two people.

        A pronoun that is an object of the verb whose subject the person is means somebody else (Chomsky 1981, principle
        B); 'himself' and 'his' may mean him.
        """
        text = self._told.text
        role, verb = text.role(mention.root)
        if text.deps[position] == "nmod:poss":  # 'Hafez was his father', 'Mahamat, his son'
            noun = text.heads[position]
            is_predicate = role == "nsubj" and verb == noun
            return is_predicate or (text.deps[noun] == "appos" and text.heads[noun] == mention.root)
        if text.folded[position].endswith("self") or text.deps[position] not in _OBJECTS:
            return False
        return role in {"nsubj", "nsubj:pass"} and verb == text.heads[position]

    def resolve(self) -> None:
        """Give every plain pronoun to its person; the first one tells the gender."""
        told = self._told
        for position, word in enumerate(told.text.folded):
            if word not in _HE and word not in _SHE:
                continue
            draft = self.person(position) if told.taken.at(position) is None else None
            if draft is not None:
                if draft.female is None:
                    draft.female = word in _SHE
                mention = Mention(position, position + 1, Kind.PERSON, "pronoun", root=position, named=False)
                told.drafts.give(mention, draft, "pronoun", f"'{word}' can only be '{draft.label}'")
