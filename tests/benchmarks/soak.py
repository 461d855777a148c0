"""Crashes, refusals, spans and speed of builds over thousands of real texts.

python tests/benchmarks/soak.py --data DATA [--texts FOLDER ...] [--sample N] [--chunk 25] [--log FILE] [--keep FOLDER]

DATA holds `attribution/polnear`, `time/meantime_en`, `geo/trnews`, `geo/lgl`, `ud/gum`, `events/muc4`,
`events/wikievents_dev` and `re3d/re3d`; what is missing is passed over. Their texts are written as articles into a
folder that is deleted at the end, or into `--keep`; `--texts` are further folders of articles. Texts are built in
chunks as `kg build` does, so that linking sees several; every span is then sliced again from its file. A chunk that
raises is built again text by text to find which did. `--log` is written after each chunk: the first traceback or
message of each kind, with how often it came, and the text's name.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
import traceback
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stage_times import StageTimes, largest

import kg
from kg.errors import KgError
from kg.graph import Graph
from kg.settings import load_settings
from kg.verify import verify

LEAST_WORDS = 25
LAST_FRAMES = 24
CLOSING = re.compile(r" (?=[,.;:?!%)\]]|'s\b|n't\b)")
UNSAFE = re.compile(r"[^\w/.-]+")

Named = Iterator[tuple[str, str]]


def polnear(folder: Path) -> Named:
    for path in sorted(folder.glob("attribution/polnear/*/text/*.txt")):
        yield f"polnear/{path.stem}", path.read_text(encoding="utf-8")


def meantime(folder: Path) -> Named:
    for path in sorted(folder.glob("time/meantime_en/intra_cross-doc_annotation/*/*.xml")):
        sentences: dict[str, list[str]] = {}
        for token in ET.parse(path).getroot().iter("token"):  # noqa: S314  (local files of the user)
            sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
        yield f"meantime/{path.stem}", "\n\n".join(CLOSING.sub("", " ".join(words)) for words in sentences.values())


def toponym_corpora(folder: Path) -> Named:
    for path in sorted(folder.glob("geo/*/*.xml")):
        for article in ET.parse(path).getroot():  # noqa: S314
            title, text = article.findtext("title") or "", article.findtext("text") or ""
            yield f"{path.stem}/{article.get('docid')}", f"{title}\n\n{text}"


def gum(folder: Path) -> Named:
    for path in sorted(folder.glob("ud/gum/conllu/*.conllu")):
        parts = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newpar"):
                parts.append("\n\n")
            elif line.startswith("# text = "):
                parts.append(line.removeprefix("# text = ") + " ")
        yield f"gum/{path.stem}", "".join(parts)


def muc(folder: Path) -> Named:
    for path in [*sorted(folder.glob("events/muc4/dev/dev-muc3-*")), *folder.glob("events/muc4/tst3/tst3-muc4")]:
        texts = re.split(r"^((?:DEV|TST)\d?-MUC\d-\d+)", path.read_text(encoding="latin-1"), flags=re.MULTILINE)
        for name, text in zip(texts[1::2], texts[2::2], strict=True):
            yield f"muc/{name}", text.partition("\n")[2]


def wikievents(folder: Path) -> Named:
    for path in sorted(folder.glob("events/wikievents_dev/dev.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield f"wikievents/{row['doc_id']}", "\n".join(text for _, text in row["sentences"])


def re3d(folder: Path) -> Named:
    for path in sorted(folder.glob("re3d/re3d/*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                yield f"re3d/{row['_id']}", f"{row.get('title') or ''}\n\n{row['text']}"


CORPORA = (polnear, meantime, toponym_corpora, gum, muc, wikievents, re3d)


def prepare(data: Path, target: Path) -> int:
    """Write the texts of the corpora as articles; how many."""
    number = 0
    for corpus in CORPORA:
        for name, text in corpus(data):
            if len(text.split()) >= LEAST_WORDS:
                path = target / (UNSAFE.sub("_", name) + ".txt")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.strip() + "\n", encoding="utf-8")
                number += 1
    return number


def kind_of(message: str) -> str:
    """A message without what differs from text to text."""
    message = re.sub(r"<?https?://\S+|“[^”]*”|'[^']*'|\([^)]*\)", "…", message)
    return re.sub(r"\d+", "0", re.sub(r"\b[\w.]+-\d+\b", "id", message))


@dataclass
class Findings:
    """What was found, by kind: how often, and the first of it."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, detail: str, kind: str = "") -> None:
        """Note one of a kind."""
        key = f"{what}: {kind or kind_of(detail)}"
        self.counts[key] += 1
        self.first.setdefault(key, detail)

    def details(self) -> str:
        """The first of each kind."""
        return "\n".join(f"{count} x {key}\n{self.first[key]}\n" for key, count in self.counts.most_common())


@dataclass
class Soak:
    """Builds chunk after chunk and adds up what is found."""

    findings: Findings = field(default_factory=Findings)
    times: StageTimes = field(default_factory=StageTimes)
    totals: Counter[str] = field(default_factory=Counter)

    def run(self, paths: list[Path]) -> None:
        """Build some texts together; each alone where that raises."""
        before_stages = dict(self.times.stages)
        try:
            graph = kg.build(paths, settings=load_settings())
        except Exception as error:  # noqa: BLE001  (crashes are what this looks for)
            if len(paths) > 1:
                self.times.stages.update(before_stages)  # what is built again is timed once
                before = self.totals["crashes"]
                for path in paths:
                    self.run([path])
                if isinstance(error, KgError) or self.totals["crashes"] == before:
                    self._crash(error, f"{len(paths)} texts from {paths[0].stem}", "only together")
            else:
                self._crash(error, paths[0].stem)
            return
        self._count(graph, paths)

    def _crash(self, error: Exception, name: str, note: str = "") -> None:
        if isinstance(error, KgError):
            self.totals["together" if note else "refused"] += 1
            for problem in error.problems:
                what = f"refused {note}" if note else "refused"
                self.findings.add(what, f"{name}: {problem}", kind_of(problem.message))
            return
        self.totals["crashes"] += 1
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "/kg/" in f.filename]
        place = f"{Path(frames[-1].filename).name} {frames[-1].name}" if frames else "nowhere"
        if isinstance(error, RecursionError):
            place = "in " + ", ".join(sorted({f.name for f in frames[-LAST_FRAMES:]} - {"<genexpr>", "<listcomp>"}))
        shown = [f"{Path(f.filename).name}:{f.lineno} {f.name}: {f.line}" for f in frames[-LAST_FRAMES:]]
        trace = "\n".join([*shown, f"{type(error).__name__}: {error}"])
        self.findings.add("crash", f"{name} {note}\n{trace}", f"{type(error).__name__} at {place}")

    def _count(self, graph: Graph, paths: list[Path]) -> None:
        report = graph.report
        assert report is not None
        for document in report.documents:
            self.totals[document.status] += 1
            self.totals["claims"] += document.records.get("claims", 0)
            self.totals["events"] += document.records.get("events", 0)
            self.totals["entities"] += document.records.get("entities", 0)
            self.totals["quads"] += document.quads
            if document.coverage:
                self.totals["sentences"] += document.coverage.sentences
                self.totals["telling"] += document.coverage.with_claims
            if document.status == "refused":
                for problem in document.problems:
                    self.findings.add("refused", f"{document.file}: {problem.message}", kind_of(problem.message))
        for warning in report.warnings:
            self.findings.add("warning", warning)
        for article in graph.articles.values():
            self.totals["words"] += len(article.text.split())
        verification = verify(graph.dataset, paths)
        self.totals["spans"] += verification.spans
        for found in verification.problems:
            self.totals["wrong spans"] += 1
            self.findings.add("span", f"{found.file}: {found.message}", kind_of(found.message))

    def figures(self, texts: int) -> str:
        """The figures."""
        totals, words = self.totals, max(1, self.totals["words"])
        done = sum(totals[status] for status in ("built", "refused", "duplicate"))
        per = ", ".join(f"{name} {1000 * totals[name] / words:.1f}" for name in ("entities", "events", "claims"))
        seconds = max(1e-9, self.times.total)
        slowest = ", ".join(f"{name} {took:.1f} s" for name, took in largest(self.times.documents)[:3])
        lines = [
            f"texts {texts}: built {totals['built']}, refused {totals['refused']}, duplicates {totals['duplicate']}",
            f"crashes {totals['crashes']}, chunks that fail only together {totals['together']}",
            f"words {words:,}, quads {totals['quads']:,}",
            f"spans sliced again {totals['spans']:,}, wrong {totals['wrong spans']}",
            f"per 1,000 words: {per}; sentences with a claim {totals['telling'] / max(1, totals['sentences']):.1%}",
            f"one core: {words / seconds:.0f} words/s, {done / seconds:.2f} texts/s, {seconds:.0f} s in stages",
            f"shares: {self.times.table()}",
            f"slowest: {slowest}",
            *(f"{count:5} x {key}" for key, count in self.findings.counts.most_common()),
        ]
        return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--sample", type=int, help="take so many texts, chosen by the hash of their names")
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of them: go on after a run cut short")
    parser.add_argument("--chunk", type=int, default=25)
    parser.add_argument("--log", type=Path, help="file for tracebacks and messages, written after each chunk")
    parser.add_argument("--keep", type=Path, help="folder for the texts, instead of one that is deleted")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        if options.data:
            print(f"{prepare(options.data, folder)} texts written")
        paths = [path for where in (folder, *options.texts) for path in sorted(where.rglob("*.txt"))]
        # The order of hashes mixes the corpora, so that a part of the run is a sample.
        paths.sort(key=lambda path: hashlib.sha256(path.name.encode()).hexdigest())
        paths = paths[options.skip :][: options.sample]
        soak = Soak()
        with soak.times.measure():
            for number, chunk in enumerate(chunks(paths, options.chunk), 1):
                soak.run(chunk)
                if options.log:
                    options.log.write_text(
                        f"{soak.figures(number * options.chunk)}\n\n{soak.findings.details()}", encoding="utf-8"
                    )
        print(soak.figures(len(paths)))


def chunks(paths: list[Path], size: int) -> Iterable[list[Path]]:
    """Texts in groups."""
    return (paths[start : start + size] for start in range(0, len(paths), size))


if __name__ == "__main__":
    main()
