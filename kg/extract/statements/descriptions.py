"""What somebody calls somebody or something in words of their own: 'describes it as a "buffer zone"'."""

from __future__ import annotations

from collections.abc import Iterator

from kg.concepts import Factuality
from kg.extract.drafts import Draft
from kg.extract.statements.attribution import Attributor
from kg.extract.statements.evidence import trimmed
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.propositions import Proposition
from kg.extract.statements.syntax import clause_of, is_verb, subtree
from kg.extract.text import Text

_PLURAL = frozenset({"them", "they"})


def descriptions(text: Text, fillers: Fillers, attributor: Attributor, taken: set[int]) -> Iterator[Proposition]:
    """A proposition about an entity for each verb of calling whose clause has words in quotation marks."""
    verbs = text.lexicons.sources.calling
    for verb in range(len(text)):
        if text.lemmas[verb] not in verbs or not is_verb(text, verb) or verb in taken:
            continue
        clause = clause_of(text, verb)
        start, end = trimmed(text, *_stretch(text, verb))
        quoted = [q for q in attributor.quotations_in(start, end) if q.start > verb]
        about = _called(text, fillers, clause.object, verb)
        levels = attributor.said_by(verb)
        if not quoted or about is None or not levels:
            continue
        chain = attributor.chain(verb, verb)
        chain.levels = [*chain.levels, *levels]
        yield Proposition(
            type=None,
            trigger=verb,
            start=start,
            end=end,
            chain=chain,
            factuality=Factuality.CT_PLUS,
            quotations=quoted,
            about=about,
            rule=f"description:{text.lemmas[verb]}",
        )


def _stretch(text: Text, verb: int) -> tuple[int, int]:
    without = {c for c in text.children[verb] if text.deps[c] in {"conj", "parataxis", "nsubj", "cc"}}
    tokens = subtree(text, verb, without)
    return min(tokens), max(tokens) + 1


def _called(text: Text, fillers: Fillers, tokens: list[int], verb: int) -> Draft | None:
    """Whom or what the words are about; for 'them' without an entity, the place of the plural told right before."""
    found = fillers.of(tokens)
    if found:
        return found[0]
    if not any(text.folded[t] in _PLURAL for t in tokens):
        return None
    start, stop = text.bounds(verb)
    # What was told right before, or, for a clause that comes first, what comes after it.
    for position in (*range(verb - 1, start - 1, -1), *range(verb + 1, stop)):
        if text.plural(position):
            place = [position + 2] if position + 2 < stop and text.folded[position + 1] in {"in", "at", "near"} else []
            inner = [*fillers.of([position]), *fillers.of(place)]
            if inner:
                return inner[0]
    return None
