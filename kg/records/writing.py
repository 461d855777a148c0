"""Records as YAML that a person reads and corrects: quotes for spans, names for references, no defaults."""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from kg.article import Article
from kg.records import Records

_WIDTH = 120
_LONGEST_FLOW = 110  # characters; a longer record is written a field a line


def to_yaml(records: Records, article: Article) -> str:
    """The records in the format of `ARTICLE.records.yaml`, with the hash of the article that they were made for."""
    data = records.model_dump(mode="json", by_alias=True, context={"article": article})
    data["entities"] = [_what_it_is_first(entity) for entity in data.get("entities", ())]
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    out = StringIO()
    yaml.dump({**{key: _styled(value) for key, value in data.items()}, "sha256": article.sha256}, out)
    return out.getvalue()


def _what_it_is_first(record: dict[str, Any]) -> dict[str, Any]:
    """An entity's class belongs beside its label, wherever the model declares it."""
    return {**{key: record[key] for key in ("id", "label", "class") if key in record}, **record}


def _styled(value: Any) -> Any:  # noqa: ANN401  (whatever a record holds)
    """Short records on one line."""
    if isinstance(value, dict):
        mapping = CommentedMap((key, _styled(item)) for key, item in value.items())
        if len(str(value)) <= _LONGEST_FLOW:
            mapping.fa.set_flow_style()
        return mapping
    return [_styled(item) for item in value] if isinstance(value, list) else value
