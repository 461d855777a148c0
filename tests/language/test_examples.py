"""Readers of training sets, on small files in each format with sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.language.training.examples import (
    in_part,
    read_columns,
    read_conllu,
    read_enamex,
    read_gmb,
    read_marked,
    read_re3d,
)

TREE = """\
# newdoc id = GUM_news_harbour
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\task\task\tVERB\tVB\tMood=Imp\t0\troot\t_\t_
3.1\t_\t_\t_\t_\t_\t_\t_\t_\t_
4\tOsk\tOsk\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\tEntity=(1-person-new-sss-Osk_Harrow
5\tHarrow\tHarrow\tPROPN\tNNP\tNumber=Sing\t4\tflat\t_\tEntity=1)

"""


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_a_treebank_gives_words_trees_and_kinds(tmp_path: Path) -> None:
    """Multiword lines and empty nodes are no words; a mention's kind stands at its head."""
    (example,) = read_conllu(write(tmp_path, "GUM_news_harbour.conllu", TREE))
    assert example.words == ["Do", "n't", "ask", "Osk", "Harrow"]
    assert example.heads == [3, 3, 0, 3, 4]
    assert example.labels["dep"] == ["aux", "advmod", "root", "obj", "flat"]
    assert example.labels["kind"] == ["none", "none", "none", "person", "none"]


def test_columns_give_spans(tmp_path: Path) -> None:
    """A word and a tag a line, sentences parted by empty lines, comments passed over."""
    path = write(tmp_path, "names.txt", "# text = x\nOsk B-PER\nHarrow I-PER\nleft O\n\nLonmark B-LOC\n")
    assert [(e.words, e.spans["conll"]) for e in read_columns(path, "conll")] == [
        (["Osk", "Harrow", "left"], [(0, 2, "PER")]),
        (["Lonmark"], [(0, 1, "LOC")]),
    ]


def test_the_spreadsheet_is_read_by_sentences_and_without_repetition(tmp_path: Path) -> None:
    """The first column begins a sentence; one that stands twice is shown once; the cut last one is left out."""
    rows = ["Sentence #,Word,POS,Tag"]
    for number in (1, 2):
        rows += [f"Sentence: {number},Lonmark,NNP,B-geo", ",fell,VBD,O"]
    rows += ["Sentence: 3,Cut,NN,O"]
    (example,) = read_gmb(write(tmp_path, "gmb.csv", "\n".join(rows) + "\n", "cp1252"))
    assert (example.words, example.spans["gmb"]) == (["Lonmark", "fell"], [(0, 1, "geo")])


def test_marked_up_text_gives_spans(tmp_path: Path) -> None:
    """ENAMEX elements become spans of words."""
    text = '<p><sentence xml:id="x">In <ENAMEX type="LOCATION">Port Lonmark</ENAMEX>, rain.</sentence></p>'
    (example,) = read_enamex(write(tmp_path, "wiki.xml", text), "wikipedia")
    assert example.spans["wikipedia"] == [(1, 3, "LOCATION")]
    assert example.words == ["In", "Port", "Lonmark", ",", "rain", "."]


def test_re3d_parts_the_sure_from_the_unsure(tmp_path: Path) -> None:
    """Determiners are left out; of overlapping spans the longest is read; what is unsure is read and marked so."""
    text = "The Coastal Guard left. Harrow stayed in Lonmark."
    entities = [(0, 17, "Organisation", 1), (4, 11, "Location", 1), (24, 30, "Person", 0)]
    folder = tmp_path / "source"
    folder.mkdir()
    write(folder, "documents.json", json.dumps({"_id": "d", "text": text}) + "\n")
    lines = [
        json.dumps({"begin": b, "end": e, "type": t, "value": text[b:e], "documentId": "d", "confidence": c})
        for b, e, t, c in entities
    ]
    write(folder, "entities.json", "\n".join(lines) + "\n")
    first, second = read_re3d(tmp_path)
    assert first.spans["defence"] == [(1, 3, "Organisation")]
    assert second.spans["defence"] == second.unsure["defence"] == [(0, 1, "Person")]


def test_our_own_marks_give_spans(tmp_path: Path) -> None:
    """`[words|LABEL]`, possessives outside, the passage's id as the document."""
    path = write(
        tmp_path, "own.txt", "# a-passage: wire, test\n[Tarkan|GPE]'s [navy|UNIT] left.\n\n# next: x\nIt rained.\n"
    )
    first, second = read_marked(path)
    assert first.words == ["Tarkan", "'s", "navy", "left", "."]
    assert first.spans["mention"] == [(0, 1, "GPE"), (2, 3, "UNIT")]
    assert (first.document, second.document) == ("a-passage", "next")


def test_a_split_is_by_name_alone() -> None:
    """Adding documents moves none from one part to another, and each is in exactly one."""
    assert [sum(in_part(f"document {n}", part, 5) for part in range(5)) for n in range(50)] == [1] * 50


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "corpus" / "mentions").glob("*.txt")), ids=lambda p: p.stem
)
def test_the_corpus_is_well_formed(path: Path) -> None:
    """No stray mark is left in a sentence, every passage has a name of its own, and most sentences mention somebody."""
    examples = read_marked(path)
    assert not {"[", "]", "|"} & {word for example in examples for word in example.words}
    headers = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    assert len({header.partition(":")[0] for header in headers}) == len(headers)
    assert sum(bool(example.spans["mention"]) for example in examples) > 0.8 * len(examples)
