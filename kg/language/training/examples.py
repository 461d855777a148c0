"""Training sets read into sentences with labels: one reader for each format."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from kg.language.lemmas import lemma_script
from kg.language.spans import Spans, from_iob, without_overlaps

DETERMINERS = frozenset({"a", "an", "the", "this", "that", "these", "those", "some"})


@dataclass(slots=True)
class Example:
    """A sentence and what a set says about it.

    `labels` has, for each head of the network, one label a word; `None` where the set says nothing.
    `heads` are positions of syntactic heads from 1, 0 for the root. `spans` has half-open word spans with types.
    """

    words: list[str]
    document: str = ""
    labels: dict[str, list[str | None]] = field(default_factory=dict)
    heads: list[int] | None = None
    spans: dict[str, Spans] = field(default_factory=dict)
    unsure: dict[str, Spans] = field(default_factory=dict)
    inner: dict[str, Spans] = field(default_factory=dict)  # sure, but left out of the flat reading


@cache
def _tokenizer() -> Callable[[str], Doc]:
    return spacy.blank("en").make_doc


def tokenize(text: str) -> list[tuple[str, int]]:
    """Words with their offsets, for sets that come as running text: the words that the pipeline will see."""
    return [(token.text, token.idx) for token in _tokenizer()(text) if not token.is_space]


# ---- treebanks ----


def read_conllu(path: Path) -> Iterator[Example]:
    """Sentences of a CoNLL-U file; where there are GUM's entity brackets, they give the kind of each mention's head."""
    brackets = _Brackets()
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line:
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif rows:
            yield _treebank_sentence(rows, path.stem, brackets)
            rows = []
    if rows:
        yield _treebank_sentence(rows, path.stem, brackets)


def _treebank_sentence(rows: list[list[str]], document: str, brackets: _Brackets) -> Example:
    words = [row[1] for row in rows]
    heads = [int(row[6]) for row in rows]
    example = Example(
        words,
        document,
        {
            "xpos": [row[4] for row in rows],
            "upos": [row[3] for row in rows],
            "feats": [row[5] for row in rows],
            "lemma": [lemma_script(row[1], row[2]) for row in rows],
            "dep": [row[7] for row in rows],
        },
        heads,
    )
    if document.startswith("GUM"):
        kinds: list[str | None] = ["none"] * len(rows)
        for start, end, kind in sorted(brackets.read(rows), key=lambda m: m[0] - m[1]):
            inside = range(start, end)
            head = next((i for i in inside if heads[i] - 1 not in inside), start)
            kinds[head] = kind
        example.labels["kind"] = kinds
    return example


class _Brackets:
    """The entity brackets of GUM's MISC column, `(12-person-…` to `12)`; those left open in a sentence are dropped."""

    def read(self, rows: list[list[str]]) -> list[tuple[int, int, str]]:
        open_: list[tuple[str, str, int]] = []
        found = []
        for position, row in enumerate(rows):
            value = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
            for opening, number, kind, closing in re.findall(r"(\()?(\d+)(?:-([a-z]+)[^()]*)?(\))?", value):
                if opening:
                    open_.append((number, kind, position))
                if closing:
                    match = next((o for o in reversed(open_) if o[0] == number), None)
                    if match:
                        open_.remove(match)
                        found.append((match[2], position + 1, match[1]))
        return found


def read_treebank(folder: Path, part: str) -> list[Example]:
    """EWT or GUM as laid out in the data folder: `files.{train,dev,test}` name files under `sources` or `conllu`."""
    names = (folder / f"files.{part}").read_text(encoding="utf-8").split()
    below = folder / ("sources" if (folder / "sources").is_dir() else "conllu")
    found: list[Example] = []
    for name in names:
        path = next(p for p in (below / name, below / f"{name}.conllu") if p.is_file())
        found.extend(read_conllu(path))
    return found


# ---- names ----


def read_columns(path: Path, head: str, *, word: int = 0, tag: int = 1, encoding: str = "utf-8") -> list[Example]:
    """Sentences of a file with a word and an IOB tag a line."""
    found: list[Example] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding=encoding).splitlines(), ""]:
        cells = re.split(r"[\t ]", line)
        if line.startswith("# "):
            continue
        if len(cells) > max(word, tag) and line.strip():
            words.append(cells[word])
            tags.append(cells[tag])
        elif words:
            found.append(Example(words, path.stem, spans={head: from_iob(tags)}))
            words, tags = [], []
    return [e for e in found if e.words != ["-DOCSTART-"]]


def read_gmb(path: Path) -> list[Example]:
    """The Groningen Meaning Bank as a spreadsheet: distinct sentences, the cut last one left out."""
    sentences: list[tuple[list[str], list[str]]] = []
    with path.open(encoding="cp1252", newline="") as lines:
        for row in csv.reader(lines):
            if row[0] == "Sentence #":
                continue
            if row[0]:
                sentences.append(([], []))
            sentences[-1][0].append(row[1])
            sentences[-1][1].append(row[3])
    distinct = {tuple(words): tags for words, tags in sentences[:-1]}
    return [Example(list(words), "gmb", spans={"gmb": from_iob(tags)}) for words, tags in distinct.items()]


def read_enamex(path: Path, head: str) -> list[Example]:
    """Sentences of running text with ENAMEX elements."""
    found = []
    for sentence in re.findall(r"<sentence[^>]*>(.*?)</sentence>", path.read_text(encoding="utf-8"), re.DOTALL):
        text = ""
        marks: list[tuple[int, int, str]] = []
        pieces = re.split(r"(<ENAMEX[^>]*>|</ENAMEX>)", sentence)
        open_at: tuple[int, str] | None = None
        for piece in pieces:
            if piece.startswith("<ENAMEX"):
                kind = re.search(r'type="(\w+)"', piece)
                open_at = (len(text), kind.group(1)) if kind else None
            elif piece == "</ENAMEX>":
                if open_at:
                    marks.append((open_at[0], len(text), open_at[1]))
                open_at = None
            else:
                text += re.sub(r"<[^>]+>", "", piece).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        example = _with_spans(text, marks, path.stem, head)
        if example:
            found.append(example)
    return found


def _with_spans(text: str, marks: Sequence[tuple[int, int, str]], document: str, head: str) -> Example | None:
    tokens = tokenize(text)
    if not tokens:
        return None
    return Example([t for t, _ in tokens], document, spans={head: to_words(tokens, marks)})


def to_words(tokens: Sequence[tuple[str, int]], marks: Iterable[tuple[int, int, str]]) -> Spans:
    """Character spans as word spans: the words that overlap them."""
    found = []
    for start, end, kind in marks:
        inside = [i for i, (word, at) in enumerate(tokens) if at < end and at + len(word) > start]
        if inside:
            found.append((inside[0], inside[-1] + 1, kind))
    return found


# ---- re3d ----


def read_re3d(folder: Path) -> list[Example]:
    """Sentences of re3d; spans without their determiner, the longest of those that overlap first.

    A span's confidence below 0.5 puts it among the unsure: it counts neither way in a score, and is learned where no
    sure one overlaps it, since what was called unsure are entities all the same.
    """
    found: list[Example] = []
    for documents in sorted(folder.rglob("documents.json")):
        entities = defaultdict(list)
        for line in documents.with_name("entities.json").read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            entities[entity["documentId"]].append(entity)
        for line in documents.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            found.extend(_re3d_sentences(document["text"], document["_id"], entities[document["_id"]]))
    return found


def _re3d_sentences(text: str, document: str, entities: list[dict[str, object]]) -> Iterator[Example]:
    for sentence in re.finditer(r"[^\n]+?(?:(?<=[a-z0-9)”\"'][.!?])(?=\s+[A-Z“\"•])|\n|$)", text):
        tokens = [(word, at + sentence.start()) for word, at in tokenize(sentence.group())]
        if not tokens:
            continue
        sure: set[tuple[int, int, str]] = set()
        unsure: set[tuple[int, int, str]] = set()
        for entity in entities:
            begin, end = int(str(entity["begin"])), int(str(entity["end"]))
            if begin < tokens[0][1] or end > tokens[-1][1] + len(tokens[-1][0]):
                continue
            for start, last, kind in to_words(tokens, [(begin, end, str(entity["type"]))]):
                has_determiner = start < last - 1 and tokens[start][0].lower() in DETERMINERS
                first = start + 1 if has_determiner else start
                (sure if float(str(entity["confidence"])) >= 0.5 else unsure).add((first, last, kind))  # noqa: PLR2004
        flat = without_overlaps(sorted(sure))
        others = without_overlaps(sorted(unsure - sure))
        flat += [span for span in others if all(span[1] <= start or end <= span[0] for start, end, _ in flat)]
        yield Example(
            [word for word, _ in tokens],
            document,
            spans={"defence": sorted(flat)},
            unsure={"defence": sorted(unsure - sure)},
            inner={"defence": sorted(sure - set(flat))},
        )


# ---- this project's own ----

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+|[a-z][a-z-]+)\]")


def read_marked(path: Path, head: str = "mention") -> list[Example]:
    """Sentences with mentions or triggers marked in place, `[words|LABEL]`; see the corpora's guidelines."""
    found: list[Example] = []
    document = path.stem
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            document = line[2:].partition(":")[0]
            continue
        text, last = "", 0
        marks: list[tuple[int, int, str]] = []
        for match in _MARK.finditer(line):
            text += line[last : match.start()]
            marks.append((len(text), len(text) + len(match.group(1)), match.group(2)))
            text += match.group(1)
            last = match.end()
        text += line[last:]
        example = _with_spans(text, marks, document, head)
        if example:
            found.append(example)
    return found


def in_part(document: str, part: int, of: int) -> bool:
    """Whether a document falls into a part, by its name alone: the split does not move when documents are added."""
    return hashlib.sha256(document.encode()).digest()[0] % of == part
