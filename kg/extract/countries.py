"""Countries in a text: their names, adjectives and peoples, and the capitals that may stand for a government."""

from __future__ import annotations

from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.offices import title_end
from kg.extract.phrases import Phrases
from kg.extract.text import Text

_ABBREVIATED = 3  # letters of a country that is written in capitals


def find_countries(text: Text, taken: Taken) -> None:
    """Put names, adjectives and peoples of countries among the mentions, where no other mention holds them."""
    countries = text.lexicons.countries
    tables = (
        (countries.names, Kind.COUNTRY),
        (countries.adjectives, Kind.NATIONALITY),
        (text.lexicons.places.adjectives, Kind.NATIONALITY),
        (countries.peoples, Kind.GROUP),
        (text.lexicons.places.world, Kind.PLACE),
        (countries.metonyms, Kind.PLACE),
        (countries.seats, Kind.PLACE),
    )
    for start, stop in text.sentences:
        position = start
        while position < stop:
            if not text.capital(position):
                position += 1
                continue
            best = _longest(text, position, stop, tables)
            if best is None or is_hyphenated(text, best[0]) or not _country_case(text, position, best[0]):
                position += 1
                continue
            end, kind = best
            if kind is Kind.COUNTRY and _as_adjective(text, position, end):
                kind = Kind.NATIONALITY
            begin = position
            if kind is Kind.COUNTRY and position > start and text.lexicons.places.sides.has(text.folded[position - 1]):
                begin, kind = _side_start(text, position, start), Kind.PLACE
            held = taken.within(begin, end)
            position = begin
            if kind is Kind.PLACE and any(m.kind is Kind.COUNTRY for m in held):
                kind = Kind.COUNTRY  # the tagger saw that the capital acts
            if not held or all(m.origin == "tagger" and (m.start, m.end) == (position, end) for m in held):
                taken.put(Mention(position, end, kind, "countries", 1.0))
            position = end


def _longest(
    text: Text, position: int, stop: int, tables: tuple[tuple[Phrases[str], Kind], ...]
) -> tuple[int, Kind] | None:
    """The end of the longest phrase of the tables at a token, and its kind; the first table wins a tie."""
    best: tuple[int, Kind] | None = None
    for table, kind in tables:
        found = table.longest_at(text.folded, position, stop)
        if found and (best is None or found[0] > best[0]):
            best = found[0], kind
    return best


def is_hyphenated(text: Text, end: int) -> bool:
    """Whether a word goes on over a hyphen in small letters: 'Berlin-based', 'Iran-backed'."""
    return (
        end + 1 < text.bounds(end - 1)[1]
        and text.words[end] == "-"
        and text.words[end + 1][:1].islower()
        and not text.doc[end - 1].whitespace_
        and not text.doc[end].whitespace_
    )


def _country_case(text: Text, start: int, end: int) -> bool:
    """Whether the words are written as a country's: 'US' but not 'us' or 'Us'."""
    if end - start == 1 and len(text.words[start].replace(".", "")) <= _ABBREVIATED:
        return text.words[start].isupper() and not (text.folded[start] == "us" and text.shouted(start))
    first, stop = text.bounds(start)
    if end < stop - 1 and text.words[end] == "-" and text.capital(end + 1):
        return _is_country_word(text, end + 1)
    if start > first + 1 and text.words[start - 1] == "-" and text.capital(start - 2):
        return _is_country_word(text, start - 2)
    return not _inside_name(text, start, end)


def _is_country_word(text: Text, position: int) -> bool:
    countries = text.lexicons.countries
    return any(t.has(text.folded[position]) for t in (countries.names, countries.adjectives, countries.seats))


def _inside_name(text: Text, start: int, end: int) -> bool:
    """Whether a country's name is the beginning of a longer name: 'Mexico City', 'Israel Defense Forces'."""
    first, stop = text.bounds(start)
    if text.shouted(start) or text.lexicons.countries.adjectives.longest_at(text.folded, start, end):
        return False
    if (
        start > first
        and text.capital(start - 1)
        and text.pos[start - 1] == "PROPN"
        and text.heads[start] == start - 1
        and text.deps[start] == "flat"
    ):
        return True
    if end >= stop or not text.capital(end) or text.pos[end] not in {"PROPN", "NOUN", "ADJ"}:
        return False
    if title_end(text, end, stop) > end:
        return False
    last = end - 1
    return (text.deps[last] in {"compound", "flat", "nmod", "amod"} and text.heads[last] >= end) or (
        text.heads[end] in range(start, end) and text.deps[end] == "flat"
    )


def _side_start(text: Text, position: int, first: int) -> int:
    """Where 'north-eastern' begins before a name."""
    start = position - 1
    while start - 1 > first and text.words[start - 1] == "-" and text.lexicons.places.sides.has(text.folded[start - 2]):
        start -= 2
    return start


def _as_adjective(text: Text, start: int, end: int) -> bool:
    """'US' and 'U.S.' before a noun."""
    return (
        text.folded[start] in {"us", "u.s", "u.k", "uk", "uae"}
        and end < text.bounds(start)[1]
        and (
            (text.deps[end - 1] in {"compound", "amod", "nmod:desc", "nmod"} and text.heads[end - 1] >= end)
            or text.pos[end] == "NOUN"
            or (
                text.folded[end] in {"and", "or"}
                and _is_country_word(text, min(end + 1, len(text) - 1))
                and text.lexicons.countries.adjectives.has(text.folded[min(end + 1, len(text) - 1)])
            )
        )
    )
