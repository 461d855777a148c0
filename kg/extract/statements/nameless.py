"""Places and people that only their role in an event makes worth a node: 'stormed an army post', 'two radar sites'."""

from __future__ import annotations

from kg.concepts import LocationPrecision
from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.mentions import Kind, Mention
from kg.extract.phrases import fold
from kg.extract.text import Text

_PARTS = frozenset({"compound", "amod", "nmod:desc"})
_IDLE = frozenset(
    {"other", "same", "such", "several", "many", "more", "own", "first", "last", "next", "new", "old", "former"}
)


class Nameless:
    """Begins entities for nouns that have none; the same words are one entity."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._text: Text = entities.text
        self._known: dict[tuple[str, str], Draft] = {
            (draft.class_, fold(draft.label)): draft for draft in entities.drafts if not draft.named
        }

    def place(self, noun: int) -> Draft | None:
        """The place of a facility's noun: a market, an army post; None for other nouns."""
        text = self._text
        places = text.lexicons.places
        word = text.folded[noun]
        if text.pos[noun] != "NOUN" or not (places.facilities.has(word) or places.houses.has(word)):
            return None
        return self._begin("Place", Kind.PLACE, noun)

    def group(self, noun: int) -> Draft | None:
        """The people of an actor's noun: fighters, volunteers; None for mere numbers of people."""
        text = self._text
        people = text.lexicons.people
        word = text.folded[noun]
        if text.pos[noun] != "NOUN" or people.counted.has(word):
            return None
        if not (people.actors.has(word) or people.collectives.has(word)):
            return None
        return self._begin("Group" if text.plural(noun) or people.collectives.has(word) else "Person", Kind.GROUP, noun)

    def speaker(self, noun: int) -> Draft | None:
        """Who speaks without a name: analysts, firms, local media."""
        text = self._text
        found = self.group(noun)
        if found is not None or text.pos[noun] != "NOUN" or not text.plural(noun):
            return found
        bodies = text.lexicons.organizations
        if bodies.heads.has(text.folded[noun]) or bodies.voices.has(text.folded[noun]):
            return self._begin("Group", Kind.GROUP, noun)
        return None

    def _begin(self, class_: str, kind: Kind, noun: int) -> Draft:
        text = self._text
        start = noun
        while start > text.bounds(noun)[0] and text.deps[start - 1] in _PARTS and text.heads[start - 1] == noun:
            if text.folded[start - 1] in _IDLE:
                break
            start -= 1
        label = text.written(start, noun + 1)
        mention = Mention(start, noun + 1, kind, "role", root=noun, label=label, named=False, plural=text.plural(noun))
        known = self._known.get((class_, fold(label)))
        if known is not None:
            self._entities.drafts.give(mention, known, "same-words", f"'{label}' again")
            return known
        precision = LocationPrecision.EXACT if class_ == "Place" else None
        draft = Draft(class_, label, named=False, mentions=[mention], precision=precision, head=text.folded[noun])
        draft.plural = text.plural(noun)
        self._known[class_, fold(label)] = draft
        return self._entities.drafts.begin(draft)
