"""From one source file to its records: read, extracted or as reviewed, places linked.

A document depends on its own file, the settings and the decisions alone, so documents can be read in several processes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from kg import __version__
from kg.article import Article
from kg.errors import KgError, Problem, RecordsError, SourceError
from kg.extract.reviewed import EXTRACTOR as REVIEWED
from kg.extract.reviewed import find_reviewed, read_reviewed
from kg.iris import document_id, document_iri
from kg.link.decisions import Decisions, apply_decisions
from kg.link.gazetteer import load_gazetteer
from kg.link.place_records import link_places
from kg.read import read_article
from kg.records import Records
from kg.records.extraction import Extraction
from kg.report import DocumentReport, ReportedProblem
from kg.settings import Settings

NO_DECISIONS = Decisions()

Source = tuple[Path, str]  # a file, and the name to show for it


@dataclass(frozen=True)
class Extracted:
    """A document that has been read and whose records have been extracted; its report still says refused."""

    article: Article
    records: Records
    extraction: Extraction
    report: DocumentReport

    @property
    def is_reviewed(self) -> bool:
        """Whether a person wrote the records: then no program alters them."""
        return self.extraction.extractor == REVIEWED


Outcome = Extracted | DocumentReport


def extract_documents(sources: Sequence[Source], settings: Settings, decisions: Decisions) -> Iterator[Outcome]:
    """Each source's records in order, or a report alone where it is refused; in `settings.processes` processes.

    Raises LanguageError before anything is read where the pipeline that is asked for cannot be used.
    """
    if settings.nlp is not None and any(find_reviewed(path) is None for path, _ in sources):
        _check_pipeline(settings.nlp)
    if settings.processes == 1 or len(sources) == 1:
        for path, name in sources:
            yield extract_document(path, name, settings, decisions)
        return
    # Not forked: the libraries below have threads, which a fork would cut off.
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(min(settings.processes, len(sources)), mp_context=context) as pool:
            yield from pool.map(partial(_extract, settings=settings, decisions=decisions), sources, chunksize=1)
    except BrokenProcessPool as error:
        raise SourceError(
            Problem(None, None, "a worker process ended before its time", "try again with --processes 1")
        ) from error


def _check_pipeline(name: str) -> None:
    """Load a pipeline once, so that a fault in it is told once and not for each document."""
    from kg.language import load_pipeline  # noqa: PLC0415

    load_pipeline(name)


def _extract(source: Source, settings: Settings, decisions: Decisions) -> Outcome:
    return extract_document(*source, settings, decisions)


def extract_document(path: Path, name: str, settings: Settings, decisions: Decisions) -> Outcome:
    """Read a source and extract its records; a report alone where it is refused."""
    try:
        article = read_article(path, name=name, max_bytes=settings.max_article_bytes)
    except KgError as error:
        return DocumentReport(file=name, status="refused", problems=reported(error, path, name))
    report = DocumentReport(
        file=name,
        status="refused",
        document=document_iri(settings.base_iri, document_id(article.sha256)).value,
        sha256=article.sha256,
        headline=article.headline,
        encoding=article.encoding,
        warnings=article.warnings,
    )
    try:
        return Extracted(*_extract_article(path, article, name, settings, decisions), report)
    except KgError as error:
        return report.model_copy(update={"problems": reported(error, path, name)})


def _extract_article(
    path: Path, article: Article, name: str, settings: Settings, decisions: Decisions
) -> tuple[Article, Records, Extraction]:
    """The records of an article, the article with what they correct, and how they were made.

    Reviewed records stand where there are any. Raises RecordsError, LanguageError.
    """
    reviewed = find_reviewed(path)
    if reviewed is not None:
        return _read_reviewed(reviewed, article, name)
    try:
        return article, *extract_automatically(article, settings, decisions)
    except ValidationError as error:  # a fault of the rules: the other documents are built all the same
        what = "; ".join(fault["msg"] for fault in error.errors(include_url=False))
        fix = "report it with the article, and write reviewed records meanwhile"
        raise RecordsError(Problem(name, None, f"what was found in it does not hold together: {what}", fix)) from error


def _read_reviewed(reviewed: Path, article: Article, name: str) -> tuple[Article, Records, Extraction]:
    shown = PurePosixPath(name).with_name(reviewed.name).as_posix()
    records = read_reviewed(reviewed, article, shown)
    if not (records.claims or records.entities):
        raise RecordsError(Problem(shown, None, "holds no claims and no entities", "add at least one"))
    corrections = records.document.model_dump(exclude_none=True, by_alias=False)
    digest = hashlib.sha256(reviewed.read_bytes()).hexdigest()
    extraction = Extraction.of(REVIEWED, __version__, {"extractor": REVIEWED, "records_sha256": digest})
    return article.model_copy(update=corrections), records, extraction


def extract_automatically(
    article: Article, settings: Settings, decisions: Decisions = NO_DECISIONS
) -> tuple[Records, Extraction]:
    """What the English pipeline finds in an article, places linked and decisions applied.

    Raises LanguageError, SettingsError for the lexicons, and RecordsError where nothing is found.
    """
    from kg.extract.automatic import EXTRACTOR, extract_records  # noqa: PLC0415  (spaCy, which reviewed records spare)
    from kg.extract.knowledge import lexicons_sha256  # noqa: PLC0415
    from kg.language import load_pipeline, parse_article, pipeline_version  # noqa: PLC0415

    doc = parse_article(load_pipeline(settings.nlp), article)
    records = extract_records(article, doc, settings.lexicons)
    if not (records.entities or records.claims):
        fix = "is it an English news text? Else write reviewed records"
        raise RecordsError(Problem(article.file, None, "nothing was found in it", fix))
    records = link_places(apply_decisions(records, article, decisions), article, load_gazetteer(), decisions)
    how = {
        "extractor": EXTRACTOR,
        "pipeline": pipeline_version(settings.nlp),
        "lexicons": lexicons_sha256(settings.lexicons),
        "decisions": hashlib.sha256(decisions.model_dump_json().encode()).hexdigest(),
    }
    return records, Extraction.of(EXTRACTOR, __version__, how)


def reported(error: KgError, path: Path | None, name: str) -> tuple[ReportedProblem, ...]:
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
