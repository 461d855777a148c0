"""What a person decided about names: one or two, which place, other names. Read from a YAML file; wins over programs.

    same:                                   # names of one entity; the first is its label
      - [Osk Harrow, Oskar Harrow, O. Harrow]
    not_same:                               # never one, whatever the rules say
      - [Osk Harrow, Osk Harro]
    keep_apart:                             # two with one name: in these documents it is the other
      - {name: Osk Harrow, in: harbour-strike.txt, as: Osk Harrow (mayor)}
    is:                                     # which one: a GeoNames number, an IRI, or unknown
      Springfield: 4250542
      Velmora: unknown
      Lonmark: {in: 4eb3bbf08bea69f1, id: https://sws.geonames.org/2643743/}
    aliases:                                # other names of a label
      Osk Harrow: [Harrow, the governor]

Documents are named by their id (first 16 hex digits of the sha256) or by their file's name. A line that is taken out
leaves no trace: the next build is what it was before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from kg.article import Article
from kg.iris import DOCUMENT_ID_LENGTH
from kg.link.decision_model import UNKNOWN, Decisions
from kg.link.decisions_file import DECISIONS_FILE, load_decisions
from kg.link.merging import merge_entities, reason, with_entities
from kg.link.spelling import normalise
from kg.records import Entity, Reason, Records

__all__ = [
    "DECISIONS_FILE",
    "RULE",
    "UNKNOWN",
    "Decisions",
    "apply_decisions",
    "is_decided",
    "is_decided_unknown",
    "load_decisions",
    "reason_of",
    "unused_decisions",
]

RULE = "decision"
_DECIDED = "a person decided that it is {}"


def reason_of(link: str, entity: Entity) -> Reason:
    """Why an entity is what a person decided: an IRI or 'unknown'."""
    return reason(RULE, _DECIDED.format(link), entity.mentions[:1])


def is_decided(entity: Entity) -> bool:
    """Whether a person decided what an entity is."""
    return any(why.rule == RULE and _DECIDED.format("") in why.note for why in entity.reasons)


def is_decided_unknown(entity: Entity) -> bool:
    """Whether a person decided that an entity is none that is known."""
    unknown = _DECIDED.format(UNKNOWN)
    return any(why.rule == RULE and why.note == unknown for why in entity.reasons)


def apply_decisions(records: Records, article: Article, decisions: Decisions) -> Records:
    """The records under the names that a person decided on: same, keep_apart and aliases.

    What an entity *is* (`is`) is applied to places when they are linked, to others here. Each change leaves a reason.
    """
    entities = [_decided(entity, article, decisions) if entity.named else entity for entity in records.entities]
    first: dict[tuple[str, str], str] = {}
    into: dict[str, str] = {}
    for entity in entities:
        if entity.named and decisions.is_fixed(entity.label):
            kept = first.setdefault((entity.class_, normalise(entity.label)), entity.id)
            if kept != entity.id:
                into[entity.id] = kept
    if entities == list(records.entities) and not into:
        return records
    if not into:
        return with_entities(records, entities)
    # Two of one label are a fault of records until they are merged.
    return merge_entities(records.model_copy(update={"entities": tuple(entities)}), into)


def _decided(entity: Entity, article: Article, decisions: Decisions) -> Entity:
    reasons = list(entity.reasons)
    label = decisions.kept_apart(entity.label, article)
    if label:
        reasons.append(reason(RULE, f"a person decided that '{entity.label}' is here '{label}'"))
    else:
        label = decisions.label_of(entity.label)
        if label and label != entity.label:
            reasons.append(reason(RULE, f"a person decided that '{entity.label}' is '{label}'"))
    label = label or entity.label
    aliases = dict.fromkeys((*((entity.label,) if label != entity.label else ()), *entity.aliases))
    aliases.pop(label, None)
    same_as = entity.same_as
    if entity.class_ not in ("Place", "GeopoliticalEntity"):
        link = decisions.identity_of((label, entity.label, *entity.aliases), article)
        if link is not None:
            same_as = () if link == UNKNOWN else (link,)
            reasons.append(reason_of(link, entity))
    update = {"label": label, "aliases": tuple(aliases), "same_as": same_as, "reasons": tuple(reasons)}
    return entity.model_copy(update=update)


def unused_decisions(
    decisions: Decisions, documents: Mapping[str, Records], files: Mapping[str, str]
) -> tuple[str, ...]:
    """A sentence for each decision that matched nothing, in the order of the file.

    `documents` are the linked records of all documents by id, `files` the documents' files by the same id. A build
    of fewer documents uses fewer decisions, so these are warnings.
    """
    return tuple(_unused(decisions, {id_: _names(records) for id_, records in documents.items()}, files))


def _names(records: Records) -> frozenset[str]:
    return frozenset(normalise(name) for e in records.entities if e.named for name in (e.label, *e.aliases))


def _unused(decisions: Decisions, names: Mapping[str, frozenset[str]], files: Mapping[str, str]) -> Iterator[str]:
    everywhere = frozenset[str]().union(*names.values())
    groups = [
        *(("same", group) for group in decisions.same),
        *(("not_same", group) for group in decisions.not_same),
    ]
    for section, group in groups:
        missing = [name for name in group if normalise(name) not in everywhere]
        yield from (f"{section}: no document names '{name}'" for name in missing)
    located = [
        *(("keep_apart", one.name, one.documents) for one in decisions.keep_apart),
        *(("is", name, identity.documents) for name, identity in decisions.identities.items()),
    ]
    for section, name, wanted in located:
        if not wanted and normalise(name) not in everywhere:
            yield f"{section}: no document names '{name}'"
        for document in wanted:
            found = [id_ for id_ in names if _is_called(document, id_, files)]
            if not found:
                yield f"{section}: '{name}' is decided in '{document}', and no document is called so"
            elif all(normalise(name) not in names[id_] for id_ in found):
                yield f"{section}: '{document}' does not name '{name}'"
    for label, others in decisions.aliases.items():
        missing = [name for name in others if normalise(name) not in everywhere]
        yield from (f"aliases: no document names '{name}', an alias of '{label}'" for name in missing)


def _is_called(name: str, id_: str, files: Mapping[str, str]) -> bool:
    file = files.get(id_, "")
    return name in (id_, file, PurePosixPath(file).name) or name[:DOCUMENT_ID_LENGTH] == id_
