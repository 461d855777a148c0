"""The shipped pipeline, and the entities that it and the rules find in a few sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from kg.article import Article, Part, PartKind, Sentence
from kg.extract.automatic import extract_records
from kg.language.article_doc import parse_article
from kg.language.pipeline import load_pipeline
from kg.records import Entity


def article_of(*sentences: str) -> Article:
    """An article whose paragraphs are these sentences, one each."""
    text = "\n\n".join(sentences) + "\n"
    parts, start = [], 0
    for sentence in sentences:
        end = start + len(sentence)
        spans = (Sentence(start=start, end=end),)
        parts.append(Part(kind=PartKind.PARAGRAPH, start=start, end=end, sentences=spans))
        start = end + 2
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(file="test.txt", sha256=digest, encoding="utf-8", text=text, parts=tuple(parts))


class Found:
    """The entities of an article, to be asked for by any of their names."""

    def __init__(self, article: Article, entities: tuple[Entity, ...]) -> None:
        self.article = article
        self.all = entities

    def __call__(self, name: str) -> Entity:
        """The entity with this label or alias; there must be one."""
        (found,) = [e for e in self.all if name == e.label or name in e.aliases]
        return found

    def labels(self, class_: str | None = None) -> set[str]:
        """The labels of the entities that are mentioned, of one class if it is given."""
        return {e.label for e in self.all if e.mentions and class_ in {None, e.class_}}

    def rules(self, name: str) -> set[str]:
        """Why the mentions of an entity are one."""
        return {reason.rule for reason in self(name).reasons}


@pytest.fixture(scope="session")
def find() -> Callable[..., Found]:
    """Reads sentences and gives the entities found in them."""
    nlp = load_pipeline()

    def find_in(*sentences: str) -> Found:
        article = article_of(*sentences)
        return Found(article, extract_records(article, parse_article(nlp, article)).entities)

    return find_in
