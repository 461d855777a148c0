"""The entities of an article: mentions gathered, linked and written as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from kg.article import Article
from kg.extract.descriptions import describe
from kg.extract.detection import coordinated, find_mentions
from kg.extract.drafts import Draft, Drafts
from kg.extract.facilities import settle_facilities
from kg.extract.forces import group_units, infer_nationalities, join_peoples
from kg.extract.geography import group_places
from kg.extract.grouping import describe_persons, group_equipment, group_organizations, group_persons, join_bodies
from kg.extract.knowledge import Lexicons
from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.nicknames import join_introduced
from kg.extract.text import Text
from kg.extract.told import Told
from kg.iris import slug
from kg.language.article_doc import article_span
from kg.records import Span

_SECOND = 2  # of two entities with one label


@dataclass(frozen=True)
class Entities:
    """The entities of an article in the making, and which mention and entity a token belongs to."""

    text: Text
    drafts: Drafts
    taken: Taken
    twins: tuple[Mention, ...]

    def at(self, position: int) -> Draft | None:
        """The entity that the mention at a token is of."""
        mention = self.taken.at(position)
        return self.drafts.of.get(mention) if mention is not None else None


def find_entities(article: Article, doc: Doc, lexicons: Lexicons) -> Entities:
    """All entities that the prose of a parsed article mentions."""
    text = Text(article, doc, lexicons)
    taken = find_mentions(text)
    twins = coordinated(text, taken)
    mentions = sorted([*(m for m in taken.all() if not m.dropped), *twins], key=lambda m: (m.start, m.end))
    drafts = Drafts()

    def of_kind(*kinds: Kind) -> list[Mention]:
        return [m for m in mentions if m.kind in kinds]

    places = [m for m in of_kind(Kind.COUNTRY, Kind.PLACE) if m.named]
    group_places(text, places, drafts)
    organizations = [m for m in of_kind(Kind.ORGANIZATION) if m.named and not _is_platform(text, m)]
    group_organizations(text, organizations, taken, drafts)
    group_units(text, of_kind(Kind.UNIT), taken, drafts)
    join_bodies(drafts)
    standings = group_persons(text, of_kind(Kind.PERSON), taken, drafts)
    describe_persons(text, standings, drafts)
    join_introduced(text, taken, drafts)
    group_equipment(text, of_kind(Kind.EQUIPMENT), drafts)
    groups = join_peoples(text, of_kind(Kind.GROUP), drafts)
    for mention in of_kind(Kind.NATIONALITY):
        if mention.country and _is_agent(text, mention):
            drafts.give(mention, drafts.country(mention.country), "nationality", f"'{mention.label}' tells who acts")
    rest = [*groups, *(m for m in of_kind(Kind.TITLE) if m not in drafts.of)]
    rest += [m for m in of_kind(Kind.ORGANIZATION, Kind.PLACE) if not m.named]
    rest += [m for m in of_kind(Kind.UNIT) if m not in drafts.of]
    describe(Told(text, taken, drafts), rest, standings)
    infer_nationalities(text, drafts, taken)
    settle_facilities(text, drafts)
    return Entities(text, drafts, taken, tuple(twins))


def _is_agent(text: Text, mention: Mention) -> bool:
    """Whether an adjective tells who did what its noun tells: 'Russian missile strikes'."""
    head = text.heads[mention.root]
    return head >= mention.end and text.kinds[head] == "event"


def _is_platform(text: Text, mention: Mention) -> bool:
    return " ".join(text.folded[mention.start : mention.end]) in text.lexicons.organizations.platforms


def settle(entities: Entities) -> None:
    """Make one of the entities that would be one node: from here on their number only grows."""
    _distinct(entities.drafts)


def entity_ids(entities: Entities) -> dict[Draft, str]:
    """The entities that are kept with their ids, in the order of first mention; those only linked to come last."""
    drafts = list(entities.drafts)
    linked = {other for draft in drafts for other in _links(draft)}
    kept = [draft for draft in drafts if draft.mentions or draft in linked]
    kept.sort(key=lambda d: (min((m.start for m in d.mentions), default=len(entities.text)), d.label))
    return _ids(kept)


def entity_records(entities: Entities, ids: Mapping[Draft, str], article: Article) -> list[dict[str, Any]]:
    """The entities of `entity_ids` as record data."""
    return [_record(draft, ids, entities.text, article) for draft in ids]


def _links(draft: Draft) -> list[Draft]:
    links = [*draft.nationality, *draft.affiliation, *draft.head_of]
    return [*links, *(other for other in (draft.parent, draft.contained_in) if other is not None)]


def _distinct(drafts: Drafts) -> None:
    """Entities that would be one node are one: same class, name and namedness."""
    first: dict[tuple[str, str, bool], Draft] = {}
    for draft in list(drafts):
        other = first.setdefault((draft.class_, slug(draft.label), draft.named), draft)
        if other is not draft:
            drafts.merge(other, draft, "same-words", f"'{draft.label}' again")


def _ids(drafts: list[Draft]) -> dict[Draft, str]:
    """An id for each entity: its label, with the class where two have one label."""
    ids: dict[Draft, str] = {}
    used: set[str] = set()
    for draft in drafts:
        name, number = draft.label, 1
        while name in used:
            number += 1
            name = (
                f"{draft.label} ({draft.class_})" if number == _SECOND else f"{draft.label} ({draft.class_} {number})"
            )
        used.add(name)
        ids[draft] = name
    return ids


def _record(draft: Draft, ids: Mapping[Draft, str], text: Text, article: Article) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": ids[draft],
        "label": draft.label,
        "class": draft.class_,
        "aliases": [name for name in draft.aliases if name != draft.label],
        "named": draft.named,
        "mentions": [_span(m, text, article) for m in _in_order(draft.mentions)],
        "reasons": [
            {"rule": rule, "note": note, "mentions": [_span(m, text, article) for m in _in_order(list(mentions))]}
            for rule, note, mentions in draft.reasons
        ],
    }
    if draft.class_ in {"Place", "GeopoliticalEntity"}:
        record["precision"] = draft.precision
        record["contained_in"] = _refs([draft.contained_in], draft, ids)
        return record
    if draft.class_ == "Equipment":
        return record
    record["nationality"] = _refs(draft.nationality, draft, ids)
    record["affiliation"] = _refs(draft.affiliation, draft, ids)
    if draft.class_ == "Person":
        record["job_title"] = draft.job_title
        record["head_of"] = _refs(draft.head_of, draft, ids)
    if draft.class_ in {"Organization", "MilitaryUnit"}:
        record["parent"] = _refs([draft.parent], draft, ids)
    if draft.class_ == "MilitaryUnit":
        record["echelon"] = draft.echelon
    return record


def _refs(others: Iterable[Draft | None], draft: Draft, ids: Mapping[Draft, str]) -> list[str]:
    return [ids[other] for other in others if other is not None and other is not draft and other in ids]


def _in_order(mentions: list[Mention]) -> list[Mention]:
    return sorted(dict.fromkeys(mentions), key=lambda m: (m.start, m.end))


def _span(mention: Mention, text: Text, article: Article) -> Span:
    start, end = article_span(text.doc[mention.start : mention.end])
    return Span(quote=article.text[start:end], start=start, end=end)
