"""What a build did, document by document: built, refused and why, and which sentences yielded nothing."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from kg.errors import Problem


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class ReportedProblem(_Model):
    """A Problem in the report's JSON."""

    file: str | None = None
    line: int | None = None
    message: str
    fix: str | None = None

    @classmethod
    def of(cls, problem: Problem) -> ReportedProblem:
        return cls(file=problem.file, line=problem.line, message=problem.message, fix=problem.fix)


class SilentSentence(_Model):
    """A sentence that no claim's evidence touches; offsets are code points, lines count from 1.

    `event_words` are its words that may tell of an event: where to look for what extraction missed.
    """

    line: int
    start: int
    end: int
    text: str
    event_words: tuple[str, ...] = ()


class Coverage(_Model):
    """How many sentences of headline, standfirst and body carry a claim, and which do not."""

    sentences: int
    with_claims: int
    silent: tuple[SilentSentence, ...]


class DocumentReport(_Model):
    """One source file."""

    file: str
    status: Literal["built", "refused", "duplicate"]
    document: str | None = None
    sha256: str | None = None
    headline: str | None = None
    encoding: str | None = None
    extractor: str | None = None
    records: dict[str, int] = {}
    quads: int = 0
    coverage: Coverage | None = None
    warnings: tuple[str, ...] = ()
    problems: tuple[ReportedProblem, ...] = ()


class WrittenFile(_Model):
    """A file of the output folder."""

    name: str
    bytes: int
    sha256: str


class BuildReport(_Model):
    """The whole build. It holds no times, durations or absolute paths: the same input gives the same report."""

    software_version: str
    ontology_version: str
    base_iri: str
    documents: tuple[DocumentReport, ...]
    quads: int
    links: int
    warnings: tuple[str, ...] = ()
    files: tuple[WrittenFile, ...] = ()

    @property
    def built(self) -> tuple[DocumentReport, ...]:
        return tuple(document for document in self.documents if document.status == "built")

    @property
    def refused(self) -> tuple[DocumentReport, ...]:
        return tuple(document for document in self.documents if document.status == "refused")
