"""An article's prose as one Doc, whose sentences are the reader's and whose tokens know their place in the file."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.article import Article

_OFFSETS = "article_offsets"  # in doc.user_data: the code point offset of each token


def parse_article(nlp: Language, article: Article) -> Doc:
    """The prose of an article, annotated. `doc.sents` are `article.sentences`; white space is no token."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    offsets: list[int] = []
    for sentence in article.sentences:
        first = True
        for token in nlp.make_doc(article.text[sentence.start : sentence.end]):
            if token.is_space:
                continue
            words.append(token.text)
            spaces.append(True)
            starts.append(first)
            offsets.append(sentence.start + token.idx)
            first = False
    for position in range(len(words) - 1):
        spaces[position] = offsets[position] + len(words[position]) < offsets[position + 1]
    doc = Doc(nlp.vocab, words, spaces=spaces, sent_starts=starts)
    doc.user_data[_OFFSETS] = offsets
    for _, component in nlp.pipeline:
        doc = component(doc)
    doc.user_data[_OFFSETS] = offsets
    return doc


def article_span(words: Span | Token) -> tuple[int, int]:
    """Where a token or a span of tokens stands in the article: half-open code point offsets."""
    first, last = (words, words) if isinstance(words, Token) else (words[0], words[-1])
    offsets: list[int] = words.doc.user_data[_OFFSETS]
    return offsets[first.i], offsets[last.i] + len(last.text)
