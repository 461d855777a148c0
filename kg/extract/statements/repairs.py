"""Mends what tagger and parser often get wrong in news, before clauses are read.

Verbs of saying around quotations, two subjects of one verb, base forms of rare verbs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from kg.extract.phrases import base_form
from kg.extract.statements.event_words import WIDER
from kg.extract.statements.syntax import is_verb, subtree
from kg.extract.text import QUOTES, Text

_VIOLENT = frozenset({"conflict", "harm", "control"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BEFORE_CLAUSE = frozenset({"after", "before", "since", "until"})


def repair(text: Text, verbs: Collection[str]) -> None:
    """Change lemmas and heads of the text where they cannot be right. `verbs` are the base forms that lexicons know."""
    _mend_lemmas(text, verbs)
    for position in range(len(text)):
        mend = _BY_RELATION.get(text.deps[position])
        if mend is not None:
            mend(text, position)
    for position in range(len(text)):
        if is_verb(text, position):
            _who_is_told(text, position)
            _two_subjects(text, position)
            _place_of_purpose(text, position)
            _crossing_adjuncts(text, position)


def _mend_lemmas(text: Text, verbs: Collection[str]) -> None:
    irregular = text.lexicons.events.irregular
    for position in range(len(text)):
        if text.tags[position] in {"VBD", "VBN"} and text.folded[position] in irregular:
            text.lemmas[position] = irregular[text.folded[position]]
        elif text.tags[position].startswith("VB"):
            text.lemmas[position] = base_form(text.lemmas[position], text.folded[position], verbs)


def _attach(text: Text, position: int, head: int, dep: str) -> None:
    """Hang a token on another one, unless that one hangs on it."""
    above = head
    while text.heads[above] != above:
        if above == position:
            return
        above = text.heads[above]
    if above == position:
        return
    text.children[text.heads[position]].remove(position)
    text.heads[position] = head
    text.deps[position] = dep
    text.children[head].append(position)
    text.children[head].sort()


def _late_subject(text: Text, position: int) -> None:
    """'"It failed," the spokesman said': a subject after its verb and a quotation mark is that of the verb after it."""
    head = text.heads[position]
    if head > position or not any(text.words[i] in QUOTES | {","} for i in range(head, position)):
        return
    above = text.heads[head]
    if above <= position or not is_verb(text, above) or text.deps[head] not in {"ccomp", "parataxis"}:
        return
    if any(text.deps[c].startswith("nsubj") for c in text.children[above]):
        return
    _attach(text, position, above, "nsubj")


def _parallel_verb(text: Text, position: int) -> None:
    """'denied that it had struck and said …': a finite verb of saying goes with the finite one, not the participle."""
    head = text.heads[position]
    if (
        not is_verb(text, position)
        or text.lemmas[position] not in text.lexicons.sources.verbs
        or text.deps[head] != "ccomp"
        or text.tags[position] not in _FINITE
        or text.tags[head] in _FINITE
    ):
        return
    above = text.heads[head]
    if (
        is_verb(text, above)
        and text.tags[above] == text.tags[position]
        and not any(text.deps[c].startswith("nsubj") for c in text.children[position])
    ):
        _attach(text, position, above, "conj")


def _subject_after_preposition(text: Text, position: int) -> None:
    """'after an explosion tore through the yard': a noun right before a finite verb is its subject."""
    verb = text.heads[position]
    if verb != position + 1 or text.tags[verb] not in _FINITE or text.case(position) not in _BEFORE_CLAUSE:
        return
    if any(text.deps[c].startswith("nsubj") for c in text.children[verb]):
        return
    _attach(text, position, verb, "nsubj")


def _bare_number(text: Text, position: int) -> None:
    """'A further 10,000 are to complete …, he said': a number before a finite verb counts nothing after it."""
    after = position + 1
    if text.heads[position] <= after or after >= text.bounds(position)[1] or text.pos[after] not in {"AUX", "VERB"}:
        return
    if text.tags[after] not in _FINITE and text.tags[after] != "MD":
        return
    verb = after if is_verb(text, after) else text.heads[after]
    if verb > position and not any(text.deps[c].startswith("nsubj") for c in text.children[verb]):
        _attach(text, position, verb, "nsubj")


def _parallel_saying(text: Text, position: int) -> None:
    """'Osk said A, and Lint said B': what the second says is no word of the first."""
    words = text.lexicons.sources
    if not is_verb(text, position) or text.lemmas[position] not in words.trailing:
        return
    if not any(text.deps[c].startswith("nsubj") for c in text.children[position]):
        return
    content = text.heads[position]
    above = text.heads[content]
    if text.deps[content] == "ccomp" and is_verb(text, above) and text.lemmas[above] in words.verbs and above < content:
        _attach(text, position, above, text.deps[position])


def _deed_of_those_told_of(text: Text, position: int) -> None:
    """'The governor said gunmen had attacked a church, killed nine and fled': the governor killed nobody."""
    saying = text.heads[position]
    events = text.lexicons.events
    violent = any(WIDER[sense.type] in _VIOLENT for _, sense in events.verbs.get(text.lemmas[position], ())[:1])
    if not violent or text.lemmas[saying] not in text.lexicons.sources.verbs:
        return
    if any(text.deps[c].startswith("nsubj") for c in text.children[position]):
        return
    told = [c for c in text.children[saying] if text.deps[c] == "ccomp" and saying < c < position and is_verb(text, c)]
    if told and any(text.deps[c].startswith("nsubj") for c in text.children[told[-1]]):
        _attach(text, position, told[-1], "conj")


def _coordinated(text: Text, position: int) -> None:
    _parallel_saying(text, position)
    if is_verb(text, position):
        _deed_of_those_told_of(text, position)
    if text.deps[position] == "conj":
        _parallel_verb(text, position)


_BY_RELATION: Mapping[str, Callable[[Text, int], None]] = {
    "nsubj": _late_subject,
    "nsubj:pass": _late_subject,
    "conj": _coordinated,
    "advcl": _parallel_saying,
    "obl": _subject_after_preposition,
    "nummod": _bare_number,
}
"""What may be wrong with a token, by its relation."""


def _who_is_told(text: Text, verb: int) -> None:
    """'An official, who declined to be named, told Reuters': what stands right behind 'told' hangs on it."""
    after = verb + 1
    if text.lemmas[verb] == "tell":
        _told_before_that(text, verb)
    if text.lemmas[verb] != "tell" or after >= text.bounds(verb)[1] or text.pos[after] not in {"PROPN", "NOUN"}:
        return
    if text.heads[after] < verb and not any(text.deps[c] in {"iobj", "obj"} for c in text.children[verb]):
        _attach(text, after, verb, "iobj")


def _told_before_that(text: Text, verb: int) -> None:
    """'told the daily Vesnik that troops would leave': what stands before 'that' is no part of what is told."""
    for quoted in list(text.children[verb]):
        that = next((c for c in text.children[quoted] if text.folded[c] == "that" and text.deps[c] == "mark"), None)
        if text.deps[quoted] != "ccomp" or that is None:
            continue
        for child in list(text.children[quoted]):
            if verb < child < that and text.pos[child] in {"NOUN", "PROPN"}:
                _attach(text, child, verb, "iobj")


def _place_of_purpose(text: Text, verb: int) -> None:
    """'deployed to support forces in Brask': a place right behind a purpose belongs to it."""
    for purpose in [c for c in text.children[verb] if text.deps[c] in {"advcl", "xcomp"} and text.tags[c] == "VB"]:
        end = subtree(text, purpose)[-1] + 1
        for child in list(text.children[verb]):
            behind = text.deps[child] == "obl" and subtree(text, child)[0] == end
            if behind and text.kinds[child] == "place" and text.case(child) in {"in", "near", "at"}:
                _attach(text, child, purpose, "obl")


def _two_subjects(text: Text, verb: int) -> None:
    """Of two subjects one is an object behind the verb, or the subject of the clause that the verb quotes."""
    subjects = [c for c in text.children[verb] if text.deps[c] in {"nsubj", "nsubj:pass"}]
    if len(subjects) < 2:  # noqa: PLR2004
        return
    first, last = subjects[0], subjects[-1]
    clause = next((c for c in text.children[verb] if text.deps[c] == "advcl" and c > last > verb), None)
    if clause is not None and not any(text.deps[c].startswith("nsubj") for c in text.children[clause]):
        _attach(text, last, clause, "nsubj")  # 'were shot after a mob tried to storm'
        return
    if first < verb < last:
        text.deps[last] = "iobj" if text.lemmas[verb] in text.lexicons.events.joining.giving_to else "obj"
        return
    for child in list(text.children[verb]):
        quoted = text.deps[child] in {"ccomp", "parataxis"} and is_verb(text, child) and first < child < last
        if quoted and not any(text.deps[c].startswith("nsubj") for c in text.children[child]):
            passive = any(text.deps[c] == "aux:pass" for c in text.children[child])
            _attach(text, first, child, "nsubj:pass" if passive else "nsubj")
            return


def _crossing_adjuncts(text: Text, verb: int) -> None:
    """'"It failed," he said on Monday': what stands behind the verb of saying hangs on it, not on what is said."""
    for quoted in list(text.children[verb]):
        if text.deps[quoted] != "ccomp" or quoted > verb:
            continue
        for child in list(text.children[quoted]):
            if child > verb and text.deps[child] in {"obl", "obl:unmarked", "advmod", "iobj", "nmod"}:
                _attach(text, child, verb, "obl" if text.deps[child] == "nmod" else text.deps[child])
