"""Articles and records that tests of linking share: real places, invented people and sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.article import Article
from kg.link.decisions import Decisions
from kg.link.gazetteer import Gazetteer, load_gazetteer
from kg.link.place_records import link_places
from kg.records import Entity, Records

from ..conftest import plain_article


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with kg."""
    return load_gazetteer()


def records_of(text: str, *entities: str | dict[str, Any]) -> tuple[Article, Records]:
    """An article of a text, and records with entities: a label is a Place that is mentioned under it."""
    article = plain_article(text)
    rows = [{"label": entity, "class": "Place"} if isinstance(entity, str) else entity for entity in entities]
    for row in rows:
        quote = row.get("mentions", row["label"])
        if isinstance(quote, str):
            row["mentions"] = [{"quote": quote, "start": text.index(quote)}]
    return article, Records.model_validate({"entities": rows}, context={"article": article})


Linked = Callable[..., dict[str, Entity]]


@pytest.fixture
def linked(gazetteer: Gazetteer) -> Linked:
    """Links an article's places; the entities by id."""

    def link(text: str, *entities: str | dict[str, Any], decisions: Decisions | None = None) -> dict[str, Entity]:
        article, records = records_of(text, *entities)
        found = link_places(records, article, gazetteer, decisions or Decisions())
        return {entity.id: entity for entity in found.entities}

    return link
