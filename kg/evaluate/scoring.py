"""The scores of a graph: layer by layer, article by article, and over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.dataset import Dataset
from kg.evaluate.compare import (
    LAYERS,
    Layer,
    grade_claims,
    grade_entities,
    has_class,
    has_type,
    pair_items,
    pair_up,
    tolerated,
    words,
)
from kg.evaluate.found import Found, FoundReader
from kg.evaluate.gold_files import Gold
from kg.evaluate.names import Names
from kg.evaluate.sides import ClaimSide, EntitySide, Metadata
from kg.evaluate.tallies import END_TO_END, Tallies
from kg.evaluate.wanted import Wanted, wanted_of

TOTAL = "TOTAL"
ORDER = (
    "metadata",
    "boilerplate",
    "entities",
    "entities (any class)",
    "entity details",
    "claims",
    "claims (top concept)",
    *LAYERS,
)
"""The layers as they are shown."""


@dataclass(frozen=True)
class ArticleScores:
    """The tallies of one article; `known` is false where the graph has no such document, and everything is missed."""

    name: str
    known: bool
    tallies: Tallies


@dataclass(frozen=True)
class Evaluation:
    """The scores of all articles, and their sum."""

    articles: tuple[ArticleScores, ...]
    total: Tallies = field(default_factory=Tallies)

    def figures(self) -> dict[str, dict[str, dict[str, float | int | None]]]:
        """All figures: by article and `TOTAL`, by layer, by name."""
        by_article = {article.name: article.tallies.figures() for article in self.articles}
        return {**by_article, TOTAL: self.total.figures()}


def evaluate(dataset: Dataset, golds: Iterable[Gold]) -> Evaluation:
    """Score what a graph says of each gold's article."""
    reader = FoundReader(dataset)
    articles = []
    total = Tallies()
    for gold in golds:
        found = reader.read(gold.sha256, gold.text)
        scores = ArticleScores(gold.name, found.known, score(wanted_of(gold), found))
        total.add(scores.tallies)
        articles.append(scores)
    return Evaluation(tuple(articles), total)


def score(wanted: Wanted, found: Found) -> Tallies:
    """All layers of one article."""
    tallies = Tallies()
    for layer in ORDER:
        _ = tallies[layer]
    _metadata(wanted.metadata, found.metadata, tallies)
    for phrase in wanted.never:
        leaked = any(phrase.casefold() in text.casefold() for text in found.literals)
        tallies["boilerplate"].add(int(not leaked), [phrase] * leaked, [phrase] * leaked)
    _entities(wanted.entities, found.entities, tallies)
    _claims(wanted.claims, found.claims, tallies)
    return tallies


def _metadata(wanted: Metadata, found: Metadata, tallies: Tallies) -> None:
    days = Layer(lambda _: (), lambda g, f: bool(g == f))
    names = Layer(lambda _: (), _share_a_name)
    for key, layer in (("published", days), ("author", names), ("publisher", names)):
        _items(layer, getattr(wanted, key), getattr(found, key), (), key, tallies, "metadata")


def _share_a_name(gold: Names, found: Names) -> bool:
    return bool(gold & found)


def _entities(gold: Sequence[EntitySide], found: Sequence[EntitySide], tallies: Tallies) -> None:
    """One-to-one by shared names; what is optional on either side is neither missed nor spurious."""
    pairs = pair_up(gold, found, grade_entities)
    for i, j in sorted(pairs.items()):
        if not gold[i].optional:
            _entity(gold[i], found[j], tallies)
    taken = set(pairs.values())
    missed = [g.title for i, g in enumerate(gold) if i not in pairs and not g.optional]
    spurious = [
        f"{f.title} ({_shown(f.classes)})"
        for j, f in enumerate(found)
        if j not in taken and not f.optional and not any(g.optional and g.names & f.names for g in gold)
    ]
    for layer in ("entities", "entities (any class)"):
        tallies[layer].add(0, missed, spurious)


def _entity(gold: EntitySide, found: EntitySide, tallies: Tallies) -> None:
    right = has_class(gold, found)
    wrong = [] if right else [f"{gold.title} ({_shown(gold.classes)}, found as {_shown(found.classes)})"]
    tallies["entities"].add(int(right), wrong, wrong)
    tallies["entities (any class)"].add(1)
    checks = [("echelon", found.echelon == gold.echelon, bool(found.echelon))] if gold.echelon else []
    for key, names in (gold.details or {}).items():
        told = (found.details or {}).get(key, Names())
        checks.append((key, bool(told & names), bool(told)))
    for key, same, is_told in checks:
        line = [] if same else [f"{gold.title}: {key}"]
        tallies["entity details"].add(int(same), line, line if is_told else ())


def _shown(classes: frozenset[str]) -> str:
    return "/".join(sorted(classes))


def _claims(gold: Sequence[ClaimSide], found: Sequence[ClaimSide], tallies: Tallies) -> None:
    """Pair the claims, then score what the pairs say; an optional claim and its partner do not count."""
    pairs = pair_up(gold, found, grade_claims)
    taken = set(pairs.values())
    for i, j in sorted(pairs.items()):
        if not gold[i].optional:
            _claim(gold[i], found[j], gold, tallies)
    missed = [g for i, g in enumerate(gold) if i not in pairs and not g.optional]
    spurious = [f for j, f in enumerate(found) if j not in taken]
    for layer in ("claims", "claims (top concept)"):
        tallies[layer].add(0, (c.title for c in missed), (c.title for c in spurious))
    for name, of in LAYERS.items():
        lost, extra = ([words(item) for claim in claims for item in of.items(claim)] for claims in (missed, spurious))
        tallies[END_TO_END + name].add(0, lost, extra)


def _claim(gold: ClaimSide, found: ClaimSide, claims: Sequence[ClaimSide], tallies: Tallies) -> None:
    right = has_type(gold, found)
    wrong = [] if right else [f"{gold.title}  [found as {', '.join(sorted(found.types))}]"]
    tallies["claims"].add(int(right), wrong, wrong)
    tallies["claims (top concept)"].add(1)
    for name, layer in LAYERS.items():
        allowed = tolerated(layer, gold, found, claims)
        _items(layer, layer.items(gold), layer.items(found), allowed, gold.title, tallies, name, END_TO_END + name)


def _items(  # noqa: PLR0913, PLR0917  (two sides, and where to count)
    layer: Layer,
    gold: Sequence[Any],
    found: Sequence[Any],
    allowed: Sequence[Any],
    title: str,
    tallies: Tallies,
    *names: str,
) -> None:
    """Count items one-to-one; what is left over is spurious unless it is allowed."""
    pairs = pair_items(layer, gold, found)
    taken = set(pairs.values())
    missed = [f"{words(g)}  <- {title}" for i, g in enumerate(gold) if i not in pairs]
    spurious = [
        f"{words(f)}  <- {title}"
        for j, f in enumerate(found)
        if j not in taken and not any(layer.same(a, f) for a in allowed)
    ]
    for name in names:
        tallies[name].add(len(pairs), missed, spurious)
