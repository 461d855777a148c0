"""graph.html: networkx → pyvis → our own template, one file without a request.

pyvis collects nodes and edges and brings vis-network; its stock template is not used, because it asks a CDN for
Bootstrap and shows titles as raw HTML.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.article import Article
from kg.dataset import Dataset
from kg.export.explorer.layout import layout_nodes
from kg.export.network import REPORTS
from kg.export.view import ClaimView, SpanView, read_claims
from kg.vocab import KG, SCHEMA

if TYPE_CHECKING:
    import networkx as nx

MAX_NODES = 400  # beyond that every force layout is a hairball; the page says what it leaves out
LABEL_WIDTH = 24  # characters before a label breaks

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
    "GeopoliticalEntity": "Countries and other bodies of government",
    "Place": "Places",
    "Equipment": "Equipment",
}


def write_page(dataset: Dataset, network: nx.MultiDiGraph, articles: Mapping[str, Article], stream: BinaryIO) -> None:
    """Write the page of a graph. `articles`, by document id, give the sentences around the claims' words."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  (comes with pyvis)

    claims, documents = read_claims(dataset), _documents(dataset)
    nodes, edges = _network_data(network)
    data = {
        "nodes": nodes,
        "edges": edges,
        "claims": [_claim_data(claim, articles) for claim in claims],
        "documents": documents,
    }
    scripts = [_resource("pyvis", "templates/lib/vis-9.1.2/vis-network.min.js"), _own("page.js")]
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
        legend=[(kind, NAMES[kind], STYLES[kind][1], count) for kind, count in _counts(nodes)],
        hidden_nodes=network.number_of_nodes() - len(nodes),
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
    places = layout_nodes(len(shown), [(index[s], index[t]) for s, t in relations])
    for node, (x, y) in zip(shown, places, strict=True):
        kind = network.nodes[node]["type"]
        shape, color = STYLES[kind]
        page.add_node(
            node,
            label=_wrapped(network.nodes[node]["label"]),
            x=x,
            y=y,
            shape=shape,
            color=color,
            kind=kind,
            name=network.nodes[node]["label"],
            eventType=network.nodes[node].get("event_type", ""),
        )
    for (source, target), names in relations.items():
        page.add_edge(source, target, label=", ".join(names), dashes=names == [REPORTS], relations=names)
    return page.nodes, page.edges


def _wrapped(label: str) -> str:
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LABEL_WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _claim_data(claim: ClaimView, articles: Mapping[str, Article]) -> dict[str, Any]:
    article = next((a for key, a in articles.items() if claim.document.endswith(f"/{key}")), None)
    return {
        "id": claim.iri,
        "about": claim.about,
        "sources": [link.source for link in claim.links if link.source],
        "chain": claim.chain,
        "factuality": claim.factuality,
        "figures": list(claim.figures),
        "time": claim.time,
        "conflicts": list(claim.alternatives),
        "document": claim.document,
        "passages": [_passage(span, article) for span in claim.spans],
    }


def _passage(span: SpanView, article: Article | None) -> dict[str, str]:
    """The words of a claim within their sentence, or within the span's stored surroundings."""
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
