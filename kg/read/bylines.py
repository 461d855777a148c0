"""Who wrote it and where: bylines, reporters' credits at the foot, datelines, and names of publishers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.patterns import pattern, words

_MOST_NAME_WORDS = 5
_GLUED_BY = re.compile(r"[Bb]y(?=[A-Z][^\W\d_])")  # what remains of `by` and a name when a page's markup is removed
_LIST = re.compile(r"\s*(?:[,;&]|\band\b|\bAND\b|\bwith\b)\s*")
_PLACE_AFTER_NAME = re.compile(r"\s+(?:in|at|from|for|of|IN)\s+.*$")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’ʼ`-])*")
_DASH = re.compile(r"\s*(?:--|[-–—])\s+|\)\s*:\s+")
_AGENCY = re.compile(r"\s*\(([^()]{2,60})\)?\s*$")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|ua|uk|eu|io|co\.\w\w)", re.IGNORECASE)
_LONGEST_DATELINE = 160
_MOST_PLACE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline: where they begin, who are people, and a news agency that signs for them."""

    start: int
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    helpers: tuple[str, ...] = ()  # of additional reporting


@dataclass(frozen=True, slots=True)
class Dateline:
    """`CITY, Country, date (Agency) - ` before the first sentence."""

    start: int
    end: int
    publisher: str | None


def read_byline(text: str, start: int, end: int) -> Byline | None:
    """The byline that a line or segment consists of."""
    opening = pattern("byline", "opening", ignore_case=True).match(text, start, end) or _GLUED_BY.match(
        text, start, end
    )
    if not opening:
        return None
    names = opening.end() + len(text[opening.end() : end]) - len(text[opening.end() : end].lstrip())
    rest = pattern("byline", "pictures", ignore_case=True).sub("", text[names:end].strip())
    nobody = pattern("byline", "nobody", ignore_case=True)
    if nobody.fullmatch(_PLACE_AFTER_NAME.sub("", rest)):
        return Byline(names)
    authors: list[str] = []
    publisher = None
    for item in _items(rest):
        if item in words("agencies"):
            publisher = publisher or item
        elif is_person(item):
            authors.append(item)
        elif not (authors or publisher) or not (_is_role(item) or is_capitalised(item) or nobody.fullmatch(item)):
            return None
    return Byline(names, tuple(authors), publisher) if authors or publisher else None


def read_reporters(text: str, start: int, end: int) -> Byline | None:
    """The credit at the foot of a wire story: reporters are authors, editors and translators are not."""
    line = text[start:end].strip().strip("()[]")
    reporters = pattern("byline", "reporters", ignore_case=True)
    editors = pattern("byline", "editors", ignore_case=True)
    if not (reporters.match(line) or editors.match(line)):
        return None
    authors: list[str] = []
    helpers: list[str] = []
    for clause in re.split(r"\s*;\s*|\.\s+(?=[A-Z])(?=\w+(?: \w+){0,2} by\b)", line):
        opening = reporters.match(clause)
        people = [item for item in _items(clause[opening.end() :]) if is_person(item)] if opening else []
        if opening and not people and not _items(clause[opening.end() :]):
            return None
        if opening and pattern("byline", "additional", ignore_case=True).match(clause):
            helpers += people
        else:
            authors += people
    if not authors and not helpers and not any(is_person(item) for item in _items(re.sub(r"^.*?\bby\b:?", "", line))):
        return None
    return Byline(start, tuple(authors), helpers=tuple(helpers))


def read_desk(text: str, start: int, end: int) -> bool:
    """Whether a segment tells which desk edited the article: 'Editing desk: Kabul'."""
    label = pattern("byline", "desk", ignore_case=True).match(text, start, end)
    rest = text[label.end() : end].strip() if label else ""
    return is_capitalised(rest) and len(rest.split()) <= _MOST_NAME_WORDS


def read_names(text: str, start: int, end: int, *, alone: bool = False) -> Byline | None:
    """The byline without a word of introduction that a line of the head consists of: names with a reporter's role.

    Without a role it takes several names (`alone` allows that), none of which may recur in the text, nor any word
    of them in small letters: else they may well be what the article is about.
    """
    line = text[start:end]
    items = _items(line)
    people = [item for item in items if is_person(item)]
    if len(line) > _LONGEST_DATELINE or not people or items[0] != people[0] or line[-1] in ".:;?!":
        return None
    roles = [item for item in items if item not in people]
    if roles:
        reporter = pattern("byline", "reporter", ignore_case=True)
        return Byline(start, tuple(people)) if all(reporter.fullmatch(role) for role in roles) else None
    elsewhere = text[:start] + text[end:]
    known = any(item in elsewhere for item in people) or any(
        re.search(rf"\b{re.escape(word.lower())}\b", elsewhere) for item in people for word in item.split()
    )
    ground = any(words("ground_words").intersection(item.lower().split()) for item in people)
    joined = len(people) > 1 and re.search(r" (?:and|&) ", line)
    return Byline(start, tuple(people)) if alone and joined and not known and not ground else None


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that a paragraph begins with."""
    end = min(end, start + _LONGEST_DATELINE)
    dash = _DASH.search(text, start, end)
    while dash and text.count("(", start, dash.start()) > text.count(")", start, dash.start() + 1):
        dash = _DASH.search(text, dash.end(), end)  # a dash inside the brackets of the agency
    if not dash or dash.start() == start:
        return None
    head = text[start : dash.start()].rstrip()
    agency = _AGENCY.search(head)
    publisher = agency.group(1).strip() if agency and not re.search(r"\d", agency.group(1)) else None
    place = head[: agency.start()] if agency else head
    place_words = re.sub(r"[\d.,/:-]+(?:st|nd|rd|th)?", " ", place).split()
    if not place_words or len(place_words) > _MOST_PLACE_WORDS or not is_capitalised(" ".join(place_words)):
        return None
    dated = bool(re.search(r"\d", place))
    city = re.split(r"[,./\s]", place, maxsplit=1)[0]
    if publisher and is_capitalised(publisher):
        return Dateline(start, dash.end(), publisher)
    if dated or agency or (city.isupper() and len(city) > 2):  # noqa: PLR2004  (no acronym)
        return Dateline(start, dash.end(), None)
    return None


def is_publisher(line: str) -> bool:
    """Whether a short line has the form of a publisher's name: a domain, or capitalised words with a telling one."""
    if line in words("agencies") or _DOMAIN.fullmatch(line):
        return True
    line = publisher_name(line)
    telling = {word.strip("'’s").lower() for word in line.split()} | {word.lower() for word in line.split()}
    return is_capitalised(line) and bool(telling & words("publisher_words"))


def publisher_name(line: str) -> str:
    """A publisher's name without its abbreviation in brackets and the state that follows it after a dash."""
    name = pattern("masthead", "abbreviation").sub("", line)
    state = pattern("masthead", "state", ignore_case=True).search(name)
    return name[: state.start()].strip() if state else name.strip()


def is_capitalised(line: str) -> bool:
    """Whether every word but the small ones has a capital."""
    return all(
        word[:1].isupper() or word[:1].isdigit() or word.lower() in words("small_words") | words("particles")
        for word in line.replace("/", " ").split()
    ) and any(character.isupper() for character in line)


def _items(names: str) -> list[str]:
    parts = (_PLACE_AFTER_NAME.sub("", part).strip(" .:*_") for part in _LIST.split(names))
    return [part for part in parts if part]


def is_person(name: str) -> bool:
    """Whether words have the form of a person's name."""
    parts = name.split()
    return (
        1 < len(parts) <= _MOST_NAME_WORDS
        and parts[0][0].isupper()
        and all(
            (_NAME_WORD.fullmatch(part) and (part[0].isupper() or part.lower().rstrip("-") in words("particles")))
            or part.lower().startswith(("al-", "el-", "d'", "d’"))
            for part in parts
        )
        and not _is_role(name)
        and not {part.lower() for part in parts} & words("publisher_words")
    )


def _is_role(text: str) -> bool:
    return bool(pattern("byline", "role", ignore_case=True).fullmatch(text))
