"""What an article has told of so far: where descriptions look for what they stand for."""

from __future__ import annotations

from kg.extract.drafts import Draft, Drafts
from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.phrases import fold
from kg.extract.text import GENITIVE, Text

BODIES = frozenset({"Organization", "MilitaryUnit", "GeopoliticalEntity"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl"})


class Told:
    """The entities of an article with what describes them; entities without a name by class and folded words."""

    def __init__(self, text: Text, taken: Taken, drafts: Drafts) -> None:
        self.text = text
        self.taken = taken
        self.drafts = drafts
        self.nameless: dict[tuple[str, str], Draft] = {}

    def again(self, mention: Mention, class_: str, label: str) -> bool:
        """Make a mention one of the entity with these very words, if there is one."""
        draft = self.nameless.get((class_, fold(label)))
        if draft is None:
            return False
        self.drafts.give(mention, draft, "same-words", f"'{mention.label}' again")
        return True

    def begin(self, draft: Draft, mention: Mention) -> Draft:
        """Note an entity without a name, known by the words of its label."""
        draft.head = self.text.folded[mention.end - 1]
        self.nameless[draft.class_, fold(draft.label)] = self.drafts.begin(draft)
        draft.call(mention.label, *mention.aliases)
        return draft

    def owner_words(self, mention: Mention) -> str | None:
        """A mention with the words for whose it is: 'his family', 'Kenya's foreign ministry'."""
        if mention.possessor is None:
            return None
        owner = self.taken.at(mention.possessor)
        return self.text.written(owner.start if owner is not None else mention.possessor, mention.end)

    def owner(self, mention: Mention) -> Draft | None:
        """The entity that owns what a mention is of, where the text names it."""
        held = self.taken.at(mention.possessor) if mention.possessor is not None else None
        return self.drafts.of.get(held) if held is not None else None

    def body_before(self, mention: Mention) -> tuple[Mention, Draft] | None:
        """The body whose name stands right before a description: Hamas in 'Hamas gunmen'."""
        if mention.start == self.text.bounds(mention.start)[0]:
            return None
        held = self.taken.at(mention.start - 1)
        draft = self.drafts.of.get(held) if held is not None and held.end == mention.start else None
        if held is None or draft is None or held.kind is Kind.NATIONALITY or draft.class_ not in BODIES:
            return None
        return held, draft

    def is_argument(self, mention: Mention) -> bool:
        """Whether a mention is subject, object or the like of something."""
        return self.text.role(mention.root)[0] in _ARGUMENTS

    def is_told_before(self, draft: Draft, mention: Mention) -> bool:
        """Whether an entity was mentioned before a mention."""
        return any(m.start < mention.start for m in draft.mentions)

    def distance(self, draft: Draft, position: int) -> int | None:
        """How many sentences before a token an entity was mentioned last; None if it was not."""
        here = self.text.sentence_of[position]
        last = max((self.text.sentence_of[m.start] for m in draft.mentions if m.start < position), default=None)
        return None if last is None else here - last

    def apposed(self, mention: Mention) -> bool:
        """'his party, the Harbour Front', 'the charity Salvamar': a description beside a name."""
        text = self.text
        if self._apposed_before(mention):
            return True
        beside = self._beside(mention)
        draft = self.drafts.of.get(beside) if beside is not None else None
        if beside is None or draft is None or beside.kind not in {Kind.ORGANIZATION, Kind.PERSON}:
            return False
        comma = text.words[mention.end] == ","
        person = mention.kind is Kind.GROUP and not mention.plural
        joined = (
            (not comma and beside.start == mention.end)
            or text.deps[beside.root] in {"appos", "flat"}
            or text.heads[beside.root] == mention.root
            or text.heads[mention.root] == beside.root
        )
        if not joined or draft.class_ != ("Person" if person else "Organization"):
            return False
        self.drafts.give(mention, draft, "apposition", f"'{mention.label}' stands beside '{draft.label}'")
        draft.call(self.owner_words(mention) or "")
        if not comma:
            draft.call(text.written(mention.start, beside.end))
        return True

    def _apposed_before(self, mention: Mention) -> bool:
        """'Salvamar, a charity from Velmora': a description after a body's name."""
        text, start = self.text, mention.start
        after_comma = text.before(start) in {"a", "an", "the"} and text.words[start - 2] == ","
        if mention.kind is not Kind.ORGANIZATION or text.deps[mention.root] != "appos" or not after_comma:
            return False
        held = self.taken.at(start - 3)
        beside = held if held is not None and held.start <= text.heads[mention.root] < held.end else None
        draft = self.drafts.of.get(beside) if beside is not None else None
        if draft is None or draft.class_ not in {"Organization", "MilitaryUnit"}:
            return False
        self.drafts.give(mention, draft, "apposition", f"'{mention.label}' stands beside '{draft.label}'")
        return True

    def _beside(self, mention: Mention) -> Mention | None:
        position, stop = mention.end, self.text.bounds(mention.start)[1]
        if position < stop and self.text.words[position] in GENITIVE:
            return None
        if position < stop and self.text.words[position] == ",":
            position += 1
        if position < stop and self.text.folded[position] == "the":
            position += 1
        return self.taken.at(position) if position < stop else None
