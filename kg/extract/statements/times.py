"""Times that the words tell, resolved to days as far as they allow it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.article import Article
from kg.concepts import ValueStatus
from kg.extract.statements.calendar import Period, checked, shift
from kg.extract.statements.time_grammar import read
from kg.extract.statements.time_reading import Reading, TimeKind, Words
from kg.extract.text import GENITIVE, Text

__all__ = ["TimeExpression", "TimeKind", "find_times"]

_MODIFYING = frozenset({"compound", "nmod:poss", "amod", "nummod"})
_HIGHEST = 4  # nouns between 'since' and a date: 'since the start of the war in May'


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time: tokens `start:end`, and from `span_start` with the preposition.

    `value` is what TIMEX3 would say of the words without it. `edtf` is for the graph, the preposition considered: None
    for durations, sets, hours and what cannot be resolved. `root` is the token that the others hang on, `head` the one
    outside that it hangs on itself; they are the same where it hangs on none.
    """

    start: int
    end: int
    span_start: int
    kind: TimeKind
    value: str | None
    edtf: str | None
    status: ValueStatus
    head: int
    root: int


def find_times(text: Text, article: Article) -> list[TimeExpression]:
    """The time expressions of an article, in order and without overlap; times of hours alone give no date."""
    words = Words(text, article.published)
    found = [_expression(words, start, reading) for start, reading in _readings(words)]
    return [replace(time, head=_outside(time, found)) for time in found]


def _outside(time: TimeExpression, found: list[TimeExpression]) -> int:
    """What a time hangs on, past other times: in 'on Tuesday at noon', both hang on the verb."""
    head = time.head
    for _ in range(_HIGHEST):
        above = next((other for other in found if other.start <= head < other.end and other is not time), None)
        if above is None:
            break
        head = above.head
    return head if not time.start <= head < time.end else time.head


def _readings(words: Words) -> Iterator[tuple[int, Reading]]:
    for start, end in words.text.sentences:
        words.stop = end
        position = start
        while position < end:
            reading = read(words, position)
            if reading is None:
                position += 1
                continue
            yield position, reading
            words.remember(reading)
            position = reading.end


def _expression(words: Words, start: int, reading: Reading) -> TimeExpression:
    text = words.text
    root = text.root(start, reading.end)
    head = text.heads[root]
    span_start, relation = _preposition(words, start, reading, root)
    if relation in {"", "at"} and reading.kind is TimeKind.DATE:
        above = _since(text, root)
        if above is not None:
            span_start, head, relation = above[0], above[1], "since"
    edtf = _edtf(words, reading, reading.relation or relation, root) if reading.kind is TimeKind.DATE else None
    stated = reading.stated and not (edtf and relation in {"since", "after", "from"} and not edtf.endswith(".."))
    status = ValueStatus.STATED if stated else ValueStatus.INFERRED
    return TimeExpression(start, reading.end, span_start, reading.kind, reading.value, edtf, status, head, root)


def _preposition(words: Words, start: int, reading: Reading, root: int) -> tuple[int, str]:
    """Where the preposition of a time begins, and what it makes of the time; one of a larger phrase is not its own."""
    text = words.text
    after = words.word(reading.end)
    modifies = text.deps[root] in _MODIFYING and text.heads[root] >= reading.end
    if after in GENITIVE or modifies:
        return start, ""
    found = words.lexicon.prepositions.longest_ending(text.folded, text.bounds(start)[0], start)
    if found is None:
        return start, ""
    begin, relation = found
    if words.word(start) in words.lexicon.parts and reading.end - start > 1:
        return start, ""  # 'before dawn on Sunday' is on Sunday
    if (
        relation == "from"
        and text.pos[text.heads[root]] not in {"VERB", "ADJ", "AUX"}
        and after not in {"on", "onwards", "onward"}
    ):
        relation = "at"
    if relation == "from" and ("/" in (reading.value or "") or (reading.given and reading.given.last_day)):
        relation = "at"
    return begin, relation


def _since(text: Text, root: int) -> tuple[int, int] | None:
    """The 'since' above a date within its phrase, and what that phrase hangs on."""
    node, seen = root, 0
    while text.deps[node].split(":")[0] in {"nmod", "compound", "amod", "nummod", "appos"} and seen < _HIGHEST:
        if text.heads[node] == node:
            return None
        node, seen = text.heads[node], seen + 1
        for child in text.children[node]:
            if text.folded[child] == "since" and child < root:
                return child, text.heads[node]
    return None


def _edtf(words: Words, reading: Reading, relation: str, root: int) -> str | None:
    period = reading.period
    if period is None:
        return None
    match relation:
        case "since" | "after" | "from":
            return _onwards(words, period, root)
        case "until":
            return checked(f"../{period.last.isoformat()}")
        case "before":
            last = shift(period.first, -1, "D")
            return checked(f"../{last.isoformat()}") if last else None
    return period.edtf


def _onwards(words: Words, period: Period, root: int) -> str | None:
    """From the first day of a time to the publication; open where what is told lies ahead."""
    published: dt.date | None = words.published
    if published is None or period.first > published or words.ahead(root):
        return checked(f"{period.first.isoformat()}/..")
    return checked(f"{period.first.isoformat()}/{published.isoformat()}")
