"""From source files to a graph: the only module that knows all stages.

read → extract → map → validate, document by document; then link and map what holds between documents.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kg import __version__
from kg.article import Article
from kg.dataset import Dataset
from kg.errors import EmptyGraphError, GraphError, KgError, Problem, RecordsError
from kg.extract.reviewed import EXTRACTOR, find_reviewed, read_reviewed
from kg.graph import Graph
from kg.iris import document_id, document_iri
from kg.link.documents import link_documents
from kg.mapping import map_document, map_links
from kg.read import find_sources, read_article
from kg.records import Records
from kg.records.extraction import Extraction
from kg.report import BuildReport, Coverage, DocumentReport, ReportedProblem, SilentSentence
from kg.settings import Settings, load_settings
from kg.validate import validate
from kg.vocab import ONTOLOGY_VERSION

Sources = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[str, int, int], None]  # display name of the document at hand, its number from 1, how many

RECORD_KINDS = ("entities", "events", "claims", "quantities", "times")


@dataclass
class _Build:
    """What has been built so far."""

    settings: Settings
    dataset: Dataset = field(default_factory=Dataset)
    reports: list[DocumentReport] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)
    records: dict[str, Records] = field(default_factory=dict)


def build(
    sources: Sources = "source_docs", *, settings: Settings | None = None, progress: Progress | None = None
) -> Graph:
    """Build the graph of articles: files, or folders that are searched for `.txt` and `.md`.

    A document that cannot be built is left out and named in `graph.report`; the others are built all the same.
    Raises SourceError where there is nothing to read, and EmptyGraphError where no document could be built.
    """
    paths = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    found = find_sources([Path(path) for path in paths])
    state = _Build(settings or load_settings())
    for number, (path, name) in enumerate(found, 1):
        if progress is not None:
            progress(name, number, len(found))
        state.reports.append(_build_document(state, path, name))
    links, dangling = link_documents(state.records)
    state.dataset.add(map_links(links, state.settings.base_iri))
    report = BuildReport(
        software_version=__version__,
        ontology_version=ONTOLOGY_VERSION,
        base_iri=state.settings.base_iri,
        documents=tuple(state.reports),
        quads=len(state.dataset),
        links=len(links),
        warnings=tuple(dangling),
    )
    if not report.built:
        raise EmptyGraphError(*problems_of(report), f"nothing was built from {len(found)} document(s)")
    return Graph(state.dataset, report, state.articles, state.settings.base_iri)


def problems_of(report: BuildReport) -> Iterator[Problem]:
    """Why documents were refused."""
    for document in report.refused:
        for problem in document.problems:
            yield Problem(problem.file or document.file, problem.line, problem.message, problem.fix)


def _build_document(state: _Build, path: Path, name: str) -> DocumentReport:
    try:
        article = read_article(path, name=name, max_bytes=state.settings.max_article_bytes)
    except KgError as error:
        return DocumentReport(file=name, status="refused", problems=_reported(error, path, name))
    short_id = document_id(article.sha256)
    document = document_iri(state.settings.base_iri, short_id).value
    read = DocumentReport(
        file=name,
        status="refused",
        document=document,
        sha256=article.sha256,
        headline=article.headline,
        encoding=article.encoding,
        warnings=article.warnings,
    )
    if short_id in state.articles:
        same = f"the same bytes as {state.articles[short_id].file}, which is built"
        return read.model_copy(update={"status": "duplicate", "warnings": (*article.warnings, same)})
    try:
        article, records, extraction = extract(path, article, name)
        dataset = Dataset(map_document(article, records, extraction, state.settings.base_iri))
        problems = validate(dataset, {document: article.text})
        if problems:
            raise GraphError(*problems)
    except KgError as error:
        return read.model_copy(update={"problems": _reported(error, path, name)})
    state.dataset.add(dataset.quads())
    state.articles[short_id] = article
    state.records[short_id] = records
    return read.model_copy(
        update={
            "status": "built",
            "headline": article.headline,
            "extractor": extraction.extractor,
            "records": {kind: len(getattr(records, kind)) for kind in RECORD_KINDS},
            "quads": len(dataset),
            "coverage": measure_coverage(article, records),
        }
    )


def extract(path: Path, article: Article, name: str) -> tuple[Article, Records, Extraction]:
    """The records of an article, the article with what they correct, and how they were made. Raises RecordsError."""
    reviewed = find_reviewed(path)
    if reviewed is None:
        expected = f"{path.stem}.records.yaml"
        raise RecordsError(
            Problem(
                name,
                None,
                "has no reviewed records, and this version extracts none by itself",
                f"write {expected} beside it; 'kg schema' prints the format",
            )
        )
    shown = PurePosixPath(name).with_name(reviewed.name).as_posix()
    records = read_reviewed(reviewed, article, shown)
    if not records.claims:
        raise RecordsError(Problem(shown, None, "holds no claims", "add at least one claim"))
    corrections = records.document.model_dump(exclude_none=True, by_alias=False)
    digest = hashlib.sha256(reviewed.read_bytes()).hexdigest()
    extraction = Extraction.of(EXTRACTOR, __version__, {"extractor": EXTRACTOR, "records_sha256": digest})
    return article.model_copy(update=corrections), records, extraction


def measure_coverage(article: Article, records: Records) -> Coverage:
    """Which sentences the claims' evidence touches."""
    spans = [(span.start, span.end) for claim in records.claims for span in claim.evidence]
    silent = tuple(
        SilentSentence(
            line=article.line_at(sentence.start),
            start=sentence.start,
            end=sentence.end,
            text=article.text[sentence.start : sentence.end],
        )
        for sentence in article.sentences
        if not any(start < sentence.end and sentence.start < end for start, end in spans)
    )
    total = len(article.sentences)
    return Coverage(sentences=total, with_claims=total - len(silent), silent=silent)


def _reported(error: KgError, path: Path, name: str) -> tuple[ReportedProblem, ...]:
    """The error's problems, with the document's display name for its path: a report is the same from every folder."""
    return tuple(
        ReportedProblem(
            file=problem.file.replace(str(path), name) if problem.file else name,
            line=problem.line,
            message=problem.message.replace(str(path), name),
            fix=problem.fix.replace(str(path), name) if problem.fix else None,
        )
        for problem in error.problems
    )
