"""Words that tell of an event, verbs and nouns, with the type that the lexicon gives them and their arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.concepts import EventType, Measure
from kg.extract.statements.event_words import Entry, EventWords, Sense, Verbs
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.syntax import Clause, clause_of, is_verb, preposition, subtree
from kg.extract.text import Text

TAGGER = "tagger"
"""The rule of a predicate that no entry of the lexicon knows."""
_PREPOSITIONS = frozenset({"on", "for", "at", "with", "upon", "from"})
_PAIR = 2
_INDEFINITE = frozenset({"a", "an", "any", "no", "some", "every"})
_SURE = 0.3
_SUFFERED = frozenset({EventType.CASUALTIES, EventType.ACCIDENT, EventType.DAMAGE, EventType.CAPTURE})
_MEASURES = {
    EventType.CASUALTIES: Measure.CASUALTIES,
    EventType.DISPLACEMENT: Measure.DISPLACED,
    EventType.DETENTION: Measure.DETAINED,
    EventType.ABDUCTION: Measure.ABDUCTED,
    EventType.EVACUATION: Measure.EVACUATED,
    EventType.DEPLOYMENT: Measure.PERSONNEL_DEPLOYED,
    EventType.PROTEST: Measure.PARTICIPANTS,
}
_BESIDE = frozenset({"compound", "amod", "nmod", "nmod:poss", "nummod", "nmod:desc"})
_INSTRUMENTAL = frozenset({"with", "by", "using", "via"})
_NEAR = 4  # tokens after a verb in which its particle is looked for


@dataclass(slots=True, eq=False)
class Predicate:
    """A word that tells of an event.

    `trigger` names the event, `head` heads its clause: the trigger itself, or its light verb ('carried out a strike').
    `own` are the tokens that name the happening's participants in the noun phrase of a nominal trigger.
    """

    trigger: int
    head: int
    sense: Sense
    type: EventType
    clause: Clause
    nominal: bool = False
    light: bool = False  # a nominal trigger whose clause is a verb's
    own: list[int] = field(default_factory=list)
    opponents: list[int] = field(default_factory=list)  # who repels it
    absorbed: list[Predicate] = field(default_factory=list)
    rule: str = ""


class PredicateFinder:
    """Looks through an article for predicates; `lexicon` says which words are."""

    def __init__(
        self, text: Text, lexicon: EventWords, fillers: Fillers, *, by_lexicon: bool = True, by_tagger: bool = True
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._fillers = fillers
        self._by_lexicon = by_lexicon
        self._learned = _learned(text) if by_tagger else {}

    def find(self) -> list[Predicate]:
        """All predicates of the article in order; a verb and its noun that tell one event are one."""
        text = self._text
        found: dict[int, Predicate] = {}
        for position in range(len(text)):
            predicate = self._adjective(position)
            if predicate is None and is_verb(text, position):
                predicate = self._verb(position)
            if predicate is not None:
                found[position] = predicate
        for position in range(len(text)):
            if (
                text.pos[position] in {"NOUN", "PROPN"}
                and position not in found
                and (predicate := self._noun(position, found))
            ):
                found[position] = predicate
        self._absorb(found)
        return [found[position] for position in sorted(found)]

    def _absorb(self, found: dict[int, Predicate]) -> None:
        """'a rocket fired by rebels fell short', 'a summit at which he was to meet the king': one thing is told."""
        text = self._text
        subjects = {
            token: p for p in found.values() if not p.nominal for token in (*p.clause.subject, *p.clause.object)
        }
        for position in sorted(found):
            if position not in found:
                continue
            predicate = found[position]
            noun, dep = text.heads[predicate.head], text.deps[predicate.head]
            same = noun in found and found[noun].type is predicate.type
            if dep == "acl" and text.tags[predicate.head] == "VBN":
                teller = subjects.get(noun)
                if (
                    teller is not None
                    and teller is not predicate
                    and noun in teller.clause.subject
                    and "equipment" in self._fillers.classes([noun])
                ):
                    del found[position]
            elif dep == "xcomp" and same:
                del found[position]  # 'were forced to move'
            elif dep == "acl:relcl" and same:
                predicate.absorbed.append(found.pop(noun))

    # ── verbs ──

    def _verb(self, verb: int) -> Predicate | None:
        text = self._text
        entries: Sequence[Entry] = ()
        if self._by_lexicon:
            entries = self._lexicon.verbs.get(text.lemmas[verb]) or self._lexicon.verbs.get(text.folded[verb], ())
        if not entries and verb not in self._learned:
            return None
        clause, rule = clause_of(text, verb), text.lemmas[verb]
        sense = self._best(entries, verb, clause)
        if sense is None and verb in self._learned:
            sense, rule = self._taught(verb, clause), TAGGER
        if sense is None and text.lemmas[verb] not in self._lexicon.common:
            sense = next(
                (s for words, s in entries if self._has_words(verb, words) and self._may_hold(s, clause)), None
            )
        if sense is None:
            return None
        return Predicate(verb, verb, sense, self._narrowed(sense.type, verb, clause), clause, rule=rule)

    def _best(self, entries: Sequence[Entry], verb: int, clause: Clause) -> Sense | None:
        """The sense of the longest entry whose conditions hold, the first of equals: 'give up' is not 'give'."""
        best: Sense | None = None
        longest = 0
        for words, sense in entries:
            if len(words) > longest and self._has_words(verb, words) and self._holds(sense, clause):
                best, longest = sense, len(words)
        return best

    def _adjective(self, position: int) -> Predicate | None:
        """'two are missing', 'left nine people dead', 'at least 12 dead': an adjective that is told of somebody."""
        text = self._text
        if text.folded[position] not in self._lexicon.adjectives:
            return None
        deps = {text.deps[c] for c in text.children[position]}
        missing = "aux" in deps and text.tags[position] == "VBG"  # 'is missing', tagged as a verb
        told = deps & {"cop", "nsubj", "nummod"} or text.deps[position] == "xcomp"
        if not (text.pos[position] in {"ADJ", "NOUN"} or missing) or not told:
            return None
        if text.deps[position] in {"amod", "compound"}:
            return None
        sense = self._lexicon.adjectives[text.folded[position]]
        clause = clause_of(text, position)
        if (
            sense.type is EventType.CASUALTIES
            and "nummod" not in deps
            and not self._fillers.classes(clause.subject) & {"human", "people"}
        ):
            return None
        return Predicate(position, position, sense, sense.type, clause, rule=text.folded[position])

    def _has_words(self, verb: int, words: Sequence[str]) -> bool:
        text = self._text
        stop = min(text.bounds(verb)[1], verb + 1 + _NEAR)
        near = {text.folded[i] for i in range(verb + 1, stop)} | {
            form for c in text.children[verb] for form in (text.folded[c], text.lemmas[c])
        }
        # 'call on somebody', but not 'call off the attack on Brask': a preposition stands right behind.
        behind = {text.after(verb + 1), text.after(verb + 2) if verb + 2 < stop and text.pos[verb + 1] == "ADV" else ""}
        return all(word in (behind if word in _PREPOSITIONS and len(words) == _PAIR else near) for word in words[1:])

    def _holds(self, sense: Sense, clause: Clause) -> bool:
        """Whether all conditions of a sense hold in a clause."""
        return (
            (clause.passive or not sense.passive)
            and self._classes_hold(sense, clause)
            and self._words_hold(sense, clause)
            and self._complements_hold(sense, clause.verb)
        )

    def _classes_hold(self, sense: Sense, clause: Clause) -> bool:
        return all(
            not wanted or bool(wanted & self._fillers.classes(tokens))
            for wanted, tokens in ((sense.object, clause.object), (sense.subject, clause.subject))
        )

    def _words_hold(self, sense: Sense, clause: Clause) -> bool:
        """Whether subject, object, prepositions and the clause have the words that a sense asks for."""
        text = self._text
        # 'break through the cordon': the object of a particle counts.
        obliques = [token for word, token in clause.obliques if any(word in words[1:] for words in sense.words)]
        subjects = self._heads(clause.subject)
        if sense.object_words and not sense.object_words & self._heads([*clause.object, *obliques]):
            return False
        if (sense.subject_words and not sense.subject_words & subjects) or sense.subject_words_not & subjects:
            return False
        if sense.preposition and not any(word in sense.preposition for word, _ in clause.obliques):
            return False
        return not sense.needs_words or any(
            text.lemmas[i] in sense.needs_words or text.folded[i] in sense.needs_words
            for i in subtree(text, clause.verb)
            if text.deps[i] != "case"  # 'according to' is no accord
        )

    def _complements_hold(self, sense: Sense, verb: int) -> bool:
        deps = {self._text.deps[c] for c in self._text.children[verb]}
        return ("xcomp" in deps or not sense.infinitive) and (bool(deps & {"xcomp", "ccomp"}) or not sense.complement)

    def _is_told_of(self, predicate: Predicate) -> bool:
        """Whether a noun is of a happening, not of happenings in general: definite, or with a participant."""
        text = self._text
        definite = any(
            text.deps[c] in {"det", "nmod:poss"} and text.folded[c] not in _INDEFINITE
            for c in text.children[predicate.trigger]
        )
        return definite or bool(self._fillers.of([*predicate.clause.subject, *predicate.clause.object]))

    def _taught(self, verb: int, clause: Clause) -> Sense:
        """What the tagger says of a verb that the lexicon does not know, or not in this company."""
        type_ = self._learned[verb]
        suffered = type_ in _SUFFERED and not clause.object and not clause.passive
        return Sense(type_, ((self._text.lemmas[verb],),), measure=_MEASURES.get(type_), undergoer=suffered)

    def _may_hold(self, sense: Sense, clause: Clause) -> bool:
        """Whether a verb that tells of events only may have this sense: its nouns are of no known class."""
        text = self._text
        if sense.object_words or sense.subject_words or sense.needs_words or sense.preposition or sense.complement:
            return False
        for wanted, tokens in ((sense.object, clause.object), (sense.subject, clause.subject)):
            classes = self._fillers.classes(tokens)
            unknown = classes == {"thing"} and all(text.kinds[token] == "none" for token in tokens)
            if wanted and not wanted & classes and not unknown:
                return False
        return not sense.passive or clause.passive

    def _heads(self, tokens: Sequence[int]) -> set[str]:
        """The lemmas of nouns, of what is coordinated with them, and of what a partitive is of."""
        text, found = self._text, set()
        for token in tokens:
            found.add(text.lemmas[token])
            for child in text.children[token]:
                of = text.deps[child] == "nmod" and text.case(child) == "of"
                if text.deps[child] == "conj" or (of and text.lemmas[token] in self._lexicon.partitive):
                    found.add(text.lemmas[child])
        return found

    def _narrowed(self, type_: EventType, trigger: int, clause: Clause | None = None) -> EventType:
        """The narrower type that a word beside the trigger gives: 'a drone attack', 'hit by missiles'."""
        text = self._text
        beside = [c for c in text.children[trigger] if text.deps[c] in _BESIDE and text.case(c) in {"", "by", "with"}]
        if clause is not None:
            beside += clause.subject
            beside += [token for word, token in clause.obliques if word in _INSTRUMENTAL]
        words = {text.folded[i] for i in beside} | {text.folded[c] for i in beside for c in text.children[i]}
        for wider, narrowing, narrower in self._lexicon.narrower:
            if type_ in wider and words & narrowing:
                return narrower
        return type_

    # ── nouns ──

    def _noun(self, noun: int, verbs: dict[int, Predicate]) -> Predicate | None:
        text = self._text
        if text.deps[noun] in {"compound", "flat"} and text.pos[text.heads[noun]] in {"NOUN", "PROPN"}:
            return None  # 'attack drones', 'withdrawal agreement': the head says what it is
        rule = text.lemmas[noun]
        sense = self._sense_of_noun(noun) if self._by_lexicon else None
        if sense is None and noun in self._learned:
            sense, rule = Sense(self._learned[noun], ((rule,),)), TAGGER
        if sense is None:
            return None
        clause = self._nominal_clause(noun)
        type_ = self._narrowed(sense.type, noun)
        predicate = Predicate(noun, noun, sense, type_, clause, nominal=True, rule=rule)
        predicate.own = [*clause.subject, *clause.object]
        if sense.needs_agent and not self._fillers.of(clause.subject):
            return None
        return self._within(predicate, verbs)

    def _sense_of_noun(self, noun: int) -> Sense | None:
        text, nouns = self._text, self._lexicon.nouns
        entries = nouns.get(text.folded[noun], nouns.get(text.lemmas[noun], ()))
        return next((s for words, s in entries if self._ends_with(noun, words) and self._noun_holds(s, noun)), None)

    def _ends_with(self, noun: int, words: Sequence[str]) -> bool:
        text, start = self._text, noun - len(words) + 1
        if start < text.bounds(noun)[0]:
            return False
        return all(
            word in {text.lemmas[i], text.folded[i]} for word, i in zip(words, range(start, noun + 1), strict=True)
        )

    def _noun_holds(self, sense: Sense, noun: int) -> bool:
        text = self._text
        if sense.with_:
            beside = {text.folded[c] for c in text.children[noun]} | {text.case(c) for c in text.children[noun]}
            if not beside & sense.with_:
                return False
        if sense.of:
            of = [c for c in text.children[noun] if text.deps[c] == "nmod" and text.case(c) == "of"]
            return bool(of) and bool(self._fillers.classes(of) & sense.of)
        return True

    def _nominal_clause(self, noun: int) -> Clause:
        """The participants that a noun phrase tells: 'Ukraine's incursion', 'the shelling of Brask by rebels'."""
        text = self._text
        clause = Clause(noun)
        for child in text.children[noun]:
            dep = text.deps[child]
            if dep == "nmod:poss" or (dep in {"amod", "compound", "nmod:desc"} and self._fillers.exactly(child)):
                self._add_owner(clause, child)
            elif dep in {"nmod", "obl", "nmod:unmarked"}:
                word = preposition(text, child)
                if word == "of":
                    clause.object.append(child)
                elif word == "by":
                    clause.subject.append(child)
                elif word:
                    clause.obliques.append((word, child))
            elif dep == "acl" and is_verb(text, child) and text.tags[child] in {"VBN", "VBD"}:
                self._add_participle(clause, child)
        return clause

    def _add_owner(self, clause: Clause, owner: int) -> None:
        """'Ukraine's incursion', 'the Brask offensive', 'a rocket attack'."""
        classes = self._fillers.classes([owner])
        if "actor" in classes:
            clause.subject.append(owner)
        elif "place" in classes:
            clause.obliques.append(("in", owner))
        elif "equipment" in classes:
            clause.obliques.append(("with", owner))

    def _add_participle(self, clause: Clause, participle: int) -> None:
        """'planned for 12 October in Brask': the place may hang on the date."""
        text = self._text
        inner = clause_of(text, participle)
        clause.obliques += inner.obliques
        clause.obliques += [
            (preposition(text, c), c)
            for _, token in inner.obliques
            if text.pos[token] == "NUM"
            for c in text.children[token]
            if text.deps[c] == "nmod"
        ]
        clause.subject += inner.subject

    def _within(self, predicate: Predicate, verbs: dict[int, Predicate]) -> Predicate | None:
        """A noun with the verb that it is object or subject of; None where the verb tells the event already."""
        text, noun = self._text, predicate.trigger
        top = noun
        # 'a series of attacks', 'the final stage of the operation'
        while text.deps[top] == "nmod" and text.lemmas[text.heads[top]] in self._lexicon.series:
            top = text.heads[top]
        verb, dep = text.heads[top], text.deps[top]
        if any(text.deps[c] == "cop" for c in text.children[noun]):
            predicate.light = True  # 'this was a failed launch': the clause is the noun's
        elif dep == "nsubj" and any(text.deps[c] == "cop" for c in text.children[verb]):
            if not self._is_told_of(predicate):
                return None  # 'attacks are bad'
            predicate.head, predicate.light = verb, True  # 'the withdrawal may be temporary'
        elif verb != top and is_verb(text, verb):
            if dep in {"obj", "nsubj:pass"}:
                return self._as_object(predicate, verb, verbs)
            if dep == "nsubj":
                return self._as_subject(predicate, verb, verbs)
        return predicate

    def _as_object(self, predicate: Predicate, verb: int, verbs: dict[int, Predicate]) -> Predicate | None:
        """'carried out a strike', 'repelled an attack', 'announced the withdrawal'."""
        own_agent = bool(self._fillers.of(predicate.clause.subject))
        teller = verbs.get(verb)
        if teller is None:
            light = self._is_one_of(verb, self._lexicon.light)
            return self._with_verb(predicate, verb, agents=not own_agent) if light else predicate
        if teller.type is EventType.ARMED_CLASH and own_agent:
            predicate.opponents = teller.clause.subject
            del verbs[verb]
            return self._with_verb(predicate, verb, agents=False)
        if own_agent and teller.type is not predicate.type:
            return predicate
        teller.absorbed.append(predicate)
        told = teller.type is EventType.ARMED_CLASH or bool(teller.sense.object_words)
        return predicate if own_agent and not told else None

    def _as_subject(self, predicate: Predicate, verb: int, verbs: dict[int, Predicate]) -> Predicate | None:
        """'the battle continues', 'strikes killed'."""
        teller = verbs.get(verb)
        if teller is None:
            going_on = self._is_one_of(verb, self._lexicon.subject_verbs)
            return self._with_verb(predicate, verb, agents=False) if going_on else predicate
        if teller.sense.subject_words or not self._fillers.of(predicate.clause.subject):
            teller.absorbed.append(predicate)
            return None
        return predicate

    def _is_one_of(self, verb: int, phrases: Verbs) -> bool:
        return any(self._has_words(verb, words) for words in phrases.get(self._text.lemmas[verb], ()))

    def _with_verb(self, predicate: Predicate, verb: int, *, agents: bool) -> Predicate:
        """Let a noun have the arguments of its verb."""
        clause = clause_of(self._text, verb)
        predicate.head, predicate.light = verb, True
        if agents and self._text.lemmas[verb] in self._lexicon.undergoing:
            predicate.clause.object += clause.subject
        elif agents:
            predicate.clause.subject += clause.subject
        predicate.clause.obliques += clause.obliques
        predicate.clause.indirect += clause.indirect
        return predicate


def _learned(text: Text) -> dict[int, EventType]:
    """The types of the words that the tagger is sure enough to tell of an event; who says something does no more."""
    found: dict[int, EventType] = {}
    for span in text.doc.spans.get("events", ()):
        root = text.root(span.start, span.end)
        saying = is_verb(text, root) and text.lemmas[root] in text.lexicons.sources.verbs
        sure = span._.confidence is None or span._.confidence >= _SURE
        if sure and not saying and span.label_ != EventType.OTHER_EVENT.value:
            found[root] = EventType(span.label_)
    return found
