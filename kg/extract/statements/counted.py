"""The noun that a number counts, and the number that a share is of."""

from __future__ import annotations

from kg.extract.text import DEFINITE, DETERMINERS, POSSESSIVES, QUOTES, Text

_REACH = 9  # tokens from a number to the noun that it counts
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_OF_WORDS = DETERMINERS | POSSESSIVES | {"all", "some", "its", "about", "around", "nearly", "roughly"}


def counted_noun(text: Text, number: int, end: int, *, of_only: bool = False) -> int | None:
    """The noun that a number counts whose last token is `number` and whose words end at `end`.

    `of_only`: a number with a unit, or a share, counts only what follows 'of'.
    """
    stop = text.bounds(number)[1]
    if end < stop and text.folded[end] == "of":
        return _after_of(text, end + 1, stop)
    if of_only:
        determined = end < stop and text.folded[end] in DEFINITE | POSSESSIVES  # 'half the country'
        return _after_of(text, end, stop) if determined else None
    if (toll := _toll_word(text, end, stop)) is not None:
        return toll
    quoted = end < stop and text.words[end] in QUOTES  # '"a few dozen" people'
    head, last = _head(text, number, end, stop), _run(text, end + quoted, stop)
    if head is not None and last is not None and last > head and text.pos[head] == "PROPN" and text.pos[last] == "NOUN":
        return last  # 'Leopard 1 A5 battle tanks'
    return head or last


def joined_noun(text: Text, position: int) -> int | None:
    """What '12-member' or '40,000-strong' counts: that word, or the noun after it where it is none."""
    if text.pos[position] in _NOUNS:
        return position
    return _run(text, position + 1, text.bounds(position)[1])


def whole_of(text: Text, end: int) -> int | None:
    """Where the number may begin that a share ending at `end` is of: 'half of the 12,000 troops'."""
    stop = text.bounds(end - 1)[1]
    at = end
    if at < stop and text.folded[at] == "of":
        at += 1
    elif at >= stop or text.folded[at] not in DETERMINERS | POSSESSIVES:
        return None
    while at < stop and at < end + _REACH and text.pos[at] != "NUM":
        if text.folded[at] not in _OF_WORDS and text.pos[at] not in {"ADJ", "ADV", "ADP", "DET"}:
            return None
        at += 1
    return at if at < stop and text.pos[at] == "NUM" else None


def _head(text: Text, number: int, end: int, stop: int) -> int | None:
    """The noun on which a number hangs, through the parts of the number."""
    position, seen = number, 0
    while text.deps[position] in {"compound", "nummod", "flat", "nmod", "conj", "advmod"} and seen < _REACH:
        head = text.heads[position]
        if end <= head < stop and text.pos[head] in _NOUNS and text.deps[position] == "nummod":
            return head if _is_one_phrase(text, end, head) else None
        if head == position or text.pos[head] not in {"NUM", "SYM", "NOUN"}:
            return None
        position, seen = head, seen + 1
    return None


def _is_one_phrase(text: Text, start: int, noun: int) -> bool:
    """Whether no verb and no break stands between a number and a noun."""
    return all(
        text.pos[i] not in {"AUX", "SCONJ"}
        and text.words[i] not in {";", ":", "(", ")"}
        and (text.pos[i] != "VERB" or text.deps[i] in {"amod", "compound"})
        for i in range(start, noun)
    )


def _toll_word(text: Text, end: int, stop: int) -> int | None:
    """A participle or adjective in a noun's place right after a number: '342 wounded'."""
    if end >= stop or not text.lexicons.figures.lists["toll_words"].has(text.folded[end]):
        return None
    following = end + 1
    if following < stop and text.pos[following] in _NOUNS and text.heads[end] == following:
        return None
    return end


def _run(text: Text, start: int, stop: int) -> int | None:
    """The last noun of the words that follow a number without a break, where the tree does not tell."""
    found = None
    at = start
    while at < stop and at < start + _REACH and (text.pos[at] in _INSIDE or text.words[at] == "-"):
        if text.pos[at] == "NUM" and found is None:
            return None
        if found is not None and text.pos[at] == "ADJ":
            break
        if text.pos[at] in _NOUNS:
            found = at
        at += 1
    return found


def _after_of(text: Text, start: int, stop: int) -> int | None:
    """The noun of 'of the soldiers': the last of the words after 'of'."""
    at = start
    while at < stop and (text.folded[at] in _OF_WORDS or text.pos[at] in {"DET", "ADV"}):
        at += 1
    if at < stop and text.pos[at] == "NUM":
        head = text.heads[at]
        return head if at < head < stop and text.pos[head] in _NOUNS else _run(text, at + 1, stop)
    if at < stop and text.pos[at] == "PRON":
        return None
    return _run(text, at, stop)
