"""Sources, cues and contents of attributions against PolNeAR: exact and token-overlap F1, without training on it.

python tests/benchmarks/attribution.py --data POLNEAR [--part dev] [--half tuned|held] [--explain ROLE]

POLNEAR holds `dev/text` and `dev/attributions` (brat). A document is in the half `tuned`, on which the mapping of this
file was written, if the sha256 of its name is even. Of an article with several annotators the first file counts.

What is scored are the words that `Attributor` finds: verbs of saying and knowing, 'according to', nouns of saying,
quotations with their speakers, and headlines with a source; beside them the lexicon's words of wanting and intending,
since PolNeAR's attributions are also of attitudes. A source is the noun phrase, a cue the verb group, a content the
clauses and quotations that it governs. Spans in pieces count as one. Exact: the same tokens; overlap: over tokens.

Published on the test part, exact F1 of source / cue / content (CofeNet paper): rules 10.7 / 22.8 / 5.6, CRF 50.6 / 53.4
/ 28.6, BiLSTM 64.1 / 63.3 / 53.4.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from kg.concepts import EventType
from kg.extract.entities import find_entities
from kg.extract.knowledge import load_lexicons
from kg.extract.statements.quotations import Quotation
from kg.extract.statements.statement_records import find_statements
from kg.extract.statements.syntax import clause_of, is_passive, is_verb, preposition, subtree
from kg.language.article_doc import article_span, parse_article
from kg.language.pipeline import load_pipeline
from kg.read import read_article_bytes

ROLES = ("Source", "Cue", "Content")
PIECE = re.compile(r"\w+|[^\w\s]")
CLOSERS = frozenset({'"', "”", "''", "’", "»"})
OPENERS = frozenset({'"', "“", "``", "‘", "«", "''"})
BARE = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "aux", "aux:pass", "cop"})
CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass"})
SPEECH = frozenset(
    {
        EventType.STATEMENT,
        EventType.ACCUSATION,
        EventType.DENIAL,
        EventType.DEMAND,
        EventType.THREAT,
        EventType.PROMISE,
    }
)
NAMELESS = frozenset({"there"})
LED = frozenset({"of", "for", "about", "on", "to", "over", "with", "against", "at"})
LOOSE = frozenset({"case", "cc", "parataxis", "advmod", "dep", "discourse"})
MODIFIERS = frozenset({"advmod", "aux", "aux:pass", "compound:prt"})
FARTHEST = 12  # tokens between a quotation and the words that attribute it

Span = frozenset[int]


@dataclass
class Attribution:
    """Tokens of each role."""

    spans: dict[str, Span] = field(default_factory=dict)


def gold_of(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of a brat file: pieces by role."""
    pieces: dict[str, list[tuple[int, int]]] = {}
    attributions = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("T"):
            _, _, places = columns[1].partition(" ")
            bounds = (piece.split() for piece in places.split(";"))
            pieces[columns[0]] = [(int(start), int(end)) for start, end in bounds]
        elif line.startswith("E"):
            attributions.append(dict(part.split(":") for part in columns[1].split()))
    return [
        {role.rstrip("0123456789"): pieces[name] for role, name in one.items() if role.startswith(ROLES)}
        for one in attributions
    ]


class Finder:
    """The attributions that the rules find in one article."""

    def __init__(self, nlp: Language, text: str, name: str) -> None:
        article = read_article_bytes(text.encode(), name)
        doc = parse_article(nlp, article)
        self.whole = text
        self.places = [article_span(token) for token in doc]
        propositions = find_statements(article, find_entities(article, doc, load_lexicons())).propositions
        self.text = propositions.text
        self.attributor = propositions.attributor
        self.lexicons = propositions.lexicons
        self.words = propositions.lexicons.sources
        self.quotations = [q for q in self.attributor.quotations if q.end > q.start]
        self._speech = {p.head for p in propositions.predicates if not p.nominal and p.type in SPEECH}
        self._quoted = {t: q for q in self.quotations for t in range(q.start, q.end)}

    def find(self) -> Iterator[Attribution]:
        """Every attribution with a content; they do not nest, so what is told within another's words is left out."""
        found = list(self._candidates())
        for one in found:
            cue = one.spans["Cue"]
            if not any(self._encloses(other, one) for other in found) and not any(
                (quotation := self._quoted.get(t)) is not None and quotation.long for t in cue
            ):
                yield one

    def _encloses(self, other: Attribution, one: Attribution) -> bool:
        if other is one or not one.spans["Cue"] <= other.spans.get("Content", frozenset()):
            return False
        mutual = other.spans["Cue"] <= one.spans.get("Content", frozenset())
        return not mutual or len(other.spans["Content"]) > len(one.spans["Content"])

    def _candidates(self) -> Iterator[Attribution]:
        for position in range(len(self.text)):
            if self._is_verb_cue(position):
                found = self._of_verb(position)
            elif self._is_according(position):
                found = self._of_phrase(position)
            elif self.text.pos[position] == "NOUN" and self.text.lemmas[position] in self.words.saying:
                found = self._of_noun(position)
            else:
                continue
            if found is not None:
                yield found
        yield from self._headlines()

    # ── verbs ──

    def _is_verb_cue(self, position: int) -> bool:
        """Verbs of saying, of speech events, and of wanting and intending, whose clause is what somebody means."""
        if self.attributor.is_cue(position) or position in self._speech:
            return True
        words, lemma = self.lexicons.factuality, self.text.lemmas[position]
        return is_verb(self.text, position) and (
            lemma in words.irrealis | self.words.calling | self.words.citing or lemma in words.governors
        )

    def _of_verb(self, verb: int) -> Attribution | None:
        text = self.text
        subject = self._subject(verb)
        content, led = self._content(verb)
        if not content:
            return None
        cue = self._verb_group(verb) | led
        spans = {"Cue": cue, "Content": self._trimmed(content - cue)}
        if subject is not None and text.heads[subject] == verb:
            content -= frozenset(subtree(text, subject))
            spans["Content"] = self._trimmed(content - cue)
        if subject is not None and subject not in content:
            source = self._phrase(subject) - content - cue
            if text.folded[subject] not in NAMELESS and source:
                spans["Source"] = source
        elif not self.attributor.is_cue(verb):
            return None
        return Attribution(spans)

    def _subject(self, verb: int) -> int | None:
        """Who speaks: the subject as written, also a relative pronoun; else whom the chain names."""
        text = self.text
        own = [c for c in text.children[verb] if text.deps[c] in {"nsubj", "nsubj:outer"}]
        if is_passive(text, verb):
            own = [c for c in text.children[verb] if text.deps[c].startswith("obl") and preposition(text, c) == "by"]
            return own[0] if own else None
        if own:
            return own[0]
        chain = [s.token for level in self.attributor.said_by(verb) for s in level.sources if s.draft is not None]
        if chain:
            return chain[-1]
        subject = clause_of(text, verb).subject
        return subject[0] if subject else None

    def _verb_group(self, verb: int) -> Span:
        """The verb with what stands right before it in its group, its particle and its preposition."""
        text = self.text
        group, first = {verb}, verb
        while first - 1 >= text.bounds(verb)[0]:
            before = first - 1
            if text.heads[before] != verb or text.deps[before] not in MODIFIERS | {"cop"}:
                break
            first = before
            group.add(before)
        group |= {c for c in text.children[verb] if text.deps[c] == "compound:prt" and c == verb + 1}
        return frozenset(group)

    # ── contents ──

    def _content(self, verb: int) -> tuple[Span, Span]:
        """The clauses and quotations that a verb governs; without any, its object. Second, the preposition it needs."""
        text = self.text
        children = text.children[verb]
        clauses = [c for c in children if text.deps[c] in CLAUSES or text.deps[c] == "xcomp"]
        if text.lemmas[verb] in self.words.trailing and not clauses:
            clauses = [c for c in children if text.deps[c] == "parataxis" and not self._is_verb_cue(c)]
        content = {t for clause in clauses for t in self._below(clause, verb)}
        if text.deps[verb] == "parataxis" and not clauses and self.attributor.is_cue(verb):
            governor = text.heads[verb]
            told = {c for c in text.children[governor] if text.deps[c] == "parataxis" and self._is_verb_cue(c)}
            content |= set(subtree(text, governor, {*told, verb}))
        content |= self._quotations(verb, content)
        objects = [c for c in children if text.deps[c] in {"obj", "nsubj:pass"}][:1]
        if content and not (objects and text.deps[clauses[0] if clauses else verb] == "xcomp"):
            return self._trimmed(content), frozenset()
        if not content and text.lemmas[verb] in self.words.figures - self.words.trailing - self.words.citing:
            return frozenset(), frozenset()
        if text.lemmas[verb] not in self.words.telling:
            hung = [c for c in children if text.deps[c] in {"obl", "advcl"} and self._leads(c) == "as"]
            content |= {t for c in objects + hung * bool(objects) for t in subtree(text, c)}
        led: set[int] = set()
        if not content or (not objects and clauses and text.deps[clauses[0]] == "xcomp"):
            for c in children:
                if text.deps[c] == "obl" and c > verb and self._leads(c) in LED:
                    led = {m for m in text.children[c] if text.deps[m] == "case"}
                    content |= set(subtree(text, c)) - led
                    break
        near = frozenset(led) if led and min(led) == verb + 1 else frozenset()
        return self._trimmed(content), near

    def _leads(self, position: int) -> str:
        """The word that leads a phrase or a clause."""
        text = self.text
        return next((text.folded[c] for c in text.children[position] if text.deps[c] in {"case", "mark"}), "")

    def _below(self, clause: int, verb: int) -> list[int]:
        return [t for t in subtree(self.text, clause) if t != verb]

    def _quotations(self, verb: int, content: set[int]) -> set[int]:
        """The whole of the quotations that a content reaches into, and the one that goes on right after."""
        found: set[int] = set()
        spoken = [q for q in self.quotations if q.long and any(q.start <= t < q.end for t in content)]
        if verb in self._quoted:
            spoken = [q for q in spoken if q is self._quoted[verb]]
            return found
        start, end = self.text.bounds(verb)
        for q in self.quotations:
            near = (q.end <= verb and verb - q.end <= FARTHEST and q.end >= start) or (
                verb < q.start <= end + 1 and q.start - verb <= FARTHEST and self._same_paragraph(verb, q.start)
            )
            if q.long and near and not self._other_cue(verb, q) and self._trails(verb, q):
                spoken.append(q)
        for q in spoken:
            found |= set(range(q.start - 1, min(q.end + 1, len(self.text))))
        return found

    def _same_paragraph(self, first: int, last: int) -> bool:
        return "\n" not in self.whole[self.places[first][0] : self.places[last][1]]

    def _trails(self, verb: int, quotation: Quotation) -> bool:
        lemma = self.text.lemmas[verb]
        return lemma in self.words.trailing or (self.attributor.is_cue(verb) and quotation.start > verb)

    def _other_cue(self, verb: int, quotation: Quotation) -> bool:
        """Whether another verb of saying stands between."""
        low, high = (quotation.end, verb) if quotation.end <= verb else (verb + 1, quotation.start)
        return any(self.attributor.is_cue(t) for t in range(low, high))

    def _trimmed(self, tokens: Iterable[int]) -> Span:
        """Each stretch without punctuation at its edges; quotation marks stay with what they enclose."""
        found: set[int] = set()
        run: list[int] = []
        for token in [*sorted(tokens), -1]:
            if run and token != run[-1] + 1:
                found |= set(self._bare(run))
                run = []
            run.append(token)
        return frozenset(found)

    def _bare(self, run: list[int]) -> list[int]:
        kept = list(run)
        while kept and self._is_loose(kept[-1], kept, OPENERS - CLOSERS):
            kept.pop()
        while kept and self._is_loose(kept[0], kept, CLOSERS - OPENERS):
            kept.pop(0)
        return kept

    def _is_loose(self, token: int, kept: list[int], marks: frozenset[str]) -> bool:
        word = self.text.words[token]
        if word[:1].isalnum() or word in {"$", "#", "@", "…"}:
            return False
        if word == ")" and any(self.text.words[t] == "(" for t in kept):
            return False
        if word in OPENERS | CLOSERS and word not in marks:
            inner = self._quoted.get(token - 1 if token == kept[-1] else token + 1)
            return inner is None or not any(inner.start <= t < inner.end for t in kept)
        return True

    # ── sources ──

    def _phrase(self, noun: int) -> Span:
        """A noun phrase with what hangs on it, without its preposition and what is only added about it."""
        text = self.text
        found: set[int] = set()
        names = [
            noun,
            *(c for c in text.children[text.heads[noun]] if c == noun + 1 and text.deps[c] == text.deps[noun]),
        ]
        for top in names:
            loose = {c for c in text.children[top] if text.deps[c] in LOOSE or text.deps[c] in BARE}
            stretch = subtree(text, top, loose)
            added = {t for t in stretch if text.deps[t] == "acl:relcl" and self._is_added(t)}
            found |= set(subtree(text, top, loose | added))
        return self._closed(found)

    def _is_added(self, verb: int) -> bool:
        """Whether a relative clause comes after a comma or a dash."""
        first = subtree(self.text, verb)
        words = [self.text.words[t] for t in first[:1]] + [self.text.words[first[0] - 1]] * (first[0] > 0)
        return any(word in {",", "―", "–", "—", "-"} for word in words)

    def _closed(self, tokens: set[int]) -> Span:
        """Without punctuation at the edges, but with the comma that ends an apposition."""
        kept = sorted(self._trimmed(tokens))
        comma = any(self.text.words[t] == "," for t in kept)
        if comma and kept[-1] + 1 < len(self.text) and self.text.words[kept[-1] + 1] == ",":
            kept.append(kept[-1] + 1)
        return frozenset(kept)

    # ── phrases, nouns, headlines ──

    def _is_according(self, position: int) -> bool:
        text = self.text
        return text.deps[position].startswith(("obl", "nmod")) and (
            preposition(text, position) in self.words.prepositions
        )

    def _of_phrase(self, position: int) -> Attribution | None:
        """'according to X': the words around it in its clause."""
        text = self.text
        case = {c for c in text.children[position] if text.deps[c] == "case"}
        cue = {t for c in case for t in subtree(text, c)}
        whole = set(subtree(text, position))
        start, end = text.bounds(position)
        governor = text.heads[position]
        while text.heads[governor] != governor and text.deps[governor] not in {"conj", "advcl", "ccomp", "acl:relcl"}:
            governor = text.heads[governor]
        content = {t for t in subtree(text, governor) if t not in whole and start <= t < end}
        spans = {"Source": self._closed(whole - cue), "Cue": frozenset(cue), "Content": self._trimmed(content)}
        return Attribution({role: span for role, span in spans.items() if span})

    def _of_noun(self, noun: int) -> Attribution | None:
        """'the claim that …', 'X's warning of …'."""
        text = self.text
        clauses = [
            c
            for c in text.children[noun]
            if text.deps[c] in {"acl", "ccomp"} and any(text.folded[m] == "that" for m in text.children[c])
        ]
        clauses += [c for c in text.children[noun] if text.deps[c] == "nmod" and text.case(c) == "of"]
        owners = [c for c in text.children[noun] if text.deps[c] == "nmod:poss"]
        if not clauses or (not owners and text.deps[clauses[0]] == "nmod"):
            return None
        spans = {"Cue": frozenset({noun}), "Content": self._trimmed(subtree(text, clauses[0]))}
        if owners:
            spans["Source"] = self._phrase(owners[0])
        return Attribution(spans)

    def _headlines(self) -> Iterator[Attribution]:
        """'NYT: troops withdrawn'."""
        for sentence, level in self.attributor._headline_sources.items():  # noqa: SLF001
            start, end = self.text.sentences[sentence]
            colon = level.cue[1]
            yield Attribution(
                {
                    "Source": frozenset(range(start, colon)),
                    "Cue": frozenset({colon}),
                    "Content": self._trimmed(range(colon + 1, end)),
                }
            )


class Scores:
    """Counts of spans and tokens by role."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {role: Counter() for role in ROLES}

    def add(self, role: str, gold: set[Span], found: set[Span]) -> None:
        """Add an article's spans of a role."""
        counts = self.counts[role]
        counts.update(gold=len(gold), found=len(found), right=len(gold & found))
        words = [frozenset().union(*spans) for spans in (gold, found)]
        counts.update(gold_words=len(words[0]), found_words=len(words[1]), both=len(words[0] & words[1]))

    def line(self) -> str:
        """Exact and overlap precision, recall and F1."""
        cells = []
        for role, c in self.counts.items():
            exact, overlap = (
                figures(c["right"], c["found"], c["gold"]),
                figures(c["both"], c["found_words"], c["gold_words"]),
            )
            cells.append(f"  {role:8} exact {exact}  overlap {overlap}  gold {c['gold']}")
        return "\n".join(cells)


def figures(right: int, found: int, gold: int) -> str:
    """Precision, recall and F1 in percent."""
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:5.1%} R {recall:5.1%} F1 {f1:5.1%}"


def tokens_of(text: str, finder: Finder) -> list[tuple[int, int]]:
    """The parsed tokens, and pieces of what was not parsed, so that what the reader leaves out counts as missed."""
    places = list(finder.places)
    position = 0
    for start, end in [*finder.places, (len(text), len(text))]:
        if start > position:
            places += [(m.start() + position, m.end() + position) for m in PIECE.finditer(text[position:start])]
        position = max(position, end)
    return places


def is_tuned(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


def explain(role: str, text: str, places: list[tuple[int, int]], gold: set[Span], found: set[Span]) -> None:
    """Print what differs."""

    def words(span: Span) -> str:
        return " ".join(text[places[t][0] : places[t][1]] for t in sorted(span, key=lambda t: places[t]))

    for span in sorted(gold - found, key=min):
        near = [other for other in found if other & span]
        print(f"{role} gold [{words(span)}] found {[words(o) for o in near]}")
    for span in sorted(found - gold, key=min):
        if not any(span & other for other in gold):
            low, high = places[min(span)][0], places[max(span)][1]
            print(f"{role} spurious [{words(span)}] in {text[max(0, low - 60) : high + 60]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--half", choices=("tuned", "held"), nargs="+", default=["tuned", "held"])
    parser.add_argument("--explain", choices=ROLES, help="print what differs in this role")
    options = parser.parse_args()
    nlp = load_pipeline()
    first: dict[str, Path] = {}
    for path in sorted((options.data / options.part / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path)
    for half in options.half:
        scores = Scores()
        names = [name for name in first if is_tuned(name) == (half == "tuned")]
        for name in names:
            text = (options.data / options.part / "text" / f"{name}.txt").read_text(encoding="utf-8")
            finder = Finder(nlp, text, f"{name}.txt")
            found = list(finder.find())
            places = tokens_of(text, finder)
            gold = gold_of(first[name])
            for role in ROLES:
                told = {frozenset(at(places, one[role])) for one in gold if role in one}
                ours = {one.spans[role] for one in found if one.spans.get(role)}
                scores.add(role, told, ours)
                if options.explain == role:
                    explain(role, text, places, told, ours)
        print(f"{options.part}, half {half}, {len(names)} articles\n{scores.line()}")


def at(places: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> Iterator[int]:
    """The tokens that pieces of text touch."""
    for token, (start, end) in enumerate(places):
        if any(low < end and start < high for low, high in pieces):
            yield token


if __name__ == "__main__":
    main()
