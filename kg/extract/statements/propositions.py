"""Propositions: each predicate with its source, factuality, participants, figures and time; from these come claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.article import Article
from kg.concepts import EventType, Factuality, Measure
from kg.edtf import edtf_bounds
from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.statements.attribution import Attributor
from kg.extract.statements.chains import Chain
from kg.extract.statements.event_words import WIDER
from kg.extract.statements.evidence import evidence_of
from kg.extract.statements.factuality import Judge
from kg.extract.statements.figures import Figure, FigureKind, find_figures
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.measures import measure_of
from kg.extract.statements.nameless import Nameless
from kg.extract.statements.participants import Casting, Roles
from kg.extract.statements.predicates import Predicate, PredicateFinder
from kg.extract.statements.quotations import Quotation
from kg.extract.statements.repairs import repair
from kg.extract.statements.syntax import is_verb, preposition
from kg.extract.statements.time_reading import TimeKind
from kg.extract.statements.times import TimeExpression, find_times
from kg.extract.text import Text

_HIGHEST = 12
_SCENE = frozenset(
    {
        "in",
        "at",
        "from",
        "to",
        "on",
        "near",
        "into",
        "after",
        "before",
        "during",
        "under",
        "for",
        "through",
        "around",
        "over",
        "across",
        "within",
        "since",
        "until",
        "between",
        "outside",
    }
)
_RELATIVE = frozenset({"after", "before", "later", "earlier", "ago", "since"})
_OTHER_CLAUSES = frozenset({"acl:relcl", "advcl", "parataxis", "ccomp"})  # a figure below them is of no clause above
_OWN_TIME = frozenset({"nmod:poss", "compound", "nmod:unmarked", "amod", "nummod"})
_SPEECH = frozenset({EventType.DENIAL, EventType.ACCUSATION, EventType.DEMAND, EventType.THREAT, EventType.PROMISE})
_MEASURED = frozenset({FigureKind.MONEY, FigureKind.DISTANCE, FigureKind.AREA, FigureKind.MASS, FigureKind.DURATION})
_DOING = frozenset({"conflict", "harm", "politics"})
_ACTORS = ("agent", "patient", "opponent", "beneficiary")
_SHARING = frozenset({"in", "by", "during", "from", "with", "of"})


@dataclass(slots=True, eq=False)
class Proposition:
    """One thing told about an event (or an entity, `about`), over tokens `start:end`."""

    type: EventType | None
    trigger: int
    start: int
    end: int
    chain: Chain
    factuality: Factuality
    cues: list[int] = field(default_factory=list)
    roles: Roles = field(default_factory=dict)
    figures: list[tuple[Figure, Measure]] = field(default_factory=list)
    time: TimeExpression | None = None
    quotations: list[Quotation] = field(default_factory=list)
    about: Draft | None = None
    rule: str = ""
    definite: bool = False  # 'the withdrawal': named before
    predicate: Predicate | None = None
    part_of: Proposition | None = None  # an item of a list: what the list details


class Propositions:
    """Finds the propositions of a parsed article."""

    def __init__(
        self, article: Article, entities: Entities, *, by_lexicon: bool = True, by_tagger: bool = True
    ) -> None:
        self.text: Text = entities.text
        self.lexicons = self.text.lexicons
        factuality = self.lexicons.factuality
        known = self.lexicons.events.known_verbs | self.lexicons.sources.verbs.keys()
        repair(self.text, known | factuality.governors.keys() | factuality.irrealis)
        self.fillers = Fillers(entities, self.lexicons.events.partitive)
        self.times = find_times(self.text, article)
        self.figures = find_figures(self.text, self._blocked(entities))
        nameless = Nameless(entities)
        self.attributor = Attributor(article, self.text, self.lexicons.sources, self.fillers, nameless)
        self._judge = Judge(self.text, self.lexicons.factuality)
        self._casting = Casting(self.text, self.lexicons.events, self.fillers, nameless)
        finder = PredicateFinder(
            self.text, self.lexicons.events, self.fillers, by_lexicon=by_lexicon, by_tagger=by_tagger
        )
        self.predicates = finder.find()
        self._owner: dict[int, Predicate] = {}

    @property
    def owner(self) -> Mapping[int, Predicate]:
        """The predicate that a token is trigger or head of, once `find` has run."""
        return self._owner

    def _blocked(self, entities: Entities) -> set[int]:
        """Tokens of names and dates: a numeral there is no figure."""
        blocked = {
            position
            for time in self.times
            if time.kind is not TimeKind.DURATION
            for position in range(time.start, time.end)
        }
        for mention in entities.taken.all():
            if mention.named:
                blocked |= set(range(mention.start + (self.text.pos[mention.start] == "NUM"), mention.end))
        return blocked

    def find(self) -> list[Proposition]:
        """The propositions of the article in order."""
        predicates = self._joined(self.predicates)
        self._owner = _owners(predicates)
        heads = {p.head for p in predicates}
        found: dict[int, Proposition] = {}
        for predicate in predicates:
            if predicate.type is EventType.OTHER_EVENT:
                continue  # an entry that only says what a word does not mean in this company
            proposition = self._proposition(predicate, heads)
            if proposition is not None:
                found[id(predicate)] = proposition
        self._attach_figures(found)
        self._attach_times(predicates, found)
        kept = [found[id(p)] for p in predicates if id(p) in found and self._tells(p, found[id(p)])]
        return sorted(kept, key=lambda p: (p.start, p.end))

    def _joined(self, predicates: Sequence[Predicate]) -> list[Predicate]:
        """'killed or wounded', 'killed 3 and injured 12': verbs of harm that share who is harmed tell one thing."""
        text = self.text
        by_head = {p.head: p for p in predicates if not p.nominal}
        gone: set[int] = set()
        for predicate in predicates:
            first = by_head.get(text.heads[predicate.head]) if text.deps[predicate.head] == "conj" else None
            if first is None or predicate.nominal:
                continue
            if self._is_repetition(first, predicate):
                gone.add(predicate.head)
            elif first.type is predicate.type is EventType.CASUALTIES and first.head not in gone:
                first.absorbed.append(predicate)
                gone.add(predicate.head)
        return [p for p in predicates if p.nominal or p.head not in gone]

    def _is_repetition(self, first: Predicate, predicate: Predicate) -> bool:
        """'has supplied or committed support': one type and one object told by two verbs."""
        if first.type is EventType.CASUALTIES:
            return False
        return first.type is predicate.type and first.clause.object == predicate.clause.object != []

    def _proposition(self, predicate: Predicate, heads: set[int]) -> Proposition | None:
        text = self.text
        if self.lexicons.sources.on_request.longest_at(text.folded, predicate.head, text.bounds(predicate.head)[1]):
            return None  # 'asked not to be named' is no demand
        standing = predicate.nominal and not predicate.light
        chain = self.attributor.chain(predicate.head, predicate.trigger, nominal=standing)
        if predicate.type in _SPEECH and text.deps[predicate.head] in {"acl:relcl", "acl", "advcl"}:
            chain = Chain()  # '…, a claim that Kyiv denied' is told by the article
        factuality = self._judge.judge(predicate, chain)
        if factuality is None:
            return None
        others = heads - {predicate.head} - {a.head for a in predicate.absorbed}
        start, end = evidence_of(text, predicate, others, self.lexicons.sources.prepositions)
        return Proposition(
            type=predicate.type,
            trigger=predicate.trigger,
            start=start,
            end=end,
            chain=chain,
            factuality=factuality,
            cues=sorted(set(self._judge.cues)),
            roles=self._casting.roles(predicate, [s.draft for level in chain.levels for s in level.sources if s.draft]),
            quotations=self._quoted(start, end),
            rule=f"{predicate.type.value}:{predicate.rule}",
            definite=predicate.nominal
            and any(text.folded[c] in {"the", "this", "that", "these"} for c in text.children[predicate.trigger]),
            predicate=predicate,
        )

    def _quoted(self, start: int, end: int) -> list[Quotation]:
        """The quotations within a claim's words."""
        return [q for q in self.attributor.quotations_in(start, end) if q.start >= start - 1 or q.end <= end + 1]

    # ── figures ──

    def _attach_figures(self, found: Mapping[int, Proposition]) -> None:
        text = self.text
        wholes = {id(f.whole) for f in self.figures if f.whole is not None}
        for figure in self.figures:
            counts = figure.counted is not None and figure.kind not in _MEASURED and figure.unit == "NUM"
            anchor = figure.counted if counts and figure.counted is not None else figure.number
            is_whole = id(figure) in wholes
            predicate = self._beside_whole(anchor) if is_whole else self._figure_owner(figure, anchor)
            proposition = found.get(id(predicate)) if predicate is not None else None
            if proposition is None and figure.additive:
                proposition = self._part_of(figure, found)
                if proposition is not None:
                    proposition.figures.append((figure, proposition.figures[0][1]))
                continue
            if predicate is None or proposition is None:
                continue
            measure = measure_of(text, self.lexicons.measures, self.fillers, figure, predicate)
            measure = _joint(text, figure, predicate, measure)
            if all(known is not figure for known, _ in proposition.figures):
                proposition.figures.append((figure, measure))

    def _part_of(self, figure: Figure, found: Mapping[int, Proposition]) -> Proposition | None:
        """What 'of whom 11 were children' is a part of: the last figure before it in the sentence."""
        here = self.text.sentence_of[figure.number]
        before = [
            p
            for p in found.values()
            if p.figures and self.text.sentence_of[p.trigger] == here and p.figures[-1][0].number < figure.number
        ]
        return max(before, key=lambda p: p.figures[-1][0].number) if before else None

    def _figure_owner(self, figure: Figure, anchor: int) -> Predicate | None:
        """The predicate of the clause that a figure belongs to."""
        text, owner = self.text, self._owner
        if figure.kind is FigureKind.DURATION and text.after(figure.end) in _RELATIVE:
            return None  # 'three days after' is a time
        if anchor in owner and not is_verb(text, anchor):
            return owner[anchor]
        position = anchor
        for _ in range(_HIGHEST):
            if position in owner and position != anchor:
                return owner[position]
            above, dep = text.heads[position], text.deps[position]
            if above == position or dep in _OTHER_CLAUSES:
                return owner.get(position)
            if self._ends_reach(figure, position):
                return None
            position = above
        return None

    def _beside_whole(self, anchor: int) -> Predicate | None:
        """What a clause on a whole tells of it: 'half of the 12,000 soldiers who were deployed'."""
        text = self.text
        for noun in (anchor, text.heads[anchor]):
            for child in text.children[noun]:
                if text.deps[child] in {"acl", "acl:relcl"} and child in self._owner:
                    return self._owner[child]
        return None

    def _ends_reach(self, figure: Figure, position: int) -> bool:
        """Whether a figure below a word is of no event above it: it belongs to the scene, or to another verb."""
        text, dep = self.text, self.text.deps[position]
        counts_scene = figure.kind not in _MEASURED and figure.counted is not None
        if dep.startswith("obl") and counts_scene and preposition(text, position) in _SCENE:
            return True
        if dep == "nmod" and figure.kind is FigureKind.DURATION:
            return True
        return is_verb(text, position) and position not in self._owner and dep != "xcomp"

    # ── times ──

    def _attach_times(self, predicates: Sequence[Predicate], found: Mapping[int, Proposition]) -> None:
        for time in self.times:
            if time.edtf is not None and self.text.after(time.end) != "of":
                # 'the last week of the battle' is not a week of the calendar
                self._attach_time(time, found)
        for predicate in predicates:
            self._share_coordinated_time(predicate, found)
        for predicate in predicates:
            self._lend_time(predicate, found)
        for predicate in predicates:
            self._share_scene(predicate, found)
            self._share_scene_of_cause(predicate, found)

    def _attach_time(self, time: TimeExpression, found: Mapping[int, Proposition]) -> None:
        """Give a time to the nouns it dates, to the clause it introduces and to the clause it stands in."""
        bare = _without_preposition(time)
        clause = self._clause_at(time)
        for token in [*self._dated_nouns(time), *([clause] if clause is not None else [])]:
            dated = found.get(id(self._owner[token]))
            if dated is not None and dated.time is None:
                dated.time = bare
        predicate = self._time_owner(time)
        proposition = found.get(id(predicate)) if predicate is not None else None
        if proposition is not None and (proposition.time is None or _is_open(proposition.time)):
            proposition.time = time

    def _told_at(self, position: int, found: Mapping[int, Proposition]) -> Proposition | None:
        """The proposition of the predicate that a token is trigger or head of."""
        predicate = self._owner.get(position)
        return found.get(id(predicate)) if predicate is not None else None

    def _share_coordinated_time(self, predicate: Predicate, found: Mapping[int, Proposition]) -> None:
        """'when gunmen killed 40 people and took hostages': a time before the first verb is that of both."""
        text, proposition = self.text, found.get(id(predicate))
        if proposition is None or proposition.time is not None or text.deps[predicate.head] != "conj":
            return
        first = self._told_at(text.heads[predicate.head], found)
        if first is not None and first.time is not None and first.time.end <= first.trigger:
            proposition.time = first.time

    def _lend_time(self, predicate: Predicate, found: Mapping[int, Proposition]) -> None:
        """'was killed in Sunday's raid': the clause has the time of a noun in it."""
        text, proposition = self.text, found.get(id(predicate))
        if proposition is None or proposition.time is None or not predicate.nominal or predicate.light:
            return
        other = self._told_at(text.heads[predicate.trigger], found)
        if other is not None and other.time is None and text.case(predicate.trigger) in _SHARING:
            other.time = proposition.time

    def _share_scene(self, predicate: Predicate, found: Mapping[int, Proposition]) -> None:
        """'was damaged by shelling on Monday': what did it happened where and when it was done."""
        text = self.text
        proposition = found.get(id(predicate))
        if proposition is None or not predicate.nominal or predicate.light or text.case(predicate.trigger) != "by":
            return
        effect = self._told_at(text.heads[predicate.trigger], found)
        if effect is None:
            return
        if proposition.time is None:
            proposition.time = effect.time
        if "place" in effect.roles and "place" not in proposition.roles:
            proposition.roles["place"] = dict(effect.roles["place"])

    def _share_scene_of_cause(self, predicate: Predicate, found: Mapping[int, Proposition]) -> None:
        """'were killed when rockets hit a market', 'stormed the camp, killing nine': harm is where its cause is."""
        cause = cause_of(self.text, predicate, self._owner)
        effect, told = found.get(id(predicate)), found.get(id(cause)) if cause is not None else None
        if effect is None or told is None:
            return
        if effect.time is None and told.time is not None:
            effect.time = told.time
        if not any(effect.roles.get(role) for role in ("place", "origin", "destination")) and told.roles.get("place"):
            effect.roles["place"] = dict(told.roles["place"])

    def _dated_nouns(self, time: TimeExpression) -> list[int]:
        """'since the start of the war in May': May is that of the war."""
        text = self.text
        noun = text.heads[time.root]
        if text.deps[time.root] not in {"nmod", "nmod:unmarked"} or text.pos[noun] not in {"NOUN", "PROPN"}:
            return []
        nouns = [noun, *(c for c in text.children[noun] if text.deps[c] == "nmod" and text.case(c) == "of")]
        return [n for n in nouns if n in self._owner]

    def _clause_at(self, time: TimeExpression) -> int | None:
        """The clause that tells what happened then: 'on 9 April, when soldiers dispersed a rally'."""
        text = self.text
        position = time.end
        stop = text.bounds(time.start)[1]
        if position < stop and text.words[position] == ",":
            position += 1
        if position >= stop or text.folded[position] not in {"when", "where"}:
            return None
        verb = text.heads[position]
        return verb if verb in self._owner else None

    def _time_owner(self, time: TimeExpression) -> Predicate | None:
        text = self.text
        position = time.root
        for _ in range(_HIGHEST):
            above, dep = text.heads[position], text.deps[position]
            if position in self._owner and position != time.root:
                return self._owner[position]
            if above == position:
                return None
            if is_verb(text, position) and position not in self._owner and dep not in {"xcomp", "conj", "acl"}:
                return None
            if dep in {"parataxis", "ccomp", "acl:relcl"} and position != time.root:
                return None
            position = above
        return None

    def speech_times(self) -> dict[int, TimeExpression]:
        """When a verb of saying says that it was said: by the verb's token."""
        text = self.text
        found: dict[int, TimeExpression] = {}
        for time in self.times:
            position = text.heads[time.root]
            if time.edtf is not None and self.attributor.is_cue(position):
                found.setdefault(position, time)
        return found

    # ── which tell enough ──

    def _tells(self, predicate: Predicate, proposition: Proposition) -> bool:
        """A noun alone tells something only with a participant, a time or a figure that no other clause tells."""
        if not predicate.nominal:
            return not self._is_idle(predicate)
        if predicate.light or proposition.figures or any(role in proposition.roles for role in _ACTORS):
            return True
        if proposition.time is None:
            return False
        # "Sunday's earthquake" adds a time of its own; 'the blast on Sunday' has that of its clause.
        text, root = self.text, proposition.time.root
        own = text.heads[root] == predicate.trigger and text.deps[root] in _OWN_TIME
        return own or text.heads[predicate.trigger] not in self._owner

    def _is_idle(self, predicate: Predicate) -> bool:
        """A verb form that only names a kind of thing: 'three months of fighting', 'displaced families'."""
        text, head = self.text, predicate.head
        mark = any(text.deps[c] in {"mark", "case"} and text.folded[c] == "of" for c in text.children[head])
        return text.deps[head] in {"amod", "compound"} or (text.deps[head] == "acl" and mark)


def cause_of(text: Text, predicate: Predicate, owner: Mapping[int, Predicate]) -> Predicate | None:
    """What did a harm by the words of its clause: 'killed when', 'damaged as', '…, killing nine'."""
    if predicate.nominal or WIDER[predicate.type] != "harm":
        return None
    for child in text.children[predicate.head]:
        if text.deps[child] == "advcl" and child in owner and WIDER[owner[child].type] in _DOING:
            marks = {text.folded[c] for c in text.children[child] if text.deps[c] in {"mark", "advmod"}}
            if marks & {"when", "as"}:
                return owner[child]
    above = owner.get(text.heads[predicate.head])
    participle = text.deps[predicate.head] == "advcl" and text.tags[predicate.head] == "VBG"
    if participle and above is not None and above is not predicate and WIDER[above.type] in _DOING:
        return None if any(text.deps[c] == "mark" for c in text.children[predicate.head]) else above
    return None


def _owners(predicates: Iterable[Predicate]) -> dict[int, Predicate]:
    owner: dict[int, Predicate] = {}
    for predicate in predicates:
        for other in _with_absorbed(predicate):
            owner.setdefault(other.trigger, predicate)
        if predicate.light or not predicate.nominal:
            owner.setdefault(predicate.head, predicate)
    return owner


def _with_absorbed(predicate: Predicate) -> Iterable[Predicate]:
    yield predicate
    for other in predicate.absorbed:
        yield from _with_absorbed(other)


def _joint(text: Text, figure: Figure, predicate: Predicate, measure: Measure) -> Measure:
    """'killed or wounded': one figure for both; each verb's own figure has its own measure."""
    joined = [p for p in predicate.absorbed if not p.nominal and p.type is EventType.CASUALTIES]
    if predicate.type is not EventType.CASUALTIES or not joined or measure not in {Measure.KILLED, Measure.WOUNDED}:
        return measure
    after = text.lexicons.measures.after
    if (figure.counted is not None and text.folded[figure.counted] in after) or text.after(figure.end) in after:
        return measure
    verbs = sorted([predicate, *joined], key=lambda p: p.head)
    own = [v for v in verbs if any(_is_argument(text, figure, token) for token in _own_arguments(text, v.head))]
    if len(own) == 1 and (own[0] is not verbs[0] or any(_own_arguments(text, v.head) for v in verbs[1:])):
        return own[0].sense.measure or measure
    both = {Measure.KILLED, Measure.WOUNDED} <= {v.sense.measure for v in verbs}
    return Measure.KILLED_OR_WOUNDED if both else measure


def _is_argument(text: Text, figure: Figure, token: int) -> bool:
    return token == figure.counted or _below(text, figure.number, token)


def _own_arguments(text: Text, verb: int) -> list[int]:
    return [c for c in text.children[verb] if text.deps[c] in {"obj", "nsubj:pass", "nsubj"}]


def _below(text: Text, position: int, top: int) -> bool:
    for _ in range(_HIGHEST):
        if position == top:
            return True
        if text.heads[position] == position:
            return False
        position = text.heads[position]
    return False


def _without_preposition(time: TimeExpression) -> TimeExpression:
    """The day or month alone, where a preposition made more of it: 'since Oct 7, when'."""
    if time.value is None or time.edtf is None or not ("/" in time.edtf or ".." in time.edtf):
        return time
    try:
        edtf_bounds(time.value)
    except ValueError:
        return time
    return replace(time, edtf=time.value)


def _is_open(time: TimeExpression) -> bool:
    return time.edtf is not None and ".." in time.edtf and not time.edtf.startswith("[")
