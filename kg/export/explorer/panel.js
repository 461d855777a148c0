// What is known of a node, and who says it: the detail panel and the text beside the pointer.
// Text of the corpus reaches the document through textContent only.
"use strict";

const graph = JSON.parse(document.getElementById("graph-data").textContent);
const nodesById = new Map(graph.nodes.map((node) => [node.id, node]));
const claimsById = new Map(graph.claims.map((claim) => [claim.id, claim]));
const detail = document.getElementById("detail");

const FACTUALITY = {
  CTplus: "stated as fact", PRplus: "stated as probable", PSplus: "stated as possible",
  CTminus: "stated as not so", PRminus: "stated as improbable", PSminus: "stated as possibly not so",
  CTu: "stated as known, not whether so", Uu: "not stated how certain",
};
const ANONYMITY = { unnamed: "unnamed", "on-request": "unnamed on request" };
const REPORTS = "reports";
// How a relation reads from its other end, where it is no role in an event.
const INVERSE = {
  partOf: "has part", causedBy: "cause of", sameAs: "same as", nationality: "nationality of", affiliation: "affiliated",
  memberOf: "member", headOf: "headed by", containedIn: "contains",
};

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// Words of the corpus, kept from turning the direction of those around them.
function words(text) {
  return element("bdi", "", text);
}

function spaced(name) {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("-", " ").toLowerCase();
}

function nodeButton(id) {
  const node = nodesById.get(id);
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#shape-${node.kind}`);
  icon.setAttribute("aria-hidden", "true");
  icon.append(use);
  const button = element("button", "node", icon, element("span", "", words(node.name)));
  button.type = "button";
  button.dataset.id = id;
  button.addEventListener("click", () => select(id, true));
  return button;
}

// ---- claims ----

function passage(part) {
  const quote = element("blockquote", "", part.before, element("mark", "", part.words), part.after);
  quote.dir = "auto";
  return quote;
}

// 'The New York Times ← US officials (unnamed on request)': the first is who the article has it from.
function chain(claim) {
  const line = element("p", "chain");
  claim.chain.forEach((level, depth) => {
    if (depth) line.append(element("span", "arrow", " ← "));
    level.forEach((link, number) => {
      line.append(number ? " and " : "", words(link.name));
      if (link.anonymity) line.append(element("span", "anonymity", ` (${ANONYMITY[link.anonymity] ?? link.anonymity})`));
    });
  });
  return line;
}

function claimCard(claim, within) {
  const card = element("section", "claim", chain(claim),
    claim.figures.length ? element("p", "figures", ...claim.figures.map((figure) => element("span", "", words(figure)))) : null,
    claim.time ? element("p", "time", words(claim.time)) : null,
    element("p", "tags", FACTUALITY[claim.factuality] ?? claim.factuality),
    ...claim.passages.map(passage));
  if (claim.about !== within && nodesById.has(claim.about)) card.append(nodeButton(claim.about));
  return card;
}

// Claims that contradict each other, directly or through others: each group once.
function disagreements(claims) {
  const seen = new Set();
  const groups = [];
  for (const first of claims) {
    const group = [];
    const queue = [first];
    for (const claim of queue) {
      if (seen.has(claim.id)) continue;
      seen.add(claim.id);
      group.push(claim);
      queue.push(...graph.claims.filter((other) => claim.conflicts.includes(other.id) || other.conflicts.includes(claim.id)));
    }
    if (group.length > 1) groups.push(group.sort((a, b) => graph.claims.indexOf(a) - graph.claims.indexOf(b)));
  }
  return groups;
}

function comparisons(groups, within) {
  return groups.map((group) => {
    const about = group[0].about;
    return element("div", "comparison",
      about !== within && nodesById.has(about) ? nodeButton(about) : null,
      element("div", "columns", ...group.map((claim) => claimCard(claim, about))));
  });
}

function claimsOf(id) {
  const isEvent = nodesById.get(id).kind === "Event";
  const events = new Set([id]);
  if (!isEvent) {
    for (const edge of graph.edges) if (edge.to === id && nodesById.get(edge.from).kind === "Event") events.add(edge.from);
  }
  return {
    said: isEvent ? [] : graph.claims.filter((claim) => claim.sources.includes(id)),
    about: graph.claims.filter((claim) => events.has(claim.about)),
  };
}

// ---- the panel ----

function facts(node) {
  const table = element("dl", "");
  for (const [name, value] of node.facts) table.append(element("dt", "", name), element("dd", "", words(value)));
  for (const edge of graph.edges) {
    if (edge.from !== node.id && edge.to !== node.id) continue;
    const outgoing = edge.from === node.id;
    for (const relation of edge.relations) {
      if (relation === REPORTS) continue;
      const name = outgoing ? spaced(relation) : INVERSE[relation] ?? `${spaced(relation)} in`;
      const last = [...table.querySelectorAll("dt")].find((term) => term.textContent === name);
      const value = element("dd", "", nodeButton(outgoing ? edge.to : edge.from));
      if (last) last.after(value);
      else table.append(element("dt", "", name), value);
    }
  }
  return table;
}

function section(title, cards) {
  return cards.length ? [element("h3", "", title), ...cards] : [];
}

function showNode(id) {
  const node = nodesById.get(id);
  const { said, about } = claimsOf(id);
  const groups = disagreements([...about, ...said]);
  const compared = new Set(groups.flat());
  const cards = (claims) => claims.filter((claim) => !compared.has(claim)).map((claim) => claimCard(claim, id));
  const heading = element("h2", "name", words(node.name));
  heading.tabIndex = -1;
  detail.replaceChildren(heading,
    element("p", "kind", node.kind === "Event" ? `event: ${spaced(node.eventType)}` : spaced(node.kind)),
    facts(node),
    ...section("Sources disagree", comparisons(groups, id)),
    ...section("What it says", cards(said)),
    ...section(node.kind === "Event" ? "Claims" : "What is said of it", cards(about)));
  if (!said.length && !about.length) detail.append(element("p", "note", "No claim is about this node; it is here because others belong to it."));
  detail.scrollTop = 0;
}

function showOverview() {
  detail.replaceChildren(
    element("h2", "name", "Who says what"),
    element("p", "note", "Choose a node in the drawing or in the list. “A ← B” means that A reports what B said."),
    ...section("Sources disagree", comparisons(disagreements(graph.claims), null)));
  detail.scrollTop = 0;
}

// What the pointer shows: the first claim of a node, in its sentence.
function hint(id) {
  const { said, about } = claimsOf(id);
  const claim = about[0] ?? said[0];
  const name = element("p", "name", words(nodesById.get(id).name));
  return claim ? [name, chain(claim), ...claim.passages.slice(0, 1).map(passage)] : [name];
}
