"""Which entity a token stands for, so that it can fill a role or be a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.mentions import Kind
from kg.extract.statements.syntax import surface_subject, with_conjuncts
from kg.extract.text import Text
from kg.records.entities import ACTOR_CLASSES

_PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING_PRONOUNS = frozenset({"it", "its", "itself"})
_PRONOUNS = _PLURAL_PRONOUNS | _THING_PRONOUNS
_HUNG = frozenset({"flat", "compound", "nmod:desc"})
_REACH = 2  # sentences back in which a plural subject is looked for

CLASSES: dict[str, frozenset[str]] = {
    "Person": frozenset({"person", "human", "actor"}),
    "Group": frozenset({"group", "human", "actor"}),
    "MilitaryUnit": frozenset({"unit", "human", "actor"}),
    "Organization": frozenset({"body", "actor"}),
    "GeopoliticalEntity": frozenset({"country", "actor", "place"}),
    "Place": frozenset({"place"}),
    "Equipment": frozenset({"equipment", "thing"}),
}
"""The classes that conditions of the event lexicon ask for, by the class of an entity."""


class Fillers:
    """Finds the entities of tokens: through coordination, partitives and plain pronouns."""

    def __init__(self, entities: Entities, partitive: frozenset[str]) -> None:
        self.text: Text = entities.text
        self._entities = entities
        self._partitive = partitive
        self._at: dict[int, list[Draft]] = defaultdict(list)
        for mention, draft in entities.drafts.of.items():
            for position in range(mention.start, mention.end):
                held = entities.taken.at(position)
                own = held is None or held is mention or mention in entities.twins
                if own and draft not in self._at[position]:
                    self._at[position].append(draft)
        self._resolving: set[int] = set()
        self._beside = self._find_beside()
        self._place_in_owners()

    def _place_in_owners(self) -> None:
        """'Ruvia's border region' lies in Ruvia."""
        for mention, draft in self._entities.drafts.of.items():
            if draft.class_ == "Place" and draft.contained_in is None:
                for child in self.text.children[mention.root]:
                    for owner in self.exactly(child) if self.text.deps[child] == "nmod:poss" else ():
                        if owner.class_ == "GeopoliticalEntity" and owner is not draft:
                            draft.contained_in = owner

    def _find_beside(self) -> dict[int, list[int]]:
        """Persons whose names the parser hung on the name before them: by the root of that one.

        In 'King Osk, President Arvo and Premier Lint' they are listed; of 'Brask Group commander Odo Lint' the last is
        meant.
        """
        text, found = self.text, defaultdict(list)
        taken = self._entities.taken
        for mention, draft in self._entities.drafts.of.items():
            if draft.class_ != "Person" or mention.kind is not Kind.PERSON or text.deps[mention.root] not in _HUNG:
                continue
            before = taken.at(text.heads[mention.root])
            other = self._entities.drafts.of.get(before) if before is not None and before is not mention else None
            if before is None or other is None or other is draft or before.end > mention.start:
                continue
            if other.class_ != "Person" and self._is_listed(before.root, mention.root):
                continue  # 'shelled Brask, Odo Lint said'
            found[before.root].append(mention.root)
            if before.root != text.heads[mention.root]:
                found[text.heads[mention.root]].append(mention.root)
        return dict(found)

    def _is_listed(self, first: int, other: int) -> bool:
        return any(self.text.folded[i] in {",", "and", "or"} for i in range(first + 1, other))

    def exactly(self, position: int) -> list[Draft]:
        """The entities whose mention holds a token; two where a coordination shares a noun."""
        found = self._at.get(position, [])
        return [draft for draft in found if draft in self._entities.drafts]

    def _share(self, position: int) -> list[Draft]:
        """Whom 'a third of the troops' means."""
        text = self.text
        if text.lemmas[position] not in text.lexicons.events.shares:
            return []
        return [
            draft
            for child in text.children[position]
            if text.deps[child] == "nmod" and text.case(child) == "of"
            for draft in self.all(child)
        ]

    def one(self, position: int) -> list[Draft]:
        """The entities that one token stands for."""
        text = self.text
        share = self._share(position)
        if share:
            return share
        found = self._with_beside(position) or self._own_forces(position)
        if found:
            return found
        word = text.folded[position]
        if word in _PRONOUNS:
            return self._of_pronoun(position)
        if text.lemmas[position] in self._partitive or text.pos[position] == "NUM":
            for child in text.children[position]:
                if text.deps[child] in {"nmod", "obl"} and text.case(child) in {"of", "from", "in"}:
                    return list(self.all(child))
        return []

    def _with_beside(self, position: int) -> list[Draft]:
        """The entities whose mention holds a token, and the persons listed behind it; or the person it introduces."""
        found = self.exactly(position)
        for other in self._beside.get(position, ()) if found else ():
            persons = self.exactly(other)
            if self._is_listed(position, other):
                found = [*found, *(d for d in self.one(other) if d not in found)]
            elif persons:
                return persons
        return found

    def _of_pronoun(self, position: int) -> list[Draft]:
        if position in self._resolving:  # 'some of them fled' would look for them in itself
            return []
        self._resolving.add(position)
        found = self._pronoun(position)
        self._resolving.discard(position)
        return found

    def _own_forces(self, position: int) -> list[Draft]:
        """'its forces': the forces of the country that the pronoun's body is of, where the article tells of them."""
        text, military = self.text, self.text.lexicons.military
        if not military.forces.has(text.folded[position]):
            return []
        for child in text.children[position]:
            if text.deps[child] != "nmod:poss" or text.folded[child] not in _PRONOUNS:
                continue
            for owner in self.one(child):
                countries = {owner} if owner.class_ == "GeopoliticalEntity" else set(owner.nationality)
                fitting = [
                    d
                    for d in self._entities.drafts.of_class("MilitaryUnit")
                    if not d.named and d.country in countries and (not d.head or military.whole.has(d.head))
                ]
                if len(fitting) == 1:
                    return fitting
        return []

    def all(self, position: int) -> Iterator[Draft]:
        """The entities of a token and of what is coordinated with it."""
        seen: dict[int, None] = {}
        for token in with_conjuncts(self.text, position):
            for draft in self.one(token):
                if id(draft) not in seen:
                    seen[id(draft)] = None
                    yield draft

    def of(self, positions: Iterable[int]) -> list[Draft]:
        """The entities of some tokens, each once."""
        return list(dict.fromkeys(draft for position in positions for draft in self.all(position)))

    def others(self, position: int, sources: Collection[Draft]) -> list[Draft]:
        """Whom 'they' means where it cannot be those who speak: a plural subject of the sentences before."""
        if self.text.folded[position] not in _PLURAL_PRONOUNS:
            return []
        return [d for d in self._before(position, plural=True, without=sources) if d not in sources]

    def _pronoun(self, position: int) -> list[Draft]:
        """'it' and 'they': the subject of a clause above, else of the sentence before, where number and class fit."""
        text = self.text
        plural = text.folded[position] in _PLURAL_PRONOUNS
        verb, seen = text.heads[position], 0
        while seen < 2 * _REACH + 2:
            if text.heads[verb] == verb:
                break
            verb = text.heads[verb]
            seen += 1
            # 'commanders sending them across fields where they …': they are not the commanders.
            others = {text.folded[c] for c in text.children[verb] if text.deps[c] in {"obj", "iobj"}}
            if others & (_PLURAL_PRONOUNS if plural else _THING_PRONOUNS):
                continue
            found = self._fitting(surface_subject(text, verb), position, plural=plural)
            if found:
                return found
        return self._before(position, plural=plural)

    def _before(self, position: int, *, plural: bool, without: Collection[Draft] = ()) -> list[Draft]:
        """The subject of the sentences before that fits."""
        text = self.text
        here = text.sentence_of[position]
        for sentence in range(here - 1, max(-1, here - 1 - _REACH), -1):
            start, end = text.sentences[sentence]
            for token in range(start, end):
                main = text.deps[text.heads[token]] == "ROOT" or without
                if text.deps[token] in {"nsubj", "nsubj:pass"} and main:
                    found = [d for d in self._fitting([token], position, plural=plural) if d not in without]
                    if found:
                        return found
        return []

    def _fitting(self, tokens: list[int], position: int, *, plural: bool) -> list[Draft]:
        found = []
        for token in tokens:
            if token == position or self.text.folded[token] in _PRONOUNS:
                continue
            drafts = list(self.all(token))
            if (plural and (len(drafts) > 1 or any(_is_several(self.text, token, draft) for draft in drafts))) or (
                not plural and len(drafts) == 1 and drafts[0].class_ in ACTOR_CLASSES - {"Person", "Group"}
            ):
                found += drafts
        return found

    def classes(self, positions: Iterable[int]) -> frozenset[str]:
        """The classes of what some tokens stand for, as the event lexicon's conditions name them."""
        found: set[str] = set()
        tokens = [token for position in positions for token in with_conjuncts(self.text, position)]
        if not tokens:
            return frozenset({"none"})
        for token in tokens:
            found |= self._classes_of(self._meant(token))
        return frozenset(found)

    def _meant(self, token: int) -> int:
        """The noun that a partitive is of: people in 'half of the people'."""
        text = self.text
        for _ in range(3):
            if text.lemmas[token] not in self._partitive or self.exactly(token):
                return token
            of = [c for c in text.children[token] if text.deps[c] == "nmod" and text.case(c) == "of"]
            if not of:
                return token
            token = of[0]
        return token

    def _classes_of(self, token: int) -> frozenset[str]:
        drafts = self.one(token)
        if drafts:
            return frozenset().union(*(CLASSES[draft.class_] for draft in drafts))
        return next((classes for holds, classes in _NAMELESS_CLASSES if holds(self.text, token)), frozenset({"thing"}))


def _is_human(text: Text, token: int) -> bool:
    word, people = text.folded[token], text.lexicons.people
    return (
        people.counted.has(word)
        or people.actors.has(word)
        or people.collectives.has(word)
        or text.kinds[token] == "person"
    )


def _is_place(text: Text, token: int) -> bool:
    word, places = text.folded[token], text.lexicons.places
    return text.kinds[token] == "place" or places.facilities.has(word) or places.areas.has(word)


def _is_equipment(text: Text, token: int) -> bool:
    word, equipment = text.folded[token], text.lexicons.equipment
    return equipment.kinds.has(word) or equipment.general.has(word)


def _is_personal(text: Text, token: int) -> bool:
    return text.tags[token] in {"PRP", "WP"} and text.folded[token] not in _THING_PRONOUNS


_NAMELESS_CLASSES: tuple[tuple[Callable[[Text, int], bool], frozenset[str]], ...] = (
    (lambda text, token: text.folded[token] in _PLURAL_PRONOUNS, frozenset({"people", "human", "actor", "thing"})),
    (_is_personal, frozenset({"person", "human", "actor"})),
    (_is_human, frozenset({"people", "human"})),
    (lambda text, token: text.pos[token] == "NUM", frozenset({"people", "human", "thing", "equipment"})),
    (_is_place, frozenset({"place"})),
    (lambda text, token: text.kinds[token] == "organization", frozenset({"body"})),
    (_is_equipment, frozenset({"equipment", "thing"})),
    (lambda text, token: text.kinds[token] == "event", frozenset({"event", "thing"})),
    (lambda text, token: text.lemmas[token] in text.lexicons.measures.area_units, frozenset({"area"})),
    (lambda text, token: text.lemmas[token] in text.lexicons.measures.money_units, frozenset({"money"})),
)
"""The classes of tokens that stand for no entity, by the first of these tests that holds."""


def _is_several(text: Text, token: int, draft: Draft) -> bool:
    return draft.class_ in {"Group", "MilitaryUnit"} or draft.plural or text.plural(token)
