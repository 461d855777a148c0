"""From source files to a graph: the module that composes the stages.

read → extract, document by document → link → map → validate, document by document → what holds between them.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.article import Article
from kg.dataset import Dataset
from kg.documents import Extracted, extract_documents, reported
from kg.errors import EmptyGraphError, GraphError, Problem
from kg.extract.event_words import event_words
from kg.extract.knowledge import load_lexicons
from kg.graph import Graph
from kg.iris import document_id
from kg.link.decisions import Decisions, load_decisions, unused_decisions
from kg.link.documents import link_documents
from kg.link.gazetteer import load_gazetteer
from kg.link.happenings import find_happenings
from kg.link.lookalikes import EntityRow, LookAlike, find_lookalikes, list_entities
from kg.link.names import link_names
from kg.mapping import map_document, map_links
from kg.read import find_sources
from kg.records import Records
from kg.report import BuildReport, Coverage, DocumentReport, SilentSentence
from kg.settings import Settings, load_settings
from kg.validate import validate, validate_shared
from kg.vocab import ONTOLOGY_VERSION

Sources = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[str, int, int], None]  # document at hand, number of the step from 1, of how many

RECORD_KINDS = ("entities", "events", "claims", "quantities", "times")


def build(
    sources: Sources = "source_docs", *, settings: Settings | None = None, progress: Progress | None = None
) -> Graph:
    """Build the graph of articles: files, or folders that are searched for `.txt` and `.md`.

    A document that cannot be built is left out and named in `graph.report`; the others are built all the same.
    Raises SourceError where there is nothing to read, EmptyGraphError where no document could be built, and
    GraphError where documents that are sound alone are not so together.
    """
    found = _find(sources)
    settings = settings or load_settings()
    step = _counted(progress, 2 * len(found))
    decisions = load_decisions(settings.decisions)
    extracted, reports = _extract_all(found, settings, decisions, step)
    linked = _link_all(extracted, decisions)
    unused = unused_decisions(decisions, linked, {short_id: one.article.file for short_id, one in extracted.items()})
    dataset = Dataset()
    for short_id, document in list(extracted.items()):
        step(document.report.file)
        reports[document.report.file] = report = _add_document(dataset, document, linked[short_id], settings)
        if report.status == "refused":
            del extracted[short_id], linked[short_id]
    named, dangling = link_documents(linked)
    links = sorted({*named, *find_happenings(linked)})
    dataset.add(map_links(links, settings.base_iri))
    report_of_all = BuildReport(
        software_version=__version__,
        ontology_version=ONTOLOGY_VERSION,
        base_iri=settings.base_iri,
        documents=tuple(reports.values()),
        quads=len(dataset),
        links=len(links),
        warnings=(*dangling, *unused),
    )
    if not report_of_all.built:
        raise EmptyGraphError(*problems_of(report_of_all), f"nothing was built from {len(found)} document(s)")
    if len(extracted) > 1 and (problems := validate_shared(dataset, settings.base_iri)):
        raise GraphError(*problems)
    articles = {short_id: document.article for short_id, document in extracted.items()}
    return Graph(dataset, report_of_all, articles, settings.base_iri)


def _find(sources: Sources) -> list[tuple[Path, str]]:
    paths = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    return list(find_sources([Path(path) for path in paths]))


def _extract_all(
    found: Sequence[tuple[Path, str]], settings: Settings, decisions: Decisions, step: Callable[[str], None]
) -> tuple[dict[str, Extracted], dict[str, DocumentReport]]:
    """The documents by id, in the order of the sources, and the reports by display name."""
    extracted: dict[str, Extracted] = {}
    reports: dict[str, DocumentReport] = {}
    for (_, name), outcome in zip(found, extract_documents(found, settings, decisions), strict=True):
        step(name)
        if not isinstance(outcome, Extracted):
            reports[name] = outcome
            continue
        short_id = document_id(outcome.article.sha256)
        reports[name] = outcome.report
        if short_id in extracted:
            same = f"the same bytes as {extracted[short_id].article.file}, which is built"
            warnings = (*outcome.article.warnings, same)
            reports[name] = outcome.report.model_copy(update={"status": "duplicate", "warnings": warnings})
            continue
        extracted[short_id] = outcome
    return extracted, reports


def _link_all(extracted: Mapping[str, Extracted], decisions: Decisions) -> dict[str, Records]:
    """The records of all documents by id, one name for each entity that they share."""
    return link_names(
        {short_id: document.records for short_id, document in extracted.items()},
        decisions=decisions,
        gazetteer=load_gazetteer(),
        reviewed=[short_id for short_id, document in extracted.items() if document.is_reviewed],
    )


@dataclass(frozen=True)
class EntitySurvey:
    """The named entities of some documents, those that look alike, and why documents were refused."""

    rows: tuple[EntityRow, ...]
    alike: tuple[LookAlike, ...]
    problems: tuple[Problem, ...]


def survey_entities(sources: Sources = "source_docs", *, settings: Settings | None = None) -> EntitySurvey:
    """Which entities documents name, and which of them look alike. Raises SourceError as `build` does."""
    settings = settings or load_settings()
    decisions = load_decisions(settings.decisions)
    extracted, reports = _extract_all(_find(sources), settings, decisions, lambda _: None)
    linked = _link_all(extracted, decisions)
    problems = tuple(
        Problem(p.file or report.file, p.line, p.message, p.fix) for report in reports.values() for p in report.problems
    )
    return EntitySurvey(list_entities(linked), find_lookalikes(linked, decisions), problems)


def _counted(progress: Progress | None, total: int) -> Callable[[str], None]:
    """Tell the progress of numbered steps, two for each document: reading it, and adding it to the graph."""
    numbers = itertools.count(1)

    def step(name: str) -> None:
        if progress is not None:
            progress(name, next(numbers), total)

    return step


def problems_of(report: BuildReport) -> Iterator[Problem]:
    """Why documents were refused."""
    for document in report.refused:
        for problem in document.problems:
            yield Problem(problem.file or document.file, problem.line, problem.message, problem.fix)


def _add_document(dataset: Dataset, document: Extracted, records: Records, settings: Settings) -> DocumentReport:
    """Map a document's linked records and, where they are sound, add them to the dataset."""
    article, report = document.article, document.report
    own = Dataset(map_document(article, records, document.extraction, settings.base_iri))
    if problems := validate(own, {report.document or "": article.text}):
        return report.model_copy(update={"problems": reported(GraphError(*problems), None, report.file)})
    dataset.add(own.quads())
    return report.model_copy(
        update={
            "status": "built",
            "headline": article.headline,
            "extractor": document.extraction.extractor,
            "records": {kind: len(getattr(records, kind)) for kind in RECORD_KINDS},
            "quads": len(own),
            "coverage": measure_coverage(article, records, settings.lexicons),
        }
    )


def measure_coverage(article: Article, records: Records, lexicons: Path | None = None) -> Coverage:
    """Which sentences the claims' evidence touches, and which event words the others hold."""
    words = load_lexicons(lexicons)
    spans = [(span.start, span.end) for claim in records.claims for span in claim.evidence]
    silent = tuple(
        SilentSentence(
            line=article.line_at(sentence.start),
            start=sentence.start,
            end=sentence.end,
            text=article.text[sentence.start : sentence.end],
            event_words=event_words(article.text[sentence.start : sentence.end], words),
        )
        for sentence in article.sentences
        if not any(start < sentence.end and sentence.start < end for start, end in spans)
    )
    total = len(article.sentences)
    return Coverage(sentences=total, with_claims=total - len(silent), silent=silent)
