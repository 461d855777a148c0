"""Entities in the making: mentions gathered under one label, with a reason for each gathering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.concepts import Echelon, LocationPrecision
from kg.extract.mentions import Mention

Because = tuple[str, str, tuple[Mention, ...]]  # rule, note, mentions


@dataclass(slots=True, eq=False)
class Draft:
    """An entity in the making; links are to other drafts."""

    class_: str
    label: str
    named: bool = True
    mentions: list[Mention] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)
    reasons: list[Because] = field(default_factory=list)
    nationality: dict[Draft, None] = field(default_factory=dict)
    affiliation: dict[Draft, None] = field(default_factory=dict)
    head_of: dict[Draft, None] = field(default_factory=dict)
    parent: Draft | None = None
    contained_in: Draft | None = None
    precision: LocationPrecision | None = None
    echelon: Echelon | None = None
    job_title: str | None = None
    female: bool | None = None
    plural: bool = False
    head: str = ""  # the folded head noun of its label, for 'the ministry'
    number: str | None = None
    key: tuple[str, ...] = ()

    @property
    def country(self) -> Draft | None:
        """Its only nationality."""
        return next(iter(self.nationality)) if len(self.nationality) == 1 else None

    def call(self, *names: str) -> None:
        """Note other names."""
        for name in names:
            if name and name != self.label:
                self.aliases[name] = None

    def rename(self, label: str) -> None:
        """Give it another label; the old one becomes an alias."""
        old, self.label = self.label, label
        self.aliases.pop(label, None)
        if old != label:
            self.aliases[old] = None

    def follow(self, gone: Draft, kept: Draft) -> None:
        """Let links that led to an entity lead to the one that it was merged into."""
        for links in (self.nationality, self.affiliation, self.head_of):
            if gone in links:
                del links[gone]
                if self is not kept:
                    links[kept] = None
        if self.parent is gone:
            self.parent = kept if self is not kept else None
        if self.contained_in is gone:
            self.contained_in = kept if self is not kept else None

    def add(self, mention: Mention, rule: str = "", note: str = "") -> None:
        """Take in a mention; with a rule, also the reason why."""
        self.mentions.append(mention)
        self.call(mention.label, *mention.aliases)
        if rule:
            self.reasons.append((rule, note, (mention,)))


class Drafts:
    """The entities in the making of one article, in the order in which they were begun."""

    def __init__(self) -> None:
        self._all: list[Draft] = []
        self.of: dict[Mention, Draft] = {}
        self._countries: dict[str, Draft] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._all)

    def __contains__(self, draft: object) -> bool:
        return any(known is draft for known in self._all)

    def begin(self, draft: Draft) -> Draft:
        """Note a new entity; its mentions are its own."""
        self._all.append(draft)
        for mention in draft.mentions:
            self.of[mention] = draft
        return draft

    def give(self, mention: Mention, draft: Draft, rule: str = "", note: str = "") -> None:
        """Make a mention one of an entity's."""
        draft.add(mention, rule, note)
        self.of[mention] = draft

    def merge(self, kept: Draft, gone: Draft, rule: str, note: str) -> None:
        """Make one entity of two."""
        kept.reasons.append((rule, note, tuple(gone.mentions)))
        for mention in gone.mentions:
            kept.mentions.append(mention)
            self.of[mention] = kept
        kept.call(gone.label, *gone.aliases)
        kept.reasons += gone.reasons
        for links in ("nationality", "affiliation", "head_of"):
            getattr(kept, links).update(getattr(gone, links))
        kept.parent = kept.parent or gone.parent
        kept.echelon = kept.echelon or gone.echelon
        kept.job_title = kept.job_title or gone.job_title
        self._all.remove(gone)
        for draft in self._all:
            draft.follow(gone, kept)

    def country(self, label: str) -> Draft:
        """The entity of a country, begun where it is first needed."""
        if label not in self._countries:
            self._countries[label] = self.begin(Draft("GeopoliticalEntity", label, precision=LocationPrecision.COUNTRY))
        return self._countries[label]

    def mentioned_countries(self) -> set[str]:
        """The countries that are mentioned or needed."""
        return set(self._countries)

    def of_class(self, *classes: str) -> list[Draft]:
        """The entities of some classes."""
        return [draft for draft in self._all if draft.class_ in classes]
