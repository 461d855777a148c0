"""Who and what takes part in an event: entities in the roles of the ontology."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.concepts import EventType, LocationPrecision
from kg.extract.drafts import Draft
from kg.extract.statements.event_words import WIDER, EventWords
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.nameless import Nameless
from kg.extract.statements.predicates import Predicate
from kg.extract.statements.syntax import (
    clause_of,
    is_side,
    is_together,
    is_verb,
    preposition,
    surface_subject,
    with_conjuncts,
)
from kg.extract.text import Text
from kg.records.entities import ACTOR_CLASSES, PLACE_CLASSES

Roles = dict[str, dict[Draft, None]]

_AREA_TYPES = frozenset(
    {
        EventType.AIRSTRIKE,
        EventType.SHELLING,
        EventType.MISSILE_STRIKE,
        EventType.DRONE_STRIKE,
        EventType.BOMBING,
        EventType.EXPLOSION,
        EventType.BLOCKADE,
    }
)
_SUFFERED = frozenset({EventType.CASUALTIES, EventType.CAPTURE, EventType.DISPLACEMENT, EventType.EVACUATION})
_STRIKING = frozenset({"conflict", "harm", "control", "politics"})
_PLACE_ROLES = frozenset({"place", "origin", "destination"})
_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "around",
        "over",
        "on",
        "inside",
        "along",
        "across",
        "off",
        "of",
        "south",
        "north",
        "east",
        "west",
    }
)
_SUPPORTING = frozenset({"support", "help", "assist", "aid", "back", "reinforce", "bolster", "relieve"})
_ORDERING = frozenset({"order", "command", "direct", "instruct", "force"})
_NEAR = frozenset({"near", "outside", "around", "south of", "north of", "east of", "west of"})


class Casting:
    """Gives the participants of predicates their roles."""

    def __init__(self, text: Text, lexicon: EventWords, fillers: Fillers, nameless: Nameless) -> None:
        self._text = text
        self._lexicon = lexicon
        self._fillers = fillers
        self._nameless = nameless
        self._sources: set[Draft] = set()

    def roles(self, predicate: Predicate, sources: Collection[Draft] = ()) -> Roles:
        """The entities of a predicate's arguments, by role; `sources` tell of it, and do no violence themselves."""
        roles: Roles = {}
        self._sources = set(sources) if WIDER[predicate.type] in {"conflict", "control", "harm"} else set()
        table = self._lexicon.roles_of(predicate.type)
        clause, type_ = predicate.clause, predicate.type
        subject_role = "patient" if predicate.sense.undergoer else table.get("subject", "agent")
        if self._of_meeting(predicate):
            subject_role = "agent"
        elif predicate.nominal and type_ in _SUFFERED and not predicate.light:
            subject_role = "patient"  # 'Ruvian losses' are those of Ruvia
        self._put(roles, predicate, clause.subject, subject_role)
        object_role = predicate.sense.object_role or table.get("object", "patient")
        if type_ is EventType.MEETING:
            object_role = "agent"
        if predicate.nominal and type_ in {EventType.MEETING, EventType.ELECTION, EventType.AGREEMENT}:
            object_role = "agent"
        if not (predicate.sense.undergoer and roles.get("patient")):
            self._put(roles, predicate, clause.object, object_role)
        self._put(roles, predicate, clause.indirect, table.get("indirect", "beneficiary"))
        self._put(roles, predicate, predicate.opponents, "opponent")
        for word, token in clause.obliques:
            self._put_oblique(roles, predicate, word, token, table)
        for absorbed in predicate.absorbed:
            for word, token in absorbed.clause.obliques:
                self._put_oblique(roles, predicate, word, token, table)
            self._put(roles, predicate, absorbed.own, "agent" if predicate.sense.undergoer else "patient")
        self._put_controlled(roles, predicate)
        self._most_exact(roles)
        self._once(roles)
        return roles

    def _of_meeting(self, predicate: Predicate) -> bool:
        return predicate.type is EventType.MEETING

    def _put_oblique(self, roles: Roles, predicate: Predicate, word: str, token: int, table: object) -> None:
        text = self._text
        if word == "" and text.folded[token] in {"there", "here"}:
            place = self._place_before(token)
            if place is not None:
                destination = predicate.type in {EventType.DEPLOYMENT}
                roles.setdefault("destination" if destination else "place", {})[place] = None
            return
        if word == "together with":
            self._put(roles, predicate, [token], "agent")
            return
        role = getattr(table, "get")(word)  # noqa: B009
        if role is None:
            return
        if word == "with" and is_together(text, token):
            role = "agent"
        self._put(roles, predicate, [token], role)

    def _place_before(self, token: int) -> Draft | None:
        """What 'there' means: the last place told of before."""
        for position in range(token - 1, max(-1, token - 120), -1):
            for draft in self._fillers.exactly(position):
                if draft.class_ == "Place" or (
                    draft.class_ == "GeopoliticalEntity" and draft.precision is not LocationPrecision.COUNTRY
                ):
                    return draft
        return None

    def _put(self, roles: Roles, predicate: Predicate, tokens: Iterable[int], role: str) -> None:
        for token in tokens:
            drafts = self._fillers.of([token]) or self._mint(predicate, token, role)
            if role == "agent" and drafts and self._sources.issuperset(drafts):
                drafts = self._fillers.others(token, self._sources) or (
                    [] if self._text.folded[token] == "they" else drafts
                )
            for draft in drafts:
                fitting = self._fitting(role, draft, predicate)
                if fitting is not None:
                    roles.setdefault(fitting, {})[draft] = None
            self._put_nested(roles, predicate, token, role, found=bool(drafts))

    def _mint(self, predicate: Predicate, token: int, role: str) -> list[Draft]:
        """Entities that only their role makes known: what is stormed, who is said to have fought."""
        found = []
        for noun in with_conjuncts(self._text, token):
            top = WIDER[predicate.type]
            if top in _STRIKING and role in {"opponent", "patient", "place", "target"}:
                draft = self._nameless.place(noun)
                if draft is None and role in {"opponent", "patient"}:
                    draft = self._nameless.group(noun)
            elif role == "agent" and top in _STRIKING:
                draft = self._nameless.group(noun)
            else:
                draft = None
            if draft is not None:
                found.append(draft)
        return found

    def _put_nested(self, roles: Roles, predicate: Predicate, token: int, role: str, *, found: bool) -> None:
        """Places within an argument: 'control of Brask', 'a market in Dorn', 'positions south of Hask'."""
        text = self._text
        for child in text.children[token]:
            word = preposition(text, child)
            if text.deps[child] in {"nmod", "obl"} and word in _LOCATIVE | _NEAR:
                for draft in self._fillers.of([child]):
                    if draft.class_ in PLACE_CLASSES and (word != "of" or not found):
                        nested = role if role in _PLACE_ROLES else self._nested_role(predicate, role)
                        roles.setdefault(nested, {})[draft] = None
                    elif word == "of" and not found and draft.class_ in ACTOR_CLASSES:
                        fitting = self._fitting(role, draft, predicate)
                        if fitting:
                            roles.setdefault(fitting, {})[draft] = None
                if not found and word in {"in", "of"} and not self._fillers.of([child]):
                    self._put_nested(roles, predicate, child, role, found=False)
            elif text.deps[child] == "advmod" and is_side(text, child):
                for inner in text.children[child]:
                    if text.deps[inner] in {"nmod", "obl"}:
                        for draft in self._fillers.of([inner]):
                            if draft.class_ in PLACE_CLASSES:
                                roles.setdefault("place", {})[draft] = None
            elif text.deps[child] == "nmod:poss" and not found and role not in {"agent", "instrument"}:
                for draft in self._fillers.of([child]):
                    if draft.class_ in PLACE_CLASSES and role in _PLACE_ROLES:
                        roles.setdefault(role, {})[draft] = None
            elif text.deps[child] == "acl" and text.tags[child] == "VBG" and role in _PLACE_ROLES:
                # 'in three months of fighting in Brask'
                for word, place in clause_of(text, child).obliques:
                    if word in _LOCATIVE:
                        for draft in self._fillers.of([place]):
                            if draft.class_ in PLACE_CLASSES:
                                roles.setdefault(role, {})[draft] = None
            elif (
                text.deps[child] == "acl"
                and text.tags[child] == "VBN"
                and "equipment" in self._fillers.classes([token])
            ):
                # 'a rocket fired by rebels'
                for draft in self._fillers.of(clause_of(text, child).subject):
                    if draft.class_ in ACTOR_CLASSES:
                        roles.setdefault("agent", {})[draft] = None

    @staticmethod
    def _nested_role(predicate: Predicate, role: str) -> str:
        """'the units in Brask pulled back' leave Brask; what is given to people in Brask goes there."""
        if predicate.type in {EventType.WITHDRAWAL, EventType.EVACUATION}:
            return "origin"
        return "destination" if role == "beneficiary" else "place"

    def _fitting(self, role: str, draft: Draft, predicate: Predicate) -> str | None:
        """The role that an entity of this class can have, the nearest to what its slot says."""
        type_, class_ = predicate.type, draft.class_
        top = WIDER[type_]
        if role in _PLACE_ROLES:
            if class_ in PLACE_CLASSES:
                return role
            return "beneficiary" if top == "support" and class_ in ACTOR_CLASSES else None
        if role in {"instrument", "target"}:
            if class_ == "Equipment":
                return role
            if top == "support" and class_ in ACTOR_CLASSES:
                return "beneficiary"
            return "patient" if top in {"movement"} and class_ in ACTOR_CLASSES else None
        if class_ == "Equipment":
            if role == "agent":
                return "instrument"
            if top == "support":
                return "instrument"
            return "target" if top in {"conflict", "harm"} else "instrument" if top == "movement" else None
        if class_ == "Place":
            if role == "agent" and top != "harm":
                return None
            return "destination" if top == "support" else "place"
        if role == "opponent" and top == "conflict":
            if class_ in {"Person", "Group"}:
                return "patient"
            if class_ == "GeopoliticalEntity" and (
                type_ in _AREA_TYPES or draft.precision is not LocationPrecision.COUNTRY
            ):
                return "place"
        if role == "patient" and class_ == "GeopoliticalEntity" and top in {"harm", "control"}:
            return "place" if type_ is EventType.DAMAGE or draft.precision is not LocationPrecision.COUNTRY else role
        return role

    def _put_controlled(self, roles: Roles, predicate: Predicate) -> None:
        """Who is supported by it, what is used for it, and who ordered it."""
        text, head = self._text, predicate.head
        if not is_verb(text, head):
            return
        for child in text.children[head]:
            if text.deps[child] not in {"advcl", "xcomp", "acl"} or not is_verb(text, child):
                continue
            if text.lemmas[child] in _SUPPORTING and WIDER[predicate.type] in {"movement", "support"}:
                for token in clause_of(text, child).object:
                    owners = [c for c in text.children[token] if text.deps[c] == "nmod:poss"]
                    for draft in self._fillers.of([token]) or self._fillers.of(owners):
                        if draft.class_ in ACTOR_CLASSES:
                            roles.setdefault("beneficiary", {})[draft] = None
            elif text.lemmas[child] == "use":
                for draft in self._fillers.of(clause_of(text, child).object):
                    if draft.class_ == "Equipment":
                        roles.setdefault("instrument", {})[draft] = None
        if text.deps[head] == "xcomp" and text.lemmas[text.heads[head]] in _ORDERING:
            for draft in self._fillers.of(surface_subject(text, text.heads[head])):
                if draft.class_ in ACTOR_CLASSES:
                    ordered = roles.pop("agent", {})
                    for other in ordered:
                        if other is not draft:
                            roles.setdefault("patient", {})[other] = None
                    roles.setdefault("agent", {})[draft] = None

    def _most_exact(self, roles: Roles) -> None:
        """Of a place and one that holds it the more exact one is enough; an embassy told with a city lies in it."""
        for role in _PLACE_ROLES & roles.keys():
            named = [d for d in roles[role] if d.named and d.class_ in PLACE_CLASSES]
            for draft in roles[role]:
                if not draft.named and draft.class_ == "Place" and draft.contained_in is None and len(named) == 1:
                    draft.contained_in = named[0]
        for role in _PLACE_ROLES & roles.keys():
            holders = set()
            for draft in roles[role]:
                outer = draft.contained_in
                while outer is not None and outer not in holders:
                    holders.add(outer)
                    outer = outer.contained_in
            kept = {draft: None for draft in roles[role] if draft not in holders}
            if kept:
                roles[role] = kept

    def _once(self, roles: Roles) -> None:
        """An entity has one role: who acts is not acted upon, a place that acts is no place of it."""
        seen: set[Draft] = set()
        for role in (
            "agent",
            "patient",
            "opponent",
            "beneficiary",
            "destination",
            "origin",
            "place",
            "instrument",
            "target",
        ):
            if role in roles:
                roles[role] = {draft: None for draft in roles[role] if draft not in seen}
                seen |= set(roles[role])
                if not roles[role]:
                    del roles[role]
