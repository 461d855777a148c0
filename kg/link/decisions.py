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

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kg.article import Article
from kg.errors import DecisionsError, Problem
from kg.iris import checked_iri, document_id
from kg.link.gazetteer.model import GEONAMES
from kg.link.merging import merge_entities, reason, with_entities
from kg.link.spelling import normalise
from kg.records import Entity, Records

DECISIONS_FILE = "kg-decisions.yaml"
UNKNOWN = "unknown"
RULE = "decision"


def _listed(value: Any) -> Any:  # noqa: ANN401  (whatever YAML holds)
    return [value] if isinstance(value, str | int) else value


def _link(value: Any) -> Any:  # noqa: ANN401
    """A GeoNames number, an IRI or 'unknown', as an IRI or 'unknown'."""
    text = str(value).strip()
    if text.isdecimal():
        return GEONAMES.format(text)
    return text if text == UNKNOWN else checked_iri(text)


Name = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_listed)]
Documents = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Decision(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class KeptApart(_Decision):
    """In some documents a name is that of another entity, which gets a label of its own."""

    name: Name
    documents: Documents = Field(alias="in", min_length=1)
    label: Name = Field(alias="as")


class Identity(_Decision):
    """What a name is: an IRI or 'unknown'; in some documents, or in all."""

    link: Annotated[str, BeforeValidator(_link)] = Field(alias="id")
    documents: Documents = Field((), alias="in")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:  # noqa: ANN401
        return value if isinstance(value, Mapping) else {"id": value}


class Decisions(_Decision):
    """All decisions of a file; none where there is no file."""

    same: tuple[Annotated[tuple[Name, ...], Field(min_length=2)], ...] = ()
    not_same: tuple[Annotated[tuple[Name, ...], Field(min_length=2)], ...] = ()
    keep_apart: tuple[KeptApart, ...] = ()
    identities: Mapping[str, Identity] = Field(default_factory=dict, alias="is")
    aliases: Mapping[str, Names] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for group in self.same:
            for left, right in combinations(group, 2):
                if frozenset((normalise(left), normalise(right))) in self._apart:
                    raise ValueError(f"'{left}' and '{right}' are both same and not_same")
        return self

    @cached_property
    def _apart(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((normalise(left), normalise(right)))
            for group in self.not_same
            for left, right in combinations(group, 2)
        )

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The label of each name that is one of several of one entity."""
        labels = {normalise(name): group[0] for group in self.same for name in group}
        for label, names in self.aliases.items():
            for name in names:
                labels.setdefault(normalise(name), labels.get(normalise(label), label))
        return labels

    def are_apart(self, left: str, right: str) -> bool:
        """Whether a person said that two names are never one entity's."""
        return frozenset((normalise(left), normalise(right))) in self._apart

    def label_of(self, name: str) -> str | None:
        """The label that a name stands for, if a person gave one."""
        return self._labels.get(normalise(name))

    def is_fixed(self, label: str) -> bool:
        """Whether a label is one that a person gave, which no program changes."""
        key = normalise(label)
        return any(key == normalise(own) for own in (*self._labels.values(), *(k.label for k in self.keep_apart)))

    def identity_of(self, names: Iterable[str], article: Article) -> str | None:
        """What a person said that an entity of these names is, in an article: an IRI, 'unknown', or None."""
        keys = {normalise(name) for name in names}
        for name, identity in self.identities.items():
            if normalise(name) in keys and (not identity.documents or _is_in(article, identity.documents)):
                return identity.link
        return None

    def kept_apart(self, label: str, article: Article) -> str | None:
        """The label that an entity gets in an article whose namesake is another."""
        for decision in self.keep_apart:
            if normalise(decision.name) == normalise(label) and _is_in(article, decision.documents):
                return decision.label
        return None


def _is_in(article: Article, documents: Iterable[str]) -> bool:
    own = {document_id(article.sha256), article.sha256, article.file, PurePosixPath(article.file).name}
    return not own.isdisjoint(documents)


def load_decisions(path: Path | None = None) -> Decisions:
    """The decisions of a file; by default of `kg-decisions.yaml` in the working folder, none where it is not there.

    Raises DecisionsError with one Problem per fault: file, line, what is wrong and the fix.
    """
    if path is None and not Path(DECISIONS_FILE).is_file():
        return Decisions()
    path = path or Path(DECISIONS_FILE)
    data = _load_yaml(path)
    if data is None:
        return Decisions()
    if not isinstance(data, CommentedMap):
        raise DecisionsError(
            Problem(path.name, 1, "holds no decisions", "write same, not_same, keep_apart, is, aliases")
        )
    try:
        return Decisions.model_validate(data)
    except ValidationError as error:
        raise DecisionsError(*_problems(error, data, path.name)) from error


def _load_yaml(path: Path) -> Any:  # noqa: ANN401  (whatever the file holds)
    parser = YAML(typ="rt", pure=True)
    parser.allow_duplicate_keys = False
    try:
        return parser.load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        problem = Problem(path.name, None, f"cannot be read: {error.strerror}", "check the path and the file's rights")
        raise DecisionsError(problem) from error
    except UnicodeDecodeError as error:
        problem = Problem(path.name, None, f"not UTF-8 at byte {error.start}", "save the file as UTF-8")
        raise DecisionsError(problem) from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        fix = "quote names that hold ': ' or begin with a special character; write each key once"
        raise DecisionsError(Problem(path.name, line, f"not valid YAML: {error.problem}", fix)) from error
    except (YAMLError, ValueError) as error:
        raise DecisionsError(Problem(path.name, None, f"not valid YAML: {error}")) from error
    except RecursionError as error:
        raise DecisionsError(Problem(path.name, None, "not valid YAML: nested too deeply")) from error


_FIXES = {
    "extra_forbidden": ("is no key of decisions", "write same, not_same, keep_apart, is or aliases"),
    "too_short": ("names fewer than two", "write two names or more: [Osk Harrow, Oskar Harrow]"),
    "tuple_type": ("is not a list", "write a list: [Osk Harrow, Oskar Harrow]"),
    "missing": ("is missing", "keep_apart has name, in and as; is has id"),
    "string_type": ("is not text", "put the name in quotation marks"),
}


def _problems(error: ValidationError, data: CommentedMap, shown: str) -> Iterator[Problem]:
    found = set()
    for fault in error.errors(include_url=False):
        message, fix = _FIXES.get(fault["type"], (None, None))
        cause = fault.get("ctx", {}).get("error")
        path = [part for part in fault["loc"] if isinstance(part, int | str)]
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path) or "decisions"
        said = message or (str(cause) if cause else fault["msg"])
        found.add(Problem(shown, _line_of(data, path), f"{place}: {said}", fix))
    return iter(sorted(found, key=lambda p: (p.line or 0, p.message)))


def _line_of(data: Any, path: Iterable[str | int]) -> int:  # noqa: ANN401
    line, node = 1, data
    for part in path:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
        else:
            break
        node = node[part]
    return line


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
            reasons.append(reason(RULE, f"a person decided that it is {link}"))
    update = {"label": label, "aliases": tuple(aliases), "same_as": same_as, "reasons": tuple(reasons)}
    return entity.model_copy(update=update)
