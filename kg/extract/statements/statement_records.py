"""Propositions and happenings as record data: times, quantities, events and claims, each with its spans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.article import Article
from kg.concepts import Measure
from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.statements.chains import Level
from kg.extract.statements.conflicts import conflicts
from kg.extract.statements.descriptions import descriptions
from kg.extract.statements.figures import Figure
from kg.extract.statements.happenings import Happening, group, relate
from kg.extract.statements.lists import list_items
from kg.extract.statements.predicates import TAGGER
from kg.extract.statements.propositions import Proposition, Propositions
from kg.extract.statements.times import TimeExpression
from kg.extract.statements.told_figures import told_figures
from kg.extract.text import Text
from kg.language.article_doc import article_span
from kg.records import Span
from kg.vocab import ROLES

_LABEL_LENGTH = 90
_ABOVE = 4  # tokens that are climbed to the verb with which something was said
_RULE = re.compile(r"[^a-z0-9]+")
_MERGED = {
    "definite": "a definite noun for what was told of before",
    "same-figure": "the same figure and a participant in common",
    "same-participants": "the same participants, and nothing told of place and time that excludes it",
    "rival-figures": "another source's figure for it, right beside the first",
    "list": "an item of the list that details it",
}


@dataclass(frozen=True)
class Statements:
    """The statements of an article, before its entities have ids."""

    article: Article
    propositions: Propositions
    happenings: Sequence[Happening]
    descriptions: Sequence[Proposition]

    def write(self, ids: Mapping[Draft, str]) -> dict[str, list[dict[str, Any]]]:
        """Record data: lists of times, quantities, events and claims."""
        writer = StatementWriter(self.article, self.propositions.text, ids, self.propositions.speech_times())
        return writer.write(self.happenings, self.descriptions)


def find_statements(
    article: Article, entities: Entities, *, by_lexicon: bool = True, by_tagger: bool = True
) -> Statements:
    """What an article states; `entities` grows by the nameless places and people that only a role makes known."""
    propositions = Propositions(article, entities, by_lexicon=by_lexicon, by_tagger=by_tagger)
    found = all_propositions(propositions)
    happenings = group(propositions.text, found)
    relate(propositions.text, happenings, propositions.owner)
    return Statements(article, propositions, happenings, [p for p in found if p.type is None])


def all_propositions(propositions: Propositions) -> list[Proposition]:
    """The propositions of predicates, of figures that somebody gives, of lists and of descriptions, in order."""
    text, attributor, fillers = propositions.text, propositions.attributor, propositions.fillers
    found = propositions.find()
    heads = {token for p in found if p.predicate is not None for token in (p.predicate.head, p.trigger)}
    told = {figure.number for p in found for figure, _ in p.figures}
    found += told_figures(text, propositions.figures, attributor, heads, told)
    found += list_items(text, propositions.figures, fillers, attributor, found)
    found += descriptions(text, fillers, attributor, heads)
    return sorted(found, key=lambda p: (p.start, p.end, p.trigger))


class StatementWriter:
    """Writes the statements of one article; `ids` are the ids of its entities."""

    def __init__(
        self, article: Article, text: Text, ids: Mapping[Draft, str], speech: Mapping[int, TimeExpression]
    ) -> None:
        self._article = article
        self._text = text
        self._ids = ids
        self._speech = speech  # when a verb of saying says it was said
        self._times: dict[str, dict[str, Any]] = {}
        self._quantities: list[dict[str, Any]] = []
        self._quantity_ids: dict[tuple[int, Measure], str] = {}
        self._measures: dict[int, Measure] = {}  # of the figures that a claim tells
        self._counts: Counter[str] = Counter()

    def write(
        self, happenings: Sequence[Happening], others: Sequence[Proposition] = ()
    ) -> dict[str, list[dict[str, Any]]]:
        """The lists `times`, `quantities`, `events` and `claims`; `others` are claims about entities."""
        for happening in happenings:
            for proposition in happening.propositions:
                self._measures.update({id(figure): measure for figure, measure in proposition.figures})
        event_ids = {id(happening): self._id(happening.type.value) for happening in happenings}
        events = [self._event(happening, event_ids) for happening in happenings]
        about = {id(p): event_ids[id(h)] for h in happenings for p in h.propositions}
        told = sorted(
            [*(p for h in happenings for p in h.propositions), *others], key=lambda p: (p.start, p.end, p.trigger)
        )
        self._counts.clear()
        claim_ids = {id(p): self._id(p.type.value if p.type is not None else "description") for p in told}
        against: dict[int, list[str]] = {}
        for happening in happenings:
            for one, other in conflicts(happening):
                against.setdefault(id(one), []).append(claim_ids[id(other)])
                against.setdefault(id(other), []).append(claim_ids[id(one)])
        claims = [self._claim(p, claim_ids[id(p)], about.get(id(p)), against.get(id(p), [])) for p in told]
        return {"times": list(self._times.values()), "quantities": self._quantities, "events": events, "claims": claims}

    def _id(self, name: str) -> str:
        self._counts[name] += 1
        return f"{name}-{self._counts[name]}"

    def span(self, start: int, end: int) -> Span:
        """Tokens as a span of the article."""
        low, high = article_span(self._text.doc[start:end])
        return Span(quote=self._article.text[low:high], start=low, end=high)

    def _refs(self, drafts: Sequence[Draft]) -> list[str]:
        return list(dict.fromkeys(self._ids[draft] for draft in drafts if draft in self._ids))

    def _event(self, happening: Happening, event_ids: Mapping[int, str]) -> dict[str, Any]:
        roles = {role: self._refs(list(drafts)) for role, drafts in happening.roles().items() if role in ROLES}
        return {
            "id": event_ids[id(happening)],
            "type": happening.type.value,
            "label": self._label(happening, roles),
            "evidence": [self.span(p.trigger, p.trigger + 1) for p in happening.propositions],
            **roles,
            "part_of": [event_ids[id(other)] for other in happening.part_of],
            "caused_by": [event_ids[id(other)] for other in happening.caused_by],
            "reasons": [
                {"rule": reason, "note": _MERGED[reason], "mentions": [self.span(p.start, p.end)]}
                for p, reason in zip(happening.propositions, happening.reasons, strict=True)
                if reason in _MERGED
            ],
        }

    def _label(self, happening: Happening, roles: Mapping[str, Sequence[str]]) -> str:
        """'Withdrawal of North Korean troops, Kursk Oblast'."""
        name = happening.type.value.replace("-", " ").capitalize()
        agents, patients = roles.get("agent", ()), roles.get("patient", ())
        against = roles.get("opponent", ())
        told = [draft for r in ("place", "destination", "origin") for draft in happening.roles().get(r, ())]
        around = {draft.contained_in for draft in told}
        places = self._refs([draft for draft in told if draft not in around])
        if patients:
            name += f" of {' and '.join(patients)}"
        if agents:
            name += f" by {' and '.join(agents)}"
        if against:
            name += f" against {' and '.join(against)}"
        if places:
            name += f", {' and '.join(dict.fromkeys(places))}"
        return name if len(name) <= _LABEL_LENGTH else name[: _LABEL_LENGTH - 1].rsplit(" ", 1)[0] + "…"

    def _claim(self, p: Proposition, id_: str, event: str | None, against: Sequence[str]) -> dict[str, Any]:
        about = event if event is not None else self._ids[p.about] if p.about is not None else ""
        return {
            "id": id_,
            "about": about,
            "evidence": [self.span(p.start, p.end)],
            "factuality": p.factuality.value,
            "chain": [self._level(level) for level in p.chain.levels],
            "quantities": [self._quantity(figure, measure) for figure, measure in p.figures],
            "time": self._time(p.time) if p.time is not None else None,
            "cue": [self.span(token, self._cue_end(token)) for token in p.cues],
            "quotation": [self.span(q.start, q.end) for q in p.quotations],
            "alternative_to": list(dict.fromkeys(against)),
            "reasons": [{"rule": rule, "note": note} for rule, note in self._reasons(p)],
        }

    def _reasons(self, p: Proposition) -> list[tuple[str, str]]:
        type_, _, word = p.rule.partition(":")
        if word == TAGGER:
            told = f"'{self._text.words[p.trigger]}' tells of {type_}, says the head of events"
            found = [("event-tagger", told)]
        else:
            found = [("event-lexicon", f"'{word}' tells of {type_}")] if p.type else [("description", f"'{word}'")]
        found += [
            (f"source-{_RULE.sub('-', level.rule.lower()).strip('-') or 'cue'}", f"'{self._words(*level.cue)}'")
            for level in p.chain.levels
        ]
        if p.cues:
            cue = ", ".join(f"'{self._text.words[token]}'" for token in p.cues)
            found.append(("factuality", f"{p.factuality.value} by {cue}"))
        for figure, measure in p.figures:
            found.append(("figure", f"'{self._words(figure.start, figure.end)}' is read as {measure.value}"))
        if p.time is not None:
            found.append(
                ("time", f"'{self._words(p.time.span_start, p.time.end)}' is {p.time.edtf}, {p.time.status.value}")
            )
        for role, drafts in p.roles.items():
            found.append((f"role-{role}", ", ".join(draft.label for draft in drafts)))
        return found

    def _words(self, start: int, end: int) -> str:
        return self._text.written(start, end)

    def _cue_end(self, token: int) -> int:
        """'may be' is one cue: an auxiliary with the 'be' right after it."""
        after = token + 1
        text = self._text
        modal = text.tags[token] == "MD" and after < len(text) and text.folded[after] == "be"
        return after + 1 if modal else after

    def _level(self, level: Level) -> list[dict[str, Any]]:
        links = []
        time = self._said_when(level.verb)
        for source in level.sources:
            known = source.draft is not None and source.draft in self._ids
            links.append(
                {
                    "source": self._ids[source.draft] if known and source.draft is not None else None,
                    "anonymity": source.anonymity.value if known else "unspecified",
                    "cue": [self.span(*level.cue)],
                    "time": self._time(time) if time is not None else None,
                }
            )
        return links

    def _said_when(self, verb: int | None) -> TimeExpression | None:
        """When a verb of saying was said, or one above it in its sentence: 'earlier stressed …, describing it as'."""
        text = self._text
        for _ in range(_ABOVE):
            if verb is None or verb in self._speech:
                break
            above = text.heads[verb]
            verb = above if above != verb and text.deps[verb] not in {"ccomp", "parataxis"} else None
        return self._speech.get(verb) if verb is not None else None

    def _time(self, time: TimeExpression) -> str:
        key = f"{time.edtf}/{time.span_start}"
        if key not in self._times:
            self._times[key] = {
                "id": self._id("time"),
                "edtf": time.edtf,
                "status": time.status.value,
                "evidence": [self.span(time.span_start, time.end)],
            }
        return str(self._times[key]["id"])

    def _quantity(self, figure: Figure, measure: Measure) -> str:
        key = (id(figure), measure)
        if key in self._quantity_ids:
            return self._quantity_ids[key]
        whole = None
        if figure.whole is not None:
            whole = self._quantity(figure.whole, self._measures.get(id(figure.whole)) or self._whole_measure(measure))
        id_ = self._quantity_ids[key] = self._id("quantity")
        fraction = figure.fraction
        self._quantities.append(
            {
                "id": id_,
                "value": figure.value if fraction is None else None,
                "min": figure.min if fraction is None else None,
                "max": figure.max if fraction is None else None,
                "fraction": fraction,
                "fraction_of": whole,
                "measure": measure.value,
                "unit": figure.unit if figure.whole is None else figure.whole.unit,
                "approximator": [a.value for a in figure.approximators],
                "evidence": [self.span(figure.start, figure.end)],
            }
        )
        if fraction is not None and figure.whole is not None and figure.whole.value is not None and whole is not None:
            self._derive(figure, figure.whole.value, id_, whole, measure)
        return id_

    @staticmethod
    def _whole_measure(measure: Measure) -> Measure:
        """What a whole counts that is told nowhere else."""
        if measure is Measure.TERRITORY_REGAINED:
            return Measure.TERRITORY_GAINED
        return Measure.OTHER_MEASURE

    def _derive(self, figure: Figure, whole: Decimal, part: str, of: str, measure: Measure) -> None:
        assert figure.fraction is not None  # noqa: S101  (the caller looked)
        self._quantities.append(
            {
                "id": self._id("quantity"),
                "value": figure.fraction * whole,
                "measure": measure.value,
                "unit": figure.whole.unit if figure.whole is not None else "NUM",
                "approximator": list(
                    dict.fromkeys(a.value for f in (figure, figure.whole) if f is not None for a in f.approximators)
                ),
                "status": "derived",
                "derived_from": [part, of],
            }
        )
