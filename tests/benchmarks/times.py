"""Time expressions against MEANTIME's TIMEX3 and GUM's dates.

python tests/benchmarks/times.py --data FOLDER [--half dev|held] [--explain]

FOLDER holds `time/meantime_en` and `ud/gum`. A document belongs to the half `dev`, on which rules were written, if the
sha256 of its name is even.

MEANTIME: spans are compared without prepositions, as TIMEX3 asks; durations and sets count. Only the title and the
sentences that are annotated in full count, and the line with the date of publication is left out, since it is given.
Strict: the same tokens. Relaxed: a token in common, each span paired once. Value: equal TIMEX3 values, as a share of
the relaxed pairs.

GUM marks only some times, so that recall and values of its dates are told, and as precision the share of found dates
that have a token in common with one of its dates or its entities of type 'time'. A value is right where it is that of
`when`, or the days are those of `from` and `to`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from kg.article import Article, Part, PartKind, Sentence
from kg.edtf import edtf_bounds
from kg.extract.knowledge import load_lexicons
from kg.extract.statements.times import TimeExpression, TimeKind, find_times
from kg.extract.text import Text
from kg.language.article_doc import article_span, parse_article
from kg.language.pipeline import load_pipeline

ANNOTATED = 5  # the last sentence of MEANTIME's that is annotated in full
CLOSING = re.compile(r"[,.;:?!%)\]]|'s|n't|'[a-z]+")


@dataclass
class Gold:
    """A gold time: code points, the value, and whether it is no date but only shows that there is a time."""

    start: int
    end: int
    value: str
    hint: bool = False


@dataclass
class Document:
    """A text made of tokens, its sentences, gold times, and the stretch that counts."""

    name: str
    published: dt.date | None
    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    gold: list[Gold] = field(default_factory=list)
    skipped: list[tuple[int, int]] = field(default_factory=list)

    @property
    def dev(self) -> bool:
        """Whether rules may be written on it."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 0

    def article(self) -> Article:
        """The article that the sentences make."""
        parts = [
            Part(kind=PartKind.PARAGRAPH, start=s, end=e, sentences=(Sentence(start=s, end=e),))
            for s, e in self.sentences
        ]
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return Article(
            file=self.name,
            sha256=digest,
            encoding="utf-8",
            text=self.text,
            parts=tuple(parts),
            published=self.published,
        )

    def add(self, tokens: Iterable[tuple[str, bool]]) -> list[tuple[int, int]]:
        """Add a sentence of tokens, each with whether a space follows; where they stand."""
        start = len(self.text)
        places = []
        for word, space in tokens:
            places.append((len(self.text), len(self.text) + len(word)))
            self.text += word + " " * space
        end = len(self.text.rstrip())
        self.text = self.text[:end] + "\n\n"
        if end > start:
            self.sentences.append((start, end))
        return places


def _date(value: str) -> dt.date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%Y-%m", "%Y"):
        try:
            return dt.datetime.strptime(value, form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    return None


def meantime(folder: Path) -> Iterator[Document]:
    """MEANTIME's articles; it does not say where spaces were, so that they are made."""
    for path in sorted(folder.glob("intra_cross-doc_annotation/*/*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314 - the corpus is trusted
        times = list(root.iter("TIMEX3"))
        created = next((t for t in times if t.get("functionInDocument") == "CREATION_TIME"), None)
        document = Document(path.name, _date(created.get("value", "")) if created is not None else None)
        sentences: dict[str, list[ET.Element]] = {}
        for token in root.iter("token"):
            sentences.setdefault(token.get("sentence", ""), []).append(token)
        places: dict[str, tuple[int, int]] = {}
        of_sentence: dict[str, str] = {}
        for number, tokens in sentences.items():
            words = [{"``": '"', "''": '"'}.get(t.text or "", t.text or "") for t in tokens]
            spaces = [not CLOSING.fullmatch(word) for word in [*words[1:], "a"]]
            ids = [t.get("t_id", "") for t in tokens]
            found = document.add(zip(words, spaces, strict=True))
            places.update(zip(ids, found, strict=True))
            of_sentence.update(dict.fromkeys(ids, number))
            if int(number) > ANNOTATED:
                document.skipped.append((found[0][0], found[-1][1]))
        for time in times:
            anchors = [a.get("t_id", "") for a in time.iter("token_anchor")]
            if not anchors or int(of_sentence[anchors[0]]) > ANNOTATED:
                continue
            start, end = places[anchors[0]][0], places[anchors[-1]][1]
            if time is created:
                document.skipped.append((start, end))
            else:
                document.gold.append(Gold(start, end, time.get("value", "")))
        yield document


def _misc(column: str, name: str) -> str:
    """A field of MISC."""
    return next((f.partition("=")[2] for f in column.split("|") if f.startswith(f"{name}=")), "")


def _attributes(tag: str) -> str:
    """What a date element says: `when`, or `from/to`."""
    told = dict(re.findall(r'(\w+):::"([^"]*)"', tag))
    return told.get("when") or "/".join(told[key] for key in ("from", "to") if key in told)


class _Gum:
    """The gold dates of one document, whose elements may go on over sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.dates: list[tuple[int, str]] = []
        self.entities: list[tuple[str, str, int]] = []

    def sentence(self, rows: Sequence[Sequence[str]]) -> None:
        words = [(row[1], "SpaceAfter=No" not in row[9]) for row in rows]
        for row, (start, end) in zip(rows, self.document.add(words), strict=True):
            for tag in re.findall(r"</?date[^>]*>", _misc(row[9], "XML")):
                if not tag.startswith("</"):
                    self.dates.append((start, _attributes(tag)))
                elif self.dates:
                    begin, value = self.dates.pop()
                    self.document.gold.append(Gold(begin, end, value))
            for bracket, label in re.findall(r"(\()?(\d+(?:-[^()]*)?)(?=[()]|$)", _misc(row[9], "Entity")):
                if bracket:
                    self.entities.append((label.split("-")[0], label, start))
                    if not _misc(row[9], "Entity").split(label, 1)[1].startswith(")"):
                        continue
                self._close(label.split("-")[0], end)

    def _close(self, number: str, end: int) -> None:
        for i in range(len(self.entities) - 1, -1, -1):
            if self.entities[i][0] == number:
                _, label, start = self.entities.pop(i)
                if "-time-" in label:
                    self.document.gold.append(Gold(start, end, "", hint=True))
                return


def gum(folder: Path) -> Iterator[Document]:
    """GUM's documents."""
    for path in sorted(folder.glob("conllu/*.conllu")):
        lines = path.read_text(encoding="utf-8").splitlines()
        created = next((line.split("= ")[1] for line in lines if line.startswith("# meta::dateCreated")), "")
        document = Document(path.name, _date(created))
        reader = _Gum(document)
        rows: list[list[str]] = []
        for line in [*lines, ""]:
            if line and not line.startswith("#"):
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line and rows:
                reader.sentence(rows)
                rows = []
        yield document


Found = tuple[int, int, TimeExpression]


def found_in(nlp: Language, document: Document) -> list[Found]:
    """The times found, by code points, where they count."""
    article = document.article()
    doc = parse_article(nlp, article)
    result = []
    for time in find_times(Text(article, doc, load_lexicons()), article):
        start, end = article_span(doc[time.start : time.end])
        if not any(s < end and start < e for s, e in document.skipped):
            result.append((start, end, time))
    return result


def _same_value(gold: str, time: TimeExpression) -> bool:
    if "/" not in gold:
        return gold == time.value or (gold != "" and "T" not in gold and (time.value or "").split("T")[0] == gold)
    try:
        return time.edtf is not None and edtf_bounds(gold) == edtf_bounds(time.edtf)
    except ValueError:
        return False


def count(counts: Counter[str], document: Document, found: list[Found], *, explain: bool, partial: bool) -> None:
    """Add a document to the counts; `partial` where not all times of a text are gold."""
    dates = [g for g in document.gold if not g.hint]
    if partial:
        found = [f for f in found if f[2].kind is TimeKind.DATE]
        touching = [f for f in found if any(g.start < f[1] and f[0] < g.end for g in document.gold)]
        counts["hit"] += len(touching)
    counts["gold"] += len(dates)
    counts["found"] += len(found)
    free = list(found)
    for gold in dates:
        over = [f for f in free if gold.start < f[1] and f[0] < gold.end]
        best = max(over, key=lambda f: min(f[1], gold.end) - max(f[0], gold.start), default=None)
        words = document.text[gold.start : gold.end]
        if best is None:
            if explain:
                print(f"missed   {words!r} {gold.value} in {document.text[max(0, gold.start - 50) : gold.end + 20]!r}")
            continue
        free.remove(best)
        counts["relaxed"] += 1
        exact = best[:2] == (gold.start, gold.end)
        counts["strict"] += exact
        right = _same_value(gold.value, best[2])
        counts["value"] += right
        if explain and not (exact and right):
            own = f"{document.text[best[0] : best[1]]!r} {best[2].value} {best[2].edtf}"
            print(f"differs  {words!r} {gold.value} | {own} published {document.published}")
    if explain:
        for start, end, time in free:
            if not partial or (start, end, time) not in touching:
                print(f"spurious {document.text[max(0, start - 40) : start]}[{document.text[start:end]}] {time.value}")


def _f1(right: int, counts: Counter[str]) -> str:
    precision, recall = right / max(1, counts["found"]), right / max(1, counts["gold"])
    return f"{precision:6.3f}{recall:7.3f}{2 * precision * recall / max(1e-9, precision + recall):7.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=("dev", "held"), nargs="+", default=["dev", "held"])
    parser.add_argument("--sets", choices=("meantime", "gum"), nargs="+", default=["meantime", "gum"])
    parser.add_argument("--only", default="", help="a part of the names of the documents to take")
    parser.add_argument("--explain", action="store_true", help="print what differs")
    options = parser.parse_args()
    nlp = load_pipeline()
    for name in options.sets:
        folder = options.data / ("time/meantime_en" if name == "meantime" else "ud/gum")
        documents = [d for d in (meantime if name == "meantime" else gum)(folder) if options.only in d.name]
        for half in options.half:
            counts: Counter[str] = Counter()
            for document in documents:
                if document.dev == (half == "dev"):
                    found = found_in(nlp, document)
                    count(counts, document, found, explain=options.explain, partial=name == "gum")
            value = counts["value"] / max(1, counts["relaxed"])
            if name == "meantime":
                print(f"{name} {half}: strict P R F1{_f1(counts['strict'], counts)}", end="")
                print(f", relaxed{_f1(counts['relaxed'], counts)}, value {value:.3f}, gold {counts['gold']}")
            else:
                strict, relaxed = (counts[key] / max(1, counts["gold"]) for key in ("strict", "relaxed"))
                print(f"{name} {half}: recall strict {strict:.3f} relaxed {relaxed:.3f}", end="")
                print(f", precision {counts['hit'] / max(1, counts['found']):.3f}, value {value:.3f}", end="")
                print(f", gold {counts['gold']}")


if __name__ == "__main__":
    main()
