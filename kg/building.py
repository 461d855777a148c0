"""From source files to a graph: the only module that knows all stages.

read → extract, document by document → link → map → validate, document by document → what holds between them.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg import __version__
from kg.article import Article
from kg.dataset import Dataset
from kg.errors import EmptyGraphError, GraphError, KgError, Problem, RecordsError
from kg.extract.reviewed import EXTRACTOR, find_reviewed, read_reviewed
from kg.graph import Graph
from kg.iris import document_id, document_iri
from kg.link.documents import link_documents
from kg.link.names import link_names
from kg.mapping import map_document, map_links
from kg.read import find_sources, read_article
from kg.records import Records
from kg.records.extraction import Extraction
from kg.report import BuildReport, Coverage, DocumentReport, ReportedProblem, SilentSentence
from kg.settings import Settings, load_settings
from kg.validate import validate, validate_shared
from kg.vocab import ONTOLOGY_VERSION

Sources = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[str, int, int], None]  # document at hand, number of the step from 1, of how many

RECORD_KINDS = ("entities", "events", "claims", "quantities", "times")


@dataclass(frozen=True)
class _Extracted:
    """A document that has been read and whose records have been extracted; its report still says refused."""

    article: Article
    records: Records
    extraction: Extraction
    report: DocumentReport


def build(
    sources: Sources = "source_docs", *, settings: Settings | None = None, progress: Progress | None = None
) -> Graph:
    """Build the graph of articles: files, or folders that are searched for `.txt` and `.md`.

    A document that cannot be built is left out and named in `graph.report`; the others are built all the same.
    Raises SourceError where there is nothing to read, EmptyGraphError where no document could be built, and
    GraphError where documents that are sound alone are not so together.
    """
    paths = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    found = find_sources([Path(path) for path in paths])
    settings = settings or load_settings()
    step = _counted(progress, 2 * len(found))
    extracted: dict[str, _Extracted] = {}  # by document id, in the order of the sources
    reports: dict[str, DocumentReport] = {}  # by display name
    for path, name in found:
        step(name)
        result = _extract_document(path, name, settings, extracted)
        reports[name] = result.report if isinstance(result, _Extracted) else result
        if isinstance(result, _Extracted):
            extracted[document_id(result.article.sha256)] = result
    linked = link_names({short_id: document.records for short_id, document in extracted.items()})
    dataset = Dataset()
    for short_id, document in list(extracted.items()):
        step(document.report.file)
        reports[document.report.file] = report = _add_document(dataset, document, linked[short_id], settings)
        if report.status == "refused":
            del extracted[short_id], linked[short_id]
    links, dangling = link_documents(linked)
    dataset.add(map_links(links, settings.base_iri))
    report_of_all = BuildReport(
        software_version=__version__,
        ontology_version=ONTOLOGY_VERSION,
        base_iri=settings.base_iri,
        documents=tuple(reports.values()),
        quads=len(dataset),
        links=len(links),
        warnings=tuple(dangling),
    )
    if not report_of_all.built:
        raise EmptyGraphError(*problems_of(report_of_all), f"nothing was built from {len(found)} document(s)")
    if len(extracted) > 1 and (problems := validate_shared(dataset, settings.base_iri)):
        raise GraphError(*problems)
    articles = {short_id: document.article for short_id, document in extracted.items()}
    return Graph(dataset, report_of_all, articles, settings.base_iri)


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


def _extract_document(
    path: Path, name: str, settings: Settings, known: Mapping[str, _Extracted]
) -> _Extracted | DocumentReport:
    """Read a source and extract its records; a report alone where it is refused or known already."""
    try:
        article = read_article(path, name=name, max_bytes=settings.max_article_bytes)
    except KgError as error:
        return DocumentReport(file=name, status="refused", problems=_reported(error, path, name))
    short_id = document_id(article.sha256)
    report = DocumentReport(
        file=name,
        status="refused",
        document=document_iri(settings.base_iri, short_id).value,
        sha256=article.sha256,
        headline=article.headline,
        encoding=article.encoding,
        warnings=article.warnings,
    )
    if short_id in known:
        same = f"the same bytes as {known[short_id].article.file}, which is built"
        return report.model_copy(update={"status": "duplicate", "warnings": (*article.warnings, same)})
    try:
        return _Extracted(*extract(path, article, name), report)
    except KgError as error:
        return report.model_copy(update={"problems": _reported(error, path, name)})


def _add_document(dataset: Dataset, document: _Extracted, records: Records, settings: Settings) -> DocumentReport:
    """Map a document's linked records and, where they are sound, add them to the dataset."""
    article, report = document.article, document.report
    own = Dataset(map_document(article, records, document.extraction, settings.base_iri))
    if problems := validate(own, {report.document or "": article.text}):
        return report.model_copy(update={"problems": _reported(GraphError(*problems), None, report.file)})
    dataset.add(own.quads())
    return report.model_copy(
        update={
            "status": "built",
            "headline": article.headline,
            "extractor": document.extraction.extractor,
            "records": {kind: len(getattr(records, kind)) for kind in RECORD_KINDS},
            "quads": len(own),
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


def _reported(error: KgError, path: Path | None, name: str) -> tuple[ReportedProblem, ...]:
    """The error's problems, with the document's display name for its path: a report is the same from every folder."""

    def shown(text: str) -> str:
        return text.replace(str(path), name) if path is not None else text

    return tuple(
        ReportedProblem(
            file=shown(problem.file) if problem.file else name,
            line=problem.line,
            message=shown(problem.message),
            fix=shown(problem.fix) if problem.fix else None,
        )
        for problem in error.problems
    )
