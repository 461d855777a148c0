"""Persons and the ranks, offices and bodies that stand with their names."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.text import DETERMINERS, GENITIVE, Text

_BODIES = frozenset({Kind.ORGANIZATION, Kind.UNIT, Kind.COUNTRY, Kind.NATIONALITY, Kind.PLACE})
_REACH = 8  # steps after a name in which its office may stand
_LINKS = frozenset({"of", "for", "at", "in", "with", "to", "from"})


@dataclass(slots=True)
class Standing:
    """What the words around a name say of a person: titles as written, and the body with each."""

    ranks: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    honorifics: list[str] = field(default_factory=list)
    bodies: list[tuple[str, Mention]] = field(default_factory=list)  # (office, body)
    countries: list[str] = field(default_factory=list)
    prefix_start: int = -1  # where the titles before the name begin
    titles: list[Mention] = field(default_factory=list)


def standing(text: Text, person: Mention, taken: Taken) -> Standing:
    """Read the titles that stand with a name, before and after it."""
    found = Standing(prefix_start=person.start)
    _before(text, person, taken, found)
    _after(text, person, taken, found)
    return found


def _before(text: Text, person: Mention, taken: Taken, found: Standing) -> None:
    first = text.bounds(person.start)[0]
    position = person.start
    office = ""
    while position > first:
        held = taken.at(position - 1)
        if held is None:
            pair = _title_of_body(text, position, taken) if text.words[position - 1] == "," else None
            if pair is not None and not found.titles:
                title, body = pair
                office = text.written(title.start, title.end)
                _file(text, title, office, found)
                found.titles.append(title)
                found.bodies.append((office, body))
                if body.country and body.kind is Kind.COUNTRY:
                    found.countries.append(body.country)
                return
            if text.words[position - 1] == "." or (
                text.words[position - 1] == "," and _is_apposed(text, position, taken)
            ):
                position -= 1
                continue
            break
        if held.kind is Kind.TITLE or (held.kind is Kind.GROUP and held.end == position and _is_title(text, held)):
            adjective = text.lexicons.countries.adjectives.longest_at(text.folded, held.start, held.end)
            written = text.written(adjective[0] if adjective else held.start, held.end)
            if held.country:
                found.countries.append(held.country)
            if not _file(text, held, written, found):
                office = written
            found.titles.append(held)
            position = found.prefix_start = held.start
            continue
        break
    if position == person.start:
        return
    _body_before(text, position, office, taken, found)
    _body_inside(text, found, taken)


def _title_of_body(text: Text, position: int, taken: Taken) -> tuple[Mention, Mention] | None:
    """'the President of Ukraine, …': the office and the body that end right before a comma at `position - 1`."""
    body = taken.at(position - 2)
    if body is None or body.kind not in _BODIES | {Kind.GROUP}:
        return None
    start = body.start - 1
    while start > 0 and text.folded[start] in DETERMINERS:
        start -= 1
    title = taken.at(start - 1)
    if (
        text.folded[start] in _LINKS
        and title is not None
        and title.kind in {Kind.TITLE, Kind.GROUP}
        and title.end == start
        and _is_title(text, title)
    ):
        return title, body
    return None


def _is_title(text: Text, mention: Mention) -> bool:
    titles, actors = text.lexicons.titles, text.lexicons.people.actors
    if titles.any.longest_ending(text.folded, mention.start, mention.end) is not None:
        return True
    return (
        not text.plural(mention.end - 1) and actors.longest_ending(text.folded, mention.start, mention.end) is not None
    )


def _is_apposed(text: Text, position: int, taken: Taken) -> bool:
    """'the brigade's commander, Maj. Gen. Osk Harrow': a comma between office and name."""
    held = taken.at(position - 2)
    if held is None or held.end != position - 1 or held.kind not in {Kind.TITLE, Kind.GROUP} or held.plural:
        return False
    beside = taken.at(position)
    joined = beside is not None and (
        (text.deps[beside.root] == "appos" and text.heads[beside.root] == held.root)
        or (text.deps[held.root] == "appos" and text.heads[held.root] == beside.root)
    )
    before = taken.at(held.start - 1)
    known = held.definite or held.kind is Kind.TITLE or (before is not None and before.kind in _BODIES)
    return joined or (known and _is_title(text, held))


def _file(text: Text, title: Mention, written: str, found: Standing) -> bool:
    """Sort a title into ranks, honorifics and offices; True where it is no office."""
    titles = text.lexicons.titles
    if text.lexicons.people.relations.longest_ending(text.folded, title.start, title.end):
        return True
    if titles.honorifics.get(written):
        found.honorifics.append(written)
        return True
    if titles.ranks.get(written) and not titles.heads.get(written):
        found.ranks.append(written)
        return True
    rank = titles.ranks.longest_ending(text.folded, title.start, title.end)
    if rank and rank[0] > title.start and titles.any.longest_ending(text.folded, title.start, rank[0]):
        found.ranks.append(text.written(rank[0], title.end))
        found.offices.append(text.written(title.start, rank[0]))
        return False
    found.offices.append(written)
    return False


def _body_before(text: Text, position: int, office: str, taken: Taken, found: Standing) -> None:
    """The body or country right before the titles: 'Islamic Jihad spokesman …', 'Ukraine's Commander-in-Chief …'."""
    first = text.bounds(position)[0]
    if position > first and text.words[position - 1] in GENITIVE:
        position -= 1
    held = taken.at(position - 1) if position > first else None
    if held is None or held.kind not in _BODIES:
        return
    found.prefix_start = held.start
    if held.kind in {Kind.NATIONALITY, Kind.COUNTRY}:
        if held.country:
            found.countries.append(held.country)
            if office:
                found.bodies.append((office, held))
    elif office:
        found.bodies.append((office, held))


def _body_inside(text: Text, found: Standing, taken: Taken) -> None:
    """'President of Ukraine', 'Minister of Defence': what a title goes on with."""
    for title in found.titles:
        if text.after(title.end) in _LINKS:
            position = title.end + 1
            while position < len(text) and text.folded[position] in DETERMINERS:
                position += 1
            held = taken.at(position)
            if held is not None and held.kind in _BODIES and held.kind is not Kind.NATIONALITY:
                found.bodies.append((text.written(title.start, title.end), held))
                if held.country and held.kind is Kind.COUNTRY:
                    found.countries.append(held.country)


def _after(text: Text, person: Mention, taken: Taken, found: Standing) -> None:
    """', a spokesman for the Coast Guard', ', Ukraine's Commander-in-Chief', ', 22, a student'."""
    stop = text.bounds(person.start)[1]
    position = person.end
    if position >= stop or text.words[position] not in {",", "(", "–", "—"}:
        return
    position += 1
    owner: Mention | None = None
    for _ in range(_REACH):
        held = taken.at(position) if position < stop else None
        if held is not None and held.kind in {Kind.TITLE, Kind.GROUP} and text.after(held.end) not in GENITIVE:
            if _stands_after(text, person, held, taken):
                _note_office(text, held, owner, taken, found)
            return
        if held is not None and held.kind in _BODIES | {Kind.TITLE, Kind.GROUP}:
            owner, position = held, held.end
        elif position < stop and _is_passed(text, position):
            position += 1
        else:
            return


def _is_passed(text: Text, position: int) -> bool:
    """What may stand between a name and an office after it: articles, ages, adjectives."""
    word = text.words[position]
    return (
        text.folded[position] in DETERMINERS
        or word in GENITIVE
        or word == "-"
        or text.pos[position] in {"ADJ", "NUM"}
        or (word == "," and text.pos[position - 1] == "NUM")
        or (text.pos[position] == "NOUN" and text.after(position + 1) == "-")
    )


def _stands_after(text: Text, person: Mention, title: Mention, taken: Taken) -> bool:
    """Whether an office after a name is this person's."""
    apposed = text.deps[title.root] == "appos" and person.start <= text.heads[title.root] < person.end
    if title.plural or (title.kind is Kind.GROUP and not apposed and not _is_title(text, title)):
        return False
    following, beside = text.after(title.end), taken.at(title.end)
    if following and following not in {*_LINKS, ",", ")", ".", ";", "who", "that", "and", "–", "—"}:
        return False
    return not (title.kind is Kind.TITLE and beside is not None and beside.kind is Kind.PERSON)


def _note_office(text: Text, title: Mention, owner: Mention | None, taken: Taken, found: Standing) -> None:
    office = text.written(title.start, title.end)
    _file(text, title, office, found)
    found.titles.append(title)
    if owner is not None:
        found.bodies.append((office, owner))
        if owner.country:
            found.countries.append(owner.country)
    extra = Standing(titles=[title])
    _body_inside(text, extra, taken)
    found.bodies += extra.bodies
    found.countries += extra.countries
