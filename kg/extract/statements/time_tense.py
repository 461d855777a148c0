"""Whether what a text tells with a time lies ahead or behind, from the verbs above the time."""

from __future__ import annotations

from kg.extract.text import Text

_HIGHEST = 12  # heads that are climbed
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "advcl:relcl", "acl:relcl"})
_PERFECT = frozenset({"has", "have", "had", "'ve"})
_PRESENT = frozenset({"is", "are", "be", "'s", "'re"})
_SAID = frozenset({"set", "need", "promise", "seek", "threaten", "vow", "pledge", "propose", "want"})
_NOMINAL_CLAUSES = frozenset({"xcomp", "acl"})


def ahead(text: Text, position: int) -> bool | None:
    """True where the verb above a token is in the future, False where it is not, None without a verb."""
    future = text.lexicons.times.future
    seen = 0
    while seen < _HIGHEST:
        seen += 1
        if seen > 1 and text.is_verb(position, future["verbs"]) and not _did(text, position):
            return True
        if any(text.folded[c] == "due" for c in text.children[position] if c < position):
            return True
        if text.pos[position] in {"VERB", "AUX"} or any(text.deps[c] == "cop" for c in text.children[position]):
            verdict = _verb(text, position)
            if verdict is not None:
                return verdict
        if text.heads[position] == position:
            break
        position = text.heads[position]
    return None


def _did(text: Text, position: int) -> bool:
    """Whether a word like 'set' or 'sought' is a plain past: it tells what was done, not what is planned."""
    return text.tags[position] == "VBD" and text.lemmas[position] in _SAID


def _verb(text: Text, position: int) -> bool | None:
    """The direction of one predicate; None where its head decides."""
    future = text.lexicons.times.future
    children = [c for c in text.children[position] if c < position]
    helpers = [c for c in children if text.deps[c] in {"aux", "aux:pass", "cop"}]
    words = {text.folded[c] for c in helpers}
    tag, tags = text.tags[position], {text.tags[c] for c in helpers}
    verdict: bool | None = None if text.deps[position] in _CLAUSES else False
    if any(future["auxiliaries"].has(word) for word in words):
        # 'may have left', 'would have been' lie behind; 'will have left' lies ahead.
        verdict = "have" not in words or bool(words & {"will", "'ll", "shall"})
    elif "VBD" in tags or tag == "VBD" or words & _PERFECT:
        verdict = False
    elif tag == "VB" and any(text.folded[c] == "to" for c in children):
        verdict = _infinitive(text, position, words)
    elif tag in {"VBZ", "VBP"}:
        verdict = text.is_verb(position, future["present"])
    elif tag == "VBG" and words & _PRESENT:
        verdict = True
    return verdict


def _infinitive(text: Text, position: int, helpers: set[str]) -> bool | None:
    """'Is to leave', 'plans to leave' lie ahead; of 'refused to leave', the head decides."""
    if helpers & _PRESENT or text.deps[position] not in _CLAUSES:
        return True
    if text.is_verb(text.heads[position], text.lexicons.times.future["verbs"]):
        return True
    return None if text.deps[position] in _NOMINAL_CLAUSES else False
