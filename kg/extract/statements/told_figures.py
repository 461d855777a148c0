"""Figures that are somebody's word without a verb that tells the event: 'put the toll at 12', 'spoke of 300 people'."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.concepts import EventType, Factuality, Measure
from kg.extract.statements.attribution import Attributor
from kg.extract.statements.evidence import trimmed
from kg.extract.statements.figures import Figure, FigureKind
from kg.extract.statements.propositions import Proposition
from kg.extract.statements.syntax import clause_of, is_verb, subtree
from kg.extract.text import Text

_HIGHEST = 4
_TOPIC_REACH = 3  # sentences in which a figure without a noun is of the same thing as the one before

Topic = tuple[EventType, Measure]


def told_figures(
    text: Text, figures: Sequence[Figure], attributor: Attributor, taken: Collection[int], told: Collection[int]
) -> Iterator[Proposition]:
    """A proposition for each figure that a verb of counting tells.

    `taken` are the heads of other predicates, `told` the numbers of figures that other propositions have.
    """
    topic: Topic | None = None
    told_in = 0
    for figure in figures:
        if figure.kind not in {FigureKind.COUNT, FigureKind.SHARE} or figure.number in told:
            continue
        verb = _teller(text, figure)
        if verb is None or verb in taken:
            continue
        found = _topic(text, verb, figure)
        if found is None and topic is not None and text.sentence_of[verb] - told_in <= _TOPIC_REACH:
            counted = figure.counted
            if counted is None or text.lexicons.people.counted.has(text.folded[counted]):
                found = topic
        levels = attributor.said_by(verb) if found is not None else []
        if found is None or not levels:
            continue
        topic, told_in = found, text.sentence_of[verb]
        chain = attributor.chain(verb, verb)
        chain.levels = [*chain.levels, *levels]
        tokens = subtree(text, verb, {c for c in text.children[verb] if text.deps[c] in {"nsubj", "conj", "parataxis"}})
        last = max([t for t in tokens if t <= figure.end], default=verb)
        start, end = trimmed(text, min(verb, figure.start), max(last + 1, figure.end))
        quotations = [q for q in attributor.quotations_in(start, end) if q.start >= start]
        yield Proposition(
            type=found[0],
            trigger=verb,
            start=start,
            end=end,
            chain=chain,
            factuality=Factuality.CT_PLUS,
            figures=[(figure, found[1])],
            quotations=quotations,
            rule=f"{found[0].value}:{text.lemmas[verb]}",
            definite=True,
        )


def _teller(text: Text, figure: Figure) -> int | None:
    """The verb of counting that a figure is an argument of."""
    position = figure.counted if figure.counted is not None else figure.number
    for _ in range(_HIGHEST):
        above = text.heads[position]
        if above == position:
            return None
        if _is_existential(text, above) and is_verb(text, text.heads[above]):
            above = text.heads[above]  # 'reckoned there were fewer than 1,500'
            return above if text.lemmas[above] in text.lexicons.sources.verbs else None
        if is_verb(text, above):
            direct = text.deps[position] in {"obj", "obl", "xcomp", "nmod"}
            return above if direct and text.lemmas[above] in text.lexicons.sources.figures else None
        position = above
    return None


def _is_existential(text: Text, position: int) -> bool:
    return text.deps[position] == "ccomp" and any(text.deps[c] == "expl" for c in text.children[position])


def _topic(text: Text, verb: int, figure: Figure) -> Topic | None:
    put = text.lexicons.measures.put
    nouns = [*clause_of(text, verb).object, *([figure.counted] if figure.counted is not None else [])]
    for noun in nouns:
        for token in (noun, *text.children[noun]):
            for word in (text.lemmas[token], text.folded[token]):
                if word in put:
                    measure = text.lexicons.measures.nouns.get(word, put[word][1])
                    return put[word][0], measure
    return None
