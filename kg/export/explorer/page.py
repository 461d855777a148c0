"""graph.html: networkx → pyvis → our own template, one file without a request.

pyvis collects nodes and edges and brings vis-network; its stock template is not used, because it asks a CDN for
Bootstrap and shows titles as raw HTML.
"""

from __future__ import annotations

import base64
import hashlib
import json
import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO
from unicodedata import east_asian_width

from pyoxigraph import NamedNode

from kg.article import Article
from kg.concepts import AUTHORS_VOICE
from kg.dataset import Dataset
from kg.export.explorer.layout import layout_boxes
from kg.export.network import REPORTS
from kg.export.view import ClaimView, SpanView, concept, read_claims
from kg.vocab import KG, SCHEMA, SKOS

if TYPE_CHECKING:
    import networkx as nx

MAX_NODES = 400  # beyond that every force layout is a hairball; the page says what it leaves out
LABEL_WIDTH = 20  # characters before a label breaks
LABEL_LINES = 3  # more would make one node as large as its neighbourhood; the list and the panel have the whole name
# Pixels at zoom 1, as the drawing script sets them too.
FONT_SIZE = 15
NODE_SIZE = 13

# Colours of Okabe & Ito (2008), told apart with any colour vision; shapes repeat the distinction.
STYLES: dict[str, tuple[str, str]] = {
    "Event": ("diamond", "#D55E00"),
    "Person": ("dot", "#56B4E9"),
    "Group": ("hexagon", "#56B4E9"),
    "Organization": ("square", "#0072B2"),
    "MilitaryUnit": ("triangle", "#009E73"),
    "GeopoliticalEntity": ("star", "#E69F00"),
    "Place": ("triangleDown", "#E69F00"),
    "Equipment": ("square", "#CC79A7"),
}
NAMES: dict[str, str] = {
    "Event": "Events",
    "Person": "Persons",
    "Group": "Groups",
    "Organization": "Organisations",
    "MilitaryUnit": "Military units",
    "GeopoliticalEntity": "Countries, governments",
    "Place": "Places",
    "Equipment": "Equipment",
}


def write_page(dataset: Dataset, network: nx.MultiDiGraph, articles: Mapping[str, Article], stream: BinaryIO) -> None:
    """Write the page of a graph. `articles`, by document id, give the sentences around the claims' words."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  (comes with pyvis)

    claims, documents = read_claims(dataset), _documents(dataset)
    nodes, edges = _network_data(network)
    for node in nodes:
        node["facts"] = _facts(dataset, NamedNode(node["id"]))
    data = {
        "nodes": nodes,
        "edges": edges,
        "claims": [_claim_data(claim, articles) for claim in claims],
        "fontSize": FONT_SIZE,
        "nodeSize": NODE_SIZE,
    }
    vis_network = _resource("pyvis", "templates/lib/vis-9.1.2/vis-network.min.js")
    scripts = [vis_network, _own("panel.js"), _own("drawing.js")]
    style = _own("page.css")
    environment = Environment(
        loader=PackageLoader("kg.export.explorer", "."),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    html = environment.get_template("page.html.j2").render(
        title=_title(dataset),
        data=_json_for_html(data),
        legend=[(kind, NAMES[kind], count) for kind, count in _counts(nodes)],
        hidden_nodes=network.number_of_nodes() - len(nodes),
        colors={kind: color for kind, (_, color) in STYLES.items()},
        dates=_dates(documents),
        documents=documents,
        claim_count=len(claims),
        scripts=scripts,
        style=style,
        script_hashes=[_csp_hash(script) for script in scripts],
        style_hash=_csp_hash(style),
    )
    stream.write(html.encode("utf-8", "replace"))


def _network_data(network: nx.MultiDiGraph) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges in vis-network's terms."""
    from pyvis.network import Network  # noqa: PLC0415  (0.2 s: it imports IPython)

    shown = sorted(network.nodes, key=lambda node: (-network.degree(node), node))[:MAX_NODES]
    index = {node: number for number, node in enumerate(shown)}
    relations: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, target, relation in sorted(network.edges(keys=True)):
        if source in index and target in index:
            relations[source, target].append(relation)
    page = Network(directed=True)
    labels = [_wrapped(network.nodes[node]["label"]) for node in shown]
    centres = layout_boxes([_box(label) for label in labels], [(index[s], index[t]) for s, t in relations])
    for node, label, (x, y) in zip(shown, labels, centres, strict=True):
        kind = network.nodes[node]["type"]
        shape, color = STYLES[kind]
        page.add_node(
            node,
            label=label,
            x=x,
            y=y - _box(label)[1] // 2 + NODE_SIZE,
            box=_box(label),
            shape=shape,
            color=color,
            kind=kind,
            name=network.nodes[node]["label"],
            eventType=network.nodes[node].get("event_type", ""),
        )
    for (source, target), names in relations.items():
        page.add_edge(source, target, dashes=names == [REPORTS], relations=names)
    return page.nodes, page.edges


def _wrapped(label: str) -> str:
    lines = textwrap.wrap(
        label, LABEL_WIDTH, break_on_hyphens=True, max_lines=LABEL_LINES, placeholder="…", drop_whitespace=True
    )
    return "\n".join(lines) or "?"


def _box(label: str) -> tuple[int, int]:
    """The room that a node needs with its label below it, by guess: fonts differ from machine to machine."""
    lines = label.split("\n")
    width = max(sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in lines) * FONT_SIZE * 11 // 20
    return max(width, 2 * NODE_SIZE), 2 * NODE_SIZE + 6 + len(lines) * (FONT_SIZE + 1)


def _facts(dataset: Dataset, node: NamedNode) -> list[tuple[str, str]]:
    """What is known of a node besides its links, as names and values."""
    found = {
        "Also called": "; ".join(alias.value for alias in dataset.objects(node, SKOS.altLabel)),
        "Title": "; ".join(title.value for title in dataset.objects(node, SCHEMA.jobTitle)),
        "Echelon": concept(dataset, node, KG.echelon),
        "Precision": concept(dataset, node, KG.locationPrecision),
        "Same as": "; ".join(other.value for other in dataset.objects(node, SCHEMA.sameAs)),
    }
    return [(name, value) for name, value in found.items() if value]


def _claim_data(claim: ClaimView, articles: Mapping[str, Article]) -> dict[str, Any]:
    article = articles.get(claim.document.rsplit("/", 1)[-1])  # a document's IRI ends in its id
    return {
        "id": claim.iri,
        "about": claim.about,
        "sources": sorted({link.source for link in claim.links if link.source}),
        "chain": _chain(claim),
        "factuality": claim.factuality,
        "figures": list(claim.figures),
        "time": claim.time,
        "conflicts": list(claim.alternatives),
        "passages": [_passage(span, article) for span in claim.spans],
    }


def _chain(claim: ClaimView) -> list[list[dict[str, str]]]:
    """Levels of sources, nearest the author first, each with its name and how it is not named."""
    levels = [[{"name": link.name, "anonymity": link.hidden} for link in level] for level in claim.levels]
    return levels or [[{"name": AUTHORS_VOICE, "anonymity": ""}]]


def _passage(span: SpanView, article: Article | None) -> dict[str, str]:
    """The words of a claim within their sentence, or within the span's stored surroundings.

    Cut here and not in the page: offsets count code points, JavaScript's strings count UTF-16 units.
    """
    if article is None:
        return {"before": f"…{span.prefix}", "words": span.exact, "after": f"{span.suffix}…"}
    first, last = article.sentence_at(span.start), article.sentence_at(max(span.start, span.end - 1))
    start = first.start if first else span.start
    end = last.end if last else span.end
    return {"before": article.text[start : span.start], "words": span.exact, "after": article.text[span.end : end]}


def _documents(dataset: Dataset) -> dict[str, dict[str, str]]:
    return {
        node.value: {
            "headline": dataset.label(node),
            "published": dataset.text(node, SCHEMA.datePublished) or "",
        }
        for node in dataset.instances(KG.Document)
    }


def _dates(documents: dict[str, dict[str, str]]) -> str:
    """'2025-01-31', or the first and last day of several articles."""
    days = sorted({document["published"][:10] for document in documents.values()} - {""})
    return " to ".join(days[:1] + days[1:][-1:])


def _title(dataset: Dataset) -> str:
    documents = dataset.instances(KG.Document)
    return dataset.label(documents[0]) if len(documents) == 1 else f"{len(documents)} articles"


def _counts(nodes: list[dict[str, Any]]) -> list[tuple[str, int]]:
    counts = Counter(node["kind"] for node in nodes)
    return [(kind, counts[kind]) for kind in STYLES if counts[kind]]


def _json_for_html(data: Any) -> str:  # noqa: ANN401  (JSON)
    """JSON that cannot end its script element or open a comment in it."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _resource(package: str, name: str) -> str:
    return (files(package) / name).read_text(encoding="utf-8")


def _own(name: str) -> str:
    return _resource("kg.export.explorer", name)


def _csp_hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
