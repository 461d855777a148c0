// The page of a graph: draws the network, filters it by type, and shows who makes which claim in which words.
// Text reaches the document through textContent only.
"use strict";

const graph = JSON.parse(document.getElementById("graph-data").textContent);
const nodesById = new Map(graph.nodes.map((node) => [node.id, node]));
const claimsById = new Map(graph.claims.map((claim) => [claim.id, claim]));
const detail = document.getElementById("detail");
const list = document.getElementById("list");
const tip = document.getElementById("tip");

const FACTUALITY = {
  CTplus: "certain", PRplus: "probable", PSplus: "possible",
  CTminus: "did not happen", PRminus: "probably did not happen", PSminus: "possibly did not happen",
  CTu: "certain, but not whether it happened", Uu: "not said how certain",
};

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// ---- which claims belong to a node ----

const rolesOf = new Map();  // entity → [[event, relation]]
for (const edge of graph.edges) {
  const events = rolesOf.get(edge.to) ?? [];
  if (nodesById.get(edge.from).kind === "Event") events.push(edge.from);
  rolesOf.set(edge.to, events);
}

function claimsOf(id) {
  const events = new Set([id, ...(rolesOf.get(id) ?? [])]);
  const isEvent = nodesById.get(id).kind === "Event";
  return {
    said: isEvent ? [] : graph.claims.filter((claim) => claim.sources.includes(id)),
    about: graph.claims.filter((claim) => isEvent ? claim.about === id : events.has(claim.about)),
  };
}

// ---- the detail panel ----

function passage(part) {
  return element("blockquote", "", part.before, element("mark", "", part.words), part.after);
}

function claimCard(claim, withConflicts) {
  const tags = [FACTUALITY[claim.factuality] ?? claim.factuality, ...claim.figures, claim.time].filter(Boolean).join(" · ");
  const card = element("section", claim.conflicts.length ? "claim conflict" : "claim",
    element("div", "chain", claim.chain), element("div", "tags", tags), ...claim.passages.map(passage));
  if (withConflicts && claim.conflicts.length) {
    const others = claim.conflicts.map((id) => claimsById.get(id)).filter(Boolean);
    const against = element("details", "against", element("summary", "", `Conflicts with ${others.length} other claim${others.length > 1 ? "s" : ""}`),
      ...others.map((other) => claimCard(other, false)));
    against.open = true;
    card.append(against);
  }
  return card;
}

function show(id) {
  const node = nodesById.get(id);
  const { said, about } = claimsOf(id);
  const kind = node.kind === "Event" ? `Event: ${node.eventType}` : node.kind.replace(/([a-z])([A-Z])/g, "$1 $2");
  const children = [element("h3", "", node.name), element("p", "kind", kind)];
  if (said.length) children.push(element("h2", "", "What it says"), ...said.map((claim) => claimCard(claim, true)));
  if (about.length) children.push(element("h2", "", node.kind === "Event" ? "Claims" : "What is said"), ...about.map((claim) => claimCard(claim, true)));
  if (!said.length && !about.length) children.push(element("p", "note", "No claim is about this node; it is here because others belong to it."));
  detail.replaceChildren(...children);
  detail.scrollTop = 0;
  for (const button of list.querySelectorAll("button")) button.setAttribute("aria-current", String(button.dataset.id === id));
}

// ---- the drawing ----

const nodes = new vis.DataSet(graph.nodes);
const edges = new vis.DataSet(graph.edges);
const network = new vis.Network(document.getElementById("network"), { nodes, edges }, options());

function options() {
  const css = getComputedStyle(document.documentElement);
  const ink = css.getPropertyValue("--ink").trim();
  const paper = css.getPropertyValue("--paper").trim();
  const edge = css.getPropertyValue("--edge").trim();
  return {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 0, keyboard: false, hideEdgesOnDrag: graph.nodes.length > 1500 },
    nodes: { size: 14, borderWidth: 1, font: { size: 15, color: ink, strokeWidth: 4, strokeColor: paper } },
    edges: {
      smooth: false, width: 1, color: { color: edge, highlight: ink, hover: ink }, arrows: { to: { scaleFactor: 0.5 } },
      font: { size: 11, color: edge, strokeWidth: 3, strokeColor: paper, align: "middle" },
    },
  };
}

function visible(kind) {
  return document.querySelector(`#legend input[value="${CSS.escape(kind)}"]`)?.checked ?? true;
}

function filter() {
  nodes.update(graph.nodes.map((node) => ({ id: node.id, hidden: !visible(node.kind) })));
  fillList();
}

function fillList() {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(document.getElementById("find").value);
  const shown = graph.nodes.filter((node) => visible(node.kind) && plain(node.name).includes(wanted));
  shown.sort((a, b) => a.name.localeCompare(b.name, "en"));
  list.replaceChildren(...shown.map((node) => {
    const button = element("button", "", node.name);
    button.type = "button";
    button.dataset.id = node.id;
    button.addEventListener("click", () => select(node.id));
    return element("li", "", button);
  }));
}

function select(id) {
  network.selectNodes([id]);
  network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: false });
  show(id);
}

network.on("selectNode", ({ nodes: chosen }) => show(chosen[0]));
network.on("hoverNode", ({ node, event }) => {
  const { said, about } = claimsOf(node);
  const claim = about[0] ?? said[0];
  tip.replaceChildren(element("p", "chain", nodesById.get(node).name),
    claim ? element("div", "", element("p", "tags", claim.chain), ...claim.passages.slice(0, 1).map(passage)) : "");
  tip.hidden = false;
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 440)}px`;
  tip.style.top = `${Math.min(event.clientY + 14, innerHeight - 180)}px`;
});
network.on("blurNode", () => { tip.hidden = true; });
network.on("dragStart", () => { tip.hidden = true; });
network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });

document.getElementById("legend").addEventListener("change", filter);
document.getElementById("find").addEventListener("input", fillList);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => network.setOptions(options()));
fillList();
network.fit({ animation: false });
