"""Records by rules over a parsed article: the extractor that needs nobody's help."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from kg.article import Article
from kg.extract.entities import entity_ids, entity_records, find_entities, settle
from kg.extract.knowledge import load_lexicons
from kg.extract.statements.statement_records import find_statements
from kg.records import Records

EXTRACTOR = "rules"


def extract_records(
    article: Article, doc: Doc, lexicons: Path | None = None, *, by_lexicon: bool = True, by_tagger: bool = True
) -> Records:
    """What the rules find in an article; `doc` is `parse_article(nlp, article)`.

    `lexicons` is a user's folder of lexicon files, merged over the shipped ones. `by_lexicon` and `by_tagger` say who
    may find words that tell of events: for measuring what each contributes.
    """
    entities = find_entities(article, doc, load_lexicons(lexicons))
    settle(entities)
    statements = find_statements(article, entities, by_lexicon=by_lexicon, by_tagger=by_tagger)
    ids = entity_ids(entities)
    return Records.model_validate(
        {"sha256": article.sha256, "entities": entity_records(entities, ids, article), **statements.write(ids)},
        context={"article": article},
    )
