"""The file graph.html, read without a browser."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.dataset import Dataset
from kg.export.explorer.page import MAX_NODES, STYLES, write_page
from kg.vocab import ENTITY_CLASSES, KG, RDF, RDFS

VOID = {"meta", "input", "link", "br", "img"}


class Outline(HTMLParser):
    """Tags with their attributes, scripts and styles with their text, and tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[tuple[dict[str, str | None], str]]] = {"script": [], "style": []}
        self.unmatched: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.unmatched += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)
        if tag in self.raw:
            self.raw[tag].append((dict(attrs), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unmatched.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in self.raw:
            attributes, text = self.raw[self._open[-1]].pop()
            self.raw[self._open[-1]].append((attributes, text + data))

    @property
    def policy(self) -> str:
        """The content security policy."""
        return next(str(a["content"]) for t, a in self.tags if t == "meta" and "http-equiv" in a)

    @property
    def data(self) -> Any:
        """The JSON of nodes, edges and claims."""
        return json.loads(next(text for a, text in self.raw["script"] if a.get("id") == "graph-data"))


@pytest.fixture(scope="module")
def html(first_output: Path) -> str:
    """The page of the first article."""
    return (first_output / "graph.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(html: str) -> Outline:
    """The page of the first article, parsed."""
    return Outline(html)


def page_of(network: nx.MultiDiGraph, dataset: Dataset | None = None) -> str:
    stream = io.BytesIO()
    write_page(dataset or Dataset(), network, {}, stream)
    return stream.getvalue().decode("utf-8")


def network_of(count: int) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    for number in range(count):
        network.add_node(f"https://example.org/{number:04}", label=f"Place {number}", type="Place", claims=0)
    return network


def test_every_tag_is_closed(outline: Outline) -> None:
    """Start and end tags match."""
    assert outline.unmatched == []


def test_ids_are_unique(outline: Outline) -> None:
    """No id is given twice."""
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_head_says_what_browsers_need(html: str, outline: Outline) -> None:
    """Doctype, language, encoding and title are there."""
    assert html.startswith("<!DOCTYPE html>")
    assert ("html", {"lang": "en"}) in outline.tags
    assert ("meta", {"charset": "utf-8"}) in outline.tags
    assert "<title>NYT: North Korean troops withdrawn from front lines after casualties mount</title>" in html


@pytest.mark.parametrize(("element", "directive"), [("script", "script-src"), ("style", "style-src")])
def test_the_policy_allows_exactly_the_scripts_and_the_style(outline: Outline, element: str, directive: str) -> None:
    """The hashes of the content security policy are those of the page's own scripts and style, nothing else."""
    allowed = re.search(rf"{directive} ([^;]*)", outline.policy)
    texts = [text for attributes, text in outline.raw[element] if attributes.get("type") != "application/json"]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    assert allowed is not None
    assert allowed[1].split() == [f"'sha256-{digest}'" for digest in hashes]


def test_the_policy_forbids_all_else(outline: Outline) -> None:
    """Nothing may be fetched, and no inline handler or attribute style may run."""
    assert outline.policy.startswith("default-src 'none';")
    assert "unsafe" not in outline.policy


def test_no_element_refers_to_another_file(outline: Outline) -> None:
    """One file: no `src`, no `href` but to a symbol of the page, no inline style or handler."""
    found = {(name, value) for _, attributes in outline.tags for name, value in attributes.items()}
    assert not [(n, v) for n, v in found if n in {"src", "style"} or n.startswith("on")]
    assert not [v for n, v in found if n == "href" and not str(v).startswith("#shape-")]


def test_the_page_has_the_nodes_and_claims_of_the_graph(outline: Outline, first_graph: kg.Graph) -> None:
    """Nothing is lost on the way to the page."""
    assert {node["id"] for node in outline.data["nodes"]} == set(first_graph.to_networkx().nodes)
    assert {claim["id"] for claim in outline.data["claims"]} == {
        n.value for n in first_graph.dataset.instances(KG.Claim)
    }


def test_every_passage_stands_in_the_source(outline: Outline, first_graph: kg.Graph) -> None:
    """Sentence and words, as the page shows them, are a piece of the article."""
    (article,) = first_graph.articles.values()
    passages = [p for claim in outline.data["claims"] for p in claim["passages"]]
    assert passages
    assert all(p["before"] + p["words"] + p["after"] in article.text for p in passages)


def test_a_graph_without_its_articles_shows_the_stored_surroundings(first_output: Path, tmp_path: Path) -> None:
    """A graph that is loaded from its files still shows each claim's words in their context."""
    kg.Graph.load(first_output).write(tmp_path)
    page = Outline((tmp_path / "graph.html").read_text(encoding="utf-8"))
    passages = [p for claim in page.data["claims"] for p in claim["passages"]]
    assert all(p["words"] and p["before"].startswith("…") for p in passages)


def test_a_large_network_says_how_much_it_leaves_out() -> None:
    """Beyond the limit the page draws the nodes with most links, and gives the number of the others."""
    network = network_of(MAX_NODES + 37)
    network.add_edge("https://example.org/0436", "https://example.org/0435", key="partOf", relation="partOf")
    page = page_of(network)
    nodes = Outline(page).data["nodes"]
    assert len(nodes) == MAX_NODES
    assert {"https://example.org/0436", "https://example.org/0435"} <= {node["id"] for node in nodes}
    assert "37 nodes with fewer links are not drawn" in page


def test_a_small_network_says_nothing_about_leaving_out(html: str) -> None:
    """No number where nothing is missing."""
    assert 'id="left-out"' not in html


def test_a_network_without_nodes_makes_a_page() -> None:
    """An article in which nobody does anything is no reason to fail."""
    assert Outline(page_of(network_of(0))).data["nodes"] == []


@pytest.mark.parametrize("label", ["", "\u200f", "x" * 300, "日本語のとても長い名前" * 5, "\U0001f469\u200d\U0001f692"])
def test_any_label_makes_a_node_with_a_label(label: str) -> None:
    """Empty, endless and wide labels are drawn in at most three lines, and never as the node's address."""
    network = network_of(1)
    network.nodes["https://example.org/0000"]["label"] = label
    (node,) = Outline(page_of(network)).data["nodes"]
    assert node["name"] == label
    assert 1 <= len(node["label"].split("\n")) <= 3
    assert "example.org" not in node["label"]


def test_data_cannot_end_its_script() -> None:
    """A document's name with `</script>` and a comment stays inside the JSON and the escaped title."""
    document = NamedNode("https://example.org/doc")
    attack = "</script><!--<script>\u2028"
    network = network_of(1)
    network.nodes["https://example.org/0000"]["label"] = attack
    page = page_of(
        network, Dataset([Quad(document, RDF.type, KG.Document), Quad(document, RDFS.label, Literal(attack))])
    )
    outline = Outline(page)
    assert outline.unmatched == []
    assert outline.data["nodes"][0]["name"] == attack
    assert attack not in page


def test_every_class_of_the_network_has_a_look() -> None:
    """Each class that can be a node has a shape, a colour and a place in the legend."""
    assert set(STYLES) == {iri.value.rsplit("#", 1)[-1] for iri in (*ENTITY_CLASSES, KG.Event)}
