"""The items of a list: 'The package comprises: - 2 Skynex systems …'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.concepts import EventType, Factuality, Measure
from kg.extract.statements.attribution import Attributor
from kg.extract.statements.event_words import WIDER
from kg.extract.statements.evidence import trimmed
from kg.extract.statements.figures import Figure, FigureKind
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.propositions import Proposition
from kg.extract.statements.syntax import is_verb
from kg.extract.text import Text

_GIVERS = ("agent", "beneficiary")


def list_items(
    text: Text,
    figures: Sequence[Figure],
    fillers: Fillers,
    attributor: Attributor,
    told: Sequence[Proposition],
) -> Iterator[Proposition]:
    """A proposition for each item of a list of what is given, under a sentence that ends with a colon."""
    lead: int | None = None
    for number, (start, end) in enumerate(text.sentences):
        if text.words[end - 1] == ":":
            lead = number if _is_lead(text, number) else None
            continue
        own = [f for f in figures if start <= f.number < end and f.kind is FigureKind.COUNT]
        if lead is None or not _is_item(text, start, end):
            if lead is not None and number > lead + 1:
                lead = None
            continue
        equipment = {d: None for i in range(start, end) for d in fillers.exactly(i) if d.class_ == "Equipment"}
        if not own and not equipment:
            continue
        giver = _giver(text, told, lead)
        type_ = EventType.MILITARY_AID if equipment or giver is None or giver.type is None else giver.type
        low, high = trimmed(text, start, end)
        chain = attributor.chain(text.sentences[lead][0], text.sentences[lead][0])
        yield Proposition(
            type=type_,
            trigger=own[0].number if own else low,
            start=low,
            end=high,
            chain=chain,
            factuality=giver.factuality if giver is not None else Factuality.CT_PLUS,
            roles={
                "instrument": equipment,
                **({r: dict(giver.roles[r]) for r in _GIVERS if r in giver.roles} if giver is not None else {}),
            },
            figures=[(f, Measure.EQUIPMENT_DELIVERED) for f in own if not f.additive or len(own) == 1],
            rule=f"{type_.value}:list",
            part_of=giver,
        )


def _is_lead(text: Text, number: int) -> bool:
    start, end = text.sentences[number]
    leads = text.lexicons.events.list_leads
    return any(text.lemmas[i] in leads or text.folded[i] in leads for i in range(start, end))


def _is_item(text: Text, start: int, end: int) -> bool:
    """A line without a finite clause that begins with a number or a bullet."""
    first = next((i for i in range(start, end) if text.words[i][:1].isalnum()), None)
    if first is None:
        return False
    finite = any(
        is_verb(text, i) and text.tags[i] in {"VBD", "VBZ", "VBP"} and text.deps[i] == "ROOT" for i in range(start, end)
    )
    return not finite


def _giver(text: Text, told: Sequence[Proposition], lead: int) -> Proposition | None:
    """The proposition that tells who gives what the list details: the last one about support before it."""
    before = [
        p for p in told if p.type is not None and WIDER[p.type] == "support" and text.sentence_of[p.trigger] <= lead
    ]
    return before[-1] if before else None
