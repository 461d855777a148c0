"""Who does what to whom in a clause, read off a tree of Universal Dependencies: voice, control, gaps, coordination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.text import Text

RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_ADJACENT = 3
_DEEPEST = 6  # clauses that are climbed for a subject
# Marks of complements whose subject is the object of the verb above: 'accuses it of bombing'.
_OF_OBJECT = frozenset({"of", "from", "for"})


@dataclass(slots=True)
class Clause:
    """The arguments of a verb by tokens: logical subject and object whatever the voice; obliques with prepositions."""

    verb: int
    passive: bool = False
    subject: list[int] = field(default_factory=list)
    object: list[int] = field(default_factory=list)
    indirect: list[int] = field(default_factory=list)
    obliques: list[tuple[str, int]] = field(default_factory=list)


def is_verb(text: Text, position: int) -> bool:
    """Whether a token is a full verb, not an auxiliary and not an adjective made of one."""
    return (
        text.pos[position] == "VERB"
        and text.deps[position] not in {"aux", "aux:pass", "cop", "amod", "case", "compound"}
        and text.tags[position].startswith("VB")
    )


def with_conjuncts(text: Text, position: int, depth: int = 0) -> Iterator[int]:
    """A noun and those coordinated with it."""
    yield position
    if depth > _DEEPEST:
        return
    for child in text.children[position]:
        if text.deps[child] == "conj" and not is_verb(text, child):
            yield from with_conjuncts(text, child, depth + 1)


def preposition(text: Text, position: int) -> str:
    """The preposition of a noun, folded, with the words fixed to it: 'according to', 'out of'."""
    for child in text.children[position]:
        if text.deps[child] == "case" and child < position:
            words = [child, *(c for c in text.children[child] if text.deps[c] == "fixed")]
            after = child + 1
            # 'out' and 'of' may both be cases of the noun.
            if len(words) == 1 and after < position and text.deps[after] == "case" and text.heads[after] == position:
                words.append(after)
            return " ".join(text.folded[word] for word in sorted(words))
    return ""


def is_passive(text: Text, verb: int) -> bool:
    """Whether a verb is in the passive, a bare participle included."""
    deps = {text.deps[child] for child in text.children[verb]}
    if "aux:pass" in deps:
        return True
    if "nsubj:pass" in deps:
        return not (text.tags[verb] == "VBD" and "obj" in deps)  # 'the quake killed 40 people'
    if text.tags[verb] != "VBN" or "aux" in deps:
        return False
    if text.deps[verb] == "conj" and is_verb(text, text.heads[verb]):
        return not any(dep in deps for dep in _SUBJECTS) and is_passive(text, text.heads[verb])
    return text.deps[verb] in {"acl", "advcl", "ROOT", "parataxis"} and "nsubj" not in deps


def antecedent(text: Text, position: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    for _ in range(_DEEPEST):
        head = text.heads[position]
        if head == position:
            return None
        if text.deps[position] == "acl:relcl":
            return head
        position = head
    return None


def _noun(text: Text, position: int) -> int:
    """A token, or what it stands for where it is a relative pronoun."""
    if text.tags[position] in RELATIVES or (text.folded[position] == "that" and text.pos[position] == "PRON"):
        found = antecedent(text, position)
        return position if found is None else found
    return position


def _own(text: Text, verb: int, *deps: str) -> list[int]:
    return [_noun(text, child) for child in text.children[verb] if text.deps[child] in deps]


def surface_subject(text: Text, verb: int, depth: int = 0) -> list[int]:
    """The grammatical subject of a verb, inherited where it has none of its own."""
    found = _own(text, verb, *_SUBJECTS)
    if found or depth > _DEEPEST:
        return found
    head, dep = text.heads[verb], text.deps[verb]
    if head == verb:
        return []
    if dep == "acl":
        return _subject_of_acl(text, verb, head, depth)
    if dep == "ccomp" and text.deps[head] == "acl:relcl" and text.lemmas[head] in text.lexicons.sources.verbs:
        return [text.heads[head]]  # 'the man who police said killed two'
    if dep in {"xcomp", "advcl", "ccomp"}:
        controlled = _own(text, head, "obj") if not is_passive(text, head) else []
        mark = next((text.folded[c] for c in text.children[verb] if text.deps[c] in {"mark", "case"}), "")
        if controlled and (dep == "xcomp" or (dep == "advcl" and mark in _OF_OBJECT)):
            return controlled
    return surface_subject(text, head, depth + 1) if dep in {"xcomp", "advcl", "ccomp", "conj"} else []


def _subject_of_acl(text: Text, verb: int, noun: int, depth: int) -> list[int]:
    """'troops sent to', 'troops advancing': the noun; 'the decision to withdraw': whose decision it is."""
    if text.tags[verb] in {"VBN", "VBG", "VBD"} and not any(text.deps[c] == "mark" for c in text.children[verb]):
        return [noun]
    owners = _own(text, noun, "nmod:poss")
    if owners:
        return owners
    head = text.heads[noun]
    if head != noun and is_verb(text, head):
        return surface_subject(text, head, depth + 1)
    return []


def clause_of(text: Text, verb: int) -> Clause:
    """The arguments of a verb."""
    clause = Clause(verb, is_passive(text, verb))
    clause.indirect = _own(text, verb, "iobj")
    agents = _add_obliques(text, clause)
    subject, objects = surface_subject(text, verb), _own(text, verb, "obj") or _gap(text, clause)
    if not clause.passive:
        clause.subject, clause.object = subject, objects
    elif subject:
        clause.subject, clause.object = agents, subject
        clause.indirect += objects
    else:
        clause.subject, clause.object = agents, objects
    _share(text, clause)
    _swap_gift(text, clause)
    return clause


def _add_obliques(text: Text, clause: Clause) -> list[int]:
    """Note what adverbials name, by their prepositions; returns whom a passive says it is done by."""
    agents: list[int] = []
    for child in text.children[clause.verb]:
        dep, relative = text.deps[child], text.tags[child] == "WRB"
        if dep.startswith("obl") or (dep == "advmod" and relative):
            target = _noun(text, child)
            if relative and (text.folded[child] != "where" or target == child):
                continue
            word = "in" if relative else preposition(text, child)
            if clause.passive and (word == "by" or dep == "obl:agent"):
                agents.append(target)
            else:
                clause.obliques.append((word, target))
        elif dep == "advmod" and is_side(text, child):
            clause.obliques.append(("", child))
            # 'west of the town', 'north-east of Velmora': the place hangs on the adverb.
            clause.obliques += [("near", c) for c in text.children[child] if text.deps[c] in {"obl", "nmod"}]
    return agents


def _gap(text: Text, clause: Clause) -> list[int]:
    """'the town they left': the noun of a relative clause that has a subject and no pronoun is its object."""
    children = text.children[clause.verb]
    if text.deps[clause.verb] != "acl:relcl" or clause.passive or any(text.tags[c] in RELATIVES for c in children):
        return []
    return [text.heads[clause.verb]] if any(text.deps[c] in _SUBJECTS for c in children) else []


def is_together(text: Text, position: int) -> bool:
    """'together with', 'along with': beside the subject."""
    case = next((c for c in text.children[position] if text.deps[c] == "case"), position)
    return case > text.bounds(position)[0] and text.folded[case - 1] in {"together", "along", "jointly"}


def is_side(text: Text, position: int) -> bool:
    """'there', 'nearby', 'south', 'north-east': an adverb of place."""
    return text.kinds[position] == "place" or text.lexicons.places.sides.has(text.folded[position].replace("-", ""))


def _swap_gift(text: Text, clause: Clause) -> None:
    """'provide the army with shells' gives shells to the army."""
    if text.lemmas[clause.verb] not in text.lexicons.events.joining.giving_with or not clause.object:
        return
    given = [pair for pair in clause.obliques if pair[0] == "with" and not is_together(text, pair[1])]
    if given:
        clause.indirect += clause.object
        clause.object = [token for _, token in given]
        clause.obliques = [pair for pair in clause.obliques if pair not in given]


def _share(text: Text, clause: Clause) -> None:
    """What a coordinated verb shares: 'was captured and killed by'; an adjunct of a verb that is a complement."""
    verb = clause.verb
    if not clause.object and not clause.passive:
        # 'has supplied or committed support': the object of the last is that of all.
        for child in text.children[verb]:
            if text.deps[child] == "conj" and is_verb(text, child) and child - verb <= _ADJACENT:
                clause.object = _own(text, child, "obj")
    if text.deps[verb] == "conj" and not clause.subject and clause.passive:
        clause.subject = [
            child
            for child in text.children[text.heads[verb]]
            if text.deps[child].startswith("obl") and preposition(text, child) == "by"
        ]


def subtree(text: Text, position: int, without: frozenset[int] | set[int] = frozenset()) -> list[int]:
    """The tokens below a token and itself, leaving out the subtrees of some."""
    found, stack = [], [position]
    while stack:
        here = stack.pop()
        found.append(here)
        stack += [child for child in text.children[here] if child not in without]
    return sorted(found)
