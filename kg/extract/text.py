"""A parsed article as flat arrays: what the rules ask of each token, fetched from spaCy once."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.article import Article
from kg.extract.knowledge import Lexicons
from kg.extract.phrases import Phrases, fold
from kg.language.article_doc import article_span

DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
GENITIVE = frozenset({"'s", "’s", "'", "’"})
SURE = 0.35  # confidence from which a learned mention keeps its own bounds and label
_SHOUT = 3  # words of capitals in a row
_LONGEST_CHAIN = 8  # of coordinations and appositions that are followed upwards
QUOTES = frozenset({'"', "“", "”", "‘", "«", "»", "``", "''"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PRON"})


def _sentences(article: Article, doc: Doc) -> list[tuple[int, int]]:
    """The article's sentences as stretches of tokens: what a parser makes of them does not count here."""
    found: list[tuple[int, int]] = []
    position = 0
    for sentence in article.sentences:
        start = position
        while position < len(doc) and article_span(doc[position])[0] < sentence.end:
            position += 1
        if position > start:
            found.append((start, position))
    return found


def _shouted(words: list[str], sentences: list[tuple[int, int]]) -> bytearray:
    """A mark for each token in a run of three or more words of capitals, or in a sentence of nothing else."""
    marks = bytearray(len(words))
    for start, end in sentences:
        run: list[int] = []
        letters = 0
        for position in range(start, end + 1):
            word = words[position] if position < end else "a"
            if not word[:1].isalpha():
                continue
            letters += position < end
            if word.isupper():
                run.append(position)
                continue
            whole = position == end and len(run) == letters and letters > 1
            if len(run) >= _SHOUT or whole:
                marks[run[0] : run[-1] + 1] = b"\x01" * (run[-1] + 1 - run[0])
            run = []
    return marks


class Text:
    """The tokens of an article, by position from 0; sentences are half-open stretches of positions."""

    def __init__(self, article: Article, doc: Doc, lexicons: Lexicons) -> None:
        self.doc = doc
        self.lexicons = lexicons
        self.words: list[str] = []
        self.folded: list[str] = []
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.lemmas: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.kinds: list[str] = []
        for token in doc:
            self.words.append(token.text)
            self.folded.append(fold(token.text))
            self.pos.append(token.pos_)
            self.tags.append(token.tag_)
            self.lemmas.append(token.lemma_.lower())
            self.deps.append(token.dep_)
            self.heads.append(token.head.i)
            self.kinds.append(token._.kind)
        self.children: list[list[int]] = [[] for _ in self.words]
        for position, head in enumerate(self.heads):
            if head != position:
                self.children[head].append(position)
        self.sentences = _sentences(article, doc)
        self.sentence_of: list[int] = []
        for number, (start, end) in enumerate(self.sentences):
            self.sentence_of += [number] * (end - start)

        self._shouted = _shouted(self.words, self.sentences)
        self._proper = frozenset(
            self.folded[i]
            for i in range(len(self))
            if self.pos[i] == "PROPN" and not self._shouted[i] and self.capital(i)
        )

    def __len__(self) -> int:
        return len(self.words)

    def bounds(self, position: int) -> tuple[int, int]:
        """The sentence that holds a token."""
        return self.sentences[self.sentence_of[position]]

    def capital(self, position: int) -> bool:
        """Whether a token is written with a capital."""
        return self.words[position][:1].isupper()

    def shouted(self, position: int) -> bool:
        """Whether a token stands among words that are all in capitals, so that a capital says nothing."""
        return bool(self._shouted[position])

    def proper(self, position: int) -> bool:
        """Whether the word of a token is a proper name somewhere in the article, outside shouted words."""
        return self.folded[position] in self._proper

    def initial(self, position: int) -> bool:
        """Whether a token begins its sentence, quotation marks and bullets apart."""
        start, _ = self.bounds(position)
        return all(not word[:1].isalnum() for word in self.words[start:position])

    def is_verb(self, position: int, verbs: Phrases[bool]) -> bool:
        """Whether a token is a form of one of some verbs."""
        return verbs.has(self.lemmas[position]) or verbs.has(self.folded[position])

    def written(self, start: int, end: int) -> str:
        """The words of a stretch with their white space made single."""
        return " ".join(str(self.doc[start:end].text).split())

    def before(self, position: int) -> str:
        """The folded word before a token of the same sentence, or nothing."""
        return self.folded[position - 1] if position > self.bounds(position)[0] else ""

    def after(self, end: int) -> str:
        """The folded word at `end`, if the sentence of the token before it goes on."""
        return self.folded[end] if end < self.bounds(end - 1)[1] else ""

    def root(self, start: int, end: int) -> int:
        """The token of a stretch on which the others hang; the last noun where the tree disagrees."""
        outside = [i for i in range(start, end) if not start <= self.heads[i] < end or self.heads[i] == i]
        nouns = [i for i in outside if self.pos[i] in NOMINAL]
        if nouns:
            return nouns[-1] if len(nouns) == 1 else max(nouns, key=lambda i: (self.pos[i] in {"NOUN", "PROPN"}, i))
        return outside[-1] if outside else end - 1

    def plural(self, position: int) -> bool:
        """Whether a noun is plural."""
        return self.tags[position] in {"NNS", "NNPS"}

    def conjuncts(self, position: int) -> Iterator[int]:
        """The head of a coordination, from any of its members upwards."""
        while self.deps[position] == "conj" and self.heads[position] != position:
            position = self.heads[position]
            yield position

    def role(self, position: int) -> tuple[str, int]:
        """The relation of a noun to its head, through coordination and apposition, and that head."""
        seen = 0
        while (
            self.deps[position] in {"conj", "appos", "flat", "compound"}
            and self.heads[position] != position
            and seen < _LONGEST_CHAIN
        ):
            position = self.heads[position]
            seen += 1
        return self.deps[position], self.heads[position]

    def case(self, position: int) -> str:
        """The preposition of a noun, or nothing."""
        return next((self.folded[c] for c in self.children[position] if self.deps[c] == "case" and c < position), "")


def is_trusted(text: Text) -> bool:
    """Whether the tagger is sure of most of what it sees in this article."""
    spans = text.doc.spans.get("mentions", ())
    sure = sum(1 for span in spans if span._.confidence is None or span._.confidence >= SURE)
    return bool(sure) and 2 * sure > len(spans)
