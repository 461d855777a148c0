"""An audit of a built graph, later and elsewhere: every span against its source, every file against the report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.dataset import Dataset
from kg.errors import EmptyGraphError, KgError, Problem
from kg.graph import read_report
from kg.read import find_sources
from kg.read.decoding import decode
from kg.validate import validate_spans
from kg.vocab import KG, OA, SCHEMA


@dataclass(frozen=True)
class Verification:
    """What was checked and what does not hold."""

    documents: int
    spans: int
    files: int
    problems: tuple[Problem, ...]


def verify(dataset: Dataset, sources: Iterable[Path], folder: Path | None = None) -> Verification:
    """Slice every span of a graph from its source again, found among `sources` by the sha256 of its bytes.

    With the output `folder`, its files are compared with the hashes in its report. Raises SourceError where
    `sources` cannot be searched, and EmptyGraphError where there is nothing to check.
    """
    if len(dataset) == 0:
        raise EmptyGraphError(Problem(str(folder) if folder else None, None, "the graph is empty", "build it again"))
    by_hash: dict[str, tuple[Path, bytes]] = {}
    problems: list[Problem] = []
    for path, name in find_sources(list(sources)):
        try:
            data = path.read_bytes()
        except OSError as error:
            problems.append(Problem(name, None, f"cannot be read: {error.strerror}"))
            continue
        by_hash[hashlib.sha256(data).hexdigest()] = (path, data)
    texts: dict[str, str] = {}
    documents = dataset.instances(KG.Document)
    if not documents:
        raise EmptyGraphError("the graph has no article: it is none that kg built")
    for document in documents:
        found = by_hash.get(dataset.text(document, SCHEMA.sha256) or "")
        if found is None:
            problems.append(
                Problem(
                    None,
                    None,
                    f"{document.value}: no source with its sha256 ({dataset.label(document)})",
                    "name its file or folder with --sources",
                )
            )
            continue
        try:
            texts[document.value] = decode(found[1], found[0].name)[0]
        except KgError as error:
            problems += error.problems
    spans = dataset.instances(KG.TextSpan)
    known = {document.value for document in documents}
    problems += [
        Problem(None, None, f"{span.value}: its source is no document of the graph")
        for span in spans
        if dataset.text(span, OA.hasSource) not in known
    ]
    problems += validate_spans(dataset, texts)
    files, faults = _check_files(folder) if folder is not None else (0, [])
    return Verification(len(documents), len(spans), files, tuple(problems + faults))


def _check_files(folder: Path) -> tuple[int, list[Problem]]:
    report = read_report(folder)
    if report is None:
        return 0, []
    faults = []
    for file in report.files:
        path = folder / file.name
        if not path.is_file():
            faults.append(Problem(str(path), None, "is missing", "build the graph again"))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
            faults.append(Problem(str(path), None, "was changed after it was built", "build the graph again"))
    return len(report.files), faults
