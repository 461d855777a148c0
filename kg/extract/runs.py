"""Runs of words that may be one name: where they begin, and how far they go."""

from __future__ import annotations

from kg.extract.countries import is_hyphenated
from kg.extract.mentions import Taken
from kg.extract.offices import JOINTS, PARTICLES, portfolio_end
from kg.extract.text import GENITIVE, Text

_LONGEST_PLACE = 3  # words of a name that goes on with a noun for a place
_NAME_TAGS = frozenset({"PROPN", "ADJ", "NOUN", "NUM", "X"})
CALENDAR = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday",
    "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "gmt", "utc", "ramadan", "christmas", "easter", "eid",
})  # fmt: skip


def begins_name(text: Text, position: int) -> bool:
    """Whether a run of name words may begin at a token."""
    if not text.capital(position) or text.folded[position] in CALENDAR or not _is_word(text.words[position]):
        return False
    title = text.lexicons.titles.any.longest_at(text.folded, position, text.bounds(position)[1])
    if title and title[0] > position + 1:
        return True
    proper = text.pos[position] == "PROPN"
    if (
        is_hyphenated(text, position + 1)
        or (len(text.words[position]) == 1 and not proper)
        or (text.initial(position) and _is_common(text, position))
        or _describes(text, position)
        or (text.shouted(position) and not text.proper(position))
    ):
        return False
    return proper or (
        text.pos[position] in _NAME_TAGS and (not text.initial(position) or _name_follows(text, position))
    )


def _is_word(word: str) -> bool:
    """Whether a token ends as words do: not 'US$'."""
    return word[-1].isalnum() or word[-1] == "."


def _name_follows(text: Text, position: int) -> bool:
    following = position + 1
    return (
        following < text.bounds(position)[1]
        and text.capital(following)
        and text.pos[following] in {"PROPN", "NOUN"}
        and text.pos[position] != "NUM"
    )


def _is_common(text: Text, position: int) -> bool:
    """Whether a sentence begins with a common noun, alone: 'Troops', 'Gunmen', 'Families of the dead'."""
    end = position + 1
    if end < text.bounds(position)[1] and text.capital(end):
        return False
    return text.folded[position] in text.lexicons.common


def _describes(text: Text, position: int) -> bool:
    """Whether a capitalised adjective describes a common noun after it: 'Buddhist monks', 'Varenian bloggers'."""
    head = text.heads[position]
    return (
        text.pos[position] == "ADJ"
        and text.deps[position] == "amod"
        and position < head <= position + 3
        and not text.capital(head)
        and not text.capital(position + 1)
    )


def begins_with_particle(text: Text, position: int, stop: int) -> bool:
    """Whether a lower-case particle begins a name: 'al-Shabaab'."""
    return (
        text.folded[position] in PARTICLES
        and position + 2 < stop
        and text.words[position + 1] == "-"
        and text.capital(position + 2)
        and not text.doc[position].whitespace_
    )


def run_end(text: Text, start: int, stop: int, taken: Taken) -> int:
    """The end of a run of name words: over hyphens, particles, and 'of' after a word for a body."""
    title = text.lexicons.titles.any.longest_at(text.folded, start, stop)
    end = title[0] if title and text.capital(start) and taken.free(start, title[0]) else start + 1
    while end < stop and taken.at(end) is None and text.folded[end] not in CALENDAR:
        further = next((e for step in _STEPS if (e := step(text, start, end, stop)) is not None), None)
        if further is None or not taken.free(end, further):
            break
        end = further
    return end


def _word(text: Text, start: int, end: int, stop: int) -> int | None:
    """Over a capitalised word."""
    del start, stop
    if not text.capital(end) or text.pos[end] in {"PRON", "DET", "AUX", "ADP", "SCONJ"}:
        return None
    return end + 1 if text.pos[end] in _NAME_TAGS or (text.pos[end] != "VERB" and not text.initial(end)) else None


def _joint(text: Text, start: int, end: int, stop: int) -> int | None:
    """Over a hyphen or apostrophe inside a word: 'Al-Tuweir', 'Su-34', 'al-shabaab'."""
    del start
    if text.folded[end] not in JOINTS or end + 1 >= stop:
        return None
    if text.doc[end].whitespace_ or text.doc[end - 1].whitespace_:
        return None
    first = text.words[end + 1][:1]
    particle = first.isalpha() and text.folded[end - 1] in PARTICLES
    return end + 2 if first.isupper() or first.isdigit() or particle else None


def _particles(text: Text, start: int, end: int, stop: int) -> int | None:
    """Over 'van der' and 'ash-' to a capitalised word."""
    del start
    if text.folded[end] not in PARTICLES:
        return None
    position = end
    while position < stop and (text.folded[position] in PARTICLES or text.words[position] == "-"):
        position += 1
    named = position < stop and text.capital(position) and text.folded[position] not in CALENDAR
    return position + 1 if named else None


def _owned(text: Text, start: int, end: int, stop: int) -> int | None:
    """Over the possessive of 'Workers' Party'."""
    del start
    if text.words[end] not in GENITIVE or end + 1 >= stop or not text.capital(end + 1):
        return None
    return end + 2 if _owns_name(text, end, stop) else None


def _of_body(text: Text, start: int, end: int, stop: int) -> int | None:
    """Over 'of' in 'Minister of Defence' and 'Bank of Velmora'."""
    if text.folded[end] not in {"of", "for"}:
        return None
    portfolio = _of_portfolio(text, start, end, stop)
    if portfolio:
        return portfolio
    if not _body_word(text, end - 1):
        return None
    after = end + 2 if text.folded[end + 1 : end + 2] == ["the"] else end + 1
    return after + 1 if after < stop and text.capital(after) else None


def _and_body(text: Text, start: int, end: int, stop: int) -> int | None:
    """Over 'and' in 'Ministry for Roads and Bridges'."""
    if text.folded[end] != "and" or end + 1 >= stop or not text.capital(end + 1):
        return None
    return end + 2 if _within_body(text, start, end) else None


def _in_place(text: Text, start: int, end: int, stop: int) -> int | None:
    """The end of 'EU Mission in Armenia' before '(EUMA)', and of 'Islamic State in the Greater Sahara'."""
    if text.folded[end] != "in" or end == start + 1:
        return None
    position = end + 1
    if position < stop and text.folded[position] == "the":
        position += 1
    last = position
    while last < stop and text.capital(last):
        last += 1
    if last == position:
        return None
    bracket = (
        last + 2 < stop and text.words[last] == "(" and text.words[last + 1].isupper() and text.words[last + 2] == ")"
    )
    return last if bracket or text.lexicons.organizations.names.longest_ending(text.folded, start, end) else None


def _of_portfolio(text: Text, start: int, end: int, stop: int) -> int | None:
    """The end of 'Minister of Defence' where `end` is at 'of'."""
    if text.lexicons.titles.any.longest_ending(text.folded, start, end) is None:
        return None
    return portfolio_end(text, end + 1, stop)


def may_be_place(text: Text, start: int, end: int) -> bool:
    organizations = text.lexicons.organizations
    return end - start <= _LONGEST_PLACE and not any(
        organizations.heads.has(w)
        or organizations.joining.has(w)
        or organizations.names.has(w)
        or w.upper() in organizations.acronyms
        for w in text.folded[start:end]
    )


def over_place(text: Text, end: int, stop: int, taken: Taken) -> int:
    """The end of a name with the small-letter noun that says what place it is: 'Kursk border region'."""
    if (
        end >= stop
        or not text.words[end][:1].islower()
        or text.deps[end - 1] not in {"compound", "flat", "nmod"}
        or text.heads[end - 1] < end
    ):
        return end
    places = text.lexicons.places
    for table in (places.regions, places.facilities, places.named, places.areas):
        found = table.longest_at(text.folded, end, stop)
        if (
            found
            and not places.sectors.has(text.folded[end])
            and taken.free(end, found[0])
            and text.heads[end - 1] == found[0] - 1
        ):
            return found[0]
    return end


def _owns_name(text: Text, genitive: int, stop: int) -> bool:
    """Whether a possessive is part of a name: 'Workers' Party', 'People's Liberation Army'."""
    owner = text.folded[genitive - 1]
    plural = (
        owner in {"people", "women", "children", "doctors"}
        or text.tags[genitive - 1] in {"NNS", "NNPS"}
        or owner.endswith("s")
    )
    end = genitive + 1
    while end < stop and text.capital(end):
        end += 1
    heads, military = text.lexicons.organizations.heads, text.lexicons.military
    return plural and (
        heads.longest_ending(text.folded, genitive + 1, end) is not None
        or military.echelons.longest_ending(text.folded, genitive + 1, end) is not None
        or military.branches.longest_ending(text.folded, genitive + 1, end) is not None
    )


def _body_word(text: Text, position: int) -> bool:
    return text.capital(position) and (
        text.lexicons.organizations.heads.has(text.folded[position])
        or text.lexicons.organizations.joining.has(text.folded[position])
        or text.lexicons.places.named.has(text.folded[position])
    )


def _within_body(text: Text, start: int, end: int) -> bool:
    """Whether 'and' joins the parts of a body's name: 'Ministry for Roads and Bridges'."""
    return (any(text.folded[i] in {"for", "of"} for i in range(start + 1, end)) and _body_word(text, start)) or any(
        text.folded[i] in {"for", "of"} and _body_word(text, i - 1) for i in range(start + 1, end)
    )


_STEPS = (_word, _joint, _particles, _owned, _of_body, _in_place, _and_body)
