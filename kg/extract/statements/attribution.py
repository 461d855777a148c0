"""Whose word a proposition is: the chain of sources over a clause, and how sure the deepest of them is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.article import Article, PartKind
from kg.concepts import Anonymity, Factuality
from kg.extract.drafts import Draft
from kg.extract.phrases import fold
from kg.extract.statements.anonymity import AnonymityFinder
from kg.extract.statements.chains import Chain, Level, Source
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.nameless import Nameless
from kg.extract.statements.quotations import Quotation, find_quotations
from kg.extract.statements.source_words import SourceWords
from kg.extract.statements.syntax import Clause, clause_of, is_passive, is_verb, preposition, subtree
from kg.extract.text import Text
from kg.language.article_doc import article_span
from kg.records.entities import ACTOR_CLASSES

_NEAR = 3  # words before a name that may say what it is
_LONG_SENTENCE = 60  # tokens; a quotation behind a longer one is not taken to go on
_HIGHEST = 14  # tokens that are climbed from a predicate to the root
_CONTENT = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
_LATE = frozenset({"when", "since", "after", "as", "while", "before", "where", "because", "although", "though"})
_OF_OBJECT = frozenset({"of", "for"})
_HUMAN = frozenset({"human"})


@dataclass(slots=True, eq=False)
class _Phrase:
    """An attribution beside a clause: 'according to', 'reportedly', '…, he said'."""

    levels: list[Level]
    scope: frozenset[int]
    factuality: Factuality | None = None
    clauses_only: bool = False  # 'reportedly' does not reach what a noun presupposes


class Attributor:
    """Finds the chains of an article."""

    def __init__(self, article: Article, text: Text, words: SourceWords, fillers: Fillers, nameless: Nameless) -> None:
        self._nameless = nameless
        self._article = article
        self._text = text
        self._words = words
        self._fillers = fillers
        self._phrases: dict[int, list[_Phrase]] = defaultdict(list)
        self._anonymity = AnonymityFinder(text, words, fillers)
        self._headline_sources = self._find_headline_sources()
        self.quotations = find_quotations(text)
        self._find_phrases()
        self._speakers = [self._speaker(quotation) for quotation in self.quotations]

    # ── the chain over a proposition ──

    def chain(self, head: int, trigger: int, *, nominal: bool = False) -> Chain:
        """The sources over a clause, climbing from its head."""
        text, chain = self._text, Chain()
        inner: list[Level] = []  # nearest the proposition first
        position = trigger if nominal else head
        climbed = [position]
        for _ in range(_HIGHEST):
            for phrase in self._phrases.get(position, ()):
                if trigger in phrase.scope and not (phrase.clauses_only and nominal):
                    self._add(chain, inner, phrase.levels, phrase.factuality, position)
            above, dep = text.heads[position], text.deps[position]
            if above == position:
                break
            levels, factuality = self._content(position, above, dep)
            if levels:
                self._add(chain, inner, levels, factuality, above)
            position = above
            climbed.append(position)
        self._add_quotation(chain, inner, trigger)
        if text.sentence_of[trigger] in self._headline_sources:
            level = self._headline_sources[text.sentence_of[trigger]]
            if trigger >= level.cue[1]:
                self._add(chain, inner, [level], None, None)
        chain.levels = list(reversed(inner))
        return chain

    def _add(
        self, chain: Chain, inner: list[Level], levels: list[Level], factuality: Factuality | None, stop: int | None
    ) -> None:
        """`levels` are outermost first."""
        known = {source.draft for level in inner for source in level.sources if source.draft is not None}
        for level in reversed(levels):
            fresh = [s for s in level.sources if s.draft is None or s.draft not in known]
            if not fresh or (inner and fresh[0].draft is None and inner[-1].sources[0].draft is None):
                continue
            if not inner and chain.stop is None:
                chain.stop, chain.factuality = stop, factuality
            inner.append(Level(fresh, level.cue, level.verb, level.rule))
            known |= {s.draft for s in fresh if s.draft is not None}

    def _content(self, position: int, above: int, dep: str) -> tuple[list[Level], Factuality | None]:
        """The levels that the word above adds where what is below is what it says."""
        text, words = self._text, self._words
        if text.pos[above] in {"NOUN", "PROPN"}:
            return self._noun_content(position, above, dep)
        if not self.is_cue(above):
            return [], None
        lemma, mark = text.lemmas[above], self._mark(position)
        content = dep in _CONTENT or (dep == "advcl" and mark in _OF_OBJECT)
        if dep == "obj":  # 'confirmed the death of two officers'
            content = lemma in words.confirming
        elif dep == "obl":  # 'spoke of five deaths'
            content = lemma in words.figures and self._text.case(position) == "of"
        elif dep == "parataxis":
            content = lemma in words.trailing and not any(text.deps[c] == "ccomp" for c in text.children[above])
        elif dep == "xcomp" and mark == "to" and not is_passive(text, above):
            content = lemma in words.infinitive  # 'expects to leave' is no word of another
        return (self.said_by(above), words.verbs[lemma]) if content else ([], None)

    def _mark(self, clause: int) -> str:
        text = self._text
        return next((text.folded[c] for c in text.children[clause] if text.deps[c] == "mark"), "")

    def is_cue(self, verb: int) -> bool:
        """Whether a token is a verb of saying or knowing."""
        text, words = self._text, self._words
        if not is_verb(text, verb) or text.lemmas[verb] not in words.verbs:
            return False
        if (text.lemmas[verb], text.after(verb + 1)) in text.lexicons.factuality.phrasal:
            return False  # 'ruled out'
        particle = words.phrasal.get(text.lemmas[verb])
        return particle is None or text.after(verb + 1) == particle

    def said_by(self, verb: int) -> list[Level]:
        """The levels that a verb of saying gives, outermost first: the outlet told, who speaks, whom they cite."""
        text, words = self._text, self._words
        clause = clause_of(text, verb)
        speakers = clause.subject or self._before(verb)
        cue = self._cue(verb, speakers)
        if clause.passive and not clause.subject:
            hearsay = Level([Source(None, Anonymity.UNSPECIFIED, verb)], cue, verb, "hearsay")
            return [hearsay] if text.lemmas[verb] in words.hearsay else []
        levels: list[Level] = []
        told = self._told_outlets(verb, clause)
        if told:
            levels.append(Level(told, cue, verb, "told-outlet"))
        own = self._sources(speakers)
        if not own and self._is_nobody(speakers):
            return levels
        if not own:
            own = [Source(None, Anonymity.UNSPECIFIED, verb)]
        levels.append(Level(own, cue, verb, text.lemmas[verb]))
        return self._without_own_outlet([*levels, *self._cited(verb), *self._cited_after(verb)])

    def _told_outlets(self, verb: int, clause: Clause) -> list[Source]:
        """The outlets that somebody tells something, or gives an interview."""
        told: list[Source] = []
        if self._text.lemmas[verb] in self._words.telling:
            told = self._outlets([*clause.indirect, *clause.object])
        obliques = [token for word, token in clause.obliques if word in {"to", "by"} or self._is_interview(token)]
        return told + self._outlets(obliques)

    def _cited(self, verb: int) -> list[Level]:
        """'reports, citing officials': whom who speaks cites."""
        text, levels = self._text, []
        for child in text.children[verb]:
            if text.deps[child] == "advcl" and text.lemmas[child] in self._words.citing:
                cited = self._sources(clause_of(text, child).object)
                if cited:
                    levels.append(Level(cited, self._cue(child, []), child, "citing"))
        return levels

    def _cited_after(self, verb: int) -> list[Level]:
        """'reports, citing officials' where the parser hangs 'citing' on the noun as a preposition."""
        text = self._text
        citing = self._words.citing | self._words.citing_forms
        for child in text.children[verb]:
            if text.deps[child].startswith("obl") and preposition(text, child) in citing:
                cited = self._sources([child])
                if cited:
                    return [Level(cited, (child, child + 1), None, "citing")]
        return []

    def _is_interview(self, token: int) -> bool:
        return self._text.lemmas[token] in self._words.interviews

    def _outlets(self, tokens: Iterable[int]) -> list[Source]:
        """The news outlets among tokens: what they are told, they report."""
        found: list[Source] = []
        for token in tokens:
            candidates = [token]
            if self._is_interview(token):
                candidates = [c for c in self._text.children[token] if self._text.case(c) in {"with", "to"}]
            found += [
                Source(draft, Anonymity.NAMED, candidate)
                for candidate in candidates
                for draft in self._fillers.of([candidate])
                if draft.class_ == "Organization" and (self._is_outlet(draft) or self._is_called_outlet(candidate))
            ]
        return found

    def _is_called_outlet(self, token: int) -> bool:
        """'the daily Vesnik', 'the broadcaster Nord'."""
        text = self._text
        start = max(text.bounds(token)[0], token - _NEAR)
        return any(text.lexicons.organizations.media.has(text.folded[i]) for i in range(start, token))

    def _is_outlet(self, draft: Draft) -> bool:
        media = self._text.lexicons.organizations.media
        names = [draft.label, *draft.aliases]
        return any(name in media or any(media.has(fold(word)) for word in name.split()) for name in names)

    def _without_own_outlet(self, levels: list[Level]) -> list[Level]:
        """The article's own outlet is no link of a chain."""
        own = fold(self._article.publisher or "")
        if not own:
            return levels
        for level in levels:
            level.sources = [
                s
                for s in level.sources
                if s.draft is None or own not in {fold(name) for name in (s.draft.label, *s.draft.aliases)}
            ]
        return [level for level in levels if level.sources]

    def _noun_content(self, position: int, above: int, dep: str) -> tuple[list[Level], Factuality | None]:
        """'the claim that …', 'reports of …'."""
        text, words = self._text, self._words
        if text.lemmas[above] not in words.saying:
            return [], None
        that = any(text.folded[c] == "that" and text.deps[c] == "mark" for c in text.children[position])
        of = dep == "nmod" and text.case(position) == "of"
        if not ((dep in {"acl", "ccomp"} and that) or of):
            return [], None
        verb = text.heads[above]
        if text.lemmas[verb] in words.untrue:
            return [], None  # 'claims that it had fired were false': read with what is said of them
        if (
            is_verb(text, verb)
            and words.verbs.get(text.lemmas[verb]) is Factuality.CT_MINUS
            and text.deps[above] == "obj"
        ):
            return [*self.said_by(verb)], Factuality.CT_MINUS  # 'denied a report that'
        owners = [
            c
            for c in text.children[above]
            if text.deps[c] in {"nmod:poss", "compound", "amod"}
            or (text.deps[c] == "nmod" and text.case(c) in {"by", "from"})
        ]
        sources = self._sources(owners)
        if not sources and is_verb(text, verb) and above in clause_of(text, verb).object:
            sources = self._sources(clause_of(text, verb).subject)
        if not sources:
            sources = [Source(None, Anonymity.UNSPECIFIED, above)]
        return [Level(sources, (above, above + 1), None, text.lemmas[above])], Factuality.CT_PLUS

    # ── who speaks ──

    def _before(self, verb: int) -> list[int]:
        """The noun right before a verb that the parser gave no subject."""
        text = self._text
        start = text.bounds(verb)[0]
        position = verb - 1
        while position >= start and text.pos[position] in {"ADV", "AUX"}:
            position -= 1
        if position >= start and (self._fillers.exactly(position) or text.pos[position] in {"PROPN", "PRON"}):
            return [position]
        after = verb + 1  # '…, said the mayor'
        stop = text.bounds(verb)[1]
        while after < stop and text.folded[after] in {"the", "a", "an"}:
            after += 1
        return [after] if after < stop and self._fillers.exactly(after) else []

    def _sources(self, tokens: Iterable[int]) -> list[Source]:
        """The actors among some tokens as sources; a document stands for who made it."""
        found: dict[Draft, Source] = {}
        for token in tokens:
            for draft in self._speaking(token):
                found.setdefault(draft, Source(draft, self._anonymity.of(draft, token), token))
        return list(found.values())

    def _speaking(self, token: int) -> list[Draft]:
        """The actors that speak where a token is the subject of a verb of saying."""
        text, words = self._text, self._words
        drafts = self._actors([token])
        if not drafts and text.lemmas[token] in words.documents:
            makers = [
                c
                for c in text.children[token]
                if text.deps[c] in {"nmod:poss", "compound", "amod", "nmod"}
                and text.case(c) in {"", "by", "of", "from"}
            ]
            drafts = [d for maker in makers for d in self._actors([maker])]
        if not drafts and text.lemmas[token] in words.speakers:
            drafts = [d for c in text.children[token] for d in self._fillers.exactly(c) if d.class_ in ACTOR_CLASSES]
        if drafts:
            return drafts
        minted = self._nameless.speaker(token)
        return [minted] if minted is not None else []

    def _actors(self, tokens: Iterable[int]) -> list[Draft]:
        return [d for d in self._fillers.of(tokens) if d.class_ in ACTOR_CLASSES]

    def _is_nobody(self, tokens: list[int]) -> bool:
        """Whether what speaks is no one who could be a source: footage, data, 'it'."""
        if not tokens:
            return True
        text = self._text
        for token in tokens:
            if text.lemmas[token] in self._words.evidence:
                return True
            if text.lemmas[token] in self._words.documents:
                return False
        return (
            not (self._fillers.classes(tokens) & _HUMAN)
            or any(text.tags[t] in {"WP", "DT"} for t in tokens)
            or any(text.folded[t] in {"it", "we", "you", "i", "this", "that"} for t in tokens)
        )

    def _cue(self, verb: int, speakers: list[int]) -> tuple[int, int]:
        """The words that attribute: speaker and verb where they are neighbours, else the verb."""
        text = self._text
        if speakers and text.sentence_of[speakers[0]] == text.sentence_of[verb]:
            block = [
                t
                for t in subtree(text, speakers[0])
                if text.deps[t] in {"flat", "compound", "det", "amod", "nmod:desc", "case"} or t == speakers[0]
            ]
            low, high = min(*block, verb), max(*block, verb)
            if high - low <= _HIGHEST:
                return low, high + 1
        return verb, verb + 1

    # ── beside a clause ──

    def _find_phrases(self) -> None:
        text, words = self._text, self._words
        for position in range(len(text)):
            if text.deps[position].startswith(("obl", "nmod")) and preposition(text, position) in words.prepositions:
                self._note_according(position)
            elif text.folded[position] in words.adverbs:
                self._note_adverb(position)
            elif (
                text.deps[position] == "parataxis" and self.is_cue(position) and text.lemmas[position] in words.trailing
            ):
                self._note_parataxis(position)

    def _note_according(self, position: int) -> None:
        """'according to X': at the beginning for all that follows, at the end for the last clause before it."""
        text = self._text
        sources = self._sources([position])
        if not sources:
            if text.lemmas[position] in self._words.evidence or not (self._fillers.classes([position]) & _HUMAN):
                return
            sources = [Source(None, Anonymity.UNSPECIFIED, position)]
        phrase = subtree(text, position)
        first, last = phrase[0], phrase[-1]
        level = Level(sources, (first, last + 1), None, "according-to")
        if text.initial(first):
            scope = range(last + 1, self._clause_end(last + 1, text.bounds(position)[1]))
        else:
            scope = range(self._clause_start(first), last + 1)
        self._cover(self._governor(position), scope, _Phrase([level], frozenset(scope)))

    def _governor(self, position: int) -> int:
        """The word above a phrase that heads a clause, or the root."""
        text = self._text
        governor = text.heads[position]
        while text.pos[governor] not in {"VERB", "AUX", "ADJ"} and text.heads[governor] != governor:
            governor = text.heads[governor]
        return governor

    def _cover(self, governor: int, scope: range, phrase: _Phrase) -> None:
        """Note a phrase at its governor and at every head in its scope on the way up.

        The phrase may hang on another clause than the one it covers.
        """
        text = self._text
        self._phrases[governor].append(phrase)
        for token in scope:
            topmost = text.heads[token] == token or text.heads[token] not in scope
            if token != governor and topmost and is_verb(text, token):
                self._phrases[token].append(phrase)
        if governor not in scope:
            for token in scope:
                if is_verb(text, token) and text.heads[token] == governor:
                    self._phrases[token].append(phrase)

    def _clause_start(self, end: int) -> int:
        """Where the last clause before a sentence-final attribution begins."""
        text = self._text
        start = low = text.bounds(end)[0]
        for token in range(start, end):
            late = text.folded[token] in _LATE and text.deps[token] in {"mark", "advmod"}
            if late and token > start and text.words[token - 1] in {",", ";", "–", "—"}:
                low = token
            elif text.words[token] in {";", ":"} or (text.folded[token] == "but" and text.words[token - 1] == ","):
                low = token + 1
        return low

    def _clause_end(self, start: int, end: int) -> int:
        """Where a sentence-initial attribution ends: at a semicolon, or at ', but'."""
        text = self._text
        for token in range(start, end):
            if text.words[token] == ";" or (
                text.words[token] == "," and text.after(token + 1) in {"but", "while", "although"}
            ):
                return token
        return end

    def _note_adverb(self, position: int) -> None:
        text = self._text
        governor = text.heads[position]
        level = Level([Source(None, Anonymity.UNSPECIFIED, position)], (position, position + 1), None, "reportedly")
        without = {c for c in text.children[governor] if text.deps[c] == "parataxis" or self._is_contrast(c)}
        self._phrases[governor].append(_Phrase([level], frozenset(subtree(text, governor, without)), clauses_only=True))

    def _is_contrast(self, position: int) -> bool:
        text = self._text
        return text.deps[position] == "conj" and any(
            text.folded[c] in {"but", "while"} for c in text.children[position] if text.deps[c] == "cc"
        )

    def _note_parataxis(self, position: int) -> None:
        """'The bridge fell, he said': the clause around it is what he said."""
        text = self._text
        if any(text.folded[c] in {"not", "n't", "never"} for c in text.children[position]):
            return  # 'Kyiv did not comment'
        governor = text.heads[position]
        levels = self.said_by(position)
        if not levels:
            return
        own = set(subtree(text, position))
        scope = frozenset(t for t in subtree(text, governor) if t not in own)
        self._phrases[governor].append(_Phrase(levels, scope, self._words.verbs[text.lemmas[position]]))

    # ── quotations ──

    def _speaker(self, quotation: Quotation) -> list[Level]:
        """Who says a quotation: the verb of saying in the sentence where it ends or begins, nearest first."""
        text = self._text
        first, last = text.sentence_of[quotation.start], text.sentence_of[quotation.end - 1]
        places = [(last, quotation.end), (first, quotation.start)]
        if self._goes_on(quotation):
            places.append((first - 1, quotation.start))  # '"It fell," he said. "Then it burned."'
        for sentence, near in places:
            start, end = text.sentences[sentence]
            verbs = [
                v
                for v in range(start, end)
                if not quotation.start <= v < quotation.end
                and self.is_cue(v)
                and not any(q.start <= v < q.end for q in self.quotations)
            ]
            for verb in sorted(verbs, key=lambda v: abs(v - near)):
                levels = self.said_by(verb)
                if levels:
                    return levels
        return []

    def _goes_on(self, quotation: Quotation) -> bool:
        """Whether a quotation is whole sentences right behind a sentence that ends with who says another one."""
        text = self._text
        first = text.sentence_of[quotation.start]
        if first == 0 or text.bounds(quotation.start)[0] < quotation.start - 1:
            return False
        start, end = text.sentences[first - 1]
        return end - start < _LONG_SENTENCE and any(start <= q.start < end for q in self.quotations)

    def _add_quotation(self, chain: Chain, inner: list[Level], trigger: int) -> None:
        for quotation, speaker in zip(self.quotations, self._speakers, strict=True):
            if quotation.start <= trigger < quotation.end and quotation.long and speaker and not inner:
                self._add(chain, inner, speaker, None, None)

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """The quotations that lie in a stretch of tokens."""
        return [q for q in self.quotations if q.start < end and start < q.end]

    # ── headlines ──

    def _find_headline_sources(self) -> dict[int, Level]:
        """'NYT: troops withdrawn': who stands before the colon is the source of the headline."""
        text = self._text
        found: dict[int, Level] = {}
        headings = [
            p for p in self._article.parts if p.kind in {PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.SUBHEADING}
        ]
        for number, (start, end) in enumerate(text.sentences):
            offset = article_span(text.doc[start])[0]
            if not any(part.start <= offset < part.end for part in headings):
                continue
            colon = next((i for i in range(start + 1, min(end, start + _HIGHEST)) if text.words[i] == ":"), None)
            if colon is None:
                continue
            sources = self._sources(range(start, colon))
            if sources and all(
                self._fillers.exactly(i) or text.pos[i] in {"DET", "ADJ", "PUNCT", "NOUN"} for i in range(start, colon)
            ):
                found[number] = Level(sources[:1], (start, colon), None, "headline")
        return found
