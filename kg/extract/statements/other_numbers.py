"""Numbers that are no figures: ages, times of day, years, labels, scores, calibres, lists."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extract.phrases import Phrases
from kg.extract.statements.numerals import HYPHENS, Numeral, glued
from kg.extract.text import DETERMINERS, Text

_CLOCK = re.compile(r"^[0-2]?[0-9]\.[0-5][0-9]$")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")
_HOURS = re.compile(r"^[0-2][0-9][0-5][0-9]$")
_LAST_HOUR = 24
_OLDEST = 120
_TITLE_CASE = 0.6  # of the longer words of a headline that is written with capitals
_LONG_WORD = 4
_CLOSING = frozenset({",", ".", ";", ")", "-", "–", "—"})
_BRACKETS = {"(": ")", "[": "]"}
_OBJECTS = frozenset({"obj", "nsubj:pass", "nsubj", "conj"})
_LABELLING = frozenset({"flat", "nummod", "compound", "appos", "nmod", "dep", "nmod:unmarked", "nmod:desc"})


def is_year(text: Text, position: int) -> bool:
    """Whether a token is written as a year of the last or this century."""
    return bool(_YEAR.match(text.words[position]))


def is_other_number(text: Text, numeral: Numeral, counted: int | None) -> bool:
    """Whether a number without a sign or a unit is something else than a figure, given the noun that it counts."""
    first, stop = text.bounds(numeral.start)
    return (
        _is_age(text, numeral, first, counted)
        or _is_clock(text, numeral, counted)
        or _is_label(text, numeral, first)
        or _is_marked(text, numeral, first, stop)
        or _is_date(text, numeral, first, stop)
        or _is_year_alone(text, numeral, counted)
        or _is_one(text, numeral, first, counted)
        or _is_pronoun(text, numeral, first, counted)
        or _is_name(text, numeral, first, stop)
    )


def follows(text: Text, words: Phrases[bool], end: int, stop: int) -> bool:
    """Whether one of some phrases begins at `end`, before `stop`."""
    return end < stop and words.longest_at(text.folded, end, stop) is not None


def is_unmeasured(text: Text, numeral: Numeral) -> bool:
    """Whether a number is an age, a calibre or a degree by what follows it, or a part of a designation."""
    first, stop = text.bounds(numeral.start)
    lists = text.lexicons.figures.lists
    if any(follows(text, lists[name], numeral.end, stop) for name in ("aged", "calibres", "clock")):
        return True
    if numeral.glued and lists["calibres"].has(numeral.glued.lower()):
        return True
    if numeral.glued.lower() in {"am", "pm"}:
        return True
    start = numeral.start
    if start > first and text.words[start - 1] in HYPHENS | {"/"} and glued(text, start):
        return start - 1 > first and glued(text, start - 1) and text.words[start - 2] not in text.lexicons.figures.signs
    return numeral.end < stop and text.words[numeral.end] in {"/", "°", "º"} and glued(text, numeral.end)


def _is_age(text: Text, numeral: Numeral, first: int, counted: int | None) -> bool:
    start, stop, end = numeral.start, text.bounds(numeral.start)[1], numeral.end
    lists = text.lexicons.figures.lists
    ages = lists["ages_before"]
    joined = start - 1 > first and text.folded[start - 1] in {"and", "or", ","} and text.pos[start - 2] == "NUM"
    if any(ages.longest_ending(text.folded, first, at) for at in (start, start - 2 if joined else start)):
        return True
    if start - 1 > first and text.folded[start - 1] == "of" and numeral.digits is False:
        # 'a mother of three'
        return counted is None and text.lexicons.people.relations.has(text.folded[start - 2])
    if numeral.value is None or numeral.value > _OLDEST or start == first:
        return False
    before = text.words[start - 1]
    if before == "," and start - 1 > first:
        # 'Ali, 34, said': after a name, before a comma or the end.
        closes = end >= stop or text.words[end] in _CLOSING
        return closes and numeral.digits and text.pos[start - 2] == "PROPN" and text.capital(start - 2)
    # 'children under five'
    return (
        text.folded[start - 1] in {"under", "over", "below", "above"}
        and text.deps[numeral.number] == "nmod"
        and text.heads[numeral.number] < start - 1
        and text.lexicons.people.counted.has(text.folded[text.heads[numeral.number]])
    )


def _is_clock(text: Text, numeral: Numeral, counted: int | None) -> bool:
    start = numeral.start
    word = text.words[numeral.number]
    before = text.before(start)
    if _HOURS.match(word) and text.after(numeral.end) in {"hours", "hrs"} and "," not in word:
        return len(word.lstrip("0")) < len(word) or before in {"at", "by", "around", "until", "from", "after", "before"}
    if before not in {"at", "by", "until", "till"} or counted is not None or numeral.value is None:
        return False
    if _CLOCK.match(word):
        return True
    if before != "at" or numeral.value > _LAST_HOUR:
        return False
    head = text.heads[numeral.number]
    return not text.lexicons.figures.lists["standing"].has(text.lemmas[head])


def _is_label(text: Text, numeral: Numeral, first: int) -> bool:
    """'Resolution 1701', 'Order No. 241', 'Flight 370': a number that belongs to the noun before it."""
    before = numeral.start - 1
    while before > first and text.words[before] == ".":
        before -= 1
    if before < first:
        return False
    if text.folded[before] in {"no", "nos", "№", "#", "n°"} and numeral.digits:
        return True
    hangs = text.heads[numeral.number] <= before and text.deps[numeral.number] in _LABELLING
    if not hangs or text.pos[before] not in {"NOUN", "PROPN", "X", "SYM", "ADJ"} or before != numeral.start - 1:
        return False
    labelled = text.lexicons.figures.lists["labelled"]
    return text.capital(before) or labelled.has(text.folded[before]) or labelled.has(text.lemmas[before])


def _is_marked(text: Text, numeral: Numeral, first: int, stop: int) -> bool:
    """Numbers of lists and notes, telephone numbers, and a number in brackets: '1.', '[12]', '#1', '(34)'."""
    start, end = numeral.start, numeral.end
    before = text.words[start - 1] if start > first else ""
    after = text.words[end] if end < stop else ""
    if before in _BRACKETS and after == _BRACKETS[before]:
        return True
    if numeral.digits and start == first and (after == ")" or (after == "." and end + 1 >= stop) or end >= stop):
        return True
    if before in {"#", "+", "@", "№"} and glued(text, start):
        return True
    neighbours = [i for i in (start - 1, end) if first <= i < stop]
    return (
        numeral.digits
        and any(text.words[i].lstrip("+").isdigit() for i in neighbours)
        and any(text.deps[i] == "flat" for i in (*neighbours, start) if text.pos[i] == "NUM")
    )


def _is_date(text: Text, numeral: Numeral, first: int, stop: int) -> bool:
    """A day beside the name of a month."""
    months = text.lexicons.times.months
    before = numeral.start - 1
    if before - 1 > first and text.folded[before] in {"and", "or", "to", ","} and text.pos[before - 1] == "NUM":
        before -= 2  # 'March 17 and 18'
    for position in (before, numeral.end):
        if (
            first <= position < stop
            and text.folded[position] in months
            and text.capital(position)
            and numeral.value is not None
            and (numeral.value <= _LAST_DAY or is_year(text, numeral.number))
        ):
            return True
    return False


_LAST_DAY = Decimal(31)


def _is_year_alone(text: Text, numeral: Numeral, counted: int | None) -> bool:
    """A number written as a year, unless it counts people or things in the plural without an article."""
    if not is_year(text, numeral.number) or not (numeral.end == numeral.number + 1 or is_year(text, numeral.end - 1)):
        return False
    if counted is None or counted < numeral.end:
        return True
    if text.before(numeral.start) in {
        "the",
        "in",
        "since",
        "of",
        "during",
        "from",
        "for",
        "by",
        "'s",
        "until",
        "after",
    }:
        return True
    return not text.plural(counted)


def _is_one(text: Text, numeral: Numeral, first: int, counted: int | None) -> bool:
    """'one of them', 'no one', 'one another', 'one day': 'one' that counts neither people nor things."""
    if numeral.end - numeral.start > 1 or text.folded[numeral.number] != "one":
        return False
    if text.after(numeral.end) == "of":
        return not text.lexicons.figures.before.longest_ending(text.folded, first, numeral.start)
    if counted is not None and counted >= numeral.end:
        noun = text.folded[counted]
        determined = text.before(numeral.start) in DETERMINERS | {"no", "any", "each", "every", "which"}
        return determined or text.lexicons.figures.lists["not_one"].has(noun)
    if text.before(numeral.start) in DETERMINERS | {"no", "any", "each", "every", "which"}:
        return True
    verbs = text.lexicons.figures.lists["toll_verbs"]
    told = verbs.has(text.lemmas[text.heads[numeral.number]]) and text.deps[numeral.number] in _OBJECTS
    told = told or (numeral.start > first and verbs.has(text.lemmas[numeral.start - 1]))
    return text.after(numeral.end) == "another" or not told


def _is_pronoun(text: Text, numeral: Numeral, first: int, counted: int | None) -> bool:
    """'the two', 'all three': words that stand for who was named before."""
    return (
        counted is None
        and not numeral.digits
        and numeral.vague is None
        and numeral.start > first
        and (text.folded[numeral.start - 1] in {"the", "these", "those", "all", "both", "other"})
        and text.after(numeral.end) != "of"
    )


def _is_name(text: Text, numeral: Numeral, first: int, stop: int) -> bool:
    """A word with a capital inside a sentence: 'the Group of Seven', 'Five Eyes'; in headlines it says nothing."""
    number = numeral.number
    if numeral.digits or not text.capital(number) or text.shouted(number) or text.initial(number):
        return False
    head = text.heads[number]
    if text.deps[number] == "nummod" and not text.capital(head):
        return False
    long = [i for i in range(first, stop) if len(text.words[i]) >= _LONG_WORD and text.words[i].isalpha()]
    return sum(text.capital(i) for i in long) < _TITLE_CASE * len(long)
