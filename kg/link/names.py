"""One label for each entity that several articles name: 'OSK HARROW' here and 'Osk Harrow' there are one node."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from kg.iris import slug
from kg.records import Entity, Records

Name = tuple[str, str]  # class and slug: what the IRI of a named entity is made of


def link_names(documents: Mapping[str, Records]) -> dict[str, Records]:
    """The records of some documents, every named entity under the label that most of them give it.

    Ties go to the label that is first in code point order of its reverse case, so that 'Osk Harrow' comes before
    'OSK HARROW'. Another label becomes an alias; references stay as they are, since an entity keeps its id.
    """
    labels: dict[Name, Counter[str]] = defaultdict(Counter)
    for records in documents.values():
        for entity in records.entities:
            if entity.named:
                labels[_name(entity)][entity.label] += 1
    chosen = {
        name: min(counts, key=lambda label, counts=counts: (-counts[label], label.swapcase()))  # type: ignore[misc]
        for name, counts in labels.items()
    }
    return {
        document: records.model_copy(
            update={"entities": tuple(_under(entity, chosen.get(_name(entity))) for entity in records.entities)}
        )
        for document, records in documents.items()
    }


def _name(entity: Entity) -> Name:
    return (entity.class_, slug(entity.label))


def _under(entity: Entity, label: str | None) -> Entity:
    if not entity.named or label is None or label == entity.label:
        return entity
    aliases = dict.fromkeys((entity.label, *entity.aliases))
    aliases.pop(label, None)
    return entity.model_copy(update={"label": label, "aliases": tuple(aliases)})
