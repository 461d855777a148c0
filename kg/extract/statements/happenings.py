"""Which propositions are about one happening, and what causes or holds what.

Only what is plain counts, since a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.concepts import EventType, Factuality
from kg.edtf import edtf_bounds
from kg.extract.drafts import Draft
from kg.extract.statements.event_words import WIDER
from kg.extract.statements.participants import Roles
from kg.extract.statements.predicates import Predicate
from kg.extract.statements.propositions import Proposition, cause_of
from kg.extract.statements.syntax import preposition
from kg.extract.statements.times import TimeExpression
from kg.extract.text import Text
from kg.records.rivals import days_are_disjoint

_CORE = ("agent", "patient", "opponent", "target")
_MOVERS = ("agent", "patient")
_PLACES = ("place", "origin", "destination")
_RIVAL = frozenset({EventType.CASUALTIES, EventType.PROTEST, EventType.DISPLACEMENT, EventType.DAMAGE})
_NEAR = 4  # sentences within which rival figures of unnamed people are of one happening
_FAR = 40  # sentences within which 'the withdrawal' means one told of before
_CAUSAL = frozenset({"because of", "due to", "as a result of", "in response to", "owing to"})
_SUFFERED = frozenset({"harm", "conflict", "control"})
_WITHIN = frozenset({"during", "in", "amid", "as part of", "throughout"})


@dataclass(slots=True, eq=False)
class Happening:
    """One event with the propositions about it."""

    type: EventType
    propositions: list[Proposition] = field(default_factory=list)
    caused_by: list[Happening] = field(default_factory=list)
    part_of: list[Happening] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def roles(self) -> Roles:
        """The participants that its propositions tell."""
        found: Roles = {}
        for proposition in self.propositions:
            for role, drafts in proposition.roles.items():
                found.setdefault(role, {}).update(drafts)
        return found

    def add(self, proposition: Proposition, reason: str) -> None:
        """Take in another proposition."""
        self.propositions.append(proposition)
        self.reasons.append(reason)


def group(text: Text, propositions: Sequence[Proposition]) -> list[Happening]:
    """The happenings of an article in the order in which they are told."""
    found: list[Happening] = []
    for proposition in propositions:
        if proposition.type is None:
            continue
        if proposition.part_of is not None:
            whole = next((h for h in found if proposition.part_of in h.propositions), None)
            item = Happening(proposition.type, [proposition], part_of=[whole] if whole else [], reasons=["list"])
            found.append(item)
            continue
        latest_first = found[::-1]
        if proposition.definite:  # 'the withdrawal' means one that took place before one that did not
            latest_first.sort(key=lambda h: h.propositions[0].factuality is not Factuality.CT_PLUS)
        for happening in latest_first:
            reason = _same(text, happening, proposition)
            if reason is not None:
                happening.add(proposition, reason)
                break
        else:
            found.append(Happening(proposition.type, [proposition], reasons=["first"]))
    return found


def _same(text: Text, happening: Happening, proposition: Proposition) -> str | None:
    """Why a proposition is about a happening, or None."""
    roles = happening.roles()
    if happening.type is not proposition.type or _clash(roles, proposition.roles):
        return None
    near = _distance(text, happening, proposition) <= _FAR and not _times_clash(happening, proposition)
    if proposition.definite and near and _adds_nobody(roles, proposition.roles):
        return "definite"
    return _alike(text, happening, proposition) if _comparable(happening, proposition) else None


def _distance(text: Text, happening: Happening, proposition: Proposition) -> int:
    """The sentences between a proposition and the last one about a happening."""
    return text.sentence_of[proposition.trigger] - text.sentence_of[happening.propositions[-1].trigger]


def _alike(text: Text, happening: Happening, proposition: Proposition) -> str | None:
    """Why figures, participants and time make one thing of a proposition and a happening of its type, or None."""
    roles = happening.roles()
    shares = _shared_core(roles, proposition.roles)
    if shares and _same_figure(happening, proposition):
        return "same-figure"
    if _times_clash(happening, proposition):
        return None
    if _share_enough(roles, proposition.roles, same_time=_same_time(happening, proposition)):
        return "same-participants"
    near = _distance(text, happening, proposition) <= _NEAR
    alone = not (_core(roles) or _core(proposition.roles))
    rival = near and (shares or alone) and proposition.type in _RIVAL and _is_rival(text, happening, proposition)
    return "rival-figures" if rival else None


def _comparable(happening: Happening, proposition: Proposition) -> bool:
    """Whether one tells of what happened and the other not of something else that may."""
    first = happening.propositions[0].factuality
    if proposition.factuality is Factuality.CT_PLUS and first is Factuality.CT_PLUS:
        return True
    return proposition.factuality is first and first is not Factuality.CT_MINUS


def _adds_nobody(roles: Roles, others: Roles) -> bool:
    """Whether all participants of the one are told of the other too."""
    return all(
        drafts.keys() <= (roles.get(role) or {}).keys() for role, drafts in others.items() if role not in _PLACES
    )


def _core(roles: Roles) -> bool:
    return any(roles.get(role) for role in _CORE)


def _clash(roles: Roles, others: Roles) -> bool:
    """Whether two tell of different participants or places in one role."""
    for role in ("agent", "patient", "target", "instrument"):
        one, other = roles.get(role), others.get(role)
        if one and other and not one.keys() & other.keys() and not _one_belongs(one, other):
            return True
    places, elsewhere = _places(roles), _places(others)
    return bool(places and elsewhere) and not any(_within(a, b) or _within(b, a) for a in places for b in elsewhere)


def _one_belongs(one: Iterable[Draft], other: Iterable[Draft]) -> bool:
    """A country and its forces may both be said to act."""
    return any(b in a.nationality or a in b.nationality for a in one for b in other)


def _shared_core(roles: Roles, others: Roles) -> bool:
    """Whether two tell of one participant, or of a country and its forces."""
    if any((roles.get(role) or {}).keys() & (others.get(role) or {}).keys() for role in _CORE):
        return True
    belong = any(roles.get(role) and others.get(role) and _one_belongs(roles[role], others[role]) for role in _MOVERS)
    return belong or bool(_movers(roles) & _movers(others))


def _movers(roles: Roles) -> set[Draft]:
    """Who acts and who is acted upon: of a move either may be told as the other."""
    return {draft for role in _MOVERS for draft in roles.get(role, ())}


def _places(roles: Roles) -> set[Draft]:
    return {draft for role in _PLACES for draft in roles.get(role, ())}


def _within(inner: Draft, outer: Draft) -> bool:
    seen: set[Draft] = set()
    position: Draft | None = inner
    while position is not None and position not in seen:
        if position is outer:
            return True
        seen.add(position)
        position = position.contained_in
    return False


def _same_place(roles: Roles, others: Roles) -> bool:
    return bool(_places(roles) & _places(others))


def _share_enough(roles: Roles, others: Roles, *, same_time: bool) -> bool:
    """Who it happened to is one, or two of who did it, against whom, where and when."""
    if (roles.get("patient") or {}).keys() & (others.get("patient") or {}).keys():
        return True
    if ("patient" in roles) != ("patient" in others) and _movers(roles) & _movers(others):
        return True
    shared = sum(
        bool((roles.get(role) or {}).keys() & (others.get(role) or {}).keys())
        for role in ("agent", "opponent", "beneficiary", "instrument", "target")
    )
    shared += _same_place(roles, others) + same_time
    return shared >= 2  # noqa: PLR2004


def _same_time(happening: Happening, proposition: Proposition) -> bool:
    return proposition.time is not None and any(
        other.time is not None and other.time.edtf == proposition.time.edtf for other in happening.propositions
    )


def _same_figure(happening: Happening, proposition: Proposition) -> bool:
    own = {(f.value, m) for f, m in proposition.figures if f.value is not None}
    return any((f.value, m) in own for p in happening.propositions for f, m in p.figures)


def _is_rival(text: Text, happening: Happening, proposition: Proposition) -> bool:
    """Whether somebody else gives another figure of the same measure."""
    measures = {m for _, m in proposition.figures}
    if not measures or proposition.time is not None:
        return False
    if _scene(text, proposition) - {word for p in happening.propositions for word in _scene(text, p)}:
        return False
    own = {s.draft for level in proposition.chain.levels for s in level.sources}
    for other in happening.propositions:
        theirs = {s.draft for level in other.chain.levels for s in level.sources}
        if measures & {m for _, m in other.figures} and own != theirs:
            return True
    return not any(p.figures for p in happening.propositions)


def _scene(text: Text, proposition: Proposition) -> set[str]:
    """The nouns of events in whose course it happened: 'killed in the strikes'."""
    if proposition.predicate is None:
        return set()
    return {
        text.lemmas[token]
        for word, token in proposition.predicate.clause.obliques
        if word in _WITHIN | {"by"} and text.lemmas[token] in text.lexicons.events.nouns
    }


def times_are_disjoint(one: TimeExpression | None, other: TimeExpression | None) -> bool:
    """Whether no day lies in both envelopes."""
    if one is None or other is None or one.edtf is None or other.edtf is None:
        return False
    return days_are_disjoint(edtf_bounds(one.edtf), edtf_bounds(other.edtf))


def _times_clash(happening: Happening, proposition: Proposition) -> bool:
    return any(times_are_disjoint(other.time, proposition.time) for other in happening.propositions)


# ── causes and parts ──


def relate(text: Text, happenings: Sequence[Happening], owner: Mapping[int, Predicate]) -> None:
    """Note which happening caused which, and which is part of which, where the text says so."""
    told = [(happening, proposition) for happening in happenings for proposition in happening.propositions]
    of_predicate = {id(p.predicate): h for h, p in told if p.predicate is not None}
    for happening, proposition in told:
        cause = cause_of(text, proposition.predicate, owner) if proposition.predicate is not None else None
        by = of_predicate.get(id(cause)) if cause is not None else None
        if by is not None:
            _add_cause(happening, by)
    of_trigger = {token: happening for happening, p in told for token in _triggers(p)}
    for happening, proposition in told:
        for effect, cause_told in _causes(text, proposition, happening, of_trigger):
            _add_cause(effect, cause_told)
        whole = _whole(text, proposition, of_trigger)
        if whole is not None and whole not in happening.part_of and happening not in _all(whole, _parts_of):
            happening.part_of.append(whole)


def _triggers(proposition: Proposition) -> tuple[int, ...]:
    if proposition.predicate is None:
        return (proposition.trigger,)
    return (proposition.trigger, proposition.predicate.head)


def _add_cause(effect: Happening, cause: Happening) -> None:
    """Note a cause once, unless the effect is among what caused it."""
    if cause not in effect.caused_by and effect not in _all(cause, _causes_of):
        effect.caused_by.append(cause)


def _causes_of(happening: Happening) -> list[Happening]:
    return happening.caused_by


def _parts_of(happening: Happening) -> list[Happening]:
    return happening.part_of


def _all(happening: Happening, links: Callable[[Happening], list[Happening]]) -> set[Happening]:
    """A happening and all that its links lead to."""
    found: set[Happening] = set()
    stack = [happening]
    while stack:
        here = stack.pop()
        if here not in found:
            found.add(here)
            stack += links(here)
    return found


def _causes(
    text: Text, proposition: Proposition, happening: Happening, of_trigger: Mapping[int, Happening]
) -> Iterator[tuple[Happening, Happening]]:
    """The pairs of effect and cause that the words beside a happening's predicate tell."""
    predicate = proposition.predicate
    if predicate is None:
        return
    for child in text.children[predicate.head]:
        other = of_trigger.get(child)
        if other is not None and _is_cause(text, child, other, happening):
            yield happening, other
    if WIDER[happening.type] == "harm" and not predicate.nominal:
        for token in predicate.clause.subject:  # 'the shelling killed 12 people'
            other = of_trigger.get(token)
            if other is not None and WIDER[other.type] in _SUFFERED:
                yield happening, other
    for effect in _forced(text, predicate):
        if effect in of_trigger:
            yield of_trigger[effect], happening


def _forced(text: Text, predicate: Predicate) -> Iterator[int]:
    """What a verb of causing beside or over a predicate says that it brought about."""
    causing, head = text.lexicons.events.joining.causing, predicate.head
    # 'the losses …, forcing their removal'
    verbs = [c for c in text.children[head] if text.deps[c] == "advcl" and text.lemmas[c] in causing]
    if predicate.nominal and text.lemmas[head] in causing:
        verbs.append(head)
    for verb in verbs:
        for child in text.children[verb]:
            if text.deps[child] in {"obj", "obl"} and (verb != head or child != predicate.trigger):
                yield child


def _is_cause(text: Text, child: int, other: Happening, happening: Happening) -> bool:
    """Whether what a clause or an adverbial tells is the cause of what it hangs on."""
    harmed = WIDER[happening.type] == "harm"
    if text.deps[child].startswith("obl"):
        word = preposition(text, child)
        return word in _CAUSAL or (word == "by" and harmed and WIDER[other.type] in _SUFFERED)
    if text.deps[child] != "advcl":
        return False
    mark = next((text.folded[c] for c in text.children[child] if text.deps[c] in {"mark", "case"}), "")
    if mark == "because":
        return True
    # 'withdrew after suffering losses': what somebody suffers and then does, the one for the other.
    return (
        mark == "after"
        and not any(text.deps[c].startswith("nsubj") for c in text.children[child])
        and WIDER[other.type] == "harm"
        and WIDER[happening.type] in {"movement", "control", "politics"}
    )


def _whole(text: Text, proposition: Proposition, of_trigger: Mapping[int, Happening]) -> Happening | None:
    """'captured during the battle': the larger happening that a time or place adverbial names."""
    predicate = proposition.predicate
    if predicate is None or predicate.nominal:
        return None
    for child in text.children[predicate.head]:
        if not text.deps[child].startswith("obl") or preposition(text, child) not in _WITHIN:
            continue
        nouns = [child, *(c for c in text.children[child] if text.deps[c] == "nmod" and text.case(c) == "of")]
        for noun in nouns:
            whole = of_trigger.get(noun)
            if whole is not None:
                return whole
    return None
