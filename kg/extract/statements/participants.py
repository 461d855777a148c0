"""Who and what takes part in an event: entities in the roles of the ontology."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.concepts import EventType, LocationPrecision
from kg.extract.drafts import Draft
from kg.extract.statements.event_words import WIDER, EventWords, RoleTable
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.nameless import Nameless
from kg.extract.statements.predicates import Predicate
from kg.extract.statements.syntax import (
    Clause,
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
_BESIDE_PLACES = _LOCATIVE | {"south of", "north of", "east of", "west of"}
_GATHERINGS = frozenset({EventType.MEETING, EventType.ELECTION, EventType.AGREEMENT})  # as nouns, of those who act
# What equipment is in an event that it does not do itself, by the wider type.
_EQUIPMENT_ROLES = {"support": "instrument", "movement": "instrument", "conflict": "target", "harm": "target"}
# Of the roles that one entity has the first is kept.
_ROLE_ORDER = (
    "agent",
    "patient",
    "opponent",
    "beneficiary",
    "destination",
    "origin",
    "place",
    "instrument",
    "target",
)
_PLACE_REACH = 120  # tokens before 'there' in which its place is looked for


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
        table, clause = self._lexicon.roles_of(predicate.type), predicate.clause
        self._put(roles, predicate, clause.subject, _subject_role(predicate, table))
        if not (predicate.sense.undergoer and roles.get("patient")):
            self._put(roles, predicate, clause.object, _object_role(predicate, table))
        self._put(roles, predicate, clause.indirect, table.get("indirect", "beneficiary"))
        self._put(roles, predicate, predicate.opponents, "opponent")
        self._put_obliques(roles, predicate, clause, table)
        for absorbed in predicate.absorbed:
            self._put_obliques(roles, predicate, absorbed.clause, table)
            self._put(roles, predicate, absorbed.own, "agent" if predicate.sense.undergoer else "patient")
        self._put_controlled(roles, predicate)
        self._put_orderers(roles, predicate)
        _most_exact(roles)
        _once(roles)
        return roles

    def _put_obliques(self, roles: Roles, predicate: Predicate, clause: Clause, table: RoleTable) -> None:
        for word, token in clause.obliques:
            self._put_oblique(roles, predicate, word, token, table)

    def _put_oblique(self, roles: Roles, predicate: Predicate, word: str, token: int, table: RoleTable) -> None:
        text = self._text
        if word == "" and text.folded[token] in {"there", "here"}:
            place = self._place_before(token)
            if place is not None:
                destination = predicate.type is EventType.DEPLOYMENT
                roles.setdefault("destination" if destination else "place", {})[place] = None
            return
        if word == "together with":
            self._put(roles, predicate, [token], "agent")
            return
        role = table.get(word)
        if role is None:
            return
        if word == "with" and is_together(text, token):
            role = "agent"
        self._put(roles, predicate, [token], role)

    def _place_before(self, token: int) -> Draft | None:
        """What 'there' means: the last place told of before."""
        for position in range(token - 1, max(-1, token - _PLACE_REACH), -1):
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
                fitting = _fitting(role, draft, predicate)
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

    def _add(self, roles: Roles, role: str, tokens: Iterable[int], classes: Collection[str]) -> None:
        """Give the entities of tokens a role where they are of some classes."""
        for draft in self._fillers.of(tokens):
            if draft.class_ in classes:
                roles.setdefault(role, {})[draft] = None

    def _put_nested(self, roles: Roles, predicate: Predicate, token: int, role: str, *, found: bool) -> None:
        """Places within an argument: 'control of Brask', 'a market in Dorn', 'positions south of Hask'."""
        text = self._text
        for child in text.children[token]:
            dep, tag = text.deps[child], text.tags[child]
            if dep in {"nmod", "obl"} and preposition(text, child) in _BESIDE_PLACES:
                self._put_nested_noun(roles, predicate, child, role, found=found)
            elif dep == "advmod" and is_side(text, child):
                inner = [c for c in text.children[child] if text.deps[c] in {"nmod", "obl"}]
                self._add(roles, "place", inner, PLACE_CLASSES)
            elif dep == "nmod:poss" and not found and role in _PLACE_ROLES:
                self._add(roles, role, [child], PLACE_CLASSES)
            elif dep == "acl" and tag == "VBG" and role in _PLACE_ROLES:
                # 'in three months of fighting in Brask'
                places = [place for word, place in clause_of(text, child).obliques if word in _LOCATIVE]
                self._add(roles, role, places, PLACE_CLASSES)
            elif dep == "acl" and tag == "VBN" and "equipment" in self._fillers.classes([token]):
                # 'a rocket fired by rebels'
                self._add(roles, "agent", clause_of(text, child).subject, ACTOR_CLASSES)

    def _put_nested_noun(self, roles: Roles, predicate: Predicate, noun: int, role: str, *, found: bool) -> None:
        """A noun behind a preposition of place; with 'of' it may be all that an argument is of."""
        word, drafts = preposition(self._text, noun), self._fillers.of([noun])
        for draft in drafts:
            if draft.class_ in PLACE_CLASSES and (word != "of" or not found):
                nested = role if role in _PLACE_ROLES else self._nested_role(predicate, role)
                roles.setdefault(nested, {})[draft] = None
            elif word == "of" and not found and draft.class_ in ACTOR_CLASSES:
                fitting = _fitting(role, draft, predicate)
                if fitting:
                    roles.setdefault(fitting, {})[draft] = None
        if not found and word in {"in", "of"} and not drafts:
            self._put_nested(roles, predicate, noun, role, found=False)

    @staticmethod
    def _nested_role(predicate: Predicate, role: str) -> str:
        """'the units in Brask pulled back' leave Brask; what is given to people in Brask goes there."""
        if predicate.type in {EventType.WITHDRAWAL, EventType.EVACUATION}:
            return "origin"
        return "destination" if role == "beneficiary" else "place"

    def _put_controlled(self, roles: Roles, predicate: Predicate) -> None:
        """Who is supported by it, and what is used for it."""
        text, head = self._text, predicate.head
        if not is_verb(text, head):
            return
        for child in text.children[head]:
            if text.deps[child] not in {"advcl", "xcomp", "acl"} or not is_verb(text, child):
                continue
            supporting = text.lemmas[child] in self._lexicon.joining.supporting
            if supporting and WIDER[predicate.type] in {"movement", "support"}:
                for token in clause_of(text, child).object:
                    owners = [c for c in text.children[token] if text.deps[c] == "nmod:poss"]
                    supported = [token] if self._fillers.of([token]) else owners
                    self._add(roles, "beneficiary", supported, ACTOR_CLASSES)
            elif text.lemmas[child] == "use":
                self._add(roles, "instrument", clause_of(text, child).object, {"Equipment"})

    def _put_orderers(self, roles: Roles, predicate: Predicate) -> None:
        """Who ordered it does it; whom they ordered it is done to."""
        text, head = self._text, predicate.head
        above = text.heads[head]
        if not is_verb(text, head) or text.deps[head] != "xcomp":
            return
        if text.lemmas[above] not in self._lexicon.joining.ordering:
            return
        orderers = {d: None for d in self._fillers.of(surface_subject(text, above)) if d.class_ in ACTOR_CLASSES}
        if not orderers:
            return
        for other in roles.pop("agent", {}):
            if other not in orderers:
                roles.setdefault("patient", {})[other] = None
        roles["agent"] = orderers


def _subject_role(predicate: Predicate, table: RoleTable) -> str:
    if predicate.sense.subject_role is not None:
        return predicate.sense.subject_role
    if predicate.type is EventType.MEETING:
        return "agent"
    # 'Ruvian losses' are those of Ruvia
    lost = predicate.nominal and predicate.type in _SUFFERED and not predicate.light
    return "patient" if lost or predicate.sense.undergoer else table.get("subject", "agent")


def _object_role(predicate: Predicate, table: RoleTable) -> str:
    if predicate.type is EventType.MEETING or (predicate.nominal and predicate.type in _GATHERINGS):
        return "agent"
    return predicate.sense.object_role or table.get("object", "patient")


def _fitting(role: str, draft: Draft, predicate: Predicate) -> str | None:
    """The role that an entity of this class can have, the nearest to what its slot says."""
    class_ = draft.class_
    if role in _PLACE_ROLES:
        return role if class_ in PLACE_CLASSES else _as_beneficiary(draft, predicate)
    if role in {"instrument", "target"}:
        return role if class_ == "Equipment" else _actor_of_thing(draft, predicate)
    if class_ == "Equipment":
        return _EQUIPMENT_ROLES.get(WIDER[predicate.type]) if role != "agent" else "instrument"
    if class_ == "Place":
        return _of_place(role, predicate)
    return _of_actor(role, draft, predicate)


def _as_beneficiary(draft: Draft, predicate: Predicate) -> str | None:
    return "beneficiary" if WIDER[predicate.type] == "support" and draft.class_ in ACTOR_CLASSES else None


def _actor_of_thing(draft: Draft, predicate: Predicate) -> str | None:
    """An actor in the slot of an instrument or a target."""
    if WIDER[predicate.type] == "movement" and draft.class_ in ACTOR_CLASSES:
        return "patient"
    return _as_beneficiary(draft, predicate)


def _of_place(role: str, predicate: Predicate) -> str | None:
    top = WIDER[predicate.type]
    if role == "agent" and top != "harm":
        return None
    return "destination" if top == "support" else "place"


def _of_actor(role: str, draft: Draft, predicate: Predicate) -> str:
    """The role of a person, a body, a force or a country: a region that is hit is where it happens."""
    top, class_ = WIDER[predicate.type], draft.class_
    if role == "opponent" and top == "conflict":
        if class_ in {"Person", "Group"}:
            return "patient"
        return "place" if _is_region(draft, whole=predicate.type in _AREA_TYPES) else role
    if role == "patient" and top in {"harm", "control"}:
        return "place" if _is_region(draft, whole=predicate.type is EventType.DAMAGE) else role
    return role


def _is_region(draft: Draft, *, whole: bool) -> bool:
    """Whether a country or region is no actor in an event; a whole country only where `whole` says so."""
    return draft.class_ == "GeopoliticalEntity" and (whole or draft.precision is not LocationPrecision.COUNTRY)


def _most_exact(roles: Roles) -> None:
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


def _once(roles: Roles) -> None:
    """An entity has one role: who acts is not acted upon, a place that acts is no place of it."""
    seen: set[Draft] = set()
    for role in _ROLE_ORDER:
        if role in roles:
            roles[role] = {draft: None for draft in roles[role] if draft not in seen}
            seen |= set(roles[role])
            if not roles[role]:
                del roles[role]
