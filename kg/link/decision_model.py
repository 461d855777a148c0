"""Decisions about names, as a file of them is checked: what is same, apart, which one, and called otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from pathlib import PurePosixPath
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kg.article import Article
from kg.iris import checked_iri, document_id
from kg.link.gazetteer.model import GEONAMES, canonical_iri
from kg.link.spelling import normalise

UNKNOWN = "unknown"
_SCHEMES = frozenset({"http", "https", "urn"})


def _listed(value: Any) -> Any:  # noqa: ANN401  (whatever YAML holds)
    return [value] if isinstance(value, str | int) else value


def _link(value: Any) -> Any:  # noqa: ANN401
    """A GeoNames number, an IRI or 'unknown', as an IRI or 'unknown'."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError("says nothing that it could be")  # noqa: TRY004  (pydantic reports ValueErrors)
    text = str(value).strip()
    if text.isascii() and text.isdecimal():
        return GEONAMES.format(int(text))
    if text.casefold() == UNKNOWN:
        return UNKNOWN
    iri = checked_iri(text)
    if urlsplit(iri).scheme.lower() not in _SCHEMES:
        raise ValueError(f"'{iri}' is no IRI of a thing")
    return canonical_iri(iri)


def _with_letters(name: str) -> str:
    if not normalise(name):
        raise ValueError(f"'{name}' has no letter and no digit")
    return " ".join(name.split())


Name = Annotated[str, AfterValidator(_with_letters)]
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
    documents: Documents = Field((), alias="in", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:  # noqa: ANN401
        return value if isinstance(value, Mapping) else {"id": value}


class Decisions(_Decision):
    """All decisions of a file; none where there is no file."""

    same: tuple[Annotated[tuple[Name, ...], Field(min_length=2)], ...] = ()
    not_same: tuple[Annotated[tuple[Name, ...], Field(min_length=2)], ...] = ()
    keep_apart: tuple[KeptApart, ...] = ()
    identities: Mapping[Name, Identity] = Field(default_factory=dict, alias="is")
    aliases: Mapping[Name, Names] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_aliases()
        self._check_apart()
        self._check_namesakes()
        return self

    def _check_aliases(self) -> None:
        same = _labels_of(self.same)
        owners: dict[str, str] = {}
        for label, names in self.aliases.items():
            for name in names:
                key = normalise(name)
                whose, own = (same.get(normalise(other), other) for other in (owners.setdefault(key, label), label))
                if normalise(whose) != normalise(own):
                    raise ValueError(f"'{name}' is an alias both of '{whose}' and of '{own}'")
                if key in same and normalise(same[key]) != normalise(own):
                    raise ValueError(f"'{name}' is an alias of '{own}' and the same as '{same[key]}'")

    def _check_apart(self) -> None:
        for group in self.not_same:
            for left, right in combinations(group, 2):
                if self._key(left) == self._key(right):
                    raise ValueError(f"'{left}' and '{right}' are both same and not_same")

    def _check_namesakes(self) -> None:
        for one, other in combinations(self.keep_apart, 2):
            if normalise(one.name) == normalise(other.name) and normalise(one.label) != normalise(other.label):
                for document in sorted(set(one.documents) & set(other.documents)):
                    raise ValueError(f"'{one.name}' is both '{one.label}' and '{other.label}' in {document}")

    @property
    def _groups(self) -> Iterator[Sequence[str]]:
        """The names that are one entity's, in the order of the file."""
        yield from self.same
        yield from ((label, *names) for label, names in self.aliases.items())

    @cached_property
    def _apart(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((self._key(left), self._key(right)))
            for group in self.not_same
            for left, right in combinations(group, 2)
        )

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The label of each name that is one of several of one entity."""
        return _labels_of(self._groups)

    @cached_property
    def _fixed(self) -> frozenset[str]:
        given = (*self._labels.values(), *(decision.label for decision in self.keep_apart))
        return frozenset(map(normalise, given))

    @cached_property
    def _identities(self) -> dict[str, list[Identity]]:
        found: dict[str, list[Identity]] = defaultdict(list)
        for name, identity in self.identities.items():
            found[normalise(name)].append(identity)
        return dict(found)

    @cached_property
    def _namesakes(self) -> dict[str, list[KeptApart]]:
        found: dict[str, list[KeptApart]] = defaultdict(list)
        for decision in self.keep_apart:
            found[normalise(decision.name)].append(decision)
        return dict(found)

    def _key(self, name: str) -> str:
        """One key for all names of one entity."""
        key = normalise(name)
        return normalise(self._labels.get(key, key))

    def are_apart(self, left: str, right: str) -> bool:
        """Whether a person said that two names, or others of the same entities, are never one entity's."""
        return bool(self._apart) and frozenset((self._key(left), self._key(right))) in self._apart

    def label_of(self, name: str) -> str | None:
        """The label that a name stands for, if a person gave one."""
        return self._labels.get(normalise(name))

    def is_fixed(self, label: str) -> bool:
        """Whether a label is one that a person gave, which no program changes."""
        return bool(self._fixed) and normalise(label) in self._fixed

    def identity_of(self, names: Iterable[str], article: Article) -> str | None:
        """What a person said that an entity of these names is, in an article: an IRI, 'unknown', or None.

        The first of the names that a person decided on counts; what was said of the article goes before the rest.
        """
        for name in names:
            found = self._identities.get(normalise(name), ())
            for identity in sorted(found, key=lambda identity: not identity.documents):
                if not identity.documents or _is_in(article, identity.documents):
                    return identity.link
        return None

    def is_unknown_everywhere(self, names: Iterable[str]) -> bool:
        """Whether a person said that a name is unknown, and not of some documents alone."""
        found = (identity for name in names for identity in self._identities.get(normalise(name), ()))
        return any(identity.link == UNKNOWN and not identity.documents for identity in found)

    def kept_apart(self, label: str, article: Article) -> str | None:
        """The label that an entity gets in an article whose namesake is another."""
        for decision in self._namesakes.get(normalise(label), ()):
            if _is_in(article, decision.documents):
                return decision.label
        return None


def _labels_of(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """The label by each normalised name: groups that share a name are one, under the first name of the first."""
    sets: dict[str, int] = {}  # the number of the first group that a normalised name is joined with
    first: list[str] = []
    members: list[list[str]] = []
    for number, group in enumerate(groups):
        keys = [normalise(name) for name in group]
        met = sorted({sets[key] for key in keys if key in sets})
        first.append(group[0])
        members.append(keys)
        target = min([*met, number])
        for other in {*met, number} - {target}:
            members[target] += members[other]
        sets.update(dict.fromkeys(members[target], target))
    return {key: first[number] for key, number in sets.items()}


def _is_in(article: Article, documents: Iterable[str]) -> bool:
    own = {document_id(article.sha256), article.sha256, article.file, PurePosixPath(article.file).name}
    return not own.isdisjoint(documents)
