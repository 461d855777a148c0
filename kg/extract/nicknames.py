"""Second names: the one in quotation marks inside a name, and the one that 'known as' introduces."""

from __future__ import annotations

from kg.extract.drafts import Drafts
from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.text import QUOTES, Text

_INTRODUCTIONS = (
    ("also", "known", "as"),
    ("better", "known", "as"),
    ("known", "as"),
    ("nicknamed",),
    ("dubbed",),
    ("alias",),
    ("aka",),
    ("call", "sign"),
)
_LONGEST = 4  # words of a nickname


def join_nicknames(text: Text, taken: Taken) -> None:
    """Make one mention of 'Ramiro "El Lobo" Zuleta', which a tagger may have cut in three."""
    for mention in taken.all():
        if mention.kind is not Kind.PERSON or text.after(mention.end) not in QUOTES:
            continue
        stop = text.bounds(mention.start)[1]
        position = mention.end + 1
        while position < stop and position <= mention.end + _LONGEST and text.words[position] not in QUOTES:
            position += 1
        last = taken.at(position + 1) if position < stop and text.words[position] in QUOTES else None
        if (
            last is not None
            and last.kind is Kind.PERSON
            and last.start == position + 1
            and taken.at(mention.start) is mention
        ):
            taken.put(Mention(mention.start, last.end, Kind.PERSON, mention.origin, mention.confidence))


def name_without_nickname(text: Text, mention: Mention) -> tuple[str, str] | None:
    """Name and nickname of a mention that has one in quotation marks; None for others."""
    marks = [i for i in range(mention.start, mention.end) if text.words[i] in QUOTES]
    if len(marks) != 2 or marks[0] == mention.start or marks[1] == mention.end - 1:  # noqa: PLR2004  (a pair)
        return None
    before, after = text.written(mention.start, marks[0]), text.written(marks[1] + 1, mention.end)
    return f"{before} {after}", text.written(marks[0] + 1, marks[1])


def join_introduced(text: Text, taken: Taken, drafts: Drafts) -> None:
    """'General Osk Harrow, known as Falcon': one person, body or thing with two names."""
    for mention, draft in list(drafts.of.items()):
        other = _introduced(text, mention, taken)
        second = drafts.of.get(other) if other is not None else None
        if (
            other is None
            or second is None
            or second is draft
            or (second.class_ != draft.class_ and len(second.mentions) > 1)
        ):
            continue
        if draft in drafts and second in drafts:
            note = f"'{mention.label}' is said to be known as '{other.label}'"
            drafts.merge(draft, second, "known-as", note)


def _introduced(text: Text, mention: Mention, taken: Taken) -> Mention | None:
    position, stop = mention.end, text.bounds(mention.start)[1]
    if position < stop and text.words[position] in {",", "("}:
        position += 1
    for words in _INTRODUCTIONS:
        end = position + len(words)
        if end < stop and tuple(text.folded[position:end]) == words:
            while end < stop and (text.words[end] in QUOTES or text.folded[end] == "the"):
                end += 1
            other = taken.at(end) if end < stop else None
            return other if other is not None and other.named and other.kind is not Kind.NATIONALITY else None
    return None
